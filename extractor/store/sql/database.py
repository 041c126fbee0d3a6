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

HEAD = "0002"
"""The newest migration: what a store must be at, and what a new one is made at."""
MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 30
POSTGRES = "pip install 'bulletin-extractor[postgres]'"


def store_url(place: str | Path) -> URL:
    """The URL of a store given as a path or as a URL; `UsageError` for a database that is none of ours."""
    if "://" not in str(place):
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(str(place))
    except ArgumentError as error:
        raise UsageError(
            f"--store: '{place}' is no database URL; wanted is postgresql+psycopg://host/name",
            f"--store：'{place}' 不是数据库 URL；应为 postgresql+psycopg://host/name",
        ) from error
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "postgresql+psycopg"} or not url.database:
        shown, wanted = url.render_as_string(), "postgresql+psycopg://host/name"
        raise UsageError(
            f"--store: '{shown}' cannot be a store; wanted is {wanted} or sqlite:///file.db",
            f"--store：'{shown}' 不能用作存储；应为 {wanted} 或 sqlite:///file.db",
        )
    return url


@contextmanager
def clear_errors(url: URL) -> Iterator[None]:
    """What goes wrong in the database, as one line a person can act on."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        reason = " ".join(str(error.orig or error).split())
        en, zh = _advice(reason)
        raise StoreError(f"{name_of(url)}: {reason}; {en}", f"{name_of(url)}：{zh}（{reason}）") from error
    except SQLAlchemyError as error:
        reason = " ".join(str(error).split())
        raise StoreError(f"{name_of(url)}: {reason}", f"{name_of(url)}：数据库出错（{reason}）") from error


def name_of(url: URL) -> str:
    """The store as messages name it: the file, or the URL without its password."""
    return url.database or "" if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


def _advice(reason: str) -> tuple[str, str]:
    """What to do, in English and in Chinese."""
    low = reason.lower()
    if "disk i/o" in low or "full" in low or "no space" in low:
        return (
            "make room on the disk and run the same command again: it goes on where it stopped",
            "磁盘已满；请腾出空间后用同一命令再次运行，会从中断处继续",
        )
    if "not a database" in low or "malformed" in low:
        return (
            "this is no store of ours; give another --output, or move the file away",
            "不是本程序的存储；请换一个 --output，或移走此文件",
        )
    if "locked" in low:
        return (
            "another program holds it; close that and run the same command again",
            "正被其他程序占用；请关闭后用同一命令再次运行",
        )
    if "readonly" in low or "unable to open" in low:
        return (
            "check that the folder is there and may be written, then run the same command again",
            "打不开或不能写入；请检查目录是否存在、能否写入，再用同一命令运行",
        )
    return (
        "check the database, then run the same command again: what was committed is kept",
        "数据库出错；请检查数据库后用同一命令再次运行，已保存的不会丢失",
    )


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
        raise UsageError(
            f"--store {name_of(url)}: psycopg is not installed; run: {POSTGRES}",
            f"--store {name_of(url)}：没有安装 psycopg；请运行 {POSTGRES}",
        ) from error


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
        name = name_of(url)
        raise StoreError(
            f"{name}: holds no run; give what extract wrote", f"{name}：里面没有抽取结果；请给出 extract 的输出"
        )
    if version is None:
        _create(connection, url)
        return
    from alembic.script.revision import ResolutionError  # noqa: PLC0415  # only an older store pays for alembic
    from alembic.util import CommandError  # noqa: PLC0415

    try:
        migrate(connection)
    except (CommandError, ResolutionError) as error:
        raise StoreError(
            f"{name_of(url)}: written by a newer version of this program (schema {version}, here {HEAD}); update it",
            f"{name_of(url)}：由更新版本的程序写成（结构 {version}，此处 {HEAD}）；请升级本程序",
        ) from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _create(connection: Connection, url: URL) -> None:
    """All tables at once, marked as migrated: a new store need not walk through history."""
    if foreign := sorted(set(inspect(connection).get_table_names()) & set(METADATA.tables)):
        names = ", ".join(foreign)
        raise StoreError(
            f"{name_of(url)}: has tables of its own named {names}; give an empty database",
            f"{name_of(url)}：已有同名的其他表 {names}；请换一个空数据库",
        )
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
