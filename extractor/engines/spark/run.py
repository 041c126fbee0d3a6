"""A run on Spark: what is new or changed is extracted, part by part, into tables of Parquet.

`facts`, `documents`, `relations` and `quarantine` lie under the output, each with one folder a part.  A part is
written over whatever lies there and then entered in the journal, so that a run that was stopped goes on where it
was, and one that is started twice writes the same.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, Protocol

from py4j.protocol import Py4JError
from pyspark import StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import functions as F  # noqa: N812  # as everyone calls it

from extractor.engines.spark.frame import documents_of, facts_of, quarantine_of, relations_of
from extractor.engines.spark.inputs import results_of
from extractor.engines.spark.journal import add_entries, read_journal
from extractor.engines.spark.plan import PART_BYTES, Entry, latest, planned
from extractor.engines.spark.shipping import Parcel
from extractor.engines.version import program_version
from extractor.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyspark.sql import DataFrame, SparkSession

    from extractor.engines.spark.plan import File, Part
    from extractor.engines.spark.shipping import Needs

PARTS_AT_ONCE = 2  # the cores that one part no longer needs work on the next
FILE_BYTES = 64 << 20  # of input whose results share a file
TABLES: dict[str, Callable[[DataFrame], DataFrame]] = {
    "facts": facts_of,
    "documents": documents_of,
    "relations": relations_of,
    "quarantine": quarantine_of,
}


class Outcome(NamedTuple):
    """What all parts hold together; `current` files lie in parts that were done before."""

    documents: int
    facts: int
    refused: int
    current: int


class Watcher(Protocol):
    """Who is told how a run goes: in files, as parts are done."""

    def begin(self, files: int, current: int) -> None:
        """So many files there are; so many are in parts that are done."""

    def advance(self, files: int) -> None:
        """A part of so many files is done."""


def run(  # noqa: PLR0913  # all but the first four have a default or are said by name
    spark: SparkSession,
    files: Iterable[File],
    output: str,
    needs: Needs,
    *,
    watcher: Watcher,
    anew: bool = False,
    part_bytes: int = PART_BYTES,
) -> Outcome:
    """Do what is to be done; StoreError names a part that failed, when the others are done."""
    output = output.rstrip("/")
    settings = settings_of(needs)
    entries = read_journal(spark, output)
    done = latest(entries)
    parts = planned(files, (entry.part for entry in done.values()), part_bytes=part_bytes)
    wanted = [part for part in parts if anew or done.get(part.number, Entry(0, part)).digest != part.digest(settings)]
    orders = count(max((entry.order for entry in entries), default=0) + 1)
    add_entries(spark, output, [Entry(next(orders), part) for part in wanted])
    total = sum(len(part.files) for part in parts)
    current = total - sum(len(part.files) for part in wanted)
    watcher.begin(total, current)
    work = _Work(spark, output, Parcel(needs, spark), settings)
    for entry in work.all(wanted, orders):
        done[entry.part.number] = entry
        watcher.advance(len(entry.part.files))
    told = done.values()
    documents, facts = sum(entry.documents for entry in told), sum(entry.facts for entry in told)
    return Outcome(documents, facts, sum(entry.refused for entry in told), current)


def settings_of(needs: Needs) -> str:
    """A digest of what facts depend on beside the files."""
    known = (needs.known.published, needs.known.metadata.rows_digest())
    return hashlib.sha256(repr((needs.rules.version, program_version(), known, needs.limits)).encode()).hexdigest()[:16]


class _Work(NamedTuple):
    spark: SparkSession
    output: str
    parcel: Parcel
    settings: str

    def all(self, parts: Sequence[Part], orders: Iterator[int]) -> Iterator[Entry]:
        """The entry of each part once it is done and in the journal; what failed is raised at the end."""
        failed: list[str] = []
        pool = ThreadPoolExecutor(PARTS_AT_ONCE)
        try:
            running = {pool.submit(self.one, part): part for part in parts}
            for future in as_completed(running):
                part = running.pop(future)
                try:
                    found = future.result()
                except (PySparkException, Py4JError) as error:
                    failed.append(f"part {part.number} ({part.files[0].path} …): {_cause(error)}")
                    continue
                entry = Entry(next(orders), part, part.digest(self.settings), *found)
                add_entries(self.spark, self.output, [entry])  # here alone: two at once would take each other's files
                yield entry
        finally:
            pool.shutdown(cancel_futures=True)
        if failed:
            raise StoreError(f"{'; '.join(failed)}; the other parts are done: the same command again does these alone")

    def one(self, part: Part) -> tuple[int, int, int]:
        """Extract a part and write its tables; how many documents, facts and refusals it gave."""
        results = results_of(self.spark, part, self.parcel).persist(StorageLevel.DISK_ONLY)
        try:
            counts = F.count("document"), F.sum(F.size("facts")), F.count("refusal")
            found = results.agg(*counts).first()  # on all cores, each document once
            files = 1 + part.bytes // FILE_BYTES
            for name, table in TABLES.items():
                where = f"{self.output}/{name}/part={part.number:05d}"
                table(results).coalesce(files).write.mode("overwrite").parquet(where)
        finally:
            results.unpersist()
        documents, facts, refused = found or (0, 0, 0)
        return documents, facts or 0, refused


def _cause(error: PySparkException | Py4JError) -> str:
    """The line that says what is wrong, of the two traces that Spark gives."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.strip().startswith("at ")]
    causes = [line for line in lines if line.startswith("Caused by:")] or [
        line for line in lines if "Error" in line or "Exception" in line
    ]
    return causes[-1].removeprefix("Caused by:").strip() if causes else lines[0]
