"""A mapping laid over the guessed layouts of a sheet, and the guess written out as one."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

import msgspec

from extractor.grid import column_number, letters
from extractor.reconcile.blocks import Block
from extractor.reconcile.guess import layout_of
from extractor.reconcile.layout import Column, Layout
from extractor.reconcile.mapping_file import Mapping, means
from extractor.reconcile.words import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.grid import Sheet
    from extractor.reconcile.labels import LabelReader
    from extractor.reconcile.mapping_file import ColumnModel, TableModel

_LETTERS = re.compile(r"[A-Z]{1,3}")


def mapped(mapping: Mapping, sheet: Sheet, guessed: Sequence[Layout], reader: LabelReader) -> list[Layout]:
    """The guessed layouts of a sheet with what the mapping says over them."""
    spoken = [(index, table) for index, table in enumerate(mapping.tables) if means(table, sheet)]
    if not spoken:
        return list(guessed)
    if any(table.ignore for _, table in spoken):
        return []
    layouts: list[Layout] = []
    for order, (index, table) in enumerate(spoken):
        base = guessed[order] if order < len(guessed) else None
        if table.rows is not None:
            base = layout_of(sheet, _block(table, base.block if base else Block()), reader)
        if base is None:
            en = f"{sheet.where()}: no table with figures was found; say where with 'rows'"
            mapping.fail(("tables", index), en, f"{sheet.where()}：没有找到有数字的表；请用 'rows' 写明它的行")
        else:
            layouts.append(_over(base, table, sheet, mapping, index))
    return layouts + list(guessed[len(spoken) :])


def _block(table: TableModel, base: Block) -> Block:
    rows = table.rows or base.data
    header = base.header if table.header is None else table.header
    return Block(
        titles=tuple(row for row in base.titles if row not in header),
        header=header,
        data=rows,
        headings=tuple(row for row in base.headings if row not in rows),
        notes=tuple(row for row in base.notes if row not in rows),
    )


def _over(base: Layout, table: TableModel, sheet: Sheet, mapping: Mapping, index: int) -> Layout:
    columns = {column.number: column for column in base.columns}
    for name, said in table.columns.items():
        number = _number(name, base)
        if number is None or number > sheet.width:
            headers = "、".join(f"{letters(c.number)} {c.path[-1]}" for c in base.columns if c.path)
            en = f"{sheet.where()}: no such column; there are {headers}"
            mapping.fail(("tables", index, "columns", name), en, f"{sheet.where()}：没有这一列；现有 {headers}")
            continue
        columns[number] = _column_over(columns.get(number), number, said)
    return msgspec.structs.replace(
        base,
        columns=tuple(columns[number] for number in sorted(columns)),
        units=table.unit or base.units,
        subject=table.subject,
        period=table.period,
        skip=frozenset(table.skip),
        subjects={clean(name): meant for name, meant in table.subjects.items()},
    )


def _number(name: str, base: Layout) -> int | None:
    """A column by its letter, else by its header."""
    if _LETTERS.fullmatch(name):
        return column_number(name)
    return next(
        (c.number for c in base.columns if c.path and clean(name) in (clean(c.path[-1]), clean("".join(c.path)))), None
    )


def _column_over(base: Column | None, number: int, said: ColumnModel) -> Column:
    return Column(
        number=number,
        role=said.role,
        path=said.indicator or (base.path if base else ()),
        units=said.unit or (base.units if base else ()),
        subject=said.subject,
        population=said.population,
        period=said.period,
    )


def written(layouts: Sequence[Layout]) -> str:
    """The layouts as the text of a mapping file."""
    import yaml  # noqa: PLC0415  # only who asks for it pays

    tables = [_table(layout) for layout in layouts]
    head = "# 表格对照：改正后用 --mapping 读入。role: subject indicator period population unit value note number\n"
    return head + str(
        yaml.safe_dump({"tables": tables}, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)
    )


def _table(layout: Layout) -> dict[str, object]:
    block = layout.block
    told: dict[str, object] = {
        "file": PurePath(layout.source).name,
        "sheet": layout.sheet or None,
        "header": _ranges(block.header),
        "rows": _ranges(block.data),
        "skip": _ranges(sorted(layout.skip)) or None,
        "subject": layout.subject,
        "period": layout.period,
        "unit": list(layout.units) or None,
        "subjects": layout.subjects or None,
        "columns": {letters(column.number): _told(column) for column in layout.columns},
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def _told(column: Column) -> object:
    if column.role != "value":
        return column.role
    told: dict[str, object] = {
        "role": column.role,
        "indicator": list(column.path) or None,
        "unit": list(column.units) or None,
        "subject": column.subject,
        "population": column.population,
        "period": column.period,
    }
    return {name: value for name, value in told.items() if value is not None}


def _ranges(rows: Sequence[int]) -> str:
    """`3-4, 7`."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
