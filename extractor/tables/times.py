"""The times that a label names: its period, and what a change is measured from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.comparisons import base_mentions, find_bases
from extractor.times.text import find_periods

if TYPE_CHECKING:
    from extractor.comparisons import Base
    from extractor.times.mention import PeriodMention

_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})[-/.](\d{1,2})")


def times(
    text: str,
) -> tuple[PeriodMention | None, tuple[int, int], Base | None, PeriodMention | None, str]:
    """The first period that is no base, its span, the base with its own period, and the text without both."""
    read, shift = text, 0
    if _BARE_YEAR.fullmatch(text.strip()):
        read = text.rstrip() + "年"
    elif dotted := _YEAR_MONTH.fullmatch(text.strip()):
        read, shift = f"{dotted[1]}年{int(dotted[2])}月", 1
    mentions = find_periods(read)
    bases = find_bases(read, mentions) if read is text else []
    own = base_mentions(bases)
    period = next((m for index, m in enumerate(mentions) if index not in own), None)
    base = bases[0] if bases else None
    based = mentions[base.mention] if base is not None and base.mention is not None else None
    if read is not text:
        return period, (0, len(text)), None, None, "" if period is not None or shift else text
    spans = sorted([(m.start, m.end) for m in mentions] + [(b.start, b.end) for b in bases])
    at, parts = 0, []
    for start, end in spans:
        parts.append(text[at : max(at, start)])
        at = max(at, end)
    return period, (period.start, period.end) if period else (0, 0), base, based, "".join([*parts, text[at:]])
