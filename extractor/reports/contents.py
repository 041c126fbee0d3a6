"""What a report is made of, and who belongs to whom: facts to their document, findings to their facts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from extractor.reconciliation.concerned import concerned
from extractor.reports.submitted import file_names, shared_folder
from extractor.store.verdicts import FINDINGS, ITEMS, LOOKED_AT, worst
from extractor.timeline.telling import tells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.model import Document, Fact, Finding
    from extractor.reconcile.item import Item, Problem
    from extractor.rulebook.book import CheckRule, RuleFile
    from extractor.store.labels import Lang
    from extractor.timeline.values import Series

SUMS = ("siblings", "among", "brackets", "divided", "identity")


def page_name(doc_id: str) -> str:
    """The file of a text's page: beside the workbook, for a link into a folder does not work in every spreadsheet."""
    return f"bulletin-{doc_id}.html"


@dataclass(frozen=True)
class Report:
    """A run, what its checks found and, where asked for, its reconciliation and its series.

    `items` is `None` where nothing was submitted, `submitted` the files given; `problems` is what could not be read
    of it, `notices` what else is worth knowing of it.
    `unreadable` holds source, reason and explanation of each file.  `finished`: whether
    the run came to its end.  `rules`: rule file by id.  `checks`: check by id.
    """

    documents: Sequence[Document]
    facts: Sequence[Fact]
    findings: Sequence[Finding] = ()
    items: Sequence[Item] | None = None
    submitted: Sequence[str] = ()
    problems: Sequence[Problem] = ()
    notices: Sequence[Problem] = ()
    series: Sequence[Series] = ()
    unreadable: Sequence[tuple[str, str, str]] = ()
    finished: bool = True
    rules: Mapping[str, RuleFile] = field(default_factory=dict)
    checks: Mapping[str, CheckRule] = field(default_factory=dict)

    @cached_property
    def sums(self) -> frozenset[str]:
        """Ids of the checks that compare a total, their first fact, with its parts."""
        return frozenset(check.id for check in self.checks.values() if check.type in SUMS)

    @cached_property
    def pages(self) -> tuple[Document, ...]:
        """Each text once, in order; copies of a file share their page."""
        return tuple({document.doc_id: document for document in reversed(self.documents)}.values())[::-1]

    @cached_property
    def facts_by_document(self) -> dict[str, tuple[Fact, ...]]:
        """The facts of each text in reading order, each once."""
        found: dict[str, dict[str, Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.doc_id, {}).setdefault(fact.fact_id, fact)
        return {
            doc_id: tuple(sorted(facts.values(), key=lambda fact: (fact.start, fact.end)))
            for doc_id, facts in found.items()
        }

    @cached_property
    def fact_by_id(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.fact_id: fact for fact in reversed(self.facts)}

    @cached_property
    def numbered(self) -> tuple[tuple[int, Finding], ...]:
        """The findings with their numbers from one; what needs a person first, else in reading order."""
        order = {verdict: place for place, verdict in enumerate(FINDINGS)}
        ranked = sorted(self.findings, key=lambda finding: order.get(finding.verdict, len(order)))
        return tuple(enumerate(ranked, 1))

    @cached_property
    def anchors(self) -> dict[str, tuple[str, int]]:
        """The page (a text's id) and the number on it, from one, of each fact."""
        return {
            fact.fact_id: (doc_id, number)
            for doc_id, facts in self.facts_by_document.items()
            for number, fact in enumerate(facts, 1)
        }

    @cached_property
    def findings_by_fact(self) -> dict[str, list[tuple[int, Finding]]]:
        """The numbered findings that each fact takes part in."""
        found: dict[str, list[tuple[int, Finding]]] = {}
        for number, finding in self.numbered:
            for fact_id in dict.fromkeys(finding.fact_ids):
                found.setdefault(fact_id, []).append((number, finding))
        return found

    @cached_property
    def findings_by_document(self) -> dict[str, tuple[tuple[int, Finding], ...]]:
        """The numbered findings that touch each text; one without facts (of a table) belongs to its source."""
        sources = {document.source: document.doc_id for document in self.documents}
        found: dict[str, dict[int, Finding]] = {}
        for number, finding in self.numbered:
            facts = [self.fact_by_id[fact_id] for fact_id in finding.fact_ids if fact_id in self.fact_by_id]
            touched = {fact.doc_id for fact in facts} or {sources.get(finding.source, "")}
            for doc_id in touched:
                found.setdefault(doc_id, {})[number] = finding
        return {doc_id: tuple(findings.items()) for doc_id, findings in found.items()}

    def printed_like(self, finding: Finding) -> Fact | None:
        """The fact in whose magnitude and unit a finding's difference is; `None` where it counts in a table's own."""
        rule = self.checks.get(finding.check_id)
        if not finding.fact_ids or (rule is not None and rule.type == "table"):
            return None
        return self.fact_by_id.get(finding.fact_ids[0])

    @cached_property
    def ranked_items(self) -> tuple[Item, ...]:
        """The items of the reconciliation, what needs a person first."""
        order = {verdict: place for place, verdict in enumerate(ITEMS)}
        return tuple(sorted(self.items or (), key=lambda item: order.get(item.verdict, len(order))))

    @cached_property
    def concerned_items(self) -> tuple[Item, ...]:
        """The items without the claims that no submitted table is about: neither their text nor their subject."""
        return concerned(self.ranked_items, self.fact_by_id)

    @cached_property
    def submitted_names(self) -> dict[str, str]:
        """How each submitted file is named beside a cell."""
        return file_names([*self.submitted, *(item.source for item in self.items or () if item.cell is not None)])

    @cached_property
    def _folders(self) -> tuple[str, ...]:
        given = [*self.submitted, *(item.source for item in self.items or () if item.cell is not None)]
        folders = shared_folder([document.source for document in self.documents]), shared_folder(given)
        return tuple(sorted(filter(None, set(folders)), key=len, reverse=True))

    def shortened(self, text: str) -> str:
        """A text that names documents, without the folders that all of them lie in: paper has no room for them."""
        for folder in self._folders:
            text = re.sub(rf"(?<![\w./-]){re.escape(folder)}", "", text)
        return text

    @cached_property
    def looked_at(self) -> tuple[tuple[int, Finding], ...]:
        """The findings that a person must look at, with their numbers: what differs, and what cannot be decided."""
        return tuple(pair for pair in self.numbered if pair[1].verdict in LOOKED_AT)

    @cached_property
    def looked_at_items(self) -> tuple[Item, ...]:
        """The items that differ or whose counterpart is not clear."""
        return tuple(item for item in self.ranked_items if item.verdict in LOOKED_AT)

    @cached_property
    def items_by_fact(self) -> dict[str, list[Item]]:
        """The items that each fact takes part in."""
        found: dict[str, list[Item]] = {}
        for item in self.ranked_items:
            if item.fact_id is not None:
                found.setdefault(item.fact_id, []).append(item)
        return found

    @cached_property
    def told_series(self) -> tuple[Series, ...]:
        """The series that tell something over time: of two reference periods or more, or restated."""
        return tuple(one for one in self.series if tells(one))

    def verdict(self, fact: Fact) -> str | None:
        """The verdict on a fact that needs a person most, of checks and reconciliation; `None` where there is none."""
        return worst(
            [
                *(finding.verdict for _, finding in self.findings_by_fact.get(fact.fact_id, ())),
                *(item.verdict for item in self.items_by_fact.get(fact.fact_id, ())),
            ]
        )

    def document_verdict(self, doc_id: str) -> str | None:
        """The verdict on a text that needs a person most."""
        on_facts = (self.verdict(fact) for fact in self.facts_by_document.get(doc_id, ()))
        found = [finding.verdict for _, finding in self.findings_by_document.get(doc_id, ())]
        return worst([*found, *(verdict for verdict in on_facts if verdict is not None)])

    def about_rule(self, rule_id: str, lang: Lang) -> tuple[str, str]:
        """A rule's name, in English what it says, and the place of its file; empty where the book does not have it."""
        rule = self.rules.get(rule_id)
        if rule is None:
            return "", ""
        return rule.name if lang == "zh" else " ".join(rule.description.split()), rule.shown

    def about_check(self, check_id: str, lang: Lang) -> tuple[str, str]:
        """A check's name and the place of its file; in English where the rule has an English name."""
        name, place = self.about_rule(check_id, "zh")
        rule = self.checks.get(check_id)
        english = rule.english if rule is not None and rule.english != name else check_id
        return (english if lang == "en" else name), place

    def explanation(self, finding: Finding, lang: Lang) -> str:
        """The finding's explanation; in English where the check words its reasons in English."""
        rule = self.checks.get(finding.check_id)
        reason = rule.reason(finding.reason) if rule is not None and lang == "en" else None
        return reason.english if reason is not None else finding.explanation
