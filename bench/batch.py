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


class Peaks:
    """What a process and all that it starts took: peak resident memory in MB of each, and the first one's computing."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peaks: dict[int, tuple[str, int]] = {}
        self.computed = 0.0

    def look(self) -> None:
        """See what they have taken up to now."""
        for one in _with_children(self._pid):
            try:
                status = Path(f"/proc/{one}/status").read_text(encoding="ascii", errors="replace")
                called = Path(f"/proc/{one}/cmdline").read_text(encoding="utf-8", errors="replace")
                stat = Path(f"/proc/{one}/stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            if peak := re.search(r"VmHWM:\s+(\d+) kB", status):
                role = "reader" if "readers.guarded" in called else "parent" if one == self._pid else "worker"
                self._peaks[one] = role, max(self._peaks.get(one, ("", 0))[1], int(peak[1]) // 1024)
            if one == self._pid:
                used = stat.rpartition(")")[2].split()
                self.computed = (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")

    def __str__(self) -> str:
        roles = ("parent", "worker", "reader")
        found = {role: [str(peak) for one, peak in self._peaks.values() if one == role] for role in roles}
        return ", ".join(f"{role} {' '.join(peaks)}" for role, peaks in found.items() if peaks)


def _with_children(pid: int) -> list[int]:
    """The process, its children, and theirs."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _with_children(int(child)))]


def run(folder: Path, processes: int, formats: str) -> tuple[float, float, Peaks]:
    """Seconds of one run, seconds of computing in it, and what its processes took."""
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "extractor.cli", "extract", str(folder), "--output", output]
        command += ["--processes", str(processes), "--format", formats, "--lang", "en"]
        begun = time.perf_counter()
        process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)})  # noqa: S603  # our own
        peaks = Peaks(process.pid)
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.2):
                peaks.look()

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
                of_parent = f"{computed:.1f} s (parent {peaks.computed:.1f} s)"
                print(f"processes {processes}: {taken:.1f} s, computing {of_parent}, peak MB: {peaks}", flush=True)
        if len(compared) == 2:
            print(f"two over one: {median(seconds[1]) / median(seconds[2]):.2f} times as fast")


if __name__ == "__main__":
    main(sys.argv[1:])
