"""Which series tell something over time: the same in `extractor timeline` and in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.timeline.values import Series

LEAST = 2  # reference periods


def was_restated(series: Series) -> bool:
    """Two documents on one period are worth a look however short the series is."""
    return any(observation.standing in {"revises", "conflicts"} for observation in series.observations)


def tells(series: Series, least: int = LEAST) -> bool:
    """Whether the series has so many reference periods, or was restated or contradicted."""
    return len(series.points) >= least or was_restated(series)
