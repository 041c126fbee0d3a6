"""What the sheets of one workbook share: its formats, where each fact, finding and document stands, what was cut."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from extractor.reports.words import words
from extractor.store.cells import Formats, Text, lines_of
from extractor.store.sheets import A4, Table, row_target
from extractor.store.verdicts import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.reports.contents import Report
    from extractor.store.cells import Column, Limits
    from extractor.store.labels import Lang


class Sheetset:
    """The workbook of one report while it is written."""

    def __init__(self, report: Report, book: Any, lang: Lang, limits: Limits) -> None:  # noqa: ANN401
        self.report, self.lang, self.limits = report, lang, limits
        self.word = words(lang)
        self.formats = Formats(book, limits)
        self.notes: list[str] = []
        self._book = book
        self._names: dict[int, str] = {}

    def table(self, key: str, columns: Sequence[Column], *, frozen: int = 1, paper: int = A4) -> Table:
        """A new sheet for a table; `key` is its word."""
        name = self.word(key)
        table = Table(self._book, self.formats, name, columns, frozen=frozen, limits=self.limits, paper=paper)
        self._names[id(table)] = name
        return table

    def close(self, table: Table) -> None:
        """Finish a table and note what did not fit."""
        table.close()
        name = self._names[id(table)]
        if table.sheets > 1:
            self.notes.append(self.word("note_sheets", name=name, n=table.sheets))
        if table.cuts:
            self.notes.append(self.word("note_cuts", name=name, n=table.cuts))
        if table.unlinked:
            self.notes.append(self.word("note_links", name=name, n=table.unlinked))

    def row(self, key: str, row: int) -> str:
        """A link to a row of a table, counted from nought."""
        return row_target(self.word(key), row, self.limits)

    @cached_property
    def _fact_rows(self) -> dict[str, int]:
        rows: dict[str, int] = {}
        for row, fact in enumerate(self.report.facts):
            rows.setdefault(fact.fact_id, row)
        return rows

    @cached_property
    def _document_rows(self) -> dict[str, int]:
        rows: dict[str, int] = {}
        for row, document in enumerate(self.report.documents):
            rows.setdefault(document.doc_id, row)
        return rows

    def fact_link(self, fact_id: str) -> Text:
        """The fact's quote, leading to its row; an id that is not in the run stays itself."""
        fact = self.report.fact_by_id.get(fact_id)
        return Text(fact.quote, self.row("facts", self._fact_rows[fact_id])) if fact else Text(fact_id)

    def document_link(self, doc_id: str, text: str, width: int) -> Text:
        """The text, leading to the document's row; one of several lines leads nowhere: LibreOffice wraps no link."""
        one = lines_of(text, width) == 1
        return Text(text, self.row("documents", self._document_rows[doc_id]) if one else None)

    def verdict(self, verdict: str) -> Text:
        """The verdict with its mark and its colours."""
        seen = look(verdict)
        return self.tinted(f"{seen.mark} {seen.word(self.lang)}", verdict)

    def tinted(self, text: str, verdict: str) -> Text:
        """A text in the colours of a verdict."""
        return Text(text, tint=look(verdict).tint)
