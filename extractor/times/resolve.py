"""From mentions to dates, by the publication date and the year, month and day in force."""

from __future__ import annotations

from datetime import MINYEAR, date, timedelta
from typing import TYPE_CHECKING

import msgspec

from extractor.model import Period
from extractor.times.dates import Reference, stretch

if TYPE_CHECKING:
    from extractor.times.dates import Stretch
    from extractor.times.mention import Moment, PeriodMention

# A report looks back: a bare month that would end this long after its publication is the year before's.
_TOO_FAR_AHEAD = timedelta(days=240)
_TOO_FAR_AHEAD_UNTIL = timedelta(days=45)  # 截至12月底 names a day that is over, or nearly


def resolve(  # noqa: PLR0913  # each is something a mention may leave out
    mention: PeriodMention,
    *,
    published: date | None,
    year: int | None = None,
    month: int | None = None,
    day: date | None = None,
    within: tuple[date | None, date | None] | None = None,
) -> Period:
    """The dates of `mention`, both ends inclusive, None where open or unknown.

    `published` is today for 去年, 本月 and 目前; `year` and `month` are those in force where the mention leaves its own
    out, `day` the date that 当天 points to, `within` the period that 去年同期 moves.  Without `year` a bare month or
    `全年` is of the publication year, or of the year before if it would end more than 240 days after publication
    (45 for 截至): a report of January that says 四季度 means the last one.  Times to come (到, …前) are not moved.
    A date that no calendar has gives None for both ends.
    """
    reference = Reference(published=published, year=year, month=month, day=day, within=within)
    start, end = _ends(mention, reference)
    if year is None and published is not None and end is not None and _looks_back(mention):
        limit = _TOO_FAR_AHEAD_UNTIL if mention.bound == "until" else _TOO_FAR_AHEAD
        if end - published > limit and published.year > MINYEAR:
            start, end = _ends(mention, msgspec.structs.replace(reference, year=published.year - 1))
    return Period(mention.start, mention.end, mention.quote, start, end)


def _looks_back(mention: PeriodMention) -> bool:
    first = mention.first
    if mention.is_deadline or mention.bound == "since" or (first.ahead and mention.bound is None):
        return False
    return first.anchor == "running" and first.shift == 0


def _ends(mention: PeriodMention, reference: Reference) -> tuple[date | None, date | None]:
    first = stretch(mention.first, reference)
    if first is None:
        return None, None
    start, end = first
    if mention.last is not None:
        second = _second(mention.first, mention.last, first, reference)
        if second is None:
            return None, None
        start = end if mention.first.edge == "end" else start
        end = second[0] if mention.last.edge == "start" else second[1]
        return (start, None) if mention.bound == "since" else (None, end) if mention.bound == "before" else (start, end)
    if mention.bound == "since":
        return (end if mention.first.edge == "end" else start), None
    if mention.first.edge == "start":
        return None, start
    return (None, end) if mention.is_point else (start, end)


def _second(first: Moment, last: Moment, before: Stretch, reference: Reference) -> Stretch | None:
    """The far end of a range takes the year and month of the near end; `11月至2月` runs into the next year."""
    nearer = msgspec.structs.replace(reference, year=before[0].year, month=before[0].month, day=before[0])
    if first.granularity in ("decade", "plan", "window", "now"):
        nearer = reference
    found = stretch(last, nearer)
    bare = last.year is None and last.anchor == "running" and last.shift == 0
    if found is not None and bare and found[1] < before[0]:
        found = stretch(last, msgspec.structs.replace(nearer, year=before[0].year + 1))
    return None if found is None or found[1] < before[0] else found
