"""A run: what is new or changed is read, reprints are told, the files are written.

Killed anywhere and run again it ends the same: each step is in the store whole, or is done anew (docs/adr/0009).
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from extractor.engines.exporting import exporting
from extractor.engines.reading import stamp_of
from extractor.engines.receiving import Receiver
from extractor.engines.reprints import mark_reprints
from extractor.engines.stream import events_of
from extractor.engines.task import SEGMENTER, Outcome
from extractor.engines.version import program_version
from extractor.readers.naming import name_of, path_of
from extractor.rulebook.load import builtin_rules
from extractor.store import export
from extractor.store.atomic import remove_left_over
from extractor.store.lock import only_run_in
from extractor.store.run import write_unreadable
from extractor.store.sql.database import clear_errors, open_engine, store_url
from extractor.store.sql.holding import hold
from extractor.store.sql.journal import (
    Filed,
    Settings,
    begin_run,
    end_run,
    is_current,
    place,
    totals,
    touch,
)
from extractor.store.sql.reading import sources, unreadable
from extractor.store.sql.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection, Engine

    from extractor.engines.reading import Known, Message
    from extractor.engines.task import Batch, Watcher
    from extractor.engines.workers import Event

PARALLEL_FACTS = 20_000
"""Facts below which starting processes takes longer than writing the files."""


def run(batch: Batch, watcher: Watcher) -> Outcome:
    """Do what is to be done of the run; what the whole of it came to."""
    batch.folder.mkdir(parents=True, exist_ok=True)
    url = store_url(batch.store)
    with ExitStack() as stack:
        stack.enter_context(only_run_in(batch.folder))
        remove_left_over(batch.folder)
        engine = open_engine(url)
        stack.callback(engine.dispose)
        stack.enter_context(hold(engine, batch.folder))
        stack.enter_context(clear_errors(url))
        run_id = _begin(engine, batch)
        current = _read(engine, batch, watcher)
        _write(engine, batch, watcher)
        with engine.begin() as connection:
            found = totals(connection)
            row = batch.known.metadata.row
            without_row = tuple(source for source in sources(connection) if row(source) is None)
            end_run(connection, run_id, at=datetime.now(UTC), totals=found)
        return Outcome(*found, current, without_row)


def _begin(engine: Engine, batch: Batch) -> int:
    rules = batch.rules or builtin_rules()
    with engine.begin() as connection:
        paths = [name_of(path) for path in batch.roots]
        return begin_run(
            connection, at=datetime.now(UTC), program=program_version(), rules_version=rules.version, paths=paths
        )


def _read(engine: Engine, batch: Batch, watcher: Watcher) -> int:
    """Read what is new or changed; how many files were neither."""
    settings = _settings(batch)
    with engine.begin() as connection:
        filed = place(connection, [name_of(path) for path in batch.files])
        current = set() if batch.anew else set(_current(connection, filed, batch.known, settings))
        refused = unreadable(connection)
    wanted = [path for path in filed if path not in current]
    watcher.begin(len(filed), len(current))
    for path, refusal in refused:
        if path in current:  # could not be read before, and has not changed
            watcher.refuse(refusal)
    with Writing(engine) as writing:
        events = events_of(batch, wanted, signed=len(filed) > 1)
        _write_events(writing, events, filed, settings, batch, watcher)
    return len(current)


def _current(connection: Connection, filed: Mapping[str, Filed], known: Known, settings: Settings) -> Iterator[str]:
    """The files that need not be read."""
    for path, one in filed.items():
        stamp = stamp_of(path_of(path))
        if one.stamp is not None and one.stamp.size == stamp.size and one.stamp.mtime_ns != stamp.mtime_ns:
            stamp = stamp_of(path_of(path), hashed_up_to=settings.max_bytes)
            if stamp.sha256 and stamp.sha256 == one.stamp.sha256:  # touched, or copied anew: the same bytes
                touch(connection, one.id, stamp)
                one = one._replace(stamp=stamp)  # noqa: PLW2901  # the same file at its new time
        if is_current(one, stamp, settings, lambda sources: known.digest(tuple(sources))):
            yield path


def _write_events(  # noqa: PLR0913, PLR0917  # what becomes of a file depends on all of these
    writing: Writing,
    events: Iterable[Event[str, Message]],
    filed: Mapping[str, Filed],
    settings: Settings,
    batch: Batch,
    watcher: Watcher,
) -> None:
    receiver: Receiver | None = None
    for event in events:
        if receiver is None:
            receiver = Receiver(writing, filed[event.task], batch.known, batch.roots)
        if event.kind == "result" and event.result is not None:
            receiver.take(event.result)
        elif event.kind == "again":
            receiver.forget()
        else:
            for refusal in receiver.end(settings, crashed=event.task if event.kind == "crashed" else None):
                watcher.refuse(refusal)
            receiver = None
            watcher.read()


def _write(engine: Engine, batch: Batch, watcher: Watcher) -> None:
    """Tell reprints, while the processes that will write files get ready; then write them."""
    with engine.connect() as connection:
        little = batch.processes == 1 or totals(connection).facts < PARALLEL_FACTS
        planned = export.pieces(connection, batch.store, batch.folder, batch.formats, batch.lang, together=little)
        refused = [refusal for _, refusal in unreadable(connection)]
    with exporting(planned, processes=1 if little else batch.processes) as steps:
        watcher.compare()
        with engine.begin() as connection:
            mark_reprints(connection)
        watcher.finish(len(planned))
        for _ in steps:
            watcher.step()
    write_unreadable(batch.folder, refused, batch.lang)
    export.remove_surplus(batch.folder, planned)


def _settings(batch: Batch) -> Settings:
    version = (batch.rules or builtin_rules()).version
    said = repr((version, program_version(), SEGMENTER, batch.known.published))
    reading = hashlib.sha256(said.encode()).hexdigest()[:16]
    limits = hashlib.sha256(repr(batch.limits).encode()).hexdigest()[:16]
    return Settings(reading, limits, batch.limits.bytes)
