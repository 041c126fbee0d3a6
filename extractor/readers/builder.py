"""Builds the text of a document piece by piece, and with it the spans of its pages and table cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.model import CellSpan, Document, PageSpan
from extractor.readers.recognise import NOTHING, Known, recognise
from extractor.readers.units import units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.readers.limits import Budget

ABOVE_LINES = 2  # a caption and `单位：万元` stand directly above the table


class TableCell(NamedTuple):
    """One cell before it has a place in the text; `text` is one line without tabs."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


class TextBuilder:
    """Lines, tables and pages in reading order.

    A table's row is one line, its cells separated by tabs; columns that are empty throughout are left out.
    """

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._lines: list[str] = []
        self._length = 0
        self._tables = 0
        self._cells: list[CellSpan] = []
        self._pages: list[PageSpan] = []

    def line(self, text: str) -> None:
        """One paragraph; an empty one is left out."""
        if text.strip():
            self._append(text)

    def table(self, cells: Sequence[TableCell], *, sheet: str | None = None) -> list[int]:
        """One table; cells without text are left out, and so is a table without any.

        Gives where each row that holds text begins.
        """
        filled = sorted(cell for cell in cells if cell.text)
        if not filled:
            return []
        self.budget.spend_cells(len(filled))
        self._tables += 1
        units = units_of({(cell.row, cell.column): cell.text for cell in filled}, self._above())
        place = {column: index for index, column in enumerate(sorted({cell.column for cell in filled}))}
        rows: dict[int, list[TableCell]] = {}
        for cell in filled:
            rows.setdefault(cell.row, []).append(cell)
        starts = []
        for row in rows.values():
            starts.append(self._length)
            self._row(row, place, units, sheet)
        return starts

    def _row(
        self, row: Sequence[TableCell], place: dict[int, int], units: dict[tuple[int, int], str], sheet: str | None
    ) -> None:
        parts: list[str] = []
        tabs, length = 0, self._length
        for cell in row:
            gap = "\t" * (place[cell.column] - tabs)
            tabs = place[cell.column]
            start = length + len(gap)
            length = start + len(cell.text)
            parts += [gap, cell.text]
            self._cells.append(
                CellSpan(
                    self._tables,
                    cell.row,
                    cell.column,
                    start,
                    length,
                    sheet,
                    cell.rows,
                    cell.columns,
                    units.get((cell.row, cell.column)),
                )
            )
        self._append("".join(parts))

    def page(self, number: int, start: int, end: int, *, ocr: bool = False) -> None:
        """A page whose text stands at `start:end`; see `length`."""
        self._pages.append(PageSpan(number, start, end, ocr))

    @property
    def length(self) -> int:
        """Characters so far: where the next line begins."""
        return self._length

    def _append(self, line: str) -> None:
        self._lines.append(line)
        self._length += len(line) + 1
        self.budget.check_bytes(self._length)
        self.budget.check_time()

    def _above(self) -> str:
        return "\n".join(self._lines[-ABOVE_LINES:])

    def document(
        self, source: str, known: Known = NOTHING, *, fallback: Known = NOTHING, encoding: str | None = None
    ) -> Document:
        """The document; what `known` leaves open is recognised from the text, then taken from `fallback`."""
        text = "".join(f"{line}\n" for line in self._lines)
        if not text.strip():
            raise self.budget.refuse("empty")
        told = recognise(text, known, fallback=fallback)
        return Document(
            text=text,
            source=source,
            title=told.title,
            issuer=told.issuer,
            document_number=told.document_number,
            published=told.published,
            encoding=encoding,
            pages=tuple(self._pages),
            cells=tuple(self._cells),
        )
