"""What a process of a run does: a file in, its documents with their facts out."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from extractor.model import Document, Fact, Relation  # noqa: TC001  # msgspec resolves the annotations
from extractor.pipeline import Extractor
from extractor.readers.guard import GuardedReader
from extractor.readers.naming import UNTEXT, name_of, path_of, text_of
from extractor.readers.refusal import UnreadableError
from extractor.store.stamp import Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from extractor.readers.limits import Limits
    from extractor.readers.metadata import Metadata
    from extractor.rulebook.book import RuleBook

    Sign = Callable[[str], bytes]

TRIES = 3  # of reading a file that changes while it is read


class Extracted(msgspec.Struct, frozen=True, tag=True):
    """One document of a file; `signature` is what reprints are told by, where that is wanted."""

    document: Document
    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...]
    signature: bytes = b""


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Why a file, or a part of it, could not be read."""

    source: str
    reason: str
    found: str = ""
    wanted: str = ""
    option: str = ""

    def error(self) -> UnreadableError:
        """The error it was."""
        return UnreadableError(self.source, self.reason, found=self.found, wanted=self.wanted, option=self.option)  # type: ignore[arg-type]


class Again(msgspec.Struct, frozen=True, tag=True):
    """The file changed while it was read: what came of it so far is void."""


class Whole(msgspec.Struct, frozen=True, tag=True):
    """The file is read to its end; this is what it was."""

    size: int
    mtime_ns: int
    sha256: str

    @property
    def stamp(self) -> Stamp:
        """For the journal."""
        return Stamp(self.size, self.mtime_ns, self.sha256)


Message = Extracted | Refused | Again | Whole
_ENCODER = msgspec.msgpack.Encoder()
_DECODER: msgspec.msgpack.Decoder[Message] = msgspec.msgpack.Decoder(Message)


def encode(message: Message) -> bytes:
    """For the way between processes."""
    return _ENCODER.encode(message)


def decode(data: bytes) -> Message:
    """And back."""
    return _DECODER.decode(data)


class Known(NamedTuple):
    """What is known of the documents from outside: the rows of --metadata, and --published."""

    metadata: Metadata
    published: date | None = None

    def described(self, document: Document) -> Document:
        """What the reader found, then `published`, then the metadata row: the later the stronger."""
        if self.published:
            document = msgspec.structs.replace(document, published=self.published)
        return self.metadata.apply(document)

    def digest(self, sources: tuple[str, ...]) -> str:
        """Of the metadata rows of these sources: another digest means that the file must be read anew."""
        rows = [row for source in sources if (row := self.metadata.row(source)) is not None]
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:16] if rows else ""


@contextmanager
def start(
    rules: RuleBook | None, segmenter: str, known: Known, limits: Limits, *, signed: bool
) -> Iterator[Callable[[str], Iterator[Message]]]:
    """The function from a path to what is found there; `signed`: reprints will be told."""
    extractor = Extractor(rules, segmenter=segmenter)
    sign = _signer() if signed else _unsigned
    with GuardedReader(limits) as reader:

        def work(path: str) -> Iterator[Message]:
            return read_file(path_of(path), reader, extractor, known, sign, max_bytes=limits.bytes)

        yield work


def _signer() -> Sign:
    from extractor.reprints.signature import packed, sign  # noqa: PLC0415  # one document has no reprints

    return lambda text: packed(sign(text))


def _unsigned(_text: str) -> bytes:
    return b""


def read_file(  # noqa: PLR0913  # all that its facts depend on
    path: Path, reader: GuardedReader, extractor: Extractor, known: Known, sign: Sign = _unsigned, *, max_bytes: int
) -> Iterator[Message]:
    """The documents of a file with their facts, or why there are none; what changes meanwhile is read again."""
    for tries in range(1, TRIES + 1):
        before = stamp_of(path, hashed_up_to=max_bytes)
        yield from _read(path, reader, extractor, known, sign)
        after = stamp_of(path)
        if after[:2] == before[:2]:
            break
        yield Again()
        if tries == TRIES:
            refusal = UnreadableError(name_of(path), "changing", found=f"{before.size} → {after.size}")
            yield _refused(refusal)
            before = Stamp(-1, 0)  # never that of a file: the next run tries again
    yield Whole(*before)


def _read(path: Path, reader: GuardedReader, extractor: Extractor, known: Known, sign: Sign) -> Iterator[Message]:
    """Documents and refusals in the order they stand in."""
    refusals: list[UnreadableError] = []
    for document in reader.read_all(path, refusals.append):
        yield from map(_refused, refusals)
        refusals.clear()
        described = known.described(storable(document))
        facts, relations = extractor.extract_related(described)
        yield Extracted(described, facts, relations, sign(described.text))
    yield from map(_refused, refusals)


def _refused(refusal: UnreadableError) -> Refused:
    return Refused(refusal.source, refusal.reason, refusal.found, refusal.wanted, refusal.option)


def storable(document: Document) -> Document:
    """The document with what no database takes replaced, one character for one: no offset moves."""
    if UNTEXT.search(document.text) is None:
        return document
    return msgspec.structs.replace(document, text=text_of(document.text))


def stamp_of(path: Path, *, hashed_up_to: int = 0) -> Stamp:
    """Size, time and, up to that many bytes, hash of a file; of nothing where it cannot be seen."""
    try:
        status = path.stat()
        if not path.is_file() or status.st_size > hashed_up_to:
            return Stamp(status.st_size, status.st_mtime_ns)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return Stamp(-1, 0)
    return Stamp(status.st_size, status.st_mtime_ns, digest)
