"""An index of the figures of a run: filters and searches in it take milliseconds, whatever the number of documents."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractor.web.columns import DAY, Column, Columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.model import Document
    from extractor.web.columns import Mask, Numbers
    from extractor.web.figures import Row, Shown
    from extractor.web.queue import Query

BETWEEN = "\0"  # documents, in the text of all: no search goes over it
REMEMBERED = 16  # searches, for the next page of what was found


class Hits(NamedTuple):
    """Where words stand in the text of all documents, and how often in the text and the title of each."""

    places: Numbers
    documents: Numbers


class Index:
    """The figures as they were last put.  Not safe between threads: the desk guards it."""

    def __init__(self, documents: Mapping[str, Document], titles: Mapping[str, str]) -> None:
        self.doc_ids = tuple(documents)
        self._numbers = {doc_id: number for number, doc_id in enumerate(self.doc_ids)}
        self._columns = Columns()
        lengths = [len(one.text) + len(BETWEEN) for one in documents.values()]
        self._begins = np.cumsum([0, *lengths], dtype=np.int64)
        text = BETWEEN.join(one.text for one in documents.values())
        self._hits = lru_cache(REMEMBERED)(partial(_hits, text, tuple(titles.values()), self._begins))
        self._shown: dict[int, Shown] = {}
        self._parts: dict[int, Numbers] = {}
        self._whole: Numbers | None = None
        self._starts: dict[int, int] = {}
        self._ranked: Numbers | None = None

    def put(self, doc_id: str, shown: Shown) -> None:
        """Take in the figures of a document in place of those it had."""
        number = self._numbers[doc_id]
        self._shown[number] = shown
        self._ranked = None
        part = self._columns(number, int(self._begins[number]), shown)
        if self._whole is not None and part.shape == self._parts[number].shape:
            start = self._starts[number]
            self._whole[:, start : start + part.shape[1]] = part
        else:
            self._whole = None
        self._parts[number] = part

    def _all(self) -> Numbers:
        if self._whole is None:
            parts = [self._parts[number] for number in sorted(self._parts)]
            starts = np.cumsum([0, *(part.shape[1] for part in parts)]).tolist()
            self._starts = dict(zip(sorted(self._parts), starts, strict=False))
            self._whole = np.concatenate(parts, axis=1) if parts else np.empty((len(Column), 0), np.int64)
        return self._whole

    def states(self) -> Counter[str]:
        """How many figures are in each state, over the whole run."""
        names = self._columns.names[Column.STATE]
        counts = np.bincount(self._all()[Column.STATE], minlength=len(names)).tolist()
        return Counter(dict(zip(names, counts, strict=True)))

    def documents(self, words: str) -> list[tuple[str, int]]:
        """The documents whose text or title has the words, with how often; all of them where there are no words."""
        if not words:
            return [(doc_id, 0) for doc_id in self.doc_ids]
        counts = self._hits(words).documents
        return [(self.doc_ids[number], int(counts[number])) for number in np.flatnonzero(counts)]

    def found(self, query: Query) -> Found:
        """The figures that the query names, those to look at first."""
        whole = self._all()
        if self._ranked is None:
            self._ranked = np.argsort(whole[Column.RANK].astype(np.int16), kind="stable")
        masks = list(self._masks(query, whole))
        return Found(self, whole, self._ranked[np.logical_and.reduce(masks)[self._ranked]] if masks else self._ranked)

    def _masks(self, query: Query, whole: Numbers) -> Iterator[Mask]:
        names = self._columns.names
        for column, code in ((Column.STATUS, query.status), (Column.VERDICT, query.verdict)):
            if code:
                yield names[column].that(partial(_is, code))[whole[column]]
        if query.state == "green":
            yield whole[Column.GREEN] != 0
        elif query.state:
            yield names[Column.STATE].that(partial(_is, query.state))[whole[Column.STATE]]
        for column, held in ((Column.SUBJECT, query.subject), (Column.INDICATOR, query.indicator)):
            if held:
                yield names[column].that(partial(_holds, held))[whole[column]]
        if query.document:
            yield whole[Column.DOCUMENT] == self._numbers.get(query.document, -1)
        if query.period:
            yield _touches(query.period, whole)
        if query.q:
            yield self._told(query.q, whole)

    def _told(self, words: str, whole: Numbers) -> Mask:
        """Whether the words stand in the figure's sentence, or in what it is about."""
        places = self._hits(words).places
        following = np.append(places, np.iinfo(np.int64).max)[np.searchsorted(places, whole[Column.START])]
        holds = following <= whole[Column.END] - len(words)
        for column in (Column.SUBJECT, Column.INDICATOR, Column.OTHER):
            holds |= self._columns.names[column].that(partial(_says, words))[whole[column]]
        return np.asarray(holds, np.bool_)

    def row(self, document: int, ordinal: int) -> tuple[str, Row]:
        """A figure, and the document it stands in."""
        return self.doc_ids[document], self._shown[document].rows[ordinal]


class Found(NamedTuple):
    """Which of the figures were found, those to look at first."""

    source: Index
    whole: Numbers
    order: Numbers

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.order)

    @property
    def green(self) -> int:
        """How many of them are clear."""
        return int(np.count_nonzero(self.whole[Column.GREEN, self.order]))

    def rows(self, within: slice) -> list[tuple[str, Row]]:
        """Some of them."""
        return self._rows(self.order[within])

    def clear(self) -> list[tuple[str, Row]]:
        """Those that are clear."""
        return self._rows(self.order[self.whole[Column.GREEN, self.order] != 0])

    def _rows(self, order: Numbers) -> list[tuple[str, Row]]:
        documents, ordinals = (self.whole[column, order].tolist() for column in (Column.DOCUMENT, Column.ORDINAL))
        return [self.source.row(document, ordinal) for document, ordinal in zip(documents, ordinals, strict=True)]


def _is(wanted: str, words: str, _: str) -> bool:
    return wanted == words


def _says(wanted: str, words: str, _: str) -> bool:
    return wanted in words


def _holds(wanted: str, words: str, code: str) -> bool:
    return wanted in words or wanted in code


def _touches(wanted: str, whole: Numbers) -> Mask:
    """Whether the figure's time touches a year, a month or a day given as the start of an ISO date."""
    digits = wanted.replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= DAY):
        return np.zeros(whole.shape[1], np.bool_)
    unit, asked = 10 ** (DAY - len(digits)), int(digits)
    first, last = whole[Column.FIRST] // unit, whole[Column.LAST] // unit
    return np.asarray((whole[Column.FIRST] > 0) & (first <= asked) & (asked <= last), np.bool_)


def _hits(text: str, titles: Sequence[str], begins: Numbers, words: str) -> Hits:
    pieces = text.split(words) if BETWEEN not in words else [text]  # quicker than to look for each place
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    found = np.cumsum(lengths + len(words))[:-1] - len(words)
    counts = np.diff(np.searchsorted(found, begins)) + np.array([title.count(words) for title in titles], np.int64)
    return Hits(found, counts)
