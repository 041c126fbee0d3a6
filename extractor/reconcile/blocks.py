"""A sheet cut into its tables: titles, header rows, rows of data, headings between them, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

from extractor.reconcile.readings import is_figure
from extractor.reconcile.words import clean

if TYPE_CHECKING:
    from extractor.grid import Cell, Sheet
    from extractor.reconcile.labels import LabelReader

RowKind = Literal["single", "meta", "text", "figures"]
_YEARS = range(1949, 2101)
_HAS_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[。；]|^注")
_LONG = 60  # characters: a single cell longer than that is a note, not a title or a heading


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One table of a sheet, by row numbers; `headings` stand alone between rows of data."""

    titles: tuple[int, ...] = ()
    header: tuple[int, ...] = ()
    data: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()


def blocks(sheet: Sheet, reader: LabelReader) -> list[Block]:
    """The tables of a sheet from top to bottom; a sheet without figures has none."""
    cutter = _Cutter(sheet, reader)
    rows = sheet.rows()
    for row, cells in rows.items():
        cutter.take(row, cells)
    return cutter.finish()


class _Cutter:
    """Takes the rows of a sheet one by one."""

    def __init__(self, sheet: Sheet, reader: LabelReader) -> None:
        self._sheet = sheet
        self._reader = reader
        self._done: list[Block] = []
        self._titles: list[int] = []
        self._header: list[int] = []
        self._data: list[int] = []
        self._headings: list[int] = []
        self._held: list[int] = []  # single cells that may be headings of what follows, or notes
        self._last = 0

    def take(self, row: int, cells: list[Cell]) -> None:
        """Place one row that is not empty."""
        gap, self._last = row > self._last + 1, row
        kind = row_kind(self._sheet, cells, self._reader, in_data=bool(self._data))
        if kind == "figures":
            self._headings += self._held
            self._held = []
            self._data.append(row)
        elif kind in ("single", "meta"):
            (self._held if self._data or self._header else self._titles).append(row)
        elif not self._data and not self._names_a_row(row):
            self._titles += self._held  # a line between two header rows
            self._held = []
            self._header.append(row)
        elif self._data and (gap or self._held):
            self._close()
            self._header = [row]
        else:
            self._data.append(row)  # every figure of the row is unreadable

    def _names_a_row(self, row: int) -> bool:
        """Whether text stands under a header such as 企业, in its column: the first row of data, its figures bad."""
        named = (cell for above in self._header for cell in self._sheet.rows()[above])
        roles = ("subject", "indicator", "period", "population")
        columns = [cell.column for cell in named if self._reader.words.role(cell.text) in roles]
        return any((row, column) in self._sheet.cells for column in columns)

    def _close(self) -> None:
        """End the table; what was held stands over the next one."""
        titles = self._held
        self._add(notes=())
        self._titles = titles

    def _add(self, notes: tuple[int, ...]) -> None:
        if self._data:
            self._done.append(
                Block(
                    titles=tuple(self._titles),
                    header=tuple(self._header),
                    data=tuple(self._data),
                    headings=tuple(self._headings),
                    notes=notes,
                )
            )
        self._titles, self._header, self._data, self._headings, self._held = [], [], [], [], []

    def finish(self) -> list[Block]:
        """All tables; what stands below the last is its notes."""
        self._add(notes=tuple(self._held))
        return self._done


def row_kind(sheet: Sheet, cells: list[Cell], reader: LabelReader, *, in_data: bool) -> RowKind:
    """What a row is by its cells alone.

    In data a row is read as figures if one cell is one; above it the years of a header are none.
    """
    words = reader.words
    filled = [cell for cell in cells if not words.is_in(cell.text, "empty")]
    if any(words.leads(cell.text, "unit-lead") or words.leads(cell.text, "meta-lead") for cell in cells):
        return "meta"
    numbers = [cell for cell in filled if cell.number is not None or cell.trouble]
    if not in_data and numbers and all(is_year(cell) for cell in numbers) and len(filled) > 1:
        numbers = []
    if len(cells) == 1:
        return "single" if not numbers and not _heads_columns(sheet, cells[0]) else "figures" if numbers else "text"
    if numbers or (in_data and any(_HAS_DIGIT.search(cell.text) for cell in filled[1:])):
        return "figures"
    if any(_SENTENCE.search(clean(cell.text)) and len(cell.text) > _LONG for cell in cells):
        return "meta"
    if in_data and len(filled) < len(cells):
        return "figures"  # 宜春电信 — — —
    headed = any(words.role(cell.text) for cell in filled)
    spelt = not in_data and not headed and any(_is_spelt_figure(cell, reader) for cell in filled[1:])
    return "figures" if spelt else "text"


def _is_spelt_figure(cell: Cell, reader: LabelReader) -> bool:
    """约72, 18.9万家, 三千二百 and the like in a table whose every figure is text."""
    return len(clean(cell.text)) > 1 and is_figure(cell, reader) and reader.read(cell.text).period is None


def is_year(cell: Cell) -> bool:
    """2021, as a header over a column."""
    return cell.number is not None and not cell.mark and "," not in cell.text and cell.number in _YEARS


def _heads_columns(sheet: Sheet, cell: Cell) -> bool:
    """A single cell merged over some columns but not the first: a group of columns, no title."""
    area = sheet.area_at(cell.row, cell.column)
    return area is not None and area.left > 1 and area.right > area.left and len(cell.text) <= _LONG
