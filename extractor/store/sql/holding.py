"""One run at a time on a store: beside a SQLite file by its folder, in PostgreSQL by the server."""

from __future__ import annotations

import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from extractor.errors import UsageError
from extractor.store.lock import only_run_in
from extractor.store.sql.database import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

_PATIENCE = 3.0  # seconds
_KEY = 7_310_584_120_011  # of the advisory lock: ours alone


@contextmanager
def hold(engine: Engine, folder: Path) -> Iterator[None]:
    """Hold the store; `UsageError` where another run holds it.  `folder` is held already."""
    if engine.dialect.name == "sqlite":
        beside = Path(engine.url.database or "").resolve().parent
        if beside == folder.resolve():
            yield
            return
        with only_run_in(beside):
            yield
        return
    with engine.connect() as connection:
        if not _taken(connection):
            raise UsageError(
                f"{name_of(engine.url)}: another run writes here; wait for it, or give another --store",
                f"{name_of(engine.url)}：另一次运行正在写入；请等它结束，或换一个 --store",
            )
        connection.commit()  # the lock is the session's, not the transaction's
        yield


def _taken(connection: Connection) -> bool:
    """Whether the lock is ours now; the server takes a moment to notice that a killed run is gone."""
    until = time.monotonic() + _PATIENCE
    while not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar_one():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True
