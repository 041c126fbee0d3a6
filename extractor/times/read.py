"""Take a found expression apart: the match of `grammar.ATOM` in, one or two moments out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.times.calendar import read_calendar
from extractor.times.mention import Moment, edge_of
from extractor.times.numbers import small_number
from extractor.times.stretches import read_decade, read_plan, read_window

if TYPE_CHECKING:
    import re

    from extractor.times.mention import Anchor, Moments

_DAYS = {"昨": -1, "前": -2, "明": 1, "后": 2}
_CARRIED_DAYS = {"当": 0, "同": 0, "次": 1, "上": -1, "前一": -1}
_STEPS = {"上上": -2, "上": -1, "下": 1, "次": 1}
_WEEKDAYS = {day: number for number, days in enumerate(("一", "二", "三", "四", "五", "六", "日天末")) for day in days}
_LUNAR = ("农历", "阴历")
_THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}


def read_moments(match: re.Match[str]) -> Moments:
    """The moment that a match of `ATOM` names, and the far end where it names a range."""
    zone, quote = match.group("zone", "calendar")
    if zone in _LUNAR:
        return Moment(granularity="festival", anchor="running", name=match.group()), None
    if quote is not None:
        return read_calendar(quote)
    found = match.groupdict()
    for name, reader in _READERS.items():
        if found[name] is not None:
            return reader(found)
    return Moment(granularity="time"), None


def _numeric(found: dict[str, str]) -> Moments:
    year = int(found["n_year"])
    if found["n_day"] is not None:
        return Moment(granularity="day", year=year, month=int(found["n_month"]), day=int(found["n_day"])), None
    last_year, last = int(found["n_last_year"]), found["n_last"]
    start = Moment(granularity="month", year=year, month=int(found["n_from"]))
    if last is None:
        return start, Moment(granularity="year", year=last_year)
    return start, Moment(granularity="month", year=last_year, month=int(last))


def _relative_day(found: dict[str, str]) -> Moments:
    if found["bracket_month"]:  # 昨晚（2月17日）: the date itself is surer than the word
        month, day = small_number(found["bracket_month"]), small_number(found["bracket_day"])
        return Moment(granularity="day", anchor="published", month=month, day=day), None
    word = found["relative_day"]
    for start, shift in _CARRIED_DAYS.items():
        if word.startswith(start) and word != "前天":
            return Moment(granularity="day", anchor="running", shift_unit="day", shift=shift), None
    return Moment(granularity="day", anchor="published", shift_unit="day", shift=_DAYS.get(word[0], 0)), None


def _relative_week(found: dict[str, str]) -> Moments:
    shift = _STEPS.get(found["relative_week"].rstrip("个"), 0)
    day = _WEEKDAYS.get(found["weekday"]) if found["weekday"] else None
    anchor: Anchor = "running" if found["relative_week"] == "当" else "published"
    return Moment(granularity="week", anchor=anchor, shift_unit="week", shift=shift, day=day), None


def _lone_weekday(found: dict[str, str]) -> Moments:
    if found["bracket_month"]:
        return _relative_day(found)
    return Moment(granularity="week", anchor="published", shift_unit="week", day=_WEEKDAYS[found["lone_weekday"]]), None


def _relative_month(found: dict[str, str]) -> Moments:
    word = found["relative_month"]
    day, last_day = _days(found["rm_from"], found["rm_day"])
    if found["rm_xun"]:
        day, last_day = _THIRDS[found["rm_xun"]]
    return Moment(
        granularity="day" if found["rm_day"] else "month",
        anchor="running" if word[0] in "当同次" else "published",
        shift_unit="month",
        shift=_STEPS.get(word.rstrip("个月"), 0),
        day=day,
        last_day=last_day,
        edge=edge_of(found["rm_edge"]),
    ), None


def _month_point(found: dict[str, str]) -> Moments:
    edge = edge_of(found["month_point"])
    return Moment(granularity="month", anchor="running", shift_unit="month", edge=edge), None


def _relative_quarter(found: dict[str, str]) -> Moments:
    shift = _STEPS.get(found["relative_quarter"][0], 0)
    return Moment(
        granularity="quarter",
        anchor="published",
        shift_unit="quarter",
        shift=shift,
        edge=edge_of(found["rq_edge"]),
    ), None


def _lone_day(found: dict[str, str]) -> Moments:
    day, last_day = _days(found["lone_from"], found["lone_day"])
    return Moment(granularity="day", anchor="running", day=day, last_day=last_day), None


def _days(first: str | None, last: str | None) -> tuple[int | None, int | None]:
    if last is None:
        return None, None
    return (small_number(first), small_number(last)) if first else (small_number(last), None)


def _feast(found: dict[str, str]) -> Moments:
    return Moment(granularity="festival", anchor="running", name=found["feast"]), None


def _now(_: dict[str, str]) -> Moments:
    return Moment(granularity="now", anchor="published"), None


_READERS = {
    "n_year": _numeric,
    "relative_day": _relative_day,
    "relative_week": _relative_week,
    "lone_weekday": _lone_weekday,
    "relative_month": _relative_month,
    "relative_quarter": _relative_quarter,
    "month_point": _month_point,
    "feast": _feast,
    "plan": read_plan,
    "decade": read_decade,
    "window": read_window,
    "now": _now,
    "lone_day": _lone_day,
}
