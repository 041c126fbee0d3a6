"""Which documents carry an earlier one: sentence hashes first, then MinHash for what was edited within sentences.

Documents are taken from the earliest to the latest; each is compared with those before it that are no reprints
themselves, so that every reprint leads to the first of its kind and likeness is never handed on along a chain.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from rensa import RMinHash, RMinHashLSH

from extractor.reprints.likeness import ALIKE, Likeness, likeness, repeats, rewords, runs, same_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PERMUTATIONS, BANDS, SEED = 128, 32, 20_200_102
"""Thirty-two bands of four rows find most pairs that share half of their runs, and nearly all that share more."""
COMMONPLACE = 50  # documents with a sentence (新华社北京电) beyond which it leads to none of them
NEAREST = 5  # candidates that are looked at closely
CLOSE_BY = 1_000  # documents whose sentences and figures are kept at hand


def link(texts: Iterable[tuple[int, str]], text_of: Callable[[int], str]) -> dict[int, int]:
    """Each reprint's key with that of the document it carries.

    `texts`: keys with texts, the earliest document first; `text_of` gives the text of a key met before, so that
    texts need not stay in memory.
    """
    known = Known(text_of)
    return {key: original for key, text in texts if (original := known.original_or_add(key, text)) is not None}


class Known:
    """The documents met so far that are no reprints."""

    def __init__(self, text_of: Callable[[int], str]) -> None:
        self._text_of = text_of
        self._likeness = lru_cache(maxsize=CLOSE_BY)(lambda key: likeness(text_of(key)))
        self._with_sentence: dict[int, list[int]] = {}
        self._hashes: dict[int, RMinHash] = {}
        self._index = RMinHashLSH(ALIKE, PERMUTATIONS, BANDS)

    def original_or_add(self, key: int, text: str) -> int | None:
        """The document that `text` carries; `None` where it is new, and is remembered."""
        found = likeness(text)
        original = self._by_sentences(found)
        if original is not None:
            return original
        text_runs = runs(text)
        hashed = RMinHash(PERMUTATIONS, SEED)
        hashed.update(list(text_runs))
        original = self._by_runs(found, text_runs, hashed)
        if original is None:
            self._add(key, found, hashed)
        return original

    def _add(self, key: int, found: Likeness, hashed: RMinHash) -> None:
        for sentence in found.sentences:
            holders = self._with_sentence.setdefault(sentence, [])
            if len(holders) <= COMMONPLACE:
                holders.append(key)
        self._hashes[key] = hashed
        self._index.insert(key, hashed)

    def _by_sentences(self, found: Likeness) -> int | None:
        shared: Counter[int] = Counter()
        for sentence, length in found.sentences.items():
            holders = self._with_sentence.get(sentence, ())
            if len(holders) <= COMMONPLACE:
                shared.update(dict.fromkeys(holders, length))
        nearest = sorted(shared, key=lambda key: (-shared[key], key))[:NEAREST]
        return next((key for key in nearest if repeats(found, self._likeness(key))), None)

    def _by_runs(self, found: Likeness, text_runs: frozenset[str], hashed: RMinHash) -> int | None:
        estimates: dict[int, float] = {key: hashed.jaccard(self._hashes[key]) for key in self._index.query(hashed)}
        near = sorted((key for key in estimates if estimates[key] >= ALIKE * 0.8), key=lambda k: (-estimates[k], k))
        for key in near[:NEAREST]:
            if same_figures(found, self._likeness(key)) and rewords(text_runs, runs(self._text_of(key))):
                return key
        return None
