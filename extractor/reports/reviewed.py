"""The facts of a run as its reviewers left them: what report, timeline and reconcile work on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.review.apply import apply_decisions
from extractor.store.source import STORE_FILE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from extractor.model import Fact


def reviewed_facts(place: str | Path, facts: Sequence[Fact], doc_ids: Collection[str]) -> tuple[Fact, ...]:
    """The facts with the decisions kept in the store of the run folder; as they are where there is no store."""
    if not (Path(place) / STORE_FILE).is_file():
        return tuple(facts)
    from extractor.store.decided import decisions_of  # noqa: PLC0415  # a facts.jsonl needs no database

    decisions = decisions_of(str(Path(place) / STORE_FILE))
    return apply_decisions(facts, decisions, doc_ids).facts if decisions else tuple(facts)
