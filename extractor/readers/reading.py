"""One input from its bytes to its documents: which reader, how deep, and what becomes of what cannot be read."""

from __future__ import annotations

import io
from importlib import import_module
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from extractor.readers.archive import Allowance, tar_entries, zip_entries
from extractor.readers.formats import BY_SUFFIX, CONTAINERS, HEAD_BYTES, SUFFIXES, format_of, format_of_packed
from extractor.readers.limits import Budget, read_within
from extractor.readers.naming import name_of, text_of
from extractor.readers.refusal import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from extractor.model import Document
    from extractor.readers.archive import Entry
    from extractor.readers.limits import Limits

# imported when first needed: a folder of text files must not pay for a PDF library
READERS: Final = MappingProxyType(
    {
        "text": "plain:read_plain",
        "html": "html:read_html",
        "xml": "xml:read_xml",
        "pdf": "pdf:read_pdf",
        "docx": "word:read_word",
        "old_word": "office:read_old_word",
        "old_excel": "office:read_old_excel",
        "encrypted": "office:refuse_encrypted",
        "ofd": "ofd:read_ofd",
        "xlsx": "sheets:read_workbook",
        "csv": "comma:read_comma",
        "picture": "ocr:read_picture",
    }
)
LINE_SUFFIXES: Final = frozenset({".jsonl", ".ndjson"})


class Reading:
    """Reads inputs; refusals of single documents go to `report`, the rest goes on.

    `begin` is told each document's source before it is read; the first `skip` of them are passed over.
    """

    def __init__(
        self,
        limits: Limits,
        report: Callable[[UnreadableError], None],
        begin: Callable[[str], None] | None = None,
        skip: int = 0,
    ) -> None:
        self._limits = limits
        self._report = report
        self._begin = begin
        self._skip = skip

    def path(self, path: Path) -> Iterator[Document]:
        """The documents of a file."""
        budget = Budget(self._limits, name_of(path))
        try:
            if not path.is_file():
                path.stat()
                raise budget.refuse("cannot_open", found="not a regular file")
            with path.open("rb") as opened:
                yield from self._file(path, opened, budget)
        except UnreadableError as refusal:
            self._report(refusal)
        except OSError as error:
            self._report(budget.refuse("cannot_open", found=error.strerror or str(error)))

    def _file(self, path: Path, opened: BinaryIO, budget: Budget) -> Iterator[Document]:
        name = name_of(path.name)
        kind = format_of(name, opened.read(HEAD_BYTES))
        opened.seek(0)
        if kind == "json":
            yield from self._json(opened, name, budget)
        elif kind in CONTAINERS:
            yield from self._container(kind, path, budget, 1, Allowance(self._limits, budget.source))
        else:
            budget.check_bytes(path.stat().st_size)  # before reading: a huge file must not cost memory
            data = read_within(opened, self._limits)
            budget.check_bytes(len(data))  # it may have grown
            yield from self._data(data, name, budget, 1, None)

    def _data(
        self, data: bytes, name: str, budget: Budget, depth: int, allowance: Allowance | None
    ) -> Iterator[Document]:
        kind = format_of(name, data[:HEAD_BYTES])
        if kind == "packed":
            kind = format_of_packed(data)
        if kind == "json":
            yield from self._json(io.BytesIO(data), name, budget)
        elif kind in CONTAINERS:
            yield from self._container(kind, data, budget, depth, allowance or Allowance(self._limits, budget.source))
        elif kind == "eml":
            yield from self._mail(data, budget, depth, allowance or Allowance(self._limits, budget.source))
        elif not self._passed_over(budget.source):
            yield from self._leaf(kind, data, name, budget)

    def _passed_over(self, source: str) -> bool:
        if self._skip > 0:
            self._skip -= 1
            return True
        if self._begin:
            self._begin(source)
        return False

    def _leaf(self, kind: str | None, data: bytes, name: str, budget: Budget) -> Iterator[Document]:
        if kind is None:
            wanted = " ".join(sorted(BY_SUFFIX))
            raise budget.refuse("no_reader", found=PurePath(name).suffix or name, wanted=wanted)
        module, _, function = READERS[kind].partition(":")
        reader = getattr(import_module(f"extractor.readers.{module}"), function)
        try:
            document = reader(data, budget)
        except RecursionError as error:
            raise budget.refuse("broken", found="nested too deeply", wanted=SUFFIXES[kind][0]) from error
        except MemoryError as error:
            raise budget.refuse("too_much_memory", wanted=str(self._limits.memory_bytes)) from error
        for note in budget.notes:
            self._report(note)
        yield document

    def _json(self, opened: BinaryIO, name: str, budget: Budget) -> Iterator[Document]:
        from extractor.readers.jsonlines import json_documents  # noqa: PLC0415

        lines = PurePath(name).suffix.lower() in LINE_SUFFIXES
        found = False
        for record in json_documents(opened, budget, lines=lines):
            found = True
            if isinstance(record, UnreadableError):
                self._report(record)
            elif not self._passed_over(record.source):
                yield record
        if not found:
            raise budget.refuse("empty")

    def _mail(self, data: bytes, budget: Budget, depth: int, allowance: Allowance) -> Iterator[Document]:
        from extractor.readers.archive import Entry  # noqa: PLC0415
        from extractor.readers.mail import read_message  # noqa: PLC0415

        passed_over = self._passed_over(budget.source)
        document, attachments = read_message(data, budget)
        if document is not None and not passed_over:
            yield document
        for name, attached in attachments:
            allowance.spend(len(attached))
            yield from self._entry(Entry(name, attached), budget, depth, allowance)

    def _container(
        self, kind: str, file: Path | bytes, budget: Budget, depth: int, allowance: Allowance
    ) -> Iterator[Document]:
        if depth > self._limits.depth:
            raise budget.refuse("too_deep", wanted=str(self._limits.depth))
        entries = zip_entries if kind == "zip" else tar_entries
        found = False
        for entry in entries(file, budget, allowance):
            found = True
            yield from self._entry(entry, budget, depth, allowance)
        if not found:
            raise budget.refuse("empty")

    def _entry(self, entry: Entry, outer: Budget, depth: int, allowance: Allowance) -> Iterator[Document]:
        """One file of a container; what is wrong with it is not the container's end."""
        budget = Budget(self._limits, f"{outer.source}!/{text_of(entry.name)}")
        try:
            if isinstance(entry.data, UnreadableError):
                raise entry.data
            budget.check_bytes(len(entry.data))
            yield from self._data(entry.data, text_of(entry.name), budget, depth + 1, allowance)
        except UnreadableError as refusal:
            if refusal.source == allowance.source:  # the whole archive's allowance is spent
                raise
            self._report(refusal)
