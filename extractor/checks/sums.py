"""Parts against the total they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.checks.intervals import Comparison, compare, interval
from extractor.model import Finding
from extractor.relations import AMONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.model import Fact, Relation
    from extractor.rulebook.book import CheckRule

IDENTITY = "identity"
_SIGN = {"holds": "=", "within_rounding": "≈", "within_wording": "≈", "differs": "≠", "undecided": "?"}


def related_sums(
    facts: Mapping[str, Fact], relations: Sequence[Relation], checks: Sequence[CheckRule]
) -> Iterator[Finding]:
    """One finding for each total that relations give two parts or more, in reading order.

    Parts behind 其中 need not exhaust their total and may overlap: they are a finding only when they add up to it, or
    when one of them alone exceeds it.
    """
    open_sets = {check.id for check in checks if check.type == AMONG}
    parts_of: dict[tuple[str, str], list[Fact]] = {}
    for relation in relations:
        if relation.relation == "part_of" and relation.fact_id in facts and relation.target_id in facts:
            parts_of.setdefault((relation.target_id, relation.rule_id), []).append(facts[relation.fact_id])
    for (target, check_id), parts in parts_of.items():
        if len(parts) < 2:
            continue
        whole = facts[target]
        compared = compare(whole, parts)
        if check_id not in open_sets or _decides(whole, parts, compared):
            yield finding(check_id, whole, parts, compared)


def _decides(whole: Fact, parts: Sequence[Fact], compared: Comparison) -> bool:
    """Whether parts that need not exhaust their total still say something about it."""
    if compared.verdict in ("holds", "within_rounding"):
        return True
    return any(_exceeds(part, whole) for part in parts) and all(
        part.indicator_id == whole.indicator_id for part in parts
    )


def _exceeds(part: Fact, whole: Fact) -> bool:
    low, high = interval(part).low, interval(whole).high
    return low is not None and high is not None and low > high


def identities(facts: Sequence[Fact], checks: Sequence[CheckRule]) -> Iterator[Finding]:
    """Indicators that make up another by definition (三次产业 the GDP), of one document, subject, period and status."""
    groups: dict[tuple[object, ...], dict[str, Fact]] = {}
    for fact in facts:
        if (
            fact.indicator_id is not None
            and fact.change_direction is None
            and fact.kind in ("count", "money", "measure")
        ):
            key = (
                fact.doc_id,
                fact.subject_id or fact.subject,
                fact.period_start,
                fact.period_end,
                fact.status,
                fact.unit,
            )
            groups.setdefault(key, {}).setdefault(fact.indicator_id, fact)
    for check in checks:
        if check.type != IDENTITY or check.total is None:
            continue
        for group in groups.values():
            if check.total in group and all(part in group for part in check.parts):
                parts = [group[part] for part in check.parts]
                yield finding(check.id, group[check.total], parts, compare(group[check.total], parts))


def finding(check_id: str, whole: Fact, parts: Sequence[Fact], compared: Comparison) -> Finding:
    """The outcome with its arithmetic, in the bulletin's own figures."""
    return Finding(
        check_id=check_id,
        verdict=compared.verdict,
        fact_ids=(whole.fact_id, *(part.fact_id for part in parts)),
        arithmetic=f"{named(whole)} {_SIGN[compared.verdict]} " + " + ".join(named(part) for part in parts),
        difference=compared.difference,
        tolerance=compared.tolerance,
        source=whole.source,
    )


def named(fact: Fact) -> str:
    """The figure as quoted, with the body it is about."""
    return f"{fact.quote}（{fact.subject}）" if fact.subject else fact.quote
