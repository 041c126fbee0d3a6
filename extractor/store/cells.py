"""What a cell of a workbook can be, and the limits of spreadsheets."""

from __future__ import annotations

from datetime import date  # noqa: TC003  # part of a type that others read
from decimal import Decimal  # noqa: TC003  # same
from typing import Any, NamedTuple, TypeAlias

HAIRLINE = "#DCE2E9"
MAX_LINES = 12  # of a row; more lines than that are scrolled to, not shown
EXACT_DIGITS = 15  # a spreadsheet's numbers are doubles


class Limits(NamedTuple):
    """What a spreadsheet holds: rows below the header, characters of a cell, links of a sheet, formats for numbers."""

    rows: int = 1_048_575
    characters: int = 32_767
    links: int = 65_530
    number_formats: int = 180


class Column(NamedTuple):
    """A column: its name in the code, what stands over it, its width in characters, whether it goes on paper."""

    name: str
    title: str
    width: int
    printed: bool = True


class Tint(NamedTuple):
    """Background and letters of a cell, as `#RRGGBB`."""

    fill: str
    font: str


class Text(NamedTuple):
    """A text that may lead elsewhere (`internal:'sheet'!A1`, `external:file`) and may be coloured."""

    text: str
    target: str | None = None
    tint: Tint | None = None


class Marked(NamedTuple):
    """A text with one part of it marked."""

    before: str
    marked: str
    after: str


class Amount(NamedTuple):
    """A number shown with `places` decimals and `suffix` behind it: 267.57 as `267.57万元`."""

    value: Decimal
    places: int
    suffix: str

    def __str__(self) -> str:
        return f"{self.value:,.{self.places}f}{self.suffix}"


Cell: TypeAlias = "str | Decimal | int | date | Text | Marked | Amount | None"


class Formats:
    """The formats of one workbook, each made once; spreadsheets refuse more than about two hundred number formats."""

    def __init__(self, book: Any, limits: Limits) -> None:  # noqa: ANN401  # xlsxwriter ships no types
        self._book = book
        self._limit = limits.number_formats
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}
        self._asked: dict[tuple[tuple[str, object], ...], Any] = {}  # the same, as callers name them
        self._patterns: set[str] = set()

    def get(self, **properties: object) -> Any:  # noqa: ANN401
        """The format with these properties, at the top of its cell, with a hairline beneath."""
        asked = tuple(properties.items())
        found = self._asked.get(asked)
        if found is None:
            key = tuple(sorted({"valign": "top", "bottom": 1, "bottom_color": HAIRLINE, **properties}.items()))
            if key not in self._made:
                self._made[key] = self._book.add_format(dict(key))
            found = self._asked[asked] = self._made[key]
        return found

    def number(self, pattern: str) -> Any | None:  # noqa: ANN401
        """The format of that number pattern; `None` when the workbook has as many as it can hold."""
        if pattern not in self._patterns and len(self._patterns) >= self._limit:
            return None
        self._patterns.add(pattern)
        return self.get(num_format=pattern)


def text_of(cell: Cell) -> str:
    """What a reader sees of a cell, roughly: for heights."""
    if isinstance(cell, Text):
        return cell.text
    if isinstance(cell, Marked):
        return cell.before + cell.marked + cell.after
    return cell if isinstance(cell, str) else ""


def fits(number: str) -> bool:
    """Whether a double carries the number, in plain notation, exactly."""
    return len(number.strip("-0.").replace(".", "")) <= EXACT_DIGITS


def ending(text: str, width: int) -> str:
    """As much of the end of a text as stands on one line of a column: of a file, the end tells more."""
    for start in range(len(text)):
        shown = text[start:] if start == 0 else f"…{text[start + 1 :]}"
        if lines_of(shown, width) == 1:
            return shown
    return text


def lines_of(text: str, width: int) -> int:
    """Lines that the text takes in a column; a Chinese character is as wide as two Latin ones."""
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    columns = [len(line) + sum(map("\u1100".__le__, line)) for line in text.split("\n")[:MAX_LINES]]
    return sum(max(1, -(-line * 11 // (width * 10))) for line in columns)  # words and full stops break early
