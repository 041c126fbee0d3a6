"""JSON Lines: one document a line, with `text` and what is known of it; JSON with one such record or a list of them."""

from __future__ import annotations

import io
from datetime import date  # noqa: TC003  # msgspec reads the annotations
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec

from extractor.model import CellSpan, Document, PageSpan
from extractor.readers.limits import read_within
from extractor.readers.recognise import Known, recognise
from extractor.readers.refusal import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.readers.limits import Budget

CHUNK: Final = 1 << 20


class Record(msgspec.Struct, kw_only=True):
    """The fields that are looked at; `documents.jsonl` of a run has them all."""

    text: str
    source: str | None = None
    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    published: date | None = None
    encoding: str | None = None
    pages: tuple[PageSpan, ...] = ()
    cells: tuple[CellSpan, ...] = ()


def json_documents(opened: BinaryIO, budget: Budget, *, lines: bool) -> Iterator[Document | UnreadableError]:
    """Each record as a document, or why it is none; `lines` for JSON Lines, else one JSON value."""
    if not lines:
        whole = read_within(opened, budget.limits)
        budget.check_bytes(len(whole))
        value = _value(whole)
        if value is not None:
            records = value if isinstance(value, list) else [value]
            for number, record in enumerate(records, 1):
                yield _document(msgspec.json.encode(record), number, budget, alone=not isinstance(value, list))
            return
        opened = io.BytesIO(whole)  # lines after all
    for number, line in enumerate(_lines(opened, budget), 1):
        if isinstance(line, UnreadableError):
            yield line
        elif line.strip():
            yield _document(line.removeprefix(b"\xef\xbb\xbf"), number, budget, alone=False)


def _value(data: bytes) -> object | None:
    try:
        value: object = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError):
        return None
    return value


def _lines(opened: BinaryIO, budget: Budget) -> Iterator[bytes | UnreadableError]:
    """Lines of no more than a document's bytes; a longer one is passed over without being kept."""
    most = budget.limits.bytes
    number = 0
    while line := opened.readline(most + 1):
        number += 1
        if len(line) <= most:
            yield line
            continue
        size = len(line)
        while not line.endswith(b"\n") and (line := opened.readline(CHUNK)):
            size += len(line)
        yield UnreadableError(f"{budget.source}:{number}", "too_large", found=str(size), wanted=str(most))


def _document(line: bytes, number: int, budget: Budget, *, alone: bool) -> Document | UnreadableError:
    place = budget.source if alone else f"{budget.source}:{number}"
    return document_on_line(line, number, place)


def document_on_line(line: bytes, number: int, place: str) -> Document | UnreadableError:
    """The document of a record, or why it is none; `place` is its source where it names none."""
    try:
        record = msgspec.json.decode(line, type=Record)
    except (msgspec.ValidationError, msgspec.DecodeError, RecursionError, UnicodeError) as error:
        wanted = f"{error}; a record is an object with the field 'text'"
        return UnreadableError(place, "bad_line", found=str(number), wanted=wanted)
    if not record.text.strip():
        return UnreadableError(place, "empty")
    places = [(span.start, span.end) for span in record.pages]
    places += [(span.start, span.end) for span in record.cells]
    if any(not 0 <= start <= end <= len(record.text) for start, end in places):
        return UnreadableError(place, "bad_line", found=str(number), wanted="spans lie outside of the text")
    return document_of(record, place)


def document_of(record: Record, place: str) -> Document:
    """The document of a record; what it does not say of itself is recognised in its text."""
    told = recognise(record.text, Known(record.title, record.issuer, record.document_number, record.published))
    return Document(
        text=record.text,
        source=record.source or place,
        title=told.title,
        issuer=told.issuer,
        document_number=told.document_number,
        published=told.published,
        encoding=record.encoding or "utf-8",
        pages=record.pages,
        cells=record.cells,
    )
