"""Periods that a regular series leaves out."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from extractor.timeline.spans import MONTHS_OF, is_month_end, month_end
from extractor.timeline.values import Gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

STEPS = (12, 6, 3, 1)


def gaps(frequency: str, ends: Sequence[date]) -> tuple[Gap, ...]:
    """The gaps between the reference periods that end on `ends` (rising, each once).

    Months, quarters, half-years and years step by their own length.  Totals to date step by month, or by quarter where
    all end with one, and start anew each year.  Ends of months (截至…) step by the widest of year, half-year, quarter,
    month that fits all.  They, and single days, have gaps only where two neighbours are one step apart: no rhythm, no
    gap.
    """
    if len(ends) < 2:
        return ()
    if frequency == "day":
        return tuple(_daily(ends))
    step = _step(frequency, ends)
    runs = [list(run) for _, run in groupby(ends, key=lambda end: end.year)] if frequency == "to_date" else [ends]
    return tuple(gap for run in runs for gap in _monthly(run, step))


def _step(frequency: str, ends: Sequence[date]) -> int | None:
    """How many months apart the periods follow each other; `None` without such a rhythm."""
    if frequency in MONTHS_OF:
        return MONTHS_OF[frequency]
    if not all(is_month_end(end) for end in ends):
        return None
    if frequency == "to_date":
        return 1 if any(end.month % 3 for end in ends) else 3
    return _rhythm(ends) if frequency == "as_of" else None


def _rhythm(ends: Sequence[date]) -> int | None:
    distances = {_month_number(later) - _month_number(earlier) for earlier, later in pairwise(ends)}
    step = next(step for step in STEPS if all(distance % step == 0 for distance in distances))
    return step if step in distances else None


def _daily(ends: Sequence[date]) -> Iterator[Gap]:
    day = timedelta(days=1)
    if all(later - earlier > day for earlier, later in pairwise(ends)):
        return
    for earlier, later in pairwise(ends):
        if missing := (later - earlier).days - 1:
            yield Gap(earlier + day, later - day, missing)


def _monthly(ends: Sequence[date], step: int | None) -> Iterator[Gap]:
    if step is None:
        return
    for earlier, later in pairwise(ends):
        missing = (_month_number(later) - _month_number(earlier)) // step - 1
        if missing > 0:
            yield Gap(earlier + timedelta(days=1), _end_of_month(_month_number(later) - step), missing)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _end_of_month(number: int) -> date:
    return month_end(number // 12, number % 12 + 1)
