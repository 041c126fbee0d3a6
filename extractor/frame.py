"""Facts as a pandas table; pandas is imported when a table is asked for, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.model import FACT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from extractor.model import Fact

OFFSETS = ("start", "end", "sentence_start", "sentence_end")
CATEGORIES = ("kind", "unit", "modifier", "statistic", "change_direction", "status", "role")
DATES = ("period_start", "period_end")
OBJECTS = ("value", "value_low", "value_high", "flags")  # exact `Decimal`s, `None` where there is none; tuples


def to_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """One row a fact, the columns of the fact record, in their order, also where there are no facts.

    Offsets are `int64`, codes and units categories, dates `datetime64[s]`, other text `string`.  `value`, `value_low`
    and `value_high` keep their `Decimal`s in object columns: `frame["value"].astype(float)` for arithmetic.
    """
    import pandas as pd  # noqa: PLC0415

    rows = [[getattr(fact, name) for name in FACT_COLUMNS] for fact in facts]
    frame = pd.DataFrame(rows, columns=list(FACT_COLUMNS), dtype=object)
    return frame.astype({name: dtype_of(name) for name in FACT_COLUMNS})


def dtype_of(column: str) -> str:
    """The pandas dtype of a column."""
    if column in OFFSETS:
        return "int64"
    if column in CATEGORIES:
        return "category"
    if column in DATES:
        return "datetime64[s]"
    return "object" if column in OBJECTS else "string"
