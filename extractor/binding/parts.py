"""A set that was counted (70个大中城市), and the clauses behind it that count a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import CLASS, COUNTED, Body
from extractor.binding.tokens import BASE, FIGURE, INDICATOR, PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.tokens import Token

_COUNTED = frozenset({CLASS, COUNTED})
_OPENING = frozenset({PERIOD, BASE, "d", "c", "x"})
_SHORT = 2  # characters: a noun that long says what is counted


class CountedSet:
    """The set that a text has counted last; part of the running state of a document."""

    def __init__(self, leads: frozenset[str]) -> None:
        self._leads = leads  # between its name and the figure that counts a part: 有, 达
        self._body: Body | None = None
        self._noun = self._counter = ""

    def close(self) -> None:
        """Forget it: another item of news begins."""
        self._body = None

    def see(self, body: Body, tokens: Sequence[Token]) -> None:
        """Remember a body whose name begins with its count."""
        if body.type not in _COUNTED:
            return
        inside = [token for token in tokens if body.start <= token.start < body.end]
        if len(inside) > 1 and inside[0].tag == FIGURE and inside[-1].tag != INDICATOR:
            self._body, self._noun, self._counter = body, inside[-1].text, inside[0].text[-1]

    def of_part(self, tokens: Sequence[Token]) -> Body | None:
        """价格下降的城市有15个, 有50个城市, 价格上涨的城市中，: the set, of whose members a clause counts some."""
        if self._body is None:
            return None
        if len(tokens) > 1 and tokens[-1].text == "中" and self._is_member(tokens[-2]):
            return self._body
        index = next((at for at, token in enumerate(tokens) if token.tag == FIGURE), -1)
        if index < 0 or tokens[index].text[-1] != self._counter:
            return None
        led = index > 0 and tokens[index - 1].text in self._leads
        ahead = index > led and self._is_member(tokens[index - 1 - led])
        opens = all(token.tag in _OPENING for token in tokens[: index - led])
        behind = opens and index + 1 < len(tokens) and self._is_member(tokens[index + 1])
        return self._body if ahead or behind else None

    def _is_member(self, token: Token) -> bool:
        """城市 of 大中城市; another counter or a longer name is another set."""
        return len(token.text) >= _SHORT and self._noun.endswith(token.text)
