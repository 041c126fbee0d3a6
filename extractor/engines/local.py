"""Extraction in several processes of this machine: in order, in constant memory."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextvars import ContextVar
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.pipeline import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from extractor.model import Document, Fact
    from extractor.rulebook.book import RuleBook

PENDING = 4
"""Documents a process may have waiting: enough to keep it busy, few enough to hold in memory."""

# A worker's own extractor: set once when the process starts, never in the parent.
_EXTRACTOR: ContextVar[Extractor] = ContextVar("extractor")


def extract_in_processes(
    extractor: Extractor, documents: Iterable[Document], *, processes: int
) -> Iterator[tuple[Document, tuple[Fact, ...]]]:
    """Each document with its facts, in the order given; at most `PENDING` documents a process are read ahead.

    Every process builds one extractor from the same rules and segmenter.  A script that calls this needs
    `if __name__ == "__main__":`, as with any use of multiprocessing.  Raises UsageError for fewer processes than one;
    an error in a process carries the document's source as a note.
    """
    if processes < 1:
        raise UsageError(
            f"processes: found {processes}; wanted 1 or more", f"processes：{processes} 不可用；应为 1 或更多"
        )
    with ProcessPoolExecutor(
        processes,
        mp_context=get_context("spawn"),  # the caller may have threads, which a forked process would inherit locked
        initializer=_start,
        initargs=(extractor.rules, extractor.segmenter),
    ) as pool:
        yield from _in_order(pool, iter(documents), ahead=processes * PENDING)


def _in_order(
    pool: ProcessPoolExecutor, documents: Iterator[Document], *, ahead: int
) -> Iterator[tuple[Document, tuple[Fact, ...]]]:
    """Submit as many documents ahead, then one more for each that is handed out."""
    pending = deque((document, pool.submit(_extract, document)) for document in islice(documents, ahead))
    try:
        while pending:
            document, future = pending.popleft()
            facts = _result(document, future)
            pending += ((following, pool.submit(_extract, following)) for following in islice(documents, 1))
            yield document, facts
    finally:  # the caller stopped early, or a document failed: what has not begun need not
        for _, future in pending:
            future.cancel()


def _result(document: Document, future: Future[tuple[Fact, ...]]) -> tuple[Fact, ...]:
    """The facts of one document; an error names it."""
    try:
        return future.result()
    except Exception as error:
        error.add_note(f"while extracting from {document.source or document.doc_id}")
        raise


def _start(rules: RuleBook, segmenter: str) -> None:
    _EXTRACTOR.set(Extractor(rules, segmenter=segmenter))


def _extract(document: Document) -> tuple[Fact, ...]:
    return _EXTRACTOR.get().extract(document)
