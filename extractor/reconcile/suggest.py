"""The claim whose words look most like a column's: a suggestion to a person, never a match."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 60  # of 100; below it words have little in common


def closest(phrases: Sequence[str], wordings: Sequence[str]) -> int | None:
    """The number of the wording most like the phrases; `None` where none is."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only a figure without a claim needs it

    if not phrases or not wordings:
        return None
    found = process.extractOne(phrases[-1], wordings, scorer=fuzz.token_ratio, score_cutoff=LEAST)
    return None if found is None else int(found[2])
