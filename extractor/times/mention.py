"""What the scan of a text finds: period mentions, taken apart but not yet resolved to dates."""

from __future__ import annotations

from typing import Literal

import msgspec

Granularity = Literal[
    "time", "day", "week", "month", "quarter", "half", "year", "decade", "plan", "season", "festival", "window", "now"
]
Anchor = Literal["published", "running"]
Bound = Literal["until", "to", "before", "since"]
Edge = Literal["start", "end"]


class Moment(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One calendar expression: `2021年11月底`, `去年`, `前三季度`, `近五年`.

    Quarters, halves and `1-8月` are stretches of months (`month` to `last_month`).  `shift` counts years, months,
    weeks or days (by `shift_unit`) from the `anchor`: the publication date, or the year and month in force.
    """

    granularity: Granularity
    year: int | None = None
    last_year: int | None = None
    short_year: bool = False  # 98年: the century is yet to be settled
    month: int | None = None
    last_month: int | None = None
    day: int | None = None
    last_day: int | None = None
    anchor: Anchor | None = None
    shift_unit: Literal["year", "quarter", "month", "week", "day"] | None = None
    shift: int = 0
    edge: Edge | None = None
    ahead: bool = False  # 年内, 年底: of the running year even where a report looks back
    same: bool = False  # 去年同期: the period in force, moved
    count: int | None = None  # 近五年: how many of `unit`; negative looks ahead
    unit: str | None = None
    name: str | None = None  # a festival


def edge_of(text: str | None) -> Edge | None:
    """`年初` is the start of its stretch, `底` and `末` are the end."""
    if not text:
        return None
    return "start" if "初" in text else "end"


def _is_relative(moment: Moment) -> bool:
    return moment.anchor == "published" or moment.granularity in ("now", "window")


Moments = tuple[Moment, Moment | None]  # a moment, and the far end of a range


class PeriodMention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A period as written at `start:end` of the normalised text, with its parsed parts."""

    start: int
    end: int
    quote: str
    first: Moment
    last: Moment | None = None  # the far end of a range
    bound: Bound | None = None

    @property
    def final(self) -> Moment:
        """The moment that the mention ends with."""
        return self.last or self.first

    @property
    def granularity(self) -> Granularity:
        """The finest unit named: `12月10日至12日` is `day`, `前三季度` is `quarter`."""
        return self.first.granularity if self.last is None else self.last.granularity

    @property
    def is_day(self) -> bool:
        """A single day."""
        return self.last is None and self.granularity == "day" and self.first.last_day is None and self.bound is None

    @property
    def is_point(self) -> bool:
        """A moment at which something stands (`年末`, `截至11月`): it sets the end alone."""
        if self.last is not None or self.bound == "since":
            return False
        return self.bound is not None or self.first.edge is not None or self.granularity == "now"

    @property
    def is_deadline(self) -> bool:
        """A time something is to be done by: `到2025年`, `3月底前`."""
        return self.bound in ("to", "before")

    @property
    def is_relative(self) -> bool:
        """Needs the publication date: `去年`, `本月`, `目前`, `近五年`."""
        return _is_relative(self.first) or (self.last is not None and _is_relative(self.last))

    @property
    def is_clock(self) -> bool:
        """Only a time of day: it says nothing about the date."""
        return self.granularity == "time" and self.first.granularity == "time"

    @property
    def is_same_period(self) -> bool:
        """`去年同期`: the period in force, moved by years."""
        return self.first.same
