"""The unit that a table states for its figures: in the column's header, a row's head, a unit column or above the table.

The words are given as they stand; whether `亿` or `万元` is a unit is the core's to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIGURE = re.compile(r"[+\-−–—△▲]?\s*\d[\d,，]*(?:\.\d+)?")
BRACKETED = re.compile(r"[（(\[]\s*(?:单位[:：]?\s*)?([^（()）\[\]\d]{1,10})\s*[）)\]]\s*$")
STATED = re.compile(r"单\s*位\s*[:：]\s*([^\s）)，,；;。]{1,12}(?:[、，,][^\s）)，,；;。]{1,8})*)")
UNIT_COLUMN: Final = ("单位", "计量单位")
# columns that count in something else than the table's unit
OWN_KIND = re.compile(
    r"序号|编号|代码|年份|年度|时间|日期|排名|位次|名次|占比|比重|比例|增长|增速|增幅|同比|环比|升降|%|％|率$"
)
HEADER_ROWS: Final = 8

Place = tuple[int, int]


def units_of(grid: Mapping[Place, str], above: str) -> dict[Place, str]:
    """The unit of each figure cell for which the table states one; `grid` maps (row, column) to text.

    `above` is the line before the table (`单位：万元`).  What stands nearest wins: the column's header, the unit
    column, the row's head, then what holds for the whole table.  The table's unit is not given to figures of another
    kind: numbers of order, years, ranks, shares and growth.
    """
    figures = sorted(place for place, text in grid.items() if FIGURE.fullmatch(text))
    if not figures:
        return {}
    first = {column: row for row, column in reversed(figures)}
    heads = _headers(grid, first)
    whole = _of_the_table(grid, min(row for row, _ in figures), above)
    unit_column = next((column for column, head in heads.items() if head[0] in UNIT_COLUMN), None)
    found = {}
    for row, column in figures:
        unit = _of_figure(grid, row, heads.get(column, ()), unit_column, whole)
        if unit:
            found[row, column] = unit
    return found


def _of_figure(
    grid: Mapping[Place, str], row: int, head: Sequence[str], unit_column: int | None, whole: str | None
) -> str | None:
    for text in head:
        own = BRACKETED.search(text)
        if own:
            return own[1].strip()
    if unit_column is not None:
        return grid.get((row, unit_column))
    row_head = next((grid[row, column] for column in (1, 2) if (row, column) in grid), "")
    own = BRACKETED.search(row_head) if not FIGURE.fullmatch(row_head) else None
    if own:
        return own[1].strip()
    return None if any(OWN_KIND.search(text) for text in head) else whole


def _headers(grid: Mapping[Place, str], first: Mapping[int, int]) -> dict[int, tuple[str, ...]]:
    """The header texts of each column, the nearest to the figures first; a merged header reaches to its right."""
    top = min(first.values())
    rows = sorted({row for row, _ in grid if row < top})[-HEADER_ROWS:]
    columns = sorted({column for _, column in grid})
    heads: dict[int, tuple[str, ...]] = {}
    for index, column in enumerate(columns):
        texts = []
        for row in reversed(rows):
            near = (grid.get((row, at)) for at in reversed(columns[: index + 1]))
            text = grid.get((row, column)) or (next(filter(None, near), None) if row != rows[-1] else None)
            if text and not STATED.search(text):
                texts.append(text)
        if texts:
            heads[column] = tuple(texts)
    return heads


def _of_the_table(grid: Mapping[Place, str], top: int, above: str) -> str | None:
    for text in (*(text for (row, _), text in sorted(grid.items()) if row < top), above):
        stated = STATED.search(text)
        if stated:
            return stated[1]
    return None
