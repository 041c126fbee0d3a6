"""What never is a figure, hidden before numbers are looked for: registered words, and shapes such as clock times.

A hidden character is replaced by a private-use one, so that offsets stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.figures.marks import CHINESE_CHARS, DIGITS, MULTIPLIERS, SMALL
from extractor.figures.shapes import SHAPES
from extractor.text.automaton import hits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.rulebook.book import ShieldRule

HIDDEN = "\ue0ff"

BLOCK = 512
"""Characters that are looked at together: the lines of a block are passed over where it has no numeral."""

_NUMERAL = re.compile(rf"[{CHINESE_CHARS}\d半几若数]", re.ASCII)
_STEPPED = frozenset(CHINESE_CHARS) | frozenset("几数")
_SHORT = 2
_PART_OF = "分之"
_SPELT = frozenset((*DIGITS, *SMALL))

Span = tuple[int, int]


def numeral_windows(text: str) -> list[Span]:
    """The stretches of whole lines, some block or more long, that hold a numeral character at all."""
    windows: list[Span] = []
    start, length = 0, len(text)
    while start < length:
        end = text.find("\n", start + BLOCK)
        end = length if end < 0 else end + 1
        if _NUMERAL.search(text, start, end):
            joined = windows and windows[-1][1] == start
            windows.append((windows.pop()[0] if joined else start, end))
        start = end
    return windows


class Shields:
    """The registered words of a rule book and the regular shapes.  Immutable."""

    def __init__(self, rules: Iterable[ShieldRule]) -> None:
        self._words = sorted({word for rule in rules for word in rule.words})
        self._bound = [_is_bound(word) for word in self._words]
        self._automaton = AhoCorasick(self._words, MatchKind.LeftmostLongest) if self._words else None

    def hide(self, text: str, blocked: Sequence[Span], windows: Sequence[Span]) -> str:
        """`text` with whatever cannot be part of a figure made unreadable in `windows`, character for character."""
        spans = [span for start, end in windows for span in self._word_spans(text, start, end)]
        hidden = _hide(text, sorted([*spans, *blocked]))
        return _hide(hidden, [match.span() for start, end in windows for match in SHAPES.finditer(hidden, start, end)])

    def _word_spans(self, text: str, start: int, end: int) -> Iterator[Span]:
        if self._automaton is None:
            return
        bound, words = self._bound, self._words
        for index, first, last in hits(self._automaton, text[start:end]):
            span = first + start, last + start
            if not bound[index] or _stands_alone(words[index], text, *span):
                yield span


def _hide(text: str, spans: Sequence[Span]) -> str:
    if not spans:
        return text
    pieces, position = [], 0
    for start, end in spans:
        first = max(start, position)
        if end > first:
            pieces += [text[position:first], HIDDEN * (end - first)]
            position = end
    return "".join([*pieces, text[position:]])


def _is_bound(word: str) -> bool:
    """Whether the word may be a piece of a longer number, by its ends."""
    first, last = word[0], word[-1]
    return (
        (first.isascii() and first.isalnum())
        or (last.isascii() and last.isalnum())
        or first in MULTIPLIERS
        or first in DIGITS
    )


def _stands_alone(word: str, text: str, start: int, end: int) -> bool:
    """Not a piece of a longer number: 5G in 35.5GB, 百强 in 三百强, 万一 in 3万一."""
    before, after = text[start - 1 : start], text[end : end + 1]
    first, last = word[0], word[-1]
    if first.isascii() and first.isalnum() and before.isascii() and (before.isalnum() or before == "."):
        return False
    if last.isascii() and last.isalnum() and after.isascii() and after.isalnum():
        return False
    if first in MULTIPLIERS:
        return not (before.isdigit() or before in _STEPPED)
    if first in DIGITS:
        part = text.startswith(_PART_OF, max(0, start - len(_PART_OF)))
        if part or (before == "第" and len(word) == _SHORT):
            return False  # 三分之一城镇超市, 第四上升到第二, though 一城 and 四上 are words
        return not (before.isdigit() or before in _SPELT)
    return True
