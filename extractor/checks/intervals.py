"""Interval arithmetic on printed figures, after XBRL Calculations 1.1.

Like that specification, each figure stands for the interval of true values that its printed precision allows, a sum for
the interval of the sums, and a calculation is consistent when the two overlap.  Unlike it, wording widens intervals too
(超, 近, 约), and a consistency that only wording explains is named as such.  The intervals are closed at both ends.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.model import Fact, Verdict


class Interval(NamedTuple):
    """The true values a figure may stand for; `None` is an open end."""

    low: Decimal | None
    high: Decimal | None

    @property
    def half_width(self) -> Decimal | None:
        """Half the interval's width; `None` when an end is open."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    def overlaps(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        below = self.high is not None and other.low is not None and self.high < other.low
        above = self.low is not None and other.high is not None and self.low > other.high
        return not below and not above


def interval(fact: Fact) -> Interval:
    """The interval of a fact's true value."""
    return Interval(fact.value_low, fact.value_high)


def total(intervals: Iterable[Interval]) -> Interval:
    """The interval of the sum."""
    low: Decimal | None = Decimal(0)
    high: Decimal | None = Decimal(0)
    for part in intervals:
        low = None if low is None or part.low is None else low + part.low
        high = None if high is None or part.high is None else high + part.high
    return Interval(low, high)


class Comparison(NamedTuple):
    """A printed total against the sum of its parts.

    `difference` is total minus sum, `tolerance` what may explain it; both are `None` where a figure is vague.
    """

    verdict: Verdict
    difference: Decimal | None
    tolerance: Decimal | None


def compare(whole: Fact, parts: list[Fact]) -> Comparison:
    """The verdict on a total and its parts; a vague figure (数百) leaves it undecided."""
    if whole.value is None or any(part.value is None for part in parts):
        return Comparison("undecided", None, None)
    difference = whole.value - sum((part.value for part in parts if part.value is not None), Decimal(0))
    summed = total(interval(part) for part in parts)
    widths = [interval(whole).half_width, summed.half_width]
    tolerance = None if None in widths else sum((width for width in widths if width is not None), Decimal(0))
    if difference == 0:
        return Comparison("holds", difference, tolerance)
    if not interval(whole).overlaps(summed):
        return Comparison("differs", difference, tolerance)
    worded = any(fact.modifier is not None for fact in (whole, *parts))
    return Comparison("within_wording" if worded else "within_rounding", difference, tolerance)
