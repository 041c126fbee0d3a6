"""CSV for spreadsheets: UTF-8 with byte order mark, and no text cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TextIO

from extractor.model import FACT_COLUMNS, Document, Fact
from extractor.store.atomic import atomic_path
from extractor.store.records import fact_row, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> str:  # noqa: ANN401  # a record's cell: any column type
    """A table cell: numbers plain, nothing for null, `'` before a text that a spreadsheet would take for a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return str(value)


class CsvTable:
    """Facts, one a row, to an open text file."""

    def __init__(self, file: TextIO) -> None:
        self._writer = csv.writer(file)
        self._writer.writerow(FACT_COLUMNS)

    def write(self, document: Document, facts: Sequence[Fact]) -> None:
        """Append the facts of one document."""
        del document  # a table of facts alone
        self._writer.writerows([cell(value) for value in fact_row(fact).values()] for fact in facts)


@contextmanager
def csv_writer(path: Path) -> Iterator[CsvTable]:
    """A writer of `path`, which appears when all is written."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        yield CsvTable(file)


def write_rows(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A small table at once."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([cell(value) for value in row] for row in rows)
