"""A timeline as one HTML page that needs no network: series to choose from, a chart, the table it is drawn from.

Everything the chart knows stands in the table's own cells and data attributes, escaped by Jinja2 as every other text;
the page runs no script but its own two, by their hash (Content-Security-Policy), and loads nothing.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extractor.reports.timeline_words import (
    amount_words,
    gap_words,
    note_words,
    period_words,
    pick,
    plotted,
    series_facets,
    series_title,
)
from extractor.store.atomic import atomic_path
from extractor.store.records import plain
from extractor.timeline.spans import MONTHS_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from extractor.store.labels import Lang
    from extractor.timeline.values import Gap, Observation, Point, Saying, Series

WORDS = {
    "title": ("公报数字时间线", "Timeline of bulletins"),
    "skip": ("跳到内容", "Skip to content"),
    "find": ("查找序列", "Find a series"),
    "find_hint": ("指标、主体、单位……", "indicator, subject, unit …"),
    "only_notable": ("只看有修订或说法不一的", "only restated or conflicting"),
    "series": ("序列", "Series"),
    "chart": ("图", "Chart"),
    "chart_help": (
        "左右方向键逐点移动，回车打开原文，+ 和 − 缩放，0 复原。",
        "Left and right move between points, Enter opens the evidence, + and − zoom, 0 resets.",
    ),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    "zoom_all": ("复原", "Reset"),
    "print": ("打印", "Print"),
    "period": ("所属期", "Reference period"),
    "quote": ("原文数字", "As printed"),
    "value": ("数值", "Value"),
    "unit_of": ("（UNIT）", " (UNIT)"),
    "published": ("发布日期", "Published"),
    "source": ("来源", "Source"),
    "note": ("说明", "Note"),
    "unknown": ("不明", "unknown"),
    "none_found": ("没有符合的序列。", "No such series."),
    "point": ("个时点", "point"),
    "points": ("个时点", "points"),
    "legend": ("图例", "Legend"),
    "held": ("现行数值", "current value"),
    "earlier": ("修订前", "before restatement"),
    "conflict": ("说法不一", "conflicting"),
    "aside": ("其他说法（见说明）", "other statements (see note)"),
    "evidence": ("原文", "Evidence"),
    "reprint": ("转载", "reprint"),
    "empty": ("没有可列出的序列。", "No series to show."),
    "no_script": (
        "浏览器未运行脚本：图不可用，下面的表完整。",
        "Scripts do not run here: no chart, but the tables below are complete.",
    ),
}


def write_timeline_page(path: Path, series: Sequence[Series], lang: Lang) -> None:
    """Write `path`."""
    with atomic_path(path) as temporary:
        temporary.write_text(timeline_page(series, lang), encoding="utf-8", newline="\n")


def timeline_page(series: Sequence[Series], lang: Lang) -> str:
    """The page."""
    scripts = [_asset("static/echarts.common.min.js"), _asset("templates/timeline.js")]
    style = _asset("templates/timeline.css")
    page: str = _template().render(
        lang="zh-CN" if lang == "zh" else "en",
        words={name: pick(lang, pair) for name, pair in WORDS.items()},
        scripts=[Markup(script) for script in scripts],  # noqa: S704  # our own files, under their hash
        style=Markup(style),  # noqa: S704  # same
        policy=_policy(scripts, style),
        series=[_view(one, lang) for one in series],
    )
    return page


@cache
def _template() -> Any:  # noqa: ANN401  # Jinja2's template
    environment = Environment(
        autoescape=True,
        loader=PackageLoader("extractor.reports"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("timeline.html.j2")


@cache
def _asset(name: str) -> str:
    return files("extractor.reports").joinpath(name).read_text(encoding="utf-8")


def _policy(scripts: Iterable[str], style: str) -> str:
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _view(series: Series, lang: Lang) -> dict[str, Any]:
    """What the template shows of one series."""
    standings = {observation.standing for observation in series.observations}
    return {
        "id": series.series_id,
        "title": series_title(series) or series.kind,
        "facets": series_facets(series, lang),
        "names": [name for name in (series.indicator_id, series.subject_id) if name],
        "unit": series.unit or "",
        "months": MONTHS_OF.get(series.frequency, 0),
        "count": len(series.points),
        "notable": not standings.isdisjoint({"revises", "conflicts"}),
        "rows": list(_rows(series, lang)),
    }


def _rows(series: Series, lang: Lang) -> Iterator[dict[str, Any]]:
    """Observations by period, gaps where they are."""
    gaps = list(series.gaps)
    number = 0
    for point in series.points:
        while gaps and point.end is not None and gaps[0].end < point.end:
            yield _gap_row(gaps.pop(0), series, lang)
        for observation in point.observations:
            number += 1
            period = period_words(point, series.frequency, lang)
            place = {"id": f"{series.series_id}-{number}", "date": _place(point, series.frequency)}
            yield _row(point, observation, period, lang) | place


def _place(point: Point, frequency: str) -> str:
    """Where the point stands on the axis of time: 2009年 over the tick 2009, and not where 2010 begins."""
    day = point.start if frequency in MONTHS_OF and point.start else point.end
    return day.isoformat() if day else ""


def _gap_row(gap: Gap, series: Series, lang: Lang) -> dict[str, Any]:
    day = gap.start if series.frequency in MONTHS_OF else gap.end
    return {"gap": gap_words(gap, series.frequency, lang), "date": day.isoformat()}


def _row(point: Point, observation: Observation, period: str, lang: Lang) -> dict[str, Any]:
    height = plotted(observation)
    first = observation.said[0]
    return {
        "gap": None,
        "height": "" if height is None else plain(height),
        "mark": _mark(point, observation),
        "period": period,
        "quote": observation.quote,
        "amount": amount_words(observation),
        "published": first.published.isoformat() if first.published else "",
        "source": first.issuer or first.source,
        "note": note_words(observation, lang),
        "said": [_saying(saying) for saying in observation.said],
    }


def _mark(point: Point, observation: Observation) -> str:
    """How the chart draws it: `held`, `earlier`, `conflict`, `aside`."""
    if observation is point.latest:
        return "held"
    if observation.standing == "conflicts":
        return "conflict"
    return "earlier" if observation.standing in {"first", "revises"} else "aside"


def _saying(saying: Saying) -> dict[str, Any]:
    begin, end = saying.start - saying.sentence_start, saying.end - saying.sentence_start
    sentence = saying.sentence
    return {
        "before": sentence[:begin].lstrip(),
        "figure": sentence[begin:end] or saying.quote,
        "after": sentence[end:].rstrip(),
        "published": saying.published.isoformat() if saying.published else "",
        "about": [part for part in (saying.issuer, saying.title) if part],
        "place": f"{saying.source}:{saying.start}–{saying.end}",
        "reprint": bool(saying.reprint_of),
    }
