"""Items into files: JSON Lines for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import msgspec

from extractor.reconciliation.rows import COLUMNS, header, in_order, row
from extractor.store.records import json_number
from extractor.store.table_csv import cell
from extractor.store.verdicts import look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.model import Fact
    from extractor.reconcile.item import Item
    from extractor.reconcile.phrases import Lang

_DECIMALS = ("value", "difference", "tolerance")


def json_lines(items: Sequence[Item]) -> bytes:
    """One JSON line an item, its fields in their order, decimals exact."""
    return b"".join(msgspec.json.encode(_plain(item)) + b"\n" for item in items)


def _plain(item: Item) -> dict[str, object]:
    slots = {name: getattr(item, name) for name in item.__struct_fields__}
    return slots | {name: None if slots[name] is None else json_number(slots[name]) for name in _DECIMALS}


def csv_bytes(items: Sequence[Item], facts: Mapping[str, Fact], texts: Mapping[str, str], lang: Lang) -> bytes:
    """A table with header, UTF-8 with byte order mark, no cell that a spreadsheet would run as a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([header(name, lang) for name in COLUMNS])
    for item in in_order(items):
        slots = row(item, facts, texts) | {"verdict": look(item.verdict).word(lang)}
        writer.writerow([cell(slots[name]) for name in COLUMNS])
    return file.getvalue().encode("utf-8-sig")
