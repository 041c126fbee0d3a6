"""由X降至Y: two levels in one breath, and the percentage or difference said right behind them."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from extractor.checks.intervals import Interval, against, difference, interval, quotient
from extractor.checks.outcome import as_printed, fair_reason, finding, shown
from extractor.checks.view import is_level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.checks.view import View
    from extractor.model import Fact, Finding
    from extractor.rulebook.book import CheckRule

FROM_TO = "from_to"
_LONGEST_LEAD = 14  # characters between the second level and the change
_RELATIVE = {"percent": 1, "multiple": 100}
_BASIS_POINTS = 100  # to a percentage point
_LEVEL = re.compile(r"[至到为]")  # 压缩至25% is a level again


class Words(NamedTuple):
    """The check's lists as patterns."""

    begins: re.Pattern[str]
    joins: re.Pattern[str]
    aside: re.Pattern[str]
    lead: re.Pattern[str]
    down: tuple[str, ...]
    up: tuple[str, ...]
    falling: tuple[str, ...]
    rising: tuple[str, ...]
    basis_points: tuple[str, ...]


def from_to(check: CheckRule, view: View) -> Iterator[Finding]:
    """Pairs of levels that 由…至 joins: whether they move as the verb says, and by as much as is printed behind them.

    In units the difference is meant, in points the difference of two percentages (in basis points, a hundredth of one,
    too), in percent the growth of a level.
    Two percentages with a change in percent (由40%降至30%，下降10%) may be meant either way: they are at odds only when
    neither fits.
    """
    words = _words(check)
    for facts in view.documents.values():
        for index, (first, second) in enumerate(pairwise(facts)):
            verb = _verb(first, second, words, view)
            if verb is None:
                continue
            yield from _direction(check, first, second, verb, words)
            for change in _changes(facts[index + 2 : index + 4], second, words, view):
                yield _amount(check, first, second, change, words, view)


def _words(check: CheckRule) -> Words:
    down, up, either = (check.words[name] for name in ("down", "up", "either"))
    verbs = _any((*down, *up, *either))
    return Words(
        begins=re.compile(rf"(?:{_any(check.words['from'])})[^，,。；;、]{{0,12}}\Z"),
        joins=re.compile(rf"[^，,。；;、]{{0,8}}?(?P<verb>{verbs})[^，,。；;、\d]{{0,8}}"),
        aside=re.compile(_any(check.words["aside"])),
        lead=re.compile(_any(check.words["lead"])),
        down=down,
        up=up,
        falling=check.words.get("falling", ()),
        rising=check.words.get("rising", ()),
        basis_points=check.words.get("basis-points", ()),
    )


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _verb(first: Fact, second: Fact, words: Words, view: View) -> str | None:
    """The verb that joins two levels of one unit, the first behind 由 or 从; 由27位提升到23位 are ranks."""
    between = view.between(first, second)
    if between is None or not (is_level(first) and is_level(second)) or len(between) > 24:
        return None
    if (first.kind, first.unit) != (second.kind, second.unit) or first.kind == "rank" or first.unit == "位":
        return None
    joined = words.joins.fullmatch(between)
    return joined["verb"] if joined and words.begins.search(view.clause(first)) else None


def _direction(check: CheckRule, first: Fact, second: Fact, verb: str, words: Words) -> Iterator[Finding]:
    """由499元降至680元: the verb against the levels."""
    falls = verb in words.down
    if not falls and verb not in words.up:
        return
    high, low = (first, second) if falls else (second, first)
    moved = difference(interval(high), interval(low))
    if moved.high is None or moved.high >= 0:
        return
    off = _value(high) - _value(low)
    compared = against(high, _value(low), interval(low), worded=False)
    yield finding(
        check, high, [low], compared, f"{low.quote}（{verb}）：{high.quote} − {low.quote} = {as_printed(off, high)} < 0"
    )


def _changes(facts: Sequence[Fact], second: Fact, words: Words, view: View) -> Iterator[Fact]:
    """The changes right behind the pair that are said of it and of no other base."""
    for fact in facts:
        lead = view.between(second, fact)
        if lead is None or fact.sentence_start != second.sentence_start or fact.value is None:
            return
        directed = _directed(fact, lead, words)
        if directed.change_direction not in ("up", "down") or len(lead) > _LONGEST_LEAD or words.aside.search(lead):
            return
        if fact.unit in words.basis_points and second.kind != "percent":
            return  # 由3000点降至2985点 is no rate
        if _said_of(lead, second, words):
            yield directed


def _directed(change: Fact, lead: str, words: Words) -> Fact:
    """The change with its direction; a percentage behind 压缩 or 下调幅度 takes it from these words."""
    if change.change_direction is not None or change.kind != "percent" or _LEVEL.search(lead):
        return change
    falls, rises = (any(word in lead for word in listed) for listed in (words.falling, words.rising))
    return change if falls == rises else replace(change, change_direction="down" if falls else "up")


def _said_of(lead: str, second: Fact, words: Words) -> bool:
    """Whether nothing between the pair and the change names another measure."""
    rest = words.lead.sub("", lead)
    return not rest or rest in (second.indicator or "")


def _amount(  # noqa: PLR0913, PLR0917  # the two levels, the change and what they are read by
    check: CheckRule, first: Fact, second: Fact, change: Fact, words: Words, view: View
) -> Finding:
    falls = change.change_direction == "down"
    high, low = (first, second) if falls else (second, first)
    apart = difference(interval(high), interval(low))
    off, worded = _value(high) - _value(low), any(fact.modifier is not None for fact in (first, second, change))
    formula = f"{high.quote} − {low.quote}"
    if change.unit in words.basis_points:
        apart, off, formula = apart.times(_BASIS_POINTS), off * _BASIS_POINTS, f"({formula}) × {_BASIS_POINTS}"
    if change.kind in _RELATIVE and not (change.kind == first.kind and apart.overlaps(interval(change))):
        base = _RELATIVE[change.kind]
        ratio = quotient(interval(second), interval(first))
        apart = (ratio.negative().plus(1) if falls else ratio.plus(-1)).times(Decimal(100) / base)
        off = _relative(first, second, falls=falls) / base
        formula = f"1 − {second.quote} ÷ {first.quote}" if falls else f"{second.quote} ÷ {first.quote} − 1"
    compared = against(change, off, apart, worded=worded)
    computed = f"{formula} = {shown(off, Interval(*apart), change)}"
    return finding(check, change, [first, second], compared, computed, reason=fair_reason(check, [change], view))


def _relative(first: Fact, second: Fact, *, falls: bool) -> Decimal:
    if not _value(first):
        return Decimal(0)
    return (_value(second) / _value(first) - 1) * (-100 if falls else 100)


def _value(fact: Fact) -> Decimal:
    return fact.value if fact.value is not None else Decimal(0)
