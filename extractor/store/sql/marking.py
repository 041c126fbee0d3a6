"""Reprints in the store: which documents carry which, and which of their facts are repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, update

from extractor.store.sql.schema import documents, facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from extractor.store.sql.reading import DocumentKey


def clear_reprints(connection: Connection) -> None:
    """Take back all marks."""
    connection.execute(update(documents).where(documents.c.reprint_of.is_not(None)).values(reprint_of=None))
    connection.execute(update(facts).where(facts.c.reprint.is_(True)).values(reprint=False))


def keep_signature(connection: Connection, key: DocumentKey, signature: bytes) -> None:
    """Keep what the document's reprints are told by."""
    here = (documents.c.file_id == key.file_id, documents.c.part == key.part)
    connection.execute(update(documents).where(*here).values(signature=signature))


def mark_reprint(connection: Connection, key: DocumentKey, original: DocumentKey, repeated: Sequence[bool]) -> None:
    """Note that a document carries another, and which of its facts, in reading order, that one states."""
    here = (documents.c.file_id == key.file_id, documents.c.part == key.part)
    connection.execute(update(documents).where(*here).values(reprint_of=original.doc_id))
    rows = [{"at": ordinal} for ordinal, again in enumerate(repeated) if again]
    if rows:
        these = (facts.c.file_id == key.file_id, facts.c.part == key.part, facts.c.ordinal == bindparam("at"))
        connection.execute(update(facts).where(*these).values(reprint=True), rows)
