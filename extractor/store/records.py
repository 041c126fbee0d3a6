"""Values as records: the one place that says how a fact, a document or a relation looks when written."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from extractor.model import Document, Fact, Finding, Relation

EXACT_DIGITS = 15  # of a decimal that comes back from a double as it was
DOCUMENT_COLUMNS = (
    "doc_id",
    "source",
    "title",
    "issuer",
    "document_number",
    "published",
    "encoding",
    "sha256",
    "reprint_of",
    "pages",
    "cells",
    "text",
)


def plain(value: Decimal) -> str:
    """The number in plain notation without idle zeros: `2675700`, `3570.7`, `-5.6`."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def grouped(value: Decimal) -> str:
    """The same with its thousands parted, for people: `2,675,700`."""
    return format(Decimal(plain(value)), ",f")


def json_number(value: Decimal) -> msgspec.Raw:
    """The exact decimal as a JSON number, or as a JSON string where a double could not carry it back."""
    text = plain(value)
    survives = len(text) <= EXACT_DIGITS or Decimal(repr(float(text))) == value
    return msgspec.Raw((text if survives else f'"{text}"').encode())


@cache
def _decimals(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The columns of a record that hold exact numbers."""
    return tuple(name for name, hint in get_type_hints(kind).items() if Decimal in (hint, *get_args(hint)))


def json_line(record: Fact | Relation | Finding | Document) -> bytes:
    """One JSON Lines row with its line end; columns in the record's order, Chinese as itself."""
    if isinstance(record, Document):
        row = document_row(record)
    else:
        row = msgspec.structs.asdict(record)
        for name in _decimals(type(record)):
            if row[name] is not None:
                row[name] = json_number(row[name])
    return msgspec.json.encode(row) + b"\n"


def document_row(document: Document) -> dict[str, Any]:
    """The columns of `documents`."""
    return {name: getattr(document, name, None) for name in DOCUMENT_COLUMNS}


def fact_row(fact: Fact) -> dict[str, Any]:
    """The columns of the fact record, as Python values; flags joined with `;` for tables."""
    row = msgspec.structs.asdict(fact)
    row["flags"] = ";".join(fact.flags)
    return row
