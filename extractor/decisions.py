"""What reviewers decide on figures: appended to the store, never changed, whichever run reads the text.

Imports nothing of ours: the store keeps these values, `extractor.review` applies them.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  # msgspec resolves the annotations
from typing import Literal

import msgspec

Decided = Literal["accept", "reject", "correct", "add", "comment", "undo"]
DECISIONS: tuple[Decided, ...] = ("accept", "reject", "correct", "add", "comment", "undo")

ACCEPTED, CORRECTED, ADDED, CONTESTED = "accepted", "corrected", "added", "contested"
MARKS = frozenset({ACCEPTED, CORRECTED, ADDED, CONTESTED})
"""The flags that a review leaves on facts."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a reviewer decided on one place of a text, whichever run reads it.

    `sha256` is the document's, `start:end` the figure's place with `quote` its words.  `slot` is the column that is
    corrected, `None` for the fact whole.  `new_value` of an `add` is the fact's slots as a JSON object.  `undoes` is
    the id of the decision that an `undo` takes back.
    """

    sha256: str
    start: int
    end: int
    quote: str
    verdict: Decided
    reviewer: str
    decided: datetime
    slot: str | None = None
    old_value: str | None = None
    new_value: str | None = None
    comment: str = ""
    undoes: int | None = None
    id: int | None = None

    @property
    def doc_id(self) -> str:
        """The document's id in fact records."""
        return self.sha256[:16]

    @property
    def place(self) -> tuple[str, int, int, str]:
        """What the decision is on, in every run that reads the text."""
        return self.doc_id, self.start, self.end, self.quote
