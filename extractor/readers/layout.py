"""Pieces of text with places on a page → lines in reading order → paragraphs: what PDF and OFD leave to the reader.

Lengths are in the page's own unit, y counts downwards.  A figure or word that is broken over two lines is
joined; a line that ends short of the margin, or is followed by an indented one, ends its paragraph.
"""

from __future__ import annotations

import re
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from extractor.readers.mend import BLANK, mend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMN_SHARE: Final = 0.3  # of the page's width: what a line of a column takes at least
GUTTER: Final = 1.0  # em between two columns
CELL_GAP: Final = 1.5  # em between two pieces on one line: they are cells, not words
SHARED_EDGE: Final = 0.2  # of a column's lines end at its margin
FULL: Final = 2.2  # em short of the margin: still a full line (a word or figure did not fit)
INDENT: Final = 1.0  # em
BOX_INDENT: Final = 3.0  # em
SPACED: Final = 0.25  # em between two pieces: a blank between Latin words
LINE_END = re.compile(r"[A-Za-z0-9)]$")
LINE_START = re.compile(r"^[A-Za-z(]")
FEW_RAISED: Final = 6
SMALL: Final = 0.75  # of a line's type: raised figures, as in 米²
RAISED: Final = MappingProxyType({"2": "²", "3": "³"})
HEADING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[章节])")
NEW_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|第[一二三四五六七八九十百\d]+[章节条]|附件|[—-]{2})"
)
LEADER = re.compile(r"[.．·…]{4,}\s*\d{0,4}$")  # of a table of contents
CLOSED = re.compile(r"[。！？；：][”」』）)]?$")


class Piece(NamedTuple):
    """A run of characters at a place; `size` is the height of its type (one em)."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    size: float


class Line(NamedTuple):
    """What stands beside each other; `cells` where gaps part it like a table's row; `margin` its column's edges."""

    left: float
    top: float
    right: float
    size: float
    text: str
    cells: tuple[str, ...]
    places: tuple[tuple[float, float], ...]
    margin: tuple[float, float]


def lines_of(pieces: Sequence[Piece], width: float) -> list[Line]:
    """The lines of a page in reading order: one column after the other where the page is set in columns."""
    seen = [piece for piece in pieces if piece.text.strip()]
    if not seen:
        return []
    columns = _columns(seen, width)
    return [line for column in columns for line in _lines(column, width if len(columns) == 1 else None)]


def _columns(pieces: Sequence[Piece], width: float) -> list[list[Piece]]:
    """Two columns of prose under their common headline; everything else is one column."""
    rows = _rows(pieces)
    middle = _gutter(rows, width)
    if middle is None:
        return [list(pieces)]
    found: list[list[Piece]] = []
    left: list[Piece] = []
    right: list[Piece] = []
    for row in rows:
        if any(piece.left < middle < piece.right for piece in row):  # across both columns: what is above comes first
            found += [left, right, list(row)]
            left, right = [], []
        else:
            left += [piece for piece in row if piece.right <= middle]
            right += [piece for piece in row if piece.left >= middle]
    return [column for column in (*found, left, right) if column]


def _gutter(rows: Sequence[Sequence[Piece]], width: float) -> float | None:
    """Where most rows have a gap with long lines on both sides; `None` for a page in one column or with tables."""
    gaps = []
    for row in rows:
        joined = _joined(row)
        if len(joined) == 2:
            (left, right) = joined
            gap = right.left - left.right
            wide = min(left.right - left.left, right.right - right.left) >= COLUMN_SHARE * width
            if wide and gap >= GUTTER * min(left.size, right.size):
                gaps.append((left.right, right.left))
    if len(gaps) < 5 or len(gaps) < 0.4 * len(rows):
        return None
    low, high = max(gap[0] for gap in gaps), min(gap[1] for gap in gaps)
    return (low + high) / 2 if low < high else None


def _joined(row: Sequence[Piece]) -> list[Piece]:
    """The row's pieces, those that touch made one."""
    found: list[Piece] = []
    for piece in row:
        if found and piece.left - found[-1].right < GUTTER * piece.size:
            last = found[-1]
            found[-1] = last._replace(right=max(last.right, piece.right), text=last.text + piece.text)
        else:
            found.append(piece)
    return found


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces whose middles lie within each other's height, from left to right; rows from the top."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: ((piece.top + piece.bottom) / 2, piece.left)):
        middle = (piece.top + piece.bottom) / 2
        last = rows[-1] if rows else None
        if last and _beside(last[0], piece, middle):
            last.append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in _with_raised(rows)]


def _with_raised(rows: Sequence[list[Piece]]) -> list[list[Piece]]:
    """Raised figures stand a little above their line: they go back into it."""
    kept: list[list[Piece]] = []
    waiting: list[Piece] = []
    for row in rows:
        base = max(piece.size for piece in row)
        inside = [piece for piece in waiting if piece.size <= SMALL * base and piece.bottom > min(p.top for p in row)]
        alone = [piece for piece in waiting if piece not in inside]
        if alone:
            kept.append(alone)
        raised = [piece._replace(text=RAISED.get(piece.text.strip(), piece.text)) for piece in inside]
        waiting = row if len(row) <= FEW_RAISED and all(len(piece.text.strip()) <= 2 for piece in row) else []
        if not waiting:
            kept.append([*raised, *row])
        elif raised:
            kept.append([*raised, *row])
            waiting = []
    return [*kept, waiting] if waiting else kept


def _beside(first: Piece, piece: Piece, middle: float) -> bool:
    reach = 0.5 * max(min(first.size, piece.size), 0.1)
    return abs((first.top + first.bottom) / 2 - middle) < reach


def _lines(column: Sequence[Piece], width: float | None) -> list[Line]:
    rows = _rows(column)
    left = _edge([(row[0].left, row[0].size) for row in rows])
    ends = [(max(piece.right for piece in row), row[0].size) for row in rows]
    right = -_edge([(-end, em) for end, em in ends])
    if width is not None:  # a page has the same margin on both sides
        right = max((end for end, em in ends if end <= width - left + FULL * em), default=right)
    edges = (left, right)
    return [_line(row, edges) for row in rows]


def _edge(ends: Sequence[tuple[float, float]]) -> float:
    """The outermost place where several lines end: a stamp or a watermark alone stands outside of the text."""
    ordered = sorted(ends)
    least = round(SHARED_EDGE * len(ordered))  # of a few lines each counts
    for index, (end, em) in enumerate(ordered):
        if sum(1 for other, _ in ordered[index:] if other - end <= em) >= least:
            return end
    return ordered[0][0]


def _line(row: Sequence[Piece], edges: tuple[float, float]) -> Line:
    cells, text, left, right = [], row[0].text, row[0].left, row[0].right
    for before, piece in pairwise(row):
        gap, em = piece.left - right, min(before.size, piece.size)
        if gap > CELL_GAP * em:
            cells.append((text, (left, right)))
            text, left = "", piece.left
        elif gap > SPACED * em and _latin(text, piece.text) and not text.endswith(" "):
            text += " "
        text += piece.text
        right = max(right, piece.right)
    cells.append((text, (left, right)))
    seen = [(tidy, place) for cell, place in cells if (tidy := _tidy(cell))]
    parts, places = tuple(part for part, _ in seen), tuple(place for _, place in seen)
    size = sorted(piece.size for piece in row)[len(row) // 2]
    return Line(row[0].left, min(piece.top for piece in row), right, size, "\t".join(parts), parts, places, edges)


def _latin(before: str, after: str) -> bool:
    return bool(before) and before[-1].isascii() and after[:1].isascii()


def _tidy(text: str) -> str:
    return mend(re.sub(rf"[{BLANK}]+", " ", text)).strip(" \u3000")


def goes_on(line: Line, following: Line) -> bool:
    """Whether `following` continues the paragraph of `line`."""
    if len(line.cells) > 1 or len(following.cells) > 1 or LEADER.search(line.text):
        return False
    em = line.size
    full = line.right >= line.margin[1] - FULL * em
    # a box is narrower than its page: what stands a little left of the line before is no new paragraph
    in_box = 0.5 * em < line.left - following.left <= BOX_INDENT * em
    indented = following.left > following.margin[0] + INDENT * em and not in_box
    alike = abs(line.size - following.size) <= 0.25 * em
    item = HEADING.match(following.text) or (NEW_ITEM.match(following.text) and CLOSED.search(line.text))
    return full and alike and not indented and not item


def join(before: str, after: str) -> str:
    """Two lines of one paragraph; a blank only between Latin words, none within figures."""
    blank = " " if LINE_END.search(before) and LINE_START.match(after) else ""
    return mend(f"{before}{blank}{after}")


def paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, list[int]]]:
    """Each paragraph with the offsets at which its lines begin."""
    index = 0
    while index < len(lines):
        text, offsets = lines[index].text, [0]
        while index + 1 < len(lines) and goes_on(lines[index], lines[index + 1]):
            index += 1
            text = join(text, lines[index].text)
            offsets.append(len(text) - len(lines[index].text))
        yield text, offsets
        index += 1
