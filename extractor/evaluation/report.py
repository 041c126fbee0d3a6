"""An evaluation as text for a person: documents, figures, floors; Chinese or English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from extractor.evaluation.tally import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from extractor.evaluation.floors import Floor
    from extractor.evaluation.tally import Error, Score, Scores

WORDS = {
    "zh": {
        "detect_precision": "识别精确率",
        "detect_recall": "识别召回率",
        "detect_f1": "识别F1",
        "value": "数值",
        "mod": "限定",
        "subject": "主体",
        "about": "所述内容",
        "period": "期间",
        "change": "变动",
        "status": "状态",
        "fact": "整条事实",
        "documents": "文档",
        "figures": "指标",
        "met": "达到下限",
        "missed": "低于下限",
        "no_floor": "未设下限",
        "gold": "标注",
        "found": "找到",
        "right": "整条正确",
        "miss": "漏",
        "extra": "多",
        "slots": "错",
    },
    "en": {
        "detect_precision": "figures found: precision",
        "detect_recall": "figures found: recall",
        "detect_f1": "figures found: F1",
        "value": "value, kind and unit",
        "mod": "modifier",
        "subject": "subject",
        "about": "what is measured",
        "period": "period",
        "change": "change and its base",
        "status": "actual or target",
        "fact": "whole facts",
        "documents": "documents",
        "figures": "figures",
        "met": "floor met",
        "missed": "below floor",
        "no_floor": "no floor",
        "gold": "gold",
        "found": "found",
        "right": "whole facts right",
        "miss": "miss",
        "extra": "extra",
        "slots": "wrong",
    },
}


def render(scores: Scores, lang: Literal["zh", "en"] = "zh") -> str:
    """Documents with their share of whole facts, then each figure with its floor, one line each."""
    return "\n".join([*_documents(scores, lang), "", *_figures(scores, lang)])


def render_errors(scores: Scores, lang: Literal["zh", "en"] = "zh") -> str:
    """Every figure missed, found too much, or with wrong slots: what the gold wants and what was given."""
    return "\n".join(_error(error, lang) for error in scores.total.errors)


def _documents(scores: Scores, lang: Literal["zh", "en"]) -> Iterator[str]:
    words = WORDS[lang]
    yield f"{words['documents']} {len(scores.documents)}"
    width = max((len(document.name) for document in scores.documents), default=0)
    for document in scores.documents:
        yield f"  {document.name:{width}}  {_percent(document.facts.share)}  {_counts(document, lang)}"


def _counts(document: Score, lang: Literal["zh", "en"]) -> str:
    words = WORDS[lang]
    return (
        f"{words['right']} {document.facts.right}/{document.facts.of}, "
        f"{words['found']} {document.matched}/{document.gold}, {words['extra']} {document.predicted - document.matched}"
    )


def _figures(scores: Scores, lang: Literal["zh", "en"]) -> Iterator[str]:
    words = WORDS[lang]
    floors = {floor.name: floor for floor in scores.floors}
    yield f"{words['figures']}  ({words['gold']} {scores.total.gold}, {words['found']} {scores.total.predicted})"
    for name in FIGURES:
        verdict = _verdict(floors.get(name), lang)
        yield f"  {name:16}  {_percent(scores.total.figures[name])}  {verdict}  {words[name]}"


def _verdict(floor: Floor | None, lang: Literal["zh", "en"]) -> str:
    words = WORDS[lang]
    if floor is None:
        return words["no_floor"]
    return f"{words['met' if floor.met else 'missed']} {_percent(floor.floor)}"


def _error(error: Error, lang: Literal["zh", "en"]) -> str:
    parts = [error.document, WORDS[lang][error.kind]]
    if error.gold:
        parts += [f"…{error.gold.fact.ctx}…", f"[{error.gold.fact.q}]"]
    if error.fact and not error.gold:
        parts += [f"{error.fact.start}", f"[{error.fact.quote}]"]
    if error.fact and error.gold:
        parts += [f"{slot}: {_given(error, slot)}" for slot in error.wrong]
    return "  ".join(parts)


def _given(error: Error, slot: str) -> str:
    columns = {
        "value": ("kind", "value", "value_low", "value_high", "unit"),
        "mod": ("modifier",),
        "subject": ("subject", "subject_name"),
        "about": ("indicator", "action", "object", "population"),
        "period": ("period_start", "period_end"),
        "change": ("change_direction", "change_base"),
        "status": ("status",),
    }
    return " ".join(f"{getattr(error.fact, column)}" for column in columns[slot])


def _percent(share: Decimal) -> str:
    return f"{share:7.2%}"
