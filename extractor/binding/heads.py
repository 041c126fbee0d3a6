"""The noun that a clause without figures leaves to the figures behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.edges import is_edge
from extractor.binding.tokens import ACTION, BASE, BODY, GROUP, INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.phrases import PhraseReader
    from extractor.binding.tokens import CueBook, Token

_FRONT = 4  # tokens in which a clause says what it changes
_NAMES = frozenset({"n", INDICATOR, BODY})
_WITHIN_NAME = frozenset({"n", "w", "a", "v", INDICATOR, GROUP})
_ENDS_IN = frozenset({"n", "w", "a", INDICATOR, GROUP})
_ETC, _ASPECT = "等", "方面"
_PAIR = 2


class HeadReader:
    """Reads it from the clause's tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, phrases: PhraseReader) -> None:
        classes = ("level", "turn", "connector", "adverb", "distribute", "cumulative")
        self._phrases = phrases
        self._dropped = frozenset[str]().union(*(cues[name] for name in classes))
        self._foremost, self._copula = cues["word-foremost"], cues["copula"]
        self._where = cues["join"] | cues["area"]
        self._join, self._crossing = cues["join"], cues["level-crossing"]
        self._flat = cues["flat"] | cues["no-topic"]
        self._fronting, self._comparing = cues["fronting"], cues.ordered("comparing")
        self._measures = tuple(sorted(cues["suffix-measure"]))

    def topic(self, tokens: Sequence[Token], low: int) -> str:
        """The noun phrase that a clause without figures is about, where it opens with one."""
        if len(tokens) > _PAIR and tokens[-1].tag == BODY and tokens[-2].text in self._copula:
            if low < len(tokens) and tokens[low].text.endswith(self._measures):
                return tokens[low].text  # 增速最高的为张家口市
            tokens = tokens[:-_PAIR]
        while low < len(tokens) and is_edge(tokens[low], self._dropped, ""):
            low += 1
        if (told := self._told(tokens, low)) is not None:
            return told
        low += self._scope(tokens, low)
        end = low
        while end < len(tokens) and (
            self._may_name(tokens[end]) or tokens[end].tag == GROUP or self._inside(tokens, end)
        ):
            end += 1
        while end > low and tokens[end - 1].text in self._join:  # 涨幅与上月相同: 涨幅
            end -= 1
        if self._only_bodies(tokens[low:end]):
            end = low  # 脱贫户优先, 在规模以上工业中: whom it is about, not what is measured
        if end == low:
            end = len(tokens) if tokens[-1].tag in _NAMES and tokens[-1].text not in self._flat else 0
            low = self._last_name(tokens, end)
            low = end if self._only_bodies(tokens[low:end]) else low  # …的有2家，为永安保险和民安保险，
        text = self._phrases.text(list(tokens[low:end])) if end > low else ""
        compared = end == len(tokens) and tokens[0].tag == BASE  # 与上周价格比，下跌2%
        return next((text.removesuffix(word) for word in self._comparing if compared and text.endswith(word)), text)

    def _told(self, tokens: Sequence[Token], low: int) -> str | None:
        """What a word at the clause's end shows it to be about; `""` where it crosses a level, None where none does."""
        if low < len(tokens) and tokens[low].text in self._crossing:  # 首次重新站上零值关口，盘中…
            return ""
        if tokens[-1].text == _ASPECT and tokens[-2:-1] and tokens[-2].text.endswith(self._measures):
            low += low < len(tokens) and tokens[low].tag == "p"
            return self._phrases.text(list(tokens[low:-1]))  # 固定宽带下载速率方面，
        last = self._before_degree(tokens, low)
        return self._phrases.text(list(tokens[low:last])) if low < last < len(tokens) else None  # 用车问题高居首位

    def _only_bodies(self, tokens: Sequence[Token]) -> bool:
        return all(token.tag in (GROUP, BODY) or token.text in self._where for token in tokens)

    def _scope(self, tokens: Sequence[Token], low: int) -> int:
        """How many words only say where or of how many: 南方五|省区全社会用电量均呈两位数增长."""
        opens = next(
            (at for at in range(low, len(tokens)) if tokens[at].tag not in ("m", "f") or tokens[at].text.isdigit()), low
        )
        if 0 < low < len(tokens) and tokens[low].text == _ETC and tokens[low - 1].tag == BODY:
            reach = range(low, min(len(tokens), low + _FRONT))
            return next((at + 1 - low for at in reach if tokens[at].tag == "n"), 0)  # 日本、韩国等发达经济体|对华投资
        return opens - low if low < opens <= low + _PAIR and self._may_name(tokens[opens]) else 0

    def _before_degree(self, tokens: Sequence[Token], low: int) -> int:
        """Where the words end that a rank closes, or what was done most: 公款旅游案件|相比上周也查处较多."""
        last = len(tokens)
        while last > low and tokens[last - 1].text in self._foremost:
            last -= 1
        if last == len(tokens):
            return last
        while last > low and (tokens[last - 1].tag == ACTION or tokens[last - 1].text in self._dropped):
            last -= 1
        return next((at for at in range(low, last) if tokens[at].tag == BASE), last)

    def _last_name(self, tokens: Sequence[Token], end: int) -> int:
        """Where the noun begins that a clause is about though it opens with none; `end` where it ends in none.

        其次为违规发放补贴的案件， · 4投资额： · 来自物联网的新业务收入，
        """
        equal = next((place for place in range(end - 1, -1, -1) if tokens[place].text in self._copula), -1)
        if equal >= 0 or end == 0:
            return equal + 1 if end else end
        low = end - 1
        while low > 0 and tokens[low - 1].tag in _WITHIN_NAME:
            low -= 1
        measure = tokens[end - 1].tag == INDICATOR or tokens[end - 1].text.endswith(self._measures)
        return low if measure else end

    def last_noun(self, tokens: Sequence[Token]) -> str:
        """涉及的省管干部，有400多名: the noun that a clause ends in, which a bare count behind it counts."""
        end = low = len(tokens)
        while low > 0 and (tokens[low - 1].tag in _ENDS_IN or self._led(tokens, low - 1, end)):
            low -= 1
        while low < end and tokens[low].tag == "w":
            low += 1
        if low == end or tokens[end - 1].text in self._flat or self._only_bodies(tokens[low:end]):
            return ""
        return self._phrases.text(list(tokens[low:end]))

    @staticmethod
    def _led(tokens: Sequence[Token], index: int, end: int) -> bool:
        """议事协调机构: a verb between two nouns is within the name."""
        return tokens[index].tag == "v" and 0 < index < end - 1 and tokens[index - 1].tag == "n"

    def fronted(self, tokens: Sequence[Token]) -> str:
        """将…单位价值上限，从100万元提高到…: what is to change, put before its verb."""
        first = next((index for index, token in enumerate(tokens[:_FRONT]) if token.text in self._fronting), -1)
        return self._phrases.before(tokens, first + 1, len(tokens), change=False).indicator if first >= 0 else ""

    def _inside(self, tokens: Sequence[Token], index: int) -> bool:
        """新兴服务领域进出口继续…, 实际投入金额均…: a word for doing between two nouns belongs to the name."""
        between = tokens[index].tag in ("w", ACTION) and 0 < index < len(tokens) - 1
        if between and tokens[index].tag == ACTION:
            return tokens[index - 1].tag == "n" and tokens[index + 1].text in self._measures
        return between and tokens[index - 1].tag == "n" and tokens[index + 1].tag == "n"

    def _may_name(self, token: Token) -> bool:
        if token.tag == "n" and len(token.text) > _PAIR and token.text[:_PAIR] in self._dropped:
            return False  # 稳步增长 is one word, and no name
        named = token.tag in _NAMES or token.text.isdigit()  # 4G用户数
        return (named and token.text not in self._flat) or token.text in self._join
