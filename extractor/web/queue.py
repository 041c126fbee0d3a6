"""What to look at next: the figures of a run, filtered, what most needs a person first, and the documents' progress."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractor.model import Fact
    from extractor.web.desk import Desk
    from extractor.web.figures import Row

PAGE = 50
DOCUMENTS = 100  # on a page of their list
DIGITS = 7  # of the number of a page, at most
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


class Paging(NamedTuple):
    """One page of a list: how many there are on all pages, its number from one, and the last one's."""

    number: int
    page: int
    pages: int
    size: int

    @classmethod
    def of(cls, number: int, size: int, asked: str) -> Paging:
        """The page that was asked for; the last one where there are fewer."""
        wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < DIGITS else 1
        pages = max(1, -(-number // size))
        return cls(number, min(pages, max(1, wanted)), pages, size)

    @property
    def within(self) -> slice:
        """Where it stands in the list."""
        return slice((self.page - 1) * self.size, self.page * self.size)


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


def queue_context(desk: Desk, query: Query, figures: str, documents: str) -> dict[str, Any]:
    """The values of `queue.html.j2`: these pages of the figures that the query names, and of the documents."""
    with desk.indexed() as index:
        found, holding = index.found(query), index.documents(query.q)
        paging, listed = Paging.of(found.number, PAGE, figures), Paging.of(len(holding), DOCUMENTS, documents)
        return {
            "query": query,
            "entries": [Entry(row, doc_id, desk.titles[doc_id]) for doc_id, row in found.rows(paging.within)],
            "paging": paging,
            "green": found.green,
            "progress": [progress_of(desk, doc_id, hits) for doc_id, hits in holding[listed.within]],
            "listed": listed,
            "totals": index.states(),
        }


def clear(desk: Desk, query: Query) -> dict[str, list[Fact]]:
    """The figures that the query names and nothing speaks against, by document."""
    with desk.indexed() as index:
        by_document: defaultdict[str, list[Fact]] = defaultdict(list)
        for doc_id, row in index.found(query).clear():
            by_document[doc_id].append(row.fact)
        return by_document


def progress_of(desk: Desk, doc_id: str, hits: int = 0) -> Progress:
    """How far the review of one document is, by its figures as they stand."""
    document, (shown, _) = desk.documents[doc_id], desk.standing(doc_id)
    return Progress(
        doc_id=doc_id,
        title=desk.titles[doc_id],
        published=document.published.isoformat() if document.published else "",
        decided=len(shown.rows) - shown.states["open"],
        total=len(shown.rows),
        look_at=shown.look_at,
        hits=hits,
    )
