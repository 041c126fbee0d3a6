"""Tables on a page without table marks: lines parted by gaps, with their pieces one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from extractor.readers.builder import TableCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.readers.layout import Line

LEAST_ROWS: Final = 2
ALIKE: Final = 0.5  # of the rows at least have as many cells as their fellows


def runs(lines: Sequence[Line]) -> Iterator[tuple[int, int, bool]]:
    """The lines as stretches (first, after last, is a table); one line of a single cell does not end a table."""
    index = 0
    while index < len(lines):
        end = _table_end(lines, index)
        if end:
            yield index, end, True
            index = end
            continue
        first = index
        while index < len(lines) and not _table_end(lines, index):
            index += 1
        yield first, index, False


def _table_end(lines: Sequence[Line], first: int) -> int:
    """Where the table that begins at `first` ends; 0 where none begins."""
    if len(lines[first].cells) < 2:
        return 0
    end = first
    while end < len(lines):
        if len(lines[end].cells) >= 2 or (end + 1 < len(lines) and _within(lines, first, end)):
            end += 1
        else:
            break
    counts = [len(line.cells) for line in lines[first:end] if len(line.cells) >= 2]
    common = max(set(counts), key=counts.count)
    return end if len(counts) >= LEAST_ROWS and counts.count(common) >= ALIKE * len(counts) else 0


def _within(lines: Sequence[Line], first: int, at: int) -> bool:
    """A single cell between two rows of the table, no wider than a column (a cell set on two lines)."""
    line, widest = lines[at], max(right - left for left, right in lines[at - 1].places)
    return at > first and len(lines[at + 1].cells) >= 2 and line.right - line.left <= widest + line.size


def cells_of(lines: Sequence[Line]) -> list[TableCell]:
    """The rows with each piece in the column it stands in: that of the fullest row whose middle is nearest."""
    columns = [_middle(place) for place in max(lines, key=lambda line: len(line.cells)).places]
    cells = []
    for row, line in enumerate(lines, 1):
        found: dict[int, str] = {}
        for text, place in zip(line.cells, line.places, strict=True):
            near = min(range(len(columns)), key=lambda at, place=place: abs(columns[at] - _middle(place)))  # type: ignore[misc]
            found[near] = f"{found[near]} {text}" if near in found else text
        cells += [TableCell(row, column + 1, text) for column, text in sorted(found.items())]
    return cells


def _middle(place: tuple[float, float]) -> float:
    return (place[0] + place[1]) / 2
