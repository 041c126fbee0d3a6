"""Whether the parts that a text names are of their total's time and field, and all there are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Fact

_LEAD = 200  # characters before a figure that may narrow what it is of
_SPAN = 2000  # characters of parts that are looked through for figures nobody read
_CLAUSE = re.compile(r"[^，,。；;、\n]*\Z")
_AMONG = "其中"


def of_its_time(part: Fact, whole: Fact) -> bool:
    """Whether a part states its total's period, or none of its own.

    Two periods that could not be dated are the same where they are said in the same words.
    """
    if part.period_text is None and part.period_end is None:
        return True
    if part.period_end is None or whole.period_end is None:
        return part.period_text == whole.period_text or "period_inherited" in part.flags
    starts = {part.period_start, whole.period_start} - {None}
    return part.period_end == whole.period_end and len(starts) < 2


def narrowed(part: Fact, whole: Fact, text: str, words: Sequence[str]) -> bool:
    """Whether words before the first part (其中宽带方面) make it, and those behind it, of a field of the total."""

    def said(fact: Fact, begin: int) -> bool:
        lead = text[max(begin, fact.sentence_start, fact.start - _LEAD) : fact.start]
        return any(word in lead for word in words)

    return said(part, whole.end) and not said(whole, 0)


def unnamed(fact: Fact, text: str) -> bool:
    """Whether the clause of a figure leaves out whose it is, and is no 其中 of the clause before."""
    found = _CLAUSE.search(text[max(0, fact.start - _LEAD) : fact.start])
    clause = found[0] if found else ""
    named = [name for name in (fact.subject, fact.subject_name) if name]
    return bool(text) and _AMONG not in clause and not any(name in clause for name in named)


def unread(group: Sequence[Fact], facts: Sequence[Fact], text: str, until: int | None = None) -> bool:
    """Whether a figure of the parts' unit among or behind them, up to `until` or their sentence's end, is no fact."""
    if group[0].unit is None:
        return False
    begin, end = group[0].end, min(until or group[-1].sentence_end, group[0].end + _SPAN)
    figure = re.compile(rf"\d[\d.,]*[万亿]?{re.escape(group[0].unit)}")
    return any(not _covered(found.start(), facts) for found in figure.finditer(text, begin, end))


def _covered(place: int, facts: Sequence[Fact]) -> bool:
    index = bisect_right(facts, place, key=lambda fact: fact.start) - 1
    return index >= 0 and facts[index].end > place


def standing(facts: Sequence[Fact], begin: int, end: int, most: int) -> Sequence[Fact]:
    """The facts, in order of their places, that begin from `begin` up to `end`, no more than `most`."""
    first = bisect_left(facts, begin, key=lambda fact: fact.start)
    return [fact for fact in facts[first : first + most] if fact.start < end]
