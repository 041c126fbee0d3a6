"""The rows of a table one after the other: what stands beside each, with what is merged or said once for several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.binding.body import INSTITUTION, PLACE, Body
from extractor.tables.cells import numbering
from extractor.tables.words import bare, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extractor.model import Mention
    from extractor.tables.grid import Cell
    from extractor.tables.heads import Heads, Setting
    from extractor.tables.labels import Label
    from extractor.tables.layout import Layout

_LONGEST_ITEM = 20  # characters of a row's name that may be part of an indicator
_PROSE = "。；"  # a name is no sentence
_PROVINCE = 2  # digits of a division's code


class Row(NamedTuple):
    """One row of figures with what its labels say; `name` is the item, `parent` the measure that it is a part of."""

    cells: Mapping[int, Cell]
    start: int
    end: int
    name: str = ""
    item: str = ""  # a name too long to be part of an indicator
    parent: str = ""
    among: bool = False
    body: Body | None = None
    time: tuple[Label, int] | None = None
    unit: str = ""
    total: bool = False
    subtotal: bool = False
    target: bool = False
    numbering: str = ""  # the kind of number before its name


class RowReader:
    """Reads the rows of one layout in order."""

    def __init__(self, layout: Layout, heads: Heads, setting: Setting) -> None:
        self._layout = layout
        self._heads = heads
        self._setting = setting
        self._carried: dict[int, Cell] = {}
        self._labels = sorted(layout.labels)
        self._section = ""
        self._divided = False  # whether rows below it are its parts
        self._parent = ("", "")  # the last row that says what it measures, and its unit
        self._names: dict[str, int] = {}
        for row in layout.data:
            for column in self._labels:
                if layout.labels[column] == "item" and column in row:
                    self._names[row[column].text] = self._names.get(row[column].text, 0) + 1

    def rows(self) -> Iterator[Row]:
        """The rows with figures."""
        for cells in self._layout.data:
            if not any(column in cells for column in self._layout.figures):
                self._see_section(cells)
                continue
            yield self._row(cells, self._beside(cells))

    def _see_section(self, cells: Mapping[int, Cell]) -> None:
        """A row without figures names what the rows below it are about."""
        if len(cells) == 1:
            label = self._heads.label(next(iter(cells.values())).text)
            self._section = label.phrase or label.body
            self._parent = ("", "")

    def _beside(self, cells: Mapping[int, Cell]) -> dict[int, Cell]:
        """The cells of the columns of labels, those of above where they reach down to this row."""
        found: dict[int, Cell] = {}
        number = next(iter(cells.values())).row
        for place, column in enumerate(self._labels):
            cell = cells.get(column)
            if cell is None and (above := self._carried.get(column)) is not None:
                later = any(other in cells for other in self._labels[place + 1 :])
                reaches = above.row + above.rows > number or (not self._layout.table.spans and later)
                cell = above if reaches else None
            if cell is not None:
                found[column] = self._carried[column] = cell
        return found

    def _row(self, cells: Mapping[int, Cell], beside: Mapping[int, Cell]) -> Row:
        values = list(cells.values())
        row = Row(cells, values[0].start, values[-1].end)
        named = [cell for column, cell in beside.items() if self._layout.labels[column] == "item"]
        for column, cell in beside.items():
            role = self._layout.labels[column]
            if role == "unit":
                row = row._replace(unit=clean(cell.text))
            elif role == "period":
                label = self._heads.label(cell.text)
                row = row._replace(time=(label, cell.start) if label.period is not None else row.time)
            elif role == "body":
                row = self._of_body(row, cell)
        return self._of_items(row, named) if named else row

    def _of_body(self, row: Row, cell: Cell) -> Row:
        """A cell of a column of bodies: registered or not, it is whom the row is about."""
        label = self._heads.label(cell.text)
        if self._heads.reader.words.is_in(label.text, "cell-nothing"):
            return row
        if label.total:
            return row._replace(total=True, subtotal=label.subtotal)
        if label.whole:
            return row._replace(total=True, body=label.as_body(label.mention))
        reader = self._heads.reader
        name = bare(label.text.split("：")[-1] if label.among else label.text) or label.text
        found = reader.body_of(name)
        if found is not None and row.body is not None and self._apart(row.body.mention, found):
            found = None  # 大兴区 of another province
        kind = PLACE if found is not None and found.kind == "region" else INSTITUTION
        return row._replace(body=Body(cell.start, cell.end, name, kind, found), among=row.among or label.among)

    def _apart(self, outer: Mention | None, inner: Mention) -> bool:
        """Whether a place lies in another province than the place of the column before."""
        if outer is None:
            return False
        codes = [self._heads.reader.region_of(mention) or "" for mention in (outer, inner)]
        return bool(codes[0] and codes[1]) and codes[0][:_PROVINCE] != codes[1][:_PROVINCE]

    def _whole_of(self, name: str, unit: str, label: Label) -> str:
        """The measure that a row is a part of, by 其中 or because rows divide it (旅客运输总量: 铁路, 公路).

        The rows behind 其中 go on with parts as long as their names say no measure of their own.
        """
        words = self._heads.reader.words
        if label.total or not name:
            return ""
        if words.ends(bare(name), "cell-measure"):
            self._parent, self._divided = (name, unit), words.ends(bare(name), "cell-divided")
            return ""
        self._divided = self._divided or label.among
        return self._parent[0] if self._divided and unit == self._parent[1] else ""

    def _of_items(self, row: Row, named: list[Cell]) -> Row:
        """The row's name: of what is measured, or the body or place that stands there all the same."""
        head = self._heads.head(named, self._setting)
        last = head.own
        if last.total:
            row = row._replace(total=True, subtotal=last.subtotal)
        name = head.phrase
        if not name and not head.body:
            name = last.phrase  # 完成, 年末: neutral over a column, but all that a row is called
        if any(mark in name for mark in _PROSE):
            return row._replace(unit=row.unit or head.unit)
        if self._names.get(named[-1].text, 0) > 1 and self._section and self._section not in name:
            name = f"{name}（{self._section}）" if name else self._section
        unit = row.unit or head.unit
        reader = self._heads.reader
        if row.body is None and head.body is None and reader.is_institution(name):
            return row._replace(body=Body(named[-1].start, named[-1].end, name, INSTITUTION), unit=unit)
        parent = self._whole_of(name, unit, last)
        long = len(name) > _LONGEST_ITEM
        return row._replace(
            name="" if long else name,
            item=name if long else "",
            parent="" if long else parent,
            among=last.among or row.among,
            body=row.body or head.body,
            time=row.time or head.time,
            unit=unit,
            target=head.target,
            numbering=numbering(named[-1].text),
        )
