# ruff: noqa: TC001, TC003  # pydantic resolves the annotations when the classes are built
"""What a person says about submitted tables where the guess is wrong: a YAML file, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Annotated

import msgspec
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from extractor.errors import UsageError
from extractor.grid import Sheet, column_number, letters
from extractor.reconcile.blocks import Block
from extractor.reconcile.guess import layout_of
from extractor.reconcile.labels import LabelReader
from extractor.reconcile.layout import Column, Layout, Role
from extractor.reconcile.words import clean
from extractor.rulebook.complain import problems_in
from extractor.rulebook.fieldtypes import Text, Words
from extractor.rulebook.nodes import BrokenFileError, Source, read_source

_ROWS = re.compile(r"(\d+)(?:\s*[-–—]\s*(\d+))?")
_LETTERS = re.compile(r"[A-Z]{1,3}")


def _row_list(value: object) -> object:
    """`5-8`, `5` or a list of rows."""
    if isinstance(value, str):
        found = [_ROWS.fullmatch(part.strip()) for part in value.replace("，", ",").split(",")]
        if not all(found):
            raise ValueError(f"'{value}'; wanted rows such as 5-8 or 3, 5-8")
        ranges = [(int(match[1]), int(match[2] or match[1])) for match in found if match]
        if any(last < first or first < 1 or last > 1_048_576 for first, last in ranges):
            raise ValueError(f"'{value}'; wanted rows from small to large, such as 5-8")
        return tuple(row for first, last in ranges for row in range(first, last + 1))
    return value


def _column(value: object) -> object:
    return {"role": value} if isinstance(value, str) else value


Rows = Annotated[tuple[int, ...], BeforeValidator(_row_list)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnModel(_Strict):
    """What one column holds."""

    role: Role = "value"
    indicator: Words = Field((), description="what its figures measure, the general first")
    unit: Words = ()
    subject: Text | None = None
    population: Text | None = None
    period: Text | None = None


class TableModel(_Strict):
    """One table of a file: what is not said stays as it was guessed."""

    file: Text | None = None
    sheet: Text | None = None
    ignore: bool = False
    header: Rows | None = None
    rows: Rows | None = None
    skip: Rows = ()
    subject: Text | None = None
    period: Text | None = None
    unit: Words = ()
    subjects: dict[Text, Text] = Field(default_factory=dict, description="a name in the table: whom it means")
    columns: dict[Text, Annotated[ColumnModel, BeforeValidator(_column)]] = Field(default_factory=dict)


class MappingModel(_Strict):
    """A mapping file."""

    tables: tuple[TableModel, ...]


class Mapping:
    """A mapping file as read; it knows the lines of what it says."""

    def __init__(self, source: Source, model: MappingModel) -> None:
        self._source = source
        self.tables = model.tables

    def named(self, sheets: Sequence[Sheet]) -> set[tuple[str, str]]:
        """The sheets that the file speaks of by name; `UsageError` where it names one that is not there."""
        found: set[tuple[str, str]] = set()
        for index, table in enumerate(self.tables):
            meant = [sheet for sheet in sheets if _means(table, sheet)]
            if not meant:
                wanted = "、".join(dict.fromkeys(sheet.where() for sheet in sheets))
                path = ("tables", index, "sheet" if table.sheet else "file")
                self.fail(path, f"'{table.sheet or table.file}': no such sheet; there are {wanted}")
            found |= {(sheet.source, sheet.name) for sheet in meant if table.sheet and not table.ignore}
        return found

    def fail(self, path: Sequence[int | str], message: str) -> None:
        """Raise `UsageError` with the file and the line of a field."""
        raise UsageError(str(self._source.problem(tuple(path), message)))


def load_mapping(path: Path) -> Mapping:
    """Read a mapping; `UsageError` with everything that is wrong with it, one `file:line: field: …` a line."""
    try:
        source = read_source(path, path.as_posix())
        return Mapping(source, MappingModel.model_validate(source.data))
    except BrokenFileError as error:
        raise UsageError(
            str(error).replace("'kind:' and 'id:'", "'tables:'").replace("rule files", "mappings")
        ) from error
    except ValidationError as error:
        raise UsageError("\n".join(map(str, problems_in(source, MappingModel, error)))) from error


def _means(table: TableModel, sheet: Sheet) -> bool:
    file = table.file is None or table.file in (sheet.source, PurePath(sheet.source).name)
    return file and (table.sheet is None or table.sheet == sheet.name)


def mapped(mapping: Mapping, sheet: Sheet, guessed: Sequence[Layout], reader: LabelReader) -> list[Layout]:
    """The guessed layouts of a sheet with what the mapping says over them."""
    spoken = [(index, table) for index, table in enumerate(mapping.tables) if _means(table, sheet)]
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
            mapping.fail(("tables", index), f"{sheet.where()}: no table with figures was found; say where with 'rows'")
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
            mapping.fail(("tables", index, "columns", name), f"{sheet.where()}: no such column; there are {headers}")
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
