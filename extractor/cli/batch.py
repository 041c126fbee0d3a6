"""What `extractor extract` does: the call checked, the run made, and what it came to said in one line."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractor.cli.inputs import inputs
from extractor.cli.messages import Lang, error_line, say
from extractor.cli.rulefolders import load_book
from extractor.cli.run_options import demand_folder, demand_known
from extractor.engines.reading import Known
from extractor.engines.task import Batch, Outcome
from extractor.errors import UsageError
from extractor.readers import find_files
from extractor.readers.limits import parse_limits
from extractor.readers.metadata import Metadata, load_metadata, parse_date
from extractor.store.source import STORE_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence

STANDARD_OUTPUT = "-"
DEFAULT_FORMATS = "jsonl,csv,xlsx"
ENGINES = ("local", "spark")


class Call(NamedTuple):
    """The call as it was typed."""

    paths: Sequence[Path] | None
    files_from: str | None
    output: str | None
    formats: str | None
    metadata: Path | None
    published: str | None
    rules: Sequence[str]
    processes: int
    store: str | None
    anew: bool
    max_bytes: int
    limit: Sequence[str]
    lang: Lang
    engine: str = "local"
    master: str | None = None


def extract_call(call: Call) -> int:
    """Carry out the call; the status is 1 where a file could not be read, or there is none."""
    if _engine(call) == "spark":
        from extractor.cli.spark import extract_on_spark  # noqa: PLC0415  # an extra

        return extract_on_spark(call)
    begun = time.perf_counter()
    place = _place(call.output)
    batch = _batch(call, parse_formats(call), place)
    if ignored := batch.known.metadata.ignored_columns:
        error_line(_ignored_columns(ignored, call.lang))
    outcome = _write_run(batch) if place else _print_facts(batch)
    if call.metadata and outcome.without_row:
        error_line(_without_row(outcome.without_row, call.lang))
    if not batch.files:
        error_line(_nothing_found(call))
    error_line(summary(outcome, time.perf_counter() - begun, place, call.lang))
    return 1 if outcome.unreadable or not batch.files else 0


def _nothing_found(call: Call) -> str:
    """Where there is no file: in the folders given, or in the list."""
    given = [str(path) for path in call.paths or ()]
    return say(
        call.lang,
        f"{'、'.join(given) or '--files-from'}：没有要读的文件（隐藏文件和 extract 的输出不算）；请检查路径",
        f"{', '.join(given) or '--files-from'}: no file to read (hidden ones and what extract wrote do not count); "
        "check the path",
    )


def _engine(call: Call) -> str:
    demand_known(call.engine, ENGINES, option="--engine", of="engine")
    if call.master and call.engine != "spark":
        zh = "--master：指明 Spark 集群；请加 --engine spark"
        raise UsageError("--master: names a Spark cluster; add --engine spark", zh)
    return call.engine


def parse_formats(call: Call) -> tuple[str, ...]:
    """The formats asked for, each once; `UsageError` for an unknown one, or one that standard output cannot take."""
    from extractor.store.run import FORMATS  # noqa: PLC0415  # standard output alone needs no workbook

    to_standard_output = call.output == STANDARD_OUTPUT
    names = [name.strip() for name in (call.formats or ("jsonl" if to_standard_output else DEFAULT_FORMATS)).split(",")]
    for name in names:
        demand_known(name, FORMATS, option="--format", of="format")
    if to_standard_output and names != ["jsonl"]:
        raise UsageError(
            "--output -: standard output takes --format jsonl alone; give a folder for other formats",
            "--output -：标准输出只能用 --format jsonl；其他格式请给目录",
        )
    if to_standard_output and call.store:
        raise UsageError(
            "--output -: standard output leaves nothing in a store; give a folder, or leave out --store",
            "--output -：写到标准输出时不留存储；请给目录，或去掉 --store",
        )
    return tuple(dict.fromkeys(names))


def _batch(call: Call, formats: tuple[str, ...], place: Path | None) -> Batch:
    folder = place or Path()
    paths, listed = inputs(call.paths, call.files_from)
    if place is not None and any(path.resolve() == place.resolve() for path in paths):
        raise UsageError(
            f"--output {place}: is the folder to read, and what extract wrote is never read; give another folder",
            f"--output {place}：就是要读的目录，而 extract 的输出不会再读；请给另一个目录",
        )
    return Batch(
        files=find_files(paths, without=[path for path in (call.metadata, place) if path], listed=listed),
        roots=[path for path in paths if path.is_dir()],
        known=load_known(call.metadata, call.published),
        limits=parse_limits(call.limit, bytes=call.max_bytes),
        folder=folder,
        store=call.store or str(folder / STORE_FILE),
        formats=formats,
        lang=call.lang,
        rules=load_book(call.rules),
        processes=call.processes,
        anew=call.anew,
    )


def load_known(metadata: Path | None, published: str | None) -> Known:
    """What is known of the documents from outside; `UsageError` for what is wrong with it."""
    rows = load_metadata(metadata) if metadata else Metadata({})
    return Known(rows, parse_date(published, "--published") if published else None)


def _write_run(batch: Batch) -> Outcome:
    from extractor.cli.progress import Bar  # noqa: PLC0415
    from extractor.engines.batch import run  # noqa: PLC0415  # takes the database with it

    try:
        with Bar(batch.lang) as bar:
            return run(batch, bar)
    except KeyboardInterrupt:
        again = f"--output {batch.folder}"
        error_line(
            say(
                batch.lang,
                f"已中断；已读的都已保存，用同一命令（{again}）再次运行即可继续",
                f"stopped; what was read is kept: the same command ({again}) goes on from there",
            )
        )
        raise


def _print_facts(batch: Batch) -> Outcome:
    """Facts to standard output, file by file."""
    from extractor.cli.progress import Bar  # noqa: PLC0415
    from extractor.engines.stream import stream  # noqa: PLC0415

    with Bar(batch.lang) as bar:
        return stream(batch, bar, sys.stdout.buffer)


def _place(output: str | None) -> Path | None:
    if output == STANDARD_OUTPUT:
        return None
    place = Path(output) if output else new_run_folder()
    demand_folder(place, or_stdout=True)
    return place


def new_run_folder() -> Path:
    """`outputs/<local time>`, with a number behind it where two runs share a second."""
    name = time.strftime("%Y%m%d-%H%M%S")
    tries = (Path("outputs") / (name if n == 1 else f"{name}-{n}") for n in range(1, 1_000))
    return next(folder for folder in tries if not folder.exists())


def _without_row(sources: Sequence[str], lang: Lang) -> str:
    count, first = len(sources), sources[0]
    return say(
        lang,
        f"--metadata：{count} 份文档在表中没有对应的行，例如 {first}；请核对 source 列",
        f"--metadata: {count} document{'s' if count > 1 else ''} without a row, such as {first}; see its column source",
    )


def _ignored_columns(names: Sequence[str], lang: Lang) -> str:
    joined = ", ".join(names)
    return say(lang, f"--metadata：未使用的列 {joined}", f"--metadata: columns not used: {joined}")


def summary(outcome: Outcome, seconds: float, place: Path | None, lang: Lang) -> str:
    """One line: what there is, what of it repeats, what was there before, how long it took, where it is."""
    line = say(
        lang,
        f"文档 {outcome.documents} 份，事实 {outcome.facts} 条，不可读 {outcome.unreadable} 份",
        f"documents {outcome.documents}, facts {outcome.facts}, unreadable {outcome.unreadable}",
    )
    if outcome.unreadable and place:
        line += say(lang, "（原因见 unreadable.csv）", " (unreadable.csv says why)")
    if outcome.reprints:
        line += say(lang, f"，转载 {outcome.reprints} 份", f", reprints {outcome.reprints}")
    if outcome.current:
        line += say(lang, f"，未变 {outcome.current} 个文件", f", unchanged files {outcome.current}")
    line += say(lang, f"，用时 {seconds:.1f} 秒", f", {seconds:.1f} s")
    return f"{line} → {place}" if place else line
