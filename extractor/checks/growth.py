"""Printed growth against the two levels it is measured between, in one document and across documents."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from extractor.checks.bases import LEVELS, Bases
from extractor.checks.intervals import Comparison, Interval, against, difference, interval, quotient
from extractor.checks.outcome import fair_reason, finding, named, shown
from extractor.checks.said_bases import said_bases
from extractor.checks.view import is_level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.checks.view import View
    from extractor.model import Fact, Finding
    from extractor.rulebook.book import CheckRule

REVISED = "revised-base"
_OTHERWISE = ("constant-prices",)  # reasons for which an agreement is chance
_PERCENT = {"percent": 1, "multiple": 100}  # what one of it is in percent
_FOLLOWS = re.compile(r"(?:以上|左右|多)?\s*(?:\[\d+\])?\s*(?:[，,、（(；]|比|较|同比|环比|增|下降|减)")
_NEAR = 60  # characters between a level and what is said of its growth


class Made(NamedTuple):
    """What levels make: a value, the interval it stands for (both in percent or in units), and how."""

    value: Decimal
    interval: Interval
    formula: str


class Grown(NamedTuple):
    """A level with the change that is printed behind it, and the increase in units between the two."""

    level: Fact
    change: Fact
    increase: Fact | None


def growth(check: CheckRule, view: View) -> Iterator[Finding]:
    """Each printed growth or increase that two levels, or a level and its increase, can test.

    Levels in base units, growth in percent; each stands for the interval that its printed digits allow, and the growth
    that they make for the interval between the extremes.  A mismatch is not decided where the check gives a reason
    (constant prices, comparable basis), and where the earlier level stands in another document alone: it may have been
    revised since, unless a document of the same day or later still prints it.
    """
    grown = [pair for facts in view.documents.values() for pair in _grown(facts) if _said_of(pair, view)]
    earlier = Bases(view)
    for pair in grown:
        if pair.change.kind in _PERCENT:
            yield from _by_increase(check, pair, view)
        found = earlier.base_of(pair.level, pair.change)
        if found is not None:
            yield from _by_levels(check, pair, found, view)
    for facts in view.documents.values():
        for level, base, change in said_bases(facts, view, check):
            yield from _by_levels(check, Grown(level, change, None), base, view)


def _grown(facts: Sequence[Fact]) -> Iterator[Grown]:
    """Changes with the level right before them, of the same measure, in one sentence."""
    level: Fact | None = None
    increase: Fact | None = None
    for fact in facts:
        if is_level(fact) and fact.kind in LEVELS:
            level, increase = fact, None
        elif level is not None and _changes(fact, level):
            beside = increase is not None and increase.change_base == fact.change_base
            yield Grown(level, fact, increase if beside else None)
            increase = fact if fact.kind == level.kind else increase
        elif fact.change_direction is None:
            level = None


def _said_of(pair: Grown, view: View) -> bool:
    """Whether the change is the level's.

    In 7619万辆（包括三轮汽车1331万辆），增长17.8% it is that of the figure before the bracket.

    Where the figure only counts what is in a name (105个城市地价上涨), more than a comparison follows it.
    """
    between = view.between(pair.level, pair.change)
    if not between:
        return between is None
    return _FOLLOWS.match(between) is not None and between.count("）") <= between.count("（")


def _changes(change: Fact, level: Fact) -> bool:
    return (
        change.change_direction in ("up", "down")
        and change.value is not None
        and change.change_base is not None
        and (change.kind in _PERCENT or (change.kind, change.unit) == (level.kind, level.unit))
        and change.sentence_start == level.sentence_start
        and change.start - level.end < _NEAR
        and (change.subject, change.indicator, change.status) == (level.subject, level.indicator, level.status)
        and change.statistic in (level.statistic, None)
        and (change.period_start, change.period_end) == (level.period_start, level.period_end)
    )


def _by_increase(check: CheckRule, pair: Grown, view: View) -> Iterator[Finding]:
    """48355万户，比上年末增加3427万户，增长7.6%: the increase over what was there before it."""
    level, change, increase = pair
    if increase is None or increase.change_direction != change.change_direction or increase.value is None:
        return
    up = change.change_direction == "up"
    before = difference(interval(level), interval(increase)) if up else _sum(level, increase)
    base = _value(level) - increase.value if up else _value(level) + increase.value
    ratio = quotient(interval(increase), before).times(100)
    if base <= 0 or ratio.low is None:
        return
    formula = f"{named(increase)} ÷ ({level.quote} {'−' if up else '+'} {increase.quote})"
    made = Made(increase.value / base * 100, ratio, formula)
    yield from _finding(check, change, [increase, level], made, view)


def _by_levels(check: CheckRule, pair: Grown, base: Fact, view: View) -> Iterator[Finding]:
    """Growth of the level over the base, or the increase between them."""
    level, change, _ = pair
    up = change.change_direction == "up"
    high, low = (level, base) if up else (base, level)
    if change.kind in _PERCENT:
        ratio = quotient(interval(level), interval(base))
        percent = (ratio.plus(-1) if up else ratio.negative().plus(1)).times(100)
        value = (_value(level) / _value(base) - 1) * (100 if up else -100)
        formula = f"{named(level)} ÷ {named(base)} − 1" if up else f"1 − {named(level)} ÷ {named(base)}"
    else:
        percent = difference(interval(high), interval(low))
        value = _value(high) - _value(low)
        formula = f"{named(high)} − {named(low)}"
    yield from _finding(check, change, [level, base], Made(value, percent, formula), view)


def _finding(check: CheckRule, change: Fact, others: list[Fact], made: Made, view: View) -> Iterator[Finding]:
    """The finding; none where growth is reckoned otherwise and fits the levels by chance."""
    value, computed, formula = made
    scale = _PERCENT.get(change.kind, 1)
    worded = any(fact.modifier is not None for fact in (change, *others))
    ends = computed.times(Decimal(1) / scale)
    compared: Comparison = against(change, value / scale, ends, worded=worded)
    reason = fair_reason(check, [change, *others], view)
    if reason is not None and reason.id in _OTHERWISE and compared.verdict != "differs":
        return
    if reason is None and not _settled(change, others[-1], view):
        reason = check.reason(REVISED)
    yield finding(check, change, others, compared, f"{formula} = {shown(value / scale, ends, change)}", reason=reason)


def _settled(change: Fact, base: Fact, view: View) -> bool:
    """Whether growth was measured from this base: the same document prints both, or a later one still prints it."""
    if base.doc_id == change.doc_id:
        return True
    said, printed = view.published(change), view.published(base)
    return said is not None and printed is not None and printed >= said


def _sum(first: Fact, second: Fact) -> Interval:
    return difference(interval(first), interval(second).negative())


def _value(fact: Fact) -> Decimal:
    return fact.value if fact.value is not None else Decimal(0)
