"""How series are named in reports."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from extractor.reports.slots import coded

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.store.labels import Lang

STANDING_ZH: Final = MappingProxyType(
    {"first": "首次", "agrees": "一致", "revises": "修订", "conflicts": "矛盾", "undecided": "无法判断"}
)
FREQUENCY_ZH: Final = MappingProxyType(
    {
        "as_of": "截至",
        "day": "日",
        "month": "月",
        "quarter": "季",
        "half_year": "半年",
        "year": "年",
        "to_date": "年初至今",
        "since": "自某日起",
        "undated": "未注明期间",
    }
)
BASE_ZH: Final = MappingProxyType({"previous_year_end": "比上年末"})


def measure_word(series: Any, lang: Lang, word: Callable[..., str]) -> str:  # noqa: ANN401  # the timeline's own record
    """Level, or change with its base."""
    if series.measure == "level":
        return word("level")
    if not series.change_base:
        return word("change")
    known = BASE_ZH.get(series.change_base) if lang == "zh" else None
    return known or coded("change_base", series.change_base, lang)


def frequency_word(frequency: str, lang: Lang) -> str:
    """How often the series has a figure."""
    return FREQUENCY_ZH.get(frequency, frequency) if lang == "zh" else frequency.replace("_", " ")


def standing_word(standing: str, lang: Lang) -> str:
    """How a statement stands to the ones before it."""
    return STANDING_ZH.get(standing, standing) if lang == "zh" else standing
