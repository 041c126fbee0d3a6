"""Accidents and disasters as subjects: the fire that has killed someone, the crash that a clause tells of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import ACTOR, Body
from extractor.binding.tokens import BODY, FIGURE, INDICATOR, PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.body import Lead
    from extractor.binding.tokens import CueBook, Token

_BETWEEN = frozenset({"d", PERIOD, "a", "f"})  # 大火目前已造成8人死亡
_NAMES = frozenset({"n", "a", "w", INDICATOR})
_WHERE = frozenset({"n", "w", "m", "f", BODY})
_BRIEF = 2  # characters of a name that says nothing: 事故, 大火
_LONGEST = 5  # tokens of a name: 特别重大道路交通事故


class CalamityFinder:
    """Finds accidents and disasters in a clause's tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._nouns = tuple(sorted(cues["suffix-calamity"]))
        self._persons = cues.ordered("toll-person")
        self._causing = cues["causing"]
        self._places = cues["place-pronoun"]
        self._whole = tuple(sorted(word for word in self._places if len(word) == 2))
        self._happening = cues["happening"]

    def causes(self, tokens: Sequence[Token], index: int) -> bool:
        """造成2人死亡: whether a clause opens with what something has caused."""
        return next((token.text for token in tokens[index:] if token.tag not in _BETWEEN), "") in self._causing

    def topic(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """发生在法国南部的大火已造成8人死亡: what a clause says has caused what it counts."""
        for place in range(index + 1, len(tokens)):
            token = tokens[place]
            if token.tag == FIGURE:  # 富阳段发生重大交通事故3人死亡
                told = token.text.endswith(self._persons) and any(
                    t.text in self._happening for t in tokens[index:place]
                )
                return self._named(tokens, index, place - 1, text) if told else None
            if token.text in self._causing:
                if place + 1 < len(tokens) and self._is_place(tokens[place + 1]):
                    return None  # 洪涝灾害造成全市11个县受灾: told of the place
                last = place - 1
                while last >= index and tokens[last].tag in _BETWEEN:
                    last -= 1
                return self._named(tokens, index, last, text)
        return None

    def _is_place(self, token: Token) -> bool:
        return token.tag == BODY or token.text in self._places or token.text.startswith(self._whole)

    def happened(self, tokens: Sequence[Token], lead: Lead, text: str) -> Body | None:
        """临水市发生一起重大交通事故，: what a clause ends by telling of, with where it says that it happened.

        A registered place is in force by itself: 京珠北高速公路乳源段发生重大事故 names the road alone.
        """
        happens = next((at for at, token in enumerate(tokens) if token.text in self._happening), -1)
        event = self._named(tokens, 0, len(tokens) - 1, text) if happens >= 0 else None
        where = tokens[lead.start : happens]
        if event is None or lead.body is not None or not where or any(token.tag not in _WHERE for token in where):
            return event
        return Body(where[0].start, event.end, text[where[0].start : where[-1].end] + event.name, event.type)

    def _named(self, tokens: Sequence[Token], low: int, last: int, text: str) -> Body | None:
        """The calamity whose name ends at `last`, with the words right before that describe it."""
        if last < low or not tokens[last].text.endswith(self._nouns) or tokens[last].tag == BODY:
            return None
        first = last
        while first > max(low, last - _LONGEST) and tokens[first - 1].tag in _NAMES:
            first -= 1
        start, end = tokens[first].start, tokens[last].end
        if end - start <= _BRIEF or tokens[max(low, first - 1)].tag == "p":  # 因干旱灾害造成损失
            return None
        return Body(start, end, text[start:end], ACTOR)
