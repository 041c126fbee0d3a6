"""Which documents carry an earlier one: sentence hashes first, then MinHash for what was edited within sentences.

Documents are taken from the earliest to the latest; each is compared with those before it that are no reprints
themselves, so that every reprint leads to the first of its kind and likeness is never handed on along a chain.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from extractor.reprints.likeness import ALIKE, Likeness, repeats, rewords, runs, same_figures
from extractor.reprints.shared import Bands, Repeated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.reprints.signature import Signature

COMMONPLACE = 50  # documents with a sentence (新华社北京电) beyond which it leads to none of them
NEAREST = 5  # candidates that are looked at closely
CLOSE_BY = 1_000  # documents whose sentences and figures are kept at hand


class Texts(Protocol):
    """The documents to be linked, known by numbers: neither texts nor signatures need stay in memory."""

    def signatures(self) -> Iterable[tuple[int, Signature]]:
        """Of all documents, the earliest first; asked for twice."""

    def signature(self, key: int) -> Signature:
        """Of one that was met before."""

    def text(self, key: int) -> str:
        """Its text."""


def link(texts: Texts) -> dict[int, int]:
    """Each reprint's key with that of the document it carries."""
    known = _Known(texts)
    found = {}
    for key, signature in texts.signatures():
        original = known.original(key, signature)
        if original is None:
            known.add(key, signature)
        else:
            found[key] = original
    return found


class _Known:
    """The documents met so far that are no reprints."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._likeness = lru_cache(maxsize=CLOSE_BY)(lambda key: texts.signature(key).likeness())
        self._with_sentence: dict[int, list[int]] = {}
        self._repeated = Repeated()
        self._bands = Bands()
        for key, signature in texts.signatures():
            self._repeated.add(signature.hashes)
            self._bands.add(key, signature.digest)
        self._repeated.close()
        self._bands.close()

    def original(self, key: int, signature: Signature) -> int | None:
        """The document that this one carries; `None` where it is new."""
        found = signature.likeness()
        by_sentences = self._by_sentences(found, self._repeated.among(signature.hashes))
        return self._by_runs(key, found) if by_sentences is None else by_sentences

    def add(self, key: int, signature: Signature) -> None:
        """Remember a document that is no reprint."""
        for sentence in self._repeated.among(signature.hashes):
            holders = self._with_sentence.setdefault(sentence, [])
            if len(holders) <= COMMONPLACE:
                holders.append(key)
        self._bands.hold(key, at_most=COMMONPLACE)

    def _by_sentences(self, found: Likeness, sentences: list[int]) -> int | None:
        shared: Counter[int] = Counter()
        for sentence in sentences:
            holders = self._with_sentence.get(sentence, ())
            if len(holders) <= COMMONPLACE:
                shared.update(dict.fromkeys(holders, found.sentences[sentence]))
        nearest = sorted(shared, key=lambda key: (-shared[key], key))[:NEAREST]
        return next((key for key in nearest if repeats(found, self._likeness(key))), None)

    def _by_runs(self, key: int, found: Likeness) -> int | None:
        candidates = self._bands.near(key)
        estimates = self._bands.estimates(key, candidates)
        order = np.lexsort((candidates, -estimates))
        near = [int(candidates[place]) for place in order[:NEAREST] if estimates[place] >= ALIKE * 0.8]
        alike = (other for other in near if same_figures(found, self._likeness(other)))
        return next((other for other in alike if self._rewords(key, other)), None)

    def _rewords(self, key: int, other: int) -> bool:
        return rewords(runs(self._texts.text(key)), runs(self._texts.text(other)))
