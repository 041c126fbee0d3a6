"""Dates and periods in running text: find them, resolve them, and date a text by what it says.

`find_periods` is one linear scan over normalised text; `resolve` turns a mention into dates.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from extractor.comparisons import base_mentions, find_bases
from extractor.text.normalise import normalise
from extractor.times.mention import Moment, PeriodMention
from extractor.times.resolve import resolve
from extractor.times.running import Running, explicit_year
from extractor.times.scan import find_periods

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from extractor.model import Period

__all__ = [
    "Moment",
    "PeriodMention",
    "Running",
    "explicit_year",
    "find_periods",
    "periods",
    "reference_date",
    "reference_year",
    "resolve",
]


def periods(text: str, *, published: date | None) -> list[Period]:
    """The dates and periods of `text` in reading order, both ends inclusive, None where open or unknown.

    Relative words are resolved by `published`.  What leaves its year out takes the year last named in its paragraph
    (anywhere before, if `published` is not known); comparison bases and times to come do not count for that.
    """
    normal = normalise(text)
    mentions = find_periods(normal)
    bases = base_mentions(find_bases(normal, mentions))
    running = fresh = Running(published=published)
    found: list[Period] = []
    paragraph_end = 0
    for index, mention in enumerate(mentions):
        if published is not None and mention.start >= paragraph_end:
            line_end = normal.find("\n", mention.start)
            paragraph_end = len(normal) if line_end < 0 else line_end
            running = fresh
        period = running.read(mention)
        found.append(period)
        if index not in bases:
            running = running.after(mention, period)
    return [msgspec.structs.replace(period, quote=text[period.start : period.end]) for period in found]


def reference_date(
    text: str, title: str | None = None, *, mentions: Sequence[PeriodMention] | None = None
) -> date | None:
    """The most recent full date that a text (normalised) or its title names, for one without a publication date.

    `mentions` are the text's, where they are known already.  Times to come (`到2025年12月31日`, `…前`) do not count.
    """
    latest: date | None = None
    running = Running()
    found = [*find_periods(title or ""), *(find_periods(text) if mentions is None else mentions)]
    if not any(map(_is_dated, found)):
        return None
    for mention in found:
        period = running.read(mention)
        running = running.after(mention, period)
        end = period.period_end
        if end is not None and (latest is None or end > latest) and _is_dated(mention):
            latest = end
    return latest


def _is_dated(mention: PeriodMention) -> bool:
    """Whether it names a day that is no time to come."""
    return mention.granularity == "day" and not mention.is_deadline and mention.bound != "since"


def reference_year(text: str, title: str | None = None) -> int | None:
    """The year a text without a publication date is about: its title's, its latest full date's, or its commonest.

    Times to come do not count; of two years named equally often, the later.
    """
    for mention in find_periods(title or ""):
        if not mention.is_deadline and (year := explicit_year(mention)) is not None:
            return year
    latest = reference_date(text, title)
    if latest is not None:
        return latest.year
    years = Counter(explicit_year(mention) for mention in find_periods(text) if not mention.is_deadline)
    named = [(count, year) for year, count in years.items() if year is not None]
    return max(named)[1] if named else None
