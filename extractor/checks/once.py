"""A run checked as every command shows it: copies of one text count once, and what a reprint repeats is no news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.checks import check
from extractor.reprints import news, without_copies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Document, Fact, Finding, Relation
    from extractor.rulebook.book import RuleBook


def check_once(
    facts: Sequence[Fact], relations: Sequence[Relation], documents: Sequence[Document], rules: RuleBook
) -> tuple[Finding, ...]:
    """The findings over a run, each once, in reading order."""
    stated = without_copies(facts)
    return news(check(stated, relations, rules=rules, documents=documents), stated, documents)
