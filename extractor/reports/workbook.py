"""The workbook auditors work in: summary, facts, findings, reconciliation, timeline and documents, linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.reports.contents import page_name
from extractor.reports.findings_sheet import write_findings
from extractor.reports.items_sheet import write_items
from extractor.reports.series_sheet import write_series
from extractor.reports.sheetset import Sheetset
from extractor.reports.summary_sheet import write_summary
from extractor.store.cells import Cell, Column, Limits, Text, ending
from extractor.store.labels import title
from extractor.store.sheets import A3
from extractor.store.workbook import WIDTHS, fact_cells, fact_columns, open_book

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.reports.contents import Report
    from extractor.store.labels import Lang

# what goes on paper, in the order of asking; the other columns of a fact follow
ON_PAPER = (
    *("sentence", "quote", "verdict", "checked_by", "subject", "indicator", "action", "object", "population"),
    *("amount", "period_start", "period_end", "status", "flags", "source"),
)
SOURCE = dict(WIDTHS)["source"]  # columns


def write_workbook(report: Report, path: Path, lang: Lang = "zh", limits: Limits = Limits()) -> None:  # noqa: B008
    """Write the report's workbook to `path`, which appears when all is written."""
    with open_book(path) as book:
        sheets = Sheetset(report, book, lang, limits)
        summary = book.add_worksheet(sheets.word("summary"))  # the first sheet, written last: it tells what was cut
        _write_facts(sheets)
        write_findings(sheets)
        if report.items is not None:
            write_items(sheets)
        if report.told_series:
            write_series(sheets)
            sheets.notes.append(sheets.word("note_series", name=sheets.word("timeline"), facts=sheets.word("facts")))
        _write_documents(sheets)
        write_summary(sheets, book, summary)


def _write_facts(sheets: Sheetset) -> None:
    """One fact a row, as in `facts.xlsx`, with the verdict on it and ways to its findings and its document."""
    report = sheets.report
    table = sheets.table("facts", _fact_columns(sheets), frozen=2, paper=A3)
    texts = {document.doc_id: document.text for document in report.documents}
    for fact in report.facts:
        cells: dict[str, Cell] = fact_cells(texts[fact.doc_id], fact, sheets.lang, sheets.limits)
        name, place = report.about_rule(fact.rule_id, sheets.lang)
        verdict = report.verdict(fact)
        cells |= {
            "rule_name": name,
            "rule_place": place,
            "source": sheets.document_link(fact.doc_id, ending(report.shortened(fact.source), SOURCE), SOURCE),
        }
        if verdict is not None:
            cells["verdict"] = sheets.verdict(verdict)
        numbers = [number for number, _ in report.findings_by_fact.get(fact.fact_id, ())]
        if numbers:
            cells["checked_by"] = Text(
                " ".join(f"#{number}" for number in numbers), sheets.row("findings", numbers[0] - 1)
            )
        table.write(cells)
    sheets.close(table)


def _fact_columns(sheets: Sheetset) -> list[Column]:
    word = sheets.word
    columns = {column.name: column for column in fact_columns(sheets.lang)}
    columns |= {
        "verdict": Column("verdict", word("verdict"), 14),
        "checked_by": Column("checked_by", word("checked_by"), 9),
        "rule_name": Column("rule_name", word("rule_name"), 18),
        "rule_place": Column("rule_place", word("rule_place"), 34),
    }
    others = [column._replace(printed=False) for name, column in columns.items() if name not in ON_PAPER]
    return [*(columns[name]._replace(printed=True) for name in ON_PAPER), *others]


def _write_documents(sheets: Sheetset) -> None:
    """One document a row, with ways to its page and its first fact; then the files that could not be read."""
    report, word = sheets.report, sheets.word
    described = (("title", 44), ("issuer", 24), ("document_number", 16), ("published", 11), ("source", 40))
    columns = [
        Column("number", word("number"), 6),
        *(Column(name, title(name, sheets.lang), width) for name, width in described),
        Column("page", word("page"), 8),
        Column("count", word("facts"), 8),
        Column("first_fact", word("first_fact"), 16),
        Column("checked", word("findings"), 9),
        Column("verdict", word("verdict"), 17),
        Column("text_length", word("text_length"), 9),
        Column("state", word("state"), 9),
        Column("explanation", word("explanation"), 40),
        *(Column(name, title(name, sheets.lang), 18, printed=False) for name in ("doc_id", "encoding", "reprint_of")),
    ]
    table = sheets.table("documents", columns, frozen=2)
    for number, document in enumerate(report.documents, 1):
        table.write({"number": number, **_document_cells(sheets, document)})
    for number, (source, reason, explanation) in enumerate(report.unreadable, len(report.documents) + 1):
        cells: dict[str, Cell] = {"number": number, "source": source, "explanation": explanation or reason}
        table.write({**cells, "state": sheets.tinted(word("not_read"), "differs")})
    sheets.close(table)


def _document_cells(sheets: Sheetset, document: Any) -> dict[str, Cell]:  # noqa: ANN401  # readers add columns
    report, word = sheets.report, sheets.word
    facts = report.facts_by_document.get(document.doc_id, ())
    findings = report.findings_by_document.get(document.doc_id, ())
    cells: dict[str, Cell] = {
        name: getattr(document, name, None)
        for name in ("title", "issuer", "document_number", "published", "source", "doc_id", "encoding", "reprint_of")
    }
    cells |= {
        "page": Text(word("open"), f"external:{page_name(document.doc_id)}"),
        "count": len(facts),
        "checked": len(findings),
        "text_length": len(document.text),
        "state": word("was_read"),
    }
    if facts:
        cells["first_fact"] = sheets.fact_link(facts[0].fact_id)
    verdict = report.document_verdict(document.doc_id)
    if verdict is not None:
        cells["verdict"] = sheets.verdict(verdict)
    return cells
