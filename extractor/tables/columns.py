"""The columns of a table: which hold figures and what stands over them, which hold labels and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from extractor.tables.cells import YEAR
from extractor.tables.words import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.tables.grid import Cell
    from extractor.tables.labels import LabelReader
    from extractor.tables.words import CellWords

Role = Literal["body", "item", "period", "unit"]

_HALF = 0.5
_SOME = 50  # cells of a column that tell what it holds
_ROLES: tuple[tuple[str, Role], ...] = (("cell-period", "period"), ("cell-body", "body"), ("cell-item", "item"))


def figure_columns(data: Sequence[Mapping[int, Cell]], reader: LabelReader) -> list[int]:
    """The columns where at least half of what stands there is figures."""
    filled: dict[int, int] = {}
    numbers: dict[int, int] = {}
    for row in data:
        for column, cell in row.items():
            if reader.is_figure(cell.text):
                numbers[column] = numbers.get(column, 0) + 1
            elif reader.words.is_in(cell.text, "cell-nothing"):
                continue
            filled[column] = filled.get(column, 0) + 1
    return sorted(column for column, count in numbers.items() if count >= _HALF * filled[column])


def heads_over(
    headers: Sequence[tuple[Cell, ...]], columns: Sequence[int], *, spans: bool
) -> dict[int, tuple[Cell, ...]]:
    """The header cells over each column of figures, the outermost first.

    Where extents are not known, a header reaches to its right: one of the last row over columns that nothing heads and
    no figures stand in, one of a row above it up to the next.
    """
    found: dict[int, tuple[Cell, ...]] = {}
    for column in columns:
        path: list[Cell] = []
        for row in headers:
            cell = next((cell for cell in row if cell.column <= column < cell.column + cell.columns), None)
            if cell is None and not spans:
                cell = _reaching(row, column, columns, last=row is headers[-1])
            if cell is not None and cell not in path:
                path.append(cell)
        if path:
            found[column] = tuple(path)
    return found


def _reaching(row: Sequence[Cell], column: int, columns: Sequence[int], *, last: bool) -> Cell | None:
    before = [cell for cell in row if cell.column < column]
    if not before or (before[0] is before[-1] is row[0] and row[0].column < columns[0] and not last):
        return None
    nearest = before[-1]
    taken = any(nearest.column <= other < column for other in columns)
    if last:
        return None if taken else nearest
    return nearest if nearest.column >= columns[0] else None


def is_excluded(
    path: Sequence[Cell], column: int, data: Sequence[Mapping[int, Cell]], words: CellWords, *, first: bool
) -> bool:
    """Columns of order, of codes, telephones and dates; and the `first`, where it counts its rows."""
    if any(words.is_in(clean(cell.text), "cell-no-figure") for cell in path):
        return True
    texts = [row[column].text for row in data if column in row]
    return all(YEAR.fullmatch(text) for text in texts) or (
        first and len(texts) > 1 and texts == [str(n) for n in range(1, len(texts) + 1)]
    )


def label_columns(
    headers: Sequence[Sequence[Cell]], data: Sequence[Mapping[int, Cell]], counted: Sequence[int], reader: LabelReader
) -> dict[int, Role]:
    """The columns of labels: those whose header says what they hold, else those left of the figures."""
    filled = sorted({column for row in data for column in row})
    roles: dict[int, Role] = {}
    unnamed: list[int] = []
    bare: list[int] = []
    for column in filled:
        texts = [row[column].text for row in data if column in row]
        if column in counted and not all(YEAR.fullmatch(text) for text in texts):
            continue
        over = _nearest(headers, column)
        role = _role(over, texts, reader)
        if role is not None:
            roles[column] = role
        elif column < counted[-1] and not reader.words.is_in(over, "cell-no-figure"):
            (unnamed if over else bare).append(column)
    if not any(role in ("item", "body") for role in roles.values()):
        bare += unnamed
    return roles | dict.fromkeys(sorted(bare), "item")


def _nearest(headers: Sequence[Sequence[Cell]], column: int) -> str:
    """The lowest header over a column."""
    over = [c.text for row in headers for c in row if c.column <= column < c.column + c.columns]
    return clean(over[-1]) if over else ""


def _role(header: str, texts: Sequence[str], reader: LabelReader) -> Role | None:
    """By what the cells hold, then by the header; 单位 is over units or over bodies."""
    if sum(map(reader.is_time, texts)) * 2 > len(texts):
        return "period"
    if reader.words.is_in(header, "cell-unit"):
        some = texts[:_SOME]
        return "unit" if sum(reader.is_unit(clean(text)) for text in some) * 2 >= len(some) else "body"
    role = next((role for name, role in _ROLES if reader.words.is_in(header, name)), None)
    if role == "period" and not _are_times(texts[:_SOME], reader):
        return "item"  # 年份 over rows of measures speaks of the columns beside it
    return role


def _are_times(texts: Sequence[str], reader: LabelReader) -> bool:
    """Whether half of the cells name a time and no measure of one (年末人口)."""
    labels = [reader.read(text) for text in texts]
    times = [label for label in labels if label.period and not reader.words.ends(label.phrase, "cell-measure")]
    return len(times) * 2 >= len(labels)
