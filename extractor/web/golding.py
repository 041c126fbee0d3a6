"""What is reviewed whole as a corpus for `extractor eval`: bulletins, gold facts, metadata."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from extractor.evaluation.writing import gold_lines
from extractor.exchange.sheet import Sheet, by_source

if TYPE_CHECKING:
    from extractor.web.desk import Desk

COLUMNS = ("source", "published", "issuer", "title", "document_number")


class Gold(NamedTuple):
    """The files of the corpus by path, and the documents left out because somebody has still to look at them."""

    files: dict[str, bytes]
    left_out: tuple[str, ...]


def is_whole(desk: Desk, doc_id: str) -> bool:
    """Whether every figure of a document is decided, and none contested."""
    states = desk.shown(doc_id).states
    return bool(states) and not states["open"] and not states["contested"]


def gold_of(desk: Desk) -> Gold:
    """The documents in which every figure is decided, none contested; gold is no gold where figures are unread."""
    desk.sync()
    done, left_out = [], []
    for doc_id, document in desk.documents.items():
        if is_whole(desk, doc_id):
            done.append(doc_id)
        else:
            left_out.append(document.source)
    named = by_source(Sheet(desk.documents[one].text, desk.documents[one].source, (), (), {}, one) for one in done)
    files: dict[str, bytes] = {}
    table = StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(COLUMNS)
    for name, sheet in named.items():
        document = desk.documents[sheet.where]
        facts = [row.fact for row in desk.rows(sheet.where) if row.state != "rejected"]
        files[f"bulletins/{name}.txt"] = document.text.encode("utf-8", "surrogatepass")
        files[f"gold/{name}.jsonl"] = gold_lines(document, facts)
        published = document.published.isoformat() if document.published else ""
        known = (document.issuer or "", document.title or "", document.document_number or "")
        rows.writerow((f"{name}.txt", published, *known))
    files["metadata.csv"] = table.getvalue().encode()
    return Gold(files, tuple(left_out))
