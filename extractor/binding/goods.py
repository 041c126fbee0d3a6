"""Goods that a sentence prices once: 本周春笋的价格继续下跌，批发价每公斤3.6元，比上周价格下跌46%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import GROUP, INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.context import Context
    from extractor.binding.phrase import Phrase
    from extractor.binding.tokens import CueBook, Token

_NAMES = frozenset({"n", GROUP, INDICATOR})
_EACH = "每"
_DAILY = "每天的"
_FIRST = 2
_LONGEST = 10  # characters of the name of goods


class GoodsReader:
    """Completes prices and volumes that every ware has; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._measures = tuple(sorted(cues["goods-measure"], key=len, reverse=True))
        self._general = cues["goods-general"]
        self._moves = tuple(sorted(cues["strict"], key=len, reverse=True))

    def see(self, phrase: Phrase, context: Context) -> None:
        """Keep the goods whose price or volume a phrase names: 小龙虾日上市量."""
        if any(word.tag in _NAMES for word in phrase.words[:_FIRST]):
            context.goods = self._stem(phrase.indicator) or context.goods

    def topic(self, tokens: Sequence[Token], low: int, topic: str, context: Context) -> str:
        """The topic of a clause without figures, whose goods are kept: 本周螺蛳价格平稳, 本周春笋的价格下跌."""
        stem = self._stem(topic)
        named = next((at for at in range(low, len(tokens)) if tokens[at].tag not in _NAMES), len(tokens))
        if not stem and named + 1 < len(tokens) and tokens[named].text == "的":
            measured = "".join([token.text for token in tokens[named + 1 : named + 4]])
            stem = topic if measured.startswith(self._measures) and topic not in self._general else ""
        context.goods = stem if 0 < len(stem) <= _LONGEST else context.goods
        return self.whole(topic, context)

    def whole(self, name: str, context: Context) -> str:
        """春笋批发价每公斤, where only 批发价每公斤 is said; the name as it is where that is not so."""
        bare = name.removeprefix(_DAILY).partition(_EACH)[0]
        move = next((move for move in self._moves if bare.endswith(move)), "")
        return context.goods + name if bare.removesuffix(move) in self._measures else name

    def _stem(self, name: str) -> str:
        measure = next((measure for measure in self._measures if name.endswith(measure)), "")
        stem = name.removesuffix(measure).removesuffix("的") if measure else ""
        return "" if stem in self._general or len(stem) > _LONGEST else stem
