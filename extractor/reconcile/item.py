"""What reconciliation says: one item a submitted figure, and one a claim that no table holds."""

from __future__ import annotations

from datetime import date  # noqa: TC003  # msgspec resolves the annotations when the class is built
from decimal import Decimal  # noqa: TC003
from typing import Literal, get_args

import msgspec

ItemVerdict = Literal[
    "equal",
    "within_rounding",
    "within_wording",
    "differs",
    "claimed_not_submitted",
    "submitted_not_claimed",
    "ambiguous",
]
VERDICTS: tuple[ItemVerdict, ...] = get_args(ItemVerdict)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One submitted figure against the claim it was matched with.

    `fact_id` is the claim's; `None` where there is none.  `source`, `sheet` and `cell` (A1) say where the figure was
    submitted; for a claim that was not, `source` is the document's and the others are `None`.  `value` is the submitted
    figure (or the claim that was not submitted), scaled to `unit`; `submitted` is the cell as shown.  `difference` is
    submitted minus claimed in that unit, `tolerance` the widest difference that rounding and wording explain.
    `candidates` are the claims that an ambiguous figure may belong to.
    """

    verdict: ItemVerdict
    fact_id: str | None
    source: str
    sheet: str | None
    cell: str | None
    subject: str | None
    indicator: str | None
    population: str | None
    period_start: date | None
    period_end: date | None
    unit: str | None
    value: Decimal | None
    submitted: str | None
    difference: Decimal | None = None
    tolerance: Decimal | None = None
    explanation: str = ""
    candidates: tuple[str, ...] = ()


ITEM_COLUMNS: tuple[str, ...] = Item.__struct_fields__


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be read in a table: where, what was found, and what to do."""

    source: str
    sheet: str
    cell: str
    found: str
    message: str

    def __str__(self) -> str:
        sheet = f" [{self.sheet}]" if self.sheet else ""
        return f"{self.source}{sheet}{f' {self.cell}' if self.cell else ''}: {self.message}"
