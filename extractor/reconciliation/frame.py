"""Items as a pandas table; pandas is imported when a table is asked for, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.reconcile.item import ITEM_COLUMNS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from extractor.reconcile.item import Item

DATES = ("period_start", "period_end")
OBJECTS = ("value", "difference", "tolerance", "candidates")  # exact `Decimal`s, `None` where there is none; tuples


def items_to_frame(items: Iterable[Item]) -> pd.DataFrame:
    """One row an item, its fields as columns in their order, also where there are no items.

    `verdict` is a category with all seven verdicts, dates are `datetime64[s]`, text `string`; decimals stay exact.
    """
    import pandas as pd  # noqa: PLC0415

    rows = [[getattr(item, name) for name in ITEM_COLUMNS] for item in items]
    frame = pd.DataFrame(rows, columns=list(ITEM_COLUMNS), dtype=object)
    kinds: dict[str, object] = {name: "string" for name in ITEM_COLUMNS if name not in OBJECTS}
    kinds |= dict.fromkeys(DATES, "datetime64[s]")
    kinds["verdict"] = pd.CategoricalDtype(list(VERDICTS))
    return frame.astype({name: kinds[name] for name in ITEM_COLUMNS if name in kinds})  # type: ignore[misc]
