"""Parquet for analysis: exact decimals, dates, lists of flags.  Needs the extra `parquet`."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from extractor.errors import UsageError
from extractor.model import FACT_COLUMNS, Document, Fact
from extractor.store.atomic import atomic_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

DIGITS, PLACES = 38, 10  # of a decimal column: the widest that Parquet readers share
NUMBERS = ("value", "value_low", "value_high")
DATES = ("period_start", "period_end")
OFFSETS = ("start", "end", "sentence_start", "sentence_end")
BATCH = 10_000  # rows of a row group


def _pyarrow() -> Any:  # noqa: ANN401  # pyarrow ships no types
    try:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet  # noqa: PLC0415
    except ModuleNotFoundError as error:
        message = "--format parquet: pyarrow is not installed; run: pip install 'bulletin-extractor[parquet]'"
        raise UsageError(message) from error
    return pa


def schema() -> Any:  # noqa: ANN401  # pyarrow ships no types
    """The columns of fact-record, typed."""
    pa = _pyarrow()
    special = {
        **dict.fromkeys(NUMBERS, pa.decimal128(DIGITS, PLACES)),
        **dict.fromkeys(DATES, pa.date32()),
        **dict.fromkeys(OFFSETS, pa.int64()),
        "flags": pa.list_(pa.string()),
    }
    return pa.schema([(name, special.get(name, pa.string())) for name in FACT_COLUMNS])


def decimal_cell(value: Decimal | None) -> Decimal | None:
    """The value to ten places, which every printed figure fits; `UsageError` where 28 digits before them do not do."""
    if value is None:
        return None
    try:
        return value.quantize(Decimal(1).scaleb(-PLACES), rounding=ROUND_HALF_EVEN, context=Context(prec=DIGITS))
    except InvalidOperation as error:
        raise UsageError(f"--format parquet: {value} is wider than Parquet's decimals; use --format jsonl") from error


class Parquet:
    """Facts, one a row, in row groups."""

    def __init__(self, writer: Any) -> None:  # noqa: ANN401  # pyarrow ships no types
        self._writer = writer
        self._rows: list[dict[str, Any]] = []

    def write(self, document: Document, facts: Sequence[Fact]) -> None:
        """Append the facts of one document."""
        del document  # a table of facts alone
        for fact in facts:
            row = {name: getattr(fact, name) for name in FACT_COLUMNS}
            row |= {name: decimal_cell(row[name]) for name in NUMBERS}
            self._rows.append(row | {"flags": list(fact.flags)})
        if len(self._rows) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting as one row group."""
        if self._rows:
            self._writer.write_table(_pyarrow().Table.from_pylist(self._rows, schema=schema()))
            self._rows.clear()


@contextmanager
def parquet_writer(path: Path) -> Iterator[Parquet]:
    """A writer of `path`, which appears when all is written; `UsageError` where pyarrow is missing."""
    pa = _pyarrow()
    with atomic_path(path) as temporary, pa.parquet.ParquetWriter(str(temporary), schema()) as writer:
        table = Parquet(writer)
        yield table
        table.flush()
