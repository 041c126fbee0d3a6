"""A timeline in the JSON that TimelineJS 3 reads: one event an observation, one group a series.

Source: the TimelineJS documentation, "JSON data format": `title`, `events` (`start_date` with year, month and day,
`end_date`, `text` with `headline` and `text`, `group`, `display_date`, `unique_id`) and `scale`.  Headlines and texts
are HTML there: every text is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import msgspec

from extractor.reports.timeline_words import note_words, period_words, pick, series_name, series_title
from extractor.store.atomic import atomic_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from extractor.store.labels import Lang
    from extractor.timeline.values import Observation, Point, Series


def write_timeline_js(path: Path, series: Iterable[Series], lang: Lang) -> None:
    """Write `path`."""
    with atomic_path(path) as temporary:
        temporary.write_bytes(msgspec.json.format(msgspec.json.encode(timeline_js(series, lang)), indent=1) + b"\n")


def timeline_js(series: Iterable[Series], lang: Lang) -> dict[str, Any]:
    """The document; what has no date at all is left out, an axis has no place for it."""
    return {
        "title": {"text": {"headline": pick(lang, ("公报数字时间线", "Timeline of bulletins"))}},
        "events": [
            _event(one, point, number, lang)
            for one in series
            for point in one.points
            for number in range(len(point.observations))
            if point.end is not None
        ],
        "scale": "human",
    }


def _event(series: Series, point: Point, number: int, lang: Lang) -> dict[str, Any]:
    observation = point.observations[number]
    end = point.end
    assert end is not None  # noqa: S101  # the caller chose those
    title = series_title(series)
    event: dict[str, Any] = {
        "unique_id": f"{series.series_id}-{point.start or ''}-{end}-{number + 1}",
        "start_date": _date(point.start or end),
        "display_date": escape(period_words(point, series.frequency, lang)),
        "group": escape(series_name(series, lang)),
        "text": {"headline": escape(f"{observation.quote} {title}"), "text": _text(observation, lang)},
    }
    return event | ({"end_date": _date(end)} if point.start not in {None, end} else {})


def _date(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _text(observation: Observation, lang: Lang) -> str:
    first = observation.said[0]
    published = f"{pick(lang, ('发布', 'published'))} {first.published}" if first.published else ""
    place = " · ".join(part for part in (published, first.issuer, first.title, first.source) if part)
    return "".join(
        f"<p>{escape(line)}</p>" for line in (first.sentence.strip(), note_words(observation, lang), place) if line
    )
