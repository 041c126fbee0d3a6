"""Moves of prices: what rises or falls by itself, without a measure named (京东涨6.5%), is the subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, Body
from extractor.binding.tokens import BASE, BODY, FIGURE, GROUP, INDICATOR, PERIOD, CueBook, Token, named_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.draft import Draft
    from extractor.binding.phrase import Phrase
    from extractor.binding.place import Place

_RISE, _FALL = "涨幅", "跌幅"
_APART = frozenset({FIGURE, PERIOD, BASE, "p"})
_TERM = "期"
_NAMES = frozenset({"n", "w", INDICATOR})
_LEADING = frozenset({"c", "x"})


class MoveReader:
    """Reads a share's or an index's move; the verbs and the endings of measures come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._moves = dict.fromkeys(cues["price-up"], _RISE) | dict.fromkeys(cues["price-down"], _FALL)
        self._of_security = cues.ordered("security-measure")
        self._indices = cues.ordered("price-index")
        self._measures = tuple(sorted(cues["suffix-measure"]))

    def fill(self, draft: Draft, place: Place, phrase: Phrase, text: str) -> None:
        """京东涨6.5%: what rises is the subject where it names no measure, as 收益率 and 油价 do."""
        words = place.tokens[place.since : place.index]
        verb = next((token.text for token in reversed(words) if token.text in self._moves), "")
        if not verb:
            return
        if moved := _in_session(words, verb):
            draft.indicator, draft.action, draft.registered = moved, verb, None
            return
        named = [token for token in phrase.words if token.text != verb]
        if any(token.tag in (INDICATOR, GROUP) for token in named):  # 居民消费价格指数涨2%, 职工工资涨5%
            return
        if phrase.indicator.endswith(self._of_security):  # 两年期英债收益率涨12个基点: of the security
            draft.mover = self._security(place, text)
            return
        if named and (phrase.indicator.endswith(self._indices) or not phrase.indicator.endswith(self._measures)):
            draft.mover = _moving(words, verb, text)
        elif named or phrase.indicator:
            return
        elif draft.indicator.endswith(self._measures) and all(token.tag != BODY for token in words):  # 本周累跌2个基点
            draft.action = verb
            return
        draft.indicator, draft.action, draft.registered = self._moves[verb], verb, None

    def _security(self, place: Place, text: str) -> Body | None:
        """两年期英债: what the measure is of, where no body stands before it."""
        if any(token.tag == BODY for token in place.tokens[: place.index]):
            return None
        low = place.since
        if low > 0 and place.tokens[low - 1].text.endswith(_TERM):
            low -= 1
        words = place.tokens[low : place.index]
        stop = next((at for at, token in enumerate(words) if token.text.endswith(self._of_security)), 0)
        if stop == 0 or words[0].tag not in ("n", FIGURE):
            return None
        return Body(words[0].start, words[stop - 1].end, text[words[0].start : words[stop - 1].end], INSTITUTION)


def _in_session(words: Sequence[Token], verb: str) -> str:
    """The name of 股价在盘后交易中大涨10%: what moves stands before the words that say when; or `""`."""
    at = max(index for index, token in enumerate(words) if token.text == verb)
    during = next((index for index, token in enumerate(words[:at]) if token.text == "在"), 0)
    if during == 0 or words[at - 1].tag != "f":
        return ""
    low = during
    while low > 0 and words[low - 1].tag in _NAMES:
        low -= 1
    return "".join(token.text for token in words[low:during])


def _moving(words: Sequence[Token], verb: str, text: str) -> Body | None:
    """The name before the verb of a price move, as written: 网易有道跌3.8%."""
    stop = max(index for index, token in enumerate(words) if token.text == verb)
    low = stop
    while low > 0 and words[low - 1].tag not in _APART and words[low - 1].text != "的":
        low -= 1
    while low < stop and words[low].tag in _LEADING:
        low += 1
    if low == stop:
        return None
    start, end = words[low].start, words[stop - 1].end
    return Body(start, end, text[start:end], INSTITUTION, named_body(words[stop - 1]) if low == stop - 1 else None)
