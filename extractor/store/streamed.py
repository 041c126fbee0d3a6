"""A sheet whose rows go to the disk one after another: the bytes that xlsxwriter writes, in a fraction of its time.

xlsxwriter checks each cell, keeps it and puts it together anew; in a long table most cells say what others said before.
Whatever is out of the ordinary (a text to be escaped, a link) still goes its way; a test holds both to the same bytes.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet
from xlsxwriter.xmlwriter import XMLwriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.store.puts import Put

_ESCAPED = re.compile(r"[\x00-\x1f<>&\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_LONGEST = 16_000  # characters of which nobody need ask whether a cell holds them


class StreamedSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter ships no types
    """Also takes whole rows, in their order, of a workbook with `constant_memory`."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: list[str] = []  # by column: how a cell begins
        self._fonts: dict[Any, str] = {}

    def write_row_of(self, row: int, puts: Sequence[Put | None], height: float) -> None:
        """Write a row that is `height` points high; cells are known by their column, and all have a format."""
        if row > self.previous_row:
            self._write_single_row(row)
        while len(self._heads) < len(puts):
            self._heads.append(f'<c r="{xl_col_to_name(len(self._heads))}')
        number = str(row + 1)
        points = int(height * 4 / 3 + 0.5) * 0.75  # whole pixels
        parts = [f'<row r="{number}" ht="{points:.16g}" customHeight="1">']
        for column, put in enumerate(puts):
            if put is not None:
                parts += (self._heads[column], number, put.xml or self._xml(row, column, put))
        for column in (0, len(puts) - 1):
            self._check_dimensions(row, column)
        self.fh.write("".join((*parts, "</row>")))

    def _xml(self, row: int, column: int, put: Put) -> str:
        """A cell from behind its place; it stays with the cell, which may be written again."""
        behind = self._behind(put)
        if behind is None:
            put.xml = self._as_ever(row, column, put)
        else:
            put.xml = f'" s="{put.look._get_xf_index()}"{behind}'  # noqa: SLF001
        return put.xml

    def _behind(self, put: Put) -> str | None:
        """What follows the format of a cell; nothing where that takes more thought."""
        if put.method == "write_number":
            return f"><v>{put.arguments[0]:.16G}</v></c>"
        if put.method == "write_string" and _plain(put.arguments[0]):
            return f' t="inlineStr"><is>{_text(put.arguments[0])}</is></c>'
        if put.method == "write_rich_string" and _plain("".join(put.arguments[1:-1:2])):
            runs = zip(put.arguments[:-1:2], put.arguments[1:-1:2], strict=True)
            return f' t="inlineStr"><is>{"".join(self._run(font, text) for font, text in runs)}</is></c>'
        return None

    def _run(self, font: Any, text: str) -> str:  # noqa: ANN401
        if font not in self._fonts:
            self.rstring = XMLwriter()
            self.rstring._set_filehandle(StringIO())  # noqa: SLF001
            self._write_font(font)
            self._fonts[font] = self.rstring.fh.getvalue()
        return f"<r>{self._fonts[font]}{_text(text)}</r>"

    def _as_ever(self, row: int, column: int, put: Put) -> str:
        """A cell as xlsxwriter writes it."""
        getattr(self, put.method)(row, column, *put.arguments)
        file, self.fh = self.fh, StringIO()  # type: ignore[has-type]
        self._write_cell(row, column, self.table[row].pop(column))
        xml: str = self.fh.getvalue()
        self.fh = file
        return xml.removeprefix(f"{self._heads[column]}{row + 1}")


def _plain(text: str) -> bool:
    """Whether the text stands in a file as it is."""
    return len(text) <= _LONGEST and _ESCAPED.search(text) is None


def _text(text: str) -> str:
    spaced = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<t{spaced}>{text}</t>"
