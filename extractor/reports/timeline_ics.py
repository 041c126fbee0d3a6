"""A timeline as iCalendar (RFC 5545): a day for each publication, a stretch for each reference period.

No clock: DTSTAMP is the day of publication, or the end of the period where nobody knows that day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from extractor.reports.timeline_words import note_words, period_words, pick, series_name
from extractor.store.atomic import atomic_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from extractor.store.labels import Lang
    from extractor.timeline.values import Observation, Point, Series

DOMAIN = "timeline.bulletin-extractor"
DAY = timedelta(days=1)


def write_timeline_ics(path: Path, series: Iterable[Series], lang: Lang) -> None:
    """Write `path`."""
    with atomic_path(path) as temporary:
        temporary.write_bytes(timeline_ics(series, lang))


def timeline_ics(series: Iterable[Series], lang: Lang) -> bytes:
    """The calendar; what neither text nor publication dates is left out, a calendar has no place for it."""
    calendar = Calendar()
    calendar.add("prodid", "-//bulletin-extractor//timeline//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", pick(lang, ("公报数字时间线", "Timeline of bulletins")))
    for one in series:
        for point in one.points:
            for event in _events(one, point, lang):
                calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _events(series: Series, point: Point, lang: Lang) -> Iterator[Event]:
    title = series_name(series, lang)
    for number, observation in enumerate(point.observations, 1):
        identity = f"{series.series_id}-{point.start or ''}-{point.end or ''}-{number}"
        published = observation.published
        stamp = published or point.end
        if stamp is None:
            continue
        words = f"{observation.quote} {title}"
        if published is not None:
            label = pick(lang, ("发布", "Published"))
            summary = f"{label}：{period_words(point, series.frequency, lang)} {words}"
            yield _event(
                f"p-{identity}", stamp, (published, published), summary, _description(observation, lang), label
            )
        if point.dated_by == "period" and point.end is not None:
            label = pick(lang, ("所属期", "Reference period"))
            stretch = (point.start or point.end, point.end)
            yield _event(f"r-{identity}", stamp, stretch, words, _description(observation, lang), label)


def _event(  # noqa: PLR0913, PLR0917  # the parts of an event
    identity: str, stamp: date, stretch: tuple[date, date], summary: str, description: str, category: str
) -> Event:
    event = Event()
    event.add("uid", f"{identity}@{DOMAIN}")
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("dtstart", stretch[0])
    event.add("dtend", stretch[1] + DAY)  # exclusive, as RFC 5545 has it
    event.add("summary", " ".join(summary.split()))
    event.add("description", description)
    event.add("categories", [category])
    event.add("transp", "TRANSPARENT")
    return event


def _description(observation: Observation, lang: Lang) -> str:
    first = observation.said[0]
    lines = (
        first.sentence.strip(),
        note_words(observation, lang),
        " · ".join(part for part in (first.issuer, first.title) if part),
        f"{first.source}:{first.start}–{first.end}",
    )
    return "\n".join(line for line in lines if line)
