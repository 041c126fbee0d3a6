"""How much more or less than at another time: 高于去年同期27.4个百分点, 比2013年同期57亿立方米少16亿立方米."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.change import Change
from extractor.binding.draft import RATIO_KINDS
from extractor.binding.tokens import ACTION, BASE, FIGURE, index_of

if TYPE_CHECKING:
    from extractor.binding.place import Place
    from extractor.binding.tokens import CueBook
    from extractor.model import Direction, QuantityKind

_VERBS = frozenset({"v", ACTION})
_DOING = 4  # tokens from 多 to the figure: 多处置, 少跑了
_PAIR = 2  # tokens: a base and its figure


class AgainstReader:
    """How much something is more or less than it was at a time that the clause names."""

    def __init__(self, cues: CueBook) -> None:
        self._above, self._below = cues.ordered("above"), cues.ordered("below")
        self._more, self._fewer = cues["degree-up"], cues["degree-down"]
        self._by = cues["degree-tail"] | cues["about"]

    def read(self, place: Place, kind: QuantityKind) -> Change | None:
        """The change; None where nothing is compared so, or with something else than a time."""
        tokens, last = place.tokens, place.index - 1
        if last < place.since - 1 or last < 0:
            return None
        if tokens[last].tag == BASE:  # 高于去年同期27.4个百分点
            direction = self._than(tokens[last].text) if kind in ("point", "count") else None
            return None if direction is None else Change(direction, index_of(tokens[last]))
        if kind not in RATIO_KINDS and (degree := self.degree(place)) >= 0:
            return Change("up" if tokens[degree].text in self._more else "down", index_of(tokens[degree - 1]))
        while last > place.since and tokens[last].text in self._by:
            last -= 1
        if last != place.since or last < _PAIR or tokens[last].text not in self._more | self._fewer:
            return None
        at = last - _PAIR
        base = tokens[at - 1] if at > 0 and tokens[at].text == "的" else tokens[at]  # 比2013年的57.2亿元少16.4亿元
        if tokens[last - 1].tag != FIGURE or base.tag != BASE:
            return None
        return Change("up" if tokens[last].text in self._more else "down", index_of(base))

    def degree(self, place: Place) -> int:
        """The index of the 多 of 比去年同期多处置25.9亿元, whose verb says of what; -1 where there is none."""
        tokens = place.tokens
        for at in range(max(place.since, place.index - _DOING) + 1, place.index - 1):
            if tokens[at - 1].tag == BASE and tokens[at].text in ("多", "少"):
                return at if tokens[at + 1].tag in _VERBS else -1
        return -1

    def _than(self, text: str) -> Direction | None:
        return "up" if text.startswith(self._above) else "down" if text.startswith(self._below) else None
