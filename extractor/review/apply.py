"""Facts and decisions in, reviewed facts out: the one place that says what a decision does to a fact.

Decisions are on a place of a text and its words, never on a run: facts read again from the same text meet the
decisions that were made on them before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from extractor.decisions import ACCEPTED, ADDED, CONTESTED, CORRECTED, MARKS
from extractor.errors import UsageError
from extractor.model import Fact
from extractor.review.slots import parse_slot
from extractor.review.standing import Standing, standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from decimal import Decimal

    from extractor.decisions import Decision

RULE = "review"
"""The `rule_id` of a fact that a person added."""


class Reviewed(NamedTuple):
    """Facts after review, `rejected` ones apart; `unmatched` decisions are on texts or figures that the run lacks."""

    facts: tuple[Fact, ...]
    rejected: tuple[Fact, ...]
    unmatched: tuple[Decision, ...]


def apply_decisions(facts: Sequence[Fact], decisions: Iterable[Decision], doc_ids: Collection[str]) -> Reviewed:
    """The facts as reviewers left them, document after document in the facts' order.

    Corrected slots win and the fact is flagged `corrected`; accepted, added and contested facts are flagged so;
    rejected facts are left out.  A figure that a person added stands in its document in reading order, in place of
    what the program read at the same words.  `doc_ids` are the documents of the run.
    """
    made = list(decisions)
    stands = standing(made)
    known = frozenset(doc_ids)
    kept: list[Fact] = []
    rejected: list[Fact] = []
    met: set[tuple[str, int, int, str]] = set()
    for fact in facts:
        place = place_of(fact)
        met.add(place)
        stand = stands.get(place)
        if stand is None:
            kept.append(fact)
        elif stand.rejected:
            rejected.append(fact)
        else:
            kept.append(reviewed_fact(fact, stand))
    new = {place: stand for place, stand in stands.items() if place not in met and place[0] in known}
    additions = [
        reviewed_fact(added_fact(stand.added), stand)
        for stand in new.values()
        if stand.added is not None and not stand.rejected
    ]
    met |= {place for place, stand in new.items() if stand.added is not None}
    return Reviewed(
        _with(kept, additions),
        tuple(rejected),
        tuple(one for one in made if one.place not in met and one.verdict != "undo"),
    )


_FLAGGED = {"period_start": "period", "period_end": "period", "change_base": "base"}
"""The flags that say where a slot came from begin with its name, but for these."""


def place_of(fact: Fact) -> tuple[str, int, int, str]:
    """What a decision on the fact is on."""
    return fact.doc_id, fact.start, fact.end, fact.quote


def reviewed_fact(fact: Fact, stand: Standing) -> Fact:
    """The fact with what stands on it; its place and quote stay."""
    if stand.added is not None and fact.rule_id != RULE:
        source = fact.source
        fact = msgspec.structs.replace(added_fact(stand.added), source=source)
    typed = {slot: parse_slot(slot, one.new_value or "") for slot, one in stand.corrections.items()}
    flags = (*_unmarked(fact, typed), *_marks(stand))
    return msgspec.structs.replace(fact, **_interval(fact, typed), **typed, flags=flags)


def _unmarked(fact: Fact, typed: Mapping[str, object]) -> list[str]:
    """The flags of the fact as read, without those of slots that a person has written: 主体推定."""
    written = {f"{_FLAGGED.get(slot, slot)}_" for slot in typed}
    return [flag for flag in fact.flags if flag not in MARKS and not flag.startswith(tuple(written) or ("\0",))]


def _marks(stand: Standing) -> list[str]:
    mark = {"accepted": ACCEPTED, "corrected": CORRECTED, "added": ADDED}.get(_uncontested(stand).state)
    return [*([mark] if mark else []), *([CONTESTED] if stand.contested else [])]


def _uncontested(stand: Standing) -> Standing:
    return stand._replace(contested={})


def _interval(fact: Fact, typed: dict[str, Any]) -> dict[str, Decimal | None]:
    """The interval of a corrected value: as wide as the old one in its own magnitude, unless it is corrected itself."""
    if "value" not in typed:
        return {}
    value: Decimal | None = typed["value"]
    ends = {name: None if value is None else _moved(fact, name, value) for name in ("value_low", "value_high")}
    return {name: end for name, end in ends.items() if name not in typed}


def _moved(fact: Fact, name: str, value: Decimal) -> Decimal:
    old = fact.value
    end: Decimal | None = getattr(fact, name)
    if old is None or end is None or not old:
        return value
    factor = value / old
    return value + (end - old) * factor if _is_power_of_ten(factor) else value + (end - old)


def _is_power_of_ten(factor: Decimal) -> bool:
    return factor.normalize().as_tuple().digits == (1,) and factor > 0


def added_fact(decision: Decision) -> Fact:
    """The fact that a person added; `UsageError` where the decision does not hold one."""
    try:
        slots = msgspec.json.decode(decision.new_value or "", type=dict[str, Any])
        record = slots | {
            "fact_id": f"{decision.doc_id}:{decision.start}-{decision.end}",
            "doc_id": decision.doc_id,
            "start": decision.start,
            "end": decision.end,
            "quote": decision.quote,
            "rule_id": RULE,
        }
        return msgspec.convert(record, Fact, strict=False)
    except msgspec.MsgspecError as error:
        raise UsageError(f"decision {decision.id}: no fact to add in it ({error}); undo it") from error


def _with(kept: Sequence[Fact], additions: Sequence[Fact]) -> tuple[Fact, ...]:
    """Both, each addition in its document in reading order; those of documents without facts at the end."""
    if not additions:
        return tuple(kept)
    rank = {doc_id: n for n, doc_id in enumerate(dict.fromkeys(fact.doc_id for fact in (*kept, *additions)))}
    known = {fact.doc_id: fact.source for fact in reversed(kept)}
    placed = [msgspec.structs.replace(fact, source=known.get(fact.doc_id, fact.source)) for fact in additions]
    together = [*enumerate(kept), *enumerate(placed, len(kept))]
    changed = {fact.doc_id for fact in additions}
    order = sorted(
        together,
        key=lambda pair: (
            (rank[pair[1].doc_id], pair[1].start, pair[0])
            if pair[1].doc_id in changed
            else (rank[pair[1].doc_id], 0, pair[0])
        ),
    )
    return tuple(fact for _, fact in order)
