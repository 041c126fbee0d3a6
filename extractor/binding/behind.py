"""The words behind a figure: what is counted, and what was done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.edges import named_words, up_to
from extractor.binding.following import (
    behind_gloss,
    behind_setting,
    closes_name,
    dates_noun,
    ends_phrase,
    equals,
    first_verb,
    graded_end,
    granted,
    is_verb,
    prepositional,
    ungraded,
)
from extractor.binding.limits import LimitReader
from extractor.binding.nouns import NounReader
from extractor.binding.rated import RateReader
from extractor.binding.tokens import ACTION, BASE, BODY, FIGURE, GROUP, INDICATOR, PERIOD, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHAIN = 24  # figures joined to one predicate
_LISTED = frozenset("、“”")
_NOUNS = frozenset({"n", "w", INDICATOR, GROUP, BODY})
_VERBS, _ENDS = frozenset({"v", ACTION}), frozenset({FIGURE, PERIOD, "x"})
_OPENS_THING = frozenset({"n", "w", "m", INDICATOR, GROUP})
_OPENS, _CLOSES = frozenset("（("), frozenset("）)")
_PARTICLES = frozenset({"的", "了"})
_MAY_STAND_BEFORE_VERB = frozenset({"d", "a", "c", "p", "m", "u", "n", "f", "w"})


class Behind(msgspec.Struct, frozen=True, gc=False):
    """The words behind a figure: its noun phrase, the predicate after that, and the index where they end.

    `thing`: what an amount is of, where the amount itself is measured by the words before it.
    """

    noun: str = ""
    predicate: str = ""
    index: int = 0
    group: bool = False
    thing: str = ""


class BehindReader:
    """Reads what stands behind a figure from a clause's tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._nouns = NounReader(cues)
        self._light = cues["light-verb"]
        self._join = cues["join"]
        self._settings = cues["setting"]
        self._conditions = cues["condition-noun"]
        self._zones = cues["zone"]
        self._rates = RateReader(cues)
        self._limits = LimitReader(cues)
        self._ranks = cues["rank-among"] | cues["figure-rank-scope"] | cues["figure-rank-verb"] | cues["rank-verb"]

    def going_on(self, tokens: Sequence[Token], low: int) -> str:
        """What goes on for as long as the figure says: 连续3周净回笼, 连续三年“双降”."""
        end = low
        while end < len(tokens) and (tokens[end].tag not in _ENDS or tokens[end].text in _LISTED):
            end += 1
        own = [token for token in tokens[low:end] if token.tag != BODY and token.text not in self._ranks]
        named = bool(own) and any(token.tag in _NOUNS for token in tokens[low:end])  # 连续八年蝉联家电销量第一
        if end < len(tokens) and tokens[end].tag == FIGURE and not named:  # 连续4年超过10万人, 连续3年增速超过20%
            rate = next((token.text for token in tokens[low:end] if self._rates.is_rate(token.text)), "")
            done = (token.text for token in tokens[low:end] if token.tag == ACTION)  # 连续三年投入10亿元
            return rate or next(done, "")
        return up_to(tokens, low, end, without=self._light | _PARTICLES)

    def thing(self, tokens: Sequence[Token], low: int, *, adjacent: bool, bounded: bool = False) -> Behind:
        """What an amount is of (500元慰问金, 30%的价格补贴), and what was done with it (139万元被骗取).

        `adjacent`: the noun may stand next to the figure, without 的; `bounded`: behind its 以上.
        """
        start = low + (low < len(tokens) and tokens[low].text == "的")
        if start == low and not adjacent:
            return Behind(index=low)
        if tokens[start : start + 1] and tokens[start].text == "被":
            return Behind(predicate=self._predicate(tokens, start, len(tokens)), index=low)
        end = self._nouns.end(tokens, start, len(tokens))
        if [token.tag for token in tokens[start : start + 2]] == [ACTION, "n"] and len(tokens[start + 1].text) == 1:
            end = max(end, start + 2)  # 慰问金: a registered action, and what it is done with
        if start > low and end == start < len(tokens) and adjacent and is_verb(tokens[start]):
            end = start + ends_phrase(tokens, start + 1)  # 5000元的分红
        given = granted(tokens, start)
        opens = start < len(tokens) and (
            start > low
            or (end > start and (tokens[start].tag == ACTION or closes_name(tokens, start, end)))
            or tokens[start].tag in _OPENS_THING
            or given > 0
        )  # not 居全省首位
        counted = (
            start == low and not bounded and any(token.tag == FIGURE for token in tokens[end : end + 2])
        )  # 投资3亿元、设备100台
        end = start + given if given else end
        if not opens or (counted and not given) or (end > start and tokens[start].text in self._join):
            return Behind(index=low)
        if end > start and tokens[end - 1].text in self._settings | self._zones:  # 在下降5%的情况下
            return Behind(index=low)
        if end > start and end < len(tokens) and tokens[end].tag in _VERBS and ends_phrase(tokens, end + 1):
            end += 1  # 20亿元专项补贴: money does nothing, so the verb belongs to the name
        noun = named_words(tokens, start, end)
        return Behind(predicate=self._predicate(tokens, end, len(tokens)), index=low, thing=noun)

    def read(self, tokens: Sequence[Token], low: int, high: int, *, chained: bool = False) -> Behind:
        """The noun phrase that `tokens[low:high]` opens with and, up to the next figure or mark, its predicate.

        `chained`: figures may stand before the noun (17批次2018名医务人员); the index is then that of the first of
        them.
        """
        start = self._noun_start(tokens, low, high, chained=chained)
        described = self._nouns.relative(tokens, low, high) if start == low else None
        if described is not None:
            return self._described(tokens, low, described, high)
        whole = self._nouns.whole(tokens, start, high)
        end = self._nouns.before_measure(tokens, start, whole)
        if start > low and any(token.text in self._zones for token in tokens[start:end]):  # 50%的荣枯线以上
            return Behind(index=low)
        paid = low > 0 and tokens[low - 1].tag == FIGURE and tokens[low - 1].text.endswith("元")
        if paid and start < end < high and tokens[end].tag in _VERBS and ends_phrase(tokens, end + 1):
            end = whole = end + self._nouns.is_inner(tokens, end)  # 提供20亿元专项补贴
        if end - 1 > start and end < high and tokens[end].text in _CLOSES and tokens[end - 2].text in _OPENS:
            end += 1  # 10个省（区）
        if end > start > low and tokens[start - 1].text == "的" and end == high - 1 and tokens[end].tag in _VERBS:
            end = high  # 1011亩的土地供应
        noun = named_words(tokens, start, end)
        group = start < end and tokens[end - 1].tag == GROUP
        graded = graded_end(tokens, start, max(start, end), high) if start == low else 0
        if (
            graded
            and self._joint(tokens, graded, high) == graded + 2
            and (shared := self._graded(tokens, start, graded, high))
        ):
            return shared
        joined = self._joint(tokens, end, high)
        if joined > end and (end > start or joined > end + 1):
            return Behind(noun, self._joint_predicate(tokens, joined, high), end, group)
        opens_with_figure = chained and low < len(tokens) and tokens[low].tag == FIGURE
        if end < whole:
            return Behind(noun, "", start, group)
        said = self._predicate(tokens, end, high)
        if noun in self._conditions:  # 16人伤势严重
            noun, said = "", noun + said
        return Behind(noun, said, low if opens_with_figure else end, group)

    def predicate(self, tokens: Sequence[Token], low: int) -> str:
        """What is said of the figure before `low`, where no noun stands behind it."""
        return self._predicate(tokens, low, len(tokens))

    def _described(self, tokens: Sequence[Token], low: int, span: tuple[int, int], high: int) -> Behind:
        """The noun behind what only describes it; a figure in the description keeps its words."""
        start, end = span
        bounded = any(token.tag == FIGURE for token in tokens[low:start])
        noun, behind = named_words(tokens, start, end), low if bounded else end
        return Behind(noun, self._predicate(tokens, end, high), behind, tokens[end - 1].tag == GROUP)

    def read_bounded(self, tokens: Sequence[Token], low: int, bounded: int, *, chained: bool) -> Behind:
        """What stands behind a figure, or behind the 以上 (up to `bounded`) that makes it a bound.

        引进2亿元以上重大项目92个: the noun is left to the figure that counts it.
        """
        behind = self.read(tokens, bounded, len(tokens), chained=chained)
        return behind if bounded == low else msgspec.structs.replace(behind, index=low)

    def _graded(self, tokens: Sequence[Token], start: int, end: int, high: int) -> Behind | None:
        """1个五千亿级和4个千亿级产业集群: the first has the noun of the second, which says its own grade before it."""
        second = self.read(tokens, end + 2, high)
        noun = ungraded(second.noun)
        words = "".join([token.text for token in tokens[start:end]])
        return Behind(words + noun, second.predicate, end) if noun else None

    def _joint_predicate(self, tokens: Sequence[Token], low: int, high: int) -> str:
        """The predicate behind the last of joined figures (7条县道、45条乡道一度中断: both were)."""
        for _ in range(_CHAIN):
            end = self._nouns.whole(tokens, self._noun_start(tokens, low, high, chained=False), high)
            joined = self._joint(tokens, end, high)
            if joined == end:
                return self._predicate(tokens, end, high)
            low = joined
        return ""

    def _joint(self, tokens: Sequence[Token], end: int, high: int) -> int:
        """Behind the figure joined to the noun that ends there (7条县道、45条乡道, 20家企业68个产品); else `end`."""
        if end + 1 < high and tokens[end].text in self._join and tokens[end + 1].tag == FIGURE:
            return end + 2
        return end + 1 if end < high and tokens[end].tag == FIGURE else end

    def _predicate(self, tokens: Sequence[Token], low: int, high: int) -> str:
        """The verb behind the noun phrase (进行提速, 中断), without the light verb; none where a figure follows."""
        low = end = behind_setting(tokens, behind_gloss(tokens, low))
        while end < high and (tokens[end].tag not in _ENDS or dates_noun(tokens, low, end)):
            end += 1
        stopped = end < high and tokens[end].tag == FIGURE
        if stopped and end > low + 1 and tokens[low].text == "的" and tokens[end - 1].text in self._join:
            end -= 1  # 6个项目的土地预审和4个项目的评估
        elif end == low or stopped or tokens[low].text == "相比":  # 与2003年85.01万块相比
            return ""
        if tokens[low].text in ("由", "因", "来自"):
            return "".join([token.text for token in tokens[low:end]])[:16]  # 10例由无症状感染者转为确诊病例
        if tokens[low].text == "的" or equals(tokens, low, end):  # 189个基站的紧急扩容
            return up_to(tokens, low + 1, end, without=frozenset())
        if all(token.tag == "a" for token in tokens[low:end]):  # 16人重伤
            return "".join([token.text for token in tokens[low:end]])[:12]
        first = first_verb(tokens, low, end)
        if tokens[low].tag == BASE:  # 36个城市环比房价涨幅缩小
            first = low + 1
        elif any(token.tag not in _MAY_STAND_BEFORE_VERB for token in tokens[low:first]):
            return ""
        elif first < end and (led := prepositional(tokens, low, end)) < end:  # 通过产地认定
            first = led
        words = up_to(tokens, first, end, without=self._light | _PARTICLES)
        return words or up_to(tokens, low, end if first < end else low, without=_PARTICLES)  # 15%的任务未完成

    def _noun_start(self, tokens: Sequence[Token], index: int, high: int, *, chained: bool) -> int:
        """Behind 的 and 了 and, where they are `chained`, behind further figures."""
        low = index
        while index < high and (tokens[index].text in _PARTICLES or (index > low and tokens[index].tag == PERIOD)):
            index += 1  # 为期40天的2017年春运
        high = min(high, index + _CHAIN)
        while chained and index < high and tokens[index].tag == FIGURE:
            index = self._limits.behind(tokens, index + 1)  # 849台10蒸吨及以下燃煤锅炉
        return index
