"""Where the figures of a finding stand: document, line, page, sheet and cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from extractor.model import CellSpan, Document, Finding
    from extractor.reports.contents import Report

MOST_CELLS = 6  # named of one finding


class Place(NamedTuple):
    """A document that a finding touches; `where` is in words, `line` the first line of its table, from one."""

    doc_id: str
    source: str
    where: str
    line: int | None


def places(report: Report, finding: Finding, word: Callable[..., str]) -> tuple[Place, ...]:
    """Each document of a finding once, in the order of its figures; of a table without facts, its source."""
    starts: dict[str, list[int]] = {}
    for fact_id in finding.fact_ids:
        fact = report.fact_by_id.get(fact_id)
        if fact is not None:
            starts.setdefault(fact.doc_id, []).append(fact.start)
    known = {document.doc_id: document for document in report.pages}
    if not starts:
        of_source = [document for document in report.documents if document.source == finding.source]
        if not of_source or not finding.source:
            return (Place("", finding.source, _lines(finding, word), None),) if finding.source else ()
        starts = {of_source[0].doc_id: []}
    return tuple(_place(known[doc_id], found, finding, word) for doc_id, found in starts.items() if doc_id in known)


def _place(document: Document, starts: Sequence[int], finding: Finding, word: Callable[..., str]) -> Place:
    mine = finding.lines and document.source == finding.source
    at = [*starts, *(_line_starts(document.text, finding.lines) if mine else ())]
    cells = _cells(document, starts or at, word)  # of the figures, not of the rows' names
    in_sheet = len(starts) >= len(finding.lines) and any(
        cell.sheet is not None for cell in document.cells
    )  # whose rows the cells tell
    parts = [_pages(document, at, word), cells, _lines(finding, word) if mine and not in_sheet else ""]
    line = min(finding.lines) if mine else None
    return Place(document.doc_id, document.source, " · ".join(part for part in parts if part), line)


def _lines(finding: Finding, word: Callable[..., str]) -> str:
    if not finding.lines:
        return ""
    first, last = min(finding.lines), max(finding.lines)
    return word("at_lines", lines=f"{first}–{last}" if last > first else first)


def _line_starts(text: str, lines: Iterable[int]) -> Iterator[int]:
    wanted, start = set(lines), 0
    for number, line in enumerate(text.split("\n"), 1):
        if number in wanted:
            yield start
        start += len(line) + 1


def _pages(document: Document, starts: Iterable[int], word: Callable[..., str]) -> str:
    at = tuple(starts)
    numbers = sorted({page.number for page in document.pages if any(page.start <= start < page.end for start in at)})
    return word("at_pages", pages=word("comma").join(str(number) for number in numbers)) if numbers else ""


def _cells(document: Document, starts: Iterable[int], word: Callable[..., str]) -> str:
    at = tuple(starts)
    found = [cell for cell in document.cells if any(cell.start <= start < cell.end for start in at)]
    names = dict.fromkeys(_cell(cell, word) for cell in found)
    return word("comma").join([*list(names)[:MOST_CELLS], *(["…"] if len(names) > MOST_CELLS else [])])


def _cell(cell: CellSpan, word: Callable[..., str]) -> str:
    """Sheet and cell of a spreadsheet, table, row and column of any other document."""
    if cell.sheet is None:
        return word("at_cell", table=cell.table, row=cell.row, column=cell.column)
    letters, column = "", cell.column
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(ord("A") + left) + letters
    return f"{cell.sheet}!{letters}{cell.row}"
