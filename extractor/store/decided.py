"""The decisions of a store for those who only read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.store.source import open_store
from extractor.store.sql.database import clear_errors
from extractor.store.sql.results import load_decisions

if TYPE_CHECKING:
    from extractor.decisions import Decision


def decisions_of(store: str) -> tuple[Decision, ...]:
    """All decisions in a store given by path or URL, in the order they were made."""
    engine = open_store(store)
    try:
        with clear_errors(engine.url), engine.connect() as connection:
            return load_decisions(connection)
    finally:
        engine.dispose()
