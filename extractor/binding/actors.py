"""What acts at the head of a clause and is no body by its name: 旅客, 受害人, 春运, and whom 由 makes the agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import ACTOR, EVENT, INSTITUTION, PLACE, Body
from extractor.binding.tokens import FIGURE, named_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.names import NameReader
    from extractor.binding.tokens import CueBook, Token

_TOLD = frozenset({"v", "V", "d"})
_VERBS = frozenset({"v", "V", "w"})


class ActorReader:
    """Reads actors from a clause's tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, names: NameReader) -> None:
        self._names = names
        self._actors = cues["actor"]
        self._acting = cues["actor-verb"]
        self._places = cues["lone-place"]
        self._events = cues["lone-event"]
        self._passive = cues["level"] | cues["up"] | cues["down"] | cues["flat"] | cues["relation"]

    def lone(self, tokens: Sequence[Token], index: int) -> Body | None:
        """The word at `index`, which is a noun phrase alone, where it is an event, a part of the country or acts."""
        first = tokens[index]
        if first.text in self._events:
            return Body(first.start, first.end, first.text, EVENT)
        if first.text in self._places and index + 1 < len(tokens) and tokens[index + 1].tag in _TOLD:
            return Body(first.start, first.end, first.text, PLACE)
        return Body(first.start, first.end, first.text, ACTOR) if self._acts(tokens, index) else None

    def _acts(self, tokens: Sequence[Token], index: int) -> bool:
        """中央下拨…, 旅客只能携带…: a plain noun with a verb of doing behind it."""
        first = tokens[index]
        if first.text not in self._actors or named_body(first) is not None or index + 2 >= len(tokens):
            return False
        verb, after = tokens[index + 1 : index + 3]
        does = after.tag in _VERBS and after.text not in self._passive  # 中央共投资
        leads_up = verb.tag in ("d", "p", "a") and (does or verb.text not in self._passive)
        return verb.text in self._acting or leads_up

    def agent(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """由临水铁路局运送的5车物资抵达: the institution that 由 makes the agent."""
        if tokens[index].text != "由" or index + 1 >= len(tokens):
            return None
        body, after = self._names.body(tokens, index + 1, self._names.end(tokens, index + 1), text)
        behind = tokens[after : after + 3]  # 由某集团建设的新区 is the 新区's
        acts = len(behind) > 2 and behind[0].tag in _VERBS and (behind[1].text, behind[2].tag) == ("的", FIGURE)
        return body if body is not None and body.type == INSTITUTION and acts else None
