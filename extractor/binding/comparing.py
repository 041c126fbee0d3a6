"""What is compared with something else: 用电量增速|比全省高2.3个百分点, 项目|比计划提前4个月."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.binding.place import Place
    from extractor.binding.tokens import CueBook

_COMPARED = frozenset({"比", "较"})
_FARTHEST = 8  # tokens from 比 to the figure


class ComparedReader:
    """Finds where a comparison begins; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._degrees = cues["degree"] | cues["relation"]
        self._about = cues["level"] | cues["adverb"] | frozenset("了约近")

    def start(self, place: Place, low: int) -> int:
        """The index of the 比 of 比全省高, behind the words that name what is compared; -1 where there are none."""
        tokens, degree = place.tokens, place.index - 1
        while degree > low and tokens[degree].text in self._about and tokens[degree].text not in self._degrees:
            degree -= 1
        if degree <= low or tokens[degree].text not in self._degrees:
            return -1
        first = max(low, place.since, degree - _FARTHEST)
        return next((at for at in range(degree - 1, first, -1) if tokens[at].text in _COMPARED), -1)

    @staticmethod
    def said(place: Place, start: int) -> str:
        """The comparison as written: 比全省高."""
        return "".join([token.text for token in place.tokens[start : place.index]])
