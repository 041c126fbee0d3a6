"""The sheet of the timeline: series with more than one point, an observation a row, restatements as vintages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.reports.series_words import frequency_word, measure_word, standing_word
from extractor.reports.verdicts import AMBER, RED
from extractor.store.amounts import in_magnitude
from extractor.store.cells import Cell, Column, Text
from extractor.store.labels import code, header

if TYPE_CHECKING:
    from extractor.reports.sheetset import Sheetset


def write_series(sheets: Sheetset) -> None:
    """One observation a row; a series' rows follow each other in the order of reference period and announcement."""
    word, lang = sheets.word, sheets.lang
    named = (("indicator", 24), ("subject", 18), ("population", 14), ("status", 7))
    columns = [
        Column("number", word("series"), 7),
        *(Column(name, header(name, lang), width) for name, width in named),
        Column("measure", word("measure"), 9),
        Column("frequency", word("frequency"), 10),
        Column("period_start", header("period_start", lang), 11),
        Column("period_end", header("period_end", lang), 11),
        Column("quote", word("quote_link"), 14),
        Column("value", header("value", lang), 16),
        Column("amount", header("amount", lang), 14),
        Column("unit", header("unit", lang), 8),
        Column("vintage", word("vintage"), 7),
        Column("standing", word("standing"), 10),
        Column("published", header("published", lang), 11),
        Column("printings", word("printings"), 9),
        Column("title", word("documents"), 30),
        Column("series_id", word("series_id"), 14, printed=False),
    ]
    table = sheets.table("timeline", columns, frozen=2)
    for number, series in enumerate(sheets.report.told_series, 1):
        for point in series.points:
            for observation in point.observations:
                table.write({"number": number, **_series(sheets, series), **_observation(sheets, point, observation)})
    sheets.close(table)


def _series(sheets: Sheetset, series: Any) -> dict[str, Cell]:  # noqa: ANN401  # the timeline's own record
    return {
        "indicator": series.indicator,
        "subject": series.subject,
        "population": series.population,
        "status": code("status", series.status, sheets.lang),
        "measure": measure_word(series, sheets.lang, sheets.word),
        "frequency": frequency_word(series.frequency, sheets.lang),
        "unit": series.unit,
        "series_id": series.series_id,
    }


def _observation(sheets: Sheetset, point: Any, observation: Any) -> dict[str, Cell]:  # noqa: ANN401
    first = observation.said[0]
    standing = standing_word(observation.standing, sheets.lang)
    tint = {"conflicts": RED, "revises": AMBER}.get(observation.standing)
    unit = sheets.report.fact_by_id[observation.fact_id].unit if observation.fact_id in sheets.report.fact_by_id else ""
    value = observation.value
    return {
        "period_start": point.start,
        "period_end": point.end,
        "quote": sheets.fact_link(observation.fact_id),
        "value": value,
        "amount": in_magnitude(value, observation.quote, unit) if value is not None else None,
        "vintage": observation.vintage,
        "standing": Text(standing, tint=tint),
        "published": first.announced or first.published,
        "printings": len(observation.said),
        "title": sheets.document_link(first.doc_id, first.title or first.source),
    }
