"""How a timeline is put into words: periods, kinds of series, standings; Chinese or English."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from extractor.store.labels import CODES_ZH, said
from extractor.store.records import grouped
from extractor.timeline.spans import is_month_end, month_end

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from extractor.store.labels import Lang
    from extractor.timeline.values import Gap, Observation, Point, Series

FREQUENCIES: Final = MappingProxyType(
    {
        "as_of": ("时点", "as of a day"),
        "day": ("日", "daily"),
        "month": ("月度", "monthly"),
        "quarter": ("季度", "quarterly"),
        "half_year": ("半年", "half-yearly"),
        "year": ("年度", "yearly"),
        "to_date": ("年初以来累计", "year to date"),
        "since": ("自某日起累计", "since a day"),
        "undated": ("期间未注明", "period not stated"),
    },
)
STANDINGS: Final = MappingProxyType(
    {
        "first": ("", ""),
        "agrees": ("措辞相容", "compatible wording"),
        "revises": ("修订", "restated"),
        "conflicts": ("说法不一", "conflicting"),
        "beside": ("另一数字，未作比较", "another figure, not compared"),
        "before": ("变动前的水平", "level before the change"),
        "undecided": ("无法比较", "cannot be compared"),
    },
)
QUARTERS_ZH: Final = ("一", "二", "三", "四")
DURATIONS: Final = MappingProxyType({"Y": ("年", "years"), "M": ("个月", "months"), "D": ("天", "days")})
BASES: Final = MappingProxyType({"yoy": "同比", "mom": "环比", "previous_year_end": "比上年末"})
BASES_EN: Final = MappingProxyType(
    {"yoy": "on a year earlier", "mom": "on the period before", "previous_year_end": "on the end of last year"}
)


def pick(lang: Lang, pair: tuple[str, str]) -> str:
    """The Chinese or the English of a pair."""
    return pair[0] if lang == "zh" else pair[1]


def frequency_words(frequency: str, lang: Lang) -> str:
    """The kind of reference period: 月度, 5年, 7天."""
    if frequency in FREQUENCIES:
        return pick(lang, FREQUENCIES[frequency])
    count, unit = frequency[1:-1], pick(lang, DURATIONS[frequency[-1]])
    return f"{count}{unit}" if lang == "zh" else f"{count} {unit}"


def period_words(point: Point, frequency: str, lang: Lang) -> str:
    """A reference period as a table shows it: 2020年, 2019年1—5月, 截至2021-09-25."""
    if point.end is None:
        since = f"{point.start}" if point.start else ""
        words = pick(lang, ("未注明", "not stated"))
        return pick(lang, (f"{since}起", f"from {since}")) if since else words
    words = stretch_words(point.start, point.end, frequency, lang)
    by_publication = pick(lang, ("（按发布日）", " (day of publication)"))
    return words + (by_publication if point.dated_by == "publication" else "")


def stretch_words(start: date | None, end: date, frequency: str, lang: Lang) -> str:
    """The stretch in words; the frequency tells which of several writings is meant."""
    if start is None:
        return end.isoformat() if frequency == "undated" else pick(lang, (f"截至{end}", f"as of {end}"))
    year, month = end.year, end.month
    quarter, half = (month + 2) // 3, (month + 5) // 6
    written = {
        "day": (f"{end}", f"{end}"),
        "month": (f"{year}年{month}月", f"{year}-{month:02}"),
        "quarter": (f"{year}年{QUARTERS_ZH[quarter - 1]}季度", f"{year} Q{quarter}"),
        "half_year": (f"{year}年{'上' if half == 1 else '下'}半年", f"{year} H{half}"),
        "year": (f"{year}年", f"{year}"),
        "to_date": (f"{year}年1—{month}月", f"{year}-01 to {month:02}"),
    }
    if frequency == "to_date" and not is_month_end(end):
        return f"{start}—{end}"
    return pick(lang, written.get(frequency, (f"{start}—{end}", f"{start} to {end}")))


def gap_words(gap: Gap, frequency: str, lang: Lang) -> str:
    """What is missing: 缺 2021-02—2021-04（3 期）."""
    stretch = _gap_stretch(gap, frequency, lang)
    return pick(lang, (f"缺 {stretch}（{gap.missing} 期）", f"missing {stretch} ({gap.missing})"))


def _gap_stretch(gap: Gap, frequency: str, lang: Lang) -> str:
    if frequency == "to_date":  # each begins in January; the first and the last that are missing
        january = gap.start.replace(month=1, day=1)
        step = (gap.end.month - gap.start.month + 1) // gap.missing
        first = month_end(gap.start.year, gap.start.month + step - 1)
        ends = dict.fromkeys((first, gap.end))
        join = (" … ", " … ") if gap.missing > len(ends) else ("、", ", ")
        return pick(lang, join).join(stretch_words(january, end, frequency, lang) for end in ends)
    if gap.missing == 1:
        start = None if frequency == "as_of" else gap.start
        return stretch_words(start, gap.end, frequency, lang)
    written = {"year": "%Y", "half_year": "%Y-%m", "quarter": "%Y-%m", "month": "%Y-%m"}.get(frequency, "%Y-%m-%d")
    return f"{gap.start:{written}}—{gap.end:{written}}"


def series_title(series: Series) -> str:
    """Whose figure and what is measured."""
    population = series.population if series.population and series.population not in series.indicator else None
    return " · ".join(part for part in (series.subject, population, series.indicator) if part)


def series_name(series: Series, lang: Lang) -> str:
    """Whose figure, what is measured, and in a bracket what tells it apart."""
    facets = pick(lang, ("，", ", ")).join(series_facets(series, lang))
    return series_title(series) + pick(lang, (f"（{facets}）", f" ({facets})"))


def series_facets(series: Series, lang: Lang) -> tuple[str, ...]:
    """What tells the series from others of the same name: target, change and base, statistic, unit, frequency."""
    unit = series.unit or CODES_ZH["kind"][series.kind] if lang == "zh" else series.unit or series.kind
    facets = (
        said("status", series.status, lang) if series.status == "target" else None,
        change_words(series, lang) if series.measure == "change" else None,
        pick(lang, ("实际（扣除价格）", "in real terms")) if series.prices else None,
        said("statistic", series.statistic, lang) if series.statistic else None,
        unit,
        frequency_words(series.frequency, lang),
    )
    return tuple(facet for facet in facets if facet)


def change_words(series: Series, lang: Lang) -> str:
    """The change and what it is measured from: 同比变动, 比2015年变动."""
    base = series.change_base
    if base is None:
        return pick(lang, ("变动（基期未述）", "change (base not stated)"))
    if lang == "zh":
        return f"{BASES.get(base, f'比{base}')}变动"
    return f"change {BASES_EN.get(base, f'on {base}')}"


def amount_words(observation: Observation) -> str:
    """The value scaled to the unit, or its ends where it is a range; thousands parted."""
    if observation.value is not None:
        return grouped(observation.value)
    ends = [grouped(end) if end is not None else "" for end in (observation.value_low, observation.value_high)]
    return "–".join(ends) if any(ends) else ""


def plotted(observation: Observation) -> Decimal | None:
    """Where it stands on an axis: its value, the middle of a range, or the end that is known."""
    ends = [end for end in (observation.value_low, observation.value_high) if end is not None]
    return observation.value if observation.value is not None or not ends else sum(ends[1:], ends[0]) / len(ends)


def note_words(observation: Observation, lang: Lang) -> str:
    """What a reader should know of the observation: its standing, its vintage, and how often it was printed."""
    standing = pick(lang, STANDINGS[observation.standing])
    if observation.standing == "revises":
        standing += pick(lang, (f"（第 {observation.vintage} 版）", f" (vintage {observation.vintage})"))
    places = len(observation.said)
    reprints = sum(1 for saying in observation.said if saying.reprint_of)
    printed = pick(lang, (f"共 {places} 处", f"{places} places")) if places > 1 else ""
    reprinted = pick(lang, (f"转载 {reprints}", f"{reprints} reprints")) if reprints else ""
    return pick(lang, ("，", ", ")).join(part for part in (standing, printed, reprinted) if part)
