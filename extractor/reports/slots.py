"""A fact in words, slot by slot, as a reader of the bulletin would say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.decisions import CONTESTED, MARKS
from extractor.store.amounts import in_magnitude
from extractor.store.labels import said, title
from extractor.store.records import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from extractor.model import Fact
    from extractor.reconcile.item import Item
    from extractor.store.labels import Lang

NAMED = ("subject", "indicator", "action", "object", "population")


def slots(fact: Fact, lang: Lang, word: Callable[..., str]) -> list[tuple[str, str]]:
    """Name and value of every slot that says something, in the order of asking."""
    found = [
        *_who_and_what(fact, lang, word),
        *_how_much(fact, lang, word),
        *_when(fact, lang, word),
        *_standing(fact, lang, word),
    ]
    return [(name, value) for name, value in found if value]


def column(name: str, lang: Lang) -> str:
    """A column's name for reading: no underscores."""
    return title(name, lang)


def coded(name: str, value: str | None, lang: Lang) -> str:
    """A code's word for reading."""
    return said(name, value, lang) if value else ""


def _who_and_what(fact: Fact, lang: Lang, word: Callable[..., str]) -> Iterator[tuple[str, str]]:
    for name in NAMED:
        yield column(name, lang), getattr(fact, name) or ""
        if name == "subject" and fact.subject_name and fact.subject_name != fact.subject:
            yield (
                word("resolved"),
                f"{fact.subject_name}（{fact.subject_id}）" if fact.subject_id else fact.subject_name,
            )
        if name == "indicator" and fact.indicator_id:
            yield column("indicator_id", lang), fact.indicator_id
    yield word("region_code"), fact.region or ""


def _how_much(fact: Fact, lang: Lang, word: Callable[..., str]) -> Iterator[tuple[str, str]]:
    if fact.value is not None:
        yield column("value", lang), f"{in_magnitude(fact.value, '', fact.unit)}"
    if fact.value is None or (fact.value_low, fact.value_high) != (fact.value, fact.value):
        yield word("interval"), _interval(fact)
    yield column("modifier", lang), coded("modifier", fact.modifier, lang)
    yield column("kind", lang), coded("kind", fact.kind, lang)
    yield column("statistic", lang), coded("statistic", fact.statistic, lang)


def _interval(fact: Fact) -> str:
    low, high = fact.value_low, fact.value_high
    if low is None and high is None:
        return ""
    if low == high and low is not None:
        return str(in_magnitude(low, fact.quote, fact.unit))
    ends = [str(in_magnitude(end, fact.quote, fact.unit)) if end is not None else "…" for end in (low, high)]
    return " – ".join(ends)


def _when(fact: Fact, lang: Lang, word: Callable[..., str]) -> Iterator[tuple[str, str]]:
    yield word("period"), period(fact, word)
    yield column("period_text", lang), fact.period_text or ""
    yield column("change_direction", lang), coded("change_direction", fact.change_direction, lang)
    yield column("change_base", lang), coded("change_base", fact.change_base, lang)


def period(fact: Fact | Item, word: Callable[..., str]) -> str:
    """The time that the figure covers."""
    start, end = fact.period_start, fact.period_end
    if start and end:
        return start.isoformat() if start == end else f"{start.isoformat()} – {end.isoformat()}"
    if end:
        return word("as_of", end=end.isoformat())
    return word("since", start=start.isoformat()) if start else ""


def _standing(fact: Fact, lang: Lang, word: Callable[..., str]) -> Iterator[tuple[str, str]]:
    yield column("status", lang), coded("status", fact.status, lang)
    yield column("role", lang), coded("role", fact.role, lang)
    joint = "；" if lang == "zh" else "; "
    yield column("flags", lang), joint.join(coded("flags", flag, lang) for flag in fact.flags)
    yield word("place"), f"{fact.start}–{fact.end}"


def about(fact: Fact) -> str:
    """Whose figure it is and what it measures, in a line."""
    parts = [fact.subject_name or fact.subject, fact.population, fact.indicator, fact.object, fact.action]
    said = [part for part in dict.fromkeys(parts) if part]
    return " · ".join(part for part in said if not any(part in other and part != other for other in said))


def exact(fact: Fact) -> str:
    """The exact value with its unit, for a table."""
    return f"{plain(fact.value)} {fact.unit or ''}".strip() if fact.value is not None else ""


def open_flags(fact: Fact) -> tuple[str, ...]:
    """Why a person should look; nothing where a person has, unless reviewers disagree."""
    if CONTESTED in fact.flags:
        return (CONTESTED,)
    return () if MARKS.intersection(fact.flags) else fact.flags
