"""The journal of a run: which files there are, which are read as they stand now, when runs began and ended.

Whether a file has to be read is told from what the journal holds of it, never from where a run stopped: starting the
same command again is how a run goes on (docs/adr/0009).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, func, insert, select, update

from extractor.store.sql.schema import documents, facts, files, refusals, runs
from extractor.store.stamp import Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

_OF_THE_MACHINE = frozenset({"cannot_open", "needs_extra", "needs_program", "crashed", "changing"})


class Settings(NamedTuple):
    """What facts depend on beside the file; a refusal also depends on the limits it was read under."""

    reading: str
    limits: str
    max_bytes: int

    @property
    def of_refusals(self) -> str:
        """What a refused file is marked with."""
        return f"{self.reading}/{self.limits}"


class Filed(NamedTuple):
    """One file as the journal has it; `refused` is the reason, where it was."""

    id: int
    stamp: Stamp | None
    settings: str
    known: str
    sources: tuple[str, ...] = ()
    refused: str | None = None


class Totals(NamedTuple):
    """What the files of the last run came to."""

    documents: int
    facts: int
    unreadable: int
    reprints: int


def place(connection: Connection, paths: Sequence[str]) -> dict[str, Filed]:
    """Note the files of this run in their order; what else the store has is kept, but out of the run."""
    filed = _filed(connection)
    connection.execute(update(files).where(files.c.position.is_not(None)).values(position=None))
    rows = [{"key": filed[path].id, "at": position} for position, path in enumerate(paths) if path in filed]
    if rows:
        connection.execute(update(files).where(files.c.id == bindparam("key")).values(position=bindparam("at")), rows)
    first = max((one.id for one in filed.values()), default=-1) + 1
    new = [(position, path) for position, path in enumerate(paths) if path not in filed]
    if new:
        connection.execute(
            insert(files),
            [{"id": first + n, "path": path, "position": position} for n, (position, path) in enumerate(new)],
        )
    added = {path: Filed(first + n, None, "", "") for n, (_, path) in enumerate(new)}
    return {path: filed[path] if path in filed else added[path] for path in paths}


def _filed(connection: Connection) -> dict[str, Filed]:
    sources: defaultdict[int, list[str]] = defaultdict(list)
    for file_id, source in connection.execute(
        select(documents.c.file_id, documents.c.source).order_by(documents.c.file_id, documents.c.part)
    ):
        sources[file_id].append(source)
    refused: dict[int, str] = {}
    for row in connection.execute(select(refusals).order_by(refusals.c.file_id, refusals.c.ordinal)):
        refused.setdefault(row.file_id, row.reason)
    return {
        row.path: Filed(
            row.id,
            None if row.size is None else Stamp(row.size, row.mtime_ns, row.sha256),
            row.settings or "",
            row.known or "",
            tuple(sources.get(row.id, ())),
            refused.get(row.id),
        )
        for row in connection.execute(select(files))
    }


def is_current(filed: Filed, stamp: Stamp, settings: Settings, known: Callable[[Sequence[str]], str]) -> bool:
    """Whether what the store holds of a file is what reading it now would give.

    `known` is the digest of what --metadata says of sources.  A refusal that says nothing of the file itself (it could
    not be opened, a program was missing) is always tried again.
    """
    if filed.stamp is None or filed.stamp[:2] != stamp[:2] or filed.known != known(filed.sources):
        return False
    if filed.refused is not None:
        return filed.settings == settings.of_refusals and filed.refused not in _OF_THE_MACHINE
    return filed.settings == settings.reading


def touch(connection: Connection, file_id: int, stamp: Stamp) -> None:
    """Note another time on a file whose bytes are the same."""
    connection.execute(update(files).where(files.c.id == file_id).values(mtime_ns=stamp.mtime_ns))


def begin_run(connection: Connection, *, at: datetime, program: str, rules_version: str, paths: Sequence[str]) -> int:
    """Note that a run begins; its id."""
    values = {"begun": at, "program": program, "rules_version": rules_version, "paths": list(paths)}
    key = connection.execute(insert(runs).values(values)).inserted_primary_key
    assert key is not None  # noqa: S101  # a single row was inserted
    return int(key[0])


def end_run(connection: Connection, run_id: int, *, at: datetime, totals: Totals) -> None:
    """Note that the run is over, and what it came to."""
    values = {"ended": at, **{name: getattr(totals, name) for name in ("documents", "facts", "unreadable")}}
    connection.execute(update(runs).where(runs.c.id == run_id).values(values))


def is_finished(connection: Connection) -> bool:
    """Whether the last run came to its end; also where there was none."""
    ended = connection.execute(select(runs.c.ended).order_by(runs.c.id.desc()).limit(1)).first()
    return ended is None or ended[0] is not None


def totals(connection: Connection) -> Totals:
    """What the files of the last run came to."""
    here = select(files.c.id).where(files.c.position.is_not(None)).scalar_subquery()

    def count(*conditions: object) -> int:
        return connection.execute(select(func.count()).where(*conditions)).scalar_one()  # type: ignore[arg-type]

    return Totals(
        documents=count(documents.c.file_id.in_(here)),
        facts=count(facts.c.file_id.in_(here)),
        unreadable=count(refusals.c.file_id.in_(here)),
        reprints=count(documents.c.file_id.in_(here), documents.c.reprint_of.is_not(None)),
    )


def facts_by_position(connection: Connection) -> Mapping[int, int]:
    """How many facts each file of the last run has, by the file's place in it."""
    query = (
        select(files.c.position, func.count(facts.c.ordinal))
        .join(facts, facts.c.file_id == files.c.id)
        .where(files.c.position.is_not(None))
        .group_by(files.c.position)
        .order_by(files.c.position)
    )
    return {row.position: row[1] for row in connection.execute(query)}
