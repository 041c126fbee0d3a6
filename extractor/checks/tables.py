"""Tables in a document's text: rows of 合计 and 小计 against the rows they sum, column by column."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from extractor.checks.intervals import Interval, total
from extractor.checks.outcome import SIGN
from extractor.checks.table_doubts import (
    Amount,
    is_no_sum,
    looks_nested,
    may_hold_parts_of_rows,
    text_around,
    words_of_doubt,
)
from extractor.checks.table_lines import Row, blocks, row_of
from extractor.model import Finding
from extractor.numerals import parse_numeral

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.checks.view import View
    from extractor.model import Fact
    from extractor.rulebook.book import CheckRule

_NUMBER = re.compile(r"[+-－−]?\d[\d,，]*(?:\.\d+)?")
_NOT_ADDED = re.compile(
    r"[率%％‰比占]|指数|[均单]价|价格|平均|[人户日月年]均|增长|增幅|涨幅|倍数|序号|排名|位次|年份|编号|代码|日期|时间"
)
_WORD = re.compile(r"[^\W\d_]")
_NOTHING = frozenset({"", "-", "—", "－", "–", "/", "…"})
_FEWEST_ROWS = 2
_SHOWN = 8
_ABOVE = 2  # lines above a head that may give its unit


class Cell(NamedTuple):
    """A printed number and what it may stand for."""

    row: Row
    start: int
    text: str
    value: Decimal
    interval: Interval


class Sum(NamedTuple):
    """A total cell with the cells it sums; `complete` where every row down to the total has a number in the column."""

    whole: Cell
    parts: Sequence[Cell]
    complete: bool


def tables(check: CheckRule, view: View) -> Iterator[Finding]:
    """Each column of each total row against the rows it sums.

    小计 sums the rows since the last one, 合计 the 小计 and the rows that stand in none.  A 总计 above its rows is held
    against those below, but they may leave something out or hold parts of each other: where they do not add up, nothing
    is decided.  Rows of 其中 are parts of the row above and are not added.  Columns of rates, averages and prices are
    passed over, by their head or by the unit of a cell, and those with a cell that is no number.  Where a row has no
    number in the column, or rows above the head may belong to the table, nobody is accused.  A number stands for half
    its last place to either side, one of a column of things counted (户数) for itself.
    """
    for doc_id, document in view.given.items():
        by_start = {fact.start: fact for fact in view.documents.get(doc_id, ())}
        rates = {cell.start for cell in document.cells if cell.unit is not None and _NOT_ADDED.search(cell.unit)}
        lines = document.text.split("\n")
        for rows, whole_table in _tables(document.text, check):
            for found in _sums(check, rows, lines):
                if found.whole.start not in rates and rates.isdisjoint(part.start for part in found.parts):
                    read = found._replace(complete=found.complete and whole_table)
                    flat = _is_flat(check, rows, found, lines)
                    yield _finding(check, read, by_start=by_start, source=document.source, flat=flat)


def _is_flat(check: CheckRule, rows: Sequence[Row], found: Sum, lines: Sequence[str]) -> bool:
    """Whether the rows plainly are to add up: a difference is then one (see `extractor.checks.table_doubts`)."""
    column = next(number for number, (start, _) in enumerate(found.whole.row.cells) if start == found.whole.start)
    said = [rows[0].name, rows[0].cells[column][1], *(cell.row.name for cell in (found.whole, *found.parts))]
    if looks_nested([row.name for row in rows[1:]], [lines[row.line - 1] for row in rows[1:]]):
        return False
    if words_of_doubt(check, said, text_around(lines, rows[0].line, rows[-1].line)):
        return False
    whole, parts = _amount(found.whole), [_amount(part) for part in found.parts]
    return not is_no_sum(whole, parts) and not may_hold_parts_of_rows(whole, parts)


def _amount(cell: Cell) -> Amount:
    return Amount(cell.value, cell.interval)


def _tables(text: str, check: CheckRule) -> Iterator[tuple[list[Row], bool]]:
    """Blocks of rows, each with whether it is all of its table.

    It may not be where a row of other cells stands right above its head, or where a block before it has the same head
    and no total: a page ended there.
    """
    lines = text.split("\n")
    open_heads: set[tuple[str, ...]] = set()
    for rows in blocks(text):
        head = tuple(cell for _, cell in rows[0].cells)
        above = row_of(lines[rows[0].line - 2], 0, 0) if rows[0].line > 1 else None
        joined = above is not None and sum(1 for _, cell in above.cells if cell) > 1
        yield rows, not joined and head not in open_heads
        if any(_name_of(row, check.words["total"]) for row in rows):
            open_heads.discard(head)
        else:
            open_heads.add(head)


def _sums(check: CheckRule, rows: Sequence[Row], lines: Sequence[str]) -> Iterator[Sum]:
    """Each total cell with the cells it sums."""
    head, *body = rows
    if _name_of(head, check.words["total"]):
        return
    width = len(head.cells)
    for column in range(1, width):
        name = head.cells[column][1]
        if _WORD.search(name) and not _NOT_ADDED.search(name):
            given = [row for row in body if row.cells[0][1] or row.cells[column][1]]
            exact = _is_counted(check, name, text_around(lines, head.line, head.line))
            yield from _column_sums(check, given, column, exact=exact)


def _is_counted(check: CheckRule, head: str, around: Sequence[str]) -> bool:
    """Whether a head says that its numbers are counted one by one (户数): printed whole, none of them is rounded."""
    scaled = any(word in text for text in (head, *around[:_ABOVE]) for word in check.words.get("scaled", ()))
    return not scaled and any(word in head for word in check.words.get("counted", ()))


def _column_sums(check: CheckRule, rows: Sequence[Row], column: int, *, exact: bool) -> Iterator[Sum]:
    totals = [index for index, row in enumerate(rows) if _name_of(row, check.words["total"])]
    if not totals:
        return
    cells = [_cell(row, column, exact=exact) for row in rows]
    if any(cell is None and row.cells[column][1] not in _NOTHING for cell, row in zip(cells, rows, strict=True)):
        return
    if totals == [0]:
        parts = [cell for cell, row in zip(cells[1:], rows[1:], strict=True) if cell and not _is_part(row, check)]
        if cells[0] is not None and len(parts) >= _FEWEST_ROWS:
            yield Sum(cells[0], parts, None not in cells)
        return
    open_rows: list[Cell] = []
    closed: list[Cell] = []
    for index, (row, cell) in enumerate(zip(rows, cells, strict=True)):
        if not _name_of(row, check.words["total"]):
            open_rows += [cell] if cell is not None and not _is_part(row, check) else []
            continue
        small = "小计" in row.name
        parts = open_rows if small else [*closed, *open_rows]
        if cell is not None and len(parts) >= _FEWEST_ROWS:
            yield Sum(cell, parts, None not in cells[:index])
        closed = [*closed, cell] if small and cell is not None else [] if not small else closed
        open_rows = []


def _name_of(row: Row, words: Sequence[str]) -> bool:
    name = re.sub(r"[\s　：:（(].*", "", row.name.replace(" ", "").replace("　", ""))
    return any(name.endswith(word) for word in words)


def _is_part(row: Row, check: CheckRule) -> bool:
    return row.name.lstrip().startswith(check.words["part"])


def _cell(row: Row, column: int, *, exact: bool) -> Cell | None:
    start, text = row.cells[column]
    if not _NUMBER.fullmatch(text):
        return None
    value = parse_numeral(text.replace("，", ",").replace("－", "-").replace("−", "-"))
    places = len(text.partition(".")[2])
    half = Decimal(0) if exact and not places else Decimal(5).scaleb(-places - 1)
    return Cell(row, start, text, value, Interval(value - half, value + half))


def _finding(check: CheckRule, found: Sum, *, by_start: dict[int, Fact], source: str, flat: bool) -> Finding:
    whole, parts, complete = found
    summed = sum((part.value for part in parts), Decimal(0))
    ends = total(part.interval for part in parts)
    tolerance = (whole.interval.half_width or Decimal(0)) + (ends.half_width or Decimal(0))
    off = whole.value - summed
    verdict = "holds" if off == 0 else "within_rounding" if whole.interval.overlaps(ends) else "differs"
    above = whole.row.line < parts[0].row.line
    reason = "open-rows" if above else "unread-rows" if not complete else "" if flat else "not-flat"
    given = check.reason(reason) if verdict == "differs" and reason else None
    sign = SIGN[verdict]
    verdict = verdict if given is None else "undecided"
    facts = [by_start[cell.start].fact_id for cell in (whole, *parts) if cell.start in by_start]
    return Finding(
        check_id=check.id,
        verdict=verdict,  # type: ignore[arg-type]  # one of the three
        fact_ids=tuple(facts),
        arithmetic=f"{whole.text}（{whole.row.name}） {sign} {_shown(parts)} = {summed}",
        difference=off,
        tolerance=tolerance,
        explanation="" if given is None else given.text,
        reason="" if given is None else given.id,
        source=source,
        lines=(whole.row.line, *(part.row.line for part in parts)),
    )


def _shown(parts: Sequence[Cell]) -> str:
    named = [f"{part.text}（{part.row.name}）" for part in parts]
    if len(named) > _SHOWN:
        named = [*named[: _SHOWN - 2], "…", f"{named[-1]} [{len(parts)}]"]
    return " + ".join(named)
