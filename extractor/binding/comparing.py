"""What is compared with something else: 用电量增速|比全省高2.3个百分点, 项目|比计划提前4个月, |比上次测评减少了7家."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.tokens import BASE, BODY, FIGURE, INDICATOR, PERIOD

if TYPE_CHECKING:
    from extractor.binding.phrase import Phrase
    from extractor.binding.phrases import PhraseReader
    from extractor.binding.place import Place
    from extractor.binding.tokens import CueBook

_FARTHEST = 8  # tokens from 比 to the word that says which way
_FEW = 4  # tokens from 比 to a verb, where the words between name no measure
_MEASURED = frozenset({INDICATOR, BODY, FIGURE, PERIOD, BASE, "u"})


class ComparisonReader:
    """Reads what stands before a comparison as what is compared; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, phrases: PhraseReader) -> None:
        self._phrases = phrases
        self._opens = cues["comparing"]
        self._degrees = cues["degree"] | cues["degree-up"] | cues["degree-down"] | cues["relation"]
        self._moves = cues["up"] | cues["down"]
        self._about = cues["level"] | cues["adverb"] | frozenset("了约近")

    def holds(self, place: Place) -> bool:
        """Whether something is compared on the way to the figure."""
        return any(token.text in self._opens for token in place.tokens[place.since : place.index])

    def read(self, place: Place, low: int, *, moves: bool) -> Phrase | None:
        """What the words before 比 name, with the comparison as what is said of it; `None` where nothing is compared.

        Of what `moves` (比上次测评减少了7家) they may name nothing, where the words behind 比 name no measure either.
        """
        start = self._start(place, place.since if moves else low, self._moves if moves else self._degrees)
        if start < 0:
            return None
        phrase = self._phrases.before(place.tokens, min(low, start), start, change=moves)
        if not moves:
            said = "".join([token.text for token in place.tokens[start : place.index]])
            return msgspec.structs.replace(phrase, action=said, compares=True) if phrase.indicator else None
        words = place.tokens[start + 1 : place.index - 1]
        told = len(words) >= _FEW or any(token.tag in _MEASURED for token in words)
        return None if told and phrase.indicator else phrase

    def _start(self, place: Place, low: int, turns: frozenset[str]) -> int:
        """The index of the 比 that leads to one of the words right before the figure; -1 where there is none."""
        tokens, turn = place.tokens, place.index - 1
        while turn > low and tokens[turn].text in self._about and tokens[turn].text not in turns:
            turn -= 1
        if turn <= low or tokens[turn].text not in turns:
            return -1
        first = max(low, place.since, turn - _FARTHEST)
        return next((at for at in range(turn - 1, first - 1, -1) if tokens[at].text in self._opens), -1)
