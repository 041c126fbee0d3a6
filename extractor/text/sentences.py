"""Paragraphs, sentences and clauses as spans of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

# A paragraph ends at a line end, or where a run of ideographic spaces stands for one (pages flattened to one line).
_PARAGRAPH = re.compile(r"[^\n](?:[^\n\u3000]+|\u3000(?!\u3000))*+")
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*")
_NOT_BLANK = re.compile(r"[^\s\u3000]")
# `,` inside 1,234 divides nothing; a colon divides a lead-in from what it announces
_CLAUSE_END = re.compile(r"[，；：;:。！？!?]|,(?!\d{3}(?!\d))")
_NUMBER = (
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]{1,3}[章节部分]+)"
)
_LIST_NUMBER = re.compile(_NUMBER)
_LEAD = re.compile(rf"[\s\u3000]*[●○■◆▲▎★※•·\-—*]*(?:{_NUMBER})?")


class Span(msgspec.Struct, frozen=True, gc=False):
    """A half-open stretch of the text."""

    start: int
    end: int


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence with its paragraph's number; `opens` is set on a paragraph's first sentence, `heading` on headings."""

    start: int
    end: int
    paragraph: int
    opens: bool
    heading: bool
    paragraph_end: int


def paragraphs(text: str) -> Iterator[Span]:
    """Stretches between line ends, without surrounding blanks."""
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        first = _NOT_BLANK.search(text, start, end)
        if first is None:
            continue
        while text[end - 1].isspace():
            end -= 1
        yield Span(first.start(), end)


def _is_heading(text: str, span: Span) -> bool:
    """A short paragraph without a full stop at its end reads as a heading."""
    return span.end - span.start <= 40 and text[span.end - 1] not in "。！？!?；;，,、：:”"


def sentences(text: str) -> Iterator[Sentence]:
    """Sentences in reading order; a numbered lead such as （一）…。 is a heading of its own."""
    for number, span in enumerate(paragraphs(text)):
        heading = _is_heading(text, span)
        start, opens = span.start, True
        for match in _SENTENCE_END.finditer(text, span.start, span.end):
            end = match.end()
            lead = opens and _LIST_NUMBER.match(text, start) is not None and end - start <= 36
            yield Sentence(start, end, number, opens, heading or lead, span.end)
            start, opens = end, False
        if start < span.end and _NOT_BLANK.search(text, start, span.end):
            yield Sentence(start, span.end, number, opens, heading, span.end)


def clauses(text: str, start: int, end: int) -> Iterator[Span]:
    """Stretches between commas, semicolons, colons and full stops, without the marks."""
    for match in _CLAUSE_END.finditer(text, start, end):
        if match.start() > start:
            yield Span(start, match.start())
        start = match.end()
    if start < end:
        yield Span(start, end)


def skip_marks(text: str, start: int, end: int) -> int:
    """Where the words of a sentence begin: behind blanks, bullets and list numbers."""
    return _LEAD.match(text, start, end).end()  # type: ignore[union-attr]  # it can match nothing
