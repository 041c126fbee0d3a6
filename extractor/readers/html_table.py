"""HTML tables: which of them hold data, and their cells with extents."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from extractor.readers.builder import TableCell
from extractor.readers.mend import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from extractor.readers.limits import Budget

LONGEST_SPAN: Final = 1_000  # as browsers have it
LONGEST_CELL: Final = 2_000  # characters: a cell longer than that holds a page's text


def is_data_table(table: LexborNode) -> bool:
    """Two rows and two columns at least and no table inside: others only place things on the page."""
    if any(node.tag == "table" for node in islice(table.traverse(), 1, None)):
        return False
    rows = [sum(1 for _ in _cells_of(row)) for row in table.css("tr")]
    if sum(1 for count in rows if count >= 2) < 2:
        return False
    return all(len(cell.text()) <= LONGEST_CELL for cell in table.css("td"))


def table_cells(table: LexborNode, budget: Budget) -> list[TableCell]:
    """The cells of a data table; a cell that reaches over several rows or columns keeps its upper left place."""
    cells: list[TableCell] = []
    taken: dict[int, int] = {}  # column → last row that a cell from above still fills
    for row, line in enumerate(table.css("tr"), 1):
        budget.check_time()
        column = 1
        for cell in _cells_of(line):
            while taken.get(column, 0) >= row:
                column += 1
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            cells.append(TableCell(row, column, cell_text(cell.text(separator="")), rows, columns))
            budget.spend_cells(0)
            if rows > 1:
                taken.update(dict.fromkeys(range(column, column + columns), row + rows - 1))
            column += columns
    return cells


def _cells_of(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in row.iter() if cell.tag in {"td", "th"})


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "1").strip()
    return min(max(int(value), 1), LONGEST_SPAN) if value.isascii() and value.isdigit() else 1
