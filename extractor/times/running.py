"""The year, month and day in force as a text is read on."""

from __future__ import annotations

from datetime import date  # noqa: TC003  # msgspec resolves the annotations when the class is built
from typing import TYPE_CHECKING

import msgspec

from extractor.times.dates import settle_century
from extractor.times.resolve import resolve

if TYPE_CHECKING:
    from extractor.model import Period
    from extractor.times.mention import PeriodMention


class Running(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What later mentions inherit; `read` gives a mention's dates, `after` what is in force behind it."""

    published: date | None = None
    year: int | None = None
    month: int | None = None
    day: date | None = None
    within: tuple[date | None, date | None] | None = None

    def read(self, mention: PeriodMention) -> Period:
        """The mention's dates, by what is in force."""
        return resolve(
            mention, published=self.published, year=self.year, month=self.month, day=self.day, within=self.within
        )

    def after(self, mention: PeriodMention, period: Period) -> Running:
        """Years written out move the year, dates and months the month; times to come and 去年同期 move nothing."""
        if mention.is_deadline or mention.is_same_period or mention.is_clock:
            return self
        year, month, day = explicit_year(mention, self.published), self.month, self.day
        end = period.period_end or period.period_start
        if end is not None and mention.granularity in ("day", "month"):
            month = end.month
            day = end if mention.granularity == "day" else day
        elif year is not None and year != self.year:
            month = None
        if year is None or (self.published is not None and year > self.published.year):
            year = self.year
        within = (period.period_start, period.period_end) if end is not None else self.within
        return Running(published=self.published, year=year, month=month, day=day, within=within)


def explicit_year(mention: PeriodMention, published: date | None = None) -> int | None:
    """The last year that the mention writes in numbers (2021 of `2020年至2021年`), for the running year."""
    for moment in (mention.final, mention.first):
        if moment.year is not None and moment.granularity not in ("decade", "plan"):
            return (
                settle_century(moment.year, published.year if published else None) if moment.short_year else moment.year
            )
    return None
