"""Where a figure stands in its original: the page, the cell of a spreadsheet, the row of a table."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, TypeVar

from extractor.cli.messages import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import CellSpan, Document, Finding, PageSpan

Span = TypeVar("Span", "PageSpan", "CellSpan")


def place_in_original(document: Document | None, start: int, lang: Lang) -> str:
    """`第33页`, `工作表 投资!C14`, `表2 第4行第3列`; `''` where the format has none of them."""
    if document is None:
        return ""
    page, cell = _at(document.pages, start), _at(document.cells, start)
    parts = []
    if page is not None:
        parts.append(say(lang, f"第{page.number}页", f"page {page.number}"))
    if cell is not None and cell.sheet is not None:
        from extractor.grid import a1  # noqa: PLC0415  # help and errors need no tables

        name = f"{cell.sheet}!{a1(cell.row, cell.column)}".lstrip("!")
        parts.append(say(lang, f"工作表 {name}", f"sheet {name}"))
    elif cell is not None:
        row, column = cell.row, cell.column
        parts.append(
            say(lang, f"表{cell.table} 第{row}行第{column}列", f"table {cell.table} row {row} column {column}")
        )
    return " ".join(parts)


def place_of_total(document: Document | None, finding: Finding, lang: Lang) -> str:
    """Where the total of a table finding stands; its row alone where its figure occurs twice in it."""
    if document is None or not finding.lines:
        return ""
    lines = document.text.split("\n")
    at = finding.lines[0] - 1
    start = sum(len(line) + 1 for line in lines[:at])
    printed = finding.arithmetic.partition("（")[0]
    if at < len(lines) and lines[at].count(printed) == 1:
        return place_in_original(document, start + lines[at].index(printed), lang)
    page = _at(document.pages, start)
    return "" if page is None else say(lang, f"第{page.number}页", f"page {page.number}")


def cells_of(document: Document | None, starts: Sequence[int]) -> tuple[str, ...]:
    """The cells of a sheet that hold figures, `投资!B3:B6` where they are one column unbroken; none elsewhere."""
    found = [] if document is None else [_at(document.cells, start) for start in sorted(starts)]
    cells = [cell for cell in found if cell is not None and cell.sheet is not None]
    if not cells or len(cells) < len(found):
        return ()
    from extractor.grid import a1  # noqa: PLC0415  # help and errors need no tables

    names = [f"{cell.sheet}!{a1(cell.row, cell.column)}".lstrip("!") for cell in cells]
    rows = [cell.row for cell in cells]
    unbroken = rows == list(range(rows[0], rows[0] + len(rows)))
    together = unbroken and len({(cell.sheet, cell.column) for cell in cells}) == 1 and len(cells) > 1
    return (f"{names[0]}:{a1(rows[-1], cells[-1].column)}",) if together else tuple(names)


def _at(spans: Sequence[Span], start: int) -> Span | None:
    """The span, of those in reading order, that holds a place."""
    index = bisect_right(spans, start, key=lambda span: span.start) - 1
    return spans[index] if index >= 0 and start < spans[index].end else None
