"""CSV and TSV in any encoding that offices write; cells are text, numbers are read off it."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

from extractor.grid import Cell, Sheet
from extractor.readers.encoding import BinaryDataError, decode
from extractor.readers.limits import DEFAULT
from extractor.readers.tables.refusal import UnreadableTableError

NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
PERCENT = re.compile(rf"({NUMBER.pattern})\s*[%％]")
SCIENTIFIC = re.compile(r"[-+−]?\d(?:\.\d+)?[Ee][-+]\d{1,2}")  # as Excel writes what is wider than its column
NEGATIVE = re.compile(
    r"""
    \( \s* (?! \d{1,2} \s* \) | (?:19|20)\d\d \s* \) )  # (3) counts, (2023) is a year
    (?P<number> \d{1,3}(?:[,，]\d{3})+(?:\.\d+)? | \d+(?:\.\d+)? )
    \s* (?P<inner>[%％])? \s* \) \s* (?P<outer>[%％])?
    """,
    re.VERBOSE,
)
"""As accountants write what is below zero."""
SEPARATORS = "\t;,"  # a tab or a semicolon in the first lines, else a comma


def read_separated(data: bytes, source: str) -> Sheet:
    """The one sheet of a text table; thousands separators and percent signs belong to the number."""
    try:
        text = decode(data).text
    except BinaryDataError as error:
        raise UnreadableTableError(source, "binary", found=str(error)) from error
    except UnicodeError as error:
        raise UnreadableTableError(source, "undecodable", found=str(error)) from error
    return Sheet(source, "", _cells(text, source))


def _cells(text: str, source: str) -> dict[tuple[int, int], Cell]:
    cells: dict[tuple[int, int], Cell] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True)
    previous = csv.field_size_limit(max(len(text), 1))  # the module's own limit says nothing of a table
    try:
        for row, line in enumerate(reader, 1):
            for column, written in enumerate(line, 1):
                if written.strip():
                    cells[row, column] = text_cell(row, column, written.strip())
            if len(cells) > DEFAULT.cells:
                raise UnreadableTableError(source, "too_many_cells", wanted=str(DEFAULT.cells))
    except csv.Error as error:
        raise UnreadableTableError(source, "quotes", found=str(reader.line_num)) from error
    finally:
        csv.field_size_limit(previous)
    return cells


def separator(text: str) -> str:
    """What stands most often between the cells of the first lines."""
    head = "\n".join(text.splitlines()[:20])
    counts = {mark: head.count(mark) for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: (counts[mark], mark == ","))


def text_cell(row: int, column: int, text: str) -> Cell:
    """A cell that holds text; what is a plain number or percentage is one.

    `3.9057E+07` has the precision of its digits, the exponent of the number; `(3,905.7)` is below zero.
    """
    if NUMBER.fullmatch(text) or SCIENTIFIC.fullmatch(text):
        return Cell(row, column, text, plain_number(text))
    if found := PERCENT.fullmatch(text):
        return Cell(row, column, text, plain_number(found[1]), "%")
    if found := NEGATIVE.fullmatch(text):
        return Cell(
            row,
            column,
            text,
            plain_number(found["number"]).copy_negate(),
            "%" if found["inner"] or found["outer"] else "",
        )
    return Cell(row, column, text)


def plain_number(text: str) -> Decimal:
    """`12,400.0` with the places it was written with."""
    return Decimal(text.replace(",", "").replace("，", "").replace("−", "-"))
