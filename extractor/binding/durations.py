"""How long something took or takes, told before it: 经过七年的努力，全县实现通电; 三年内带动群众脱贫."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.edges import whole_words
from extractor.binding.tokens import FIGURE, PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.draft import Draft
    from extractor.binding.place import Place
    from extractor.binding.reading import View
    from extractor.binding.tokens import CueBook, Token

_MANY = 10000  # minutes that are a volume
_LONGEST = 16  # characters of what is done
_LEADING = frozenset({"由", "从", "于", "在", "自", "到", "至"})


class DurationReader:
    """Reads what a length of time at the head of a clause is of; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._units = cues["duration-unit"] | {"月"}
        self._bounds = cues["bound"] - cues["span-end"]
        self._empty = (cues["lasting-noun"] | cues["span-end"] | cues["locative"] | {"的", "来"}) - self._bounds
        self._before = cues["lasting-verb"] | cues["adverb"] | cues["target"] | {"近", "约"}
        self._level = cues["level"]
        self._using = cues["using-verb"]
        self._running = cues["running-on"]

    def fill(self, draft: Draft, place: Place, view: View) -> None:
        """Take what is done in that time, where the words around the figure say no more than that it passes."""
        quantity = draft.quantity
        unit = (quantity.unit or "").removesuffix("时间")
        if unit not in self._units or (quantity.value or 0) >= _MANY or draft.role != "claim":
            return
        led = place.tokens[place.since : place.index]
        if any(token.text in self._running for token in led) or any(token.text not in self._before for token in led):
            return
        if draft.rule_id == "count-noun" and draft.indicator not in self._empty:  # 为期两个月的暑运
            return
        tokens, at = place.tokens, place.index + 1
        while at < len(tokens) and tokens[at].text in self._empty:
            at += 1
        used = any(token.text in self._using for token in led)  # 仅用27天实现零新增
        words = self._words(tokens[at:]) if at > place.index + 1 or used else ""
        if at == len(tokens):
            following = view.behind(tokens)
            words = self._words(following.tokens) if following is not None else ""
        if words:
            draft.indicator, draft.action, draft.object, draft.rule_id = words, "", "", "count-predicate"
            draft.registered = None
            draft.flags = [flag for flag in draft.flags if flag != "indicator_inherited"]

    def _words(self, tokens: Sequence[Token]) -> str:
        """What is done, without figures and times."""
        kept: list[Token] = []
        for token in tokens:
            if token.tag == "x" and token.text not in "“”":
                break
            if token.tag == FIGURE and kept and kept[-1].text in self._level:  # 降水量超过100毫米
                kept.pop()
                break
            if token.tag not in (FIGURE, PERIOD) and token.text not in self._bounds:
                kept.append(token)
            elif kept and kept[-1].text in _LEADING:  # 由156个减少到0个, 于2018年通车
                kept.pop()
        return whole_words(kept, _LONGEST)
