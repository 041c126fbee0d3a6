"""Rates that are by definition one indicator over another: 城镇化率 is 城镇常住人口 over 常住人口."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from extractor.checks.intervals import against, interval, quotient
from extractor.checks.outcome import fair_reason, finding, named, shown
from extractor.checks.view import is_level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.checks.view import View
    from extractor.model import Fact, Finding
    from extractor.rulebook.book import CheckRule

BALANCED = "balanced"


def ratios(check: CheckRule, view: View) -> Iterator[Finding]:
    """The rate `total` in percent against the two indicators `parts` of one document, subject, period and status."""
    wanted = (check.total, *check.parts)
    groups: dict[tuple[object, ...], dict[str, Fact]] = {}
    for fact in view.facts:
        if fact.indicator_id in wanted and is_level(fact) and fact.indicator_id is not None:
            key = (fact.doc_id, fact.subject_id or fact.subject, fact.period_end, fact.status)
            groups.setdefault(key, {}).setdefault(fact.indicator_id, fact)
    for group in groups.values():
        if all(name in group for name in wanted):
            rate, part, whole = (group[name] for name in wanted if name is not None)
            if rate.kind == "percent" and part.unit == whole.unit:
                yield _balanced(check, rate, share_finding(check, rate, part, whole, view))


def _balanced(check: CheckRule, rate: Fact, found: Finding) -> Finding:
    """Off by no more than the last digit printed: shares are made to add up to 100, which a rule may give as reason."""
    reason = check.reason(BALANCED)
    if reason is None or found.verdict != "differs" or rate.value_low is None or rate.value_high is None:
        return found
    if found.difference is None or abs(found.difference) > rate.value_high - rate.value_low:
        return found
    return replace(found, verdict="undecided", explanation=reason.text, reason=reason.id)


def share_finding(check: CheckRule, rate: Fact, part: Fact, whole: Fact, view: View) -> Finding:
    """A percentage against the part over the whole."""
    percent = quotient(interval(part), interval(whole)).times(100)
    value = part.value / whole.value * 100 if part.value is not None and whole.value else None
    if value is None or rate.value is None:
        raise ValueError(f"{part.fact_id} over {whole.fact_id}: no share of a vague figure or of nothing")
    compared = against(rate, value, percent, worded=any(fact.modifier is not None for fact in (rate, part, whole)))
    computed = f"{named(part)} ÷ {named(whole)} = {shown(value, percent, rate)}"
    return finding(check, rate, [part, whole], compared, computed, reason=fair_reason(check, [rate], view))
