"""转载: one announcement carried by many sites is recognised, and what it repeats counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.model import Document, Fact, Finding

REPRINT = "reprint"
"""The flag of a fact that repeats what an earlier document of the same announcement states."""


def counted(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts without those that only repeat an earlier document's."""
    return tuple(fact for fact in facts if REPRINT not in fact.flags)


def without_copies(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts without the flagged twins that the very same text has under another source.

    Of the other reprints all facts stay: a longer version's own figures add up with those that it repeats.
    """
    own = {fact.fact_id for fact in facts if REPRINT not in fact.flags}
    return tuple(fact for fact in facts if REPRINT not in fact.flags or fact.fact_id not in own)


def news(findings: Iterable[Finding], facts: Iterable[Fact], documents: Iterable[Document] = ()) -> tuple[Finding, ...]:
    """The findings without those that stand already, on the earlier document: those on repeated facts alone.

    One that names no fact (the total of a table) is repeated where its document is a reprint and the same arithmetic
    is found in another.
    """
    found = tuple(findings)
    repeated = {fact.fact_id for fact in facts if REPRINT in fact.flags}
    copies = {document.source for document in documents if document.reprint_of is not None}
    first = {_said(finding) for finding in found if finding.source not in copies}

    def again(finding: Finding) -> bool:
        if finding.fact_ids:
            return repeated.issuperset(finding.fact_ids)
        return finding.source in copies and _said(finding) in first

    return tuple(finding for finding in found if not again(finding))


def _said(finding: Finding) -> tuple[str, str]:
    return finding.check_id, finding.arithmetic
