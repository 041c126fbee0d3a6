"""转载: one announcement carried by many sites is recognised, and what it repeats counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.model import Fact

REPRINT = "reprint"
"""The flag of a fact that repeats what an earlier document of the same announcement states."""


def counted(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts without those that only repeat an earlier document's."""
    return tuple(fact for fact in facts if REPRINT not in fact.flags)
