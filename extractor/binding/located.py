"""The place that a clause names behind 在, and the institution that it heard something from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, PLACE, Body, Lead
from extractor.binding.tokens import BODY, GROUP, named_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds
    from extractor.binding.names import NameReader
    from extractor.binding.tokens import CueBook, Token

_COUNTIES = "县镇乡州旗"
_NAMING = frozenset({"n", GROUP})
_SITED = frozenset({"n", "w", "a", "v", "m", GROUP})
_SITE = 6  # tokens from a place to the site in it
_SHORT = 2  # characters: a name that long may be anything
_PLACE_NAME = 5
_DESCRIBED = 3  # tokens from 在 to the place behind its description


class LocatedReader:
    """Reads 在北京中关村， and its like; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, kinds: BodyKinds, names: NameReader) -> None:
        self._kind_of = kinds.of
        self._names = names
        self._settings = cues["setting"]
        self._sites = tuple(sorted(cues["suffix-site"]))
        self._hearing = cues["hearing"]
        self._operators = tuple(sorted(cues["suffix-operator"]))

    def read(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """在四川成都武侯区， is about the place; in 在筑职业院校联盟已… a name begins with 在."""
        last = tokens[-1]
        if index + 2 == len(tokens) and last.tag == "n" and _SHORT < len(last.text) < _PLACE_NAME:
            if last.text[-1] in _COUNTIES:  # 在静海县，
                return Lead(index, len(tokens), Body(last.start, last.end, last.text, PLACE), member)
            return None
        first = self._described(tokens, index)
        stop = self._names.end(tokens, first)
        named = tokens[-1].tag in _NAMING or self._kind_of(tokens[-1]) == PLACE
        if stop == len(tokens) and named and self._kind_of(tokens[first]) == PLACE:
            start, end = tokens[first].start, tokens[-1].end
            if tokens[-1].text not in self._settings:
                return Lead(index, stop, Body(start, end, text[start:end], PLACE), member)
        if (site := self._site(tokens, index, text)) is not None:
            return Lead(index, len(tokens), site, member)
        if stop > index + 2 and first == index + 1:
            body, after = self._names.body(tokens, first, stop, text)
            if body is not None and body.type == INSTITUTION and after < len(tokens) and tokens[after].tag == "d":
                return Lead(index, after, body, member)
        return None

    def _site(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """在文成县平和茶叶精品园，: the site that ends the clause; of 在平原县的摇号现场， the place that it is in."""
        low = high = index + 1
        while high < len(tokens) and tokens[high].tag == BODY and self._kind_of(tokens[high]) == PLACE:
            high += 1
        rest = tokens[high:]
        if high == low or not rest or not rest[-1].text.endswith(self._sites) or len(rest) > _SITE:
            return None
        if any(token.tag not in _SITED and token.text != "的" for token in rest):
            return None
        end = tokens[high - 1].end if any(token.text == "的" for token in rest) else rest[-1].end
        return Body(tokens[low].start, end, text[tokens[low].start : end], PLACE)

    def heard_from(self, tokens: Sequence[Token], text: str) -> Body | None:
        """记者从临水铁路局获悉，: what an institution that runs something tells is of itself."""
        if not tokens or tokens[-1].text not in self._hearing:
            return None
        at = next((at for at, token in enumerate(tokens) if token.text == "从"), -1)
        if at < 0 or at + 2 >= len(tokens):
            return None
        body, after = self._names.body(tokens, at + 1, self._names.end(tokens, at + 1), text)
        whole = body is not None and body.type == INSTITUTION and after == len(tokens) - 1
        return body if body is not None and whole and body.name.endswith(self._operators) else None

    @staticmethod
    def _described(tokens: Sequence[Token], index: int) -> int:
        """在大足毗邻的重庆荣昌县，: where the registered place begins that ends the clause behind its description."""
        for at in range(len(tokens) - 1, max(index + _DESCRIBED, len(tokens) - _DESCRIBED) - 1, -1):
            mention = named_body(tokens[at])
            region = mention is not None and mention.kind == "region"
            if tokens[at].tag == BODY and region and tokens[at - 1].text == "的":
                return at
        return index + 1
