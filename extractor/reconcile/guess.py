"""The layout of a table, guessed from its headers and from what stands in its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.reconcile.blocks import blocks, is_year
from extractor.reconcile.layout import Column, Layout, Role
from extractor.reconcile.readings import is_figure
from extractor.reconcile.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.grid import Cell, Sheet
    from extractor.reconcile.blocks import Block
    from extractor.reconcile.labels import LabelReader


def guess(sheet: Sheet, reader: LabelReader) -> list[Layout]:
    """The layout of each table of a sheet."""
    return [layout_of(sheet, block, reader) for block in blocks(sheet, reader)]


def layout_of(sheet: Sheet, block: Block, reader: LabelReader) -> Layout:
    """The layout of one table."""
    titles = [cell for row in block.titles for cell in sheet.rows().get(row, ())]
    columns = [_Column(sheet, block, number, reader) for number in range(1, sheet.width + 1)]
    filled = [column for column in columns if column.cells or column.path]
    roles = _settle(filled, reader)
    return Layout(
        source=sheet.source,
        sheet=sheet.name,
        block=block,
        columns=tuple(
            Column(number=column.number, role=role, path=column.path, units=column.units)
            for column, role in zip(filled, roles, strict=True)
        ),
        heading=tuple(cell.text for cell in titles if not _is_meta(cell, reader)),
        units=tuple(unit for cell in titles for unit in _corner_units(cell, reader))
        or _units_of_rows(filled, roles)
        or tuple(unit for cell in titles for unit in reader.units_behind(cell.text)),
    )


def _units_of_rows(columns: Sequence[_Column], roles: Sequence[Role]) -> tuple[str, ...]:
    """The units over the names of the rows (指标（万吨） | 2021年 | 2022年), where no other column has any."""
    if any(column.units for column, role in zip(columns, roles, strict=True) if role == "value"):
        return ()
    return next((c.units for c, role in zip(columns, roles, strict=True) if c.units and role != "unit"), ())


def _is_meta(cell: Cell, reader: LabelReader) -> bool:
    """Who filled the table in, and when, says nothing about its figures; 统计时段 does."""
    words = reader.words
    return any(words.leads(cell.text, name) for name in ("unit-lead", "reporter", "dated"))


def _corner_units(cell: Cell, reader: LabelReader) -> tuple[str, ...]:
    """The units behind 单位： — of the last such mark, for 填报单位：某局　单位：万元 stands in one cell too."""
    text = clean(cell.text).replace("：", ":").strip("（）()")
    for lead in sorted(reader.words.of("unit-lead"), key=len, reverse=True):
        _, mark, units = text.rpartition(f"{lead}:")
        if mark and (found := reader.units_of(units)):
            return found
    return ()


class _Column:
    """One column as it stands: header, cells, and what the cells look like."""

    def __init__(self, sheet: Sheet, block: Block, number: int, reader: LabelReader) -> None:
        self.number = number
        self.written = tuple(dict.fromkeys(_header(sheet, block, number)))
        labels = [reader.read(text) for text in self.written]
        self.units = next((label.units for label in reversed(labels) if label.units), ())
        self.path = tuple(part for text in self.written if (part := reader.without_units(text)))
        self.cells = [cell for row in block.data if (cell := sheet.cells.get((row, number)))]
        filled = [cell for cell in self.cells if not reader.words.is_in(cell.text, "empty")]
        self.figures = [cell for cell in filled if cell.trouble or is_figure(cell, reader)]
        self.texts = [cell for cell in filled if cell not in self.figures]
        self._reader = reader

    def word(self) -> Role | None:
        """The role that the header's own word says, where the cells do not speak against it."""
        role = self._reader.words.role(self.path[-1]) if self.path else None
        if (
            role == "unit"
            and self.cells
            and not self.mostly(lambda cell: self._reader.units_of(clean(cell.text)) != ())
        ):
            role = "subject"  # 单位 is an organisation too
        if role in ("subject", "indicator", "population") and len(self.figures) > len(self.texts):
            return "value"  # 企业 over a count of them
        return role  # type: ignore[return-value]  # the words' roles are those of the layout

    def mostly(self, holds: object) -> bool:
        """Whether more than half of the texts are so."""
        return bool(self.texts) and sum(map(holds, self.texts)) * 2 > len(self.texts)  # type: ignore[call-overload]

    def is_period(self) -> bool:
        """Whether its cells name times: texts, or years."""
        dated = sum(1 for cell in self.texts if _only_period(cell, self._reader))
        years = sum(1 for cell in self.figures if is_year(cell))
        return bool(self.cells) and (dated + years) * 2 > len(self.cells) and (dated > 0 or years == len(self.cells))

    def is_subject(self) -> bool:
        """Whether its cells name registered bodies or places."""
        named = [cell for cell in self.texts if not self._reader.words.is_in(cell.text, "total")]
        known = sum(1 for cell in named if self._reader.subject(cell.text).id is not None)
        return bool(named) and known * 2 > len(named)


def _header(sheet: Sheet, block: Block, number: int) -> Iterator[str]:
    """The header of a column from the top down; a blank beside a group's name belongs to it (CSV cannot merge)."""
    last = block.header[-1] if block.header else 0
    for row in block.header:
        cell = sheet.spread(row, number)
        if cell is None and row != last and not sheet.merged:
            left = next((c for c in range(number - 1, 0, -1) if (row, c) in sheet.cells), None)
            if left is not None and (last, left) in sheet.cells and (last, number) in sheet.cells:
                cell = sheet.cells[row, left]
        if cell is not None:
            yield cell.text


def _only_period(cell: Cell, reader: LabelReader) -> bool:
    label = reader.read(cell.text)
    return label.period is not None and not label.phrase and label.subject is None


def _settle(columns: Sequence[_Column], reader: LabelReader) -> list[Role]:
    """The role of each column: the header's word, then the cells, then what the table still lacks."""
    roles: list[Role | None] = [column.word() for column in columns]
    for index, column in enumerate(columns):
        if roles[index] is None:
            roles[index] = _by_cells(column)
    across = any(_names_across(column, reader) for column, role in zip(columns, roles, strict=True) if role == "value")
    for index in range(len(columns)):
        if roles[index] is None:
            lacking: Role = "indicator" if across or "subject" in roles else "subject"
            roles[index] = "note" if lacking in roles or "value" in roles[:index] else lacking
    return [role or "note" for role in roles]


def _by_cells(column: _Column) -> Role | None:
    if not column.cells:
        return "note" if not column.path else "value"
    if column.is_period():
        return "period"
    if column.is_subject():
        return "subject"
    return "value" if len(column.figures) >= len(column.texts) else None


def _names_across(column: _Column, reader: LabelReader) -> bool:
    """Whether a column of figures is headed by a body, a time or a plain 数值: then its rows name the indicators."""
    if not column.path:
        return False
    if reader.words.is_in(column.path[-1], "value"):
        return True
    labels = [reader.read(part) for part in column.path]
    return any((label.subject or label.period or label.total) and not label.phrase for label in labels)
