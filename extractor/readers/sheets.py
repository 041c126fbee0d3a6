"""XLSX workbooks as bulletin tables: every visible sheet, cells as a person sees them, row and column as in Excel."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import ParseError

from extractor.readers.builder import TableCell, TextBuilder
from extractor.readers.mend import cell_text
from extractor.readers.numberformat import shown
from extractor.readers.packed import check_office
from extractor.readers.recognise import Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.model import Document
    from extractor.readers.limits import Budget

BROKEN: Final = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile, ParseError)
GENERIC_NAMES: Final = ("sheet", "工作表")


def read_workbook(data: bytes, budget: Budget) -> Document:
    """The sheets in their order; the name of a sheet is a line above its table.  Hidden sheets are left out."""
    import openpyxl  # noqa: PLC0415  # only workbooks pay for it

    check_office(data, budget, "XLSX")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        builder = TextBuilder(budget)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                _sheet(sheet, builder)
        book.close()
    except BROKEN as error:  # openpyxl lets damage surface as whatever it trips over
        raise budget.refuse("broken", found=f"{type(error).__name__}: {error}", wanted="XLSX") from error
    return builder.document(budget.source, Known())


def _sheet(sheet: Any, builder: TextBuilder) -> None:  # noqa: ANN401  # openpyxl's read-only sheet has no public type
    cells = list(_cells(sheet, builder.budget))
    if not cells:
        return
    if not sheet.title.lower().startswith(GENERIC_NAMES):
        builder.line(cell_text(sheet.title))
    builder.table(cells, sheet=sheet.title)


def _cells(sheet: Any, budget: Budget) -> Iterator[TableCell]:  # noqa: ANN401
    sheet.reset_dimensions()  # what the file says of its size may be false
    found = 0
    for row in sheet.iter_rows():
        budget.check_time()
        for cell in row:
            if cell.value is None:
                continue
            text = cell_text(shown(cell.value, cell.number_format))
            if text:
                found += 1
                if found > budget.limits.cells:
                    budget.spend_cells(found)
                yield TableCell(cell.row, cell.column, text)
