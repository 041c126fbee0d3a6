"""The skeleton of a sentence: its text with each figure, period and comparison base as one private-use character."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

CODES = {
    "count": "\ue001",
    "money": "\ue002",
    "percent": "\ue003",
    "point": "\ue004",
    "multiple": "\ue005",
    "rank": "\ue006",
    "rate": "\ue007",
    "measure": "\ue008",
    "period": "\ue010",
    "base": "\ue011",
}
QUANTITY = "[\ue001-\ue008]"
NAMES = {code: name for name, code in CODES.items()}


class Coded(msgspec.Struct, frozen=True, gc=False):
    """A mention that the skeleton writes as one character; `index` counts the figures (or periods) of the sentence."""

    start: int
    end: int
    code: str
    index: int


class Skeleton(NamedTuple):
    """The short string, and for each run of it where that run begins in the text."""

    text: str
    at: tuple[int, ...]
    offsets: tuple[int, ...]
    figures: dict[int, int]

    def offset(self, position: int) -> int:
        """The offset in the document's text of a position in the skeleton."""
        run = bisect_right(self.at, position) - 1
        return self.offsets[run] + position - self.at[run]

    def shown(self) -> str:
        """The skeleton with the codes spelt out, for people."""
        return "".join(self.shown_char(char) for char in self.text)

    @staticmethod
    def shown_char(char: str) -> str:
        """One character of the skeleton, a code spelt out."""
        return f"{{{NAMES[char]}}}" if char in NAMES else char


def skeleton(text: str, start: int, end: int, coded: Sequence[Coded]) -> Skeleton:
    """The skeleton of `text[start:end]`; `coded` is sorted and does not overlap.

    `figures` maps a position in the skeleton to the index of the figure that stands there.
    """
    pieces: list[str] = []
    at: list[int] = []
    offsets: list[int] = []
    figures: dict[int, int] = {}
    length, position = 0, start
    for mention in coded:
        if mention.start > position:
            at.append(length)
            offsets.append(position)
            pieces.append(text[position : mention.start])
            length += mention.start - position
        at.append(length)
        offsets.append(mention.start)
        pieces.append(mention.code)
        if mention.code <= "\ue008":
            figures[length] = mention.index
        length += 1
        position = mention.end
    at.append(length)
    offsets.append(position)
    pieces.append(text[position:end])
    return Skeleton("".join(pieces), tuple(at), tuple(offsets), figures)
