"""Relations between the cells of one table: what is part of a total, and what a change is a change of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from extractor.model import Relation
from extractor.tables.words import RULE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.model import RelationKind
    from extractor.tables.binder import Placed


def cell_relations(placed: Sequence[Placed], doc_id: str) -> Iterator[Relation]:
    """The relations of one table's facts, in reading order; nothing here looks at values."""
    by_place = {(found.number, found.column): found for found in placed}
    for found in placed:
        level = by_place.get((found.number, found.level)) if found.level is not None else None
        if level is not None and found.draft.direction is not None:
            yield _relation(doc_id, found, "change_of", level)
    columns: dict[int, list[Placed]] = defaultdict(list)
    for found in placed:
        if found.adds:
            columns[found.column].append(found)
    for column in columns.values():
        yield from _parts(column, doc_id)


def _parts(column: Sequence[Placed], doc_id: str) -> Iterator[Relation]:
    """The parts of each total, and of the row that 其中 stands below."""
    own: list[Placed] = []
    whole: Placed | None = None
    for found in column:
        if not found.row.among:
            whole = found
            own.append(found)
        elif whole is not None and _alike(found, whole):
            yield _relation(doc_id, found, "part_of", whole)
    yield from (_relation(doc_id, part, "part_of", total) for part, total in _sums(own) if _alike(part, total))


def _sums(rows: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Each row with the total that it is summed in: totals stand above their rows, or below them.

    Where there is a total and neither the first row nor the last is one, nobody can tell, and there are none.
    """
    if not rows:
        return
    first, last = rows[0].row.total, rows[-1].row.total
    if first and not last:
        yield from _headed(rows)
    elif last and not first:
        yield from _closed(rows)


def _headed(rows: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """合计, its rows, 合计, its rows; of a 小计 among them nobody can tell whether it is above its rows or below."""
    if any(found.row.subtotal for found in rows):
        return
    block: list[Placed] = []
    for found in (*rows, None):
        if found is not None and not found.row.total:
            block.append(found)
            continue
        yield from ((part, block[0]) for part in _outermost(block[1:]))
        block = [] if found is None else [found]


def _closed(rows: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """小计 sums the rows since the last total, 合计 the 小计 and the rows in none."""
    open_rows: list[Placed] = []
    subtotals: list[Placed] = []
    for found in rows:
        if not found.row.total:
            open_rows.append(found)
            continue
        parts = _outermost(open_rows)
        yield from ((part, found) for part in (parts if found.row.subtotal else [*subtotals, *parts]))
        subtotals = [*subtotals, found] if found.row.subtotal else []
        open_rows = []


def _outermost(rows: Sequence[Placed]) -> list[Placed]:
    """The rows that are parts of no other: numbered as the first is (一、 but not （一） below it)."""
    return [found for found in rows if not found.row.parent and found.row.numbering == rows[0].row.numbering]


def _alike(one: Placed, other: Placed) -> bool:
    """Whether one can be a part of the other."""
    part, whole = one.draft.quantity, other.draft.quantity
    return part.kind == whole.kind and part.unit == whole.unit


def _relation(doc_id: str, found: Placed, kind: RelationKind, target: Placed) -> Relation:
    one, other = (f"{doc_id}:{p.draft.quantity.start}-{p.draft.quantity.end}" for p in (found, target))
    return Relation(one, kind, other, RULE)
