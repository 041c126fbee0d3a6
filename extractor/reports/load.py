"""A run folder read for its report: `UsageError` says which file is missing or does not belong, and what to do."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.store.jsonl import load_documents, load_facts, load_relations
from extractor.store.table_csv import FORMULA_STARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from extractor.model import Document, Fact, Relation


def load_run(folder: Path) -> tuple[tuple[Document, ...], tuple[Fact, ...], tuple[Relation, ...]]:
    """The documents, facts and relations of a run, each fact checked against the text that it quotes."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; give the folder that extract wrote (--output)")
    for name in ("facts.jsonl", "documents.jsonl"):
        if not (folder / name).exists():
            raise UsageError(f"{folder}: no {name} in it; give a folder that extract wrote with --format jsonl")
    documents = load_documents(folder / "documents.jsonl")
    facts = load_facts(folder / "facts.jsonl")
    _check_quotes(folder, {document.doc_id: document for document in documents}, facts)
    return documents, facts, load_relations(folder / "relations.jsonl")


def _check_quotes(folder: Path, documents: Mapping[str, Document], facts: Iterable[Fact]) -> None:
    remedy = "the two files are not of one run; run extract again"
    for fact in facts:
        document = documents.get(fact.doc_id)
        if document is None:
            raise UsageError(f"{folder}: fact {fact.fact_id} is of a text that documents.jsonl does not hold; {remedy}")
        found = document.text[fact.start : fact.end]
        if found != fact.quote or fact.start >= fact.end:
            raise UsageError(
                f"{folder}: fact {fact.fact_id} quotes '{fact.quote}', documents.jsonl has '{found}' there; {remedy}"
            )


def load_unreadable(folder: Path) -> tuple[tuple[str, str, str], ...]:
    """Source, reason and explanation of each file that the run could not read; none where the list is missing."""
    path = folder / "unreadable.csv"
    if not path.exists():
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (csv.Error, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); run extract again") from error
    return tuple((_cell(row, "source"), _cell(row, "reason"), _cell(row, "explanation")) for row in rows)


def _cell(row: Mapping[str, str | None], name: str) -> str:
    """A cell as it was before it was made safe for spreadsheets."""
    text = row.get(name) or ""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text
