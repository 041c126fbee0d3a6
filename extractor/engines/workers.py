"""Work in several processes: what comes back is in the order of the tasks, and little of it waits in memory.

A task may give any number of results; they come back one by one.  A process that dies (out of memory, a crash in a
library) costs its task alone: the task is tried once more in a new process, then given up.  Processes end when the
one that started them ends, however that ends.
"""

from __future__ import annotations

import os
import pickle
import socket
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, Self, TypeVar

from extractor.engines.worker import END, ERROR, READY, RESULT, work
from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from multiprocessing.context import SpawnProcess

PENDING = 16  # tasks given to a process ahead: enough to keep it busy while results are written
BUFFER = 1_000_000  # bytes of results a process may be ahead, where the system allows it
AHEAD = 64  # tasks a process may be ahead of the one whose results are awaited
WAITING = 4_000_000  # bytes of results that may wait for an earlier task
TRIES = 2

Task = TypeVar("Task")
Result = TypeVar("Result")


class Event(NamedTuple, Generic[Task, Result]):
    """`result` of a task; `end` of its results; `again`: forget its results so far; `crashed`: there will be none."""

    kind: Literal["result", "end", "again", "crashed"]
    task: Task
    result: Result | None = None


class Job(NamedTuple, Generic[Task, Result]):
    """What the processes do: `with start(*arguments)` gives the function from a task to its results."""

    start: Callable[..., AbstractContextManager[Callable[[Task], Iterable[Result]]]]
    arguments: tuple[Any, ...]
    encode: Callable[[Result], bytes]
    decode: Callable[[bytes], Result]


def here(job: Job[Task, Result], tasks: Iterable[Task]) -> Iterator[Event[Task, Result]]:
    """The same in this process."""
    with job.start(*job.arguments) as work:
        for task in tasks:
            for result in work(task):
                yield Event("result", task, result)
            yield Event("end", task)


def in_processes(job: Job[Task, Result], tasks: Iterable[Task], *, processes: int) -> Iterator[Event[Task, Result]]:
    """The events of each task, in the order of the tasks; an error of ours or of the system in a task is raised."""
    if processes < 1:
        raise UsageError(
            f"--processes: found {processes}; wanted 1 or more", f"--processes：{processes} 不可用；应为 1 或更多"
        )
    with Pool(job, processes) as pool:
        yield from pool.run(iter(tasks))


@dataclass(eq=False)
class _Worker:
    """One process, and the numbers of the tasks it has, the one at work first."""

    process: SpawnProcess
    link: Connection
    ready: bool = False
    tasks: deque[int] = field(default_factory=deque)


@dataclass
class _State(Generic[Task]):
    """One task that is not handed out whole: what waits of it."""

    task: Task
    waiting: deque[tuple[bytes, bytes]] = field(default_factory=deque)
    size: int = 0
    tries: int = 1


class Pool(Generic[Task, Result]):
    """The processes, which start at once, and the tasks under way.

    `pending`: tasks that a process has at a time; one alone where they are long, lest one wait behind another.
    """

    def __init__(self, job: Job[Task, Result], processes: int, *, pending: int = PENDING) -> None:
        self._job = job
        self._pending = pending
        self._states: dict[int, _State[Task]] = {}
        self._next_in = self._next_out = 0
        self._said = pickle.dumps((job.start, job.arguments, job.encode))
        self._workers = [self._start() for _ in range(processes)]
        for worker in self._workers:  # all are started: none waits for another to have taken it in
            self._tell(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.link.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def _start(self) -> _Worker:
        context = get_context("spawn")  # the caller may have threads, which a forked process would inherit locked
        ours, theirs = context.Pipe()
        _widen(theirs)
        process = context.Process(target=work, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _tell(self, worker: _Worker) -> None:
        """What it is to do."""
        with suppress(OSError):  # it has died: found out where its results are awaited
            worker.link.send_bytes(self._said)

    def run(self, tasks: Iterator[Task]) -> Iterator[Event[Task, Result]]:
        """Hand out tasks and results until both are at their end."""
        self._feed(tasks)
        while self._states:
            yield from self._hand_out()
            self._feed(tasks)
            if self._states and not self._states[self._next_out].waiting:
                self._receive()

    def _feed(self, tasks: Iterator[Task]) -> None:
        while self._next_in < self._next_out + AHEAD * len(self._workers):
            worker = min(self._workers, key=lambda worker: len(worker.tasks))
            if len(worker.tasks) >= self._pending:
                return
            try:
                task = next(tasks)
            except StopIteration:
                return
            self._states[self._next_in] = _State(task)
            self._give(worker, self._next_in)
            self._next_in += 1

    def _give(self, worker: _Worker, number: int) -> None:
        worker.tasks.append(number)
        with suppress(OSError):  # same, and made good there
            worker.link.send(self._states[number].task)

    def _hand_out(self) -> Iterator[Event[Task, Result]]:
        """What has come of the earliest task, and of the next where that one is over."""
        while self._states and (state := self._states[self._next_out]).waiting:
            kind, data = state.waiting.popleft()
            state.size -= len(data)
            if kind == RESULT:
                yield Event("result", state.task, self._job.decode(data))
            elif kind == END:
                del self._states[self._next_out]
                self._next_out += 1
                yield Event("crashed" if data else "end", state.task)
            else:
                yield Event("again", state.task)

    def _receive(self) -> None:
        """Wait for a process that has something, and take it; what is far ahead may stay in its pipe."""
        taken_from = {
            worker.link: worker for worker in self._workers if not worker.tasks or self._may_send(worker.tasks[0])
        }
        for link in wait(list(taken_from)):
            worker = taken_from[link]  # type: ignore[index]  # wait gives back what it was given
            try:
                message = worker.link.recv_bytes()
            except (EOFError, OSError):
                self._replace(worker)
            else:
                self._take(worker, message[:1], message[1:])

    def _may_send(self, number: int) -> bool:
        return number == self._next_out or self._states[number].size < WAITING

    def _take(self, worker: _Worker, kind: bytes, data: bytes) -> None:
        if kind == READY:
            worker.ready = True
            return
        if kind == ERROR:
            raise _error(data)
        state = self._states[worker.tasks[0]]
        state.waiting.append((kind, data))
        state.size += len(data)
        if kind == END:
            worker.tasks.popleft()

    def _replace(self, worker: _Worker) -> None:
        """A new process in place of a dead one, with its tasks; the one it died of is tried once more."""
        worker.process.join()
        worker.link.close()
        if not worker.ready:
            raise UsageError(
                f"--processes: a process ended as it began (status {worker.process.exitcode}); try fewer",
                f"--processes：进程刚启动就退出（状态 {worker.process.exitcode}）；请减少进程数",
            )
        fresh = self._start()
        self._tell(fresh)
        self._workers[self._workers.index(worker)] = fresh
        if worker.tasks:
            state = self._states[worker.tasks[0]]
            if state.tries == TRIES:
                state.waiting.append((END, b"crashed"))
                worker.tasks.popleft()
            else:
                state.tries += 1
                state.waiting.append((b"a", b""))
        for number in worker.tasks:
            self._give(fresh, number)


def _widen(link: Connection) -> None:
    """Let a process go on while what it sent waits to be taken."""
    with socket.socket(fileno=os.dup(link.fileno())) as pipe:
        pipe.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)


def _error(data: bytes) -> Exception:
    error = pickle.loads(data)  # noqa: S301  # from our own process
    assert isinstance(error, Exception)  # noqa: S101
    return error
