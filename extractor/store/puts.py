"""How a value is written into a sheet: which method of xlsxwriter takes it, and in what look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extractor.store.cells import Amount, Cell, Column, Formats, Limits, Marked, Text, fits, lines_of, text_of
from extractor.store.records import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PLACES = 6  # shown of a number; the cell holds it all
THOUSAND, PLACES_OF_THOUSANDS = 1000, 2  # more would make a number wider than its column: ###
CUT = "… ✂"
KEPT, KEPT_CHARACTERS = 20_000, 1_000  # cells at hand, and the longest text of them


@dataclass(slots=True)
class Put:
    """One cell: the sheet's method, what it is given, the format among that, and the lines that the cell takes.

    `xml` is what a streamed sheet made of it: it is the same wherever the value stands again.
    """

    method: str
    arguments: tuple[Any, ...]
    look: Any
    lines: int = 1
    xml: str = ""


class Puts:
    """The cells of one table; those that may come again are kept, since most rows say what others said."""

    def __init__(self, formats: Formats, columns: Sequence[Column], limits: Limits) -> None:
        self._formats, self._columns, self._limits = formats, columns, limits
        self._kept: dict[tuple[int, Cell], Put | None] = {}
        self.links = self.cuts = self.unlinked = 0

    def of(self, column: int, value: Cell) -> Put | None:
        """The cell for a value in that column; `None` where nothing is written."""
        key = column, value
        found = self._kept.get(key)
        if found is None and key not in self._kept:
            found = self._make(column, value)
            if self._may_come_again(value):
                if len(self._kept) >= KEPT:
                    self._kept.clear()
                self._kept[key] = found
        return found

    def _may_come_again(self, value: Cell) -> bool:
        """Whether to keep the cell: not what is counted each time, links and texts that are cut."""
        longest = min(KEPT_CHARACTERS, self._limits.characters)
        return len(value) <= longest if isinstance(value, str) else not isinstance(value, Marked | Text)

    def _make(self, column: int, value: Cell) -> Put | None:
        printed = self._columns[column].printed
        if value is None or value == "":  # nothing, with the hairline of its row
            look = self._formats.get()
            return Put("write_blank", (None, look), look) if printed else None
        put = self._put(value)
        if printed:  # what stays on the screen can be scrolled to; paper would show the gap
            put.lines = lines_of(text_of(value), self._columns[column].width)
        return put

    def _put(self, value: str | Decimal | int | date | Text | Marked | Amount) -> Put:
        if isinstance(value, Decimal | int):
            return self._number(value)
        if isinstance(value, date):
            day = datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a day, no moment
            look = self._formats.get(num_format="yyyy-mm-dd", align="left")
            return Put("write_datetime", (day, look), look)
        if isinstance(value, Marked):
            return self._marked(value)
        return self._amount(value) if isinstance(value, Amount) else self._text(value)

    def _text(self, value: str | Text) -> Put:
        cell = value if isinstance(value, Text) else Text(value)
        text = self._cut(cell.text)
        tint: dict[str, object] = {}
        if cell.tint:
            tint = {"bg_color": cell.tint.fill, "font_color": cell.tint.font, "bold": True}
        if cell.target is None or self.links >= self._limits.links:
            self.unlinked += cell.target is not None
            return _string(text, self._formats.get(text_wrap=True, **tint))
        self.links += 1
        look = self._formats.get(text_wrap=True, **(tint or {"font_color": "#0B4F9E"}), underline=1)
        return Put("write_url", (cell.target, look, text), look)

    def _cut(self, text: str) -> str:
        if len(text) <= self._limits.characters:
            return text
        self.cuts += 1
        return text[: self._limits.characters - len(CUT)] + CUT

    def _number(self, value: Decimal | int) -> Put:
        text = plain(value) if isinstance(value, Decimal) else str(value)
        places = len(text.partition(".")[2])
        most = MOST_PLACES if -THOUSAND < value < THOUSAND else PLACES_OF_THOUSANDS
        return self._shown(text, number_pattern(min(places, most)), text)

    def _amount(self, amount: Amount) -> Put:
        suffix = "".join(character for character in amount.suffix if character.isprintable() and character != '"')
        pattern = number_pattern(amount.places, f'"{suffix}"' if suffix else "")
        return self._shown(plain(amount.value), pattern, str(amount))

    def _shown(self, number: str, pattern: str, otherwise: str) -> Put:
        """A number, shown by its pattern; as a text where a double could not carry it: it stays what it is."""
        look = self._formats.number(pattern) if len(pattern) < 200 and fits(number) else None
        if look is None:
            return _string(self._cut(otherwise), self._formats.get(align="right"))
        return Put("write_number", (float(number), look), look)

    def _marked(self, cell: Marked) -> Put:
        normal, mark = self._formats.get(), self._formats.get(bold=True, font_color="#C00000")
        parts: list[Any] = [normal, cell.before] if cell.before else []
        parts += [mark, cell.marked]
        parts += [normal, cell.after] if cell.after else []
        if len(parts) == 2:
            return self._text(cell.marked)
        look = self._formats.get(text_wrap=True)
        return Put("write_rich_string", (*parts, look), look)


def _string(text: str, look: Any) -> Put:  # noqa: ANN401  # xlsxwriter ships no types
    return Put("write_string", (text, look), look)


def number_pattern(places: int, suffix: str = "") -> str:
    """Thousands apart, so many decimals, and a blank behind, lest the number touch the next column's text."""
    return "#,##0" + ("." + "0" * places if places else "") + suffix + "_ "
