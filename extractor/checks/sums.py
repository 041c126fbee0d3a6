"""Parts against the total they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.checks.intervals import Comparison, compare
from extractor.model import Finding
from extractor.relations import AMONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.model import Fact, Relation

SIBLING_SUM = "sum-of-siblings"
PART_SUM = "sum-of-parts"


def sums(facts: Mapping[str, Fact], relations: Sequence[Relation]) -> Iterator[Finding]:
    """One finding for each total that has two parts or more, in reading order.

    Parts behind 其中 need not exhaust their total: they are a finding only when they add up to it, or to more.
    """
    parts_of: dict[tuple[str, str], list[Fact]] = {}
    for relation in relations:
        if relation.relation == "part_of" and relation.fact_id in facts and relation.target_id in facts:
            parts_of.setdefault((relation.target_id, relation.rule_id), []).append(facts[relation.fact_id])
    for (target, rule_id), parts in parts_of.items():
        if len(parts) < 2:
            continue
        whole = facts[target]
        compared = compare(whole, parts)
        if rule_id == AMONG and not _decides(compared):
            continue
        yield _finding(PART_SUM if rule_id == AMONG else SIBLING_SUM, whole, parts, compared)


def _decides(compared: Comparison) -> bool:
    """Whether parts that need not exhaust their total still say something about it."""
    return compared.verdict in ("holds", "within_rounding") or (
        compared.verdict == "differs" and compared.difference is not None and compared.difference < 0
    )


def _finding(check_id: str, whole: Fact, parts: Sequence[Fact], compared: Comparison) -> Finding:
    sign = {"holds": "=", "within_rounding": "≈", "within_wording": "≈", "differs": "≠", "undecided": "?"}[compared.verdict]
    return Finding(
        check_id=check_id,
        verdict=compared.verdict,
        fact_ids=(whole.fact_id, *(part.fact_id for part in parts)),
        arithmetic=f"{named(whole)} {sign} " + " + ".join(named(part) for part in parts),
        difference=compared.difference,
        tolerance=compared.tolerance,
        explanation="",
        source=whole.source,
    )


def named(fact: Fact) -> str:
    """The figure as quoted, with the body it is about."""
    return f"{fact.quote}（{fact.subject}）" if fact.subject else fact.quote
