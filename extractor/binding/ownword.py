"""A report's own word for the place that it reports on: 全省, 我市."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from extractor.binding.body import PLACE, Body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.reading import Reading
    from extractor.binding.tokens import CueBook

_WHOLLY, _MARKET = "健安完齐", "场"  # 健全市场 and 安全区 are no 全市 and no 全区


class OwnWordReader:
    """Finds the word that a report uses of its own place most; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._levels = cues.ordered("place-level")
        self._set_against, self._among_all = cues["set-against"], cues.ordered("word-among-all")

    def read(self, reading: Reading, pronouns: Sequence[str]) -> Body | None:
        """全省, 我市: a report's own word for its place; the province instead that it names more than any other, twice.

        Of two used as often, the smaller place is its own.
        """
        said = {word: _places(reading.text, word) for word in pronouns if word in reading.text}
        own = [
            (word[1] != "国", self._own_uses(reading.text, places), self._levels.index(word[1]), word)
            for word, places in said.items()
        ]
        found = [ranked for ranked in own if said[ranked[-1]]]
        if not found:
            return None
        word = max(found)[-1]  # 全国 only where nothing else is said: provinces compare themselves with it
        if word[-1] in "省区":
            provinces = [
                mention for mention in reading.names if mention.kind == "region" and mention.entry_id[2:] == "0000"
            ]
            ranked = Counter(mention.entry_id for mention in provinces).most_common(2)
            if ranked and ranked[0][1] > 1 and (len(ranked) == 1 or ranked[1][1] < ranked[0][1]):
                first = next(mention for mention in provinces if mention.entry_id == ranked[0][0])
                return Body(first.start, first.end, first.quote, PLACE, first)
        start = said[word][0]
        return Body(start, start + len(word), word, PLACE)

    def _own_uses(self, text: str, places: Sequence[int]) -> int:
        """How often nothing is set against a place's word, as in 占全省比重, 居全省前列, 全省第一."""
        return sum(
            not (text[start - 1 : start] in self._set_against or text.startswith(self._among_all, start + 2))
            for start in places
        )


def _places(text: str, word: str) -> list[int]:
    """Where 全市 stands on its own."""
    return [match.start() for match in re.finditer(rf"(?<![{_WHOLLY}]){word}(?!{_MARKET})", text)]
