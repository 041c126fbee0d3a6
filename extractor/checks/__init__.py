"""勾稽核对: what the facts say against each other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from extractor.checks.sums import sums
from extractor.relations import relate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.model import Fact, Finding, Relation


def check(facts: Iterable[Fact], relations: Sequence[Relation] = ()) -> tuple[Finding, ...]:
    """The findings over facts of one document or of many, in reading order.

    `relations` are those that extraction recorded; without them they are read off the facts, document by document.
    """
    stated = tuple(facts)
    related = tuple(relations) or tuple(
        relation for _, document in groupby(stated, key=lambda fact: fact.doc_id) for relation in relate(tuple(document))
    )
    return tuple(sums({fact.fact_id: fact for fact in stated}, related))
