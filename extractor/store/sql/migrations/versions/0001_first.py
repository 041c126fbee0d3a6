"""The tables of the first version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from extractor.store.sql.triggers import APPEND_ONLY
from extractor.store.sql.types import Exact

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of the document's text"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=True, comment="column of the fact; null: the fact whole"),
        sa.Column("old_value", sa.Text(), nullable=True),
        sa.Column("new_value", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True, comment="the decision that an undo takes back"),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("decided", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('accept', 'reject', 'correct', 'add', 'comment', 'undo')", name=op.f("ck_decisions_verdict")
        ),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.id"], name=op.f("fk_decisions_decisions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_sha256"), ["sha256"], unique=False)

    op.create_table(
        "files",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("path", sa.Text(), nullable=False, comment="as given to the run"),
        sa.Column("position", sa.Integer(), nullable=True, comment="place in the last run; null: no part of it"),
        sa.Column("size", sa.BigInteger(), nullable=True, comment="of what was read; null: not read yet"),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True, comment="of the bytes"),
        sa.Column("settings", sa.Text(), nullable=True, comment="rules, program and dates it was read with"),
        sa.Column("known", sa.Text(), nullable=True, comment="digest of its rows in --metadata"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("path", name=op.f("uq_files_path")),
    )
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_files_position"), ["position"], unique=False)

    op.create_table(
        "findings",
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("check_id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("fact_ids", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("arithmetic", sa.Text(), nullable=False),
        sa.Column("difference", Exact(), nullable=True),
        sa.Column("tolerance", Exact(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_findings")),
    )
    op.create_table(
        "items",
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("fact_id", sa.Text(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("cell", sa.Text(), nullable=True),
        sa.Column("difference", Exact(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("record", sa.JSON(none_as_null=True), nullable=True, comment="the item whole"),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_items")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("begun", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True, comment="null: running, or stopped"),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("rules_version", sa.Text(), nullable=False),
        sa.Column("paths", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=True),
        sa.Column("facts", sa.Integer(), nullable=True),
        sa.Column("unreadable", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "documents",
        sa.Column("file_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "part", sa.Integer(), autoincrement=False, nullable=False, comment="place in the file: 0 but in archives"
        ),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("document_number", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("encoding", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of the text as UTF-8"),
        sa.Column(
            "reprint_of", sa.Text(), nullable=True, comment="doc_id of the earliest document of this announcement"
        ),
        sa.Column("pages", sa.JSON(none_as_null=True), nullable=True, comment="spans of pages"),
        sa.Column("cells", sa.JSON(none_as_null=True), nullable=True, comment="spans of table cells"),
        sa.Column("text", sa.Text(), nullable=False, comment="as read: what offsets count in"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_documents_files")),
        sa.PrimaryKeyConstraint("file_id", "part", name=op.f("pk_documents")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_doc_id"), ["doc_id"], unique=False)

    op.create_table(
        "refusals",
        sa.Column("file_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("option", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_refusals_files")),
        sa.PrimaryKeyConstraint("file_id", "ordinal", name=op.f("pk_refusals")),
    )
    op.create_table(
        "facts",
        sa.Column("file_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False, comment="reading order"),
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", Exact(), nullable=True),
        sa.Column("value_low", Exact(), nullable=True),
        sa.Column("value_high", Exact(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("modifier", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("subject_id", sa.Text(), nullable=True),
        sa.Column("subject_name", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("indicator_id", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("population", sa.Text(), nullable=True),
        sa.Column("statistic", sa.Text(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("period_text", sa.Text(), nullable=True),
        sa.Column("change_direction", sa.Text(), nullable=True),
        sa.Column("change_base", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("flags", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reprint", sa.Boolean(), nullable=False, comment="an earlier document states the same"),
        sa.ForeignKeyConstraint(
            ["file_id", "part"],
            ["documents.file_id", "documents.part"],
            name=op.f("fk_facts_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("file_id", "part", "ordinal", name=op.f("pk_facts")),
    )
    with op.batch_alter_table("facts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_facts_fact_id"), ["fact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_facts_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "relations",
        sa.Column("file_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False, comment="reading order"),
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Text(), nullable=False),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id", "part"],
            ["documents.file_id", "documents.part"],
            name=op.f("fk_relations_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("file_id", "part", "ordinal", name=op.f("pk_relations")),
    )
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)
