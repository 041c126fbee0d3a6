"""勾稽核对: what the facts say against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.checks.averages import averages
from extractor.checks.claims import claims
from extractor.checks.fromto import from_to
from extractor.checks.growth import growth
from extractor.checks.ratios import ratios
from extractor.checks.running import running
from extractor.checks.shares import shares
from extractor.checks.slips import slips
from extractor.checks.sums import identities, related_sums
from extractor.checks.tables import tables
from extractor.checks.view import View
from extractor.relations import relate
from extractor.rulebook.load import builtin_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from extractor.model import Document, Fact, Finding, Relation
    from extractor.rulebook.book import CheckRule, RuleBook

SUMS = frozenset({"siblings", "among", "brackets", "divided", "identity"})
BY_TYPE: Mapping[str, Callable[[CheckRule, View], Iterator[Finding]]] = {
    "growth": growth,
    "from_to": from_to,
    "share": shares,
    "ratio": ratios,
    "average": averages,
    "claims": claims,
    "running": running,
    "slip": slips,
    "table": tables,
}


def check(
    facts: Iterable[Fact],
    relations: Sequence[Relation] = (),
    *,
    rules: RuleBook | None = None,
    documents: Iterable[Document] = (),
) -> tuple[Finding, ...]:
    """The findings over facts of one document or of many, in reading order.

    `relations` are those that extraction recorded; without them they are read off the facts, document by document.
    `rules`: the rule book whose checks run; the built-in one unless given.
    `documents`: those the facts stand in.  Their words (按可比口径, 由…降至) and days of publication are what checks
    other than sums go by.  Without them there is less to find: growth that the levels do not give is left undecided.
    Time grows with the number of facts, not with its square.
    """
    view = View(facts, documents)
    checks = (builtin_rules() if rules is None else rules).checks
    related = tuple(relations) or tuple(
        relation
        for doc_id, stated in view.documents.items()
        for relation in relate(stated, checks, view.given[doc_id].text if doc_id in view.given else "")
    )
    found = [*identities(view, checks), *related_sums(view.by_id, related, checks)]
    found = list({frozenset(finding.fact_ids): finding for finding in reversed(found)}.values())
    for rule in checks:
        if rule.type not in SUMS:
            found += BY_TYPE[rule.type](rule, view)
    order = {fact.fact_id: index for index, fact in enumerate(view.facts)}
    last = len(order)
    return tuple(
        sorted(found, key=lambda one: (order.get(one.fact_ids[0], last) if one.fact_ids else last, one.check_id))
    )
