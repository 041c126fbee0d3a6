"""What a run reads: files here or in object storage, listed with sizes and times, and the frames of a part of them."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pyspark.errors import PySparkException
from pyspark.sql import functions as F  # noqa: N812  # as everyone calls it

from extractor.engines.spark.frame import from_records, spark_schema
from extractor.engines.spark.plan import File, Kind
from extractor.engines.spark.schema import RECORD_COLUMNS, RESULT
from extractor.engines.spark.worker import FromFiles, FromLines
from extractor.errors import UsageError
from extractor.readers import find_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyspark.sql import DataFrame, SparkSession

    from extractor.engines.spark.plan import Part
    from extractor.engines.spark.shipping import Parcel

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]+://")
KINDS: dict[str, Kind] = {".parquet": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl"}
PACKED = ("gz", "bz2")
TASK_BYTES, LEAST_BYTES, TASKS_A_CORE = 8 << 20, 64 << 10, 4
GLOB = re.compile(r"([\\\[\]{}*?])")


def list_files(spark: SparkSession, places: Sequence[str], *, without: Sequence[Path] = ()) -> list[File]:
    """The files named and those in the folders named; hidden ones and what runs wrote left out.

    UsageError for a place that is not there.
    """
    here = [Path(place) for place in places if not ELSEWHERE.match(place)]
    found = [_local(path) for path in find_files(here, without=without)]
    for place in places:
        if ELSEWHERE.match(place):
            found += _remote(spark, place)
    return found


def _local(path: Path) -> File:
    status = path.stat()
    return File(kind_of(path.name), path.as_posix(), str(path.absolute()), status.st_size, str(status.st_mtime_ns))


def _remote(spark: SparkSession, place: str) -> Iterator[File]:
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    try:
        rows = files.load(place).select("path", "length", F.col("modificationTime").cast("string")).collect()
    except PySparkException as error:
        said = str(error).strip().partition("\n")[0]
        raise UsageError(
            f"{place}: cannot be listed ({said}); check the URI and the jars and keys it needs",
            f"{place}：无法列出文件（{said}）；请核对 URI 及其所需的 jar 包和密钥",
        ) from error
    for path, length, changed in sorted(rows):
        yield File(kind_of(path), path, path, length, changed)


def kind_of(name: str) -> Kind:
    """Tables and lines are read by Spark itself, in pieces; everything else by the readers, a file at a time."""
    stem = name.lower()
    for suffix in PACKED:
        stem = stem.removesuffix(f".{suffix}")
    return next((kind for suffix, kind in KINDS.items() if stem.endswith(suffix)), "files")


def results_of(spark: SparkSession, part: Part, parcel: Parcel) -> DataFrame:
    """The results of all documents in a part, in as many tasks as keep the cores busy to the end."""
    if part.kind == "parquet":
        return _from_tables(spark, part, parcel)
    return _from_lines(spark, part, parcel) if part.kind == "jsonl" else _from_files(spark, part, parcel)


def _tasks(spark: SparkSession, size: int) -> int:
    cores = spark.sparkContext.defaultParallelism
    return max(1, min(math.ceil(size / LEAST_BYTES), TASKS_A_CORE * cores), math.ceil(size / TASK_BYTES))


def _from_tables(spark: SparkSession, part: Part, parcel: Parcel) -> DataFrame:
    frame = spark.read.parquet(*map(_literal, part.files))
    if "text" not in frame.columns:
        names = ", ".join(frame.columns)
        raise UsageError(
            f"{part.files[0].path}: no column 'text'; it has {names}; rename the column of texts",
            f"{part.files[0].path}：没有 text 列，只有 {names}；请把正文所在列改名为 text",
        )
    place = F.concat_ws(":", "_metadata.file_path", (F.col("_metadata.row_index") + 1).cast("string"))
    columns = {name: name for name in RECORD_COLUMNS if name in frame.columns}
    dealt = frame.select(*columns, place.alias("place")).repartition(_tasks(spark, part.bytes))
    return from_records(dealt, parcel, columns | {"place": "place"}, names=_names(part))


def _from_lines(spark: SparkSession, part: Part, parcel: Parcel) -> DataFrame:
    """Lines are numbered as readers number them: each split counts its own, from those of the splits before it."""
    lines = spark.read.option("lineSep", "\n").text([_literal(file) for file in part.files])
    lines = lines.select(
        "value", F.col("_metadata.file_path").alias("path"), F.col("_metadata.file_block_start").alias("start")
    )
    counts = lines.groupBy("path", "start").count().collect()
    before: dict[tuple[str, int], int] = {}
    last, total = "", 0
    for path, start, count in sorted(counts):
        total = total if path == last else 0
        before[path, start] = total
        last, total = path, total + count
    return lines.mapInArrow(FromLines(parcel, before, _names(part)), spark_schema(RESULT))


def _from_files(spark: SparkSession, part: Part, parcel: Parcel) -> DataFrame:
    here = [(file.path, file.place) for file in part.files if not ELSEWHERE.match(file.place)]
    there = [_literal(file) for file in part.files if ELSEWHERE.match(file.place)]
    work, schema = FromFiles(parcel), spark_schema(RESULT)
    tasks = max(_tasks(spark, part.bytes), min(len(part.files), TASKS_A_CORE * spark.sparkContext.defaultParallelism))
    frames = [
        spark.createDataFrame(here, "path string, place string").repartition(tasks).mapInArrow(work, schema),
    ]
    if there:
        binary = spark.read.format("binaryFile").load(there).select("path", "content")
        frames.append(binary.mapInArrow(work, schema))
    return frames[0] if len(frames) == 1 else frames[0].unionByName(frames[1])


def _literal(file: File) -> str:
    """The place with what Spark would take for a pattern taken as it is."""
    return GLOB.sub(r"\\\1", file.place)


def _names(part: Part) -> dict[str, str]:
    """What the user calls each file; the lines of a packed one stand in the file within it."""
    return {file.place: _within(file.path) if part.kind == "jsonl" else file.path for file in part.files}


def _within(path: str) -> str:
    inner, dot, suffix = path.rpartition(".")
    packed = suffix.lower() in PACKED and bool(dot)
    return f"{path}!/{inner.rpartition('/')[2]}" if packed else path
