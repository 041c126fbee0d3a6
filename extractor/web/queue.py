"""What to look at next: the figures of a run, filtered, what most needs a person first, and the documents' progress."""

from __future__ import annotations

from collections import Counter
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.model import Fact
    from extractor.web.desk import Desk
    from extractor.web.figures import Row

PAGE = 50
MOST_DOCUMENTS = 200  # listed beside the figures
LONGEST = 200  # characters of a filter
FILTERS = ("q", "subject", "indicator", "status", "verdict", "state", "period", "document")


class Query(NamedTuple):
    """What the person asked to see; empty is anything.  `q` is looked for in the sentence and in the fact."""

    q: str = ""
    subject: str = ""
    indicator: str = ""
    status: str = ""
    verdict: str = ""
    state: str = ""
    period: str = ""
    document: str = ""


class Entry(NamedTuple):
    """A figure in the queue."""

    row: Row
    doc_id: str
    title: str


class Page(NamedTuple):
    """A page of the queue: its figures, how many there are on all pages, its number from one, and the last one's."""

    entries: tuple[Entry, ...]
    number: int
    page: int
    pages: int


class Progress(NamedTuple):
    """How far the review of a document is; `hits` counts where the words searched for stand in its text."""

    doc_id: str
    title: str
    published: str
    decided: int
    total: int
    look_at: int
    hits: int


def parse_query(values: Mapping[str, str]) -> Query:
    """The query of a request; what is none of ours is left out."""
    return Query(**{name: values.get(name, "").strip()[:LONGEST] for name in FILTERS})


def fitting(desk: Desk, query: Query) -> dict[str, Sequence[Row]]:
    """The figures of each document that the query names, those to look at first."""
    shown = {one: desk.shown(one) for one in desk.documents if query.document in {"", one}}
    if query == Query(document=query.document):
        return {doc_id: one.ranked for doc_id, one in shown.items()}
    return {
        doc_id: [row for row in one.ranked if _fits(desk, doc_id, row, query)]
        for doc_id, one in shown.items()
        if not query.state or query.state == "green" or one.states[query.state]
    }


def page_of(desk: Desk, found: Mapping[str, Sequence[Row]], asked: int) -> Page:
    """One page of what was found, over all documents those to look at first; the last page where there are fewer."""
    number = sum(len(rows) for rows in found.values())
    pages = max(1, -(-number // PAGE))
    page = min(pages, max(1, asked))
    by_document = (
        [Entry(row, doc_id, desk.titles[doc_id]) for row in rows[: page * PAGE]] for doc_id, rows in found.items()
    )
    ranked = islice(merge(*by_document, key=lambda entry: entry.row.rank), (page - 1) * PAGE, page * PAGE)
    return Page(tuple(ranked), number, page, pages)


def _fits(desk: Desk, doc_id: str, row: Row, query: Query) -> bool:
    fact = row.fact
    verdict = row.verdict or "unchecked"
    state = row.state == query.state or (query.state == "green" and row.is_green)
    return (
        query.status in {"", fact.status}
        and query.verdict in {"", verdict}
        and (not query.state or state)
        and _holds(query.subject, fact.subject, fact.subject_name, fact.subject_id)
        and _holds(query.indicator, fact.indicator, fact.indicator_id)
        and (not query.period or _in_period(fact, query.period))
        and (not query.q or any(query.q in text for text in _texts(desk, doc_id, fact)))
    )


def _holds(wanted: str, *texts: str | None) -> bool:
    return not wanted or any(wanted in text for text in texts if text)


def _in_period(fact: Fact, wanted: str) -> bool:
    """Whether the fact's time touches a year, a month or a day given as the start of an ISO date."""
    start, end = (day.isoformat() if day else "" for day in (fact.period_start, fact.period_end))
    first, last = start or end, end or start
    return bool(first) and first[: len(wanted)] <= wanted <= last[: len(wanted)]


def _texts(desk: Desk, doc_id: str, fact: Fact) -> Iterator[str]:
    yield desk.documents[doc_id].text[fact.sentence_start : fact.sentence_end]
    for value in (fact.quote, fact.subject, fact.subject_name, fact.indicator, fact.object, fact.action):
        yield value or ""


def progress(desk: Desk, query: Query) -> list[Progress]:
    """Each document with how far it is; with words to search for, those alone whose text or title holds them."""
    return [one for doc_id in desk.documents for one in [progress_of(desk, doc_id, query.q)] if one.hits or not query.q]


def progress_of(desk: Desk, doc_id: str, words: str = "") -> Progress:
    """How far the review of one document is."""
    document, shown, title = desk.documents[doc_id], desk.shown(doc_id), desk.titles[doc_id]
    return Progress(
        doc_id=doc_id,
        title=title,
        published=document.published.isoformat() if document.published else "",
        decided=len(shown.rows) - shown.states["open"],
        total=len(shown.rows),
        look_at=shown.look_at,
        hits=document.text.count(words) + title.count(words) if words else 0,
    )


def totals(desk: Desk) -> Counter[str]:
    """How many figures are in each state, over the whole run."""
    found: Counter[str] = Counter()
    for doc_id in desk.documents:
        found.update(desk.shown(doc_id).states)
    return found
