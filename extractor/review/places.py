"""Where the words of a fact's slots stand in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from extractor.model import Fact

NAMED: Final = ("subject", "indicator", "population", "action", "object", "period_text")


def words_of(fact: Fact, slot: str, text: str) -> tuple[int, int] | None:
    """Where the words of a slot stand: in the sentence, the nearest before the figure, then behind it; else before."""
    name = "period_text" if slot.startswith("period_") else slot
    if name in {"value", "unit", "kind"}:
        return fact.start, fact.end
    words = getattr(fact, name) if name in NAMED else None
    if not words:
        return None
    found = text.rfind(words, fact.sentence_start, fact.start)
    if found < 0:
        found = text.find(words, fact.start, fact.sentence_end)
    if found < 0:
        found = text.rfind(words, 0, fact.start)
    return (found, found + len(words)) if found >= 0 else None
