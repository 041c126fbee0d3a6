"""Tables in a workbook: header, filter, print settings; what a sheet or a cell cannot hold goes on or is cut.

No text can become a formula or a link: what leads elsewhere says so.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extractor.store.cells import Amount, Cell, Column, Formats, Limits, Marked, Text, fits, text_of
from extractor.store.records import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIXED_TIME = datetime(2000, 1, 1)  # noqa: DTZ001  # no clock: the same facts give the same file
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
A3, A4 = 8, 9  # xlsxwriter's numbers for the papers
MOST_PLACES = 6  # shown of a number; the cell holds it all
THOUSAND, PLACES_OF_THOUSANDS = 1000, 2  # more would make a number wider than its column: ###
LINE_POINTS, MAX_LINES = 16, 12  # height of a line; more lines than that are scrolled to, not shown
CUT = "… ✂"


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
        self.sheets = self.cuts = self.unlinked = 0
        self._open_sheet()

    def _open_sheet(self) -> None:
        self.sheets += 1
        self._row = self._links = 0
        self._sheet = sheet = self._book.add_worksheet(sheet_name(self._name, self.sheets))
        head = self._formats.get(
            bold=True, bg_color="#DDE6F0", bottom=1, bottom_color="#5B6F86", text_wrap=True, valign="vcenter"
        )
        for number, column in enumerate(self._columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, column.title, head)
        sheet.set_row(0, LINE_POINTS * 2 if any(lines_of(c.title, c.width) > 1 for c in self._columns) else 22)
        sheet.freeze_panes(1, self._frozen)
        set_up_print(sheet, self._paper)
        sheet.repeat_rows(0)

    def write(self, cells: Mapping[str, Cell]) -> None:
        """Append a row; a column without a cell stays empty."""
        if self._row == self._limits.rows:
            self.close()
            self._open_sheet()
        self._row += 1
        lines = 1
        for name, value in cells.items():
            column = self._columns[self._index[name]]
            if value is not None and value != "":
                if column.printed:  # what stays on the screen can be scrolled to; paper would show the gap
                    lines = max(lines, lines_of(text_of(value), column.width))
                self._cell(self._index[name], value)
            elif column.printed:
                self._blank(self._index[name])
        for name in self._printed - cells.keys():
            self._blank(self._index[name])
        self._sheet.set_row(self._row, LINE_POINTS * min(MAX_LINES, lines))

    def _blank(self, column: int) -> None:
        """Nothing, with the hairline of its row."""
        self._sheet.write_blank(self._row, column, None, self._formats.get())

    def _cell(self, column: int, value: str | Decimal | int | date | Text | Marked | Amount) -> None:
        if isinstance(value, Decimal | int):
            self._number(column, Decimal(value))
        elif isinstance(value, date):
            day = datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a day, no moment
            self._sheet.write_datetime(self._row, column, day, self._formats.get(num_format="yyyy-mm-dd", align="left"))
        elif isinstance(value, Marked):
            self._marked(column, value)
        elif isinstance(value, Amount):
            self._amount(column, value)
        else:
            self._text(column, value if isinstance(value, Text) else Text(value))

    def _text(self, column: int, cell: Text) -> None:
        text = self._cut(cell.text)
        look: dict[str, object] = {"text_wrap": True}
        if cell.tint:
            look |= {"bg_color": cell.tint.fill, "font_color": cell.tint.font, "bold": True}
        if cell.target is None or self._links >= self._limits.links:
            self.unlinked += cell.target is not None
            self._sheet.write_string(self._row, column, text, self._formats.get(**look))
            return
        self._links += 1
        look |= {"underline": 1} | ({} if cell.tint else {"font_color": "#0B4F9E"})
        self._sheet.write_url(self._row, column, cell.target, self._formats.get(**look), text)

    def _cut(self, text: str) -> str:
        if len(text) <= self._limits.characters:
            return text
        self.cuts += 1
        return text[: self._limits.characters - len(CUT)] + CUT

    def _number(self, column: int, value: Decimal) -> None:
        text = plain(value)
        places = len(text.partition(".")[2])
        pattern = number_pattern(min(places, MOST_PLACES if abs(value) < THOUSAND else PLACES_OF_THOUSANDS))
        look = self._formats.number(pattern) if len(pattern) < 200 and fits(value) else None
        if look is None:  # a number that a double could not carry stays what it is
            self._sheet.write_string(self._row, column, text, self._formats.get(align="right"))
        else:
            self._sheet.write_number(self._row, column, float(text), look)

    def _amount(self, column: int, amount: Amount) -> None:
        suffix = "".join(character for character in amount.suffix if character.isprintable() and character != '"')
        pattern = number_pattern(amount.places, f'"{suffix}"' if suffix else "")
        look = self._formats.number(pattern) if len(pattern) < 200 and fits(amount.value) else None
        if look is None:
            self._sheet.write_string(self._row, column, self._cut(str(amount)), self._formats.get(align="right"))
        else:
            self._sheet.write_number(self._row, column, float(amount.value), look)

    def _marked(self, column: int, cell: Marked) -> None:
        normal, mark = self._formats.get(), self._formats.get(bold=True, font_color="#C00000")
        parts: list[Any] = [normal, cell.before] if cell.before else []
        parts += [mark, cell.marked]
        parts += [normal, cell.after] if cell.after else []
        if len(parts) > 2:
            self._sheet.write_rich_string(self._row, column, *parts, self._formats.get(text_wrap=True))
        else:
            self._text(column, Text(cell.marked))

    def close(self) -> None:
        """Finish the sheet."""
        last = max(self._row, 1)
        self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        self._sheet.print_area(0, 0, last, max(n for n, column in enumerate(self._columns) if column.printed))


def number_pattern(places: int, suffix: str = "") -> str:
    """Thousands apart, so many decimals, and a blank behind, lest the number touch the next column's text."""
    return "#,##0" + ("." + "0" * places if places else "") + suffix + "_ "


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


def lines_of(text: str, width: int) -> int:
    """Lines that the text takes in a column; a Chinese character is as wide as two Latin ones."""
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    columns = [len(line) + sum(map("\u1100".__le__, line)) for line in text.split("\n")[:MAX_LINES]]
    return sum(max(1, -(-line * 11 // (width * 10))) for line in columns)  # words and full stops break early
