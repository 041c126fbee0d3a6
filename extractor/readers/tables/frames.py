"""A pandas data frame as a sheet: its column names are the header, named index levels are columns."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extractor.grid import Cell, Sheet
from extractor.readers.tables.separated import text_cell
from extractor.readers.tables.shown import exact

if TYPE_CHECKING:
    import pandas as pd

SOURCE = "DataFrame"


def read_frame(frame: pd.DataFrame) -> Sheet:
    """The cells of a frame; `frame.attrs["source"]` and `["sheet"]` name it, levels of column names are header rows."""
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    cells: dict[tuple[int, int], Cell] = {}
    levels = frame.columns.nlevels
    for column, name in enumerate(frame.columns, 1):
        for row, part in enumerate(name if levels > 1 else (name,), 1):
            _put(cells, row, column, part)
    for row, line in enumerate(frame.itertuples(index=False, name=None), levels + 1):
        for column, value in enumerate(line, 1):
            _put(cells, row, column, value)
    return Sheet(str(frame.attrs.get("source", SOURCE)), str(frame.attrs.get("sheet", "")), cells)


def _put(cells: dict[tuple[int, int], Cell], row: int, column: int, value: Any) -> None:  # noqa: ANN401  # any cell
    import pandas as pd  # noqa: PLC0415  # who has a frame has it already

    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return
    if isinstance(value, pd.Timestamp | pd.Period):
        value = f"{value.year}年{value.month}月" + (f"{value.day}日" if isinstance(value, pd.Timestamp) else "")
    if isinstance(value, Decimal):
        cells[row, column] = Cell(row, column, format(value, "f"), value)
    elif pd.api.types.is_number(value) and not isinstance(value, bool):
        number = exact(int(value) if pd.api.types.is_integer(value) else float(str(value)))
        cells[row, column] = Cell(row, column, format(number, "f"), number)
    elif text := str(value).strip():
        cells[row, column] = text_cell(row, column, text)
