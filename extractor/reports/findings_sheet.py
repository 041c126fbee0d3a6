"""The sheet of findings: verdict, arithmetic, difference beside what explains it, and the way to each figure."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from extractor.checks.outcome import gap
from extractor.reports.places import places
from extractor.store.amounts import in_magnitude
from extractor.store.cells import EXACT_DIGITS, Amount, Cell, Column
from extractor.store.sheets import A3

if TYPE_CHECKING:
    from extractor.model import Fact, Finding
    from extractor.reports.sheetset import Sheetset

DOCUMENTS = 34  # columns
MOST_FIGURES = 12  # columns with a link; a finding over more figures lists the rest as text


def write_findings(sheets: Sheetset) -> None:
    """One finding a row, what needs a person first."""
    report, word = sheets.report, sheets.word
    figures = min(MOST_FIGURES, max((len(finding.fact_ids) for finding in report.findings), default=2))
    columns = [
        Column("number", word("number"), 6),
        Column("verdict", word("verdict"), 20),
        Column("check_name", word("check_name"), 20),
        Column("arithmetic", word("arithmetic"), 62),
        Column("difference", word("difference"), 20),
        Column("difference_shown", word("difference_shown"), 15),
        Column("tolerance", word("tolerance"), 20),
        Column("tolerance_shown", word("tolerance_shown"), 15),
        Column("explanation", word("explanation"), 36),
        Column("source", word("documents"), DOCUMENTS),
        Column("where", word("place"), 20),
        *(Column(f"figure{n}", word("figure_n", n=n), 14, printed=False) for n in range(1, figures + 1)),
        Column("more_figures", word("more_figures"), 20, printed=False),
        Column("check", word("check"), 24, printed=False),
        Column("rule_place", word("rule_place"), 34, printed=False),
    ]
    table = sheets.table("findings", columns, frozen=2, paper=A3)
    for number, finding in report.numbered:
        table.write({"number": number, **_cells(sheets, finding, figures)})
    sheets.close(table)


def _cells(sheets: Sheetset, finding: Finding, figures: int) -> dict[str, Cell]:
    report = sheets.report
    name, place = report.about_check(finding.check_id, sheets.lang)
    cells: dict[str, Cell] = {
        "verdict": sheets.verdict(finding.verdict),
        "check_name": name,
        "arithmetic": finding.arithmetic,
        "difference": at_most(finding.difference),
        "difference_shown": shown(sheets, finding, finding.difference),
        "tolerance": at_most(finding.tolerance),
        "tolerance_shown": shown(sheets, finding, finding.tolerance),
        "explanation": report.explanation(finding, sheets.lang),
        "more_figures": " ".join(sheets.fact_link(fact_id).text for fact_id in finding.fact_ids[figures:]),
        "check": finding.check_id,
        "rule_place": place,
    }
    for n, fact_id in enumerate(finding.fact_ids[:figures], 1):
        cells[f"figure{n}"] = sheets.fact_link(fact_id)
    found = places(report, finding, sheets.word)
    if found:
        sources = "\n".join(dict.fromkeys(report.shortened(place.source) for place in found))
        cells["source"] = sheets.document_link(found[0].doc_id, sources, DOCUMENTS) if found[0].doc_id else sources
        cells["where"] = "\n".join(place.where for place in found if place.where)
    return cells


def at_most(value: Decimal | None) -> Decimal | None:
    """The value with as many digits as a cell's number holds: a quotient may have no end."""
    return None if value is None else Context(prec=EXACT_DIGITS).plus(value)


def shown(sheets: Sheetset, finding: Finding, value: Decimal | None) -> Amount | None:
    """A difference as the finding's first figure is printed."""
    like = sheets.report.printed_like(finding)
    return difference_amount(value, like, sheets.word("points")) if like is not None and value is not None else None


def difference_amount(value: Decimal, like: Fact, points: str) -> Amount:
    """A difference rounded and worded as `extractor check` does; percentages are points apart."""
    return in_magnitude(gap(value, like), like.quote, points if like.unit == "%" else like.unit)
