"""Charts as numbers that a template draws: no script, so that they stand on paper and without a network."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from extractor.model import Fact, Finding
    from extractor.reports.contents import Report
    from extractor.timeline.values import Series

WIDTH = 640  # of every chart, in its own units
LABEL = 7.5  # width of a Latin character at the charts' letter size; a Chinese one takes two


class Bar(NamedTuple):
    """A bar from `x`, `width` wide, in the chart's units; `label` stands on it where it has the room."""

    x: float
    width: float
    label: str
    title: str
    tone: str


class PartsChart(NamedTuple):
    """A total over its parts end to end; `gap` is where the two bars end apart, as x and width."""

    number: int
    verdict: str
    title: str
    total: Bar
    parts: tuple[Bar, ...]
    gap: tuple[float, float] | None

    def rows(self) -> list[tuple[Bar, int]]:
        """Each bar with its place from above."""
        return [(self.total, 4), *((part, 40) for part in self.parts)]


class Dot(NamedTuple):
    """A point of a line chart."""

    x: float
    y: float
    title: str
    tone: str


class LineChart(NamedTuple):
    """Dots in time with the line through what holds today, ends of both axes as texts."""

    path: str
    dots: tuple[Dot, ...]
    low: str
    high: str
    first: str
    last: str
    zero: float | None


def verdict_bar(counts: Mapping[str, int], names: Mapping[str, str]) -> tuple[Bar, ...]:
    """One bar of all findings, a stretch a verdict."""
    whole = sum(counts.values())
    bars, x = [], 0.0
    for verdict, name in names.items():
        if counts.get(verdict):
            width = WIDTH * counts[verdict] / whole
            bars.append(_bar(x, width, str(counts[verdict]), f"{name} {counts[verdict]}", verdict))
            x += width
    return tuple(bars)


def parts_charts(report: Report, findings: Iterable[tuple[int, Finding]]) -> list[PartsChart]:
    """A chart for each finding that compares a total with its parts, where all are known and above nought."""
    charts = []
    for number, finding in findings:
        facts = [report.fact_by_id[fact_id] for fact_id in finding.fact_ids if fact_id in report.fact_by_id]
        if finding.check_id in report.sums and len(facts) == len(finding.fact_ids) and _drawable(facts):
            charts.append(_parts(number, finding, facts))
    return charts


def _drawable(facts: Sequence[Fact]) -> bool:
    return len(facts) > 2 and all(fact.value is not None and fact.value > 0 for fact in facts)


def _parts(number: int, finding: Finding, facts: Sequence[Fact]) -> PartsChart:
    values = [fact.value or Decimal(0) for fact in facts]
    total, together = values[0], sum(values[1:], Decimal(0))
    scale = Decimal(WIDTH) / max(total, together)
    parts, x = [], 0.0
    for index, (fact, value) in enumerate(zip(facts[1:], values[1:], strict=True)):
        width = float(value * scale)
        parts.append(_bar(x, width, fact.quote, _name(fact), f"part{index % 4}"))
        x += width
    end = float(total * scale)
    gap = (min(end, x), abs(end - x)) if finding.verdict == "differs" else None
    whole = _bar(0, end, facts[0].quote, _name(facts[0]), "total")
    return PartsChart(number, finding.verdict, finding.arithmetic, whole, tuple(parts), gap)


def _name(fact: Fact) -> str:
    return f"{fact.quote} {fact.subject or fact.indicator or ''}".strip()


def _bar(x: float, width: float, label: str, title: str, tone: str) -> Bar:  # a label that has no room is in the title
    room = sum(1 if character < "\u1100" else 2 for character in label) * LABEL + 6
    return Bar(round(x, 2), round(width, 2), label if room <= width else "", title, tone)


LINE_HEIGHT = 120
MARGIN = 8


def line_chart(series: Series) -> LineChart | None:
    """A series in time; `None` where fewer than two of its points have a date and a value."""
    dated = [
        (point.end, seen.value, seen, seen is point.latest)
        for point in series.points
        for seen in point.observations
        if point.end is not None and seen.value is not None
    ]
    days = [day for day, *_ in dated]
    if len(set(days)) < 2:
        return None
    quotes = {value: seen.quote for _, value, seen, _ in dated}
    low, high, first, last = min(quotes), max(quotes), min(days), max(days)
    x = _scale(first.toordinal(), last.toordinal(), MARGIN, WIDTH - MARGIN)
    y = _scale(float(low), float(high), LINE_HEIGHT - MARGIN, MARGIN)
    dots = tuple(
        Dot(x(day.toordinal()), y(float(value)), f"{day.isoformat()} {seen.quote}", seen.standing)
        for day, value, seen, _ in dated
    )
    line = [(x(day.toordinal()), y(float(value))) for day, value, _, holds in dated if holds]
    path = " ".join(f"{'L' if n else 'M'}{left} {down}" for n, (left, down) in enumerate(line))
    zero = y(0.0) if low < 0 < high else None
    return LineChart(path, dots, quotes[low], quotes[high], first.isoformat(), last.isoformat(), zero)


def _scale(low: float, high: float, first: float, last: float) -> Callable[[float], float]:
    """From a value to its place on the axis."""
    span = (high - low) or 1.0
    return lambda value: round(first + (value - low) / span * (last - first), 2)
