"""Rows of tables among the lines of a text: parted by tabs, bars or gaps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_CELL = re.compile(r"\t|\||，(?=\s)| {2,}|　{2,}")
_BAR = re.compile(r"\|")
_RULER = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?")  # the line under the head of a Markdown table
_MARKS = " 　\t\r\n*"  # around what a cell says; ** prints it bold in Markdown
_FEWEST_ROWS = 2


class Row(NamedTuple):
    """A line of a table: its number in the document (from 1), where it starts, its cells with their places."""

    line: int
    name: str
    cells: tuple[tuple[int, str], ...]


def blocks(text: str) -> Iterator[list[Row]]:
    """Stretches of lines with as many cells, three at least: a head, underlined or not, and two rows, or more."""
    block: list[Row] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if len(block) == 1 and _RULER.fullmatch(line.strip()):
            start += len(line) + 1
            continue
        row = row_of(line, number, start) if _CELL.search(line.strip(" 　|\r")) else None
        if row is None or (block and len(row.cells) != len(block[0].cells)):
            yield from [block] if len(block) > _FEWEST_ROWS else []
            block = []
        if row is not None:
            block.append(row)
        start += len(line) + 1
    yield from [block] if len(block) > _FEWEST_ROWS else []


def row_of(line: str, number: int, start: int) -> Row | None:
    """The line as a row of two cells or more; `None` where it is none."""
    cells: list[tuple[int, str]] = []
    body, mark = line.strip(" 　|\r"), _CELL
    if line.lstrip().startswith("|"):  # between bars a cell may be empty
        body, mark = line.strip(" 　\r").removeprefix("|").removesuffix("|"), _BAR
    at = line.index(body)
    for part in mark.split(body):
        place = line.find(part, at)
        at = place + len(part)
        lead = len(part) - len(part.lstrip(_MARKS))
        cells.append((start + place + lead, part.strip(_MARKS)))
    return Row(number, cells[0][1], tuple(cells)) if len(cells) > 1 else None
