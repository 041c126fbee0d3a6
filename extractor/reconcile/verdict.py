"""A claim and a submitted figure as intervals of true values, after XBRL Calculations 1.1 as the checks are."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from extractor.checks.intervals import Interval, interval

if TYPE_CHECKING:
    from extractor.model import Fact
    from extractor.reconcile.entries import Entry
    from extractor.reconcile.item import ItemVerdict
    from extractor.reconcile.readings import Reading


class Compared(NamedTuple):
    """The verdict on one pair; `difference` is submitted minus claimed, `tolerance` what may explain it."""

    verdict: ItemVerdict
    difference: Decimal | None
    tolerance: Decimal | None

    @property
    def agrees(self) -> bool:
        """Whether one true value may lie behind both figures."""
        return self.verdict != "differs"


def compare(entry: Entry, reading: Reading, fact: Fact) -> Compared:
    """Equal, within rounding, within wording (超300万元 and 312.4) or different.

    A change is compared with its sign, unless the column's own word says that it falls (降幅 3.2).
    """
    claimed = signed(fact, falls=entry.fall)
    value = fact.value if claimed == interval(fact) else -fact.value if fact.value is not None else None
    submitted = Interval(reading.low, reading.high)
    difference = _difference(reading, value, claimed)
    widths = (claimed.half_width, submitted.half_width)
    tolerance = None if widths[0] is None or widths[1] is None else widths[0] + widths[1]
    if not claimed.overlaps(submitted):
        return Compared("differs", difference, tolerance)
    worded = fact.modifier is not None or reading.modifier is not None or value is None or reading.value is None
    if worded:
        return Compared("within_wording", difference, tolerance)
    return Compared("equal" if difference == 0 else "within_rounding", difference, tolerance)


def signed(fact: Fact, *, falls: bool = False) -> Interval:
    """The interval of a fact; one that went down is negative."""
    found = interval(fact)
    if fact.change_direction != "down" or falls or (fact.value is not None and fact.value < 0):
        return found
    return Interval(
        None if found.high is None else -found.high,
        None if found.low is None else -found.low,
    )


def _difference(reading: Reading, value: Decimal | None, claimed: Interval) -> Decimal | None:
    """Submitted minus claimed; from the nearest end of a range, 0 inside it."""
    if reading.value is None:
        return None
    if value is not None:
        return reading.value - value
    if claimed.low is not None and reading.value < claimed.low:
        return reading.value - claimed.low
    if claimed.high is not None and reading.value > claimed.high:
        return reading.value - claimed.high
    return Decimal(0)


def scaled(reading: Reading, power: int) -> Interval:
    """The interval of the figure times 10 to a power."""
    low, high = (None if end is None else end.scaleb(power) for end in (reading.low, reading.high))
    return Interval(low, high)
