"""Items as rows for people: beside each figure submitted, the claim, its sentence and where it stands."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from extractor.store.verdicts import ITEMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.model import Fact
    from extractor.reconcile.item import Item
    from extractor.reconcile.phrases import Lang

COLUMNS: Final = MappingProxyType(
    {
        "verdict": ("结论", "verdict"),
        "subject": ("主体", "subject"),
        "indicator": ("指标", "indicator"),
        "population": ("人群", "population"),
        "period_start": ("期间起", "period from"),
        "period_end": ("期间止", "period to"),
        "submitted": ("报送数", "submitted"),
        "quote": ("原文数字", "claimed"),
        "difference": ("差额（报送－公布）", "difference (submitted − claimed)"),
        "tolerance": ("可解释的差额", "explained at most"),
        "unit": ("单位", "unit"),
        "explanation": ("说明", "explanation"),
        "sentence": ("原句", "sentence"),
        "source": ("报送文件", "file submitted"),
        "sheet": ("工作表", "sheet"),
        "cell": ("单元格", "cell"),
        "document": ("原文文件", "document"),
        "start": ("起", "start"),
        "end": ("止", "end"),
        "value": ("报送数值", "value submitted"),
        "claimed": ("公布数值", "value claimed"),
        "fact_id": ("事实编号", "fact id"),
        "candidates": ("可能的对应", "candidates"),
    },
)


class Evidence(NamedTuple):
    """The sentence of a fact, and where in it the figure stands."""

    sentence: str
    start: int
    end: int

    def marked(self, reach: int) -> str:
        """The figure in 【】 with some of the sentence on either side, on one line."""
        before, after = self.sentence[: self.start], self.sentence[self.end :]
        before = ("…" if len(before) > reach else "") + before[-reach:].lstrip()
        after = after[:reach].rstrip() + ("…" if len(after) > reach else "")
        return re.sub(r"\s*\n\s*", " ", f"{before}【{self.sentence[self.start : self.end]}】{after}")


def evidence(fact: Fact, texts: Mapping[str, str]) -> Evidence:
    """The sentence a fact stands in; only its quote where the document is not at hand. `texts`: by document id."""
    text = texts.get(fact.doc_id)
    if text is None or text[fact.start : fact.end] != fact.quote:
        return Evidence(fact.quote, 0, len(fact.quote))
    first, last = fact.sentence_start, fact.sentence_end
    if not first <= fact.start < fact.end <= last:
        first, last = fact.start, fact.end
    return Evidence(text[first:last], fact.start - first, fact.end - first)


def row(item: Item, facts: Mapping[str, Fact], texts: Mapping[str, str]) -> dict[str, Any]:
    """The columns of one item, as Python values."""
    fact = facts.get(item.fact_id or "")
    slots: dict[str, Any] = {name: getattr(item, name, None) for name in COLUMNS}
    slots["candidates"] = ";".join(item.candidates)
    if item.cell is None:
        slots["source"] = slots["value"] = None
    if fact is not None:
        slots |= {"quote": fact.quote, "document": fact.source, "start": fact.start, "end": fact.end}
        slots |= {"claimed": fact.value, "sentence": re.sub(r"\s*\n\s*", " ", evidence(fact, texts).sentence.strip())}
    return slots


def in_order(items: Sequence[Item]) -> list[Item]:
    """What must be looked at first comes first; the order of the tables within a verdict."""
    order = list(ITEMS)
    return sorted(items, key=lambda item: order.index(item.verdict))


def header(column: str, lang: Lang) -> str:
    """The words over a column."""
    zh, en = COLUMNS[column]
    return zh if lang == "zh" else en
