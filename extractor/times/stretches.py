"""Read stretches of several years, months or days: five-year plans, decades, `近五年`, `三年来`, `未来三天`."""

from __future__ import annotations

import re

from extractor.times.mention import Moment, Moments, edge_of
from extractor.times.numbers import small_number

# 一五 1953-1957, 二五 1958-1962, 1963-1965 had none, 三五 1966-1970, and five years each since.
_EARLY_PLANS = {1: 1953, 2: 1958}
_THIRD_PLAN = 1966
_UNITS = {
    "年": "year",
    "季": "quarter",
    "月": "month",
    "周": "week",
    "星": "week",
    "天": "day",
    "日": "day",
    "小": "hour",
}
_DECADE = re.compile(
    r"(?:(?P<number>[0-9一二三四五六七八九十]+)世纪|(?P<word>上|本)个?世纪)?(?:(?P<tens>[1-9]0|.十)年代)?"
)
_COUNT = re.compile(r"(?P<first>几|[0-9一二两三四五六七八九十]+)(?P<unit>年|个?季|个?月|周|个?星|[天日]|个?小)")


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of a five-year plan: the 13th is 2016 to 2020."""
    first = _EARLY_PLANS.get(number, _THIRD_PLAN + 5 * (number - 3))
    return first, first + 4


def read_plan(found: dict[str, str]) -> Moments:
    """`“十三五”期间`, `“十二五”末`."""
    tail = found["plan_tail"] or ""
    name = found["plan"].removesuffix(tail).strip("“”\"‘’'「」『』")
    number = small_number(name[:-1])
    if number is None:
        return Moment(granularity="plan"), None
    first, last = plan_years(number)
    edge = edge_of(tail) if tail in ("初", "末", "期末") else None
    return Moment(granularity="plan", year=first, last_year=last, edge=edge), None


def read_decade(found: dict[str, str]) -> Moments:
    """`19世纪70年代`, `上世纪八十年代`, `21世纪`; a bare `90年代` is of the twentieth century."""
    match = _DECADE.match(found["decade"])
    if match is None:
        return Moment(granularity="decade"), None
    century = small_number(match["number"]) if match["number"] else {"上": 20, "本": 21}.get(match["word"] or "", 20)
    tens = small_number(match["tens"]) if match["tens"] else None
    if century is None or century == 0:
        return Moment(granularity="decade"), None
    part = found["decade_part"] or ""
    edge = edge_of(part) if part[:1] in ("初", "末") else None
    if tens is None:  # a century runs from the year 1 to the year 100 of it
        return Moment(granularity="decade", year=century * 100 - 99, last_year=century * 100, edge=edge), None
    first = (century - 1) * 100 + tens
    return Moment(granularity="decade", year=first, last_year=first + 9, edge=edge), None


def read_window(found: dict[str, str]) -> Moments:
    """`近五年`, `过去三年`, `三年来`; `未来三天` has a negative count."""
    match = _COUNT.search(found["window"])
    count = small_number(match["first"]) if match else None
    if match is None or count is None:
        return Moment(granularity="window", anchor="published"), None
    unit = _UNITS[match["unit"].removeprefix("个")]
    sign = -1 if found["w_next"] else 1
    return Moment(granularity="window", anchor="published", count=sign * count, unit=unit), None
