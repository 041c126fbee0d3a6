"""Annotations made elsewhere as decisions: what they say otherwise than the desk is a correction or an addition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from extractor.decisions import ACCEPTED
from extractor.errors import UsageError
from extractor.exchange.sheet import Sheet, marked, record_of, sheet_of, words_in, wrong
from extractor.figures.text import quantities
from extractor.review.slots import EDITABLE, as_text, parse_slot
from extractor.web.deciding import added, drafted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from extractor.decisions import Decision
    from extractor.exchange.sheet import Marked
    from extractor.model import Document
    from extractor.web.deciding import Author
    from extractor.web.desk import Desk
    from extractor.web.figures import Row

COMMENT = "import"


class Imported(NamedTuple):
    """What a file comes to: decisions not made yet, and the texts that the run does not have."""

    decisions: tuple[Decision, ...]
    documents: int
    unknown: tuple[str, ...]

    def count(self, verdict: str) -> int:
        """How many figures get this verdict: a figure corrected in two slots is one."""
        return len({one.place for one in self.decisions if one.verdict == verdict})


def sheets_of(desk: Desk) -> list[Sheet]:
    """The documents of a desk as they are reviewed; rejected figures are not marked."""
    desk.sync()
    return [
        sheet_of(document, [row.fact for row in desk.rows(doc_id) if row.state != "rejected"])
        for doc_id, document in desk.documents.items()
    ]


def imported(desk: Desk, sheets: Iterable[Sheet], author: Author, *, reject_missing: bool = False) -> Imported:
    """What annotators said, as decisions of `author`.

    A sheet belongs to the document with its text, whatever its name.  With `reject_missing` a figure that the sheet
    does not mark is rejected.
    """
    desk.sync()
    by_text = {document.text: doc_id for doc_id, document in desk.documents.items()}
    made: list[Decision] = []
    unknown: list[str] = []
    count = 0
    for sheet in sheets:
        doc_id = by_text.get(sheet.text)
        if doc_id is None:
            unknown.append(sheet.where or sheet.source)
            continue
        count += 1
        made += _of_sheet(sheet, desk.documents[doc_id], desk.rows(doc_id), author, reject_missing=reject_missing)
    return Imported(tuple(made), count, tuple(unknown))


def _of_sheet(
    sheet: Sheet, document: Document, rows: Sequence[Row], author: Author, *, reject_missing: bool
) -> Iterator[Decision]:
    here = {(row.fact.start, row.fact.end): row for row in rows}
    found = marked(sheet)
    for mark in found:
        row = here.get((mark.start, mark.end))
        try:
            if row is None:
                yield _added(mark, document, author)
            else:
                yield from _changed(mark, row, document, author)
        except UsageError as error:
            place = f"{mark.start}-{mark.end}"
            raise wrong(
                sheet.where, f"{place}: {error}", "slots as exported", f"{place}：{error.zh or error}", "应如导出时"
            ) from error
    if reject_missing:
        kept = {(mark.start, mark.end) for mark in found}
        for spot, row in here.items():
            if spot not in kept and row.state != "rejected":
                yield author.on(document, row.fact, verdict="reject", comment=COMMENT)


def _changed(mark: Marked, row: Row, document: Document, author: Author) -> Iterator[Decision]:
    """A decision for every slot that is said otherwise; one to accept where a reviewer elsewhere did."""
    fact = row.fact
    said = dict(mark.record) if mark.record is not None else record_of(fact)
    flags = said.pop("flags", "").split()
    wanted = {
        name: parse_slot(name, said.get(name, "")) for name in EDITABLE if name in said or mark.record is not None
    }
    wanted["kind"] = parse_slot("kind", mark.kind)
    as_said = msgspec.structs.replace(fact, **wanted)
    shown = words_in(as_said, document.text)
    for slot in EDITABLE:  # words moved in the tool win over the record that came along
        if (slot in mark.words or slot in shown) and mark.words.get(slot) != shown.get(slot):
            wanted[slot] = document.text[slice(*mark.words[slot])] if slot in mark.words else None
    if row.state == "rejected":
        yield author.on(document, fact, verdict="accept", comment=COMMENT)
    low, value, high = (wanted.get(name) for name in ("value_low", "value", "value_high"))
    if low is not None and value is not None and high is not None and not low <= value <= high:
        wanted = {name: one for name, one in wanted.items() if name not in {"value_low", "value_high"}}
    moves = "value" in wanted and wanted["value"] != fact.value  # the ends would move along: say where they stay
    for name, value in wanted.items():
        if value != getattr(fact, name) or (moves and name in {"value_low", "value_high"}):
            old, new = as_text(getattr(fact, name)), as_text(value)
            yield author.on(document, fact, verdict="correct", slot=name, old_value=old, new_value=new, comment=COMMENT)
    if ACCEPTED in flags and row.state == "open":
        yield author.on(document, fact, verdict="accept", comment=COMMENT)


def _added(mark: Marked, document: Document, author: Author) -> Decision:
    quote = document.text[mark.start : mark.end]
    whole = next((one for one in quantities(quote) if one.quote == quote), None)
    draft: Mapping[str, Any] = drafted(document, (mark.start, mark.end), whole, None)
    words = {slot: document.text[slice(*place)] for slot, place in mark.words.items()}
    said = {name: value for name, value in (mark.record or {}).items() if name in EDITABLE}
    typed = {name: parse_slot(name, value) for name, value in said.items()}
    slots = dict(draft) | typed | words | {"kind": mark.kind}
    return added(author, document, (mark.start, mark.end), slots, COMMENT)
