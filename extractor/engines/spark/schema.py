"""The columns of what Spark gives out: one row a document, its facts and relations as lists in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

from extractor.model import FACT_COLUMNS, CellSpan, PageSpan, Relation
from extractor.store.parquet import NUMBERS, decimal_cell
from extractor.store.parquet import schema as fact_schema
from extractor.store.records import document_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Document, Fact
    from extractor.readers.refusal import UnreadableError
    from extractor.store.labels import Lang

RECORD_COLUMNS = ("text", "source", "title", "issuer", "document_number", "published")
"""What a table of documents may say; all but `text` may be missing."""

_TEXTS = ("doc_id", "source", "title", "issuer", "document_number")


def _spans(record: type[PageSpan | CellSpan]) -> Any:  # noqa: ANN401  # pyarrow ships no types
    types = {"number": pa.int32(), "ocr": pa.bool_(), "sheet": pa.string(), "unit": pa.string()}
    return pa.list_(pa.struct([(name, types.get(name, pa.int64())) for name in record.__struct_fields__]))


DOCUMENT = pa.struct(
    [
        *((name, pa.string()) for name in _TEXTS),
        ("published", pa.date32()),
        ("encoding", pa.string()),
        ("sha256", pa.string()),
        ("reprint_of", pa.string()),
        ("pages", _spans(PageSpan)),
        ("cells", _spans(CellSpan)),
        ("text", pa.string()),
    ]
)
FACT = pa.struct(list(fact_schema()))
RELATION = pa.struct([(name, pa.string()) for name in Relation.__struct_fields__])
REFUSAL = pa.struct([(name, pa.string()) for name in ("source", "reason", "explanation", "text")])
RESULT = pa.schema(
    [
        ("document", DOCUMENT),
        ("facts", pa.list_(FACT)),
        ("relations", pa.list_(RELATION)),
        ("refusal", REFUSAL),
    ]
)


def result_row(document: Document, facts: Sequence[Fact], relations: Sequence[Relation]) -> dict[str, Any]:
    """The row of a document that was read; `UsageError` for a figure wider than a decimal column."""
    row = document_row(document)
    row |= {name: [msgspec.structs.asdict(span) for span in row[name]] for name in ("pages", "cells")}
    return {
        "document": row,
        "facts": [_fact_row(fact) for fact in facts],
        "relations": [msgspec.structs.asdict(relation) for relation in relations],
        "refusal": None,
    }


def _fact_row(fact: Fact) -> dict[str, Any]:
    row = {name: getattr(fact, name) for name in FACT_COLUMNS}
    return row | {name: decimal_cell(row[name]) for name in NUMBERS} | {"flags": list(fact.flags)}


def refused_row(refusal: UnreadableError, lang: Lang, text: str | None = None) -> dict[str, Any]:
    """The row of what could not be read, or not be extracted from; its text stays with it, where there is one."""
    cells = {"source": refusal.source, "reason": refusal.reason, "explanation": refusal.explanation(lang), "text": text}
    return {"document": None, "facts": [], "relations": [], "refusal": cells}
