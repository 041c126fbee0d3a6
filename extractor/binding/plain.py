"""Plain nouns that are bodies where they stand: what acts, and what a list gives an amount to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import CLASS, PLACE, Body
from extractor.binding.tokens import BASE, FIGURE, named_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.tokens import CueBook, Token

_PLACE_NAME = 5  # characters


class PlainNouns:
    """Tells them by what stands behind; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._actors = cues["actor"]
        self._acting = cues["actor-verb"]
        self._divisions, self._parts = cues["suffix-division"], cues["part-of-country"]
        self._doing = cues["light-verb"]
        self._measures = tuple(sorted(cues["suffix-measure"]))
        self._passive = cues["level"] | cues["up"] | cues["down"] | cues["flat"] | cues["relation"]

    def acts(self, tokens: Sequence[Token], index: int) -> bool:
        """中央下拨…, 旅客只能携带…: a plain noun with a verb of doing behind it."""
        first = tokens[index]
        if first.text not in self._actors or named_body(first) is not None or index + 2 >= len(tokens):
            return False
        verb = tokens[index + 1]
        does = tokens[index + 2].tag in ("v", "V", "w") and tokens[index + 2].text not in self._passive  # 中央共投资
        leads_up = verb.tag in ("d", "p", "a") and (does or verb.text not in self._passive)
        return verb.text in self._acting or leads_up

    def division(self, tokens: Sequence[Token], index: int, stop: int, text: str) -> Body | None:
        """江北县980万元, among the counties of a list: what ends so, before an amount, is a place no register has.

        So is a part of the country that is no place elsewhere: 华东1.5万人，东北1.5万人.
        """
        if stop == index + 1 and tokens[index].text in self._parts and tokens[stop].text[-1] not in self._divisions:
            return Body(tokens[index].start, tokens[index].end, tokens[index].text, PLACE)
        if tokens[stop].text.endswith("个") or stop - index < 2:
            return None
        start, end = tokens[index].start, tokens[stop - 1].end
        plain = end - start <= _PLACE_NAME and all(token.tag == "n" for token in tokens[index:stop])
        return Body(start, end, text[start:end], PLACE) if plain and tokens[stop - 1].text in self._divisions else None

    def measured(self, body: Body, tokens: Sequence[Token], after: int) -> bool:
        """旅客发送总量超过…, 职工参保人数…: whether a verb and a measure behind a class make one name with it."""
        if body.type != CLASS or after + 2 >= len(tokens):
            return False
        verb, noun, behind = tokens[after : after + 3]
        acts = verb.tag in ("v", "w") and verb.text not in self._doing and verb.text not in self._passive
        named = noun.tag == "n" and noun.text.endswith(self._measures)
        return acts and named and (behind.tag in (FIGURE, BASE, "d") or behind.text in self._passive)
