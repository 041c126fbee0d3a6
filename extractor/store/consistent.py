"""Whether the facts of a run quote the texts that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.store.source import Loaded


def check_quotes(place: str, run: Loaded) -> None:
    """`UsageError` for the first fact whose text is not there, or says something else at its place."""
    texts = {document.doc_id: document.text for document in run.documents}
    for fact in run.facts:
        text = texts.get(fact.doc_id)
        if text is None:
            raise UsageError(
                f"{place}: fact {fact.fact_id} is of a text that documents.jsonl does not hold; {_REMEDY}",
                f"{place}：事实 {fact.fact_id} 所在的原文不在 documents.jsonl 中；{_REMEDY_ZH}",
            )
        found = text[fact.start : fact.end]
        if found != fact.quote or fact.start >= fact.end:
            raise UsageError(
                f"{place}: fact {fact.fact_id} quotes '{fact.quote}', documents.jsonl has '{found}' there; {_REMEDY}",
                f"{place}：事实 {fact.fact_id} 引用“{fact.quote}”，documents.jsonl 该处是“{found}”；{_REMEDY_ZH}",
            )


_REMEDY = "the two files are not of one run; run extract again"
_REMEDY_ZH = "两个文件不是同一次运行写出的；请重新运行 extract"
