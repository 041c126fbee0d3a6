"""What a figure measures: the phrase that leads up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.edges import TIMES, inside_noun, is_edge, last_words, unbracketed
from extractor.binding.phrase import Phrase
from extractor.binding.tokens import ACTION, BODY, GROUP, INDICATOR, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTES = "“”《》‘’「」"
_VERBS = frozenset({"v", ACTION})
_REGISTERED = frozenset({INDICATOR, GROUP})
_OPENS = frozenset("“《（")


_NOTHING = Phrase()


class PhraseReader:
    """Reads the phrases around a figure from a clause's tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        classes = ("level", "turn", "connector", "adverb", "distribute", "cumulative")
        carriers = frozenset[str]().union(*(cues[name] for name in classes))
        edge = (
            carriers
            | cues["light-verb"]
            | cues["average"]
            | cues["per-unit"]
            | cues["negated"]
            | (cues["marker"] - cues["join"])
        )
        self._dropped = carriers
        self._edge = edge
        directions = cues["up"] | cues["down"] | cues["more"] | cues["less"] | cues["flat"] | cues["varying"]
        self._change_edge = edge | directions | cues["degree-up"] | cues["degree-down"]
        self._opening = (
            carriers | cues["marker"] | cues["join"] | cues["lead-in"] | cues["target"] | cues["span-end"] | {"该"}
        )
        self._causing, self._for, self._daily = cues["causing"], cues["for-whom"], cues["daily"]
        self._from, self._to = cues["from-word"], cues["to-word"]
        self._each, self._bounding = cues.ordered("word-each"), cues["limit"] | cues["about"]
        self._cumulative = cues["cumulative"]
        self._average = cues["average"]
        self._statistics = self._cumulative | self._average
        self._markers_and_joins = cues["marker"] | cues["join"]
        self._light = cues["light-verb"]
        self._naming = cues["naming-verb"]
        self._join, self._relating = cues["join"], cues["relation"]
        self._places = cues["place-pronoun"]
        self._causes = cues["cause"] | cues["lead-in"]
        self._modals = cues["figure-modal"] | cues["remainder"]
        self._pointing = cues["pointing-measure"]
        self._superlatives = cues["superlative"]
        self._turning = cues["turn"]
        self._sessions = cues["session"]
        self._marks = frozenset(_QUOTES) | self._join | frozenset("（）()/-～~")

    def before(self, tokens: Sequence[Token], low: int, high: int, *, change: bool) -> Phrase:
        """The phrase in `tokens[low:high]`, which ends at the figure; `change` drops the direction word at its end."""
        if low >= high:
            return _NOTHING
        texts = [token.text for token in tokens[low:high]]
        statistic = "" if self._statistics.isdisjoint(texts) else self._statistic(tokens, low, high)
        end = high if self._turning.isdisjoint(texts) else self._before_turn(tokens, low, high)
        kept = self._kept(tokens, low, end, self._change_edge if change or self._reached(tokens, high) else self._edge)
        words = [token.text for token in kept]
        if self._modals.issuperset(words) or "".join(words) in self._pointing:
            return Phrase(statistic=statistic) if statistic else _NOTHING
        named = self._behind_groups(unbracketed(kept))
        kept = self._behind_cause(named)
        if not kept:
            return Phrase(statistic=statistic) if statistic else _NOTHING
        noun = self._noun(kept)
        indicator, action = self.text(noun), ""
        if kept[0].tag in _VERBS:
            action = indicator if len(noun) == len(kept) else self.text(kept)
            if not action.startswith(kept[0].text[:1]) and kept[0].text not in action:
                action = kept[0].text  # of a longer phrase what was done, and not the end of it
        elif (
            len(kept) < len(named) and named[len(named) - len(kept) - 1].text in self._causing
        ):  # 因旱灾造成损失255亿元
            action = self.text(named[: len(named) - len(kept)])  # 因旱灾造成损失255亿元
        registered = noun[-1] if noun[-1].tag == INDICATOR and self._only_places(noun[:-1]) else None
        population = "" if self._for.isdisjoint(texts) else self._population(tokens, low, high)
        return Phrase(indicator, action, registered, population, statistic, kept)

    def _reached(self, tokens: Sequence[Token], high: int) -> bool:
        """毛入学率提高到93.5%, 标准提高到每人每年280元: what it rose to is a level of what rose."""
        while high > 0 and (tokens[high - 1].text.startswith(self._each) or tokens[high - 1].text in self._bounding):
            high -= 1
        return high > 0 and tokens[high - 1].text in self._to

    def _kept(self, tokens: Sequence[Token], low: int, high: int, edge: frozenset[str]) -> list[Token]:
        """The tokens that name something: without times, carriers, markers at the edges and blanks."""
        while high > low and is_edge(tokens[high - 1], edge, "”》）"):
            high -= 1
        while low < high and tokens[low].tag != GROUP and is_edge(tokens[low], self._opening, "“《（"):
            if self._names_extreme(tokens, low, high):
                break
            low += 1
        if self._sessions:
            low = next((index for index in range(high, low, -1) if tokens[index - 1].text in self._sessions), low)
        dropped, marks = self._dropped, self._marks
        return [
            token
            for index, token in enumerate(tokens[low:high], low)
            if (
                token.text not in dropped
                or inside_noun(tokens, index, low, high)
                or self._names_extreme(tokens, index, high)
            )
            and token.tag not in TIMES
            and (token.tag != "x" or token.text in marks)
        ]

    def _names_extreme(self, tokens: Sequence[Token], index: int, high: int) -> bool:
        """最高海拔4040米: right before a noun it belongs to the measure's name, before 达 or 奖励 it does not."""
        named = index + 1 < high and tokens[index + 1].tag in ("n", INDICATOR)
        return named and tokens[index].text in self._superlatives

    def _before_turn(self, tokens: Sequence[Token], low: int, high: int) -> int:
        """价格由上月持平转为下降0.1%: what it turned from names nothing."""
        turn = next((index for index in range(high - 1, low, -1) if tokens[index].text in self._turning), -1)
        return next((index for index in range(turn - 1, low, -1) if tokens[index].text in self._from), high)

    def _noun(self, kept: list[Token]) -> list[Token]:
        """The phrase without the registered and light verbs it opens with; one of verbs alone stays whole."""
        index = 0
        while index < len(kept) and self._leads(kept[index]):
            index += 1
        named = index == 0 or sum([token.end - token.start for token in kept[index:]]) > 1  # 抢通率 is not 率
        return kept[index:] if named else kept

    def _behind_groups(self, kept: list[Token]) -> list[Token]:
        """面向脱贫户、老年人推出专属套餐: what is done for groups is measured, not the groups."""
        index = 0
        while index < len(kept) and (kept[index].tag == GROUP or kept[index].text in self._join):
            index += 1
        done = 0 < index < len(kept) and kept[index].tag in _VERBS and kept[index].text not in self._relating
        return kept[index:] if done else kept  # 女性占48.8%

    def _only_places(self, tokens: Sequence[Token]) -> bool:
        """Whether nothing but places narrows an indicator; 竹笋罐头出口额 is not the registered 出口额."""
        return all(token.tag == BODY or token.text in self._places for token in tokens)

    def _behind_cause(self, kept: list[Token]) -> list[Token]:
        """暴雨造成全县312人受伤: neither the rain nor the county is what is measured."""
        causes = [place for place, token in enumerate(kept) if token.text in self._causes]
        if not causes or len(causes) == len(kept):
            return [] if causes else kept
        index = causes[-1] or -1
        behind = kept[index + 1 :]
        return [] if index > 0 and all(t.tag == BODY or t.text in self._places for t in behind) else behind

    def _leads(self, token: Token) -> bool:
        return token.text not in self._naming and (token.tag == ACTION or token.text in self._light)

    def text(self, noun: list[Token]) -> str:
        """The phrase's own words from the right, up to the longest an indicator may be, cut between words."""
        low, last = last_words(noun), len(noun) - 1
        while low < last and noun[low].text not in _OPENS and self._falls_away(noun[low]):
            low += 1
        text = "".join([token.text for token in noun[low:]]).replace("（）", "").strip("、 \u3000")  # 收入（同口径）
        if "）" in text and "（" not in text:
            text = text.rpartition("）")[2].strip("、") or text
        if ("“" in text or "”" in text) and text.count("“") != text.count("”"):
            return text.replace("“", "").replace("”", "")
        return text

    def _falls_away(self, token: Token) -> bool:
        return token.tag == "x" or token.text in self._markers_and_joins

    def _population(self, tokens: Sequence[Token], low: int, high: int) -> str:
        """A registered group that something was done for: 为全省餐饮企业减税."""
        done_for = False
        for token in tokens[low:high]:
            if token.tag == GROUP and done_for:
                return token.text
            done_for = done_for or token.text in self._for
        return ""

    def _statistic(self, tokens: Sequence[Token], low: int, high: int) -> str:
        for token in reversed(tokens[low:high]):
            text = token.text
            if text not in self._statistics:
                continue
            if text in self._cumulative:
                return "cumulative"
            if token.tag not in _REGISTERED:
                return "daily_average" if text in self._daily else "average"
        return ""
