"""The workbook people open: each figure beside the sentence it stands in, marked; same facts, same bytes."""

from __future__ import annotations

import re
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from extractor.errors import UsageError
from extractor.store.amounts import printed_amount
from extractor.store.atomic import atomic_path, parts_of
from extractor.store.cells import Cell, Column, Formats, Limits, Marked
from extractor.store.labels import CODES_ZH, said, title
from extractor.store.records import fact_row
from extractor.store.sheets import A3, FIXED_TIME, OPTIONS, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from extractor.model import Document, Fact
    from extractor.store.labels import Lang

# what a reader asks, in the order of asking: where, who, what, how much, when, how sure
WIDTHS: tuple[tuple[str, int], ...] = (
    ("sentence", 60),
    ("quote", 13),
    ("subject", 18),
    ("indicator", 20),
    ("action", 12),
    ("object", 14),
    ("population", 14),
    ("value", 20),
    ("amount", 14),
    ("unit", 8),
    ("modifier", 8),
    ("value_low", 20),
    ("value_high", 20),
    ("change_direction", 9),
    ("change_base", 9),
    ("period_start", 11),
    ("period_end", 11),
    ("period_text", 14),
    ("status", 7),
    ("role", 7),
    ("statistic", 10),
    ("kind", 8),
    ("flags", 20),
    ("subject_name", 20),
    ("subject_id", 16),
    ("indicator_id", 16),
    ("region", 10),
    ("source", 24),
    ("rule_id", 18),
    ("fact_id", 14),
    ("doc_id", 18),
    ("start", 7),
    ("end", 7),
    ("sentence_start", 7),
    ("sentence_end", 7),
)
WIDER_IN_ENGLISH = MappingProxyType({"flags": 34, "change_base": 14, "status": 10})
LAST_PRINTED = "flags"
AROUND = 1_000  # characters kept on either side of a figure whose sentence is too long for a cell


class Workbook:
    """Facts, one a row, on the sheets of an xlsxwriter workbook."""

    def __init__(self, book: Any, lang: Lang, limits: Limits = Limits()) -> None:  # noqa: ANN401, B008
        self._lang: Lang = lang
        self._limits = limits
        name = "事实" if lang == "zh" else "facts"
        self._table = Table(book, Formats(book, limits), name, fact_columns(lang), frozen=2, limits=limits, paper=A3)

    def write(self, document: Document, facts: Sequence[Fact]) -> None:
        """Append the facts of one document; a full sheet is followed by another."""
        for fact in facts:
            self._table.write(fact_cells(document.text, fact, self._lang, self._limits))

    def close(self) -> None:
        """Finish the last sheet."""
        self._table.close()


def fact_columns(lang: Lang) -> tuple[Column, ...]:
    """The columns of a sheet of facts; what is for programs stays off paper."""
    last = [name for name, _ in WIDTHS].index(LAST_PRINTED)
    wider = WIDER_IN_ENGLISH if lang == "en" else {}
    return tuple(
        Column(name, title(name, lang), wider.get(name, width), printed=number <= last)
        for number, (name, width) in enumerate(WIDTHS)
    )


def fact_cells(text: str, fact: Fact, lang: Lang, limits: Limits = Limits()) -> dict[str, Cell]:  # noqa: B008
    """A fact as a row: its sentence with the figure marked, the figure in its own magnitude, codes in words."""
    cells: dict[str, Cell] = {"sentence": marked_sentence(text, fact, limits), "amount": printed_amount(fact)}
    cells |= fact_row(fact)
    for name in CODES_ZH:
        value = cells.get(name)
        if isinstance(value, str):
            cells[name] = said(name, value, lang)
    cells["flags"] = ("；" if lang == "zh" else "; ").join(said("flags", flag, lang) for flag in fact.flags)
    return cells


def marked_sentence(text: str, fact: Fact, limits: Limits = Limits()) -> Marked:  # noqa: B008
    """The sentence with the figure marked; one too long for a cell is cut around the figure."""
    start, end = fact.sentence_start, fact.sentence_end
    if not start <= fact.start < fact.end <= end:
        start, end = fact.start, fact.end
    if end - start > limits.characters - 2:
        around = min(AROUND, (limits.characters - 2) // 3)
        start, end = max(start, fact.start - around), min(end, fact.end + around)
    before, after = on_one_line(text[start : fact.start]).lstrip(), on_one_line(text[fact.end : end]).rstrip()
    return Marked(before, text[fact.start : fact.end] or fact.quote, after)


def on_one_line(text: str) -> str:
    """The text with each line end, and the blanks around it, as one blank."""
    return re.sub(r"\s*\n\s*", " ", text)


@contextmanager
def workbook_writer(path: Path, lang: Lang = "zh") -> Iterator[Workbook]:
    """A writer of `path`, which appears when all is written; headers and codes in `lang`."""
    with open_book(path, streaming=True) as book:
        writer = Workbook(book, lang)
        yield writer
        writer.close()


@contextmanager
def open_book(path: Path, *, streaming: bool = False) -> Iterator[Any]:
    """An xlsxwriter workbook that becomes `path` when all is written; `streaming`: its rows are written in order."""
    import xlsxwriter  # noqa: PLC0415  # only those who want a workbook pay for it

    from extractor.store.streamed import StreamedSheet  # noqa: PLC0415  # same

    with atomic_path(path) as temporary, parts_of(temporary) as parts:
        # row after row to the disk: a workbook of any length takes the same memory
        book = xlsxwriter.Workbook(
            str(temporary), dict(OPTIONS) | ({"constant_memory": True, "tmpdir": str(parts)} if streaming else {})
        )
        if streaming:
            book.worksheet_class = StreamedSheet
        book.set_properties({"created": FIXED_TIME, "author": "bulletin-extractor"})
        try:
            yield book
        finally:
            _close(book, path)


def _close(book: Any, path: Path) -> None:  # noqa: ANN401  # xlsxwriter ships no types
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    try:
        book.close()
    except FileCreateError as error:
        raise UsageError(
            f"{path}: cannot be written ({error}); choose another folder with --output",
            f"{path}：写不了（{error}）；请用 --output 换一个目录",
        ) from error
