"""Bodies inside a clause: the company that acts there, and the one that 该公司 will point to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, Body
from extractor.binding.tokens import BODY, PERIOD, CueBook, Token, named_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds

_OBJECT_BEHIND = frozenset({"v", "V", "p", "u", "c", "x"})
_IS = frozenset({"为", "是", "系"})
_ACTS_BEFORE = frozenset({"v", "V", "d", "p", PERIOD, "n"})


class AgentFinder:
    """Finds companies by what stands on either side of them."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._join = cues["join"]
        self._kinds = kinds
        self._ranking = tuple(sorted(cues["ranking"]))

    def company(self, tokens: Sequence[Token], bodies: Sequence[int]) -> Body | None:
        """The company named last at those places, by its full name: what 该公司 points to."""
        for index in reversed(bodies):
            token = tokens[index]
            if token.text.endswith(("公司", "集团")):
                return _institution(token)
        return None

    def named_last(self, tokens: Sequence[Token]) -> Body | None:
        """涨幅最高的城市为深圳: the body that a clause ends by naming, where it ranks what it names."""
        last = tokens[-1]
        if len(tokens) < 3 or last.tag != BODY or tokens[-2].text not in _IS:
            return None
        kind = self._kinds.of(last)
        if kind is None or not any(token.text.startswith(self._ranking) for token in tokens[:-2]):
            return None
        return Body(last.start, last.end, last.text, kind, named_body(last))

    def agent(self, tokens: Sequence[Token], index: int) -> Body | None:
        """The company at `tokens[index]` where nothing before it makes it an object, or that 由 makes the agent."""
        token, before = tokens[index], tokens[index - 1]
        if token.tag != BODY or self._kinds.of(token) != INSTITUTION:
            return None
        if index + 1 >= len(tokens) or tokens[index + 1].tag not in _ACTS_BEFORE:
            return None
        alone = before.tag not in _OBJECT_BEHIND and before.text not in self._join
        full = token.text.endswith("公司") and (alone or tokens[index + 1].text in _IS)
        return _institution(token) if full or before.text == "由" else None


def _institution(token: Token) -> Body:
    return Body(token.start, token.end, token.text, INSTITUTION, named_body(token))
