"""Printed growth against the two levels it is measured between, in one document and across documents."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from extractor.checks.intervals import Comparison, Interval, against, difference, interval, quotient
from extractor.checks.outcome import fair_reason, finding, named, shown
from extractor.checks.view import is_level, measure, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.checks.view import View
    from extractor.model import Fact, Finding
    from extractor.rulebook.book import CheckRule

GROWTH = "growth"
REVISED = "revised-base"
_OTHERWISE = ("constant-prices",)  # reasons for which an agreement is chance
_LEVELS = ("count", "money", "measure")
_PERCENT = {"percent": 1, "multiple": 100}  # what one of it is in percent
_FOLLOWS = re.compile(r"(?:以上|左右|多)?\s*(?:\[\d+\])?\s*(?:[，,、（(；]|比|较|同比|环比|增|下降|减)")
_NEAR = 60  # characters between a level and what is said of its growth

Span = tuple[date | None, date | None]


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
    earlier = _levels(view)
    for pair in grown:
        if pair.change.kind in _PERCENT:
            yield from _by_increase(check, pair, view)
        found = _base_level(pair, earlier, view)
        if found is not None:
            yield from _by_levels(check, pair, found, view)


def _grown(facts: Sequence[Fact]) -> Iterator[Grown]:
    """Changes with the level right before them, of the same measure, in one sentence."""
    level: Fact | None = None
    increase: Fact | None = None
    for fact in facts:
        if is_level(fact) and fact.kind in _LEVELS:
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


def _levels(view: View) -> dict[tuple[object, ...], dict[Span, list[Fact]]]:
    """Dated levels by what they measure, in one document and, of registered bodies, in all; by period."""
    found: dict[tuple[object, ...], dict[Span, list[Fact]]] = {}
    for fact in view.facts:
        if not is_level(fact) or fact.kind not in _LEVELS or fact.period_end is None or not _value(fact):
            continue
        for where in (fact.doc_id, None) if place(fact) else (fact.doc_id,):
            found.setdefault((where, *measure(fact)), {}).setdefault((fact.period_start, fact.period_end), []).append(
                fact
            )
    return found


def _base_level(pair: Grown, levels: dict[tuple[object, ...], dict[Span, list[Fact]]], view: View) -> Fact | None:
    """The one level that the growth is measured from; of several documents', the latest published."""
    span = base_span(pair.level, pair.change.change_base or "")
    if span is None:
        return None
    for where in (pair.level.doc_id, None):
        if where is None and (place(pair.level) is None or "subject_inherited" in pair.level.flags):
            continue
        found = levels.get((where, *measure(pair.level)), {}).get(span, [])
        found = [fact for fact in found if "period_inherited" not in fact.flags or where is not None]
        if found and len({fact.value for fact in found}) == 1:
            return max(found, key=lambda fact: view.published(fact) or date.min)
    return None


def base_span(level: Fact, base: str) -> Span | None:
    """The period that a level's change is measured from; `None` where it cannot be told.

    `yoy`: a year earlier.  `mom`: the month or quarter before.  An ISO year is that year, an ISO month the level at its
    end, or of it where the level is of a month.
    """
    start, end = level.period_start, level.period_end
    if end is None:
        return None
    if base == "yoy":
        return (None if start is None else _year_before(start)), _year_before(end)
    if base == "mom":
        return _stretch_before(start, end)
    parts = [int(part) for part in base.split("-") if part.isdigit()]
    if len(parts) == 1:
        return (date(parts[0], 1, 1), date(parts[0], 12, 31)) if _is_year(level) else None
    if len(parts) == 2:
        last = date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
        return (None, last) if start is None else None
    return (None, date(*parts)) if len(parts) == 3 and start is None else None


def _is_year(level: Fact) -> bool:
    start, end = level.period_start, level.period_end
    return start is not None and end is not None and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _year_before(day: date) -> date:
    last = monthrange(day.year - 1, day.month)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last if ends else day.day)


def _stretch_before(start: date | None, end: date) -> Span | None:
    """The month before a month, the quarter before a quarter."""
    if start is None or start.day != 1 or start.year != end.year or end.day != monthrange(end.year, end.month)[1]:
        return None
    months = end.month - start.month + 1
    if months not in (1, 3):
        return None
    last = start - timedelta(days=1)
    first = last.month - months + 1
    return date(last.year, first, 1), last


def _sum(first: Fact, second: Fact) -> Interval:
    return difference(interval(first), interval(second).negative())


def _value(fact: Fact) -> Decimal:
    return fact.value if fact.value is not None else Decimal(0)
