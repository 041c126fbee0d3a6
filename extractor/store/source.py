"""The facts of a run, wherever they are: its folder, its store by path or URL, or a facts.jsonl."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from extractor.errors import UsageError
from extractor.store.jsonl import load_documents, load_facts, load_relations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

    from extractor.model import Document, Fact, Finding, Relation
    from extractor.readers.refusal import UnreadableError

STORE_FILE = "extractor.db"
FACTS_FILE = "facts.jsonl"
_SQLITE = b"SQLite format 3\0"


class Loaded(NamedTuple):
    """What a run holds; `store` is where its findings go, `finished` says whether the run came to its end."""

    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...]
    documents: tuple[Document, ...] = ()
    store: str | None = None
    finished: bool = True


def load_run(place: str | Path) -> Loaded:
    """The facts and relations of a run; `UsageError` or `StoreError` where there are none to read."""
    store = store_of(str(place))
    if store is not None:
        return _from_store(store)
    path = Path(place)
    file = path / FACTS_FILE if path.is_dir() else path
    return Loaded(
        load_facts(file),
        load_relations(file.with_name("relations.jsonl")),
        load_documents(file.with_name("documents.jsonl")),
    )


def is_store(path: Path) -> bool:
    """Whether the path is a store, or a folder with one in it."""
    return store_of(str(path)) is not None


def stored_unreadable(store: str) -> tuple[UnreadableError, ...]:
    """What the last run of the store could not read, in order."""
    from extractor.store.sql.database import clear_errors  # noqa: PLC0415
    from extractor.store.sql.reading import unreadable  # noqa: PLC0415

    engine = open_store(store)
    try:
        with clear_errors(engine.url), engine.connect() as connection:
            return tuple(error for _, error in unreadable(connection))
    finally:
        engine.dispose()


def store_of(place: str) -> str | None:
    """The store that a place names: a URL, a database file, or the one in a run folder; `None` where there is none."""
    if "://" in place:
        return place
    path = Path(place)
    if path.is_dir():
        return str(path / STORE_FILE) if (path / STORE_FILE).is_file() else None
    return place if _is_sqlite(path) else None


def _is_sqlite(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # reading it as a facts.jsonl says what is wrong


def _from_store(store: str) -> Loaded:
    from extractor.store.sql.database import clear_errors  # noqa: PLC0415  # a facts.jsonl needs no database
    from extractor.store.sql.journal import is_finished  # noqa: PLC0415
    from extractor.store.sql.reading import stored  # noqa: PLC0415

    engine = open_store(store)
    try:
        with clear_errors(engine.url), engine.connect() as connection:
            facts: list[Fact] = []
            documents: list[Document] = []
            relations: list[Relation] = []
            for one in stored(connection):
                documents.append(replace(one.document, reprint_of=one.reprint_of))
                facts += one.facts
                relations += one.relations
            return Loaded(tuple(facts), tuple(relations), tuple(documents), store, is_finished(connection))
    finally:
        engine.dispose()


def save_findings(store: str, findings: Sequence[Finding]) -> None:
    """Keep the findings of a check in the store, in place of those of the last one."""
    from extractor.store.sql.database import clear_errors  # noqa: PLC0415
    from extractor.store.sql.results import replace_findings  # noqa: PLC0415

    engine = open_store(store)
    try:
        with clear_errors(engine.url), engine.begin() as connection:
            replace_findings(connection, findings)
    finally:
        engine.dispose()


def open_store(store: str) -> Engine:
    """The database of a store that is there; `UsageError` or `StoreError` where it is not."""
    from extractor.store.sql.database import open_engine, store_url  # noqa: PLC0415

    url = store_url(store)
    if url.drivername == "sqlite" and not Path(url.database or "").is_file():
        raise UsageError(f"{store}: cannot be read (no such file); give a run folder, its store or a facts.jsonl")
    return open_engine(url, create=False)
