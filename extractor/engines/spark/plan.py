"""Which files are read together, and which of these parts are done: pure values, the journal's records among them."""

from __future__ import annotations

import hashlib
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["parquet", "jsonl", "files"]
PART_BYTES = 128 << 20
"""Of input: what is done anew when a run is stopped in the middle of it."""
PART_FILES = 100_000


class File(msgspec.Struct, frozen=True, order=True):
    """One file as it is named to the user, and as it was when the run began.

    `place` is where it is opened; `changed` its time of modification, in the file system's own words.
    """

    kind: Kind
    path: str
    place: str
    size: int
    changed: str


class Part(msgspec.Struct, frozen=True):
    """Files whose results stand together under one number, for good."""

    number: int
    files: tuple[File, ...]

    @property
    def kind(self) -> Kind:
        """All files of a part are of one kind; a part whose files have gone is of none in particular."""
        return self.files[0].kind if self.files else "files"

    @property
    def bytes(self) -> int:
        """The size of the input."""
        return sum(file.size for file in self.files)

    def digest(self, settings: str) -> str:
        """Of everything that the results depend on: files, rules, program, options."""
        return hashlib.sha256(msgspec.json.encode((settings, self.files))).hexdigest()[:16]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the journal: a part begun (`digest` empty) or done.  `order` grows from line to line."""

    order: int
    part: Part
    digest: str = ""
    documents: int = 0
    facts: int = 0
    refused: int = 0


def latest(entries: Iterable[Entry]) -> dict[int, Entry]:
    """The last that the journal says of each part."""
    return {entry.part.number: entry for entry in sorted(entries, key=attrgetter("order"))}


def planned(files: Iterable[File], known: Iterable[Part], *, part_bytes: int = PART_BYTES) -> tuple[Part, ...]:
    """Every file in a part: where it was before, else in new parts behind the last; parts may have lost files."""
    by_path = {file.path: file for file in files}
    kept: list[Part] = []
    for part in sorted(known, key=attrgetter("number")):
        held = tuple(by_path.pop(file.path) for file in part.files if _same_kind(by_path.get(file.path), file))
        kept.append(Part(part.number, held))
    first = max((part.number for part in kept), default=-1) + 1
    new = (Part(number, group) for number, group in enumerate(_groups(sorted(by_path.values()), part_bytes), first))
    return (*kept, *new)


def _same_kind(now: File | None, before: File) -> bool:
    return now is not None and now.kind == before.kind


def _groups(files: Sequence[File], part_bytes: int) -> Iterator[tuple[File, ...]]:
    for _, of_kind in groupby(files, key=attrgetter("kind")):
        group: list[File] = []
        size = 0
        for file in of_kind:
            if group and (size + file.size > part_bytes or len(group) >= PART_FILES):
                yield tuple(group)
                group, size = [], 0
            group.append(file)
            size += file.size
        yield tuple(group)
