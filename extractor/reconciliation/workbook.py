"""The workbook auditors open: one item a row, coloured by verdict, with the sentence and its figure marked."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from extractor.reconciliation.rows import COLUMNS, evidence, header, in_order, row
from extractor.store.cells import Cell, Column, Formats, Limits, Marked, Text
from extractor.store.sheets import A3, Table
from extractor.store.verdicts import ITEMS, look
from extractor.store.workbook import on_one_line, open_book

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from extractor.model import Fact
    from extractor.reconcile.item import Item, Problem
    from extractor.reconcile.phrases import Lang

WIDTHS: Final = {
    "verdict": 28,
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
DEFAULT_WIDTH = 20


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
        formats = Formats(book, Limits())
        _write_items(book, formats, items, facts, texts, lang)
        _write_legend(book, formats, Counter(item.verdict for item in items), lang)
        if problems:
            _write_problems(book, formats, problems, lang)


def _write_items(  # noqa: PLR0913, PLR0917  # what the sheet holds
    book: Any,  # noqa: ANN401  # xlsxwriter ships no types
    formats: Formats,
    items: Sequence[Item],
    facts: Mapping[str, Fact],
    texts: Mapping[str, str],
    lang: Lang,
) -> None:
    """The sheet of items, what needs a person first."""
    columns = [
        Column(name, header(name, lang), WIDTHS.get(name, DEFAULT_WIDTH), printed=name in WIDTHS) for name in COLUMNS
    ]
    name = "比对结果" if lang == "zh" else "reconciliation"
    table = Table(book, formats, name, columns, frozen=3, paper=A3)
    for item in in_order(items):
        cells: dict[str, Cell] = row(item, facts, texts)
        fact = facts.get(item.fact_id or "")
        if fact is not None:
            cells["sentence"] = _marked(fact, texts)
        table.write(cells | {"verdict": _verdict(item.verdict, lang)})
    table.close()


def _marked(fact: Fact, texts: Mapping[str, str]) -> Marked:
    found = evidence(fact, texts)
    before, after = found.sentence[: found.start], found.sentence[found.end :]
    return Marked(on_one_line(before).lstrip(), fact.quote, on_one_line(after).rstrip())


def _verdict(verdict: str, lang: Lang) -> Text:
    seen = look(verdict)
    return Text(seen.marked(lang), tint=seen.tint)


def _write_legend(book: Any, formats: Formats, counts: Counter[str], lang: Lang) -> None:  # noqa: ANN401
    """What the colours mean, and how many there are of each."""
    heads = {"verdict": ("结论", 28), "items": ("项数", 10), "meaning": ("含义", 70)}
    columns = [Column(name, zh if lang == "zh" else name, width) for name, (zh, width) in heads.items()]
    table = Table(book, formats, "图例" if lang == "zh" else "legend", columns)
    for verdict, seen in ITEMS.items():
        table.write({"verdict": _verdict(verdict, lang), "items": counts[verdict], "meaning": seen.meaning(lang)})
    table.close()


def _write_problems(book: Any, formats: Formats, problems: Sequence[Problem], lang: Lang) -> None:  # noqa: ANN401
    """What could not be read of the tables, and what else was met in them."""
    heads = {"source": ("文件", 26), "sheet": ("工作表", 16), "cell": ("单元格", 10), "message": ("说明", 80)}
    columns = [Column(name, zh if lang == "zh" else name, width) for name, (zh, width) in heads.items()]
    table = Table(book, formats, "读表问题" if lang == "zh" else "problems", columns)
    for problem in problems:
        about: dict[str, Cell] = {"sheet": problem.sheet, "cell": problem.cell, "message": problem.message}
        table.write(about | {"source": PurePath(problem.source).name})
    table.close()
