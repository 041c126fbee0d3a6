"""Where and when a fact was said: its document, its publication, its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from extractor.timeline.values import Saying

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from extractor.model import Document, Fact
    from extractor.timeline.names import Names

MOST_REPRINTS = 20  # of reprints; a chain that bites its own tail ends too


class Publications:
    """The documents by id, and by id and source where one text was read from several places."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_place: dict[tuple[str, str], Document] = {}
        self._by_id: dict[str, Document] = {}
        for document in documents:
            doc_id = document.doc_id
            self._by_place[doc_id, document.source] = document
            known = self._by_id.get(doc_id)
            if known is None or _earlier(document, known):
                self._by_id[doc_id] = document

    def saying(self, fact: Fact) -> Saying:
        """Where the fact stands, with what is known of its document."""
        document = self._document(fact)
        saying = Saying(
            fact_id=fact.fact_id,
            doc_id=fact.doc_id,
            source=fact.source,
            start=fact.start,
            end=fact.end,
            quote=fact.quote,
            sentence_start=fact.sentence_start,
            flags=fact.flags,
        )
        if document is None:
            return saying
        return replace(
            saying,
            sentence=document.text[fact.sentence_start : fact.sentence_end],
            published=document.published,
            announced=self._announced(document),
            issuer=document.issuer,
            title=document.title,
            reprint_of=_original(document),
        )

    def speaker(self, fact: Fact, names: Names) -> str:
        """Who says 全市 there: the issuer of the original, the body in its first line, or else the document alone."""
        document = self._document(fact)
        first = self._first(document) if document else None
        return (first.issuer or names.headed(first) or first.doc_id) if first else fact.doc_id

    def _document(self, fact: Fact) -> Document | None:
        return self._by_place.get((fact.doc_id, fact.source)) or self._by_id.get(fact.doc_id)

    def _first(self, document: Document) -> Document:
        """The first of the chain of reprints that is at hand."""
        for _ in range(MOST_REPRINTS):
            original = self._by_id.get(_original(document) or "")
            if original is None:
                break
            document = original
        return document

    def _announced(self, document: Document) -> date | None:
        return self._first(document).published or document.published


def _original(document: Document) -> str | None:
    """The document it reprints, where reading or a comparison of documents found one."""
    return getattr(document, "reprint_of", None)


def _earlier(one: Document, other: Document) -> bool:
    return (one.published is None, str(one.published), one.source) < (
        other.published is None,
        str(other.published),
        other.source,
    )
