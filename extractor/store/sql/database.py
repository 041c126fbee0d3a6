"""Opening a store: SQLite by path, PostgreSQL by URL; made where missing, brought up to date where older."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import URL, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, SQLAlchemyError

from extractor.errors import StoreError, UsageError
from extractor.store.sql.schema import METADATA
from extractor.store.sql.triggers import APPEND_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

HEAD = "0001"
"""The newest migration: what a store must be at, and what a new one is made at."""
MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 30
POSTGRES_MISSING = "psycopg is not installed; run: pip install 'bulletin-extractor[postgres]'"


def store_url(place: str | Path) -> URL:
    """The URL of a store given as a path or as a URL; `UsageError` for a database that is none of ours."""
    if "://" not in str(place):
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(str(place))
    except ArgumentError as error:
        raise UsageError(f"--store: '{place}' is no database URL; wanted is postgresql+psycopg://host/name") from error
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "postgresql+psycopg"} or not url.database:
        raise UsageError(
            f"--store: '{url.render_as_string()}' cannot be a store; "
            "wanted is postgresql+psycopg://host/name or sqlite:///file.db"
        )
    return url


@contextmanager
def clear_errors(url: URL) -> Iterator[None]:
    """What goes wrong in the database, as one line a person can act on."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        reason = " ".join(str(error.orig or error).split())
        raise StoreError(f"{name_of(url)}: {reason}; {_advice(reason)}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"{name_of(url)}: {' '.join(str(error).split())}") from error


def name_of(url: URL) -> str:
    """The store as messages name it: the file, or the URL without its password."""
    return url.database or "" if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


def _advice(reason: str) -> str:
    low = reason.lower()
    if "disk i/o" in low or "full" in low or "no space" in low:
        return "make room on the disk and run the same command again: it goes on where it stopped"
    if "not a database" in low or "malformed" in low:
        return "this is no store of ours; give another --output, or move the file away"
    if "locked" in low:
        return "another program holds it; close that and run the same command again"
    if "readonly" in low or "unable to open" in low:
        return "check that the folder is there and may be written, then run the same command again"
    return "check the database, then run the same command again: what was committed is kept"


def open_engine(url: URL, *, create: bool = True) -> Engine:
    """An engine whose store is there and up to date; `StoreError` where it cannot be.

    `create`: make the tables where there are none.
    """
    engine = _engine(url)
    with clear_errors(url):
        try:
            with engine.begin() as connection:
                _bring_up_to_date(connection, url, create=create)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _engine(url: URL) -> Engine:
    options: dict[str, Any] = {"json_serializer": _to_json, "json_deserializer": msgspec.json.decode}
    if url.drivername == "sqlite":
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **options)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(url, **options)
    except ModuleNotFoundError as error:
        raise UsageError(f"--store {name_of(url)}: {POSTGRES_MISSING}") from error


def _to_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _set_up_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own connection
    """WAL: a reader does not stop the run, and a killed run leaves the last commit."""
    connection.isolation_level = None  # the driver's own transactions leave out what defines tables
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "cache_size = -32000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _bring_up_to_date(connection: Connection, url: URL, *, create: bool) -> None:
    version = _version(connection)
    if version == HEAD:
        return
    if version is None and not create:
        raise StoreError(f"{name_of(url)}: holds no run; give what extract wrote")
    if version is None:
        _create(connection, url)
        return
    from alembic.script.revision import ResolutionError  # noqa: PLC0415  # only an older store pays for alembic
    from alembic.util import CommandError  # noqa: PLC0415

    try:
        migrate(connection)
    except (CommandError, ResolutionError) as error:
        raise StoreError(
            f"{name_of(url)}: written by a newer version of this program (schema {version}, here {HEAD}); update it"
        ) from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _create(connection: Connection, url: URL) -> None:
    """All tables at once, marked as migrated: a new store need not walk through history."""
    if foreign := sorted(set(inspect(connection).get_table_names()) & set(METADATA.tables)):
        raise StoreError(f"{name_of(url)}: has tables of its own named {', '.join(foreign)}; give an empty database")
    METADATA.create_all(connection)
    for statement in APPEND_ONLY[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    mark_migrated(connection)


def mark_migrated(connection: Connection) -> None:
    """Mark the store as alembic marks it when every migration has run."""
    key = "CONSTRAINT alembic_version_pkc PRIMARY KEY"
    connection.execute(text(f"CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL {key})"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def migrate(connection: Connection, target: str = "head") -> None:
    """Run the migrations that the store lacks, within the connection's transaction."""
    from alembic import command  # noqa: PLC0415  # only an older store pays for alembic
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
