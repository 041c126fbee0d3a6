"""What templates show of findings, items and series: plain texts and links, ready to be escaped and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.checks.outcome import apart
from extractor.reports.contents import page_name
from extractor.reports.places import places
from extractor.reports.slots import about, period
from extractor.reports.submitted import as_submitted
from extractor.reports.words import words
from extractor.store.amounts import in_magnitude

if TYPE_CHECKING:
    from decimal import Decimal

    from extractor.model import Fact, Finding
    from extractor.reconcile.item import Item
    from extractor.reports.contents import Report
    from extractor.reports.places import Place
    from extractor.store.labels import Lang


class Figure(NamedTuple):
    """A figure of a finding: its quote, whose it is, and where it stands."""

    quote: str
    about: str
    href: str


class PlaceView(NamedTuple):
    """A document that a finding touches, the way to it, and where in it."""

    source: str
    href: str
    where: str


class FindingView(NamedTuple):
    """A finding in words."""

    number: int
    verdict: str
    check_id: str
    name: str
    place: str
    arithmetic: str
    gap: str
    explanation: str
    figures: tuple[Figure, ...]
    places: tuple[PlaceView, ...]


class ItemView(NamedTuple):
    """An item of a reconciliation in words; the difference in the magnitude of the claim."""

    verdict: str
    subject: str
    about: str
    period: str
    quote: str
    href: str
    submitted: str
    difference: str
    where: str
    explanation: str
    candidates: tuple[Figure, ...]


class Views:
    """Findings and items as one page shows them: `here` is the text whose page it is, `None` for the index."""

    def __init__(self, report: Report, lang: Lang, here: str | None) -> None:
        self.report, self.lang, self.here = report, lang, here
        self.word = words(lang)

    def href(self, fact_id: str) -> str:
        """The way to a fact from this page; nothing for a fact that is not in the run."""
        anchor = self.report.anchors.get(fact_id)
        if anchor is None:
            return ""
        doc_id, number = anchor
        return f"#f{number}" if doc_id == self.here else f"{page_name(doc_id)}#f{number}"

    def finding(self, number: int, finding: Finding) -> FindingView:
        """A finding with its figures."""
        name, place = self.report.about_check(finding.check_id, self.lang)
        return FindingView(
            number=number,
            verdict=finding.verdict,
            check_id=finding.check_id,
            name=name or finding.check_id,
            place=place,
            arithmetic=finding.arithmetic,
            gap=self._gap(finding),
            explanation=self.report.explanation(finding, self.lang),
            figures=tuple(self._figure(fact_id) for fact_id in finding.fact_ids),
            places=tuple(self._place(place) for place in places(self.report, finding, self.word)),
        )

    def _place(self, place: Place) -> PlaceView:
        line = f"#l{place.line}" if place.line is not None else ""
        away = page_name(place.doc_id) if place.doc_id else ""
        href = line or "#text" if place.doc_id == self.here and place.doc_id else f"{away}{line}" if away else ""
        return PlaceView(self.report.shortened(place.source), href, place.where)

    def _figure(self, fact_id: str) -> Figure:
        fact = self.report.fact_by_id.get(fact_id)
        return Figure(fact.quote, about(fact), self.href(fact_id)) if fact else Figure(fact_id, "", "")

    def _gap(self, finding: Finding) -> str:
        """The difference and what is explained of it, as the first figure is printed."""
        if not finding.difference:
            return ""
        like = self.report.printed_like(finding)
        points = self.word("points")
        said = self.word("off_by", difference=apart(finding.difference, like, points))
        if not finding.tolerance:
            return said
        explained = self.word("explained", tolerance=apart(finding.tolerance, like, points))
        return f"{said}{'；' if self.lang == 'zh' else '; '}{explained}"

    def _where(self, item: Item) -> str:
        if item.cell is None:
            return ""
        return " ".join(p for p in (self.report.submitted_names.get(item.source, ""), item.sheet, item.cell) if p)

    def _difference(self, item: Item, fact: Fact | None) -> str:
        if item.difference is None or fact is None or fact.unit != item.unit:
            return _amount(item.difference, "", item.unit)
        return apart(item.difference, fact, self.word("points"))

    def item(self, item: Item) -> ItemView:
        """An item with both its sides."""
        fact = self.report.fact_by_id.get(item.fact_id or "")
        quote = fact.quote if fact else ""
        named = [part for part in (item.population, item.indicator) if part]
        return ItemView(
            verdict=item.verdict,
            subject=item.subject or "",
            about=" · ".join(part for part in named if not any(part in other and part != other for other in named)),
            period=period(item, self.word),
            quote=quote,
            href=self.href(item.fact_id) if item.fact_id else "",
            submitted=as_submitted(item) if item.cell is not None else "",
            difference=self._difference(item, fact),
            where=self._where(item),
            explanation=self.report.shortened(item.explanation),
            candidates=tuple(self._figure(candidate) for candidate in item.candidates),
        )


def _amount(value: Decimal | None, quote: str, unit: str | None) -> str:
    return "" if value is None else str(in_magnitude(value, quote, unit))
