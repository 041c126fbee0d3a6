"""Decisions as forms give them: what a person asked for, checked, as decisions ready to be appended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from extractor.decisions import Decision
from extractor.errors import UsageError
from extractor.review.slots import EDITABLE, as_text, parse_slot
from extractor.review.standing import undone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from extractor.model import Document, Fact, Quantity
    from extractor.rulebook.book import NameRule, RuleBook
    from extractor.web.figures import Row

LONGEST_COMMENT = 2000
CARRIED = ("subject", "subject_id", "subject_name", "region", "indicator", "indicator_id", "population", "status")
CARRIED_TIME = ("period_start", "period_end", "period_text")


class Author(msgspec.Struct, frozen=True):
    """Who decides, and when."""

    reviewer: str
    now: datetime

    def on(self, document: Document, place: Fact | tuple[int, int], **values: Any) -> Decision:  # noqa: ANN401
        """A decision of theirs on a place of a document."""
        start, end = (place.start, place.end) if not isinstance(place, tuple) else place
        return Decision(
            sha256=document.sha256,
            start=start,
            end=end,
            quote=document.text[start:end],
            reviewer=self.reviewer,
            decided=self.now,
            **values,
        )


def comment_of(form: Mapping[str, str]) -> str:
    """The comment of a form; `UsageError` for one that is too long."""
    comment = form.get("comment", "").strip()
    if len(comment) > LONGEST_COMMENT:
        raise UsageError(
            f"comment: {len(comment)} characters; wanted are {LONGEST_COMMENT} at most",
            f"批注有 {len(comment)} 字；至多 {LONGEST_COMMENT} 字",
        )
    return comment


def whole(author: Author, document: Document, row: Row, form: Mapping[str, str]) -> list[Decision]:
    """To accept, to reject, or only to comment."""
    verdict, comment = form.get("verdict", ""), comment_of(form)
    if verdict not in {"accept", "reject", "comment"}:
        raise UsageError(
            f"verdict: found '{verdict}'; wanted accept, reject or comment",
            f"verdict：“{verdict}”；可选 accept、reject、comment",
        )
    if verdict == "comment" and not comment:
        raise UsageError("comment: nothing was written", "批注是空的")
    return [author.on(document, row.fact, verdict=verdict, comment=comment)]


def corrections(
    author: Author, document: Document, row: Row, form: Mapping[str, str], book: RuleBook
) -> list[Decision]:
    """One decision for every slot that the form changes, and for the registered name that goes with it."""
    new = {name: parse_slot(name, form[name]) for name in EDITABLE if name in form}
    changed = {name: value for name, value in new.items() if value != getattr(row.fact, name)}
    changed |= {name: value for name, value in _registered(changed, book).items() if name not in changed}
    comment = comment_of(form)
    if not changed:
        raise UsageError(
            "nothing was changed; accept the fact, or change a slot", "没有改动；请接受这条事实，或改动某个栏目"
        )
    return [
        author.on(
            document,
            row.fact,
            verdict="correct",
            slot=name,
            old_value=as_text(getattr(row.fact, name)),
            new_value=as_text(value),
            comment=comment if place == 0 else "",
        )
        for place, (name, value) in enumerate(changed.items())
    ]


def _registered(changed: Mapping[str, Any], book: RuleBook) -> dict[str, Any]:
    """The id and the name of the register that follow from what was typed."""
    found: dict[str, Any] = {}
    if changed.get("subject") and (body := _entry(book, changed["subject"], {"organisation", "region"})):
        found |= {"subject_id": body.id, "subject_name": body.name}
    if changed.get("subject_id") and (body := _entry(book, changed["subject_id"], {"organisation", "region"})):
        found |= {"subject_name": body.name}
    if changed.get("indicator") and (named := _entry(book, changed["indicator"], {"indicator"})):
        found |= {"indicator_id": named.id}
    return found


def _entry(book: RuleBook, words: str, kinds: set[str]) -> NameRule | None:
    by_id = (book.name(kind, words) for kind in sorted(kinds))
    return next((one for one in (*book.named(words), *by_id) if one is not None and one.kind in kinds), None)


def addition(
    author: Author, document: Document, span: tuple[int, int], form: Mapping[str, str], draft: Mapping[str, Any]
) -> list[Decision]:
    """A figure that was missed, from the words selected: `draft` is what could be read, the form has the last word."""
    typed = {name: parse_slot(name, form[name]) for name in EDITABLE if name in form}
    return [added(author, document, span, dict(draft) | typed, comment_of(form))]


def added(
    author: Author, document: Document, span: tuple[int, int], slots: Mapping[str, Any], comment: str
) -> Decision:
    """The decision that adds a figure with these slots; `UsageError` where it has no kind."""
    record = {name: as_text(value) for name, value in slots.items() if value not in {None, ""}}
    if "kind" not in record:
        raise UsageError("kind: a figure needs one; choose it", "请选择数字的类型")
    every = {"value": None, "value_low": None, "value_high": None, "unit": None} | record
    return author.on(document, span, verdict="add", new_value=msgspec.json.encode(every).decode(), comment=comment)


def drafted(document: Document, span: tuple[int, int], quantity: Quantity | None, near: Fact | None) -> dict[str, Any]:
    """What is known of words that a person selected: the quantity in them, and what the nearest fact carries."""
    start, end = span
    first = max(document.text.rfind(mark, 0, start) for mark in "。；\n！？") + 1
    last = min((n for mark in "。；\n！？" if (n := document.text.find(mark, end)) >= 0), default=len(document.text))
    draft: dict[str, Any] = {"source": document.source, "sentence_start": first, "sentence_end": last}
    draft |= {"status": "actual", "role": "claim"}
    if near is not None:
        draft |= {name: getattr(near, name) for name in (*CARRIED, *CARRIED_TIME)}
    if quantity is not None:
        names = ("kind", "value", "value_low", "value_high", "unit", "modifier", "role")
        draft |= {name: getattr(quantity, name) for name in names}
    return draft


def undo_last(author: Author, decisions: Sequence[Decision]) -> list[Decision]:
    """Take back the reviewer's last action, all of it; `UsageError` where there is none left."""
    gone = undone(decisions)
    own = [one for one in decisions if one.reviewer == author.reviewer and one.verdict != "undo" and one.id not in gone]
    if not own:
        raise UsageError(
            "nothing to undo: you decided nothing here that still stands", "没有可撤销的：你在这里没有仍然有效的决定"
        )
    return _taking_back(author, (one for one in own if one.decided == own[-1].decided))


def _taking_back(author: Author, decisions: Iterable[Decision]) -> list[Decision]:
    return [
        Decision(
            sha256=one.sha256,
            start=one.start,
            end=one.end,
            quote=one.quote,
            verdict="undo",
            undoes=one.id,
            reviewer=author.reviewer,
            decided=author.now,
        )
        for one in decisions
    ]
