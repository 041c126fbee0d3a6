"""Words behind a figure that bound it (以上, 以内, 左右), and what it then says of the noun behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import ACTION, BODY, GROUP, INDICATOR, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.phrase import Phrase
    from extractor.binding.place import Place
    from extractor.binding.tokens import CueBook

_NOUNS = frozenset({"n", "w", INDICATOR})


class LimitReader:
    """Reads the bound behind a figure; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._words = cues["bound"]
        self._opens = tuple(sorted(self._words))
        self._joins = cues["bound-join"]
        self._levels = cues["word-level-noun"]
        self._steps = cues.ordered("word-step")

    def is_bound(self, token: Token) -> bool:
        """Whether the word bounds the figure before it."""
        return token.text in self._words

    def opens(self, text: str) -> bool:
        """Whether the text begins with a bound, of a figure before it: 以上企业."""
        return text.startswith(self._opens)

    def behind(self, tokens: Sequence[Token], index: int) -> int:
        """The index behind the bound at `index`, or `index`: 2亿元以上|重大项目92个, 65岁及以上|老人."""
        texts = [token.text for token in tokens[index : index + 2]]
        joined = 1 if texts and texts[0] in self._joins else 0
        return index + joined + 1 if joined < len(texts) and texts[joined] in self._words else index

    def is_level(self, noun: str) -> bool:
        """Whether a noun behind a figure only says that it is a level: 升破4%大关."""
        return noun in self._levels

    def is_step(self, noun: str) -> bool:
        """Whether what is counted are levels that something has climbed: 连跨两个万亿元台阶."""
        return noun.endswith(self._steps)

    def modifies(self, place: Place, kind: str, phrase: Phrase) -> bool:
        """50%—75%上座率, 提供20亿元专项补贴: a percentage, or money behind a mere verb, right before a noun."""
        following = self.behind(place.tokens, place.index + 1)
        if following < len(place.tokens) and place.tokens[following].text in self._levels:
            return False  # 交投于1.141%-1.185%区间, 升破4%大关
        if kind == "percent" and not phrase.indicator and _holds_noun(place.tokens, following):
            return True
        done = kind == "money" and bool(phrase.action) and phrase.indicator == phrase.action
        if done and following < len(place.tokens) and place.tokens[following].text == "的":  # 创造了5亿元的行业增加值
            following += 1
        if following == len(place.tokens) or place.tokens[following].tag not in _NOUNS:
            return False
        return kind == "percent" or done

    def stands_before(self, place: Place, *, bare: bool) -> bool:
        """88元畅享套餐, 5000万元以上项目2309个: money of the noun behind it, `bare` or bounding it."""
        return bare or self.behind(place.tokens, place.index + 1) > place.index + 1


def _holds_noun(tokens: Sequence[Token], following: int) -> bool:
    """93.3%的企业持乐观预期, 七成以上贫困县: a share of those behind it, where they do something."""
    start = following + 1 if following < len(tokens) and tokens[following].text == "的" else following
    if start + 1 >= len(tokens):
        return False
    verbal = start > following and tokens[start].tag in ("v", ACTION) and tokens[start + 1].tag in _NOUNS
    return verbal or tokens[start].tag in _NOUNS | {"a", GROUP, BODY}  # 15%的淘汰任务
