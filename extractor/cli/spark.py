"""`extractor extract --engine spark`: the same call, carried out by Apache Spark."""

from __future__ import annotations

import re
import sys
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Self

from extractor.cli.batch import STANDARD_OUTPUT, load_known, new_run_folder, summary
from extractor.cli.inputs import inputs
from extractor.cli.messages import Lang, error_line, say
from extractor.cli.rulefolders import load_book
from extractor.engines.task import Outcome
from extractor.errors import UsageError
from extractor.readers.limits import parse_limits

if TYPE_CHECKING:
    from types import TracebackType

    from pyspark.sql import SparkSession
    from rich.progress import Progress

    from extractor.cli.batch import Call
    from extractor.engines.spark.run import Outcome as SparkOutcome

SHOWN = 20  # lines of quarantine on standard error
_ONE_SLASH = re.compile(r"([a-z][a-z0-9+.-]+):/(?!/)")  # what Path makes of s3a://bucket


def extract_on_spark(call: Call) -> int:
    """Carry out the call; the status is 1 where something is in quarantine."""
    begun = time.perf_counter()
    _check(call)
    output = call.output or new_run_folder().as_posix()
    named, listed = inputs(call.paths, call.files_from)
    places = [_ONE_SLASH.sub(r"\1://", path.as_posix()) for path in (*named, *listed)]
    book, known = load_book(call.rules), load_known(call.metadata, call.published)
    limits = parse_limits(call.limit, bytes=call.max_bytes)

    from extractor.engines.spark.session import open_session  # noqa: PLC0415  # says what is missing before it is needed

    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)  # none of it is used
    spark = open_session(call.master)
    try:
        from extractor.engines.spark.inputs import list_files  # noqa: PLC0415
        from extractor.engines.spark.run import run  # noqa: PLC0415
        from extractor.engines.spark.shipping import needs  # noqa: PLC0415

        local = None if "://" in output else Path(output)
        place = output if local is None else str(local.absolute())
        files = list_files(spark, places, without=[path for path in (call.metadata, local) if path])
        with _Progress(call.lang) as bar:
            outcome = run(spark, files, place, needs(book, known, limits, call.lang), watcher=bar, anew=call.anew)
        _say_refused(spark, place, outcome, call.lang)
    finally:
        spark.stop()
    told = Outcome(outcome.documents, outcome.facts, outcome.refused, current=outcome.current)
    error_line(f"{summary(told, time.perf_counter() - begun, None, call.lang)} → {output}")
    return 1 if outcome.refused else 0


def _check(call: Call) -> None:
    """UsageError for what this engine does not do."""
    if call.formats not in {None, "parquet"}:
        raise UsageError(
            f"--format {call.formats}: --engine spark writes parquet; leave out --format",
            f"--format {call.formats}：--engine spark 只写 Parquet；请去掉 --format",
        )
    if call.output == STANDARD_OUTPUT:
        raise UsageError(
            "--output -: --engine spark writes folders of Parquet; give a folder or a URI",
            "--output -：--engine spark 写的是 Parquet 目录；请给出目录或 URI",
        )
    if call.store:
        raise UsageError(
            f"--store {call.store}: --engine spark keeps its journal in the output; leave out --store",
            f"--store {call.store}：--engine spark 的记录在输出目录中；请去掉 --store",
        )
    if call.processes > 1:
        raise UsageError(
            "--processes: Spark has its own; use --master 'local[N]' for N cores of this machine",
            "--processes：Spark 自有分工；本机用 N 个核心请写 --master 'local[N]'",
        )


def _say_refused(spark: SparkSession, output: str, outcome: SparkOutcome, lang: Lang) -> None:
    if not outcome.refused:
        return
    table = spark.read.parquet(f"{output}/quarantine").select("source", "explanation")
    for source, explanation in table.orderBy("source").limit(SHOWN).collect():
        error_line(f"{source}: {explanation}")
    if outcome.refused > SHOWN:
        more, where = outcome.refused - SHOWN, f"{output}/quarantine"
        error_line(say(lang, f"另有 {more} 份，见 {where}", f"{more} more in {where}"))


class _Progress:
    """A bar of files on standard error, where that is a terminal."""

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, files: int, current: int) -> None:
        """Show the bar."""
        if sys.stderr.isatty():
            from extractor.cli.progress import progress  # noqa: PLC0415

            self._bar = progress(self._lang)
            self._bar.start()
            self._bar.add_task(say(self._lang, "抽取", "extracting"), total=files, completed=current, rated=True)

    def advance(self, files: int) -> None:
        """Move it on."""
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0], files)
