"""Interval arithmetic on printed figures, after XBRL Calculations 1.1.

Followed of that specification: each figure stands for the closed interval of true values that its printed precision
allows (4.2 for 4.15 … 4.25), a sum for the interval of the sums, and a calculation is consistent when the intervals
have a value in common; a figure given twice is consistent when its intervals overlap.
Departed from: wording widens intervals too (超, 近, 约), and an agreement that only wording explains is named as such;
quotients and differences are intervals by the same reasoning, where the specification knows only sums; parts are given
by the text and not by a calculation network, and a set of parts that is open (其中) is no calculation.
See docs/adr/0010.
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

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies within."""
        return self.overlaps(Interval(value, value))

    def times(self, factor: Decimal | int) -> Interval:
        """Every value times a positive number."""
        return Interval(*(None if end is None else end * factor for end in self))

    def plus(self, number: Decimal | int) -> Interval:
        """Every value plus a number."""
        return Interval(*(None if end is None else end + number for end in self))

    def negative(self) -> Interval:
        """Every value with its sign turned."""
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)


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


def difference(first: Interval, second: Interval) -> Interval:
    """The interval of first minus second."""
    return total([first, second.negative()])


def quotient(top: Interval, bottom: Interval) -> Interval:
    """The interval of the quotient of two figures above 0; all numbers where one of them may not be."""
    if top.low is None or top.low < 0 or bottom.low is None or bottom.low <= 0:
        return Interval(None, None)
    low = Decimal(0) if bottom.high is None else top.low / bottom.high
    return Interval(low, None if top.high is None else top.high / bottom.low)


class Comparison(NamedTuple):
    """A printed figure against what others make of it.

    `difference` is printed minus computed, `tolerance` what may explain it; both are `None` where a figure is vague.
    """

    verdict: Verdict
    difference: Decimal | None
    tolerance: Decimal | None


def compare(whole: Fact, parts: list[Fact]) -> Comparison:
    """The verdict on a total and its parts; a vague figure (数百) leaves it undecided."""
    if whole.value is None or any(part.value is None for part in parts):
        return Comparison("undecided", None, None)
    value = sum((part.value for part in parts if part.value is not None), Decimal(0))
    summed = total(interval(part) for part in parts)
    compared = against(whole, value, summed, worded=any(fact.modifier is not None for fact in (whole, *parts)))
    if compared.verdict == "holds" and compared.difference != 0:  # a sum is exact or rounded, never both
        return compared._replace(verdict="within_rounding")
    return compared


def against(printed: Fact, value: Decimal, computed: Interval, *, worded: bool) -> Comparison:
    """A printed figure against a computed value and the interval it stands for; `worded`: 超 or 约 is among them.

    It holds where the computed value is one that the printed figure stands for without any help of wording.
    """
    if printed.value is None:
        return Comparison("undecided", None, None)
    stated = interval(printed)
    widths = [stated.half_width, computed.half_width]
    tolerance = None if None in widths else sum((width for width in widths if width is not None), Decimal(0))
    off = printed.value - value
    if off == 0 or (not worded and stated.holds(value)):
        return Comparison("holds", off, tolerance)
    if not stated.overlaps(computed):
        return Comparison("differs", off, tolerance)
    return Comparison("within_wording" if worded else "within_rounding", off, tolerance)
