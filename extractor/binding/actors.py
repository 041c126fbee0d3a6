"""What a clause is about and no ending shows: 春运, 西部, 旅客, and whom 由 makes the agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import ACTOR, EVENT, INSTITUTION, PLACE, Body
from extractor.binding.tokens import FIGURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.names import NameReader
    from extractor.binding.plain import PlainNouns
    from extractor.binding.tokens import CueBook, Token

_TOLD = frozenset({"v", "V", "d"})
_ETC = "等"
_VERBS = frozenset({"v", "V", "w"})


class ActorReader:
    """Reads actors from a clause's tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, names: NameReader, plain: PlainNouns) -> None:
        self._plain = plain
        self._names = names
        self._places = cues["lone-place"]
        self._events, self._sorts = cues["lone-event"], cues["sort-of-body"]

    def alone(self, tokens: Sequence[Token], index: int, stop: int) -> Body | None:
        """The word at `index` where it is an event, a part of the country or acts; its noun phrase ends at `stop`."""
        first, kind = tokens[index], None
        pays = stop == index + 2 < len(tokens) and tokens[stop].tag == FIGURE  # 中央投资390多亿
        if stop == index + 1 and first.text in self._events:
            kind = EVENT
        elif stop == index + 1 < len(tokens) and first.text in self._places and tokens[stop].tag in _TOLD:
            kind = PLACE
        elif (stop == index + 1 or pays) and self._plain.acts(tokens, index):
            kind = ACTOR
        return None if kind is None else Body(first.start, first.end, first.text, kind)

    def several(self, tokens: Sequence[Token], index: int, stop: int, text: str) -> Body | None:
        """交通运输等部门介绍: the noun phrase up to `stop`, where 等 and what they are end it; not 养老等机构500家."""
        if not index < stop < len(tokens) - 1 or tokens[stop].text != _ETC or tokens[stop + 1].text not in self._sorts:
            return None
        if tokens[stop + 2 : stop + 3] and tokens[stop + 2].tag == FIGURE:
            return None
        start, end = tokens[index].start, tokens[stop + 1].end
        return Body(start, end, text[start:end], INSTITUTION)

    def agent(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """由临水铁路局运送的5车物资抵达: the institution that 由 makes the agent."""
        if tokens[index].text != "由" or index + 1 >= len(tokens):
            return None
        body, after = self._names.body(tokens, index + 1, self._names.end(tokens, index + 1), text)
        behind = tokens[after : after + 3]  # 由某集团建设的新区 is the 新区's
        acts = len(behind) > 2 and behind[0].tag in _VERBS and (behind[1].text, behind[2].tag) == ("的", FIGURE)
        return body if body is not None and body.type == INSTITUTION and acts else None
