"""A timeline as text: one block a series, one line an observation, gaps where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from extractor.reports.timeline_words import gap_words, note_words, period_words, pick, series_facets, series_title
from extractor.store.atomic import atomic_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from extractor.store.labels import Lang
    from extractor.timeline.values import Gap, Series

# cells of a column; a longer cell pushes its line out rather than lose a character
WIDEST = 28
Line = tuple[str, ...]


def write_timeline_text(path: Path, series: Iterable[Series], lang: Lang) -> None:
    """Write `path`."""
    with atomic_path(path) as temporary:
        temporary.write_text(timeline_text(series, lang), encoding="utf-8", newline="\n")


NONE = (
    "没有可列出的序列：同一主体的同一指标要有两个时点，一般来自两篇以上的公报。",
    "No series to show: it takes two reference periods of one indicator and subject, so mostly two bulletins.",
)


def timeline_text(series: Iterable[Series], lang: Lang) -> str:
    """The blocks with an empty line between them; a sentence where there is none."""
    blocks = "\n\n".join("\n".join(_block(one, lang)) for one in series)
    return (blocks or pick(lang, NONE)) + "\n"


def _block(series: Series, lang: Lang) -> Iterator[str]:
    names = [name for name in (series.indicator_id, series.subject_id) if name]
    yield "  ".join((series_title(series), "[" + " · ".join(series_facets(series, lang)) + "]", *names))
    yield from _aligned(_lines(series, lang))


def _lines(series: Series, lang: Lang) -> Iterator[Line]:
    gaps = list(series.gaps)
    for point in series.points:
        while gaps and point.end is not None and gaps[0].end < point.end:
            yield (_gap_line(gaps.pop(0), series, lang),)
        period = period_words(point, series.frequency, lang)
        for observation in point.observations:
            first = observation.said[0]
            published = str(first.published) if first.published else pick(lang, ("发布日不明", "undated"))
            note = note_words(observation, lang)
            yield (period, observation.quote, published, first.issuer or "", first.source, f"※ {note}" if note else "")
            period = ""


def _gap_line(gap: Gap, series: Series, lang: Lang) -> str:
    return f"—— {gap_words(gap, series.frequency, lang)} ——"


def _aligned(lines: Iterable[Line]) -> Iterator[str]:
    rows = [tuple(" ".join(cell.split()) for cell in line) for line in lines]
    widths = _widths(row for row in rows if len(row) > 1)
    for row in rows:
        padded = "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=False))
        yield f"  {row[0] if len(row) == 1 else padded}".rstrip()


def _widths(rows: Iterable[Line]) -> Sequence[int]:
    return [
        max((width for width in map(cell_len, column) if width <= WIDEST), default=0)
        for column in zip(*rows, strict=True)
    ]
