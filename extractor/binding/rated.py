"""Rates and sectors that leave out what they are of: 涨幅居首，达1.2%; 工业增加值增长8%，其中汽车制造业增长9%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.phrase import Phrase
from extractor.binding.tokens import INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.context import Context
    from extractor.binding.tokens import CueBook, Token

_SECTOR, _FIRMS = "业", "企业"
_SHORTEST = 3  # characters of a sector's name


class RateReader:
    """Completes rates and sectors from the measure that the paragraph speaks of; the words come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._rates = tuple(sorted(cues["rate-up"] | cues["rate-down"], key=len, reverse=True))
        self._measures = tuple(sorted(cues["suffix-measure"]))
        self._bare = tuple(sorted(cues["bare-measure"], key=len, reverse=True))

    @staticmethod
    def see(tokens: Sequence[Token], context: Context) -> None:
        """Keep the last registered measure that a clause names."""
        named = [token.text for token in tokens if token.tag == INDICATOR]
        if named:
            context.rated = named[-1]

    def keep(self, indicator: str, context: Context) -> None:
        """Keep the measure that every sector has, of an indicator that ends in it: 规模以上工业增加值."""
        context.measure = next((bare for bare in self._bare if indicator.endswith(bare)), context.measure)

    def whole(self, indicator: str, context: Context) -> str:
        """二手住宅价格涨幅, where only 价格涨幅 or 涨幅 is said of it; the indicator where that is not so."""
        rate = next((rate for rate in self._rates if indicator.endswith(rate)), "")
        left = indicator.removesuffix(rate)
        return context.rated + rate if rate and context.rated.endswith(left) else indicator

    def of_sector(self, name: str, context: Context) -> str:
        """The measure of a sector that only grows: 汽车制造业增加值."""
        return name + context.measure if _is_sector(name) and context.measure else name

    def of_counted(self, head: Phrase) -> bool:
        """Whether what was counted is no measure itself: 城市, not 城市房价."""
        return head.counted and not head.indicator.endswith(self._measures)

    def inherited(self, head: Phrase, context: Context, *, grows: bool) -> Phrase:
        """The head that a figure without words of its own belongs to, completed."""
        if head.indicator in self._rates:
            return Phrase(self.whole(head.indicator, context))
        subject = context.subject()
        named = subject is not None and _is_sector(head.indicator) and _is_sector(subject.name)
        counted = context.previous is None and context.last[0] == "count"  # 增加到381家，增长41.6%
        return Phrase(context.measure) if grows and named and context.measure and not counted else head


def _is_sector(name: str) -> bool:
    """Whether it ends like a branch of trade: 汽车制造业, not 民营企业."""
    return len(name) >= _SHORTEST and name.endswith(_SECTOR) and not name.endswith(_FIRMS)
