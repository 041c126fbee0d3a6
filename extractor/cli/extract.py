"""`extractor extract`: files and folders in, facts out."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.inputs import FilesFromOption, LimitOption, PathsArgument, inputs
from extractor.cli.messages import Lang, LangOption, PublishedOption, RulesOption, error_line, help_text, language, say
from extractor.errors import UsageError
from extractor.readers import MAX_BYTES
from extractor.readers.limits import Limits, parse_limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from extractor.model import Document
    from extractor.pipeline import Extractor
    from extractor.readers.refusal import UnreadableError

STANDARD_OUTPUT = "-"
DEFAULT_FORMATS = "jsonl,csv,xlsx"


def extract(  # noqa: PLR0913  # one parameter an option
    paths: PathsArgument = None,
    *,
    files_from: FilesFromOption = None,
    output: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help=help_text(
                "输出目录（默认 outputs/<时间>）；- 为标准输出",
                "folder to write (default outputs/<time>); - is standard output",
            ),
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="jsonl,csv,xlsx,parquet",
            help=help_text(
                "输出格式，逗号分隔（默认 jsonl,csv,xlsx）", "formats, comma-separated (default jsonl,csv,xlsx)"
            ),
        ),
    ] = None,
    metadata: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help=help_text(
                "文档信息表：source,published,issuer,title,document_number",
                "known of the documents: source,published,issuer,title,document_number",
            ),
        ),
    ] = None,
    published: PublishedOption = None,
    rules: RulesOption = None,
    max_bytes: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, help=help_text("单个文件的大小上限（字节）", "largest file to read, in bytes")
        ),
    ] = MAX_BYTES,
    limit: LimitOption = None,
    lang: LangOption = None,
) -> int:
    """Extract the facts; the status is 1 where a file could not be read."""
    begun = time.perf_counter()
    speech = language(lang)
    chosen = parse_formats(formats, output)
    place = None if output == STANDARD_OUTPUT else Path(output) if output else _new_run_folder()
    limits = parse_limits(limit or [], bytes=max_bytes)
    sources = Sources(inputs(paths, files_from), metadata, published, limits, without=place)
    if sources.ignored_columns:
        error_line(_ignored_columns(sources.ignored_columns, speech))
    documents = Documents(sources, speech)
    extractor = build_extractor(rules)
    facts = _write_run(extractor, documents, place, chosen, speech) if place else _print_facts(extractor, documents)
    if sources.without_row:
        error_line(_without_row(sources.without_row, speech))
    error_line(_summary(documents, facts, time.perf_counter() - begun, place, speech))
    return 1 if documents.refusals else 0


def parse_formats(formats: str | None, output: str | None) -> tuple[str, ...]:
    """The formats asked for, each once; `UsageError` for an unknown one, or one that standard output cannot take."""
    from extractor.store.run import FORMATS  # noqa: PLC0415

    to_standard_output = output == STANDARD_OUTPUT
    names = [name.strip() for name in (formats or ("jsonl" if to_standard_output else DEFAULT_FORMATS)).split(",")]
    for name in names:
        if name not in FORMATS:
            raise UsageError(f"--format: '{name}' is no format; wanted are {', '.join(FORMATS)}")
    if to_standard_output and names != ["jsonl"]:
        raise UsageError("--output -: standard output takes --format jsonl alone; give a folder for other formats")
    return tuple(dict.fromkeys(names))


def build_extractor(rules: Sequence[str] | None) -> Extractor:
    """The extractor over the built-in rules and the folders given; `UsageError` for a folder that is not there."""
    from extractor.pipeline import Extractor  # noqa: PLC0415  # takes jieba and the rule book with it

    if not rules:
        return Extractor()
    from extractor.rulebook.load import load_rules  # noqa: PLC0415

    for folder in rules:
        if not Path(folder).is_dir():
            raise UsageError(f"--rules {folder}: no such folder; give a folder of rule files")
    return Extractor(load_rules(*rules))


class Sources:
    """What is to be read, in order, and what is known about it from outside; `UsageError` for what is wrong."""

    def __init__(
        self,
        named: tuple[Sequence[Path], Sequence[Path]],
        metadata: Path | None,
        published: str | None,
        limits: Limits,
        *,
        without: Path | None,
    ) -> None:
        from extractor.readers import find_files  # noqa: PLC0415
        from extractor.readers.metadata import Metadata, load_metadata, parse_date  # noqa: PLC0415

        self._metadata = load_metadata(metadata) if metadata else Metadata({})
        self._has_rows = metadata is not None
        self.without_row: list[str] = []
        self._published: date | None = parse_date(published, "--published") if published else None
        paths, listed = named
        self.files = find_files(paths, without=[path for path in (metadata, without) if path], listed=listed)
        self.ignored_columns = self._metadata.ignored_columns
        self.limits = limits

    def described(self, document: Document) -> Document:
        """What the reader found, then `--published`, then the metadata row: the later the stronger."""
        from msgspec.structs import replace  # noqa: PLC0415

        if self._published:
            document = replace(document, published=self._published)
        if self._has_rows and self._metadata.row(document.source) is None:
            self.without_row.append(document.source)
        return self._metadata.apply(document)


class Documents:
    """The documents of the sources, in order.

    What cannot be read is said on standard error, kept in `refusals`, and passed over.
    """

    def __init__(self, sources: Sources, lang: Lang) -> None:
        self._sources = sources
        self._lang = lang
        self.refusals: list[UnreadableError] = []
        self.read = 0

    def __iter__(self) -> Iterator[Document]:
        from extractor.readers.guard import GuardedReader  # noqa: PLC0415

        with progress(self._sources.files, self._lang) as files, GuardedReader(self._sources.limits) as reader:
            for file in files:
                for document in reader.read_all(file, self._refuse):
                    self.read += 1
                    yield self._sources.described(document)

    def _refuse(self, refusal: UnreadableError) -> None:
        self.refusals.append(refusal)
        error_line(refusal.line(self._lang))


@contextmanager
def progress(files: Sequence[Path], lang: Lang) -> Iterator[Iterable[Path]]:
    """The files, with a bar on standard error where that is a terminal and there is something to wait for."""
    if len(files) < 2 or not sys.stderr.isatty():
        yield files
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        yield bar.track(files, description=say(lang, "抽取", "extracting"))


def _print_facts(extractor: Extractor, documents: Iterable[Document]) -> int:
    from extractor.store.jsonl import JsonLines  # noqa: PLC0415

    writer = JsonLines(sys.stdout.buffer)
    count = 0
    for document in documents:
        facts = extractor.extract(document)
        writer.write(document, facts)
        count += len(facts)
    return count


def _write_run(extractor: Extractor, documents: Documents, folder: Path, formats: Sequence[str], lang: Lang) -> int:
    from extractor.store.run import open_run, write_unreadable  # noqa: PLC0415

    count = 0
    with open_run(folder, formats, lang) as run:
        for document in documents:
            facts = extractor.extract(document)
            run.write(document, facts, extractor.relations(document, facts))
            count += len(facts)
    write_unreadable(folder, documents.refusals, lang)
    return count


def _new_run_folder() -> Path:
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


def _summary(documents: Documents, facts: int, seconds: float, place: Path | None, lang: Lang) -> str:
    unreadable = len(documents.refusals)
    line = say(
        lang,
        f"文档 {documents.read} 份，事实 {facts} 条，不可读 {unreadable} 份，用时 {seconds:.1f} 秒",
        f"documents {documents.read}, facts {facts}, unreadable {unreadable}, {seconds:.1f} s",
    )
    return f"{line} → {place}" if place else line
