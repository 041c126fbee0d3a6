"""The sheet of the reconciliation: claim beside submitted figure, verdict, difference, and where both stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.reports.findings_sheet import difference_amount
from extractor.reports.submitted import as_submitted
from extractor.store.amounts import in_magnitude
from extractor.store.cells import Cell, Column, Text
from extractor.store.labels import title
from extractor.store.sheets import A3

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from extractor.model import Fact
    from extractor.reconcile.item import Item
    from extractor.reports.sheetset import Sheetset
    from extractor.store.cells import Amount

ABOUT = (("subject", 20), ("indicator", 20), ("population", 14), ("period_start", 11), ("period_end", 11), ("unit", 7))


def write_items(sheets: Sheetset) -> None:
    """One item a row, what needs a person first."""
    word = sheets.word
    about = {name: Column(name, title(name, sheets.lang), width) for name, width in ABOUT}
    columns = [
        Column("number", word("number"), 6),
        Column("verdict", word("verdict"), 28),
        *(about[name] for name in ("subject", "indicator", "population", "period_start", "period_end")),
        Column("quote", word("quote_link"), 14),
        Column("value", word("claimed"), 20),
        Column("submitted", word("submitted"), 20),
        Column("difference", word("difference"), 20),
        about["unit"],
        Column("submitted_shown", word("submitted_shown"), 16),
        Column("difference_shown", word("difference_shown"), 14),
        Column("explanation", word("explanation"), 40),
        Column("file", word("file"), 24),
        Column("sheet", word("sheet"), 14),
        Column("cell", word("cell"), 8),
        Column("as_shown", word("as_shown"), 14),
        Column("tolerance", word("tolerance"), 20, printed=False),
        Column("candidates", word("candidates"), 40, printed=False),
    ]
    table = sheets.table("reconciliation", columns, frozen=2, paper=A3)
    for number, item in enumerate(sheets.report.ranked_items, 1):
        table.write({"number": number, **_cells(sheets, item)})
    sheets.close(table)


def _cells(sheets: Sheetset, item: Item) -> dict[str, Cell]:
    cells: dict[str, Cell] = {name: getattr(item, name) for name, _ in ABOUT}
    fact = sheets.report.fact_by_id.get(item.fact_id or "")
    quote = fact.quote if fact is not None else ""
    submitted = item.value if item.cell is not None else None
    return cells | {
        "value": fact.value if fact is not None else None,
        "submitted": submitted,
        "difference": item.difference,
        "as_shown": as_submitted(item) if item.cell is not None else None,
        "verdict": sheets.verdict(item.verdict),
        "quote": sheets.fact_link(item.fact_id) if item.fact_id else None,
        "submitted_shown": _shown(submitted, quote, item.unit),
        "difference_shown": _difference(sheets, item, fact),
        "tolerance": item.tolerance,
        "explanation": sheets.report.shortened(item.explanation),
        "file": sheets.report.shortened(item.source) if item.cell is not None else None,
        "sheet": item.sheet,
        "cell": item.cell,
        "candidates": candidates(item.candidates, sheets),
    }


def _difference(sheets: Sheetset, item: Item, fact: Fact | None) -> Amount | None:
    if item.difference is None or fact is None or fact.unit != item.unit:
        return None
    return difference_amount(item.difference, fact, sheets.word("points"))


def _shown(value: Decimal | None, quote: str, unit: str | None) -> Amount | None:
    return in_magnitude(value, quote, unit) if value is not None and quote else None


def candidates(found: Iterable[object], sheets: Sheetset) -> Text | None:
    """What may be the counterpart, one a line; a fact by its quote and the body it is about."""
    facts = sheets.report.fact_by_id
    lines = []
    for candidate in found:
        fact = facts.get(str(candidate))
        lines.append(f"{fact.quote}（{fact.subject or fact.source}）" if fact else str(candidate))
    return Text("\n".join(lines)) if lines else None
