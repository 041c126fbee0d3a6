"""Reprints in a store: linked to the earliest document, and their facts marked, all in one transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from extractor.store.sql.marking import clear_reprints, keep_signature, mark_reprint
from extractor.store.sql.reading import document_keys, signature_of, signatures, stored_at, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from extractor.reprints.signature import Signature
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

    _sign_what_is_not(connection, keys)
    texts = _Texts(connection, keys)
    originals = link(texts)
    originals |= {number: originals.get(earlier, earlier) for number, earlier in texts.same.items()}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(originals):
        found[originals[number]].append(number)
    return found


def _sign_what_is_not(connection: Connection, keys: Sequence[DocumentKey]) -> None:
    """Make the signatures that are missing, or of another form: of runs of one file, or of an earlier program."""
    from extractor.reprints.signature import packed, sign, unpacked  # noqa: PLC0415

    missing = [key for key, data in zip(keys, signatures(connection), strict=True) if unpacked(data) is None]
    for key in missing:
        keep_signature(connection, key, packed(sign(text_of(connection, key))))


class _Texts:
    """The texts of a store, each once; `same` leads from what is there again to its first."""

    def __init__(self, connection: Connection, keys: Sequence[DocumentKey]) -> None:
        self._connection = connection
        self._keys = keys
        first: dict[str, int] = {}
        self.same = {
            number: earlier
            for number, key in enumerate(keys)
            if (earlier := first.setdefault(key.doc_id, number)) != number
        }

    def signatures(self) -> Iterator[tuple[int, Signature]]:
        for number, data in enumerate(signatures(self._connection)):
            if number not in self.same:
                yield number, _signature(data)

    def signature(self, key: int) -> Signature:
        return _signature(signature_of(self._connection, self._keys[key]))

    def text(self, key: int) -> str:
        return text_of(self._connection, self._keys[key])


def _signature(data: bytes | None) -> Signature:
    from extractor.reprints.signature import unpacked  # noqa: PLC0415

    signature = unpacked(data)
    assert signature is not None  # noqa: S101  # what was missing has been made
    return signature


def _mark(connection: Connection, original: DocumentKey, reprints: Sequence[DocumentKey]) -> None:
    from extractor.reprints.marking import Announcement  # noqa: PLC0415

    announcement = Announcement()
    earliest = stored_at(connection, original)
    announcement.repeated(earliest.document.text, earliest.facts)
    for key in reprints:
        one = stored_at(connection, key)
        mark_reprint(connection, key, original, announcement.repeated(one.document.text, one.facts))
