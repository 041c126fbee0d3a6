"""What a run is to do, who is told how it goes, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extractor.engines.reading import Known
    from extractor.readers.limits import Limits
    from extractor.readers.refusal import UnreadableError
    from extractor.rulebook.book import RuleBook
    from extractor.store.labels import Lang

SEGMENTER = "jieba"


class Batch(NamedTuple):
    """What a run is to do.  `store` is a path or URL, `roots` the folders that `files` were found in."""

    files: Sequence[Path]
    roots: Sequence[Path]
    known: Known
    limits: Limits
    folder: Path
    store: str
    formats: Sequence[str]
    lang: Lang = "zh"
    rules: RuleBook | None = None
    processes: int = 1
    anew: bool = False


class Outcome(NamedTuple):
    """What a run came to; `current` files were read before and have not changed since."""

    documents: int
    facts: int
    unreadable: int
    reprints: int = 0
    current: int = 0
    without_row: tuple[str, ...] = ()


class Watcher(Protocol):
    """Who is told how a run goes."""

    def begin(self, files: int, current: int) -> None:
        """So many files there are; so many are as they were and need not be read."""

    def read(self) -> None:
        """One more file is over."""

    def refuse(self, refusal: UnreadableError) -> None:
        """A file could not be read."""

    def compare(self) -> None:
        """Reading is over; reprints are looked for."""

    def finish(self, steps: int) -> None:
        """So many steps are left."""

    def step(self) -> None:
        """One of them is over."""
