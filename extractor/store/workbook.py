"""The workbook people open: each figure beside the sentence it stands in, marked; same facts, same bytes."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extractor.errors import UsageError
from extractor.store.atomic import atomic_path, parts_of
from extractor.store.labels import Lang, code, header
from extractor.store.records import fact_row, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from extractor.model import Document, Fact

# what a reader asks, in the order of asking: where, who, what, how much, when, how sure
WIDTHS: tuple[tuple[str, int], ...] = (
    ("sentence", 60),
    ("quote", 13),
    ("subject", 18),
    ("indicator", 20),
    ("action", 12),
    ("object", 14),
    ("population", 14),
    ("value", 16),
    ("unit", 8),
    ("modifier", 8),
    ("value_low", 14),
    ("value_high", 14),
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
FIXED_TIME = datetime(2000, 1, 1)  # noqa: DTZ001  # no clock: the same facts give the same file
MAX_ROWS = 1_048_575  # of one sheet, below the header
MAX_CELL = 32_767  # characters
EXACT_DIGITS = 15  # a spreadsheet's numbers are doubles
A3 = 8  # xlsxwriter's number for the paper
LINE_POINTS, MAX_LINES = 15, 12  # height of a line; more lines than that are scrolled to, not shown


class Workbook:
    """Facts, one a row, on the sheets of an xlsxwriter workbook."""

    def __init__(self, book: Any, lang: Lang) -> None:  # noqa: ANN401  # xlsxwriter ships no types
        self._book = book
        self._lang: Lang = lang
        self._mark = book.add_format({"bold": True, "font_color": "#C00000"})
        self._normal = book.add_format({})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._top = book.add_format({"valign": "top"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self._head = book.add_format(
            {"bold": True, "bg_color": "#DDE6F0", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self._numbers: dict[int, Any] = {}
        self._sheets = 0
        self._open_sheet()

    def _open_sheet(self) -> None:
        self._sheets += 1
        name = "事实" if self._lang == "zh" else "facts"
        self._sheet = self._book.add_worksheet(name if self._sheets == 1 else f"{name} {self._sheets}")
        for column, (name, width) in enumerate(WIDTHS):
            self._sheet.set_column(column, column, width, self._top)
            self._sheet.write_string(0, column, header(name, self._lang), self._head)
        self._sheet.set_row(0, 22)
        self._sheet.freeze_panes(1, 2)
        self._sheet.set_landscape()
        self._sheet.set_paper(A3)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._row = 0

    def write(self, document: Document, facts: Sequence[Fact]) -> None:
        """Append the facts of one document; a full sheet is followed by another."""
        for fact in facts:
            if self._row == MAX_ROWS:
                self._close_sheet()
                self._open_sheet()
            self._row += 1
            cells = fact_row(fact)
            self._sentence(document.text, fact)
            for column, (name, _) in enumerate(WIDTHS[1:], 1):
                self._cell(column, name, cells[name])

    def _cell(self, column: int, name: str, value: Any) -> None:  # noqa: ANN401  # a record's cell: any column type
        if value is None or value == "":
            return
        if isinstance(value, Decimal | int):
            self._number(column, Decimal(value))
        elif isinstance(value, date):
            self._sheet.write_datetime(self._row, column, datetime(value.year, value.month, value.day), self._date)  # noqa: DTZ001
        else:
            shown = self._flags(value) if name == "flags" else code(name, value, self._lang)
            self._sheet.write_string(self._row, column, shown[:MAX_CELL], self._wrap)

    def _flags(self, joined: str) -> str:
        return ("；" if self._lang == "zh" else "; ").join(
            code("flags", flag, self._lang) for flag in joined.split(";")
        )

    def _number(self, column: int, value: Decimal) -> None:
        text = plain(value)
        if len(text.strip("-0.").replace(".", "")) > EXACT_DIGITS:
            self._sheet.write_string(self._row, column, text, self._top)
            return
        places = len(text.partition(".")[2])
        if places not in self._numbers:
            pattern = "#,##0" + ("." + "0" * places if places else "")
            self._numbers[places] = self._book.add_format({"num_format": pattern, "valign": "top"})
        self._sheet.write_number(self._row, column, float(text), self._numbers[places])

    def _sentence(self, text: str, fact: Fact) -> None:
        """The sentence with the figure marked; a sentence too long for a cell is cut around the figure."""
        start, end = fact.sentence_start, fact.sentence_end
        if not start <= fact.start < fact.end <= end:
            start, end = fact.start, fact.end
        if end - start > MAX_CELL - 2:
            start, end = max(start, fact.start - 1_000), min(end, fact.end + 1_000)
        before, after = _on_one_line(text[start : fact.start]).lstrip(), _on_one_line(text[fact.end : end]).rstrip()
        parts: list[Any] = [self._normal, before] if before else []
        parts += [self._mark, text[fact.start : fact.end]]
        parts += [self._normal, after] if after else []
        lines = -(-_columns(before + fact.quote + after) // WIDTHS[0][1])
        self._sheet.set_row(self._row, LINE_POINTS * min(MAX_LINES, max(1, lines)))
        if len(parts) > 2:
            self._sheet.write_rich_string(self._row, 0, *parts, self._wrap)
        else:
            self._sheet.write_string(self._row, 0, parts[1], self._wrap)

    def _close_sheet(self) -> None:
        last = max(self._row, 1)
        self._sheet.autofilter(0, 0, last, len(WIDTHS) - 1)
        self._sheet.print_area(0, 0, last, [name for name, _ in WIDTHS].index("flags"))

    def close(self) -> None:
        """Finish the last sheet."""
        self._close_sheet()


def _on_one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def _columns(text: str) -> int:
    """Width in Latin characters: a Chinese one takes two."""
    return sum(1 if character < "\u1100" else 2 for character in text)


@contextmanager
def workbook_writer(path: Path, lang: Lang = "zh") -> Iterator[Workbook]:
    """A writer of `path`, which appears when all is written; headers and codes in `lang`."""
    import xlsxwriter  # noqa: PLC0415  # only those who want a workbook pay for it

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with atomic_path(path) as temporary, parts_of(temporary) as parts:
        # row after row to the disk: a workbook of any length takes the same memory
        book = xlsxwriter.Workbook(str(temporary), options | {"constant_memory": True, "tmpdir": str(parts)})
        book.set_properties({"created": FIXED_TIME, "author": "bulletin-extractor"})
        writer = Workbook(book, lang)
        try:
            yield writer
            writer.close()
        finally:
            _close(book, path)


def _close(book: Any, path: Path) -> None:  # noqa: ANN401  # xlsxwriter ships no types
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    try:
        book.close()
    except FileCreateError as error:
        raise UsageError(f"{path}: cannot be written ({error}); choose another folder with --output") from error
