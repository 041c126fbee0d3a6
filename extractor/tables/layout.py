"""How a table is laid out: rows of title, header and data; columns of labels and of figures."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractor.tables.cells import YEAR
from extractor.tables.columns import figure_columns, heads_over, is_excluded, label_columns
from extractor.tables.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.tables.columns import Role
    from extractor.tables.grid import Cell, Table
    from extractor.tables.labels import LabelReader

_STATED = re.compile(r"单\s*位\s*[:：]")
_MOST_HEADERS = 5
_FEWEST = 2


class Layout(NamedTuple):
    """`titles` stand above the header; `labels` are the columns of labels with their roles, `figures` those of figures.

    `heads` gives the header cells over a column of figures, the outermost first.
    """

    table: Table
    titles: tuple[Cell, ...]
    headers: tuple[tuple[Cell, ...], ...]
    data: tuple[Mapping[int, Cell], ...]
    labels: Mapping[int, Role]
    figures: tuple[int, ...]
    heads: Mapping[int, tuple[Cell, ...]]
    inner: bool = False  # a header stands above it in the same table


def layouts(table: Table, reader: LabelReader) -> Iterator[Layout]:
    """The table as one block, or as several where headers stand between rows of figures."""
    rows = list(table.rows)
    inner = False
    while rows:
        first = _first_data(rows, reader)
        if first is None:
            return
        end = _end_of_block(rows, first, reader)
        found = _layout(table, rows[:first], rows[first:end], reader)
        if found is not None:
            yield from _side_by_side(found._replace(inner=inner))
        rows, inner = rows[end:], True


def _side_by_side(layout: Layout) -> Iterator[Layout]:
    """Two tables next to each other (资产 | 期末 | 负债 | 期末): names between figures are those of their right."""
    names = sorted(column for column, role in layout.labels.items() if role in ("item", "body"))
    edges = [c for c in names if names[0] < layout.figures[0] < c < layout.figures[-1]]
    starts = [min((*layout.labels, layout.figures[0])), *edges]
    for low, high in zip(starts, [*edges, layout.figures[-1] + 1], strict=True):
        figures = tuple(column for column in layout.figures if low <= column < high)
        if figures:
            labels = {column: role for column, role in layout.labels.items() if low <= column < high or not edges}
            data = tuple({c: cell for c, cell in row.items() if low <= c < high or not edges} for row in layout.data)
            yield layout._replace(labels=labels, figures=figures, data=tuple(row for row in data if row))


def _first_data(rows: Sequence[tuple[Cell, ...]], reader: LabelReader) -> int | None:
    """The first row with figures that are neither years over columns nor the columns' numbers."""
    for index, row in enumerate(rows):
        numbers = [cell for cell in row if reader.is_figure(cell.text)]
        if not numbers or _counts_columns(row, reader):
            continue
        years = all(YEAR.fullmatch(cell.text) for cell in numbers)
        if not years or (len(row) > len(numbers) and any(_over(above, numbers[-1]) for above in rows[:index])):
            return index
    return None


def _over(row: tuple[Cell, ...], below: Cell) -> bool:
    """Whether a row of several cells has a label over that cell."""
    return len(row) > 1 and any(cell.column <= below.column < cell.column + cell.columns for cell in row)


def _counts_columns(row: Sequence[Cell], reader: LabelReader) -> bool:
    """甲 1 2 3 below a header: the numbers of its columns."""
    texts = [cell.text for cell in row if cell.text.isdecimal()]
    others = [
        cell for cell in row if not cell.text.isdecimal() and not reader.words.is_in(cell.text, "cell-column-mark")
    ]
    return (
        not others
        and len(texts) > _FEWEST
        and texts[0] == "1"
        and all(int(later) == int(earlier) + 1 for earlier, later in pairwise(texts))
    )


def _end_of_block(rows: Sequence[tuple[Cell, ...]], first: int, reader: LabelReader) -> int:
    """Where a second header begins below rows of figures: labels where the columns have had numbers."""
    columns: set[int] = set()  # that have had numbers
    for index in range(first, len(rows)):
        row = rows[index]
        numbers = {cell.column for cell in row if reader.is_figure(cell.text)}
        others = [cell for cell in row if cell.column in columns and cell.column not in numbers]
        labels = [cell for cell in others if not reader.words.is_in(clean(cell.text), "cell-nothing")]
        if not numbers and labels and len(labels) * 2 >= len(columns):
            while index - 1 > first and len(rows[index - 1]) == 1:
                index -= 1  # noqa: PLW2901  # the title above the second header
            return index
        columns |= numbers
    return len(rows)


def _layout(
    table: Table, top: Sequence[tuple[Cell, ...]], body: Sequence[tuple[Cell, ...]], reader: LabelReader
) -> Layout | None:
    titles, headers = _titles_and_headers(top, body, reader)
    if not headers:
        return None
    data = tuple({cell.column: cell for cell in row} for row in body)
    counted = figure_columns(data, reader)
    if not counted:
        return None
    heads = heads_over(headers, counted, spans=table.spans)
    leftmost = min(min(row) for row in data)
    figures = tuple(
        column
        for column in counted
        if column in heads and not is_excluded(heads[column], column, data, reader.words, first=column == leftmost)
    )
    if not figures:
        return None
    labels = label_columns(headers, data, counted, reader)
    return Layout(table, titles, headers, data, labels, figures, heads)


def _titles_and_headers(
    top: Sequence[tuple[Cell, ...]], body: Sequence[tuple[Cell, ...]], reader: LabelReader
) -> tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]]:
    """Rows of one cell, and of what states the unit, are titles; those below the first with more are headers."""
    titles: list[Cell] = []
    headers: list[tuple[Cell, ...]] = []
    for row in top:
        named = tuple(
            cell for cell in row if not _STATED.search(cell.text) and not (headers and cell.text.endswith(("：", ":")))
        )
        titles += [cell for cell in row if _STATED.search(cell.text)]
        if (
            not headers
            and len(named) == 1
            and ((len(body[0]) > 1 and named[0].columns >= len(body[0])) or named[0].columns == 1)
        ):
            titles += named
        elif named and not _counts_columns(named, reader):
            headers.append(named)
    return tuple(titles), tuple(headers[-_MOST_HEADERS:])
