"""Verbs that move what stands between them and a figure: 下调费率1个百分点, 减少贫困人口110万人, 户均增收5000元."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import BODY, GROUP, INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.tokens import CueBook, Token
    from extractor.model import Direction, QuantityKind

_MOVED = frozenset({"n", "w", "a", "b", BODY, INDICATOR, GROUP})
_PRICED = ("money", "percent")
_GAIN = 3  # tokens before an amount: 户均增收达到5000元


class MoverReader:
    """Reads the direction that such a verb gives a figure; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._up = cues["up"] | cues["more"]
        self._against = cues["more"] | cues["less"]
        self._reducing = cues["reducing"]
        self._reducing_ends = tuple(sorted(self._reducing, key=len, reverse=True))
        self._losses = cues["loss"]
        self._movers = cues["moving"]
        self._gaining, self._cheapening = cues.ordered("gaining"), cues.ordered("cheapening")
        self._own = (*self._gaining, *self._cheapening)

    def read(self, tokens: Sequence[Token], low: int, high: int, kind: QuantityKind) -> tuple[str, Direction] | None:
        """The word in `tokens[low:high]`, ending at the figure, and the way that it moves what is measured."""
        gained = self._gained(tokens, low, high) if kind in _PRICED else None
        if kind in ("percent", "point"):
            return gained or self._moved(tokens, low, high)
        if kind not in ("count", "money", "measure"):
            return None
        return gained or self._net(tokens, low, high) or self._reduced(tokens, low, high)

    def always(self, word: str, kind: QuantityKind) -> bool:
        """Whether the word makes a change of an amount that has no base."""
        return word in self._reducing or (kind in _PRICED and word.endswith(self._own))

    def _gained(self, tokens: Sequence[Token], low: int, high: int) -> tuple[str, Direction] | None:
        """户均增收达5000元, 平均降价59%: the verb stays in the name of what is measured."""
        near = (token.text for token in tokens[max(low, high - _GAIN) : high])
        word = next((text for text in near if text.endswith(self._own)), None)
        return None if word is None else (word, "up" if word.endswith(self._gaining) else "down")

    def _moved(self, tokens: Sequence[Token], low: int, high: int) -> tuple[str, Direction] | None:
        """下调存款准备金率0.5个百分点: by how much what stands behind the verb was moved; not 提高比例至70%."""
        index = high - 1
        if index > low and tokens[index].tag == "v" and tokens[index - 1].tag in _MOVED:
            index -= 1  # 一般性支出: 支出 is a verb to the tagger
        while index > low and tokens[index].tag in _MOVED and tokens[index].text not in self._movers:
            index -= 1
        text = tokens[index].text
        if index == high - 1 or text not in self._movers:
            return None
        return text, "up" if text in self._up else "down"

    def _reduced(self, tokens: Sequence[Token], low: int, high: int) -> tuple[str, Direction] | None:
        """降低企业成本1700亿元, 减少110万贫困人口; 减少损失 is a loss that was not had, and no change."""
        for index in range(low, high):
            text = tokens[index].text
            named = tokens[index].tag == INDICATOR and text.startswith(self._reducing_ends)
            if (
                (named or text in self._reducing)
                and self._losses.isdisjoint([token.text for token in tokens[max(low, high - 2) : high]])
                and tokens[index - 1].text != "由"
            ):
                return next(word for word in self._reducing_ends if text.startswith(word)), "down"
        return None

    def _net(self, tokens: Sequence[Token], low: int, high: int) -> tuple[str, Direction] | None:
        """净增收益1.8万元, 多增贷款1733亿元: some words make a change of what stands behind them."""
        for token in tokens[low:high]:
            if token.text in self._against:
                return token.text, "up" if token.text in self._up else "down"
        return None
