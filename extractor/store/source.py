"""The facts of a run, wherever they are: its folder, its store by path or URL, or a facts.jsonl."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from extractor.errors import UsageError
from extractor.store.consistent import check_quotes
from extractor.store.jsonl import load_documents, load_facts, load_relations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

    from extractor.model import Document, Fact, Finding, Relation
    from extractor.readers.refusal import UnreadableError

STORE_FILE = "extractor.db"
FACTS_FILE = "facts.jsonl"
DOCUMENTS_FILE = "documents.jsonl"
_SQLITE = b"SQLite format 3\0"


class Loaded(NamedTuple):
    """What a run holds; `store` is where its findings go, `finished` says whether the run came to its end."""

    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...]
    documents: tuple[Document, ...] = ()
    store: str | None = None
    finished: bool = True


def load_run(place: str | Path, *, texts: bool = False) -> Loaded:
    """What a run holds; `UsageError` or `StoreError` where there is nothing to read.

    `texts`: the documents are needed too, and each fact must quote the text it says it stands in.
    """
    store = store_of(str(place))
    path = Path(place)
    if store is None:
        file = path / FACTS_FILE if path.is_dir() else path
        _demand(path, file, [FACTS_FILE, DOCUMENTS_FILE] if texts else [FACTS_FILE] if path.is_dir() else [])
    run = _from_store(store) if store is not None else _from_files(file)
    if texts:
        check_quotes(str(place) if store is None else name_of_store(store), run)
    return run


def _from_files(file: Path) -> Loaded:
    return Loaded(
        load_facts(file),
        load_relations(file.with_name("relations.jsonl")),
        load_documents(file.with_name(DOCUMENTS_FILE)),
    )


def _demand(path: Path, facts: Path, names: Sequence[str]) -> None:
    """`UsageError` for a place that is not there, or a folder that lacks one of the files."""
    if not path.exists():
        raise UsageError(
            f"{path}: no such file or folder; give the folder that extract wrote (--output), its {STORE_FILE} or "
            f"{FACTS_FILE}, or the URL of its store",
            f"{path}：没有此文件或目录；请给出 extract 的输出目录（--output）、其中的 {STORE_FILE} 或 {FACTS_FILE}，"
            "或存储的 URL",
        )
    folder = facts.parent
    for name in names:
        if not (folder / name).exists():
            raise UsageError(
                f"{folder}: no {name} in it; give a folder that extract wrote with --format jsonl: "
                "'extractor extract PATH --output DIR' reads bulletins into one",
                f"{folder}：里面没有 {name}；请给出 extract 用 --format jsonl 写出的目录：公报要先用 "
                "extractor extract PATH --output DIR 读入",
            )


def name_of_store(store: str) -> str:
    """The store as messages name it, without a password."""
    from extractor.store.sql.database import name_of, store_url  # noqa: PLC0415

    return name_of(store_url(store))


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
        raise UsageError(
            f"{store}: cannot be read (no such file); give a run folder, its store or a facts.jsonl",
            f"{store}：没有此文件；请给出 extract 的输出目录、其存储或 facts.jsonl",
        )
    return open_engine(url, create=False)
