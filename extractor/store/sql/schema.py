"""The tables.  `migrations/` brings older stores here; a test holds both to the same shape.

Rows are known by where they come from (file, part of it, place in reading order), never by a counter that a stopped
run would leave a gap in: an interrupted and an undisturbed run leave the same rows.
"""

from __future__ import annotations

from decimal import Decimal
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from extractor.decisions import DECISIONS
from extractor.model import FACT_COLUMNS, Fact
from extractor.store.sql.types import JSON_VALUE, Exact

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = MetaData(naming_convention=NAMING)


def _fact_column(name: str) -> Column[Any]:
    hint = get_type_hints(Fact)[name]
    members = get_args(hint) if isinstance(hint, UnionType) or type(None) in get_args(hint) else (hint,)
    first, nullable = members[0], type(None) in members
    if get_origin(first) is tuple:
        return Column(name, JSON_VALUE, nullable=False)
    kinds: dict[Any, Any] = {Decimal: Exact(), int: Integer()}
    kind = Date() if getattr(first, "__name__", "") == "date" else kinds.get(first, Text())
    return Column(name, kind, nullable=nullable)


files = Table(
    "files",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("path", Text, nullable=False, unique=True, comment="as given to the run"),
    Column("position", Integer, index=True, comment="place in the last run; null: no part of it"),
    Column("size", BigInteger, comment="of what was read; null: not read yet"),
    Column("mtime_ns", BigInteger),
    Column("sha256", Text, comment="of the bytes"),
    Column("settings", Text, comment="rules, program and dates it was read with"),
    Column("known", Text, comment="digest of its rows in --metadata"),
)
documents = Table(
    "documents",
    METADATA,
    Column("file_id", ForeignKey("files.id"), primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False, comment="place in the file: 0 but in archives"),
    Column("doc_id", Text, nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("title", Text),
    Column("issuer", Text),
    Column("document_number", Text),
    Column("published", Date),
    Column("encoding", Text),
    Column("sha256", Text, nullable=False, comment="of the text as UTF-8"),
    Column("reprint_of", Text, comment="doc_id of the earliest document of this announcement"),
    Column("pages", JSON_VALUE, comment="spans of pages"),
    Column("cells", JSON_VALUE, comment="spans of table cells"),
    Column("signature", LargeBinary, comment="of the text, to tell reprints by; null: not made yet"),
    Column("text", Text, nullable=False, comment="as read: what offsets count in"),
)


def _of_document(*columns: Column[Any]) -> tuple[Any, ...]:
    """The key of a row that belongs to a document, and its columns."""
    return (
        Column("file_id", Integer, primary_key=True, autoincrement=False),
        Column("part", Integer, primary_key=True, autoincrement=False),
        Column("ordinal", Integer, primary_key=True, autoincrement=False, comment="reading order"),
        *columns,
        ForeignKeyConstraint(["file_id", "part"], ["documents.file_id", "documents.part"], ondelete="CASCADE"),
    )


facts = Table(
    "facts",
    METADATA,
    *_of_document(
        *(_fact_column(name) for name in FACT_COLUMNS),
        Column("reprint", Boolean, nullable=False, comment="an earlier document states the same"),
    ),
    Index(None, "fact_id"),
    Index(None, "indicator_id"),
)
relations = Table(
    "relations",
    METADATA,
    *_of_document(*(Column(name, Text, nullable=False) for name in ("fact_id", "relation", "target_id", "rule_id"))),
)
refusals = Table(
    "refusals",
    METADATA,
    Column("file_id", ForeignKey("files.id"), primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("source", "reason", "found", "wanted", "option")),
)
findings = Table(
    "findings",
    METADATA,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("check_id", "verdict")),
    Column("fact_ids", JSON_VALUE, nullable=False),
    Column("arithmetic", Text, nullable=False),
    Column("difference", Exact),
    Column("tolerance", Exact),
    *(Column(name, Text, nullable=False) for name in ("explanation", "source", "reason")),
    Column("lines", JSON_VALUE, nullable=False),
)
items = Table(
    "items",
    METADATA,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("verdict", Text, nullable=False),
    Column("fact_id", Text),
    Column("sheet", Text),
    Column("cell", Text),
    Column("difference", Exact),
    Column("explanation", Text, nullable=False),
    Column("record", JSON_VALUE, comment="the item whole"),
)
decisions = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, index=True, comment="of the document's text"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("slot", Text, comment="column of the fact; null: the fact whole"),
    Column("old_value", Text),
    Column("new_value", Text),
    Column("verdict", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("undoes", ForeignKey("decisions.id"), comment="the decision that an undo takes back"),
    Column("reviewer", Text, nullable=False),
    Column("decided", DateTime(timezone=True), nullable=False),
    CheckConstraint("verdict IN ({})".format(", ".join(f"'{name}'" for name in DECISIONS)), name="verdict"),
)
runs = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("begun", DateTime(timezone=True), nullable=False),
    Column("ended", DateTime(timezone=True), comment="null: running, or stopped"),
    Column("program", Text, nullable=False),
    Column("rules_version", Text, nullable=False),
    Column("paths", JSON_VALUE, nullable=False),
    *(Column(name, Integer) for name in ("documents", "facts", "unreadable")),
)
