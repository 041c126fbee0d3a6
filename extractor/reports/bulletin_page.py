"""What the page of one bulletin shows."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.reports.charts import parts_charts, verdict_bar
from extractor.reports.marked import marked_lines
from extractor.reports.slots import about, column, open_flags, slots
from extractor.reports.views import FindingView, ItemView, Views
from extractor.store.verdicts import FINDINGS, look, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Document, Fact
    from extractor.reports.contents import Report
    from extractor.store.labels import Lang

MOST_CHARTS = 60


class FactView(NamedTuple):
    """A fact in the panel."""

    number: int
    quote: str
    verdict: str | None
    kinds: str
    slots: Sequence[tuple[str, str]]
    rule_id: str
    rule_name: str
    rule_place: str
    others: Sequence[int]
    findings: Sequence[FindingView]
    items: Sequence[ItemView]


class Mark(NamedTuple):
    """How a figure is marked in the text: classes, what a screen reader adds, where it begins."""

    css: str
    label: str
    first: int


def bulletin_context(report: Report, doc_id: str, lang: Lang) -> dict[str, Any]:
    """The values of `bulletin.html.j2` for a text."""
    document = next(page for page in report.pages if page.doc_id == doc_id)
    views = Views(report, lang, doc_id)
    facts = report.facts_by_document.get(doc_id, ())
    findings = report.findings_by_document.get(doc_id, ())
    counts: Counter[str] = Counter(finding.verdict for _, finding in findings)
    items = [item for fact in facts for item in report.items_by_fact.get(fact.fact_id, ())]
    verdicts = [verdict for fact in facts if (verdict := report.verdict(fact)) is not None]
    by_place: dict[tuple[int, int], list[int]] = {}
    for number, fact in enumerate(facts, 1):
        by_place.setdefault((fact.start, fact.end), []).append(number)
    return {
        "title": title_of(document),
        "meta": _meta(report, document, lang),
        "key": _key(views, facts, len(findings)),
        "findings": [views.finding(number, finding) for number, finding in findings],
        "bars": verdict_bar(counts, {verdict: seen.word(lang) for verdict, seen in FINDINGS.items()}),
        "shown_verdicts": list(named(verdicts, lang)),
        "lines": marked_lines(document.text, facts),
        "marks": {number: _mark(report, fact, lang) for number, fact in enumerate(facts, 1)},
        "facts": [_fact(views, n, fact, by_place[fact.start, fact.end]) for n, fact in enumerate(facts, 1)],
        "items": [views.item(item) for item in items if item.cell is not None],
        "unsubmitted": sum(1 for item in items if item.cell is None),
        "charts": parts_charts(report, findings)[:MOST_CHARTS],
        "kinds": json.dumps(_filters(report, facts, views), ensure_ascii=False),
    }


def title_of(document: Document) -> str:
    """The title, else the first line of the text, else where it was read from."""
    first = next((line.strip() for line in document.text.split("\n") if line.strip()), "")
    return document.title or first[:60] or document.source


def _meta(report: Report, document: Document, lang: Lang) -> list[tuple[str, str]]:
    copies = [other.source for other in report.documents if other.doc_id == document.doc_id]
    published = document.published.isoformat() if document.published else ""
    pairs = [
        ("issuer", document.issuer or ""),
        ("document_number", document.document_number or ""),
        ("published", published),
        ("source", "、".join(dict.fromkeys(copies))),
        ("doc_id", document.doc_id),
    ]
    return [(column(name, lang), value) for name, value in pairs if value]


def _key(views: Views, facts: Sequence[Fact], findings: int) -> list[tuple[str, int]]:
    word, report = views.word, views.report
    return [
        (word("facts"), len(facts)),
        (word("facts_target"), sum(1 for fact in facts if fact.status == "target" and fact.role == "claim")),
        (word("facts_attribute"), sum(1 for fact in facts if fact.role == "attribute")),
        (word("facts_flagged"), sum(1 for fact in facts if open_flags(fact))),
        (word("facts_checked"), sum(1 for fact in facts if fact.fact_id in report.findings_by_fact)),
        (word("findings"), findings),
    ]


def _mark(report: Report, fact: Fact, lang: Lang) -> Mark:
    verdict = report.verdict(fact)
    classes = [f"v-{verdict}"] if verdict else []
    classes += ["target"] if fact.status == "target" else []
    classes += ["attribute"] if fact.role == "attribute" else []
    said = [look(verdict).word(lang)] if verdict else []
    return Mark(" ".join(classes), " · ".join([*said, about(fact)]), fact.start)


def _fact(views: Views, number: int, fact: Fact, here: Sequence[int]) -> FactView:
    report = views.report
    name, place = report.about_rule(fact.rule_id, views.lang)
    return FactView(
        number=number,
        quote=fact.quote,
        verdict=report.verdict(fact),
        kinds=" ".join(_kinds(report, fact)),
        slots=slots(fact, views.lang, views.word),
        rule_id=fact.rule_id,
        rule_name=name,
        rule_place=place,
        others=[other for other in here if other != number],
        findings=[views.finding(n, finding) for n, finding in report.findings_by_fact.get(fact.fact_id, ())],
        items=[views.item(item) for item in report.items_by_fact.get(fact.fact_id, ())],
    )


def _kinds(report: Report, fact: Fact) -> list[str]:
    """What a reader may filter the panel by."""
    verdict = report.verdict(fact)
    return [
        verdict or "unchecked",
        *(["flagged"] if open_flags(fact) else []),
        *(["target"] if fact.status == "target" else []),
    ]


def _filters(report: Report, facts: Sequence[Fact], views: Views) -> list[tuple[str, str]]:
    counts = Counter(kind for fact in facts for kind in _kinds(report, fact))
    names = named(counts, views.lang) | {kind: views.word(kind) for kind in ("flagged", "target", "unchecked")}
    return [("", f"{views.word('all')} {len(facts)}")] + [
        (kind, f"{name} {counts[kind]}") for kind, name in names.items() if counts[kind]
    ]
