"""The body that a document is about when no clause names one: from its issuer, title and first lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, PLACE, Body
from extractor.binding.tokens import BODY
from extractor.text.sentences import sentences

if TYPE_CHECKING:
    from extractor.binding.bodies import BodyFinder
    from extractor.binding.reading import Reading
    from extractor.text.words import Words

_LINES = 3
_OFTEN = 4
NATION = Body(0, 0, "全国", PLACE)


def default_body(reading: Reading, bodies: BodyFinder, words: Words) -> Body | None:
    """The title's body, else a place in the title, else the issuer, else the first lines' topic.

    A document of a national body, or one whose title names no place, speaks of 全国.
    """
    views = []
    for sentence in sentences(reading.text):
        views.append(reading.view(sentence, words))
        if len(views) == _LINES:
            break
    titles = [view for view in views[:1] if view.sentence.heading or view.sentence.end - view.sentence.start <= 60]
    for view in titles:
        for clause in view.clauses:
            body = bodies.lead(view.tokens[clause.low : clause.high], reading.text).body
            if body is not None and body.type in (INSTITUTION, PLACE):
                return body
        for token in view.tokens:
            if token.tag == BODY:
                return Body(token.start, token.end, token.text, PLACE, token.ref)  # type: ignore[arg-type]
    frequent = _frequent(reading)
    if frequent is not None:
        return frequent
    issuer = reading.document.issuer
    if issuer and bodies.reports(issuer):
        return NATION
    if issuer:
        return Body(0, 0, issuer, INSTITUTION)
    for view in views:
        for clause in view.clauses[:2]:
            body = bodies.lead(view.tokens[clause.low : clause.high], reading.text).body
            if body is not None and body.type in (INSTITUTION, PLACE):
                return body
    return NATION


def is_report(reading: Reading) -> bool:
    """Whether the document reports on a whole place: a 工作报告 or 公报, or what a government issues."""
    document = reading.document
    first_line = reading.text.lstrip()[:60].partition("\n")[0]
    head = (document.title or "") + first_line
    return "报告" in head or "公报" in head or (document.issuer or "").endswith("政府")


def _frequent(reading: Reading) -> Body | None:
    """The place that a document keeps naming: half of all its places, four times or more."""
    places = [mention for mention in reading.names if mention.kind == "region"]
    counts = Counter(mention.entry_id for mention in places)
    if not counts:
        return None
    entry_id, count = counts.most_common(1)[0]
    if count < _OFTEN or count * 2 < len(places):
        return None
    first = next(mention for mention in places if mention.entry_id == entry_id)
    return Body(first.start, first.end, first.quote, PLACE, first)
