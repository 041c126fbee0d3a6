"""Facts against gold: which fact answers which gold figure, and which of its slots are right.  Pure.

A fact answers a gold figure when their spans overlap by at least half (intersection over union).  A slot is judged
only where the gold states it: subject and period may be left open, change and status never are.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.evaluation.gold import GoldFact, PlacedGold
    from extractor.model import Fact

SLOTS = ("value", "mod", "subject", "about", "period", "change", "status")
HALF = Fraction(1, 2)
ABOUT_LIMIT = 60  # characters: copying the sentence is no answer
NAME_SHARE = Fraction(3, 5)  # a shortened name still names the body when it keeps this much of it
TOLERANCE = Decimal("1e-6")
FRACTION_TOLERANCE = Decimal("1e-3")  # 三分之一 is annotated as 33.33


class Pair(NamedTuple):
    """Indices into the gold facts and the facts given."""

    gold: int
    fact: int


def overlap(gold: PlacedGold, fact: Fact) -> Fraction:
    """Intersection over union of the two spans, 0 where they do not touch."""
    shared = min(gold.end, fact.end) - max(gold.start, fact.start)
    if shared <= 0:
        return Fraction(0)
    return Fraction(shared, max(gold.end, fact.end) - min(gold.start, fact.start))


def pair(gold: Sequence[PlacedGold], facts: Sequence[Fact]) -> tuple[Pair, ...]:
    """One to one, the best overlap first (of equals the later ones first), in the order of the gold."""
    by_start = sorted(range(len(facts)), key=lambda index: facts[index].start)
    candidates = [
        (share, Pair(row, column))
        for row, line in enumerate(gold)
        for column in by_start
        if facts[column].start < line.end and (share := overlap(line, facts[column])) >= HALF
    ]
    taken_gold: set[int] = set()
    taken_facts: set[int] = set()
    chosen = []
    for _, candidate in sorted(candidates, reverse=True):
        if candidate.gold not in taken_gold and candidate.fact not in taken_facts:
            taken_gold.add(candidate.gold)
            taken_facts.add(candidate.fact)
            chosen.append(candidate)
    return tuple(sorted(chosen))


def judge(gold: GoldFact, fact: Fact) -> dict[str, bool]:
    """{slot: right?} for the slots that this gold figure states, in the order of `SLOTS`."""
    right = {"value": value_right(gold, fact), "mod": fact.modifier == gold.mod}
    if gold.subject:
        right["subject"] = subject_right(gold, fact)
    right["about"] = about_right(gold, fact)
    if gold.period:
        right["period"] = period_right(gold, fact)
    return right | {"change": change_right(gold, fact), "status": fact.status == gold.status}


def value_right(gold: GoldFact, fact: Fact) -> bool:
    """Kind, unit and number; of a change the sign may stand in its direction instead."""
    if fact.kind != gold.kind or (fact.unit or None) not in gold.units:
        return False
    if gold.value is None:
        return fact.value is None
    if isinstance(gold.value, tuple):
        low, high = gold.value
        return _near(fact.value_low, low, TOLERANCE) and _near(fact.value_high, high, TOLERANCE)
    fraction = gold.kind == "percent" and gold.value != gold.value.to_integral_value()
    tolerance = FRACTION_TOLERANCE if fraction else TOLERANCE
    if gold.change and fact.value is not None:
        return _near(abs(fact.value), abs(gold.value), tolerance)
    return _near(fact.value, gold.value, tolerance)


def _near(found: Decimal | None, wanted: Decimal, tolerance: Decimal) -> bool:
    return found is not None and abs(found - wanted) <= tolerance * max(Decimal(1), abs(wanted))


def subject_right(gold: GoldFact, fact: Fact) -> bool:
    """An accepted name, longer or slightly shorter; a sector that `about_all` names may stand as the subject too."""
    for name in (fact.subject, fact.subject_name):
        if not name:
            continue
        if any(len(part) >= 2 and (part in name or name in part) for part in gold.about_all):
            return True
        if any(_names(name, wanted) for wanted in gold.subject):
            return True
    return False


def _names(name: str, wanted: str) -> bool:
    return wanted in name or (name in wanted and len(name) >= NAME_SHARE * len(wanted))


def about_right(gold: GoldFact, fact: Fact) -> bool:
    """All words that pin down what was measured, none of its neighbour's, and not the whole sentence."""
    about = "｜".join(part or "" for part in (fact.indicator, fact.action, fact.object, fact.population))
    if len(about) > ABOUT_LIMIT:
        return False
    whole = f"{about}｜{fact.subject or ''}"
    return all(word in whole for word in gold.about_all) and not any(word in about for word in gold.about_none)


def period_right(gold: GoldFact, fact: Fact) -> bool:
    """Both ends, open ones as open."""
    start = fact.period_start.isoformat() if fact.period_start else None
    end = fact.period_end.isoformat() if fact.period_end else None
    return gold.period is not None and (start, end) == (gold.period.start, gold.period.end)


def change_right(gold: GoldFact, fact: Fact) -> bool:
    """Level against change, the direction, and the base where the gold states one."""
    if gold.change is None:
        return not fact.change_direction
    if fact.change_direction != gold.change.direction:
        return False
    return gold.change.base is None or fact.change_base == gold.change.base
