"""Read years and their parts: `2021年11月底`, `去年前三季度`, `1-8月`, `12月10日至12日`."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from extractor.times.grammar import CALENDAR_PARTS
from extractor.times.mention import Edge, Granularity, Moment, Moments, edge_of
from extractor.times.numbers import small_number, year_number

_SHIFTS = {"去": -1, "前": -2, "明": 1, "后": 2, "来": 1}
_RUNNING_SHIFTS = {"本": 0, "上": -1, "当": 0, "同": 0, "次": 1, "翌": 1}
_HALVES = {"上": (1, 6), "前": (1, 6), "下": (7, 12), "后": (7, 12)}
_REPORTS = {"一": (1, 3), "半": (1, 6), "中": (1, 6), "三": (1, 9)}  # 2018年三季报: of the year so far
_SIGNS = {"H1": "上半年", "H2": "下半年"}
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11)}
_HALF_MONTHS = {"上": (1, 15), "下": (16, 31)}
_THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}


@lru_cache(maxsize=4096)
def read_calendar(quote: str) -> Moments:
    """The moment, and the far end of a range, that a calendar expression names; most texts write the same few."""
    if quote[4:5] in "HhQq" and len(quote) == 6:  # 2021H1
        quote = f"{quote[:4]}年" + _SIGNS.get(quote[4:].upper(), f"第{quote[5]}季度")
    parts = CALENDAR_PARTS.fullmatch(quote) or CALENDAR_PARTS.match(quote)
    found = parts.groupdict() if parts else {}
    year = _year(found)
    moment = _part(found, year)
    if found.get("from_year"):
        return Moment(granularity="year", year=year_number(found["from_year"])), moment
    if found.get("from_month") and (moment.day is not None or moment.edge is not None):
        month = small_number(found["from_month"])
        return msgspec.structs.replace(year, granularity="month", month=month), moment
    return moment, None


def _year(found: dict[str, str]) -> Moment:
    written = found.get("to_year") or found.get("year")
    if written is not None:
        return Moment(granularity="year", year=year_number(written), short_year=len(written) < 3)
    word = found.get("relative_year")
    if word is None:
        return Moment(granularity="year", anchor="running")
    if word.startswith("前一"):
        return Moment(granularity="year", anchor="running", shift_unit="year", shift=-1)
    if word[0] in _RUNNING_SHIFTS:
        return Moment(granularity="year", anchor="running", shift_unit="year", shift=_RUNNING_SHIFTS[word[0]])
    return Moment(granularity="year", anchor="published", shift_unit="year", shift=_SHIFTS.get(word[0], 0))


def _part(found: dict[str, str], year: Moment) -> Moment:
    if found.get("month"):
        return _month(found, year)
    if found.get("festival"):
        return msgspec.structs.replace(year, granularity="festival", name=found["festival"])
    if found.get("same"):
        return msgspec.structs.replace(year, same=True)
    if point := found.get("year_point") or found.get("year_edge"):
        edge = None if point in ("全年", "年内") else edge_of(point)
        return msgspec.structs.replace(year, edge=edge, ahead=point in ("年内", "年底"))
    return _stretch_of_months(found, year)


def _stretch_of_months(found: dict[str, str], year: Moment) -> Moment:
    if half := found.get("half"):
        return _months(year, "half", *_HALVES[half])
    if report := found.get("report"):
        return _months(year, "half", *_REPORTS[report[0]])
    if count := found.get("first_months"):
        return _months(year, "month", 1, small_number(count))
    if nth := found.get("nth_month"):
        return _months(year, "month", small_number(nth), None)
    if season := found.get("season") or found.get("holidays"):
        return _months(year, "season", *_SEASONS.get(season, (None, None)))
    return _quarter(found, year)


def _quarter(found: dict[str, str], year: Moment) -> Moment:
    edge = edge_of(found.get("quarter_edge"))
    if count := found.get("first_quarters"):
        return _months(year, "quarter", 1, _three(count), edge)
    written = found.get("quarter") or found.get("q_quarter") or ("1" if found.get("opening") else None)
    if written is None:
        return year
    first = found.get("from_quarter") or written
    return _months(year, "quarter", (_three(first) or 0) - 2, _three(written), edge)


def _three(quarters: str) -> int | None:
    number = small_number(quarters)
    return None if number is None else 3 * number


def _months(
    year: Moment, granularity: Granularity, first: int | None, last: int | None, edge: Edge | None = None
) -> Moment:
    return msgspec.structs.replace(year, granularity=granularity, month=first, last_month=last, edge=edge)


def _month(found: dict[str, str], year: Moment) -> Moment:
    change = msgspec.structs.replace
    month = small_number(found["month"])
    if day := found.get("day"):
        first_day = small_number(found.get("from_day") or day)
        last_day = small_number(day) if found.get("from_day") else None
        return change(year, granularity="day", month=month, day=first_day, last_day=last_day)
    part = _THIRDS.get(found.get("xun") or "") or _HALF_MONTHS.get(found.get("half_month") or "")
    if part is not None:
        first_day, last_day = part
        return change(year, granularity="month", month=month, day=first_day, last_day=last_day)
    edge = edge_of(found.get("month_edge"))
    if found.get("from_month") and edge is None:
        return change(year, granularity="month", month=small_number(found["from_month"]), last_month=month)
    return change(year, granularity="month", month=month, edge=edge)
