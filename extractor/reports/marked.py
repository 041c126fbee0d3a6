"""A text cut into lines, and each line into pieces with the facts that stand there; nothing added, nothing lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.model import Fact

# 一、 and （一） open the parts of a bulletin; a sentence that goes on behind them is no heading
HEADING: Final = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、章节部][^。；]{1,40}|（[一二三四五六七八九十]{1,3}）[^。；]{1,40})\s*"
)
# what a page cannot hold: controls, halves of surrogate pairs, non-characters
UNSHOWABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Piece(NamedTuple):
    """`text[start:end]`, and the numbers (from one) of the facts whose figures cover it."""

    text: str
    start: int
    end: int
    facts: tuple[int, ...]


class Line(NamedTuple):
    """A line without its end; `heading` where it opens a part of the bulletin; `number` counts all lines from one."""

    start: int
    pieces: tuple[Piece, ...]
    heading: bool
    number: int


def marked_lines(text: str, facts: Sequence[Fact]) -> Iterator[Line]:
    """The lines that hold something; facts are numbered in their order, which is that of their starts.

    A character that a page cannot hold becomes U+FFFD, one for one: offsets stay those of the text.
    """
    shown = UNSHOWABLE.sub("\ufffd", text)
    starts = [fact.start for fact in facts]
    longest = max((fact.end - fact.start for fact in facts), default=0)
    start = 0
    for number, line in enumerate(shown.split("\n"), 1):
        end = start + len(line)
        if line.strip():
            first, last = bisect_left(starts, start - longest), bisect_left(starts, end)
            here = [(n, facts[n - 1]) for n in range(first + 1, last + 1) if facts[n - 1].end > start]
            pieces = tuple(_pieces(shown, start, end, here))
            yield Line(start, pieces, HEADING.fullmatch(line) is not None, number)
        start = end + 1


def _pieces(text: str, start: int, end: int, facts: Sequence[tuple[int, Fact]]) -> Iterator[Piece]:
    cuts = {start, end}
    for _, fact in facts:
        cuts |= {max(start, fact.start), min(end, fact.end)}
    for left, right in pairwise(sorted(cuts)):
        over = tuple(number for number, fact in facts if fact.start <= left and right <= fact.end)
        yield Piece(text[left:right], left, right, over)
