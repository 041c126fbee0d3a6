"""Items as rows for people: beside each figure submitted, the claim, its sentence and where it stands."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.model import Fact
    from extractor.reconcile.item import Item
    from extractor.reconcile.phrases import Lang

VERDICT_ZH: Final = MappingProxyType(
    {
        "differs": "不一致",
        "ambiguous": "对应不明",
        "submitted_not_claimed": "填报而原文未见",
        "within_wording": "措辞范围内一致",
        "within_rounding": "四舍五入范围内一致",
        "equal": "一致",
        "claimed_not_submitted": "原文有而未填报",
    },
)
"""In the order of what a person must look at first."""

MEANINGS: Final = MappingProxyType(
    {
        "differs": ("舍入和措辞都不能解释的差异", "nothing in rounding or wording explains the difference"),
        "ambiguous": ("可能对应原文几处，需人工指定", "several claims may be meant; a person must say which"),
        "submitted_not_claimed": ("表中填报，原文没有提到", "the table submits it, the text does not claim it"),
        "within_wording": ("考虑“超、近、约、余”等措辞后一致", "agree when 超, 近, 约, 余 are taken at their word"),
        "within_rounding": ("考虑末位四舍五入后一致", "agree when each printed digit may have been rounded"),
        "equal": ("数值完全一致", "the figures agree exactly"),
        "claimed_not_submitted": ("原文提到，表中没有填报", "the text claims it, no table submits it"),
    },
)
COLUMNS: Final = MappingProxyType(
    {
        "verdict": "结论",
        "subject": "主体",
        "indicator": "指标",
        "population": "人群",
        "period_start": "期间起",
        "period_end": "期间止",
        "submitted": "填报数",
        "quote": "原文数字",
        "difference": "差额（填报－原文）",
        "tolerance": "可解释的差额",
        "unit": "单位",
        "explanation": "说明",
        "sentence": "原句",
        "source": "表格",
        "sheet": "工作表",
        "cell": "单元格",
        "document": "原文文件",
        "start": "起",
        "end": "止",
        "value": "填报数值",
        "claimed": "原文数值",
        "fact_id": "事实编号",
        "candidates": "可能对应的事实",
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
    order = list(VERDICT_ZH)
    return sorted(items, key=lambda item: order.index(item.verdict))


def header(column: str, lang: Lang) -> str:
    """The word over a column."""
    return COLUMNS[column] if lang == "zh" else column


def verdict_name(verdict: str, lang: Lang) -> str:
    """The word for a verdict."""
    return VERDICT_ZH[verdict] if lang == "zh" else verdict
