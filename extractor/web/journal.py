"""The decisions of a store, as they are made: appended one action at a time, and followed when others append."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from sqlalchemy import select

from extractor.decisions import Decision
from extractor.errors import UsageError
from extractor.store.source import open_store
from extractor.store.sql.database import clear_errors
from extractor.store.sql.results import append_decision
from extractor.store.sql.schema import decisions, files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LATE = 200  # ids that may appear behind later ones: transactions of a server commit in any order
LOCK = ".review.lock"


class Journal:
    """The decisions of one store; safe to share between threads.

    SQLite: one process writes, the others read (`writable`).  PostgreSQL: as many write as there are.
    """

    def __init__(self, store: str) -> None:
        self._engine = open_store(store)
        self._known: dict[int, Decision] = {}
        self._guard = threading.Lock()
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
        with self._guard, clear_errors(self._engine.url), self._engine.connect() as connection:
            after = max(self._known, default=0) - (LATE if self._lock is None else 0)
            ids = connection.scalars(select(decisions.c.id).where(decisions.c.id > after)).all()
            new = [one for one in ids if one not in self._known]
            if not new:
                return []
            query = select(decisions).where(decisions.c.id >= min(new)).order_by(decisions.c.id)
            found = [Decision(**row._asdict()) for row in connection.execute(query) if row.id not in self._known]
            self._known |= {one.id or 0: one for one in found}
            return found

    def digest_of(self, path: str) -> str | None:
        """The SHA-256 of a file as the last run read it."""
        with self._guard, clear_errors(self._engine.url), self._engine.connect() as connection:
            found = connection.scalar(select(files.c.sha256).where(files.c.path == path))
            return None if found is None else str(found)

    def append(self, made: Sequence[Decision]) -> None:
        """Append the decisions of one action: all of them or none.  `UsageError` where another process writes."""
        if not self.writable:
            raise UsageError(
                "another review desk writes this store; close it, or keep the store in PostgreSQL",
                "另一个复核台正在写入这个存储；请关闭它，或改用 PostgreSQL",
            )
        with self._writing(), clear_errors(self._engine.url), self._engine.begin() as connection:
            for decision in made:
                append_decision(connection, decision)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """SQLite takes one writer at a time; waiting here is cheaper than asking it again and again."""
        if self._lock is None:
            yield
            return
        with self._guard:
            yield
