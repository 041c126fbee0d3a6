"""The spaCy component `bulletin_facts`: facts as `doc.spans["facts"]` and `doc._.facts`.

`nlp.add_pipe("bulletin_facts")` finds it by entry point.  Spans are labelled with the fact's kind and widened to whole
tokens, so a segmenter that cuts through figures loses none; `doc._.facts` has the exact offsets.  Set
`doc._.published` (a date) on a document, or `published` in the component's config, to resolve 去年 and 前三季度.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from extractor.pipeline import Extractor

if TYPE_CHECKING:
    from extractor.model import Fact

SPANS = "facts"


class BulletinFacts:
    """Callable on a `Doc`: extracts and attaches, changes nothing else."""

    def __init__(self, extractor: Extractor, published: date | None = None) -> None:
        self._extractor = extractor
        self._published = published

    def __call__(self, doc: Doc) -> Doc:
        """Attach the facts of `doc.text`."""
        facts: tuple[Fact, ...] = self._extractor.extract(doc.text, published=doc._.published or self._published)
        spans = [
            doc.char_span(fact.start, fact.end, label=fact.kind, span_id=fact.fact_id, alignment_mode="expand")
            for fact in facts
        ]
        doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=[span for span in spans if span is not None])
        doc._.facts = facts
        return doc


@Language.factory("bulletin_facts", default_config={"published": None, "segmenter": "jieba"})
def make_bulletin_facts(nlp: Language, name: str, published: str | None, segmenter: str) -> BulletinFacts:
    """Build the component; `published` is an ISO date or `None`, `segmenter` as for `Extractor`."""
    del nlp, name  # the same for every pipeline
    for extension in ("facts", "published"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=() if extension == "facts" else None)
    return BulletinFacts(Extractor(segmenter=segmenter), date.fromisoformat(published) if published else None)
