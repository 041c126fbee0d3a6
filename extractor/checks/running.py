"""Cumulative figures: what is counted from the start of a year, or since the beginning, does not fall."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from extractor.checks.claims import BASIS, measured, same_words
from extractor.checks.intervals import Comparison, difference, interval
from extractor.checks.outcome import as_printed, fair_reason, finding
from extractor.checks.view import measure, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from extractor.checks.view import View
    from extractor.model import Fact, Finding
    from extractor.rulebook.book import CheckRule

REVISED = "revised"


def running(check: CheckRule, view: View) -> Iterator[Finding]:
    """Of each series of cumulative figures, every one that is less than the one up to an earlier day.

    Cumulative is what covers time from one first day to different last days of a year (1—10月, 1—11月), and what 累计
    is said of.  Figures that may fall (profits, balances, net items) are named by the check's list `may-fall`.
    """
    series: dict[tuple[object, ...], list[Fact]] = {}
    for fact in view.facts:
        if _counts_up(fact, check.words["may-fall"]):
            for where in (fact.doc_id, None) if place(fact) and not fact.borrows_subject else (fact.doc_id,):
                series.setdefault((where, fact.period_start, *measure(fact)), []).append(fact)
    for key, facts in series.items():
        yield from _falls(check, sorted(facts, key=_until), view, across=key[0] is None)


def _counts_up(fact: Fact, may_fall: Sequence[str]) -> bool:
    if not measured(fact) or fact.period_end is None or fact.status != "actual":
        return False
    if fact.statistic not in (None, "total", "cumulative"):
        return False
    said = f"{fact.indicator or ''}{fact.action or ''}"
    if any(word in said for word in may_fall):
        return False
    if fact.period_start is None:
        return fact.statistic == "cumulative"
    first_day = fact.period_start.month == 1 and fact.period_start.day == 1
    return first_day and fact.period_start.year == fact.period_end.year


def _until(fact: Fact) -> date:
    if fact.period_end is None:
        raise ValueError(f"{fact.fact_id}: has no last day")
    return fact.period_end


def _falls(check: CheckRule, facts: Sequence[Fact], view: View, *, across: bool) -> Iterator[Finding]:
    for earlier, later in pairwise(facts):
        if across == (earlier.doc_id == later.doc_id) or _until(earlier) == _until(later):
            continue
        if "period_inherited" in (*earlier.flags, *later.flags):
            continue
        risen = difference(interval(later), interval(earlier))
        if risen.high is None or risen.high >= 0 or later.value is None or earlier.value is None:
            continue
        if not same_words([earlier, later], view, check.words.get("purposes", ())):
            continue
        reason = fair_reason(check, [earlier, later], view) or (check.reason(REVISED) if across else None)
        if reason is None and view.aside(earlier) != view.aside(later):
            reason = check.reason(BASIS)
        off = later.value - earlier.value
        compared = Comparison("differs", off, risen.half_width)
        computed = f"{_dated(later)} − {_dated(earlier)} = {as_printed(off, later)} < 0"
        yield replace(finding(check, later, [earlier], compared, "", reason=reason), arithmetic=computed)


def _dated(fact: Fact) -> str:
    return f"{fact.quote}（{fact.period_text or _until(fact).isoformat()}）"
