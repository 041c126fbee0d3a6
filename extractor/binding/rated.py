"""Rates and sectors that leave out what they are of: 涨幅居首，达1.2%; 工业增加值增长8%，其中汽车制造业增长9%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.binding.limits import LimitReader
from extractor.binding.phrase import Phrase
from extractor.binding.tokens import INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.context import Context
    from extractor.binding.tokens import CueBook, Token
    from extractor.model import Direction

_SECTOR, _FIRMS = "业", "企业"
_SHORTEST = 3  # characters of a sector's name
_RATED = 5  # tokens from a percentage to the rate that it is


class RateReader:
    """Names rates and sectors whole, from the measure that they are of; the words come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._up, self._down = cues["rate-up"], cues["rate-down"]
        self._up_ends, self._down_ends = tuple(cues["rate-up-end"]), tuple(cues["rate-down-end"])
        self._rates = tuple(sorted(self._up | self._down, key=len, reverse=True))
        self._moved = re.compile(f"(?:{'|'.join(cues.ordered('up') + cues.ordered('down') + cues.ordered('flat'))})的")
        self._measures = tuple(sorted(cues["suffix-measure"]))
        self._bare = tuple(sorted(cues["bare-measure"], key=len, reverse=True))
        self._zones = cues["zone"]
        self._limits = LimitReader(cues)

    @staticmethod
    def see(tokens: Sequence[Token], context: Context) -> None:
        """Keep the last registered measure that a clause names."""
        named = [token.text for token in tokens if token.tag == INDICATOR]
        if named:
            context.rated = named[-1]

    def keep(self, indicator: str, context: Context) -> None:
        """Keep the measure that every sector has, of an indicator that ends in it: 规模以上工业增加值."""
        context.measure = next((bare for bare in self._bare if indicator.endswith(bare)), context.measure)

    def is_rate(self, name: str) -> bool:
        """Whether it is the bare name of a rate of change: 涨幅, 增速."""
        return name in self._rates

    def of_foremost(self, phrase: Phrase) -> Phrase:
        """涨幅最高的城市厦门环比上涨2.2%: the rate alone, and not whose it is; any other phrase as it is."""
        words = phrase.words
        told = len(words) > 1 and words[0].text in self._rates and words[1].text == "的"
        return Phrase(indicator=words[0].text, words=words[:1]) if told else phrase

    def direction(self, name: str) -> Direction | None:
        """涨幅, 增速 and their like, also at the end of a longer name: the direction of what they rate."""
        if name in self._up or name.endswith(self._up_ends):
            return "up"
        return "down" if name in self._down or name.endswith(self._down_ends) else None

    def whole(self, indicator: str, measure: str) -> str:
        """二手住宅价格涨幅, where only 价格涨幅 or 涨幅 is said of the measure; the indicator where that is not so.

        Of 商品住宅价格上涨的城市 too, the rate is of 商品住宅价格.
        """
        rate = next((rate for rate in self._rates if indicator.endswith(rate)), "")
        rated = measure.removesuffix(rate)
        if not rate or not rated.endswith(indicator.removesuffix(rate)):
            return indicator
        told = self._moved.search(rated)
        return (rated[: told.start()] if told is not None else rated) + rate

    def of_sector(self, name: str, context: Context) -> str:
        """The measure of a sector that only grows: 汽车制造业增加值."""
        return name + context.measure if _is_sector(name) and context.measure else name

    def of_moved(self, indicator: str, context: Context) -> str:
        """住宅价格下降的城市有50个，持平的城市有8个: those that are counted by what moved, of the same measure."""
        moved = self._moved.search(indicator)
        measure = indicator[: moved.start()] if moved is not None else ""
        if measure.endswith(self._measures) and not context.compared.endswith(measure):
            context.compared = measure
        return context.compared + indicator if moved is not None and moved.start() == 0 else indicator

    def of_counted(self, head: Phrase) -> bool:
        """Whether what was counted is no measure itself: 城市, not 城市房价."""
        return head.counted and not head.indicator.endswith(self._measures)

    def inherited(self, head: Phrase, context: Context, *, grows: bool) -> Phrase:
        """The head that a figure without words of its own belongs to, completed."""
        if head.indicator in self._rates:
            return Phrase(self.whole(head.indicator, context.rated))
        subject = context.subject()
        named = subject is not None and _is_sector(head.indicator) and _is_sector(subject.name)
        counted = context.previous is None and context.last[0] == "count"  # 增加到381家，增长41.6%
        return Phrase(context.measure) if grows and named and context.measure and not counted else head

    def behind(self, tokens: Sequence[Token], place: int) -> Direction | None:
        """The direction of a rate that the figure modifies: 以198.22%的增幅, 保持25%以上增速, 5%以上的较快增长."""
        index, behind = place + 1, False
        while index < min(len(tokens), place + _RATED) and (
            tokens[index].text == "的"
            or self._limits.is_bound(tokens[index])
            or (behind and (tokens[index].tag in ("a", "d") or tokens[index].text == "较"))
        ):
            behind = behind or tokens[index].text == "的"
            index += 1
        if index >= len(tokens) or index == place + 1:
            return None
        rate = tokens[index].text
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        ends = following is None or following.tag == "x" or following.text in self._zones
        grows = behind and rate == "增长" and ends
        return "up" if grows else self.direction(rate)


def _is_sector(name: str) -> bool:
    """Whether it ends like a branch of trade: 汽车制造业, not 民营企业."""
    return len(name) >= _SHORTEST and name.endswith(_SECTOR) and not name.endswith(_FIRMS)
