"""What the page of a document shows: its text with the figures marked, and one fact beside it with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.reports.marked import UNSHOWABLE, marked_lines
from extractor.reports.slots import coded, column, slots
from extractor.reports.views import Views
from extractor.reports.words import words
from extractor.review.apply import RULE, place_of
from extractor.review.places import words_of
from extractor.review.slots import EDITABLE, as_text, choices, is_optional
from extractor.rulebook.load import builtin_folder
from extractor.store.labels import CODES_ZH
from extractor.store.verdicts import FINDINGS, ITEMS
from extractor.web.learning import proposals
from extractor.web.picture_pages import page_of
from extractor.web.queue import progress_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.decisions import Decision
    from extractor.reports.contents import Report
    from extractor.store.labels import Lang
    from extractor.web.desk import Desk
    from extractor.web.figures import Row, Shown

SUGGESTED = frozenset({"subject_id", "indicator_id", "population", "action", "subject", "indicator"})
CLOSED = frozenset({"statistic"})  # texts to the store, but there are no others
LAST = 20  # decisions shown of a figure


class Field(NamedTuple):
    """A slot in the form: `options` where it takes codes alone, `known` where others too; `words` it is from."""

    name: str
    label: str
    value: str
    options: Sequence[tuple[str, str]]
    known: Sequence[tuple[str, str]]
    was: str | None
    words: tuple[int, int] | None

    @property
    def suggested(self) -> bool:
        """Whether the registers are asked while it is typed."""
        return self.name in SUGGESTED

    @property
    def says(self) -> str:
        """What the code in it means."""
        return dict(self.known).get(self.value, "")


class DeskViews(Views):
    """Findings and items with links to the desk's own pages."""

    def href(self, fact_id: str) -> str:
        """The way to a fact."""
        doc_id, _, at = fact_id.partition(":")
        return f"/document/{doc_id}?at={at}" if fact_id in self.report.anchors else ""


def document_context(desk: Desk, doc_id: str, at: str) -> dict[str, Any]:
    """The values of `document.html.j2`: `at` is the figure to show, else the first that needs a look."""
    document, shown = desk.documents[doc_id], desk.shown(doc_id)
    row = shown.by_at.get(at) or next(iter(shown.ranked), None)
    return {
        "title": desk.titles[doc_id],
        "document": document,
        "doc_id": doc_id,
        "rows": shown.rows,
        "found_verdicts": [
            name for name in dict.fromkeys((*FINDINGS, *ITEMS)) if any(row.verdict == name for row in shown.rows)
        ],
        "lines": list(marked_lines(document.text, [row.fact for row in shown.rows])),
        "progress": progress_of(desk, doc_id),
        "green": shown.green,
        "unchecked": None,
        **(panel_context(desk, doc_id, row) if row is not None else {"row": None}),
    }


def next_open(shown: Shown, after: str) -> Row:
    """The next figure that nobody decided on, from there round; the same one where all are done."""
    rows = shown.rows
    here = rows.index(shown.by_at[after])
    return next((row for row in [*rows[here + 1 :], *rows[:here]] if row.state == "open"), rows[here])


def panel_context(desk: Desk, doc_id: str, row: Row) -> dict[str, Any]:
    """The values of `panel.html.j2` for one fact."""
    report = desk.report(doc_id, row)
    fact, text = row.fact, desk.documents[doc_id].text
    said = words(desk.lang)
    name, place = report.about_rule(fact.rule_id, desk.lang)
    history = desk.decisions_at(place_of(fact))
    fields = [_field(name, row, text, desk.lang) for name in EDITABLE]
    return {
        "doc_id": doc_id,
        "row": row,
        "sentence": (_shown(text[fact.sentence_start : fact.start]), _shown(text[fact.end : fact.sentence_end])),
        "slots": slots(fact, desk.lang, said),
        "fields": fields,
        "places": {one.label: one.words for one in fields} | {said("period"): words_of(fact, "period_text", text)},
        "rule": (fact.rule_id, name, _in_package(place)),
        "page": page_of(desk.documents[doc_id], fact.start),
        "learnable": bool(proposals(row, desk.documents[doc_id], desk.book)),
        "by_hand": fact.rule_id == RULE,
        **_checks(report, desk.lang, doc_id),
        "history": history[-LAST:],
        "earlier": max(0, len(history) - LAST),
        "taken_back": frozenset(one.undoes for one in history if one.undoes is not None),
        "contested": _contested(row),
        "seen": row.stand.last_id if row.stand else 0,
    }


def checks_context(desk: Desk, doc_id: str, row: Row) -> dict[str, Any]:
    """The values of `checks.html.j2` for one fact."""
    return _checks(desk.report(doc_id, row), desk.lang, doc_id)


def _checks(report: Report, lang: Lang, doc_id: str) -> dict[str, Any]:
    views = DeskViews(report, lang, doc_id)
    return {
        "findings": [views.finding(n, finding) for n, finding in report.numbered],
        "items": [views.item(item) for item in report.ranked_items],
    }


def _in_package(place: str) -> str:
    """A built-in rule by its place in the program's rules, wherever these are on the machine; others as they are."""
    folder = f"{builtin_folder().as_posix()}/"
    return f"rules/{place.removeprefix(folder)}" if place.startswith(folder) else place


def _shown(words: str) -> str:
    return UNSHOWABLE.sub("\ufffd", words)


def _contested(row: Row) -> list[Decision]:
    return [one for words in row.stand.contested.values() for one in words] if row.stand else []


def _field(name: str, row: Row, text: str, lang: Lang) -> Field:
    value = as_text(getattr(row.fact, name))
    read = as_text(getattr(row.read, name)) if row.read else value
    was = coded(name, read, lang) if read != value else None
    words = words_of(row.fact, name, text)
    return Field(name, column(name, lang), value, options(name, value, lang), known(name, lang), was, words)


def options(name: str, value: str, lang: Lang) -> list[tuple[str, str]]:
    """What a slot of codes may hold, and its words: the value it has is among them."""
    codes = choices(name) or (tuple(CODES_ZH[name]) if name in CLOSED else ())
    if not codes:
        return []
    empty = [("", "—")] if is_optional(name) or not value else []
    return [*empty, *((code, coded(name, code, lang)) for code in dict.fromkeys((*codes, *filter(None, [value]))))]


def known(name: str, lang: Lang) -> list[tuple[str, str]]:
    """The codes of a slot that takes other words too."""
    return (
        [] if name in CLOSED or choices(name) else [(code, coded(name, code, lang)) for code in CODES_ZH.get(name, ())]
    )
