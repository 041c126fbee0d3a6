"""What kind of stretch a reference period is: months with months, totals to date with totals to date.

1—5月 and 5月 both end in May but are different series.  A first quarter or half-year may belong to either kind; what
else the same series holds decides (一季度, 上半年, 前三季度 are totals to date; 一季度, 二季度 are quarters).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

MONTHS_NAMED = {1: "month", 3: "quarter", 6: "half_year", 12: "year"}
MONTHS_OF = {name: months for months, name in MONTHS_NAMED.items()}


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def is_month_end(day: date) -> bool:
    """Whether it is the last day of its month."""
    return day == month_end(day.year, day.month)


def months_between(start: date, end: date) -> int | None:
    """How many whole calendar months `start`…`end` is; `None` where it is no such stretch."""
    if start.day != 1 or not is_month_end(end):
        return None
    return (end.year - start.year) * 12 + end.month - start.month + 1


@lru_cache(maxsize=4096)
def frequency(start: date | None, end: date | None) -> str:
    """The kind of the stretch, as in `Series.frequency`; 一季度 is `quarter` and 上半年 `half_year` here."""
    if end is None:
        return "undated" if start is None else "since"
    if start is None:
        return "as_of"
    if start == end:
        return "day"
    return _stretch(start, end)


def _stretch(start: date, end: date) -> str:
    months = months_between(start, end)
    if months in MONTHS_NAMED and (start.month - 1) % months == 0:
        return MONTHS_NAMED[months]
    if start.month == start.day == 1 and start.year == end.year:
        return "to_date"
    if months is None:
        return f"P{(end - start).days + 1}D"
    return f"P{months}M" if months % 12 else f"P{months // 12}Y"


def settled(stretches: Collection[tuple[date | None, date | None]]) -> dict[tuple[date | None, date | None], str]:
    """The frequency of each stretch, once all that the same series may hold are known."""
    kinds = {stretch: frequency(*stretch) for stretch in stretches}
    opening = {stretch: kind for stretch, kind in kinds.items() if _opens_year(stretch, kind)}
    taken = {kind for stretch, kind in kinds.items() if stretch not in opening}
    open_kinds = {kind for kind in opening.values() if kind not in taken}
    if "to_date" in taken or len(open_kinds) > 1:
        return kinds | {stretch: "to_date" for stretch, kind in opening.items() if kind in open_kinds}
    return kinds


def _opens_year(stretch: tuple[date | None, date | None], kind: str) -> bool:
    start, _ = stretch
    return kind in {"quarter", "half_year"} and start is not None and start.month == 1
