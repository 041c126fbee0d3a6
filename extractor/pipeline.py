"""The one place that knows the order of the stages: text → mentions → bound figures → facts."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from extractor.binding.binder import Binder
from extractor.binding.facts import FactBuilder
from extractor.binding.reading import Reading
from extractor.binding.tokens import CueBook, cue_tags, with_compounds
from extractor.comparisons import find_bases
from extractor.errors import UsageError
from extractor.figures.reader import QuantityReader
from extractor.matching.events import EventShapes
from extractor.matching.firms import FirmShapes
from extractor.matching.lexicon import Lexicon
from extractor.matching.persons import PersonShapes
from extractor.matching.proper import ProperNames
from extractor.matching.recurring import recurring_names
from extractor.matching.shapes import name_shapes
from extractor.matching.villages import VillageShapes
from extractor.matching.whole import WholeWords
from extractor.model import Document
from extractor.relations import relate
from extractor.rulebook.book import RuleBook
from extractor.rulebook.load import builtin_rules
from extractor.tables.reader import TableReader
from extractor.tables.relations import cell_relations
from extractor.tables.words import RULE as TABLE_CELLS
from extractor.text.normalise import normalise
from extractor.text.words import words
from extractor.times.text import find_periods

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from extractor.binding.draft import Draft
    from extractor.explain import Explanation
    from extractor.model import Fact, Relation
    from extractor.tables.binder import Placed


class Extractor:
    """Text in, facts out.  Built once, immutable, safe to share between threads.

    `segmenter`: see `extractor.text.words.words`.  Raises UsageError for a segmenter that does not exist and for
    rules that are no rule book.
    """

    def __init__(self, rules: RuleBook | None = None, *, segmenter: str = "jieba") -> None:
        if rules is not None and not isinstance(rules, RuleBook):
            raise UsageError(f"rules: found {type(rules).__name__}; wanted a RuleBook, as load_rules(FOLDER) gives")
        self.rules = builtin_rules() if rules is None else rules
        self.segmenter = segmenter
        self._quantities = QuantityReader(self.rules)
        self._cutter = cutter = with_compounds(words(segmenter), self.rules)
        self._is_word = lambda text: len(cutter.tag(text)) == 1
        cues = CueBook(self.rules)
        self._saying, self._no_names = cues["saying"], cues["up"] | cues["down"] | cues["flat"] | cues["word-no-name"]
        self._cue_tags = cue_tags(self.rules, cutter)
        self._lexicon = Lexicon(_with_phrases(self.rules, self._cue_tags))
        self._whole = WholeWords(self.rules, cutter)
        self._events = EventShapes(self.rules)
        self._firms = FirmShapes(self.rules, cutter)
        self._proper = ProperNames(self.rules, cutter)
        self._persons = PersonShapes(self.rules, self._is_word)
        self._villages = VillageShapes(self.rules)
        self.binder = Binder(self.rules, cutter)
        self._tables = TableReader(self.rules, self._quantities, self._lexicon)
        self._builder = FactBuilder(self.rules)

    def extract(self, text_or_document: str | Document, *, published: date | None = None) -> tuple[Fact, ...]:
        """The facts that a text states, in reading order.

        `published` is "today" for relative words where the document does not say its own date.
        """
        document = as_document(text_or_document, published=published)
        return self._builder.build(document, self._bind(document)[0])

    def extract_related(self, document: Document) -> tuple[tuple[Fact, ...], tuple[Relation, ...]]:
        """The facts of a document and their relations, for one reading of it."""
        drafts, tables = self._bind(document)
        cells = _of_cells(document, tables)
        facts = self._builder.build(document, drafts)
        return facts, self._related(document, facts, cells)

    def relations(self, document: Document, facts: Sequence[Fact]) -> tuple[Relation, ...]:
        """Which of a document's facts are parts of which others, or changes of them."""
        in_cells = any(fact.rule_id == TABLE_CELLS for fact in facts)
        cells = _of_cells(document, self._cells(self.read(document))) if in_cells else []
        return self._related(document, facts, cells)

    def drafts(self, document: Document) -> list[Draft]:
        """The facts of a document before they are built: each with the places in the text that its slots come from."""
        return self._bind(document)[0]

    def _bind(self, document: Document) -> tuple[list[Draft], list[list[Placed]]]:
        """All drafts in reading order, and those of tables by table."""
        reading = self.read(document)
        drafts = self.binder.bind(reading)
        tables = self._cells(reading)
        if tables:
            drafts += [placed.draft for table in tables for placed in table]
            drafts.sort(key=lambda draft: draft.quantity.start)
        return drafts, tables

    def _cells(self, reading: Reading) -> list[list[Placed]]:
        return self._tables.bind(reading.tables, self.binder.frame(reading)) if reading.tables else []

    def _related(self, document: Document, facts: Sequence[Fact], cells: Sequence[Relation]) -> tuple[Relation, ...]:
        stated = {fact.fact_id for fact in facts}
        within = (found for found in cells if {found.fact_id, found.target_id} <= stated)
        return (*relate(facts, self.rules.checks, document.text), *within)

    def explain(self, text: str, *, published: date | None = None) -> Explanation:
        """What was seen in a text, which rule bound it, and which rules nearly did."""
        from extractor.explain import explain  # noqa: PLC0415  # only who asks for it pays

        return explain(self, as_document(text, published=published))

    def extract_many(
        self, documents: Iterable[Document], *, processes: int = 1
    ) -> Iterator[tuple[Document, tuple[Fact, ...]]]:
        """Each document with its facts, in order, in constant memory."""
        if processes != 1:
            from extractor.engines.local import extract_in_processes  # noqa: PLC0415  # only who asks for it starts processes

            yield from extract_in_processes(self, documents, processes=processes)
            return
        for document in documents:
            yield document, self.extract(document)

    def read(self, document: Document) -> Reading:
        """What is seen in a document before anything is bound."""
        text = normalise(document.text)
        tables = self._tables.find(document, text)
        text = self._tables.without(text, tables) if tables else text
        periods = find_periods(text)
        bases = find_bases(text, periods)
        blocked = sorted(
            [(period.start, period.end) for period in periods] + [(base.start, base.end) for base in bases]
        )
        names = self._whole.of(text, self._lexicon.find(text))
        shapes = [
            *name_shapes(text, names, self._is_word),
            *recurring_names(text, names, self._cutter, self._saying),
            *self._firms.find(text, names),
            *self._proper.find(text, names),
            *self._events.find(text),
            *self._persons.find(text),
            *self._villages.find(text, names),
        ]
        return Reading(
            document,
            text,
            figures=self._quantities.scan(text, blocked),
            periods=periods,
            bases=bases,
            names=names,
            shapes=[shape for shape in shapes if shape.quote not in self._no_names],  # （以下简称增长）
            cue_tags=self._cue_tags,
            tables=tables,
        )


def _of_cells(document: Document, tables: Sequence[Sequence[Placed]]) -> list[Relation]:
    """The relations between the cells of each table."""
    return [found for table in tables for found in cell_relations(table, document.doc_id)]


def _with_phrases(rules: RuleBook, phrases: Mapping[str, str]) -> RuleBook:
    """The rules with those cue words alone that are looked for on characters."""
    cues = tuple(
        msgspec.structs.replace(cue, words=tuple(word for word in cue.words if word in phrases)) for cue in rules.cues
    )
    return dataclasses.replace(rules, cues=cues)


def as_document(text_or_document: str | Document, *, published: date | None) -> Document:
    """A document of the text; a document as it is, with `published` where it has no date of its own."""
    if published is not None and not isinstance(published, date):
        raise UsageError(f"published: found {published!r}; wanted a datetime.date, such as date(2022, 3, 1)")
    if isinstance(text_or_document, str):
        return Document(text=text_or_document, published=published)
    if published is None or text_or_document.published is not None:
        return text_or_document
    return msgspec.structs.replace(text_or_document, published=published)
