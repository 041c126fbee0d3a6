"""Facts as a pandas table; pandas is imported when a table is asked for, not before."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from extractor.errors import UsageError
from extractor.model import FACT_COLUMNS
from extractor.store.parquet import DATES, NUMBERS, OFFSETS, decimal_cell
from extractor.store.parquet import schema as arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from extractor.model import Fact

CATEGORIES = ("kind", "unit", "modifier", "statistic", "change_direction", "status", "role")


def to_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """One row a fact, the columns of the fact record, in their order, also where there are no facts.

    Offsets are `int64`, codes and units categories, dates `datetime64[s]`, other text `string`.  With pyarrow (extra
    `parquet`) `value`, `value_low` and `value_high` are exact decimals of 38 digits, ten of them behind the point, and
    `flags` lists of strings; a figure too wide for that leaves its column one of `Decimal` objects, as all three are
    without pyarrow, where `flags` holds tuples.  `frame["value"].astype(float)` for arithmetic.
    """
    import pandas as pd  # noqa: PLC0415

    rows = [[getattr(fact, name) for name in FACT_COLUMNS] for fact in facts]
    frame = pd.DataFrame(rows, columns=list(FACT_COLUMNS), dtype=object)
    plain = frame.astype({name: dtype_of(name) for name in FACT_COLUMNS})
    if find_spec("pyarrow") is None:
        return plain
    types = arrow_schema()
    for name in (*NUMBERS, "flags"):
        cells = _cells(frame[name].tolist(), name)
        if cells is not None:
            plain[name] = pd.Series(cells, dtype=pd.ArrowDtype(types.field(name).type), index=plain.index)
    return plain


def _cells(values: Sequence[Any], name: str) -> list[Any] | None:
    """The cells as pyarrow takes them; `None` where one of them is too wide for the column."""
    if name == "flags":
        return [list(flags) for flags in values]
    try:
        return [decimal_cell(value) for value in values]
    except UsageError:
        return None


def dtype_of(column: str) -> str:
    """The pandas dtype of a column, without pyarrow."""
    if column in OFFSETS:
        return "int64"
    if column in CATEGORIES:
        return "category"
    if column in DATES:
        return "datetime64[s]"
    return "object" if column in (*NUMBERS, "flags") else "string"
