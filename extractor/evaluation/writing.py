"""Reviewed facts as gold: what `extractor eval` measures against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from extractor.store.records import json_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from extractor.model import Document, Fact

LEAST = 12  # characters of a context


def gold_lines(document: Document, facts: Sequence[Fact]) -> bytes:
    """The gold file of a document: one line a fact, in reading order."""
    return b"".join(msgspec.json.encode(_line(document.text, fact)) + b"\n" for fact in facts)


def _line(text: str, fact: Fact) -> dict[str, Any]:
    change = {"direction": fact.change_direction, "base": fact.change_base} if fact.change_direction else None
    return {
        "q": fact.quote,
        "ctx": context_of(text, fact),
        "kind": fact.kind,
        "value": _value(fact),
        "unit": fact.unit,
        "mod": fact.modifier,
        "subject": _distinct(fact.subject, fact.subject_name),
        "about_all": _distinct(fact.indicator, fact.action, fact.object, fact.population),
        "about_none": [],
        "period": _period(fact),
        "change": change,
        "status": fact.status,
        "role": fact.role,
    }


def _distinct(*words: str | None) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))


def _period(fact: Fact) -> dict[str, str | None] | None:
    start, end = fact.period_start, fact.period_end
    if start is None and end is None:
        return None
    return {"start": start.isoformat() if start else None, "end": end.isoformat() if end else None}


def _value(fact: Fact) -> msgspec.Raw | list[msgspec.Raw] | None:
    """One number; both ends of a range; nothing for a vague figure."""
    if fact.value is not None:
        return json_number(fact.value)
    ends: tuple[Decimal | None, Decimal | None] = (fact.value_low, fact.value_high)
    if "vague" in fact.flags or ends[0] is None or ends[1] is None:
        return None
    return [json_number(ends[0]), json_number(ends[1])]


def context_of(text: str, fact: Fact) -> str:
    """Words around the figure that stand once in the text, and in which its quote is the first of its like."""
    for start in (max(fact.sentence_start, fact.start - LEAST), fact.sentence_start):
        words = text[start : max(fact.end, min(fact.end + LEAST, fact.sentence_end))]
        if start + words.find(fact.quote) == fact.start and text.count(words) == 1:
            return words
    short, long = fact.end, len(text)  # from the figure on, as far as it takes: the rest of a text stands once
    while short < long:
        middle = (short + long) // 2
        if (
            text.find(text[fact.start : middle]) == fact.start
            and text.find(text[fact.start : middle], fact.start + 1) < 0
        ):
            long = middle
        else:
            short = middle + 1
    return text[fact.start : long]
