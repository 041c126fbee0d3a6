"""Where a document's tables are: from the cells that its reader found, or from lines with tabs or upright bars."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.model import CellSpan

_BARS = re.compile(r"\|")
_TABS = re.compile(r"\t")
_RULE = re.compile(r"[\s|:\-—+=]+")
_LEAST_ROWS = 2
_LONGEST_SECTION = 30  # characters of a row that has nothing but its head
_ABOVE = 3  # lines that may be the caption, the period and the unit of a table
_BACK = 600  # characters in which they stand
_STOPS = "。；！？;!?"


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One cell with text: its place, its span in the document, its extents, and the unit that its reader knew."""

    row: int
    column: int
    start: int
    end: int
    text: str
    rows: int = 1
    columns: int = 1
    unit: str | None = None


class Line(NamedTuple):
    """A line of text above a table."""

    start: int
    end: int
    text: str


class Table(NamedTuple):
    """The cells by row, from top to bottom and left to right; `above` the lines before it, the nearest first."""

    rows: tuple[tuple[Cell, ...], ...]
    above: tuple[Line, ...]
    spans: bool = False  # the extents of cells are known


def grids(text: str, cells: Sequence[CellSpan]) -> Iterator[Table]:
    """The tables of normalised `text` in reading order; `cells` are those that the document's reader gives."""
    if cells:
        for _, members in groupby(cells, key=lambda cell: cell.table):
            yield _from_cells(text, list(members))
    elif "\t" in text or "|" in text:
        yield from _from_lines(text)


def _from_cells(text: str, members: Sequence[CellSpan]) -> Table:
    rows: dict[int, list[Cell]] = {}
    for found in members:
        written = text[found.start : found.end]
        rows.setdefault(found.row, []).append(
            Cell(found.row, found.column, found.start, found.end, written, found.rows, found.columns, found.unit)
        )
    spans = any(cell.rows > 1 or cell.columns > 1 for cell in members)
    return Table(tuple(tuple(row) for row in rows.values()), above(text, members[0].start), spans)


def _from_lines(text: str) -> Iterator[Table]:
    """Stretches of lines with cells; a short line between two of them is a row that has nothing but its head."""
    block: list[tuple[Cell, ...]] = []
    waiting: Line | None = None
    for line in _lines(text):
        row = _row(line, len(block) + 1 + (waiting is not None))
        if row is None:
            if block and waiting is None and _may_be_section(line.text):
                waiting = line
                continue
            yield from _closed(text, block)
            block, waiting = [], None
            continue
        if waiting is not None:
            block.append((_cell(waiting, len(block) + 1, 1, 0, len(waiting.text)),))
            waiting = None
        if row:
            block.append(row)
    yield from _closed(text, block)


def _closed(text: str, block: list[tuple[Cell, ...]]) -> Iterator[Table]:
    if len(block) >= _LEAST_ROWS:
        yield Table(tuple(block), above(text, text.rfind("\n", 0, block[0][0].start) + 1))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        yield Line(start, start + len(line), line)
        start += len(line) + 1


def _may_be_section(text: str) -> bool:
    bare = text.strip(" 　")
    return 0 < len(bare) <= _LONGEST_SECTION and not any(mark in bare for mark in _STOPS)


def _row(line: Line, number: int) -> tuple[Cell, ...] | None:
    """The cells of a line; `()` for the rule below a header, `None` for a line that is no row."""
    if "|" in line.text and line.text.count("|") > 1:
        if _RULE.fullmatch(line.text):
            return ()
        first = len(line.text) - len(line.text.lstrip(" 　"))
        return tuple(_cut(line, number, _BARS, first + (line.text[first] == "|")))
    return tuple(_cut(line, number, _TABS, 0)) or None if "\t" in line.text else None


def _cut(line: Line, number: int, marks: re.Pattern[str], low: int) -> Iterator[Cell]:
    ends = [found.start() for found in marks.finditer(line.text, low)]
    for column, end in enumerate([*ends, len(line.text)], 1):
        if line.text[low:end].strip():
            yield _cell(line, number, column, low, end)
        low = end + 1


def _cell(line: Line, row: int, column: int, low: int, high: int) -> Cell:
    part = line.text[low:high]
    start = line.start + low + len(part) - len(part.lstrip())
    bare = part.strip()
    return Cell(row, column, start, start + len(bare), bare)


def above(text: str, start: int) -> tuple[Line, ...]:
    """The lines right before `start`, the nearest first, empty ones left out."""
    low = max(0, start - _BACK)
    if low:
        low = text.find("\n", low, start) + 1 or start
    found: list[Line] = []
    end = start
    while end > low and len(found) < _ABOVE:
        begin = text.rfind("\n", low, end - 1) + 1 if text.rfind("\n", low, end - 1) >= 0 else low
        line = text[begin:end].rstrip("\n")
        if line.strip():
            found.append(Line(begin, begin + len(line), line))
        end = begin
    return tuple(found)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces for those spans, which are in order and may overlap: no offset behind them moves."""
    parts: list[str] = []
    at = 0
    for begin, end in spans:
        start = max(begin, at)
        if end <= start:
            continue
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])
