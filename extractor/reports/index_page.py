"""What the page of a run shows: counts, what to look at first, every document, series in time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.reports.bulletin_page import title_of
from extractor.reports.charts import LineChart, line_chart, verdict_bar
from extractor.reports.contents import page_name
from extractor.reports.figures import by_check, key_figures
from extractor.reports.timeline_words import note_words, period_words, series_facets, series_title
from extractor.reports.views import Views
from extractor.store.verdicts import FINDINGS, ITEMS, UNSUBMITTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.model import Document
    from extractor.reports.contents import Report
    from extractor.store.labels import Lang
    from extractor.store.verdicts import Look
    from extractor.timeline.values import Series

MOST_FINDINGS, MOST_ITEMS, MOST_CHARTS = 50, 50, 40  # the workbook holds all
MOST_SERIES = 1_000  # of the interactive page: with more it would take long to open
TIMELINE = "timeline.html"  # the page that the command timeline writes, with a chart to zoom in


class DocumentRow(NamedTuple):
    """A document in the table."""

    page: str
    title: str
    issuer: str
    published: str
    facts: int
    findings: int
    verdict: str | None
    source: str


class CheckRow(NamedTuple):
    """A check in the table."""

    name: str
    check_id: str
    total: int
    differs: int


class PointRow(NamedTuple):
    """An observation in the table beneath a chart."""

    period: str
    quote: str
    href: str
    published: str
    standing: str


class SeriesView(NamedTuple):
    """A series with its chart, where two days or more can be drawn, and the same as a table."""

    title: str
    about: str
    chart: LineChart | None
    rows: Sequence[PointRow]


def index_context(report: Report, lang: Lang) -> dict[str, Any]:
    """The values of `index.html.j2`."""
    views = Views(report, lang, None)
    looked_at = report.looked_at
    series = list(_series(views))
    items = report.concerned_items if report.items is not None else None
    return {
        "title": views.word("report"),
        "key": key_figures(report, views.word),
        "bars": _bars([finding.verdict for finding in report.findings], FINDINGS, lang),
        "checks": [
            CheckRow(report.about_check(check_id, lang)[0] or check_id, check_id, total, differs)
            for check_id, total, differs in by_check(report)
        ],
        "findings": [views.finding(number, finding) for number, finding in looked_at[:MOST_FINDINGS]],
        "more_findings": len(looked_at) > MOST_FINDINGS,
        "look_at_items": [views.item(item) for item in report.looked_at_items[:MOST_FINDINGS]],
        "more_look_at_items": len(report.looked_at_items) > MOST_FINDINGS,
        "items": None if items is None else [views.item(item) for item in items[:MOST_ITEMS]],
        "more_items": items is not None and len(items) > MOST_ITEMS,
        "item_bars": _bars([item.verdict for item in items or () if item.verdict != UNSUBMITTED], ITEMS, lang),
        "unconcerned": len(report.ranked_items) - len(report.concerned_items),
        "unsubmitted": sum(1 for item in items or () if item.verdict == UNSUBMITTED),
        "documents": [_document(report, document) for document in report.documents],
        "timeline": TIMELINE if report.told_series else "",
        "timeline_cut": MOST_SERIES if len(report.told_series) > MOST_SERIES else 0,
        "series": series[:MOST_CHARTS],
        "more_series": len(series) > MOST_CHARTS,
        "unreadable": report.unreadable,
        "problems": [str(problem) for problem in (*report.problems, *report.notices)],
    }


def _bars(verdicts: Sequence[str], looks: Mapping[str, Look], lang: Lang) -> Any:  # noqa: ANN401  # bars, or nothing
    names = {verdict: seen.word(lang) for verdict, seen in looks.items()}
    return verdict_bar(Counter(verdicts), names) if verdicts else ()


def _document(report: Report, document: Document) -> DocumentRow:
    findings = report.findings_by_document.get(document.doc_id, ())
    return DocumentRow(
        page=page_name(document.doc_id),
        title=title_of(document),
        issuer=document.issuer or "",
        published=document.published.isoformat() if document.published else "",
        facts=len(report.facts_by_document.get(document.doc_id, ())),
        findings=len(findings),
        verdict=report.document_verdict(document.doc_id),
        source=document.source,
    )


def _series(views: Views) -> Iterator[SeriesView]:
    """The series, the longest first."""
    for series in sorted(views.report.told_series, key=lambda one: -len(one.points)):
        facets = " · ".join(series_facets(series, views.lang))
        yield SeriesView(series_title(series) or series.kind, facets, line_chart(series), list(_rows(views, series)))


def _rows(views: Views, series: Series) -> Iterator[PointRow]:
    for point in series.points:
        for seen in point.observations:
            announced = seen.said[0].announced or seen.said[0].published
            yield PointRow(
                period=period_words(point, series.frequency, views.lang),
                quote=seen.quote,
                href=views.href(seen.fact_id),
                published=announced.isoformat() if announced else "",
                standing=note_words(seen, views.lang),
            )
