"""What stands over a column and beside a row, as one: the labels of a path joined, times resolved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from extractor.comparisons import base_value
from extractor.model import Period
from extractor.times.text import Running, explicit_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.body import Body
    from extractor.tables.grid import Cell
    from extractor.tables.labels import Label, LabelReader

_SHARE = "占"
_LONGEST = 20  # characters of a label that may be part of an indicator


class Setting(NamedTuple):
    """What holds for a whole table: from its caption, else from the document."""

    measure: str
    units: tuple[str, ...]
    body: Body | None
    period: Period | None
    published: date | None


class Head(NamedTuple):
    """The labels over a column, or beside a row, as one; `own` is the innermost."""

    own: Label
    phrase: str
    unit: str
    body: Body | None
    time: tuple[Label, int] | None  # the label that says when, and its place
    period: Period | None
    base: str | None
    change: bool
    share: bool
    percent: bool
    rank: bool
    said: str  # the name of a share or rank that says nothing of what: 比重, 占全省比重, 排名
    target: bool


class Heads:
    """Reads the labels of one document, each once."""

    def __init__(self, reader: LabelReader) -> None:
        self.reader = reader
        self._labels: dict[str, Label] = {}

    def label(self, text: str) -> Label:
        """The label of a text."""
        found = self._labels.get(text)
        if found is None:
            found = self._labels[text] = self.reader.read(text)
        return found

    def head(self, path: Sequence[Cell], setting: Setting) -> Head:
        """The labels of a path, the outermost first, as one."""
        labels = [self.label(cell.text) for cell in path]
        phrases: list[str] = []
        for label in labels:
            if not label.neutral and label.phrase not in "".join(phrases):
                phrases = [*(p for p in phrases if p not in label.phrase), label.phrase]
        period = setting.period
        time: tuple[Label, int] | None = None
        for label, cell in zip(labels, path, strict=True):
            if label.period is not None:
                time = (label, cell.start)
                period = resolved(label, cell.start, period, setting.published)
        own = labels[-1]
        based = next((label for label in reversed(labels) if label.base is not None), None)
        body = next((label for label in labels if label.body), None)
        return Head(
            own=own,
            phrase="".join(phrases) if len("".join(phrases)) <= _LONGEST else phrases[-1],
            unit=next((label.units[0] for label in reversed(labels) if label.units), ""),
            body=None if body is None else body.as_body(body.mention),
            time=time,
            period=None if time is None else period,
            base=None if based is None else _base(based, period, setting),
            change=any(label.change for label in labels),
            share=own.share,
            percent=any(label.percent for label in labels),
            rank=own.rank,
            said=own.phrase if self._only_relates(own) else "",
            target=any(label.target for label in labels),
        )

    def _only_relates(self, label: Label) -> bool:
        """比重 and 占全省比重 need what they are shares of; 持股比例 is a name of its own."""
        words = self.reader.words
        bare = words.is_in(label.phrase, "cell-share") or words.is_in(label.phrase, "cell-rank")
        return (label.share or label.rank) and (bare or label.phrase.startswith(_SHARE))


def resolved(label: Label, start: int, held: Period | None, published: date | None) -> Period | None:
    """The dates of a label's period, in the year of the time that holds around it; `start` is the label's place."""
    if label.period is None:
        return None
    edge = None if held is None else held.period_end or held.period_start
    today = published if edge is None or explicit_year(label.period) is not None else date(edge.year, 12, 31)
    within = None if held is None else (held.period_start, held.period_end)
    running = Running(published=today, year=None if edge is None else edge.year, within=within)
    found = running.read(label.period)
    low, high = label.span
    return Period(start + low, start + high, found.quote, found.period_start, found.period_end)


def both(beside: tuple[Label, int] | None, over: Head, setting: Setting) -> Period | None:
    """The time of a cell, by its row and its column: 1-6月 over rows of years, 年末 beside columns of years."""
    if beside is None:
        return over.period
    label, start = beside
    own = resolved(label, start, setting.period, setting.published)
    if over.time is None or over.period is None or label.period is None:
        return own
    if explicit_year(label.period) is None:
        return resolved(label, start, over.period, setting.published)
    column = over.time[0].period
    if column is not None and explicit_year(column) is None:
        return resolved(*over.time, own, setting.published)
    return own


def _base(label: Label, period: Period | None, setting: Setting) -> str | None:
    """What a change is measured from, as in text."""
    if label.base is None:
        return None
    dated = None
    if label.base_mention is not None:
        edge = None if period is None else period.period_end
        today = setting.published if edge is None else date(edge.year, 12, 31)
        dated = Running(published=today, year=None if edge is None else edge.year).read(label.base_mention)
    end = None if period is None else period.period_end
    return base_value(label.base, dated, mention=label.base_mention, fact_end=end)
