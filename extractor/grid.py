"""Tables as people send them: cells by place, with what is merged and what is hidden.

Imports nothing of ours.  Rows and columns count from 1, as spreadsheets do; A1 is row 1, column 1.
"""

from __future__ import annotations

from decimal import Decimal  # noqa: TC003  # msgspec resolves the annotations when the class is built

import msgspec


class Cell(msgspec.Struct, frozen=True):
    """One cell that is not empty.

    `text` is what a person sees.  `number` is the stored number in the scale that is shown (5.4 where 0.054 is shown as
    5.4%), with all its stored digits; `mark` is what the number format adds behind it (`%`, `万家`).  `trouble` says
    why the cell holds no usable value (`formula`: never calculated; `error`: #REF!).
    """

    row: int
    column: int
    text: str
    number: Decimal | None = None
    mark: str = ""
    trouble: str = ""


class Area(msgspec.Struct, frozen=True):
    """A merged range, its ends inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """As spreadsheets write it: `B3:C3`."""
        return f"{a1(self.top, self.left)}:{a1(self.bottom, self.right)}"


class Sheet(msgspec.Struct, frozen=True):
    """One sheet; a CSV file or a data frame is one sheet, whose name is empty."""

    source: str
    name: str
    cells: dict[tuple[int, int], Cell]
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def height(self) -> int:
        """The last row that holds something."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def width(self) -> int:
        """The last column that holds something."""
        return max((column for _, column in self.cells), default=0)

    def rows(self) -> dict[int, list[Cell]]:
        """The cells of each row that holds any, from left to right."""
        found: dict[int, list[Cell]] = {}
        for place in sorted(self.cells):
            found.setdefault(place[0], []).append(self.cells[place])
        return found

    def area_at(self, row: int, column: int) -> Area | None:
        """The merged range that a place lies in."""
        return next(
            (a for a in self.merged if a.top <= row <= a.bottom and a.left <= column <= a.right),
            None,
        )

    def spread(self, row: int, column: int) -> Cell | None:
        """The cell at a place, or the one that a merged range shows there."""
        found = self.cells.get((row, column))
        if found is None and (area := self.area_at(row, column)) is not None:
            return self.cells.get((area.top, area.left))
        return found

    def where(self, place: str = "") -> str:
        """The sheet, and a place in it, as people write them: `fee-cuts.xlsx [降费情况] C4`."""
        sheet = f" [{self.name}]" if self.name else ""
        return f"{self.source}{sheet}{f' {place}' if place else ''}"


def a1(row: int, column: int) -> str:
    """The name of a place: row 4, column 3 is `C4`."""
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """The name of a column: 3 is `C`, 28 is `AB`."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def column_number(name: str) -> int:
    """The number of a column: `C` is 3; `ValueError` for what is no column's name."""
    if not name.isascii() or not name.isalpha() or len(name) > 3:
        raise ValueError(f"'{name}' is no column; wanted a letter such as B")
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
