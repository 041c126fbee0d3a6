"""JSON Lines: exact, streaming, the format every other tool of this project reads."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import msgspec

from extractor.errors import UsageError, system_reason
from extractor.model import Document, Fact, Relation
from extractor.store.atomic import atomic_path
from extractor.store.records import json_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Record = TypeVar("Record")


class JsonLines:
    """Facts, one a line, to an open binary file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, document: Document, facts: Sequence[Fact]) -> None:
        """Append the facts of one document."""
        del document  # a table of facts alone
        self._file.write(b"".join(json_line(fact) for fact in facts))
        self._file.flush()


@contextmanager
def jsonl_writer(path: Path) -> Iterator[JsonLines]:
    """A writer of `path`, which appears when all is written."""
    with atomic_path(path) as temporary, temporary.open("wb") as file:
        yield JsonLines(file)


def load_facts(path: Path) -> tuple[Fact, ...]:
    """The facts of a `facts.jsonl`; `UsageError` names the line that is none."""
    return tuple(_load(path, Fact))


def load_relations(path: Path) -> tuple[Relation, ...]:
    """The relations of a `relations.jsonl`; none if the file is not there."""
    return tuple(_load(path, Relation)) if path.exists() else ()


def load_documents(path: Path) -> tuple[Document, ...]:
    """The documents of a `documents.jsonl`, as read; none if the file is not there."""
    return tuple(_load(path, Document)) if path.exists() else ()


def _load(path: Path, record: type[Record]) -> Iterator[Record]:
    decoder = msgspec.json.Decoder(record)
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror}); give a facts.jsonl or a run folder",
            f"{path}：读不了（{system_reason(error)}）；请给出 extract 的输出目录或 facts.jsonl",
        ) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                kind = record.__name__.lower().strip("_")
                raise UsageError(
                    f"{path}:{number}: not a {kind} ({error}); give the folder that extract wrote, or its file",
                    f"{path}:{number}：不是 {kind} 记录（{error}）；请给出 extract 的输出目录或其中的文件",
                ) from error
