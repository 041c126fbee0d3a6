"""CSV and TSV as bulletin tables; the separator is found out, blank lines part tables from captions."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from extractor.readers.builder import TableCell, TextBuilder
from extractor.readers.mend import cell_text
from extractor.readers.plain import decoded_text
from extractor.readers.recognise import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.model import Document
    from extractor.readers.limits import Budget

SEPARATORS: Final = ",\t;|，"
SAMPLE_LINES: Final = 30


def read_comma(data: bytes, budget: Budget) -> Document:
    """One table; rows and columns count as in the file opened as a spreadsheet."""
    decoded = decoded_text(data, budget)
    builder = TextBuilder(budget)
    builder.table(list(_cells(decoded.text, budget)))
    return builder.document(budget.source, NOTHING, encoding=decoded.encoding)


def _cells(text: str, budget: Budget) -> Iterator[TableCell]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    previous = csv.field_size_limit(max(len(text), 1))
    try:
        for row, values in enumerate(reader, 1):
            budget.spend_cells(0)
            budget.check_time()
            yield from (TableCell(row, column, cell_text(value)) for column, value in enumerate(values, 1))
    except csv.Error as error:
        raise budget.refuse("broken", found=f"line {reader.line_num}: {error}", wanted="CSV") from error
    finally:
        csv.field_size_limit(previous)


def separator_of(text: str) -> str:
    """The separator that cuts the most of the first lines into the same number of cells, and more than one."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:SAMPLE_LINES]

    def evenness(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        common = max(set(counts) - {0}, key=counts.count, default=0)
        return (counts.count(common) if common else 0, common)

    return max(SEPARATORS, key=evenness)
