"""The level that a printed growth is measured from: which period, and which of the figures that state it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from extractor.checks.view import is_level, measure, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.checks.view import View
    from extractor.model import Fact

LEVELS = ("count", "money", "measure")
_YEAR_BEFORE = re.compile(r"(?:上年|去年|上一年)(?:同期|全年)?")
_UNNAMED = re.compile(r"(?:全|我|本)[国省市县区州盟旗镇乡]")  # a place that its document alone names
_ANYWHERE = "any document"
_UNNAMED_ANYWHERE = "any document, the place unnamed"

Span = tuple[date | None, date | None]
_YEAR_BEFORE_SAID: Span = (None, None)


class Bases:
    """Levels by what they measure and by period: of one document, and of one body in all documents."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._levels: dict[tuple[object, ...], dict[Span, list[Fact]]] = {}
        for fact in view.facts:
            if is_level(fact) and fact.kind in LEVELS and fact.value:
                for where, span in _shelves(fact):
                    self._levels.setdefault((*where, *measure(fact)), {}).setdefault(span, []).append(fact)

    def base_of(self, level: Fact, change: Fact) -> Fact | None:
        """The one level that the growth of `level` is measured from; of several documents', the latest published."""
        base = change.change_base or ""
        span = base_span(level, base)
        found = [] if span is None else self._of_period(level, span)
        if not found and base == "yoy":
            found = self._said_beside(level)
        return max(found, key=lambda fact: self._view.published(fact) or date.min) if _one_value(found) else None

    def _of_period(self, level: Fact, span: Span) -> list[Fact]:
        """In the level's document, else in any where the body is named, else where the same unnamed place may speak."""
        own = self._get((level.doc_id,), level, span)
        if _one_value(own) or level.borrows_subject:
            return own
        if place(level) is not None:
            return [fact for fact in self._get((_ANYWHERE,), level, span) if "period_inherited" not in fact.flags]
        return [
            fact
            for fact in self._get((_UNNAMED_ANYWHERE,), level, span)
            if "period_inherited" not in fact.flags and self._may_be_one_place(fact, level)
        ]

    def _said_beside(self, level: Fact) -> list[Fact]:
        """上年为43000元 in the level's own sentence, where one of the two has no date that could be told."""
        found = self._get((level.doc_id, level.sentence_start), level, _YEAR_BEFORE_SAID)
        return [fact for fact in found if fact.start > level.end and None in (fact.period_end, level.period_end)]

    def _get(self, where: tuple[object, ...], level: Fact, span: Span) -> list[Fact]:
        return self._levels.get((*where, *measure(level)), {}).get(span, [])

    def _may_be_one_place(self, earlier: Fact, level: Fact) -> bool:
        """Whether 全市 of two documents may be one: the earlier is of an earlier day, and no other body's."""
        days = [self._view.published(fact) for fact in (earlier, level)]
        issuers = {self._view.given[fact.doc_id].issuer for fact in (earlier, level) if fact.doc_id in self._view.given}
        return days[0] is not None and days[1] is not None and days[0] < days[1] and len(issuers - {None}) < 2


def _one_value(found: list[Fact]) -> bool:
    return len({fact.value for fact in found}) == 1


def _shelves(fact: Fact) -> Iterator[tuple[tuple[object, ...], Span]]:
    """Where a level is kept, and by which period."""
    if _YEAR_BEFORE.fullmatch(fact.period_text or "") and "period_inherited" not in fact.flags:
        yield (fact.doc_id, fact.sentence_start), _YEAR_BEFORE_SAID
    if fact.period_end is None:
        return
    span = fact.period_start, fact.period_end
    yield (fact.doc_id,), span
    if place(fact):
        yield (_ANYWHERE,), span
    elif not fact.borrows_subject and _UNNAMED.fullmatch(fact.subject or ""):
        yield (_UNNAMED_ANYWHERE,), span


def base_span(level: Fact, base: str) -> Span | None:
    """The period that a level's change is measured from; `None` where it cannot be told.

    `yoy`: a year earlier.  `mom`: the month or quarter before.  An ISO year is that year, an ISO month the level at its
    end, or of it where the level is of a month.
    """
    start, end = level.period_start, level.period_end
    if end is None:
        return None
    if base == "yoy":
        return (None if start is None else _year_before(start)), _year_before(end)
    if base == "mom":
        return _stretch_before(start, end)
    parts = [int(part) for part in base.split("-") if part.isdigit()]
    if len(parts) == 1:
        return (date(parts[0], 1, 1), date(parts[0], 12, 31)) if _is_year(level) else None
    if len(parts) == 2:
        last = date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
        return (None, last) if start is None else None
    return (None, date(*parts)) if len(parts) == 3 and start is None else None


def _is_year(level: Fact) -> bool:
    start, end = level.period_start, level.period_end
    return start is not None and end is not None and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _year_before(day: date) -> date:
    last = monthrange(day.year - 1, day.month)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last if ends else day.day)


def _stretch_before(start: date | None, end: date) -> Span | None:
    """The month before a month, the quarter before a quarter."""
    if start is None or start.day != 1 or start.year != end.year or end.day != monthrange(end.year, end.month)[1]:
        return None
    months = end.month - start.month + 1
    if months not in (1, 3):
        return None
    last = start - timedelta(days=1)
    first = last.month - months + 1
    return date(last.year, first, 1), last
