"""日均, 人均, 户均: an average against the total and the count, or the days, it is taken over."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from extractor.checks.intervals import Interval, against, interval, quotient
from extractor.checks.outcome import decimals, fair_reason, finding, magnitude, named, shown
from extractor.checks.view import ADDITIVE, adds_up, is_level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.checks.view import View
    from extractor.model import Fact, Finding
    from extractor.rulebook.book import CheckRule

_DAYS = "天"
_RUNNING = ("以来", "至今", "起")
_BACK = 8  # facts of a sentence before its average
_EXTREME = re.compile(r"单[日天个户]|当[日天]|最[高多大低少小]|每|峰值")
_LASTING = re.compile(r"(?<![第前每])(?<!\d)(?P<days>\d{1,3})天\Z")
_FILLER = re.compile(r"[达到为是有约近超过了共至仅只]+")


class Count(NamedTuple):
    """What a total is divided by: a figure of the sentence, or the days of the period (then there is no fact)."""

    fact: Fact | None
    interval: Interval
    value: Decimal
    said: str


def averages(check: CheckRule, view: View) -> Iterator[Finding]:
    """Averages whose sentence holds, before them, exactly one total in their unit and one count of their kind.

    The check's lists name what words (户均) divide by which counters (户); those of 天 divide by the days of the
    total's period where the sentence counts none.  More than one total or count leaves open which is meant: no finding.
    """
    for facts in view.documents.values():
        for index, fact in enumerate(facts):
            if fact.value is None or fact.change_direction is not None or fact.kind not in ADDITIVE:
                continue
            word = _word(view.clause(fact), check.words)
            if word is None:
                continue
            before = [f for f in facts[max(0, index - _BACK) : index] if f.sentence_start == fact.sentence_start]
            found = _average(check, fact, word, before, view)
            if found is not None:
                yield found


def _word(clause: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """The last word of the clause that makes an average."""
    found = [(clause.rfind(word) + len(word), len(word), word) for word in words if word in clause]
    return max(found)[2] if found else None


def _average(check: CheckRule, average: Fact, word: str, before: Sequence[Fact], view: View) -> Finding | None:
    units = check.words[word]
    totals = [f for f in before if _fits(f, average) and f.unit not in units and not _no_total(f, check, view)]
    if len(totals) != 1 or not _of_total(average, totals[0], word, view):
        return None
    count = _count(before, average, totals[0], units)
    whole = totals[0]
    if count is None or whole.value is None or not count.value:
        return None
    made, value = quotient(interval(whole), count.interval), whole.value / count.value
    facts = [whole] if count.fact is None else [whole, count.fact]
    worded = any(f.modifier is not None for f in (average, *facts))
    compared = against(_rounded(average), value, made, worded=worded)
    formula = f"{named(whole)} ÷ {count.said} = {shown(value, made, average)}"
    return finding(check, average, facts, compared, formula, reason=fair_reason(check, [average], view))


def _rounded(average: Fact) -> Fact:
    """An average is rounded where a count would be exact: 7张 a day are 6.5 to 7.5."""
    if average.value is None or average.value_low != average.value_high:
        return average
    half = Decimal(5).scaleb(-decimals(average) - 1) * magnitude(average)[1]
    return replace(average, value_low=average.value - half, value_high=average.value + half)


def _fits(total: Fact, average: Fact) -> bool:
    same = (total.kind, total.unit, total.status) == (average.kind, average.unit, average.status)
    return adds_up(total) and same and ("among" in total.flags) == ("among" in average.flags)


def _no_total(fact: Fact, check: CheckRule, view: View) -> bool:
    """Whether the figure is itself an average, or of the one day or head that had most."""
    clause = view.clause(fact)
    return _word(clause, check.words) is not None or _EXTREME.search(clause) is not None


def _of_total(average: Fact, total: Fact, word: str, view: View) -> bool:
    """Whether the words between 户均 and its figure name nothing but what the total is of."""
    clause = view.clause(average)
    rest = _FILLER.sub("", clause[clause.rfind(word) + len(word) :])
    said = f"{total.indicator or ''}{total.action or ''}{view.clause(total)}"
    return not rest or rest in said or rest[-2:] in said


def _count(before: Sequence[Fact], average: Fact, total: Fact, units: Sequence[str]) -> Count | None:
    counted = [
        f for f in before if f.unit in units and f is not total and is_level(f) and f.value and f.kind in ADDITIVE
    ]
    if len(counted) == 1 and counted[0].value is not None:
        days = counted[0].unit == _DAYS  # 40天 are forty, not a rounded measure
        exact = Interval(counted[0].value, counted[0].value)
        return Count(counted[0], exact if days else interval(counted[0]), counted[0].value, counted[0].quote)
    if not counted and _DAYS in units and (said := _lasting(average, total)) is not None:
        return said
    running = (total.period_text or "").endswith(_RUNNING)  # 今年以来: its last day is not said
    dated = total.period_start is not None and total.period_end is not None and "period_inherited" not in total.flags
    dated = dated and not running
    if counted or _DAYS not in units or not dated or total.period_start is None or total.period_end is None:
        return None
    number = Decimal((total.period_end - total.period_start).days + 1)
    return Count(None, Interval(number, number), number, f"{number}天") if number > 1 else None


def _lasting(average: Fact, total: Fact) -> Count | None:
    """The days that the period says it lasts, as in 春节假期7天, where total and average are of it."""
    found = _LASTING.search(total.period_text or "")
    if found is None or "period_inherited" in total.flags or average.period_text not in (None, total.period_text):
        return None
    days = Decimal(found["days"])
    return Count(None, Interval(days, days), days, f"{days}天") if days > 1 else None
