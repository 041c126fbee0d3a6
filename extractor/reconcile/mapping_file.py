# ruff: noqa: TC001, TC003  # pydantic resolves the annotations when the classes are built
"""The mapping file: what a person says about submitted tables, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from extractor.errors import UsageError
from extractor.grid import Sheet
from extractor.reconcile.layout import Role
from extractor.rulebook.complain import problems_in
from extractor.rulebook.fieldtypes import Text, Words
from extractor.rulebook.nodes import BrokenFileError, Problem, Source, read_source

_ROWS = re.compile(r"(\d+)(?:\s*[-–—]\s*(\d+))?")


class WrongRowsError(ValueError):
    """Rows that are none, told in both languages."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.zh = zh


def _row_list(value: object) -> object:
    """`5-8`, `5` or a list of rows."""
    if isinstance(value, str):
        found = [_ROWS.fullmatch(part.strip()) for part in value.replace("，", ",").split(",")]
        if not all(found):
            raise WrongRowsError(
                f"'{value}'; wanted rows such as 5-8 or 3, 5-8", f"'{value}'；行号应写成 5-8 或 3, 5-8"
            )
        ranges = [(int(match[1]), int(match[2] or match[1])) for match in found if match]
        if any(last < first or first < 1 or last > 1_048_576 for first, last in ranges):
            en = f"'{value}'; wanted rows from small to large, such as 5-8"
            raise WrongRowsError(en, f"'{value}'；行号应从小到大，如 5-8")
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
            meant = [sheet for sheet in sheets if means(table, sheet)]
            if not meant:
                wanted = "、".join(dict.fromkeys(sheet.where() for sheet in sheets))
                path = ("tables", index, "sheet" if table.sheet else "file")
                name = table.sheet or table.file
                en = f"'{name}': no such sheet; there are {wanted}"
                self.fail(path, en, f"'{name}'：没有这张工作表；现有 {wanted}")
            found |= {(sheet.source, sheet.name) for sheet in meant if table.sheet and not table.ignore}
        return found

    def fail(self, path: Sequence[int | str], en: str, zh: str) -> None:
        """Raise `UsageError` with the file and the line of a field."""
        raise _wrong([self._source.problem(tuple(path), en, zh)])


def load_mapping(path: Path) -> Mapping:
    """Read a mapping; `UsageError` with everything that is wrong with it, one `file:line: field: …` a line."""
    try:
        source = read_source(path, path.as_posix())
        return Mapping(source, MappingModel.model_validate(source.data))
    except BrokenFileError as error:
        raise _wrong(error.problems) from error
    except ValidationError as error:
        raise _wrong(problems_in(source, MappingModel, error)) from error


def _wrong(problems: Iterable[Problem]) -> UsageError:
    """All that is wrong, a line each; what is said of rule files holds for mappings."""
    told = [(problem.told("en"), problem.told("zh")) for problem in problems]
    en, zh = ("\n".join(lines) for lines in zip(*told, strict=True))
    of_rules = (("'kind:' and 'id:'", "'tables:'"), ("'kind:'、'id:'", "'tables:'"), ("rule files", "mappings"))
    for rule_word, own in of_rules:
        en, zh = en.replace(rule_word, own), zh.replace(rule_word, own)
    return UsageError(en, zh)


def means(table: TableModel, sheet: Sheet) -> bool:
    """Whether the file speaks of this sheet there."""
    file = table.file is None or table.file in (sheet.source, PurePath(sheet.source).name)
    return file and (table.sheet is None or table.sheet == sheet.name)
