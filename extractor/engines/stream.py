"""Facts as they come, to a file that is written once and nowhere kept: no store, no reprints told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from extractor.engines.reading import Again, Extracted, Message, Refused, decode, encode, start
from extractor.engines.task import SEGMENTER, Outcome
from extractor.engines.workers import Job, here, in_processes
from extractor.readers.naming import name_of
from extractor.rulebook.load import builtin_rules
from extractor.store.records import json_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.engines.task import Batch, Watcher
    from extractor.engines.workers import Event


def events_of(batch: Batch, paths: Sequence[str], *, signed: bool = False) -> Iterator[Event[str, Message]]:
    """What comes of each file, in order, from as many processes as are asked for; `signed`: reprints will be told."""
    if not paths:
        return iter(())
    rules = batch.rules or builtin_rules()  # read once, not in every process
    job = Job(partial(start, signed=signed), (rules, SEGMENTER, batch.known, batch.limits), encode, decode)
    processes = min(batch.processes, len(paths))
    return here(job, paths) if processes == 1 else in_processes(job, paths, processes=processes)


def stream(batch: Batch, watcher: Watcher, output: BinaryIO) -> Outcome:
    """Write the facts of each file when it is read; what it all came to."""
    documents = facts = unreadable = 0
    without_row: list[str] = []
    messages: list[Extracted | Refused] = []
    watcher.begin(len(batch.files), 0)
    for event in events_of(batch, [name_of(path) for path in batch.files]):
        if event.kind == "again" or isinstance(event.result, Again):
            messages.clear()
        elif isinstance(event.result, Extracted | Refused):
            messages.append(event.result)
        elif event.kind == "crashed":
            messages = [Refused(event.task, "crashed", "process ended")]
        if event.kind not in {"end", "crashed"}:
            continue
        for message in messages:
            if isinstance(message, Refused):
                unreadable += 1
                watcher.refuse(message.error())
                continue
            documents, facts = documents + 1, facts + len(message.facts)
            output.write(b"".join(json_line(fact) for fact in message.facts))
            output.flush()
            if batch.known.metadata.row(message.document.source) is None:
                without_row.append(message.document.source)
        messages.clear()
        watcher.read()
    return Outcome(documents, facts, unreadable, without_row=tuple(without_row))
