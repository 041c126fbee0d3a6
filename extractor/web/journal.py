"""The decisions of a store, as they are made: appended one action at a time, and followed when others append."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from sqlalchemy import select, text

from extractor.decisions import Decision
from extractor.errors import UsageError
from extractor.store.source import open_store
from extractor.store.sql.database import clear_errors
from extractor.store.sql.results import append_decision
from extractor.store.sql.schema import decisions, files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

LOCK = ".review.lock"


class Journal:
    """The decisions of one store; safe to share between threads.

    SQLite: one process writes, the others read (`writable`).  PostgreSQL: as many write as there are, one at a time.
    """

    def __init__(self, store: str) -> None:
        self._engine = open_store(store)
        self._last = 0  # ids are committed in their order: `turn` sees to it
        self._reading, self._deciding = threading.Lock(), threading.Lock()
        self._lock: FileLock | None = None
        self.writable = self._take(store) if self._engine.dialect.name == "sqlite" else True

    def _take(self, store: str) -> bool:
        path = Path(self._engine.url.database or store)
        self._lock = FileLock(path.with_name(LOCK))
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def close(self) -> None:
        """Let go of the store."""
        if self._lock is not None:
            self._lock.release()
        self._engine.dispose()

    def news(self) -> list[Decision]:
        """The decisions that were not seen before, whoever made them, in the order of their ids."""
        query = select(decisions).where(decisions.c.id > self._last).order_by(decisions.c.id)
        with self._reading, clear_errors(self._engine.url), self._engine.connect() as connection:
            found = [Decision(**row._asdict()) for row in connection.execute(query)]
            self._last = max(self._last, *(one.id or 0 for one in found), 0)
            return found

    def digest_of(self, path: str) -> str | None:
        """The SHA-256 of a file as the last run read it."""
        with clear_errors(self._engine.url), self._engine.connect() as connection:
            found = connection.scalar(select(files.c.sha256).where(files.c.path == path))
            return None if found is None else str(found)

    @contextmanager
    def turn(self) -> Iterator[Callable[[Iterable[Decision]], None]]:
        """A look at what stands and the decisions that follow from it: nobody else decides in between.

        Gives what appends decisions: all that are appended in one turn are kept, or none.  `UsageError` where another
        process writes.
        """
        if not self.writable:
            raise UsageError(
                "another review desk writes this store; close it, or keep the store in PostgreSQL",
                "另一个复核台正在写入这个存储；请关闭它，或改用 PostgreSQL",
            )
        with self._deciding, clear_errors(self._engine.url), self._engine.begin() as connection:
            if self._lock is None:  # other desks wait; readers do not
                connection.execute(text(f"LOCK TABLE {decisions.name} IN SHARE ROW EXCLUSIVE MODE"))
            yield partial(_append, connection)

    def append(self, made: Iterable[Decision]) -> None:
        """Append decisions that do not depend on others."""
        with self.turn() as write:
            write(made)


def _append(connection: Connection, made: Iterable[Decision]) -> None:
    for decision in made:
        append_decision(connection, decision)
