"""Figures that stand some power of ten apart from their neighbours, like a slip of 万 and 亿."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from extractor.checks.claims import measured, same_words
from extractor.checks.intervals import Comparison
from extractor.checks.outcome import finding, named
from extractor.checks.view import measure, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.checks.view import View
    from extractor.model import Fact, Finding
    from extractor.rulebook.book import CheckRule

POWERS = (4, 8)  # 万 for none, 亿 for 万; 亿 for none
_FAR = 600  # characters between siblings
_FEWEST = 3
_LIKE = 8  # how far apart, as a ratio, siblings and neighbours in time are once the slip is mended
_CLOSE = 3


def slips(check: CheckRule, view: View) -> Iterator[Finding]:
    """Figures that would be like their siblings, or their neighbours in time, with 10⁴ or 10⁸ put right.

    Siblings: three or more figures of one measure in one document, of different bodies, no more than eight times apart
    but for the one.  Neighbours: two figures of one measure and body for periods of one length, no more than three
    times apart once mended.  A smell is no proof: the finding is undecided, and says what it would be.
    """
    for facts in view.documents.values():
        for siblings in _sibling_runs(facts):
            yield from _odd_one(check, siblings)
    for series in _series(view).values():
        for earlier, later in pairwise(series):
            power = None if later.period_end == earlier.period_end else _power(later, earlier, _CLOSE)
            if power is not None and same_words([earlier, later], view):
                yield _smell(check, later, earlier, power)


def _sibling_runs(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Runs of figures that measure the same of different bodies, near each other."""
    runs: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if not measured(fact) or fact.subject is None or not fact.value:
            continue
        key = (*measure(fact)[1:], fact.period_end)
        run = runs.get(key, [])
        if run and (fact.start - run[-1].end > _FAR or any(fact.subject == other.subject for other in run)):
            yield run
            run = []
        runs[key] = [*run, fact] if len(run) < 40 else [fact]
    yield from runs.values()


def _odd_one(check: CheckRule, siblings: Sequence[Fact]) -> Iterator[Finding]:
    """The one of three or more siblings that stands apart from the others, which are of one order."""
    if len(siblings) < _FEWEST:
        return
    ordered = sorted(siblings, key=_size)
    for odd, others in ((ordered[0], ordered[1:]), (ordered[-1], ordered[:-1])):
        if _size(others[-1]) > _LIKE * _size(others[0]):
            continue
        powers = {_power(odd, other, _LIKE) for other in others}
        if len(powers) == 1 and None not in powers:
            middle = others[len(others) // 2]
            yield _smell(check, odd, middle, powers.pop() or 0)


def _power(one: Fact, other: Fact, within: int) -> int | None:
    """The power of ten that `one` must be multiplied by to be like `other`; `None` where none of them will do."""
    if not _size(one) or not _size(other):
        return None
    ratio = _size(one) / _size(other)
    for power in POWERS:
        for signed in (power, -power):
            if Decimal(1) / within <= ratio.scaleb(signed) <= within:
                return signed
    return None


def _smell(check: CheckRule, odd: Fact, beside: Fact, power: int) -> Finding:
    factor = f"{'×' if power > 0 else '÷'} 10{'⁴' if abs(power) == 4 else '⁸'}"
    found = finding(check, odd, [beside], Comparison("undecided", None, None), "", reason=check.reason("unit-slip"))
    return replace(found, arithmetic=f"{named(odd)} {factor} ~ {named(beside)}")


def _size(fact: Fact) -> Decimal:
    return abs(fact.value) if fact.value is not None else Decimal(0)


def _series(view: View) -> dict[tuple[object, ...], list[Fact]]:
    """Figures of one measure and body for periods of one length, in order of time."""
    found: dict[tuple[object, ...], list[Fact]] = {}
    for fact in view.facts:
        if not measured(fact) or fact.period_end is None or "period_inherited" in fact.flags:
            continue
        where = None if place(fact) and not fact.borrows_subject else fact.doc_id
        length = None if fact.period_start is None else (fact.period_end - fact.period_start).days // 27
        found.setdefault((where, length, *measure(fact)), []).append(fact)
    return {key: sorted(facts, key=lambda f: (str(f.period_end), f.fact_id)) for key, facts in found.items()}
