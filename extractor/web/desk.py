"""A run on the desk: its documents, what was read in them, what the checks say, and what was decided so far."""

from __future__ import annotations

import threading
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractor.checks import check
from extractor.pipeline import Extractor
from extractor.reports.bulletin_page import title_of
from extractor.reports.contents import Report
from extractor.web.figures import Figures, Row, Shown
from extractor.web.index import Index
from extractor.web.suggesting import Suggester

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from extractor.decisions import Decision
    from extractor.model import Document, Fact, Finding, Relation
    from extractor.reconcile.item import Item
    from extractor.review.standing import Place
    from extractor.rulebook.book import RuleBook
    from extractor.store.labels import Lang
    from extractor.store.source import Loaded
    from extractor.web.journal import Journal

PATIENCE = 3  # times that a document is checked beside those who correct it


class Desk:
    """The run in memory, and its journal.  Call `sync` before reading: others may have decided meanwhile."""

    def __init__(  # noqa: PLR0913  # what a desk is made of
        self,
        loaded: Loaded,
        book: RuleBook,
        journal: Journal,
        *,
        lang: Lang = "zh",
        items: Sequence[Item] | None = None,
        reviewer: str = "",
    ) -> None:
        self.documents: dict[str, Document] = {one.doc_id: one for one in reversed(loaded.documents)}
        self.documents = {doc_id: self.documents[doc_id] for doc_id in reversed(self.documents)}
        self.titles = {doc_id: title_of(document) for doc_id, document in self.documents.items()}
        self.journal, self.lang, self.reviewer = journal, lang, reviewer
        self._go_by(book)
        self.rule_folders: tuple[Path, ...] = ()  # of --rules; what is learnt goes into the last
        self._extractor: Extractor | None = None
        self._guard = threading.RLock()
        self._checking = threading.Lock()  # one document at a time is checked anew, and nobody waits for it to decide
        read: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in loaded.facts:
            read[fact.doc_id].append(fact)
        self._figures = {doc_id: Figures(read.get(doc_id, ())) for doc_id in self.documents}
        self._index, self._to_index = Index(self.documents, self.titles), set(self.documents)
        self._relations: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in loaded.relations:
            self._relations[relation.fact_id.partition(":")[0]].append(relation)
        self._items: defaultdict[str, list[Item]] = defaultdict(list)
        for item in items or ():
            self._items[item.fact_id or ""].append(item)
        self._said = {
            fact_id: [one.verdict for one in found if one.cell is not None] for fact_id, found in self._items.items()
        }
        self.sync()
        facts = [fact for figures in self._figures.values() for fact in figures.facts()]
        findings = self._by_document(check(facts, loaded.relations, rules=book, documents=loaded.documents))
        for doc_id, figures in self._figures.items():
            figures.found(findings.get(doc_id, ()), self._said)
        with self.indexed():
            pass  # it is made now, not when somebody waits for it

    def extractor(self) -> Extractor:
        """The extractor of the desk's rules: made when it is first asked for, which takes a second."""
        with self._guard:
            if self._extractor is None or self._extractor.rules is not self.book:
                self._extractor = Extractor(self.book)
            return self._extractor

    def _go_by(self, book: RuleBook) -> None:
        self.book = book
        self._rules = {file.id: file for file in book.files}
        self._checks = {rule.id: rule for rule in book.checks}
        self.suggest = Suggester(book.names)

    def learn(self, extractor: Extractor) -> None:
        """From now on go by its rules: suggestions, the playground, further trials."""
        with self._guard:
            self._extractor = extractor
            self._go_by(extractor.rules)

    def sync(self) -> None:
        """Take in what was decided since."""
        with self._guard:
            news: defaultdict[str, list[Decision]] = defaultdict(list)
            for decision in self.journal.news():
                news[decision.doc_id].append(decision)
            for doc_id, made in news.items():
                if doc_id in self._figures:  # the store may hold decisions on texts that this run lacks
                    self._figures[doc_id].take(made)
                    self._to_index.add(doc_id)

    def decisions(self, doc_id: str) -> tuple[Decision, ...]:
        """The decisions on a document, in order."""
        with self._guard:
            return tuple(self._figures[doc_id].decisions)

    def decisions_at(self, place: Place) -> tuple[Decision, ...]:
        """The decisions on one figure, in order."""
        with self._guard:
            return tuple(self._figures[place[0]].at_place(place))

    def rows(self, doc_id: str) -> tuple[Row, ...]:
        """The figures of a document in reading order, rejected ones too."""
        return self.shown(doc_id).rows

    def shown(self, doc_id: str) -> Shown:
        """The figures of a document, and what is counted of them; checked anew where decisions changed facts."""
        for _ in range(PATIENCE):
            with self._guard:
                if not self._figures[doc_id].unchecked:
                    return self._figures[doc_id].shown()
            with self._checking:
                self._recheck(doc_id)
        with self._guard:  # others keep correcting it: they wait
            self._recheck(doc_id)
            return self._figures[doc_id].shown()

    def standing(self, doc_id: str) -> tuple[Shown, int | None]:
        """The figures of a document at once, their verdicts those of the last checks, and the number of these.

        `None`: the checks hold for the figures as they stand.
        """
        with self._guard:
            figures = self._figures[doc_id]
            return figures.shown(), len(figures.turned) if figures.unchecked else None

    @contextmanager
    def indexed(self) -> Iterator[Index]:
        """The index of all figures, checked anew where decisions changed facts; others wait while it is looked into."""
        for doc_id in [one for one in tuple(self._to_index) if self._figures[one].unchecked]:
            self.shown(doc_id)
        with self._guard:
            for doc_id in self._to_index:
                self._index.put(doc_id, self._figures[doc_id].shown())
            self._to_index = {one for one in self._to_index if self._figures[one].unchecked}
            yield self._index

    def turned(self, doc_id: str, since: int) -> frozenset[str]:
        """The places whose verdict has changed since so many rounds of checks."""
        with self._guard:
            return frozenset().union(*self._figures[doc_id].turned[since:])

    def _recheck(self, doc_id: str) -> None:
        """Check the document anew, unless somebody has, or changes its facts meanwhile."""
        figures = self._figures[doc_id]
        with self._guard:
            if not figures.unchecked:
                return
            facts, changes = figures.facts(), figures.changes
        own = check(facts, self._relations[doc_id], rules=self.book, documents=[self.documents[doc_id]])
        with self._guard:
            if figures.changes == changes:
                self._found(figures, own)
                self._to_index.add(doc_id)

    def _found(self, figures: Figures, own: Sequence[Finding]) -> None:
        """Take in a document's own findings; of those across documents the ones that decisions did not touch stay."""
        touched = figures.touched()
        across = [
            finding
            for finding in figures.findings
            if len({fact_id.partition(":")[0] for fact_id in finding.fact_ids}) > 1
            and not touched.intersection(finding.fact_ids)
        ]
        figures.found([*own, *across], self._said)

    def _by_document(self, findings: Sequence[Finding]) -> dict[str, list[Finding]]:
        sources = {document.source: doc_id for doc_id, document in self.documents.items()}
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            touched = {fact_id.partition(":")[0] for fact_id in finding.fact_ids} or {sources.get(finding.source, "")}
            for doc_id in touched:
                found[doc_id].append(finding)
        return dict(found)

    def report(self, doc_id: str, row: Row) -> Report:
        """What a page shows of one fact: its checks as last made, and the facts that these compare it with."""
        with self._guard:
            findings = [one for one in self._figures[doc_id].findings if row.fact.fact_id in one.fact_ids]
        concerned = {fact_id for finding in findings for fact_id in finding.fact_ids} | {row.fact.fact_id}
        others = {fact_id.partition(":")[0] for fact_id in concerned if fact_id.partition(":")[0] in self.documents}
        rows = (other for doc in sorted(others) for other in self.standing(doc)[0].rows)
        facts = [other.fact for other in rows if other.fact.fact_id in concerned]
        return Report(
            documents=[self.documents[doc_id]],
            facts=facts,
            findings=findings,
            items=self._items.get(row.fact.fact_id, []),
            rules=self._rules,
            checks=self._checks,
        )
