"""A run read for its report: `UsageError` says which file is missing or does not belong, and what to do."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.store.source import is_store, load_run, stored_unreadable
from extractor.store.table_csv import FORMULA_STARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extractor.model import Document, Fact
    from extractor.store.labels import Lang
    from extractor.store.source import Loaded


def load_for_report(place: str) -> Loaded:
    """What a run holds, read from its folder, store or facts.jsonl; each fact checked against the text it quotes."""
    if "://" not in place:
        _demand_files(Path(place))
    run = load_run(place)
    shown = "the store" if "://" in place else place
    _check_quotes(shown, {document.doc_id: document for document in run.documents}, run.facts)
    return run


def _demand_files(path: Path) -> None:
    if not path.exists():
        raise UsageError(
            f"{path}: no such folder; give the folder that extract wrote (--output), its extractor.db, "
            "or the URL of its store"
        )
    folder = path if path.is_dir() else path.parent
    if is_store(path):
        return
    for name in ("facts.jsonl", "documents.jsonl"):
        if not (folder / name).exists():
            raise UsageError(f"{folder}: no {name} in it; give a folder that extract wrote with --format jsonl")


def _check_quotes(folder: str, documents: Mapping[str, Document], facts: Iterable[Fact]) -> None:
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


def load_unreadable(place: str, run: Loaded, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    """Source, reason and explanation of each file that the run could not read; none where the list is missing."""
    if run.store is not None:
        return tuple((one.source, one.reason, one.explanation(lang)) for one in stored_unreadable(run.store))
    path = Path(place) / "unreadable.csv" if Path(place).is_dir() else Path(place).with_name("unreadable.csv")
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
