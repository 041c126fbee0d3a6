"""日均, 人均, 户均: an average against the total and the count, or the days, it is taken over."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from extractor.checks.intervals import Interval, against, interval, quotient
from extractor.checks.outcome import fair_reason, finding, named, shown
from extractor.checks.view import adds_up, is_level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.checks.view import View
    from extractor.model import Fact, Finding
    from extractor.rulebook.book import CheckRule

_DAYS = "天"
_BACK = 8  # facts of a sentence before its average
_FILLER = re.compile(r"[达到为是有约近超过了共至仅只]+")


class Count(NamedTuple):
    """What a total is divided by: a figure of the sentence, or the days of the period (then there is no fact)."""

    fact: Fact | None
    interval: Interval
    value: Decimal
    said: str


def averages(check: CheckRule, view: View) -> Iterator[Finding]:
    """Averages whose sentence holds, before them, exactly one total in their unit and one count of their kind.

    The check's lists name what words (户均) divide by which counters (户); those of 天 divide by the days of the total's
    period where the sentence counts none.  More than one total or count leaves open which is meant: no finding.
    """
    for facts in view.documents.values():
        for index, fact in enumerate(facts):
            if not is_level(fact) or fact.kind not in ("money", "count", "measure"):
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
    totals = [f for f in before if _fits(f, average) and not _word(view.clause(f), check.words) and f.unit not in units]
    if len(totals) != 1 or not _of_total(average, totals[0], word, view):
        return None
    count = _count(before, totals[0], units)
    whole = totals[0]
    if count is None or whole.value is None or not count.value:
        return None
    made, value = quotient(interval(whole), count.interval), whole.value / count.value
    facts = [whole] if count.fact is None else [whole, count.fact]
    compared = against(average, value, made, worded=any(f.modifier is not None for f in (average, *facts)))
    formula = f"{named(whole)} ÷ {count.said} = {shown(value, made, average)}"
    return finding(check, average, facts, compared, formula, reason=fair_reason(check, [average], view))


def _fits(total: Fact, average: Fact) -> bool:
    same = (total.kind, total.unit, total.status) == (average.kind, average.unit, average.status)
    return adds_up(total) and same and ("among" in total.flags) == ("among" in average.flags)


def _of_total(average: Fact, total: Fact, word: str, view: View) -> bool:
    """Whether the words between 户均 and its figure name nothing but what the total is of."""
    clause = view.clause(average)
    rest = _FILLER.sub("", clause[clause.rfind(word) + len(word) :])
    said = f"{total.indicator or ''}{total.action or ''}{view.clause(total)}"
    return not rest or rest in said or rest[-2:] in said


def _count(before: Sequence[Fact], total: Fact, units: Sequence[str]) -> Count | None:
    counted = [fact for fact in before if fact.unit in units and fact is not total and is_level(fact) and fact.value]
    if len(counted) == 1 and counted[0].value is not None:
        days = counted[0].unit == _DAYS  # 40天 are forty, not a rounded measure
        exact = Interval(counted[0].value, counted[0].value)
        return Count(counted[0], exact if days else interval(counted[0]), counted[0].value, counted[0].quote)
    if counted or _DAYS not in units or total.period_start is None or total.period_end is None:
        return None
    number = Decimal((total.period_end - total.period_start).days + 1)
    return Count(None, Interval(number, number), number, f"{number}天") if number > 1 else None
