"""勾稽核对: what the facts say against each other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from extractor.checks.sums import identities, related_sums
from extractor.relations import relate
from extractor.rulebook.load import builtin_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.model import Fact, Finding, Relation
    from extractor.rulebook.book import RuleBook


def check(
    facts: Iterable[Fact], relations: Sequence[Relation] = (), *, rules: RuleBook | None = None
) -> tuple[Finding, ...]:
    """The findings over facts of one document or of many, in reading order.

    `relations` are those that extraction recorded; without them they are read off the facts, document by document.
    `rules`: the rule book whose checks run; the built-in one unless given.
    """
    stated = tuple(facts)
    checks = (builtin_rules() if rules is None else rules).checks
    related = tuple(relations) or tuple(
        relation
        for _, document in groupby(stated, key=lambda fact: fact.doc_id)
        for relation in relate(tuple(document), checks)
    )
    found = [*related_sums({fact.fact_id: fact for fact in stated}, related, checks), *identities(stated, checks)]
    unique = {frozenset(finding.fact_ids): finding for finding in reversed(found)}
    order = {fact.fact_id: index for index, fact in enumerate(stated)}
    return tuple(sorted(unique.values(), key=lambda finding: (order[finding.fact_ids[0]], finding.check_id)))
