"""Tables in a workbook: header, filter, print settings; what a sheet or a cell cannot hold goes on or is cut.

No text can become a formula or a link: what leads elsewhere says so.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from extractor.store.cells import MAX_LINES, Cell, Column, Formats, Limits, lines_of
from extractor.store.puts import Puts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.store.puts import Put

FIXED_TIME = datetime(2000, 1, 1)  # noqa: DTZ001  # no clock: the same facts give the same file
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
A3, A4 = 8, 9  # xlsxwriter's numbers for the papers
LINE_POINTS = 16  # height of a line


class Table:
    """Rows under a frozen header; a full sheet is followed by another, named with a number."""

    def __init__(  # noqa: PLR0913  # what a table is
        self,
        book: Any,  # noqa: ANN401
        formats: Formats,
        name: str,
        columns: Sequence[Column],
        *,
        frozen: int = 1,
        limits: Limits = Limits(),  # noqa: B008  # a constant
        paper: int = A4,
    ) -> None:
        self._book, self._formats, self._limits = book, formats, limits
        self._name, self._columns, self._frozen, self._paper = name, tuple(columns), frozen, paper
        self._index = {column.name: number for number, column in enumerate(self._columns)}
        self._printed = {column.name for column in self._columns if column.printed}
        self._puts = Puts(formats, self._columns, limits)
        self.sheets = 0
        self._open_sheet()

    def _open_sheet(self) -> None:
        self.sheets += 1
        self._row = self._puts.links = 0
        self._sheet = sheet = self._book.add_worksheet(sheet_name(self._name, self.sheets))
        self._streamed = hasattr(sheet, "write_row_of")
        head = self._formats.get(
            bold=True, bg_color="#DDE6F0", bottom=1, bottom_color="#5B6F86", text_wrap=True, valign="vcenter"
        )
        for number, column in enumerate(self._columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, column.title, head)
        sheet.set_row(0, max(22, LINE_POINTS * max(lines_of(column.title, column.width) for column in self._columns)))
        sheet.freeze_panes(1, self._frozen)
        set_up_print(sheet, self._paper)
        sheet.repeat_rows(0)

    def write(self, cells: Mapping[str, Cell]) -> None:
        """Append a row; a column without a cell stays empty."""
        if self._row == self._limits.rows:
            self.close()
            self._open_sheet()
        self._row += 1
        row: list[Put | None] = [None] * len(self._columns)
        for name, value in cells.items():
            column = self._index[name]
            row[column] = self._puts.of(column, value)
        for name in self._printed - cells.keys():
            row[self._index[name]] = self._puts.of(self._index[name], None)
        lines = max((put.lines for put in row if put is not None), default=1)
        self._write_row(row, LINE_POINTS * min(MAX_LINES, lines))

    def _write_row(self, row: Sequence[Put | None], height: int) -> None:
        if self._streamed:
            self._sheet.write_row_of(self._row, row, height)
            return
        for column, put in enumerate(row):
            if put is not None:
                getattr(self._sheet, put.method)(self._row, column, *put.arguments)
        self._sheet.set_row(self._row, height)

    @property
    def cuts(self) -> int:
        """Texts that were too long for a cell."""
        return self._puts.cuts

    @property
    def unlinked(self) -> int:
        """Links that a sheet had no room for."""
        return self._puts.unlinked

    def close(self) -> None:
        """Finish the sheet."""
        last = max(self._row, 1)
        self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        self._sheet.print_area(0, 0, last, max(n for n, column in enumerate(self._columns) if column.printed))


def sheet_name(name: str, number: int) -> str:
    """The name of the table's `number`-th sheet, counted from one."""
    return name if number == 1 else f"{name} {number}"


def row_target(name: str, row: int, limits: Limits = Limits()) -> str:  # noqa: B008  # a constant
    """A link to the table's row `row`, counted from nought, on whatever sheet it stands."""
    sheet, below_header = divmod(row, limits.rows)
    return f"internal:'{sheet_name(name, sheet + 1)}'!A{below_header + 2}"


def set_up_print(sheet: Any, paper: int = A4, *, fit: bool = True) -> None:  # noqa: ANN401
    """Landscape, with page numbers; as wide as the page unless page breaks are set by hand, which `fit` would undo."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    if fit:
        sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")
