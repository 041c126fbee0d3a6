"""Figures that only bound what another counts: 产值超5亿元的企业12家、超3亿元的20家, 省外2000万元以上项目."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.limits import LimitReader
from extractor.binding.place import Place, is_qualified
from extractor.binding.tokens import FIGURE, INDICATOR

if TYPE_CHECKING:
    from extractor.binding.context import Context
    from extractor.binding.draft import Draft
    from extractor.binding.phrase import Phrase
    from extractor.binding.tokens import CueBook, Token

_NOUNS = frozenset({"n", "w", INDICATOR})
_FAR = 20  # tokens of a noun behind its bound
_MOST = 6  # tokens of the measure that a bound is of


class BoundBinder:
    """Names what is counted with the bound that makes it what it is; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._limits = LimitReader(cues)
        self._about, self._counting = cues["about"], cues["word-counting"]
        self._levels, self._over = cues["level"] | {"过"}, cues["over"] | {"过"}
        self._light = cues["light-verb"] | cues["level"]
        self._apart = cues["place-pronoun"] | cues["target"] | cues["adverb"]
        self._measures = tuple(sorted(cues["suffix-measure"]))

    def name(self, draft: Draft, place: Place, phrase: Phrase, context: Context) -> str:
        """The indicator with the bound that stands before it, or of the bound itself."""
        if self._limits.opens(draft.indicator):
            figure = next(
                (
                    at
                    for at in range(place.index - 1, max(-1, place.index - _FAR), -1)
                    if place.tokens[at].tag == FIGURE
                ),
                -1,
            )
            return self._led(place, figure) + draft.indicator if figure >= 0 else draft.indicator
        if draft.quantity.kind != "count" or draft.rule_id == "count-noun":
            return self._measured(draft, place, context)
        figure = self._bound_before(place, phrase)
        if figure < 0:
            return draft.indicator
        measure = self._before(place, figure)
        if (
            not measure and place.tokens[figure - 1].text not in self._levels
        ):  # 净值跌破1元的: no bound of what was before
            return draft.indicator
        if not measure.endswith(self._measures) and not context.bounded[0]:
            return draft.indicator
        noun = phrase.indicator or context.bounded[1]
        if measure:
            context.bounded = (measure, noun)
        return f"{context.bounded[0]}{self._led(place, figure).removeprefix(measure)}的{noun}"

    @staticmethod
    def _measured(draft: Draft, place: Place, context: Context) -> str:
        """超3亿元的20家: the bound is of the measure that the one before it was of."""
        counts = place.index + 2 < len(place.tokens) and place.tokens[place.index + 2].tag == FIGURE
        if context.bounded[0] and draft.rule_id == "carried-head" and is_qualified(place) and counts:
            return context.bounded[0]
        return draft.indicator

    def _before(self, place: Place, figure: int) -> str:
        """The nouns that lead up to a bound, without its 超."""
        high = figure
        while high > 0 and place.tokens[high - 1].text in self._levels:
            high -= 1
        low = high
        while low > max(0, high - _MOST) and self._names(place.tokens[low - 1]):
            low -= 1
        if 0 < low < high and place.tokens[low - 1].tag == "v" and place.tokens[low - 1].text not in self._light:
            low -= 1  # 解禁市值
        return "".join([token.text for token in place.tokens[low:high]])

    def _names(self, token: Token) -> bool:
        return token.tag in _NOUNS and token.text not in self._apart

    def _led(self, place: Place, figure: int) -> str:
        """The bound with the words that lead up to it: 产值超5亿元."""
        high = figure
        while high > 0 and place.tokens[high - 1].text in self._levels:
            high -= 1
        words = [token.text for token in place.tokens[high : figure + 1] if token.text not in self._about]
        return "".join([self._before(place, figure), *words])

    def _bound_before(self, place: Place, phrase: Phrase) -> int:
        """The figure of 产值超5亿元（以上）的（企业有）, where a count stands behind it; -1 where none does."""
        tokens = place.tokens
        start = phrase.words[0].start if phrase.words else tokens[place.index].start
        at = next(
            (index for index in range(place.index, max(0, place.index - _FAR), -1) if tokens[index].start <= start), 0
        )
        at -= 1
        if at > 0 and not phrase.words and tokens[at].text in self._counting:
            at -= 1
        if at > 0 and phrase.words and tokens[at].tag == FIGURE and tokens[at - 1].text in self._over:
            return at  # 产值过50亿元|企业2家
        if at < 1 or tokens[at].text != "的":
            return -1
        at -= 2 if self._limits.is_bound(tokens[at - 1]) else 1
        return at if at >= 0 and tokens[at].tag == FIGURE else -1
