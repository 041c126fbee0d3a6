"""Which claims that no table holds are worth naming: those of the texts and bodies that the tables are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.model import Fact
    from extractor.reconcile.item import Item


def concerned(items: Sequence[Item], facts: Mapping[str, Fact]) -> tuple[Item, ...]:
    """The items without the claims that no submitted table is about: neither their text nor their subject."""
    submitted = [item for item in items if item.cell is not None]
    matched = {fact_id for item in submitted for fact_id in (item.fact_id, *item.candidates) if fact_id}
    texts = {facts[fact_id].doc_id for fact_id in matched if fact_id in facts}
    subjects = {item.subject for item in submitted} - {None}

    def meant(item: Item) -> bool:
        fact = facts.get(item.fact_id or "")
        return item.subject in subjects or (fact is not None and fact.doc_id in texts)

    return tuple(item for item in items if item.verdict != "claimed_not_submitted" or meant(item))


def documents_of(items: Sequence[Item], facts: Mapping[str, Fact]) -> frozenset[str]:
    """The ids of the documents whose claims are among the items."""
    ids = {fact_id for item in items for fact_id in (item.fact_id, *item.candidates) if fact_id}
    return frozenset(facts[fact_id].doc_id for fact_id in ids if fact_id in facts)
