"""Whether a figure is a change, in which direction, and measured from what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.draft import RATIO_KINDS
from extractor.binding.moving import MoverReader
from extractor.binding.rated import RateReader
from extractor.binding.tokens import BASE, BODY, FIGURE, INDICATOR, CueBook, Token, index_of
from extractor.model import Direction  # noqa: TC001  # msgspec resolves the annotations when the class is built

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import QuantityKind

_NAMED = frozenset({BODY, INDICATOR, FIGURE})
_RATE_ENDS = frozenset("速幅率度")

_WORD = 4  # characters

_PLUS = "+＋"


class Change(msgspec.Struct, frozen=True, gc=False):
    """The direction and the index of the comparison base, each `None` where not stated."""

    direction: Direction | None = None
    base: int | None = None
    signed: bool = False  # 环比变动7.3%、-11.9%: each figure's own sign says which way
    relation: bool = False  # 占, 拉动, 高于: the figure relates two things and is no change


class ChangeReader:
    """Reads the direction next to a figure and the comparison base before it."""

    def __init__(self, cues: CueBook) -> None:
        self._up = cues["up"] | cues["more"]
        self._down = cues["down"] | cues["less"]
        self._directed = self._up | self._down
        self._against = cues["more"] | cues["less"]
        self._flat = cues["flat"]
        self._varying = cues["varying"]
        self._shares = cues["share-noun"]
        self._strict = cues["strict"]
        self._strict_ends = tuple(sorted(self._strict - cues["more"] - cues["less"], key=len, reverse=True))
        self._relation, self._comparing = cues["relation"], cues["comparing"]
        self._relating = frozenset(word for word in self._relation if len(word) > 1 or word == "占")
        self._relational = self._relating | self._relation | cues["comparing"]
        self._between = cues["level"] | cues["adverb"] | cues["distribute"] | frozenset({"了", "至", "到", "约", "的"})
        self._about = cues["about"] | cues["over"] | {"了"}
        self._emphasis = cues["emphasis"] | {"了"}
        self._more, self._less = cues["degree-up"], cues["degree-down"]
        self._degrees = self._more | self._less
        self._tails = cues["degree-tail"] | {""}
        self._from = cues["from-word"]
        self._reached = frozenset({"达到", "达"})
        self._rates = RateReader(cues)
        self._growing = cues["growing"]
        self._new = cues["new"]
        self._movers = MoverReader(cues)
        self._reaching = cues["word-reaching"]

    def read(self, tokens: Sequence[Token], low: int, high: int, kind: QuantityKind, *, parallel: bool) -> Change:
        """The change that `tokens[low:high]`, ending at the figure, makes of it.

        A count or an amount of money is a change only with a base, a word such as 多增, or as a `parallel` member of
        one.
        """
        base = self.base(tokens, low, high)
        if self._relates(tokens, low, high, base):
            return Change(relation=True)
        levels = kind not in RATIO_KINDS and tokens[high - 1].text == "为"  # 从6.71亿户降为6.69亿户
        if levels:
            return Change()
        direction = self._direction(tokens, low, high) or self._named(tokens, high)
        if direction is None and base is not None:
            direction = self._degree(tokens, high)
        if direction is None:
            direction = self._movers.read(tokens, low, high, kind)
        if direction is None and base is not None and kind in ("count", "money"):
            direction = self._before_noun(tokens, low, high)
        if direction is None:
            return self._undirected(tokens, (low, high), kind, base)
        word, found = direction
        if word in self._varying:
            return Change("up", base, signed=True) if kind == "percent" and base is not None else Change()
        if (
            kind in RATIO_KINDS
            or base is not None
            or parallel
            or word in self._against
            or self._movers.always(word, kind)
            or (self._adjacent(tokens, high, word) and (len(word) > 1 or kind != "count"))  # 增14例确诊: new ones
        ):
            return Change(found, base)
        return Change()

    def _undirected(
        self, tokens: Sequence[Token], span: tuple[int, int], kind: QuantityKind, base: int | None
    ) -> Change:
        """What a rate, or a base and the figure's own sign, make of a figure that no word gives a direction."""
        if kind == "percent" and _is_based(tokens, *span):
            return Change("up", base, signed=True)
        return Change(self._rate(tokens, *span, kind), base) if kind in RATIO_KINDS else Change()

    def _adjacent(self, tokens: Sequence[Token], high: int, word: str) -> bool:
        """计划增加1亿个, 跌了足足50元: right before the figure, some words make a change of any count."""
        last = high - 1
        while last > 0 and tokens[last].text in self._emphasis:
            last -= 1
        return word in self._strict and tokens[last].text.endswith(word)

    def _named(self, tokens: Sequence[Token], high: int) -> tuple[str, Direction] | None:
        """农村贫困人口减少1442万人: a registered name that ends in the direction."""
        token = tokens[high - 1] if high > 0 else None
        if token is None or not token.text.endswith(self._strict_ends):
            return None
        if token.tag != INDICATOR and not (token.tag == "n" and len(token.text) == _WORD):  # 价格上涨, one word to some
            return None
        word = next(word for word in self._strict_ends if token.text.endswith(word))
        return word, "up" if word in self._up else "down"

    def _before_noun(self, tokens: Sequence[Token], low: int, high: int) -> tuple[str, Direction] | None:
        """较年初增加专线12条: behind the base, the direction may stand before what it is counted in."""
        for index in range(high - 1, low, -1):
            if tokens[index - 1].tag == BASE:
                if index + 1 < high and tokens[index + 1].text == "的":
                    return None  # 环比上涨的城市有63个: how many they are
                text = tokens[index].text
                return (text, "up") if text in self._up else (text, "down") if text in self._down else None
        return None

    def _degree(self, tokens: Sequence[Token], high: int) -> tuple[str, Direction] | None:
        """比上年多6200万元: with a base, more and less are directions."""
        while high > 1 and tokens[high - 1].text in self._about:  # 比2017年高近10个百分点
            high -= 1
        text = tokens[high - 1].text if high > 0 else ""
        if text in self._new:  # 在2016年基础上新增30元
            return text, "up"
        if text[:1] in self._more and text[1:] in self._tails:
            return text, "up"
        return (text, "down") if text[:1] in self._less and text[1:] in self._tails else None

    def base(self, tokens: Sequence[Token], low: int, high: int) -> int | None:
        """The index of the base nearest before `tokens[high]`, behind any earlier figure."""
        for index in range(high - 1, low - 1, -1):
            token = tokens[index]
            if token.tag == BASE:
                return index_of(token)
            if token.tag == FIGURE:
                break
        return None

    def _relates(self, tokens: Sequence[Token], low: int, high: int, base: int | None) -> bool:
        """占, 拉动, 高于; 快 and 低 only behind 比 something."""
        if base is not None and not self._compared_behind(tokens, low, high):
            return False
        relational = self._relational
        texts = [t.text for t in tokens[low:high] if t.text in relational and t.tag not in _NAMED]
        if not texts or self._of_share(tokens, low, high):
            return False
        if not self._relating.isdisjoint(texts):
            return True
        return not self._comparing.isdisjoint(texts) and (
            not self._relation.isdisjoint(texts) or tokens[high - 1].text in self._degrees
        )

    def _compared_behind(self, tokens: Sequence[Token], low: int, high: int) -> bool:
        """同比增速分别比规模以上工业快4.8个百分点: behind the base, another thing is compared with."""
        compared = next((index for index in range(high - 1, low, -1) if tokens[index].text in self._comparing), -1)
        degree = tokens[high - 1].text in self._degrees or tokens[high - 1].text in self._relating
        return degree and compared > low and any(token.tag == BASE for token in tokens[low:compared])

    def _of_share(self, tokens: Sequence[Token], low: int, high: int) -> bool:
        """占…的比重提高1.2个百分点: a share that rose is a change."""
        return (
            high - low > 1
            and tokens[high - 1].text in self._directed
            and any(token.text in self._shares for token in tokens[low : high - 1])
        )

    def _direction(self, tokens: Sequence[Token], low: int, high: int) -> tuple[str, Direction] | None:
        """The direction word right before the figure; only carriers (约, 了, 分别) may stand between."""
        index = high - 1
        reached = False
        while index >= low:
            token = tokens[index]
            text = token.text
            if token.tag not in _NAMED:
                if text in self._up and not reached:
                    return text, "up"
                if text in self._down and not reached:
                    return text, "down"
                if text in self._flat:
                    return text, "flat"
                if text in self._varying:
                    return text, "up"
            if token.tag != BASE and text not in self._between:
                return None
            grows = text in self._reached and index > low and tokens[index - 1].text in self._growing  # 增长达107%
            reached = reached or (text in self._reaching and not grows)
            index -= 1
        return None

    def moves(self, tokens: Sequence[Token]) -> bool:
        """Whether the words lead from one level to another: 从2%攀升至3.2%, 回落到2.1%."""
        return any(token.text in self._from or (token.text[-1] in "至到" and token.text != "达到") for token in tokens)

    def _rate(self, tokens: Sequence[Token], low: int, high: int, kind: QuantityKind) -> Direction | None:
        """增速12%, 增幅在20%以上, 以198.22%的增幅: a rate of change given as a level is a change."""
        if kind == "point" and not any(token.text.endswith("幅度") for token in tokens[low:high]):
            return None
        for token in reversed(tokens[low:high]):
            if token.tag == FIGURE:
                return None
            if token.text[-1] in _RATE_ENDS and (direction := self._rates.direction(token.text)) is not None:
                return direction
        return None


def _is_based(tokens: Sequence[Token], low: int, high: int) -> bool:
    """同比+3.5%, 环比-2.1%: whether only the figure's sign says which way it went."""
    last = high - 1 - (high > low and tokens[high - 1].text in _PLUS)
    return last >= low and tokens[last].tag == BASE
