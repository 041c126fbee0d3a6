"""A run on the desk: its documents, what was read in them, what the checks say, and what was decided so far."""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from extractor.checks import check
from extractor.pipeline import Extractor
from extractor.reports.contents import Report
from extractor.reports.slots import open_flags
from extractor.review.apply import added_fact, apply_decisions, place_of, reviewed_fact
from extractor.review.standing import Place, Standing, standing
from extractor.store.verdicts import worst

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extractor.decisions import Decision
    from extractor.model import Document, Fact, Finding, Relation
    from extractor.reconcile.item import Item
    from extractor.rulebook.book import RuleBook
    from extractor.store.labels import Lang
    from extractor.store.source import Loaded
    from extractor.web.journal import Journal

LOOK_AT = frozenset({"differs", "undecided", "ambiguous"})


class Row(NamedTuple):
    """A figure on the desk: the fact as it stands, as it was read, what was decided, and what the checks say."""

    fact: Fact
    read: Fact | None
    stand: Standing | None
    verdict: str | None

    @property
    def at(self) -> str:
        """Its place in the document, as links name it."""
        return f"{self.fact.start}-{self.fact.end}"

    @property
    def state(self) -> str:
        """What was decided: see `Standing.state`."""
        return self.stand.state if self.stand is not None else "open"

    @property
    def is_green(self) -> bool:
        """Whether nothing speaks against accepting it unseen: undecided, no flag, no check against it."""
        return self.state == "open" and not self.fact.flags and self.verdict not in LOOK_AT

    @property
    def rank(self) -> tuple[int, int]:
        """The lower, the sooner a person should look."""
        if self.state == "contested":
            return 0, 0
        if self.state != "open":
            return 9, 0
        by_verdict = {"differs": 1, "ambiguous": 2, "undecided": 3}.get(self.verdict or "", 5)
        return by_verdict - (by_verdict == 5 and bool(open_flags(self.fact))), -len(self.fact.flags)


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
        self.book, self.journal, self.lang, self.reviewer = book, journal, lang, reviewer
        self.items = items
        self.rule_folders: tuple[Path, ...] = ()  # of --rules; what is learnt goes into the last
        self._extractor: Extractor | None = None
        self._guard = threading.RLock()
        self._read: defaultdict[str, dict[str, Fact]] = defaultdict(dict)
        for fact in loaded.facts:
            self._read[fact.doc_id].setdefault(fact.fact_id, fact)
        self._relations: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in loaded.relations:
            self._relations[relation.fact_id.partition(":")[0]].append(relation)
        self._decisions: defaultdict[str, list[Decision]] = defaultdict(list)
        self._rows: dict[str, tuple[Row, ...]] = {}
        self.sync()
        made = [one for decided in self._decisions.values() for one in decided]
        facts = apply_decisions([f for read in self._read.values() for f in read.values()], made, self.documents).facts
        self._findings = self._by_document(check(facts, loaded.relations, rules=book, documents=loaded.documents))
        self._stale: set[str] = set()
        self._item_verdicts: defaultdict[str, list[str]] = defaultdict(list)
        for item in items or ():
            if item.fact_id is not None and item.cell is not None:
                self._item_verdicts[item.fact_id].append(item.verdict)
        self._rows.clear()

    def extractor(self) -> Extractor:
        """The extractor of the desk's rules: made when it is first asked for, which takes a second."""
        with self._guard:
            if self._extractor is None or self._extractor.rules is not self.book:
                self._extractor = Extractor(self.book)
            return self._extractor

    def learn(self, extractor: Extractor) -> None:
        """From now on go by its rules: suggestions, the playground, further trials."""
        with self._guard:
            self.book, self._extractor = extractor.rules, extractor

    def sync(self) -> None:
        """Take in what was decided since."""
        with self._guard:
            for decision in self.journal.news():
                self._decisions[decision.doc_id].append(decision)
                self._rows.pop(decision.doc_id, None)
                if decision.verdict not in {"accept", "comment"} and hasattr(self, "_stale"):
                    self._stale.add(decision.doc_id)

    def decisions(self, doc_id: str) -> tuple[Decision, ...]:
        """The decisions on a document, in order."""
        return tuple(self._decisions[doc_id])

    def rows(self, doc_id: str) -> tuple[Row, ...]:
        """The figures of a document in reading order, rejected ones too."""
        with self._guard:
            if doc_id not in self._rows:
                self._rows[doc_id] = self._make_rows(doc_id)
            return self._rows[doc_id]

    def _make_rows(self, doc_id: str) -> tuple[Row, ...]:
        stands = standing(self._decisions[doc_id])
        read = {place_of(fact): fact for fact in self._read[doc_id].values()}
        added = {place: stand for place, stand in stands.items() if place not in read and stand.added is not None}
        facts: list[tuple[Fact, Fact | None, Standing | None]] = [
            (self._shown(fact, stands.get(place)), fact, stands.get(place)) for place, fact in read.items()
        ]
        facts += [
            (reviewed_fact(added_fact(stand.added), stand), None, stand) for stand in added.values() if stand.added
        ]
        if doc_id in self._stale:
            self._recheck(doc_id, [fact for fact, _, stand in facts if stand is None or not stand.rejected], stands)
        verdicts = self._verdicts(doc_id)
        ordered = sorted(facts, key=lambda row: (row[0].start, row[0].end))
        return tuple(Row(fact, was, stand, verdicts.get(fact.fact_id)) for fact, was, stand in ordered)

    @staticmethod
    def _shown(fact: Fact, stand: Standing | None) -> Fact:
        return fact if stand is None or stand.rejected else reviewed_fact(fact, stand)

    def _recheck(self, doc_id: str, facts: Sequence[Fact], stands: dict[Place, Standing]) -> None:
        """Check the document anew; what compares it with others is dropped where a decision touched its facts."""
        touched = {f"{place[0]}:{place[1]}-{place[2]}" for place in stands}
        across = [
            finding
            for finding in self._findings.get(doc_id, ())
            if len({fact_id.partition(":")[0] for fact_id in finding.fact_ids}) > 1
            and not touched.intersection(finding.fact_ids)
        ]
        documents = [self.documents[doc_id]]
        own = check(sorted(facts, key=lambda f: f.start), self._relations[doc_id], rules=self.book, documents=documents)
        self._findings[doc_id] = [*own, *across]
        self._stale.discard(doc_id)

    def _by_document(self, findings: Sequence[Finding]) -> dict[str, list[Finding]]:
        sources = {document.source: doc_id for doc_id, document in self.documents.items()}
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            touched = {fact_id.partition(":")[0] for fact_id in finding.fact_ids} or {sources.get(finding.source, "")}
            for doc_id in touched:
                found[doc_id].append(finding)
        return dict(found)

    def _verdicts(self, doc_id: str) -> dict[str, str | None]:
        by_fact: defaultdict[str, list[str]] = defaultdict(list)
        for finding in self._findings.get(doc_id, ()):
            for fact_id in finding.fact_ids:
                by_fact[fact_id].append(finding.verdict)
        for fact_id in self._read[doc_id]:
            by_fact[fact_id] += self._item_verdicts.get(fact_id, ())
        return {fact_id: worst(verdicts) for fact_id, verdicts in by_fact.items()}

    def report(self, doc_id: str, row: Row) -> Report:
        """What a page shows of one fact: its checks, and the facts that these compare it with."""
        findings = [one for one in self._findings.get(doc_id, ()) if row.fact.fact_id in one.fact_ids]
        concerned = {fact_id for finding in findings for fact_id in finding.fact_ids}
        others = {fact_id.partition(":")[0] for fact_id in concerned if fact_id.partition(":")[0] in self.documents}
        facts = [other.fact for doc in sorted(others | {doc_id}) for other in self.rows(doc)]
        items = [item for item in self.items or () if item.fact_id == row.fact.fact_id]
        return Report(
            documents=[self.documents[doc_id]],
            facts=[fact for fact in facts if fact.fact_id in concerned or fact.fact_id == row.fact.fact_id],
            findings=findings,
            items=items,
            rules={file.id: file for file in self.book.files},
            checks={rule.id: rule for rule in self.book.checks},
        )
