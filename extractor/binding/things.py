"""Named things that a clause is about though other words open it, and the words that point back to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import EVENT, Body, Lead
from extractor.binding.tokens import BODY, FIGURE, INDICATOR, PERIOD, CueBook, Token, named_body
from extractor.matching.events import EVENT as NAMED_EVENT

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESCRIBES = frozenset({"的", "—", "-", "——", "--"})
_TELLS = frozenset({"v", "V", "d", "p", "a", PERIOD, FIGURE, INDICATOR, "n", "w"})
_DOES = frozenset({"v", "V", "p", "d", FIGURE})


class ThingFinder:
    """Finds the event or work that a clause is about; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._nouns = cues["thing-noun"]
        self._bodies = cues["body-pronoun"]
        self._standing = cues["thing-demonstrative"]
        self._pointing = tuple(sorted(cues["thing-pronoun"], key=len, reverse=True))

    def described(self, tokens: Sequence[Token], index: int, *, member: bool) -> Lead | None:
        """全长293公里的汉宜铁路昨天通车, 由某社主办的第九届书展，: what the words before it only describe."""
        for place in [place for place, token in enumerate(tokens) if token.tag == BODY]:
            token = tokens[place]
            if place <= index or tokens[place - 1].text not in _DESCRIBES:
                continue
            mention = named_body(token)
            if mention is None or mention.rule_id != NAMED_EVENT:
                continue
            ends = place + 1 == len(tokens)
            if tokens[index].tag in _DOES if ends else tokens[place + 1].tag in _TELLS:
                return Lead(index, place + 1, Body(token.start, token.end, token.text, EVENT, mention), member)
        return None

    def pointing(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """大桥全长8公里, 该桥, 这座大桥: a clause that opens with a noun that means a thing named before."""
        first = tokens[index]
        points = first.text.startswith(self._pointing)
        word = next(word for word in self._pointing if first.text.startswith(word)) if points else ""
        last = tokens[index + 1] if first.text == word and index + 1 < len(tokens) else first
        if text[first.start + len(word) : last.end] not in self._nouns:
            return None
        own = word in self._standing and text[first.start : last.end] not in self._bodies
        body = Body(first.start, last.end, text[first.start : last.end], EVENT) if own else None
        return Lead(index, index, body, member, pronoun=bool(word) and not own, thing=True)
