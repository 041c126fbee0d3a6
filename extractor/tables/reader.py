"""The tables of a document: where they are, the text without them, their facts and their relations."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from extractor.binding.judge import PhraseJudge
from extractor.binding.tokens import CueBook
from extractor.tables.binder import TableBinder
from extractor.tables.grid import blanked, grids
from extractor.tables.labels import NUMBERED, LabelReader
from extractor.tables.layout import Layout, layouts
from extractor.tables.relations import cell_relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.binding.draft import Draft
    from extractor.figures.reader import QuantityReader
    from extractor.matching.lexicon import Lexicon
    from extractor.model import Document, Relation
    from extractor.rulebook.book import RuleBook
    from extractor.tables.grid import Cell
    from extractor.tables.setting import Frame

_PROSE = 12  # characters of a cell that may say more than a label does
_MARKS = "，。；：,;"


class TableReader:
    """Built once from a rule book; holds no state between documents."""

    def __init__(self, rules: RuleBook, figures: QuantityReader, lexicon: Lexicon) -> None:
        self._labels = LabelReader(rules, figures, lexicon)
        self._judge = PhraseJudge(CueBook(rules))

    def find(self, document: Document, text: str) -> tuple[Layout, ...]:
        """The tables whose figures are read cell by cell; `text` is the document's, normalised.

        A document without cells, tabs and upright bars pays for the look alone.
        """
        if not document.cells and "\t" not in text and "|" not in text:
            return ()
        return tuple(layout for table in grids(text, document.cells) for layout in layouts(table, self._labels))

    def without(self, text: str, found: Sequence[Layout]) -> str:
        """The text with blanks for the labels and figures that are read here.

        Cells with sentences in them are left to the text, and so are those with figures that make no fact here.
        """
        numbers = {
            (line.start, line.start + number.end())
            for layout in found
            for line in layout.table.above
            if (number := NUMBERED.match(line.text))
        }
        spans = [
            (cell.start, cell.end)
            for layout in found
            for cell in (*chain(*layout.headers), *self._read_here(layout))
            if not self._is_prose(cell.text)
        ]
        return blanked(text, sorted({*spans, *numbers}))

    def drafts(self, found: Sequence[Layout], frame: Frame) -> Iterator[Draft]:
        """The drafts of every cell of figures, in reading order."""
        binder = TableBinder(self._labels, self._judge, frame)
        for layout in found:
            yield from (placed.draft for placed in binder.bind(layout))

    def relations(self, document: Document, found: Sequence[Layout], frame: Frame) -> Iterator[Relation]:
        """The relations between the facts of each table."""
        binder = TableBinder(self._labels, self._judge, frame)
        doc_id = document.doc_id
        for layout in found:
            yield from cell_relations(list(binder.bind(layout)), doc_id)

    def _read_here(self, layout: Layout) -> Iterator[Cell]:
        """The cells of data that are labels or give a fact, and those in which there is nothing else to read."""
        for row in layout.data:
            alone = len(row) == 1
            for column, cell in row.items():
                fact = column in layout.figures and self._labels.is_figure(cell.text)
                if fact or alone or column in layout.labels or not self._labels.stated.says_more(cell.text):
                    yield cell

    def _is_prose(self, text: str) -> bool:
        return len(text) > _PROSE and not self._labels.is_figure(text) and any(mark in text for mark in _MARKS)
