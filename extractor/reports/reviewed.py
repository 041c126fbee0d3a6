"""The facts of a run as its reviewers left them: what report, timeline and reconcile work on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.review.apply import apply_decisions
from extractor.store.source import store_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from extractor.model import Fact


def reviewed_facts(place: str | Path, facts: Sequence[Fact], doc_ids: Collection[str]) -> tuple[Fact, ...]:
    """The facts with the decisions kept in the store of the run folder; as they are where there is no store."""
    path = Path(place)
    store = store_of(str(place)) or (store_of(str(path.parent)) if path.is_file() else None)
    if store is None:
        return tuple(facts)
    from extractor.store.decided import decisions_of  # noqa: PLC0415  # a facts.jsonl needs no database

    decisions = decisions_of(store)
    return apply_decisions(facts, decisions, doc_ids).facts if decisions else tuple(facts)
