"""Writing a run: file after file, in batches, so that a stopped run has whole files and nothing else."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Self

import msgspec
from sqlalchemy import Table, bindparam, delete, update
from sqlalchemy.exc import SQLAlchemyError

from extractor.store.sql.database import clear_errors
from extractor.store.sql.inserting import Inserting
from extractor.store.sql.schema import documents, facts, files, findings, items, refusals, relations
from extractor.store.stamp import Stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from sqlalchemy import Connection, Engine

    from extractor.model import Document, Fact, Relation
    from extractor.readers.refusal import UnreadableError

ROWS = 400  # facts that wait at most: writing more at once keeps the processes that read waiting
FILES, SECONDS = 50, 5.0  # of a transaction: little to do again after a kill, few commits
CHARACTERS = 4_000_000  # of texts that wait at most
_PLAIN = ("doc_id", "source", "title", "issuer", "document_number", "published", "encoding", "sha256", "text")
_SPANS = ("pages", "cells")
_CHILDREN = (relations, facts, documents, refusals)
_END: Final = (
    update(files)
    .where(files.c.id == bindparam("file"))
    .values({name: bindparam(name) for name in ("settings", "known", *Stamp._fields)})
)


class Writing:
    """The store while a run writes it; leaving it by an error takes back what is no whole file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection = engine.connect()
        tables = (documents, facts, relations, refusals)
        self._waiting: dict[Table, list[list[Any]]] = {table: [] for table in tables}
        self._inserting = {table: Inserting(table, engine.dialect) for table in tables}
        self._ended: list[dict[str, Any]] = []  # files that are whole, and not yet marked so
        self._characters = 0
        self._committed = time.monotonic()
        self._part = 0
        self._refused = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            with suppress(SQLAlchemyError) if kind else clear_errors(self._engine.url):  # the first error is told
                self._connection.close()

    def begin(self, file_id: int, *, has_rows: bool) -> None:
        """Start a file: what the store had of it goes, and what was found out about facts with it."""
        self._part = self._refused = 0
        if has_rows:
            self._flush()
            with clear_errors(self._engine.url):
                for table in _CHILDREN:
                    self._connection.execute(delete(table).where(table.c.file_id == file_id))
                for table in (findings, items):  # of facts that are no more: check and reconcile find them anew
                    self._connection.execute(delete(table))

    def document(
        self,
        file_id: int,
        document: Document,
        stated: Sequence[Fact],
        related: Sequence[Relation],
        signature: bytes | None = None,
    ) -> None:
        """Append a document of the file with its facts and relations; `signature` is what reprints are told by."""
        row = {"file_id": file_id, "part": self._part, "signature": signature}
        row |= {name: getattr(document, name) for name in _PLAIN} | {name: _spans(document, name) for name in _SPANS}
        self._waiting[documents].append([row.get(column.name) for column in documents.columns])
        key = (file_id, self._part)
        self._part += 1
        self._waiting[facts] += ([*key, n, *msgspec.structs.astuple(fact), False] for n, fact in enumerate(stated))
        self._waiting[relations] += (
            [*key, n, *msgspec.structs.astuple(relation)] for n, relation in enumerate(related)
        )
        self._characters += len(document.text)
        if len(self._waiting[facts]) >= ROWS or self._characters >= CHARACTERS:
            self._flush()

    def refusal(self, file_id: int, refusal: UnreadableError) -> None:
        """Append why the file, or a part of it, could not be read."""
        said = (getattr(refusal, name) for name in ("source", "reason", "found", "wanted", "option"))
        self._waiting[refusals].append([file_id, self._refused, *said])
        self._refused += 1

    def end(self, file_id: int, stamp: Stamp, *, settings: str, known: str) -> None:
        """The file is whole; every so often what is whole is committed."""
        self._ended.append({"file": file_id, "settings": settings, "known": known, **stamp._asdict()})
        if len(self._ended) >= FILES or time.monotonic() - self._committed > SECONDS:
            self.commit()

    def commit(self) -> None:
        """Make what is written so far permanent; call between files."""
        self._flush()
        with clear_errors(self._engine.url):
            if self._ended:
                self._connection.execute(_END, self._ended)
            self._connection.commit()
        self._ended.clear()
        self._committed = time.monotonic()

    def _flush(self) -> None:
        with clear_errors(self._engine.url):
            for table, rows in self._waiting.items():
                if rows:
                    self._inserting[table].insert(self._connection, rows)
                    rows.clear()
        self._characters = 0


def _spans(document: Document, name: str) -> Any:  # noqa: ANN401  # whatever spans a reader gives, as JSON
    spans = getattr(document, name, None)
    return msgspec.to_builtins(spans) if spans else None
