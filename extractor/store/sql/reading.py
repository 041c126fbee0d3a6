"""Reading a run: documents in the order of the run, each with its facts and relations, a few at a time."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec
from sqlalchemy import bindparam, func, select

from extractor.model import FACT_COLUMNS, Document, Fact, Relation
from extractor.readers.refusal import UnreadableError
from extractor.store.sql.schema import documents, facts, files, refusals, relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Row, Select, Table

AT_ONCE = 100  # documents of one file in memory
REPRINT = "reprint"
_RELATION_COLUMNS = Relation.__struct_fields__
_KNOWN = tuple(name for name in Document.__struct_fields__ if name in documents.c)


def _within(table: Table, *columns: ColumnElement[Any]) -> Select[Any]:
    """The rows of some documents of a file; built once, since every document is read by it."""
    part = table.c.part
    bounds = (part >= bindparam("first"), part < bindparam("last"))
    return select(part, *columns).where(table.c.file_id == bindparam("file"), *bounds)


_FACTS: Final = _within(facts, *(facts.c[name] for name in (*FACT_COLUMNS, "reprint"))).order_by(
    facts.c.part, facts.c.ordinal
)
_RELATIONS: Final = _within(relations, *(relations.c[name] for name in _RELATION_COLUMNS)).order_by(
    relations.c.part, relations.c.ordinal
)
_SIGNATURE: Final = select(documents.c.signature).where(
    documents.c.file_id == bindparam("file"), documents.c.part == bindparam("place")
)
_DOCUMENTS: Final = _within(
    documents, *(column for column in documents.c if column.name not in {"part", "signature"})
).order_by(documents.c.part)


class Stored(NamedTuple):
    """A document as the store has it: `reprint_of` is the doc_id of the document it carries."""

    document: Document
    reprint_of: str | None
    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...]


class DocumentKey(NamedTuple):
    """Where a document stands in the store, and when it was published."""

    file_id: int
    part: int
    published: date | None
    doc_id: str


def stored(
    connection: Connection, first: int = 0, last: int | None = None, *, with_facts: bool = True
) -> Iterator[Stored]:
    """The documents of the last run in its order, of the files at the places `first` … `last` (exclusive)."""
    counts = (
        select(files.c.id, func.count(documents.c.part))
        .join(documents, documents.c.file_id == files.c.id)
        .where(*_places(first, last))
        .group_by(files.c.id, files.c.position)
        .order_by(files.c.position)
    )
    for file_id, count in connection.execute(counts).all():
        for part in range(0, count, AT_ONCE):
            yield from _documents(connection, file_id, part, part + AT_ONCE, with_facts=with_facts)


def _places(first: int, last: int | None) -> list[ColumnElement[bool]]:
    bounds = [files.c.position >= first]
    return bounds if last is None else [*bounds, files.c.position < last]


def _documents(
    connection: Connection, file_id: int, first: int, last: int, *, with_facts: bool = True
) -> Iterator[Stored]:
    where = {"file": file_id, "first": first, "last": last}
    by_part = {
        part: [_fact(row) for row in rows] for part, rows in (_by_part(connection, _FACTS, where) if with_facts else ())
    }
    related = {
        part: [Relation(**dict(zip(_RELATION_COLUMNS, row[1:], strict=True))) for row in rows]
        for part, rows in _by_part(connection, _RELATIONS, where)
    }
    for row in connection.execute(_DOCUMENTS, where).all():
        yield Stored(_document(row), row.reprint_of, tuple(by_part.get(row.part, ())), tuple(related.get(row.part, ())))


def _by_part(
    connection: Connection, query: Select[Any], where: Mapping[str, int]
) -> Iterator[tuple[int, Iterable[Row[Any]]]]:
    return groupby(connection.execute(query, where), key=itemgetter(0))


def _fact(row: Row[Any]) -> Fact:
    values: dict[str, Any] = dict(zip(FACT_COLUMNS, row[1:-1], strict=True))
    flags = (*values["flags"], REPRINT) if row.reprint else tuple(values["flags"])
    return Fact(**values | {"flags": flags})


def _document(row: Row[Any]) -> Document:
    values = {name: value for name in _KNOWN if (value := getattr(row, name)) is not None}
    return msgspec.convert(values, Document)


def document_keys(connection: Connection) -> list[DocumentKey]:
    """The documents of the last run, the earliest first; undated ones last, in the order of the run."""
    columns = (documents.c.file_id, documents.c.part, documents.c.published, documents.c.doc_id)
    return [DocumentKey(*row) for row in connection.execute(_earliest_first(*columns))]


def _earliest_first(*columns: ColumnElement[Any]) -> Select[Any]:
    return (
        select(*columns)
        .join(files, files.c.id == documents.c.file_id)
        .where(files.c.position.is_not(None))
        .order_by(documents.c.published.is_(None), documents.c.published, files.c.position, documents.c.part)
    )


def signatures(connection: Connection) -> Iterator[bytes | None]:
    """What reprints are told by, in the order of `document_keys`, a few at a time."""
    query = _earliest_first(documents.c.signature).execution_options(yield_per=AT_ONCE)
    return (row.signature for row in connection.execute(query))


def signature_of(connection: Connection, key: DocumentKey) -> bytes | None:
    """What the reprints of one document are told by."""
    found: bytes | None = connection.execute(_SIGNATURE, {"file": key.file_id, "place": key.part}).scalar_one()
    return found


def text_of(connection: Connection, key: DocumentKey) -> str:
    """The text of one document."""
    query = select(documents.c.text).where(documents.c.file_id == key.file_id, documents.c.part == key.part)
    return str(connection.execute(query).scalar_one())


def stored_at(connection: Connection, key: DocumentKey) -> Stored:
    """One document."""
    return next(_documents(connection, key.file_id, key.part, key.part + 1))


def sources(connection: Connection) -> Iterator[str]:
    """What the documents of the last run were read from, in order."""
    query = (
        select(documents.c.source)
        .join(files, files.c.id == documents.c.file_id)
        .where(files.c.position.is_not(None))
        .order_by(files.c.position, documents.c.part)
    )
    return (source for (source,) in connection.execute(query))


def unreadable(connection: Connection) -> list[tuple[str, UnreadableError]]:
    """What the last run could not read, in order, with the file it stands in."""
    query = (
        select(
            files.c.path, refusals.c.source, refusals.c.reason, refusals.c.found, refusals.c.wanted, refusals.c.option
        )
        .join(files, files.c.id == refusals.c.file_id)
        .where(files.c.position.is_not(None))
        .order_by(files.c.position, refusals.c.ordinal)
    )
    return [
        (row.path, UnreadableError(row.source, row.reason, found=row.found, wanted=row.wanted, option=row.option))
        for row in connection.execute(query)
    ]
