"""The journal of a run: JSON lines that are only ever added, wherever Spark can write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from pyspark.errors import AnalysisException

from extractor.engines.spark.plan import Entry
from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import SparkSession

JOURNAL = "journal"


def read_journal(spark: SparkSession, output: str) -> list[Entry]:
    """All entries, in any order; none where there is no journal yet.  UsageError for lines that are none."""
    try:
        lines = [line for (line,) in spark.read.text(f"{output}/{JOURNAL}").collect()]
    except AnalysisException as error:
        if error.getCondition() == "PATH_NOT_FOUND":
            return []
        raise
    try:
        return [msgspec.json.decode(line, type=Entry) for line in lines]
    except msgspec.DecodeError as error:
        raise UsageError(
            f"{output}/{JOURNAL}: not the journal of a run ({error}); give --output another folder",
            f"{output}/{JOURNAL}：不是抽取记录（{error}）；请给 --output 另一个目录",
        ) from error


def add_entries(spark: SparkSession, output: str, entries: Sequence[Entry]) -> None:
    """Append entries: all of them, or none where the process is killed."""
    if entries:
        lines = [(msgspec.json.encode(entry).decode(),) for entry in entries]
        spark.createDataFrame(lines, "value string").coalesce(1).write.mode("append").text(f"{output}/{JOURNAL}")
