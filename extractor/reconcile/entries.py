"""The figures that a table submits, each with all that its row, column, headings and titles say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.grid import a1, letters
from extractor.model import Period  # noqa: TC001  # msgspec resolves the annotations when the class is built
from extractor.reconcile.context import TableContext
from extractor.reconcile.item import Problem
from extractor.reconcile.labels import Subject  # noqa: TC001  # as above
from extractor.reconcile.phrases import Lang, said
from extractor.reconcile.readings import NoFigureError, Reading, readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.grid import Cell, Sheet
    from extractor.reconcile.labels import Label, LabelReader
    from extractor.reconcile.layout import Column, Layout


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One submitted figure.

    `subjects` are the bodies it may be about, the likelier first; `titled` where only a title or a sheet's name
    says so.  `phrases` say what it measures, the general first.
    `readings` has one for each unit that the table leaves open.
    """

    source: str
    sheet: str
    cell: str
    row: int
    column: int
    shown: str
    subjects: tuple[Subject, ...]
    phrases: tuple[str, ...]
    populations: tuple[str, ...]
    indicators: tuple[str, ...]
    period: Period | None
    readings: tuple[Reading, ...]
    heading: str = ""
    titled: bool = False
    total: bool = False
    whole: bool = False
    change: str | None = None
    fall: bool = False
    target: bool = False

    @property
    def place(self) -> str:
        """The sheet and cell, for people."""
        return f"{self.sheet}!{self.cell}" if self.sheet else self.cell


class Submission(msgspec.Struct, frozen=True):
    """What one table gives: its figures, and what could not be read."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def entries_of(sheet: Sheet, layout: Layout, reader: LabelReader, lang: Lang) -> Submission:
    """The figures of one table, row by row; a cell that cannot be read is a problem and loses no other."""
    return _Builder(sheet, layout, reader, lang).build()


class _Builder:
    def __init__(self, sheet: Sheet, layout: Layout, reader: LabelReader, lang: Lang) -> None:
        self._sheet = sheet
        self._layout = layout
        self._reader = reader
        self._lang: Lang = lang
        self._context = TableContext(sheet, layout, reader)
        self._problems: list[Problem] = []
        self._areas: set[str] = set()

    def build(self) -> Submission:
        values = self._columns()
        entries = [entry for row in self._layout.block.data for entry in self._row(row, values)] if values else []
        return Submission(tuple(entries), tuple(self._problems))

    def _columns(self) -> tuple[Column, ...]:
        """The columns of figures that can be read at all."""
        layout = self._layout
        first = layout.block.data[0]
        values = layout.of("value")
        head = layout.block.header[-1] if layout.block.header else first
        if not values:
            self._trouble("no_value_column", head, 1)
            return ()
        if not self._context.rows_are_named:
            self._trouble("no_label_column", head, 1)
            return ()
        alone = len(values) == 1 and bool(layout.of("indicator"))
        named = tuple(column for column in values if column.path or column.subject or column.period or alone)
        for column in values:
            if column not in named:
                self._trouble("no_header", head, column.number, letters(column.number))
        return named

    def _row(self, row: int, values: tuple[Column, ...]) -> Iterator[Entry]:
        if row in self._layout.skip:
            return
        cells = [(column, cell) for column in values if (cell := self._figure(row, column)) is not None]
        if not cells:
            return
        named = self._context.row(row)
        if named is None:
            self._trouble("no_label", row, 1)
            return
        for column, cell in cells:
            entry = self._entry(column, cell, named)
            if entry is not None:
                yield entry

    def _figure(self, row: int, column: Column) -> Cell | None:
        """The cell, if it holds a figure of this row and column alone."""
        area = self._sheet.area_at(row, column.number)
        cell = self._sheet.spread(row, column.number)
        if cell is None or self._reader.words.is_in(cell.text, "empty"):
            return None
        if area is not None and (area.bottom > area.top or area.right > area.left):
            if area.name not in self._areas:
                self._areas.add(area.name)
                self._trouble("merged_figure", area.top, area.left, area.name)
            return None
        return cell

    def _entry(self, column: Column, cell: Cell, row: Label) -> Entry | None:
        context = self._context
        head = context.column(column)
        units = column.units or context.row_units(cell.row) or row.units or head.units or context.units
        if not units and (head.change in ("yoy", "mom") or row.change in ("yoy", "mom")):
            units = ("%",)
        try:
            if cell.trouble:
                self._trouble(cell.trouble, cell.row, cell.column, cell.text)
                return None
            figures = readings(cell, units, self._reader)
        except NoFigureError:
            self._trouble("not_a_figure", cell.row, cell.column, cell.text)
            return None
        about = context.about(cell.row, column, row)
        figures = self._of_kind(figures, about["indicators"])
        return Entry(
            source=self._sheet.source,
            sheet=self._sheet.name,
            cell=a1(cell.row, cell.column),
            row=cell.row,
            column=cell.column,
            shown=figures[0].written if len(figures) == 1 else cell.text,
            readings=figures,
            heading=context.title,
            **about,
        )

    def _of_kind(self, figures: tuple[Reading, ...], indicators: tuple[str, ...]) -> tuple[Reading, ...]:
        """Of several units in the corner, those of the kind that the registered indicator is measured in."""
        if len(figures) < 2 or not indicators:
            return figures
        name = self._reader.rules.name("indicator", indicators[-1])
        if name is None or name.unit_kind is None:
            return figures
        kept = tuple(figure for figure in figures if (figure.kind == "money") == (name.unit_kind == "money"))
        return kept or figures

    def _trouble(self, key: str, row: int, column: int, found: str = "") -> None:
        message = said(self._lang, key, found=found)
        sheet = self._sheet
        self._problems.append(
            Problem(source=sheet.source, sheet=sheet.name, cell=a1(row, column), found=found, message=message)
        )
