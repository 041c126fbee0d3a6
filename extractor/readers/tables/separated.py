"""CSV and TSV in any encoding that offices write; cells are text, numbers are read off it."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

from extractor.grid import Cell, Sheet
from extractor.readers.encoding import BinaryDataError, decode
from extractor.readers.tables.refusal import UnreadableTableError

NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
PERCENT = re.compile(rf"({NUMBER.pattern})\s*[%％]")
SEPARATORS = "\t;,"  # a tab or a semicolon in the first lines, else a comma


def read_separated(data: bytes, source: str) -> Sheet:
    """The one sheet of a text table; thousands separators and percent signs belong to the number."""
    try:
        text = decode(data).text
    except BinaryDataError as error:
        raise UnreadableTableError(source, "binary", found=str(error)) from error
    except UnicodeError as error:
        raise UnreadableTableError(source, "undecodable", found=str(error)) from error
    cells: dict[tuple[int, int], Cell] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True)
    try:
        for row, line in enumerate(reader, 1):
            for column, written in enumerate(line, 1):
                if written.strip():
                    cells[row, column] = text_cell(row, column, written.strip())
    except csv.Error as error:
        raise UnreadableTableError(source, "quotes", found=str(reader.line_num)) from error
    return Sheet(source, "", cells)


def separator(text: str) -> str:
    """What stands most often between the cells of the first lines."""
    head = "\n".join(text.splitlines()[:20])
    counts = {mark: head.count(mark) for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: (counts[mark], mark == ","))


def text_cell(row: int, column: int, text: str) -> Cell:
    """A cell that holds text; what is a plain number or percentage is one."""
    if NUMBER.fullmatch(text):
        return Cell(row, column, text, plain_number(text))
    if found := PERCENT.fullmatch(text):
        return Cell(row, column, text, plain_number(found[1]), "%")
    return Cell(row, column, text)


def plain_number(text: str) -> Decimal:
    """`12,400.0` with the places it was written with."""
    return Decimal(text.replace(",", "").replace("，", "").replace("−", "-"))
