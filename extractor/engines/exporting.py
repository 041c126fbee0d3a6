"""The files of a run, written from its store by one process or many, which need nothing but this module."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractor.engines.workers import Job, Pool, here
from extractor.errors import StoreError
from extractor.store import export

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from extractor.engines.workers import Event


@contextmanager
def exporting(planned: Sequence[export.Piece], *, processes: int) -> Iterator[Iterator[None]]:
    """An iterator that takes a step with each piece written; its processes start at once, to be ready when asked."""
    job: Job[export.Piece, bytes] = Job(_start, (), bytes, bytes)
    if min(processes, len(planned)) == 1:
        yield _steps(here(job, planned))
        return
    with Pool(job, min(processes, len(planned)), pending=1) as pool:
        yield _steps(pool.run(iter(planned)))


def _steps(events: Iterator[Event[export.Piece, bytes]]) -> Iterator[None]:
    for event in events:
        if event.kind == "crashed":
            raise StoreError(f"{', '.join(event.task.names)}: the process that wrote it ended; run the same again")
        if event.kind == "end":
            yield


@contextmanager
def _start() -> Iterator[Callable[[export.Piece], tuple[bytes, ...]]]:
    def work(piece: export.Piece) -> tuple[bytes, ...]:
        export.write(piece)
        return ()

    yield work
