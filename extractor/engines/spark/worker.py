"""What a Python worker of Spark does with Arrow batches: documents in, results out, a few rows at a time."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from extractor.engines.reading import storable
from extractor.engines.spark.schema import RESULT, refused_row, result_row
from extractor.errors import UsageError
from extractor.readers.guard import GuardedReader
from extractor.readers.jsonlines import Record, document_of, document_on_line
from extractor.readers.refusal import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extractor.engines.spark.shipping import Parcel, Tools
    from extractor.model import Document

ROWS, CHARACTERS = 256, 1_000_000
"""Of a batch that is given out: what a worker keeps in memory at a time, whatever the documents' sizes."""
DEFECTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a defect that one document brings out can look like: a million others do not stop at it."""


@dataclass(frozen=True)
class FromRecords:
    """Tables of documents: one result a row, in order, the columns `keep` as they were."""

    parcel: Parcel
    columns: dict[str, str]  # name of the record's field → column
    keep: tuple[str, ...]
    names: Mapping[str, str]  # of the files that `place`s lie in: place → the user's name

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Results of each row."""
        tools = self.parcel.tools()
        for batch in batches:
            for piece in _pieces(batch, self.columns["text"]):
                rows = zip(*(piece.column(name).to_pylist() for name in self.columns.values()), strict=True)
                results = [self._result(dict(zip(self.columns, row, strict=True)), tools) for row in rows]
                made = pa.RecordBatch.from_pylist(results, schema=RESULT)
                kept = [piece.column(name) for name in self.keep]
                schema = pa.schema([*(piece.schema.field(name) for name in self.keep), *RESULT])
                yield pa.RecordBatch.from_arrays([*kept, *made.columns], schema=schema)

    def _result(self, cells: dict[str, Any], tools: Tools) -> dict[str, Any]:
        text, (path, colon, row) = cells["text"], (cells.pop("place", None) or "").rpartition(":")
        source = cells.get("source") or named(path, self.names) + colon + row
        refusal = _unfit(text, source, tools)
        if refusal is None:
            try:
                record = msgspec.convert(cells | {"source": source}, Record, strict=False)
            except msgspec.ValidationError as error:
                refusal = UnreadableError(source, "bad_row", found=str(error))
            else:
                return extracted(document_of(record, source), tools)
        return refused_row(refusal, tools.lang, text)


@dataclass(frozen=True)
class FromLines:
    """Lines of JSON Lines files, each with its path and the start of its split, in order; `before` which they go on."""

    parcel: Parcel
    before: dict[tuple[str, int], int]  # lines of the file that stand before the split
    names: Mapping[str, str]

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Results of each line that is not empty."""
        tools = self.parcel.tools()
        passed = dict(self.before)
        for batch in batches:
            for piece in _pieces(batch, "value"):
                lines = zip(*(piece.column(name).to_pylist() for name in ("value", "path", "start")), strict=True)
                results = [self._result(line, self._place(path, start, passed), tools) for line, path, start in lines]
                results = [result for result in results if result is not None]
                yield pa.RecordBatch.from_pylist(results, schema=RESULT)

    def _place(self, path: str, start: int, passed: dict[tuple[str, int], int]) -> tuple[str, int]:
        passed[path, start] += 1
        return named(path, self.names), passed[path, start]

    def _result(self, line: str, at: tuple[str, int], tools: Tools) -> dict[str, Any] | None:
        if not line.strip():
            return None
        place = f"{at[0]}:{at[1]}"
        read: Document | UnreadableError | None = _unfit(line, place, tools)
        if read is None:
            read = document_on_line(line.removeprefix("\ufeff").encode("utf-8", "surrogatepass"), at[1], place)
        return refused_row(read, tools.lang, line) if isinstance(read, UnreadableError) else extracted(read, tools)


def _unfit(text: str | None, source: str, tools: Tools) -> UnreadableError | None:
    if text is None or not text.strip():
        return UnreadableError(source, "empty")
    size, most = len(text.encode("utf-8", "surrogatepass")), tools.limits.bytes
    return UnreadableError(source, "too_large", found=str(size), wanted=str(most)) if size > most else None


@dataclass(frozen=True)
class FromFiles:
    """Files of any format there is a reader for: path as the user gave it, and content where it lies elsewhere."""

    parcel: Parcel

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Results of all documents in each file, in the order they stand in."""
        tools = self.parcel.tools()
        with GuardedReader(tools.limits) as reader:
            for batch in batches:
                for row in batch.to_pylist():
                    yield from _batched(_file_results(row, reader, tools))


def _file_results(row: dict[str, Any], reader: GuardedReader, tools: Tools) -> Iterator[dict[str, Any]]:
    source, content = row["path"], row.get("content")
    if content is None:
        yield from _read(Path(row["place"]), source, reader, tools)
        return
    with tempfile.TemporaryDirectory() as folder:  # readers go by the name too
        path = Path(folder) / (source.rstrip("/").rpartition("/")[2] or "file")
        path.write_bytes(content)
        yield from _read(path, source, reader, tools)


def _read(path: Path, source: str, reader: GuardedReader, tools: Tools) -> Iterator[dict[str, Any]]:
    refusals: list[UnreadableError] = []
    for document in reader.read_all(path, refusals.append):
        yield from (_refused(refusal, path, source, tools) for refusal in refusals)
        refusals.clear()
        place = source + document.source.removeprefix(path.as_posix())
        own = document.source.startswith(path.as_posix())  # else a record that says where it came from
        yield extracted(msgspec.structs.replace(document, source=place) if own else document, tools)
    yield from (_refused(refusal, path, source, tools) for refusal in refusals)


def _refused(refusal: UnreadableError, path: Path, source: str, tools: Tools) -> dict[str, Any]:
    place = source + refusal.source.removeprefix(path.as_posix())
    moved = UnreadableError(place, refusal.reason, found=refusal.found, wanted=refusal.wanted, option=refusal.option)
    return refused_row(moved, tools.lang)


def extracted(document: Document, tools: Tools) -> dict[str, Any]:
    """The row of a document with its facts; what a defect stops is put aside with its text."""
    described = tools.known.described(storable(document))
    try:
        facts, relations = tools.extractor.extract_related(described)
        return result_row(described, facts, relations)
    except UsageError as error:  # a figure wider than any column
        refusal = UnreadableError(described.source, "too_wide", found=str(error))
    except DEFECTS as error:
        refusal = UnreadableError(described.source, "failed", found=f"{type(error).__name__}: {error}")
    return refused_row(refusal, tools.lang, described.text)


def named(uri: str, names: Mapping[str, str]) -> str:
    """The user's name of the file that Spark gives the URI of."""
    place = unquote(uri)
    local = place.removeprefix("file:")
    return names.get(place) or names.get("/" + local.lstrip("/") if local != place else place) or place


def _pieces(batch: pa.RecordBatch, text: str) -> Iterator[pa.RecordBatch]:
    """The batch in slices of few rows and not too many characters, at least one row each."""
    lengths = pc.utf8_length(batch.column(text)).to_pylist()
    start = characters = 0
    for row, length in enumerate(lengths):
        if row > start and (row - start >= ROWS or characters + (length or 0) > CHARACTERS):
            yield batch.slice(start, row - start)
            start, characters = row, 0
        characters += length or 0
    if start < len(lengths):
        yield batch.slice(start)


def _batched(rows: Iterator[dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    kept: list[dict[str, Any]] = []
    characters = 0
    for row in rows:
        kept.append(row)
        characters += len(row["document"]["text"]) if row["document"] else 0
        if len(kept) >= ROWS or characters >= CHARACTERS:
            yield pa.RecordBatch.from_pylist(kept, schema=RESULT)
            kept, characters = [], 0
    if kept:
        yield pa.RecordBatch.from_pylist(kept, schema=RESULT)
