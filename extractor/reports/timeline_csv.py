"""A timeline as CSV: one row an observation, and one a gap; UTF-8 with byte order mark, formula-safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.store.table_csv import write_rows
from extractor.timeline.values import Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from extractor.timeline.values import Gap, Observation, Point

SERIES_COLUMNS = tuple(name for name in Series.__struct_fields__ if name not in {"points", "gaps"})
OBSERVATION_COLUMNS = (
    "period_start",
    "period_end",
    "dated_by",
    "period_text",
    "value",
    "value_low",
    "value_high",
    "modifier",
    "quote",
    "vintage",
    "standing",
    "published",
    "announced",
    "issuer",
    "title",
    "source",
    "fact_id",
    "times_stated",
    "also_stated",
)
COLUMNS = (*SERIES_COLUMNS, *OBSERVATION_COLUMNS)
MISSING = "missing"  # what `standing` says of a gap


def write_timeline_csv(path: Path, series: Iterable[Series]) -> None:
    """Write `path`; the column names are those of the records."""
    write_rows(path, COLUMNS, [row for one in series for row in _rows(one)])


def _rows(series: Series) -> Iterator[tuple[Any, ...]]:
    shared = tuple(getattr(series, name) for name in SERIES_COLUMNS)
    for point in series.points:
        for observation in point.observations:
            yield (*shared, *_cells(point, observation))
    for gap in series.gaps:
        yield (*shared, *_gap_cells(gap))


def _cells(point: Point, observation: Observation) -> Iterator[Any]:
    first, *others = observation.said
    held = {
        "period_start": point.start,
        "period_end": point.end,
        "dated_by": point.dated_by,
        "times_stated": len(observation.said),
        "also_stated": ";".join(f"{saying.source}:{saying.start}" for saying in others),
    }
    for name in OBSERVATION_COLUMNS:
        if name in held:
            yield held[name]
        else:
            yield getattr(observation, name) if hasattr(observation, name) else getattr(first, name)


def _gap_cells(gap: Gap) -> Iterator[Any]:
    held = {"period_start": gap.start, "period_end": gap.end, "standing": MISSING, "times_stated": 0}
    return (held.get(name) for name in OBSERVATION_COLUMNS)
