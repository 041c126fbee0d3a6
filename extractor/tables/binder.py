"""Each cell of figures as a draft of a fact: the row's head, the column's header and the caption put together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from extractor.binding.draft import Draft
from extractor.binding.tokens import INDICATOR, Token
from extractor.model import SUBJECT_ASSUMED, SUBJECT_INHERITED
from extractor.tables.amounts import BARE, BARE_MONEY, PERCENT, PERCENT_STATED, RANK, AmountReader, Measure
from extractor.tables.heads import Head, Heads, both
from extractor.tables.rows import Row, RowReader
from extractor.tables.setting import setting_of
from extractor.tables.words import RULE
from extractor.text.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.binding.judge import PhraseJudge
    from extractor.model import Direction, Period, Quantity
    from extractor.tables.grid import Cell
    from extractor.tables.heads import Setting
    from extractor.tables.labels import LabelReader
    from extractor.tables.layout import Layout
    from extractor.tables.setting import Frame

PERIOD = "period_inherited"
_COUNTED = "数"
_PERCENTS = frozenset({"%", "％"})
_BARE = 2  # characters of a column's name that says little, or that two names share
_ANY = "万"  # a magnitude that is money where the words beside it speak of money


class Placed(NamedTuple):
    """A draft with its place in the table; `level` is the column of what it is the change, share or rank of."""

    draft: Draft
    row: Row
    column: int
    number: int  # of the row
    level: int | None
    adds: bool


class TableBinder:
    """Binds the cells of one document's tables."""

    def __init__(self, reader: LabelReader, judge: PhraseJudge, frame: Frame) -> None:
        self._reader = reader
        self._judge = judge
        self._frame = frame
        self._heads = Heads(reader)
        self._amounts = AmountReader(reader.figures, reader.stated)
        self._indicators: dict[str, Token | None] = {}

    def bind(self, layout: Layout) -> Iterator[Placed]:
        """One draft a cell of figures, in reading order."""
        setting = setting_of(layout, self._frame, self._reader)
        columns = {column: self._heads.head(layout.heads[column], setting) for column in layout.figures}
        levels = {column: _level(column, columns) for column in layout.figures}
        for number, row in enumerate(RowReader(layout, self._heads, setting).rows()):
            for column in layout.figures:
                cell = row.cells.get(column)
                if cell is None or not self._reader.is_figure(cell.text):
                    continue
                head, level = columns[column], levels[column]
                measured = columns[level] if level is not None else head
                indicator = self._indicator(row, head, measured, setting)
                quantity = self._quantity(cell, row, head, indicator, setting)
                if quantity is not None:
                    draft = self._draft(quantity, row, (head, measured), indicator, setting)
                    turned = head.change or self._turn(cell.text, draft)
                    adds = level is None and not turned and self._adds(quantity, indicator)
                    yield Placed(draft, row, column, number, level, adds)

    def _quantity(self, cell: Cell, row: Row, head: Head, indicator: str, setting: Setting) -> Quantity | None:
        """What stands nearest gives the unit: the column's header, the unit column, the row's head, the caption."""
        return self._amounts.read(cell, self._measure(cell, row, head, indicator, setting))

    def _measure(self, cell: Cell, row: Row, head: Head, indicator: str, setting: Setting) -> Measure:
        if head.rank:
            return RANK
        ratio = head.share or head.percent or head.change
        own = head.unit or ("" if ratio else row.unit)
        named = own and self._amounts.measure(own, indicator)
        if named:
            return named
        if ratio:
            return PERCENT_STATED if any(unit in _PERCENTS for unit in setting.units) else PERCENT
        counted = self._counted(head.phrase) or self._counted(row.name)
        if counted is not None:
            return counted
        for unit in (*setting.units, cell.unit or ""):
            found = self._amounts.measure(unit, indicator) if unit else None
            if found is not None and found.kind != "percent":
                return found
        money = self._amounts.measure(_ANY, indicator)
        return BARE_MONEY if money is not None and money.kind == "money" else BARE

    def _counted(self, phrase: str) -> Measure | None:
        """户数 counts 户."""
        found = self._reader.words.first(phrase, "cell-counted")
        if found is None or found.end() != len(phrase):
            return None
        return self._amounts.measure(found[0].removesuffix(_COUNTED), "")

    def _indicator(self, row: Row, head: Head, measured: Head, setting: Setting) -> str:
        """The shortest name that is clear: of the row and of the column, else of the caption."""
        said = head.said
        column = (head.phrase if head.phrase != said else "") or measured.phrase
        named = self._named(row, column, measured, setting)
        whole = self._with_caption(named, setting) if named else setting.measure
        whole = whole or measured.own.phrase or head.own.phrase
        return whole + said if said not in whole else whole

    def _named(self, row: Row, column: str, measured: Head, setting: Setting) -> str:
        """The row's name with the column's; where the column says 金额 alone, with the caption's 进口 before it."""
        words, name = self._reader.words, row.name
        if not name or name in column:
            return column
        if column and not (words.ends(name, "cell-measure") and column[-1] == name[-1] and _repeats(name, column)):
            size = next((n for n in range(len(column), _BARE - 1, -1) if name.endswith(column[:n])), 0)
            return name + column[size:]  # 有效发明专利, 专利数
        if words.ends(name, "cell-measure"):
            return name
        if row.parent:
            return f"{row.parent}（{name}）"
        plain = measured.own.phrase if words.is_in(measured.own.phrase, "cell-plain") else ""
        flows = [word for word in sorted(words.of("cell-flow")) if plain and word in setting.measure]
        return name + (flows[0] if len(flows) == 1 else "") + plain

    def _with_caption(self, name: str, setting: Setting) -> str:
        """业务量 below 快递业务情况 is the registered 快递业务量: the caption's end is the name's beginning."""
        caption = setting.measure
        for size in range(min(len(name) - 1, len(caption)), _BARE - 1, -1):
            if caption.endswith(name[:size]):
                whole = caption + name[size:]
                return whole if self._registered(whole) is not None else name
        return name

    def _draft(self, quantity: Quantity, row: Row, heads: tuple[Head, Head], indicator: str, setting: Setting) -> Draft:
        head, measured = heads
        draft = Draft(quantity, Sentence(row.start, row.end, 0, opens=False, heading=False, paragraph_end=row.end))
        draft.rule_id = RULE
        draft.indicator = indicator
        draft.object = row.item
        draft.registered = None if head.share or head.rank else self._registered(indicator)
        draft.subject = row.body or head.body or setting.body
        if row.body is None and head.body is None:
            assumed = draft.subject is not None and draft.subject.assumed
            draft.flags.append(SUBJECT_ASSUMED if assumed else SUBJECT_INHERITED)
        own = both(row.time, head if head.period is not None else measured, setting)
        draft.period = own or setting.period
        if own is None and draft.period is not None:
            draft.flags.append(PERIOD)
        if head.change:
            draft.direction = _direction(quantity, head)
            draft.base = head.base
        draft.statistic = "share" if head.share else self._judge.per_head(indicator)
        draft.status = "target" if self._is_target(draft.period, row, head, setting) else "actual"
        if row.among:
            draft.flags.append("among")
        return draft

    def _turn(self, text: str, draft: Draft) -> bool:
        """增长5.2% says its direction itself, in whatever column it stands."""
        stated = self._reader.stated.read(text)
        if stated is None or stated.direction is None:
            return False
        draft.direction = stated.direction
        return True

    def _registered(self, indicator: str) -> Token | None:
        """The register's indicator as a token, as text gives it."""
        if indicator not in self._indicators:
            found = self._reader.registered(indicator)
            token = None if found is None else Token(found.start, found.end, found.quote, INDICATOR, found)
            self._indicators[indicator] = token
        return self._indicators[indicator]

    def _is_target(self, period: Period | None, row: Row, head: Head, setting: Setting) -> bool:
        ahead = period is not None and period.period_start is not None and setting.published is not None
        return head.target or row.target or (ahead and period.period_start > setting.published)  # type: ignore[union-attr, operator]

    def _adds(self, quantity: Quantity, indicator: str) -> bool:
        """Whether a column of such cells has a sum."""
        return quantity.kind in ("count", "money", "measure") and not self._reader.words.holds(
            indicator, "cell-not-added"
        )


def _repeats(name: str, column: str) -> bool:
    """发电量, 产量; 专利申请授权数, 专利数: the column only repeats the end of the row's name."""
    return len(column) <= _BARE or column[:-1] in name


def _level(column: int, columns: dict[int, Head]) -> int | None:
    """The column whose change, share or rank this one gives: the nearest level to its left, else to its right."""
    head = columns[column]
    if not (head.change or head.said):
        return None
    levels = [other for other, its in columns.items() if not (its.change or its.share or its.rank or its.percent)]
    phrase = "" if head.phrase == head.said else head.phrase
    if phrase:
        levels = [other for other in levels if columns[other].phrase == phrase]
    nearest = max((other for other in levels if other < column), default=min(levels, default=None))
    if nearest is None or columns[nearest].period is None:
        return nearest
    beside = [nearest]  # 2021年 | 2020年 | 增速: of the columns of one measure next to each other the latest
    for other in reversed([other for other in columns if other < nearest]):
        if other not in levels or columns[other].phrase != columns[nearest].phrase:
            break
        beside.append(other)
    return max(beside, key=lambda other: _latest(columns[other]))


def _latest(head: Head) -> date:
    end = None if head.period is None else head.period.period_end
    return end or date.min


def _direction(quantity: Quantity, head: Head) -> Direction:
    """Up or down by the sign; in a column of falls (降幅) what has no sign is one."""
    if quantity.value == 0:
        return "flat"
    negative = quantity.value is not None and quantity.value < 0
    return "down" if negative or head.own.falls else "up"
