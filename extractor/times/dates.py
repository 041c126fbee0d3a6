"""From one moment to its first and last day, by the publication date and the year, month and day in force."""

from __future__ import annotations

import calendar as gregorian
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING

import msgspec

from extractor.times.holidays import holiday

if TYPE_CHECKING:
    from extractor.times.mention import Moment

Stretch = tuple[date, date]
_DAYS_AHEAD = 14  # a bare 28日 in a report of the 3rd is the month before's
_CENTURY_AHEAD = 20
_LATEST_BARE_CENTURY = 40
_DAYS_OF = {"day": 1, "week": 7}
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
_HOURS_OF_DAY = 24


class Reference(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a mention is read against; every field may be unknown."""

    published: date | None = None
    year: int | None = None
    month: int | None = None
    day: date | None = None  # the last full date, for 当天 and 次日
    within: tuple[date | None, date | None] | None = None  # the period in force, for 去年同期


def stretch(moment: Moment, reference: Reference) -> Stretch | None:
    """First and last day of a moment taken whole (an edge is the caller's business), None where unknown."""
    if moment.same:
        return _same_period(moment, reference)
    if moment.granularity == "window":
        return _window(moment, reference)
    if moment.granularity == "now":
        return (reference.published, reference.published) if reference.published else None
    if moment.granularity == "festival":
        year = year_of(moment, reference)
        return None if year is None or moment.name is None else holiday(moment.name, year)
    if moment.granularity == "time" or (moment.granularity == "season" and moment.month is None):
        return None
    return _dated(moment, reference)


def _dated(moment: Moment, reference: Reference) -> Stretch | None:
    if moment.shift_unit in ("day", "week"):
        return _days_away(moment, reference)
    if moment.shift_unit in ("month", "quarter"):
        return _months_away(moment, reference)
    return _in_year(moment, year_of(moment, reference), reference)


def year_of(moment: Moment, reference: Reference) -> int | None:
    """The year a moment falls in: its own, or by its anchor the publication year or the year in force."""
    published = reference.published.year if reference.published else None
    if moment.year is not None:
        return settle_century(moment.year, published or reference.year) if moment.short_year else moment.year
    if moment.anchor == "published":
        base = published if published is not None else reference.year
    else:
        base = reference.year if reference.year is not None else published
    return None if base is None else base + moment.shift


def settle_century(short: int, near: int | None) -> int:
    """98 is 1998: the latest year with these digits that is at most twenty years after `near`."""
    if near is None:
        return 2000 + short if short <= _LATEST_BARE_CENTURY else 1900 + short
    year = near - near % 100 + 100 + short
    while year > near + _CENTURY_AHEAD:
        year -= 100
    return year


def _in_year(moment: Moment, year: int | None, reference: Reference) -> Stretch | None:
    if year is None:
        return None
    month = moment.month
    if moment.granularity in ("decade", "plan"):
        return span((year, 1, 1), (moment.last_year or year, 12, 31))
    if month is None and moment.day is not None:
        year, month = _month_of_bare_day(moment.day, year, reference)
        if month is None:
            return None
    if month is None:
        return span((year, 1, 1), (year, 12, 31))
    return _in_month(moment, year, month)


def _in_month(moment: Moment, year: int, month: int) -> Stretch | None:
    if moment.day is None:
        last = moment.last_month or month
        return span((year, month, 1), (year + (last < month), last, 31), clip=True)  # 11月至2月 runs into the next
    return span(
        (year, month, moment.day), (year, month, moment.last_day or moment.day), clip=moment.granularity == "month"
    )


def _month_of_bare_day(day: int, year: int, reference: Reference) -> tuple[int, int | None]:
    if reference.month is not None:
        return year, reference.month
    published = reference.published
    if published is None or published.year != year:
        return year, None
    if day <= published.day + _DAYS_AHEAD:
        return year, published.month
    return (year, published.month - 1) if published.month > 1 else (year - 1, 12)


def span(first: tuple[int, int, int], last: tuple[int, int, int], *, clip: bool = False) -> Stretch | None:
    """Two dates given as (year, month, day), None if there are none; `clip` takes the 31st for the month's end."""
    year, month, day = last
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    if clip:
        day = min(day, gregorian.monthrange(year, month)[1])
    try:
        start, end = date(*first), date(year, month, day)
    except ValueError:
        return None
    return (start, end) if start <= end else None


def _days_away(moment: Moment, reference: Reference) -> Stretch | None:
    base = (reference.day or reference.published) if moment.anchor == "running" else reference.published
    if base is None:
        return None
    try:
        if moment.shift_unit == "day":
            day = base + timedelta(days=moment.shift)
            return day, day
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=moment.shift)
        if moment.day is not None:
            day = monday + timedelta(days=moment.day)
            return day, day
        return monday, monday + timedelta(days=6)
    except OverflowError:
        return None


def _months_away(moment: Moment, reference: Reference) -> Stretch | None:
    year, month = reference.year, reference.month
    published = reference.published
    if published is not None and (moment.anchor == "published" or month is None):
        year, month = published.year, published.month
    elif published is not None and year is None and month is not None:
        year = published.year - (month > published.month)  # 当月 behind 10月份: that month, as last told of
    if year is None or month is None:
        return None
    length = _MONTHS_OF[moment.shift_unit or "month"]
    first = (month - 1) // length * length + moment.shift * length
    year, first = year + first // 12, first % 12 + 1
    if moment.day is not None:
        return _in_month(moment, year, first)
    return span((year, first, 1), (year, first + length - 1, 31), clip=True)


def _window(moment: Moment, reference: Reference) -> Stretch | None:
    """`近五年` by the year in force is that year and the four before it; else it ends on the day of publication."""
    if moment.count is None or moment.unit is None:
        return None
    count, ahead = abs(moment.count), moment.count < 0
    if moment.unit == "year" and reference.year is not None and count:
        year = reference.year
        return (
            span((year + 1, 1, 1), (year + count, 12, 31)) if ahead else span((year - count + 1, 1, 1), (year, 12, 31))
        )
    today = reference.published
    if today is None or not count:
        return None
    try:
        other = _moved(today, moment.unit, count if ahead else -count)
        return (today, other) if ahead else (other + timedelta(days=1), today)
    except (OverflowError, ValueError):
        return None


def _moved(day: date, unit: str, count: int) -> date:
    if unit == "hour":
        return day + timedelta(days=-(-count // _HOURS_OF_DAY))
    if unit in _DAYS_OF:
        return day + timedelta(days=count * _DAYS_OF[unit])
    months = day.year * 12 + day.month - 1 + count * _MONTHS_OF[unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, gregorian.monthrange(year, month)[1]))


def _same_period(moment: Moment, reference: Reference) -> Stretch | None:
    start, end = reference.within or (None, None)
    if end is None:
        return None
    shift = moment.shift if moment.year is None else moment.year - end.year
    first = start or end
    return span((first.year + shift, first.month, first.day), (end.year + shift, end.month, end.day), clip=True)
