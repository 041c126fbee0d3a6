"""The sheet of the timeline: series with more than one point, an observation a row, restatements as vintages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.reports.timeline_words import note_words, period_words, series_facets
from extractor.store.amounts import in_magnitude
from extractor.store.cells import Cell, Column, Text
from extractor.store.labels import said, title
from extractor.store.verdicts import AMBER, RED

if TYPE_CHECKING:
    from extractor.reports.sheetset import Sheetset
    from extractor.timeline.values import Observation, Point, Series


DOCUMENTS = 44  # columns


def write_series(sheets: Sheetset) -> None:
    """One observation a row; a series' rows follow each other in the order of reference period and announcement."""
    word, lang = sheets.word, sheets.lang
    columns = [
        Column("number", word("series"), 7),
        *(Column(name, title(name, lang), width) for name, width in (("subject", 18), ("indicator", 24))),
        Column("measure", word("measure"), 24),
        Column("period", word("period"), 18),
        Column("quote", word("quote_link"), 14),
        Column("value", title("value", lang), 20),
        Column("amount", title("amount", lang), 15),
        Column("vintage", word("vintage"), 8),
        Column("note", word("standing"), 20),
        Column("published", title("published", lang), 11),
        Column("title", word("documents"), DOCUMENTS),
        *(Column(name, title(name, lang), 12, printed=False) for name in ("period_start", "period_end", "unit")),
        *(Column(name, title(name, lang), 16, printed=False) for name in ("population", "status", "indicator_id")),
        Column("series_id", word("series_id"), 14, printed=False),
    ]
    table = sheets.table("timeline", columns, frozen=3)
    for number, series in enumerate(sheets.report.told_series, 1):
        about = _series(sheets, series)
        for point in series.points:
            for observation in point.observations:
                table.write({"number": number, **about, **_observation(sheets, series, point, observation)})
    sheets.close(table)


def _series(sheets: Sheetset, series: Series) -> dict[str, Cell]:
    return {
        "subject": series.subject,
        "indicator": series.indicator,
        "population": series.population,
        "indicator_id": series.indicator_id,
        "status": said("status", series.status, sheets.lang),
        "measure": " · ".join(series_facets(series, sheets.lang)),
        "unit": series.unit,
        "series_id": series.series_id,
    }


def _observation(sheets: Sheetset, series: Series, point: Point, observation: Observation) -> dict[str, Cell]:
    first, value = observation.said[0], observation.value
    tint = {"conflicts": RED, "revises": AMBER}.get(observation.standing)
    return {
        "period": period_words(point, series.frequency, sheets.lang),
        "period_start": point.start,
        "period_end": point.end,
        "quote": sheets.fact_link(observation.fact_id),
        "value": value,
        "amount": in_magnitude(value, observation.quote, series.unit) if value is not None else None,
        "vintage": observation.vintage,
        "note": Text(note_words(observation, sheets.lang), tint=tint),
        "published": first.announced or first.published,
        "title": sheets.document_link(first.doc_id, first.title or first.source, DOCUMENTS),
    }
