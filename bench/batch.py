"""Ten thousand documents through `extractor extract`: seconds with one and with two processes, and peak memory.

`python bench/batch.py [DOCUMENTS] [ROUNDS] [FORMATS] [PROCESSES]` makes them of the own bulletins, each with figures of
its own, and runs one and two processes in turn, so that what else the machine does falls on both.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
DIGITS = re.compile(r"\d+")


def make_documents(folder: Path, count: int) -> None:
    """The bulletins again and again, every number in them changed."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus" / "bulletins").glob("*.txt"))]
    for number in range(count):
        place = folder / f"{number // 500:02}" / f"{number:05}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(DIGITS.sub(lambda m: _other(m[0], number), texts[number % len(texts)]), encoding="utf-8")  # noqa: B023


def _other(digits: str, number: int) -> str:
    """A number of as many digits; years stay."""
    if len(digits) == 4 and digits.startswith("20"):
        return digits
    mixed = hashlib.sha256(f"{digits} {number}".encode()).hexdigest()
    return "".join(str(int(digit, 16) % 9 + 1) for digit in mixed[: len(digits)])


def resident(pid: int) -> dict[int, int]:
    """Peak resident memory, in MB, of a process and its children."""
    peaks = {}
    for one in (pid, *_children(pid)):
        try:
            status = Path(f"/proc/{one}/status").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        peak = re.search(r"VmHWM:\s+(\d+) kB", status)
        if peak:
            peaks[one] = int(peak[1]) // 1024
    return peaks


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def run(folder: Path, processes: int, formats: str) -> tuple[float, float, dict[int, int]]:
    """Seconds of one run, seconds of computing in it, and the peaks of its processes, the parent's first."""
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "extractor.cli", "extract", str(folder), "--output", output]
        command += ["--processes", str(processes), "--format", formats, "--lang", "en"]
        begun = time.perf_counter()
        process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)})  # noqa: S603  # our own
        peaks: dict[int, int] = {}
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.2):
                for one, peak in resident(process.pid).items():
                    peaks[one] = max(peaks.get(one, 0), peak)

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        done.set()
        watcher.join()
        if status:
            sys.exit(f"the run ended with status {status}")
        return time.perf_counter() - begun, used.ru_utime + used.ru_stime, peaks


def main(arguments: list[str]) -> None:
    """Print the figures."""
    given = [*arguments, *("10000", "1")[len(arguments) :]]
    count, rounds = int(given[0]), int(given[1])
    formats = arguments[2] if len(arguments) > 2 else "jsonl,csv,xlsx"
    compared = (1, 2) if len(arguments) < 4 else (int(arguments[3]),)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_documents(folder, count)
        seconds: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(rounds):
            for processes in compared:
                taken, computed, peaks = run(folder, processes, formats)
                seconds[processes].append(taken)
                memory = " ".join(str(peak) for peak in peaks.values())
                print(f"processes {processes}: {taken:.1f} s, computing {computed:.1f} s, peak MB {memory}", flush=True)
        if len(compared) == 2:
            print(f"two over one: {median(seconds[1]) / median(seconds[2]):.2f} times as fast")


if __name__ == "__main__":
    main(sys.argv[1:])
