"""What comes of one file, on its way into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.engines.reading import Again, Extracted, Known, Message, Refused, Whole
from extractor.errors import StoreError
from extractor.readers.naming import path_of
from extractor.readers.refusal import UnreadableError
from extractor.store.stamp import Stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extractor.store.sql.journal import Filed, Settings
    from extractor.store.sql.writing import Writing


class Receiver:
    """Takes what comes of one file."""

    def __init__(self, writing: Writing, filed: Filed, known: Known, roots: Sequence[Path]) -> None:
        self._writing = writing
        self._filed = filed
        self._known = known
        self._roots = roots
        self._sources: list[str] = []
        self._refusals: list[UnreadableError] = []
        self._stamp = Stamp(-1, 0)
        self._begun = False

    def _begin(self, *, has_rows: bool) -> None:
        if not self._begun:
            self._writing.begin(self._filed.id, has_rows=has_rows)
            self._begun = True

    def take(self, message: Message) -> None:
        """One message of the file."""
        if isinstance(message, Whole):
            self._stamp = message.stamp
        elif isinstance(message, Again):
            self.forget()
        elif isinstance(message, Extracted):
            self._begin(has_rows=self._filed.stamp is not None)
            self._sources.append(message.document.source)
            self._writing.document(
                self._filed.id, message.document, message.facts, message.relations, message.signature or None
            )
        elif isinstance(message, Refused):
            refusal = message.error()
            _check_roots(self._roots, refusal, self._writing)
            self._refusals.append(refusal)

    def forget(self) -> None:
        """What came of the file is void."""
        self._sources, self._refusals, self._begun = [], [], False
        self._begin(has_rows=True)

    def end(self, settings: Settings, *, crashed: str | None) -> list[UnreadableError]:
        """The file is over; why it, or parts of it, could not be read."""
        if crashed is not None:
            self.forget()
            self._refusals = [UnreadableError(crashed, "crashed", found="process ended")]
        self._begin(has_rows=self._filed.stamp is not None)
        for refusal in self._refusals:
            self._writing.refusal(self._filed.id, refusal)
        marked = settings.of_refusals if self._refusals else settings.reading
        self._writing.end(self._filed.id, self._stamp, settings=marked, known=self._known.digest(tuple(self._sources)))
        return self._refusals


def _check_roots(roots: Sequence[Path], refusal: UnreadableError, writing: Writing) -> None:
    """A folder that vanished is no folder of unreadable files: the run stops, what is done stays done."""
    if refusal.reason != "cannot_open":
        return
    for root in roots:
        if root in path_of(refusal.source).parents and not root.is_dir():
            writing.commit()
            raise StoreError(f"{root}: the folder is gone; what was read is kept: bring it back and run the same again")
