"""A figure that the program missed: where it stands, what can be read in it, and what its neighbours say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.errors import UsageError
from extractor.figures.text import quantities
from extractor.reports.slots import column
from extractor.review.slots import EDITABLE, as_text
from extractor.web.deciding import drafted
from extractor.web.evidence import Field, known, options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from extractor.web.desk import Desk

LONGEST = 60  # characters of a figure


def span_of(desk: Desk, doc_id: str, form: Mapping[str, str], word: Callable[..., str]) -> tuple[int, int]:
    """The words selected (`start`, `end`), or typed (`words`: their first place that is no figure yet)."""
    text = desk.documents[doc_id].text
    taken = [(row.fact.start, row.fact.end) for row in desk.standing(doc_id)[0].rows if row.state != "rejected"]
    words = form.get("words", "").strip()
    if words:
        return _find(text, words, taken, word)
    given = (form.get("start", ""), form.get("end", ""))
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in given):
        raise UsageError(word("nothing_selected"))
    start, end = (int(one) for one in given)
    while start < end and text[start : start + 1].isspace():
        start += 1
    while start < end and text[end - 1 : end].isspace():
        end -= 1
    if not 0 <= start < end <= len(text):
        raise UsageError(word("nothing_selected"))
    if end - start > LONGEST:
        raise UsageError(word("too_long", n=LONGEST))
    if (start, end) in taken:
        raise UsageError(word("already"))
    return start, end


def _find(text: str, words: str, taken: list[tuple[int, int]], word: Callable[..., str]) -> tuple[int, int]:
    if len(words) > LONGEST:
        raise UsageError(word("too_long", n=LONGEST))
    start = text.find(words)
    if start < 0:
        raise UsageError(word("not_found", words=words))
    while start >= 0:
        end = start + len(words)
        if not any(left < end and start < right for left, right in taken):
            return start, end
        start = text.find(words, end)
    raise UsageError(word("already"))


def draft_at(desk: Desk, doc_id: str, span: tuple[int, int]) -> dict[str, Any]:
    """What can be said of the words without asking the person."""
    document = desk.documents[doc_id]
    quote = document.text[span[0] : span[1]]
    whole = next((one for one in quantities(quote) if one.quote == quote), None)
    before = [row.fact for row in desk.standing(doc_id)[0].rows if row.fact.end <= span[0]]
    return drafted(document, span, whole, before[-1] if before else None)


def adding_form(desk: Desk, doc_id: str, span: tuple[int, int]) -> dict[str, Any]:
    """The values of `adding.html.j2`."""
    draft = draft_at(desk, doc_id, span)
    text = desk.documents[doc_id].text
    fields = []
    for name in EDITABLE:
        label, value = column(name, desk.lang), as_text(draft.get(name))
        fields.append(Field(name, label, value, options(name, value, desk.lang), known(name, desk.lang), None, None))
    return {
        "doc_id": doc_id,
        "span": span,
        "quote": text[span[0] : span[1]],
        "sentence": (text[draft["sentence_start"] : span[0]], text[span[1] : draft["sentence_end"]]),
        "fields": fields,
    }
