"""The workbook auditors open: one item a row, coloured by verdict, with the sentence and its figure marked."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from extractor.reconciliation.rows import COLUMNS, evidence, header, in_order, row
from extractor.store.cells import fits
from extractor.store.records import plain
from extractor.store.sheets import A3
from extractor.store.verdicts import ITEMS, look
from extractor.store.workbook import open_book

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from extractor.model import Fact
    from extractor.reconcile.item import Item, Problem
    from extractor.reconcile.phrases import Lang

WIDTHS: Final = {
    "verdict": 19,
    "subject": 17,
    "indicator": 26,
    "population": 13,
    "period_start": 11,
    "period_end": 11,
    "submitted": 20,
    "quote": 14,
    "difference": 20,
    "tolerance": 20,
    "unit": 7,
    "explanation": 44,
    "sentence": 60,
    "source": 22,
    "sheet": 13,
    "cell": 8,
    "document": 24,
}
"""The columns that are printed; the others follow in a default width."""
MAX_CELL, LINE_POINTS, MAX_LINES = 32_767, 16.5, 10


def write_workbook(  # noqa: PLR0913  # what the sheets hold
    path: Path,
    items: Sequence[Item],
    problems: Sequence[Problem],
    *,
    facts: Mapping[str, Fact],
    texts: Mapping[str, str],
    lang: Lang,
) -> None:
    """Write `path`, which appears when all is written; no text in it can run as a formula."""
    with open_book(path) as book:
        writer = _Workbook(book, lang)
        writer.items(items, facts, texts)
        writer.summary(items, problems)


class _Workbook:
    def __init__(self, book: Any, lang: Lang) -> None:  # noqa: ANN401  # xlsxwriter ships no types
        self._book = book
        self._lang: Lang = lang
        base = {"valign": "top", "text_wrap": True}
        self._wrap = book.add_format(base)
        self._normal = book.add_format({})
        self._mark = book.add_format({"bold": True, "font_color": "#C00000"})
        self._bold = book.add_format({"bold": True, "valign": "top"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self._head = book.add_format(
            {"bold": True, "bg_color": "#DDE6F0", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self._colours = {
            verdict: book.add_format(
                base
                | {"bold": True, "bg_color": seen.tint.fill, "font_color": seen.tint.font}
                | {"border": 1, "border_color": "#BFBFBF"}
            )
            for verdict, seen in ITEMS.items()
        }
        self._numbers: dict[int, Any] = {}

    def _say(self, zh: str, en: str) -> str:
        return zh if self._lang == "zh" else en

    def items(self, items: Sequence[Item], facts: Mapping[str, Fact], texts: Mapping[str, str]) -> None:
        """The sheet of items."""
        sheet = self._book.add_worksheet(self._say("比对结果", "reconciliation"))
        for column, name in enumerate(COLUMNS):
            sheet.set_column(column, column, WIDTHS.get(name, 14))
            sheet.write_string(0, column, header(name, self._lang), self._head)
        sheet.set_row(0, 32)
        for number, item in enumerate(in_order(items), 1):
            slots = row(item, facts, texts)
            for column, name in enumerate(COLUMNS):
                self._cell(sheet, number, column, slots[name], item if name == "verdict" else None)
            fact = facts.get(item.fact_id or "")
            if fact is not None:
                self._sentence(sheet, number, fact, texts)
            sheet.set_row(number, LINE_POINTS * _lines(slots))
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, max(len(items), 1), len(COLUMNS) - 1)
        self._print(sheet, len(items), list(WIDTHS))

    def _print(self, sheet: Any, rows: int, columns: Sequence[str]) -> None:  # noqa: ANN401
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&C&P / &N")
        sheet.print_area(0, 0, max(rows, 1), len(columns) - 1)

    def _cell(self, sheet: Any, number: int, column: int, value: Any, item: Item | None) -> None:  # noqa: ANN401
        if item is not None:
            sheet.write_string(number, column, look(item.verdict).marked(self._lang), self._colours[item.verdict])
        elif value is None or value == "":
            return
        elif isinstance(value, Decimal | int):
            self._number(sheet, number, column, Decimal(value))
        elif isinstance(value, date):
            day = datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a spreadsheet's days have no zone
            sheet.write_datetime(number, column, day, self._date)
        else:
            sheet.write_string(number, column, str(value)[:MAX_CELL], self._wrap)

    def _number(self, sheet: Any, number: int, column: int, value: Decimal) -> None:  # noqa: ANN401
        text = plain(value)
        if not fits(text):
            sheet.write_string(number, column, text, self._wrap)
            return
        places = len(text.partition(".")[2])
        if places not in self._numbers:
            pattern = "#,##0" + ("." + "0" * places if places else "")
            self._numbers[places] = self._book.add_format({"num_format": pattern, "valign": "top"})
        sheet.write_number(number, column, float(text), self._numbers[places])

    def _sentence(self, sheet: Any, number: int, fact: Fact, texts: Mapping[str, str]) -> None:  # noqa: ANN401
        """The sentence again, its figure marked."""
        found = evidence(fact, texts)
        before, after = found.sentence[: found.start].lstrip(), found.sentence[found.end :].rstrip()
        if (before or after) and len(found.sentence) < MAX_CELL:
            parts: list[Any] = [self._normal, before] if before else []
            parts += [self._mark, fact.quote]
            parts += [self._normal, after] if after else []
            sheet.write_rich_string(number, list(COLUMNS).index("sentence"), *parts, self._wrap)

    def summary(self, items: Sequence[Item], problems: Sequence[Problem]) -> None:
        """What the colours mean, how many of each, from which tables, and what could not be read."""
        sheet = self._book.add_worksheet(self._say("图例与说明", "legend"))
        for column, width in enumerate((26, 10, 70)):
            sheet.set_column(column, column, width)
        heads = (("结论", "verdict"), ("项数", "items"), ("含义", "meaning"))
        for column, (zh, en) in enumerate(heads):
            sheet.write_string(0, column, self._say(zh, en), self._head)
        counts = Counter(item.verdict for item in items)
        for number, (verdict, seen) in enumerate(ITEMS.items(), 1):
            sheet.write_string(number, 0, seen.marked(self._lang), self._colours[verdict])
            sheet.write_number(number, 1, counts[verdict], self._wrap)  # type: ignore[index]
            sheet.write_string(number, 2, seen.meaning(self._lang), self._wrap)
        number = len(ITEMS) + 2
        sheet.write_string(number, 0, self._say("读表时的问题和提示", "what was met in the tables"), self._bold)
        for problem in problems:
            number += 1
            sheet.write_string(number, 0, f"{PurePath(problem.source).name} {problem.sheet}".strip(), self._wrap)
            sheet.write_string(number, 1, problem.cell, self._wrap)
            sheet.write_string(number, 2, problem.message, self._wrap)
        if not problems:
            sheet.write_string(number + 1, 0, self._say("无", "none"))
        self._print(sheet, number + 1, ("", "", ""))


def _lines(slots: Mapping[str, Any]) -> int:
    """Lines that the longest cell of a row needs; a Chinese character takes two columns."""
    needed = 1
    for name in ("indicator", "explanation", "sentence", "source", "document", "subject"):
        text = str(slots[name] or "")
        columns = sum(1 if character < "\u1100" else 2 for character in text)
        needed = max(needed, -(-columns // (WIDTHS[name] - 4)))
    return min(MAX_LINES, needed)
