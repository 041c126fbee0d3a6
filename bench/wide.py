"""A long run on Spark, watched: documents a second and memory over time.  `python bench/wide.py [DOCUMENTS] [MASTER]`.

The documents are sentences of the project's own bulletins with other figures.  Prints one line for each part: seconds
since the start, documents so far, documents a second of the part, and a second of processor time (which
other work on the machine changes least), memory of the JVM and of all Python processes.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

PART = 4000  # documents in one part: as often something is printed


def usage(pid: int) -> tuple[int, int, int, int, int]:
    """Of the JVM and of the Python workers below this process: megabytes, how many workers, seconds of processor."""
    parents, sizes, names, ticks = {}, {}, {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                sizes[int(entry.name)] = int((entry / "statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
                names[int(entry.name)] = (entry / "comm").read_text().strip()
                parents[int(entry.name)] = int(stat[1])
                ticks[int(entry.name)] = (int(stat[11]) + int(stat[12])) // os.sysconf("SC_CLK_TCK")
            except OSError:
                continue

    def below(process: int | None) -> bool:
        while process not in (None, 0, 1):
            process = parents.get(process)
            if process == pid:
                return True
        return False

    ours = [process for process in sizes if below(process)]
    java = sum(sizes[process] for process in ours if names[process] == "java")
    workers = [process for process in ours if names[process] != "java"]
    python = sum(sizes[process] for process in workers)
    seconds = [sum(ticks[p] for p in ours if (p in workers) == is_worker) for is_worker in (False, True)]
    return java >> 20, python >> 20, len(workers), seconds[0], seconds[1]


def main() -> None:
    """Write the documents, run, print."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    master = sys.argv[2] if len(sys.argv) > 2 else "local[2]"
    from varied import varied  # noqa: PLC0415

    from extractor.engines.reading import Known  # noqa: PLC0415
    from extractor.engines.spark.inputs import list_files  # noqa: PLC0415
    from extractor.engines.spark.run import run  # noqa: PLC0415
    from extractor.engines.spark.session import open_session  # noqa: PLC0415
    from extractor.engines.spark.shipping import needs  # noqa: PLC0415
    from extractor.readers.limits import DEFAULT  # noqa: PLC0415
    from extractor.readers.metadata import Metadata  # noqa: PLC0415
    from extractor.store.records import json_line  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        made = varied(documents)
        count = max(documents // PART, 1)
        each = documents // count
        for number in range(count):
            with (source / f"{number:05d}.jsonl").open("wb") as file:
                for _ in range(each):
                    file.write(json_line(next(made)))
        size = sum(path.stat().st_size for path in source.iterdir())
        spark = open_session(master)
        begun = last = time.perf_counter()
        largest = [0, 0, 0, 0, 0]
        spent = sum(usage(os.getpid())[3:])
        over = threading.Event()

        def watch() -> None:
            while not over.wait(2):
                largest[:] = map(max, zip(largest, usage(os.getpid()), strict=True))

        class Watcher:
            done = 0

            def begin(self, files: int, current: int) -> None:
                print(f"{documents} documents, {size / 1e6:.1f} MB, {files} files, {current} of them done", flush=True)

            def advance(self, files: int) -> None:
                nonlocal last, spent
                now, processor = time.perf_counter(), sum(usage(os.getpid())[3:])
                done = files * each
                self.done += done
                print(
                    f"{now - begun:7.1f} s  {self.done:9d} documents  {done / (now - last):5.0f}/s"
                    f"  {done / max(processor - spent, 1):5.0f} a second of processor"
                    f"  JVM {largest[0]} MB  Python {largest[1]} MB in {largest[2]}",
                    flush=True,
                )
                last, spent, largest[:3] = now, processor, [0, 0, 0]

        thread = threading.Thread(target=watch, daemon=True)
        thread.start()
        wanted = needs(None, Known(Metadata({})), DEFAULT, "en")
        files = list_files(spark, [str(source)])
        outcome = run(spark, files, str(output), wanted, watcher=Watcher(), part_bytes=size // count + 1)
        over.set()
        seconds = time.perf_counter() - begun
        written = sum(path.stat().st_size for path in output.rglob("*.parquet"))
        java, python = usage(os.getpid())[3:]
        print(f"processor: JVM {java} s, Python {python} s")
        print(f"{outcome}, {seconds:.1f} s, {documents / seconds:.0f} documents/s, {written / 1e6:.1f} MB of Parquet")
        spark.stop()


if __name__ == "__main__":
    main()
