"""Workbooks through openpyxl, which keeps number formats, merged ranges and what is hidden."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from extractor.grid import Area, Cell, Sheet, column_number
from extractor.readers.tables.package import check_package
from extractor.readers.tables.refusal import UnreadableTableError
from extractor.readers.tables.separated import text_cell
from extractor.readers.tables.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream's name in the container of a protected workbook
_BROKEN = (
    zipfile.BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
)
"""What openpyxl lets through from a damaged file."""


def refuse_ole(data: bytes, source: str) -> UnreadableTableError:
    """A protected .xlsx and an old .xls begin with the same bytes."""
    return UnreadableTableError(source, "password" if _ENCRYPTED in data else "old_format")


def read_xlsx(data: bytes, source: str) -> tuple[Sheet, ...]:
    """Every sheet, hidden ones too; values as last calculated."""
    has_formulas = check_package(data, source)
    import openpyxl  # noqa: PLC0415  # only those who have a workbook pay for it

    try:
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data)) if has_formulas else None
    except _BROKEN as error:
        raise UnreadableTableError(source, "broken", found=str(error) or type(error).__name__) from error
    return tuple(_sheet(sheet, formulas[sheet.title] if formulas else None, source) for sheet in values.worksheets)


def _sheet(sheet: Any, formulas: Any, source: str) -> Sheet:  # noqa: ANN401  # openpyxl's own classes
    cells: dict[tuple[int, int], Cell] = {}
    for place, cell in sorted(sheet._cells.items()):  # noqa: SLF001  # iter_rows makes every cell up to the last one
        read = _cell(cell, formulas)
        if read is not None:
            cells[place] = read
    merged = tuple(
        Area(area.min_row, area.min_col, area.max_row, area.max_col)
        for area in sorted(sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col))
    )
    rows = frozenset(number for number, dimension in sheet.row_dimensions.items() if dimension.hidden)
    columns = frozenset(_hidden_columns(sheet))
    return Sheet(source, sheet.title, cells, merged, sheet.sheet_state != "visible", rows, columns)


def _hidden_columns(sheet: Any) -> Iterator[int]:  # noqa: ANN401
    for name, dimension in sheet.column_dimensions.items():
        if dimension.hidden:
            first = dimension.min or column_number(name)
            yield from range(first, min(dimension.max or first, first + 1_000) + 1)


def _cell(cell: Any, formulas: Any) -> Cell | None:  # noqa: ANN401
    value, place = cell.value, (cell.row, cell.column)
    if value is None:
        written = formulas[cell.coordinate].value if formulas else None
        return Cell(*place, str(written), trouble="formula") if _is_formula(written) else None
    if cell.data_type == "e":
        return Cell(*place, str(value), trouble="error")
    if isinstance(value, bool):
        return Cell(*place, "TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        number = shown(value, cell.number_format or "General")
        return Cell(*place, number.text, number.number, number.mark)
    if isinstance(value, date | datetime | time):
        return Cell(*place, _dated(value, cell.number_format or ""))
    text = str(value).strip()
    return text_cell(*place, text) if text else None


def _is_formula(written: object) -> bool:
    return (isinstance(written, str) and written.startswith("=")) or (
        written is not None and not isinstance(written, str | int | float)
    )


def _dated(value: date | time, number_format: str) -> str:
    """A date as far as its format shows it, in the words that the reader of periods knows."""
    if isinstance(value, time):
        return value.isoformat()
    shows = number_format.lower()
    text = f"{value.year}年"
    if "m" in shows:
        text += f"{value.month}月"
    return f"{text}{value.day}日" if "d" in shows else text
