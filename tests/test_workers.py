"""Processes that work: order, little waiting in memory, and what becomes of those that die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extractor.engines.workers import AHEAD, Job, Pool, here, in_processes
from extractor.errors import UsageError

ROOT = Path(__file__).parent.parent


def encode(result: str) -> bytes:
    return result.encode()


def decode(data: bytes) -> str:
    return data.decode()


@contextmanager
def start(marks: str = "") -> Iterator[Callable[[str], Iterator[str]]]:
    """`3` gives three results; `die` ends the process, `die-once` only where no mark of it is left yet."""

    def work(task: str) -> Iterator[str]:
        if task == "slow":
            time.sleep(0.3)
        elif task == "missing":
            Path("no such file").read_bytes()
        elif task == "wide":
            yield from ("x" * 1_000_000 for _ in range(12))
        elif task.startswith("die"):
            yield "half"
            mark = Path(marks) / "mark"
            if task == "die" or not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        elif task == "signal":
            (Path(marks) / "signal").touch()
        elif task == "until-signal":
            yield str(seen(Path(marks) / "signal"))
        elif task.isdigit():
            yield from (f"{task}.{n}" for n in range(int(task)))

    yield work


def seen(mark: Path) -> bool:
    """Whether the mark is there within twenty seconds."""
    until = time.monotonic() + 20
    while not mark.exists() and time.monotonic() < until:
        time.sleep(0.01)
    return mark.exists()


def job(marks: object = "") -> Job[str, str]:
    return Job(start, (str(marks),), encode, decode)


def test_results_come_in_the_order_of_the_tasks() -> None:
    tasks = ["slow", "2", "0", "wide", *(str(n % 4) for n in range(200)), "slow", "1"]

    assert list(in_processes(job(), tasks, processes=2)) == list(here(job(), tasks))


def test_one_at_a_time_no_task_waits_behind_a_long_one(tmp_path: Path) -> None:
    """The third task, which the first waits for, goes to the process that is free."""
    with Pool(job(tmp_path), 2, pending=1) as pool:
        events = list(pool.run(iter(["until-signal", "0", "signal"])))

    assert [event.result for event in events if event.kind == "result"] == ["True"]


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken = []

    def endless() -> Iterator[str]:
        while True:
            taken.append(1)
            yield "1"

    events = in_processes(job(), endless(), processes=1)
    for _ in range(10):
        next(events)
    events.close()  # type: ignore[attr-defined]  # a generator: the processes end here

    assert len(taken) <= AHEAD + 10


def test_a_process_that_dies_costs_its_task_alone(tmp_path: Path) -> None:
    events = list(in_processes(job(tmp_path), ["1", "die", "2", "1", "3"], processes=2))

    assert [event.kind for event in events if event.task == "die"] == ["result", "again", "result", "crashed"]
    others = [event for event in events if event.task != "die"]
    assert others == list(here(job(), ["1", "2", "1", "3"]))


def test_a_task_whose_process_was_killed_by_chance_is_done_again(tmp_path: Path) -> None:
    kinds = [event.kind for event in in_processes(job(tmp_path), ["die-once"], processes=1)]

    assert kinds == ["result", "again", "result", "end"]


def test_an_error_of_the_system_is_raised_here() -> None:
    with pytest.raises(FileNotFoundError, match="no such file"):
        list(in_processes(job(), ["1", "missing"], processes=1))


def test_no_processes_are_refused() -> None:
    with pytest.raises(UsageError, match="--processes: found 0; wanted 1 or more"):
        list(in_processes(job(), ["1"], processes=0))


@contextmanager
def refuse_to_start() -> Iterator[Callable[[str], Iterator[str]]]:
    raise SystemExit(3)
    yield


def test_a_process_that_cannot_begin_is_no_endless_loop() -> None:
    with pytest.raises(UsageError, match="a process ended as it began"):
        list(in_processes(Job(refuse_to_start, (), encode, decode), ["1"], processes=1))


def test_processes_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(2_000):
        (tmp_path / "in" / f"{number}.txt").write_text("全市投资7亿元。" * 40, encoding="utf-8")
    command = [sys.executable, "-m", "extractor.cli", "extract", "in", "--output", "run", "--processes", "2"]
    parent = subprocess.Popen(command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)})  # noqa: S603  # our own
    workers = wait_for(lambda: [pid for pid in children(parent.pid) if is_worker(pid)][1:], 60)
    parent.kill()
    parent.wait()

    assert workers
    assert wait_for(lambda: [not Path(f"/proc/{pid}").exists() for pid in workers][:1], 5) == [True]


def wait_for(look: Callable[[], list[object]], seconds: float) -> list[object]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = look()
        if found and found != [False]:
            return found
        time.sleep(0.05)
    return []


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except FileNotFoundError:
        return []


def is_worker(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False
