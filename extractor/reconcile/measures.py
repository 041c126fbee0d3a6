"""Whether a submitted figure and a claim measure the same: by words, the register, short forms, piece by piece."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.reconcile.claims import CLOSE, EXACT, NOT, PIECED, REGISTERED, SHORT, WORDED
from extractor.reconcile.names import Guards, either_short, is_short_form

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from extractor.reconcile.claims import Claim
    from extractor.reconcile.entries import Entry
    from extractor.reconcile.labels import LabelReader


class MeasureFitter:
    """Judges what is measured, by one rule book."""

    def __init__(self, reader: LabelReader) -> None:
        self._reader = reader
        self._words = reader.words
        self._guards = Guards(reader.words.twins, reader.words.of("narrowing"))
        self._judged: dict[Hashable, tuple[int, int]] = {}
        self._pieces: dict[str, tuple[str, ...]] = {}
        self._registered: dict[str, str | None] = {}
        self._wordings: dict[str, tuple[str, ...]] = {}

    def fit(self, entry: Entry, claim: Claim) -> tuple[int, int]:
        """How sure it is that both measure the same, and how near the rest of their words is; of like pairs once."""
        key = (entry.phrases, entry.populations, entry.change, claim.measured)
        if key not in self._judged:
            self._judged[key] = self._fit(entry, claim)
        return self._judged[key]

    def compatible(self, entry: Entry, claim: Claim) -> bool:
        """Whether both may measure the same: no twins (城镇, 农村), not two of the register, and a word in common."""
        if not entry.phrases:
            return False
        head, known = entry.phrases[-1], claim.fact.indicator_id
        if self._guards.are_twins("".join((*entry.phrases, *entry.populations)), claim.about):
            return False
        own = {self.registered(form) for form in (head, *self._forms(head))} - {None}
        if own and known is not None and known not in own:
            return False
        pairs = {first + second for first, second in pairwise(head)}
        return any(first + second in pairs for text in claim.measures for first, second in pairwise(text))

    def _fit(self, entry: Entry, claim: Claim) -> tuple[int, int]:
        if not entry.phrases:
            return (CLOSE, 0) if not claim.measures else (NOT, 0)
        written = "".join((*entry.phrases, *entry.populations))
        if self._guards.are_twins(written, claim.about):
            return NOT, 0
        measure = self._phrase_fit(entry, claim)
        if measure == NOT:
            return NOT, 0
        apart = claim.counts_population and not _compatible(entry.populations, claim.population)
        if measure < WORDED and (apart or self._guards.narrower(written, claim.core)):
            measure = CLOSE
        return measure, self._nearness(entry, claim)

    def _phrase_fit(self, entry: Entry, claim: Claim) -> int:
        head = entry.phrases[-1]
        if head in claim.measures:
            return EXACT
        forms = self._forms(head)
        if any(form in claim.measures for form in forms):
            return WORDED
        texts = (*claim.measures, *((claim.population,) if claim.counts_population else ()))
        wordings = (*forms, "".join(entry.phrases))
        if any(is_short_form(wording, text) for wording in wordings for text in texts):
            return SHORT
        registered = claim.fact.indicator_id
        if registered is not None and any(self.registered(form) == registered for form in forms):
            return REGISTERED
        return self._pieces_fit(head, claim)

    def words_of(self, phrases: Sequence[str]) -> tuple[str, ...]:
        """All wordings of a column that a claim is looked at for: whole, without idle words, in pieces."""
        head = phrases[-1]
        return tuple(dict.fromkeys((*self._forms(head), *self._pieces_of(head), "".join(phrases))))

    def registered(self, phrase: str) -> str | None:
        """The indicator that the whole phrase is a writing of."""
        if phrase not in self._registered:
            self._registered[phrase] = self._reader.registered(phrase)
        return self._registered[phrase]

    def _forms(self, head: str) -> tuple[str, ...]:
        """The phrase as written, without idle words at its end, and without a verb before what is counted."""
        if head not in self._wordings:
            self._wordings[head] = self._worded(head)
        return self._wordings[head]

    def _worded(self, head: str) -> tuple[str, ...]:
        bare = self._words.stripped(head)
        verb = next(
            (word for word in self._words.of("verb") if bare.startswith(word) and len(bare) >= len(word) + 2), ""
        )
        plain = re.sub(r"[（(][^（）()]*[)）]", "", head)
        return tuple(dict.fromkeys(form for form in (head, plain, bare, bare.removeprefix(verb)) if form))

    def _pieces_fit(self, head: str, claim: Claim) -> int:
        """提速专线 against 专线 and 提速: the register's words in it, each on its own."""
        pieces = self._pieces_of(head)
        texts = (*claim.measures, claim.population)
        found = [piece for piece in pieces if self._covers(claim, piece, texts)]
        if len(pieces) > 1 and len(found) == len(pieces):
            return PIECED
        if any(is_short_form(text, head) for text in claim.measures):
            return CLOSE
        return CLOSE if sum(map(len, found)) * 2 >= len(head) else NOT

    def _pieces_of(self, head: str) -> tuple[str, ...]:
        if head not in self._pieces:
            self._pieces[head] = self._reader.pieces(head)
        return self._pieces[head]

    def _covers(self, claim: Claim, piece: str, texts: Sequence[str]) -> bool:
        """Whether a piece of a header is in the claim: in its words, as its registered indicator, or as its unit."""
        if any(is_short_form(piece, text) for text in texts):
            return True
        registered = self.registered(piece)
        if registered is not None and registered == claim.fact.indicator_id:
            return True
        return claim.fact.unit is not None and self._words.counted_as(piece) == self._words.counted_as(claim.fact.unit)

    def _nearness(self, entry: Entry, claim: Claim) -> int:
        """How many of the other words agree: groups of columns, what a change is measured from, populations."""
        parents = sum(1 for parent in entry.phrases[:-1] if _within(parent, claim.about))
        based = entry.change == "yoy" and claim.fact.change_base in (None, "yoy")
        peopled = bool(claim.population) and _compatible(entry.populations, claim.population)
        literal = sum(1 for piece in self._pieces_of(entry.phrases[-1]) if _within(piece, claim.about))
        return 2 * (parents + based + literal) + peopled


def _within(word: str, about: str) -> bool:
    return len(word) >= 2 and word in about


def _compatible(populations: Sequence[str], population: str) -> bool:
    return bool(populations) and all(either_short(one, population) for one in populations)
