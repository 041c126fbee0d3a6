"""Reprints in a store: linked to the earliest document, and their facts marked, all in one transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from extractor.store.sql.marking import clear_reprints, mark_reprint
from extractor.store.sql.reading import document_keys, stored_at, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from extractor.store.sql.reading import DocumentKey


def mark_reprints(connection: Connection) -> None:
    """Tell the reprints among the documents of the last run anew."""
    clear_reprints(connection)
    keys = document_keys(connection)
    for original, reprints in _announcements(connection, keys).items():
        _mark(connection, keys[original], [keys[number] for number in reprints])


def _announcements(connection: Connection, keys: Sequence[DocumentKey]) -> dict[int, list[int]]:
    """The first of each announcement with its reprints, in order, as numbers into `keys`."""
    if len(keys) < 2:
        return {}
    from extractor.reprints.linking import link  # noqa: PLC0415  # one document has no reprints to look for

    first: dict[str, int] = {}
    same: dict[int, int] = {}

    def different() -> Iterator[tuple[int, str]]:
        for number, key in enumerate(keys):
            if key.doc_id in first:
                same[number] = first[key.doc_id]
            else:
                first[key.doc_id] = number
                yield number, text_of(connection, key)

    originals = link(different(), lambda number: text_of(connection, keys[number]))
    originals |= {number: originals.get(earlier, earlier) for number, earlier in same.items()}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(originals):
        found[originals[number]].append(number)
    return found


def _mark(connection: Connection, original: DocumentKey, reprints: Sequence[DocumentKey]) -> None:
    from extractor.reprints.marking import Announcement  # noqa: PLC0415

    announcement = Announcement()
    earliest = stored_at(connection, original)
    announcement.repeated(earliest.document.text, earliest.facts)
    for key in reprints:
        one = stored_at(connection, key)
        mark_reprint(connection, key, original, announcement.repeated(one.document.text, one.facts))
