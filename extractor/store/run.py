"""A run folder: facts in the formats asked for, and beside them documents, relations and what could not be read."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, BinaryIO, Protocol

from extractor.errors import UsageError
from extractor.store.atomic import atomic_path
from extractor.store.jsonl import jsonl_writer
from extractor.store.parquet import parquet_writer
from extractor.store.records import json_line
from extractor.store.table_csv import csv_writer, write_rows
from extractor.store.workbook import workbook_writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from extractor.model import Document, Fact, Relation
    from extractor.readers.refusal import UnreadableError
    from extractor.store.labels import Lang

FORMATS = ("jsonl", "csv", "xlsx", "parquet")
UNREADABLE_COLUMNS = ("source", "reason", "explanation")


class Writer(Protocol):
    """Takes the facts of one document after another."""

    def write(self, document: Document, facts: Sequence[Fact]) -> None:
        """Append the facts of one document."""


def fact_writer(path: Path, name: str, lang: Lang) -> AbstractContextManager[Writer]:
    """The writer of facts in the format `name` to `path`; `UsageError` for a format that does not exist."""
    if name == "jsonl":
        return jsonl_writer(path)
    if name == "csv":
        return csv_writer(path)
    if name == "xlsx":
        return workbook_writer(path, lang)
    if name == "parquet":
        return parquet_writer(path)
    wanted = ", ".join(FORMATS)
    raise UsageError(
        f"--format: '{name}' is no format; wanted are {wanted}", f"--format：'{name}' 不可用；可选 {wanted}"
    )


class Run:
    """Everything one call writes; files appear when the run is over."""

    def __init__(self, writers: Sequence[Writer], documents: BinaryIO, relations: BinaryIO) -> None:
        self._writers = writers
        self._documents = documents
        self._relations = relations

    def write(self, document: Document, facts: Sequence[Fact], relations: Sequence[Relation] = ()) -> None:
        """Append one document, its facts and what holds between them."""
        for writer in self._writers:
            writer.write(document, facts)
        self._documents.write(json_line(document))
        self._relations.writelines(json_line(relation) for relation in relations)


@contextmanager
def open_run(folder: Path, formats: Sequence[str], lang: Lang = "zh") -> Iterator[Run]:
    """A run that writes into `folder`, made where missing; a run that fails leaves the folder's old files alone."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            f"{folder}: is a file; give --output a folder, or - for standard output",
            f"{folder}：是文件；--output 请给目录，或用 - 表示标准输出",
        )
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers = [stack.enter_context(fact_writer(folder / f"facts.{name}", name, lang)) for name in formats]
        documents = stack.enter_context(stack.enter_context(atomic_path(folder / "documents.jsonl")).open("wb"))
        relations = stack.enter_context(stack.enter_context(atomic_path(folder / "relations.jsonl")).open("wb"))
        yield Run(writers, documents, relations)


def write_unreadable(folder: Path, refusals: Sequence[UnreadableError], lang: Lang = "zh") -> None:
    """`unreadable.csv`: the header alone says that everything was read."""
    rows = [(refusal.source, refusal.reason, refusal.explanation(lang)) for refusal in refusals]
    write_rows(folder / "unreadable.csv", UNREADABLE_COLUMNS, rows)
