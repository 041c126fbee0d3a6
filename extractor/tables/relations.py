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
    """小计 sums the rows since the last total, 合计 the 小计 and the rows in none; 其中 is part of the row above."""
    open_rows: list[Placed] = []
    closed: list[Placed] = []
    whole: Placed | None = None
    heads_all = bool(column) and column[0].row.total and not any(found.row.total for found in column[1:])
    for found in column:
        if found.row.among and whole is not None:
            yield _relation(doc_id, found, "part_of", whole)
            continue
        whole = found
        if not found.row.total:
            open_rows.append(found)
            continue
        if heads_all:
            continue
        parts = open_rows if found.row.subtotal else [*closed, *open_rows]
        yield from (_relation(doc_id, part, "part_of", found) for part in parts)
        closed = [*closed, found] if found.row.subtotal else []
        open_rows = []
    if heads_all:
        yield from (_relation(doc_id, part, "part_of", column[0]) for part in open_rows)


def _relation(doc_id: str, found: Placed, kind: RelationKind, target: Placed) -> Relation:
    one, other = (f"{doc_id}:{p.draft.quantity.start}-{p.draft.quantity.end}" for p in (found, target))
    return Relation(one, kind, other, RULE)
