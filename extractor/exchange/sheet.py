"""A text with its marks, as every annotation tool has it: spans with labels, and relations between them.

A figure is a span labelled with its kind; a slot's words are a span labelled with the slot, which a relation of the
same name joins to the figure.  `facts` holds every slot of each figure by its place (`12-19`), so that nothing is lost
where words alone do not tell it.  Offsets are half-open code points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from extractor.errors import UsageError
from extractor.model import QUANTITY_KINDS
from extractor.review.places import NAMED, words_of
from extractor.review.slots import EDITABLE, as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractor.model import Document, Fact

MOST_SPANS: Final = 100_000  # of one text


class Span(NamedTuple):
    """Words with a label; `id` is unique in its text."""

    id: str
    label: str
    start: int
    end: int


class Sheet(NamedTuple):
    """One text with what is marked in it; `where` is the file and line it was read from."""

    text: str
    source: str
    spans: tuple[Span, ...]
    relations: tuple[tuple[str, str, str], ...]  # label, id of the figure, id of the words
    facts: Mapping[str, Mapping[str, str]]
    where: str = ""


class Marked(NamedTuple):
    """A figure that a sheet marks: its kind, the words of its slots, and its record where the sheet has one."""

    start: int
    end: int
    kind: str
    words: Mapping[str, tuple[int, int]]
    record: Mapping[str, str] | None


def record_of(fact: Fact) -> dict[str, str]:
    """The slots that hold something, as text, and the flags of a review."""
    slots = {name: as_text(getattr(fact, name)) for name in EDITABLE}
    return {name: value for name, value in slots.items() if value} | {"flags": " ".join(fact.flags)}


def sheet_of(document: Document, facts: Sequence[Fact]) -> Sheet:
    """The facts of a document as marks on its text."""
    spans: dict[tuple[str, int, int], Span] = {}
    relations: list[tuple[str, str, str]] = []

    def span(label: str, start: int, end: int) -> str:
        found = spans.setdefault((label, start, end), Span(str(len(spans) + 1), label, start, end))
        return found.id

    for fact in facts:
        figure = span(fact.kind, fact.start, fact.end)
        for slot, (start, end) in words_in(fact, document.text).items():
            relations.append((slot, figure, span(slot, start, end)))
    records = {f"{fact.start}-{fact.end}": record_of(fact) for fact in facts}
    return Sheet(document.text, document.source, tuple(spans.values()), tuple(relations), records)


def words_in(fact: Fact, text: str) -> dict[str, tuple[int, int]]:
    """Where the words of each slot stand that the text names."""
    found = {slot: words_of(fact, slot, text) for slot in NAMED}
    return {slot: place for slot, place in found.items() if place is not None}


def marked(sheet: Sheet) -> tuple[Marked, ...]:
    """The figures that a sheet marks, in reading order; `UsageError` for what cannot stand in its text."""
    by_id = {span.id: span for span in sheet.spans}
    if len(by_id) < len(sheet.spans):
        raise wrong(sheet.where, "two spans have one id", "an id for each", "两个标注用了同一个 id", "各用一个 id")
    words: dict[str, dict[str, tuple[int, int]]] = {}
    for label, figure, other in sheet.relations:
        if figure not in by_id or other not in by_id:
            found = figure if figure not in by_id else other
            raise wrong(
                sheet.where, f"a relation names '{found}'", "ids of spans", f"关系指向“{found}”", "应为标注的 id"
            )
        if label in NAMED:
            words.setdefault(figure, {})[label] = (by_id[other].start, by_id[other].end)
    figures = [span for span in sheet.spans if span.label in QUANTITY_KINDS]
    taken: set[tuple[int, int]] = set()
    for span in figures:
        if (span.start, span.end) in taken:
            place = f"{span.start}-{span.end}"
            raise wrong(sheet.where, f"{place} is marked twice", "one kind", f"{place} 标了两次", "应只有一个类别")
        taken.add((span.start, span.end))
    return tuple(
        Marked(one.start, one.end, one.label, words.get(one.id, {}), sheet.facts.get(f"{one.start}-{one.end}"))
        for one in sorted(figures, key=lambda span: (span.start, span.end))
    )


def checked(sheet: Sheet) -> Sheet:
    """The sheet, where its spans are in its text and its labels are ours."""
    known = {*QUANTITY_KINDS, *NAMED}
    if len(sheet.spans) > MOST_SPANS:
        raise wrong(sheet.where, f"{len(sheet.spans)} spans", f"at most {MOST_SPANS}", "标注过多", f"至多 {MOST_SPANS}")
    for span in sheet.spans:
        if not 0 <= span.start < span.end <= len(sheet.text):
            place = f"{span.start}-{span.end}"
            raise wrong(
                sheet.where,
                f"span {span.id} is {place}",
                f"a place within 0-{len(sheet.text)}",
                f"标注 {span.id} 的位置是 {place}",
                f"应在 0-{len(sheet.text)} 之内",
            )
        if span.label not in known:
            codes = ", ".join(sorted(known))
            raise wrong(
                sheet.where, f"label '{span.label[:40]}'", codes, f"标签“{span.label[:40]}”", f"应为其中之一：{codes}"
            )
    marked(sheet)
    return sheet


def wrong(where: str, found: str, wanted: str, found_zh: str, wanted_zh: str) -> UsageError:
    """The error of a file that is no annotation: where, what was found, what was wanted."""
    return UsageError(
        f"{where}: {found}; wanted {wanted}; correct the file", f"{where}：{found_zh}；{wanted_zh}；请改正文件"
    )


def records_from(value: Any, where: str) -> dict[str, dict[str, str]]:  # noqa: ANN401  # whatever the file holds
    """The `facts` of a file, where they are texts by slot."""
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
        raise wrong(where, "'facts' is no table", "slots by place", "facts 不是对照表", "应为按位置的栏目")
    return {str(place): {str(k): str(v) for k, v in one.items() if v is not None} for place, one in value.items()}


def by_source(sheets: Iterable[Sheet]) -> dict[str, Sheet]:
    """Sheets by a file name for each: its source's last part, and a number where two are alike."""
    named: dict[str, Sheet] = {}
    for sheet in sheets:
        last = sheet.source.replace("\\", "/").rpartition("/")[2]
        safe = "".join(char if char.isalnum() or char in "-_" else "_" for char in last.rpartition(".")[0] or last)
        stem = name = safe[:60] or "text"
        number = 1
        while name in named:
            number += 1
            name = f"{stem}-{number}"
        named[name] = sheet
    return named
