"""What a figure measures: the phrase that leads up to it and the noun phrase behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.binding.tokens import ACTION, BASE, BODY, FIGURE, GROUP, INDICATOR, PERIOD, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 18  # characters of an indicator; what was tried longer only copied the sentence
_QUOTES = "“”《》‘’「」"
_NOUNS = frozenset({"n", "w", INDICATOR, GROUP, BODY})
_VERBS = frozenset({"v", ACTION})
_TIMES = frozenset({PERIOD, BASE, FIGURE})
_NAMED = frozenset({BODY, INDICATOR})


class Phrase(NamedTuple):
    """The words before a figure: what is measured, what was done, the registered indicator's token, cues seen."""

    indicator: str = ""
    action: str = ""
    registered: Token | None = None
    population: str = ""
    statistic: str = ""
    bodies_only: bool = False  # names a place or body and nothing measured: 全省第4位
    groups_only: bool = False  # names groups or places alone: 农村235元
    verbal: bool = False  # has a verb in it
    counted: bool = False  # is the noun behind a count


class PhraseReader:
    """Reads the phrases around a figure from a clause's tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        carriers = cues["level"] | cues["connector"] | cues["adverb"] | cues["distribute"] | cues["cumulative"]
        edge = carriers | cues["light-verb"] | cues["average"] | (cues["marker"] - cues["join"])
        self._dropped = carriers
        self._edge = edge
        self._change_edge = edge | cues["up"] | cues["down"] | cues["more"] | cues["less"] | cues["flat"]
        self._opening = carriers | cues["marker"] | cues["join"] | cues["lead-in"] | cues["target"]
        self._cumulative = cues["cumulative"]
        self._average = cues["average"]
        self._heads = cues["per-head"]
        self._markers = cues["marker"]
        self._light = cues["light-verb"]
        self._naming = cues["naming-verb"]
        self._join = cues["join"]
        self._rate_up = cues["rate-up"]
        self._rate_down = cues["rate-down"]
        self._relation = cues["relation"]
        self._dependent = cues["dependent-noun"] | self._rate_up | self._rate_down
        self._items = tuple(sorted(cues["item-noun"], key=len, reverse=True))
        self._places = cues["place-pronoun"]
        self._areas = cues["area"]
        self._marks = frozenset(_QUOTES) | self._join | frozenset("（）()/-")
        self._for = frozenset({"为", "对", "给", "向", "面向", "针对"})

    def before(self, tokens: Sequence[Token], low: int, high: int, *, change: bool) -> Phrase:
        """The phrase in `tokens[low:high]`, which ends at the figure; `change` drops the direction word at its end."""
        kept = self._kept(tokens, low, high, change=change)
        if not kept:
            return Phrase(statistic=self._statistic(tokens, low, high))
        kept = self._behind_groups(kept)
        noun = self._noun(kept)
        registered = noun[-1] if noun[-1].tag == INDICATOR else None
        return Phrase(
            indicator=self._text(noun),
            action=self._text(kept) if kept[0].tag in _VERBS else "",
            registered=registered,
            population=self._population(tokens, low, high),
            statistic=self._statistic(tokens, low, high),
            bodies_only=all(token.tag == BODY or token.text in self._places for token in kept),
            groups_only=all(token.tag in (BODY, GROUP) or token.text in self._areas for token in kept),
            verbal=any(token.tag in _VERBS for token in kept),
        )

    def _kept(self, tokens: Sequence[Token], low: int, high: int, *, change: bool) -> list[Token]:
        """The tokens that name something: without times, carriers, markers at the edges and blanks."""
        edge = self._change_edge if change or self._reached(tokens, high) else self._edge
        while high > low and _is_edge(tokens[high - 1], edge, "”》）"):
            high -= 1
        while low < high and tokens[low].tag != GROUP and _is_edge(tokens[low], self._opening, "“《（"):
            low += 1
        dropped, marks = self._dropped, self._marks
        return [
            token
            for index, token in enumerate(tokens[low:high], low)
            if token.text not in dropped
            and token.tag not in _TIMES
            and (token.tag != "x" or token.text in marks)
            and (token.tag != "m" or not self._is_footnote(tokens, index))
        ]

    def _reached(self, tokens: Sequence[Token], high: int) -> bool:
        """毛入学率提高到93.5%: what it rose to is a level of what rose."""
        return high > 0 and tokens[high - 1].text in ("到", "至", "为")

    def _is_footnote(self, tokens: Sequence[Token], index: int) -> bool:
        """国内生产总值[2]: a number in brackets names nothing."""
        return index > 0 and tokens[index - 1].text == "[" and tokens[index].text.isdigit()

    def is_carrier(self, token: Token) -> bool:
        """Whether the token only carries a figure (达, 为, 累计) and names nothing."""
        return _is_edge(token, self._edge, "”》）")

    def _noun(self, kept: list[Token]) -> list[Token]:
        """The phrase without the registered and light verbs it opens with; one of verbs alone stays whole."""
        index = 0
        while index < len(kept) and self._leads(kept[index]):
            index += 1
        return kept[index:] or kept

    def _behind_groups(self, kept: list[Token]) -> list[Token]:
        """面向脱贫户、老年人推出专属套餐: what is done for groups is measured, not the groups."""
        index = 0
        while index < len(kept) and (kept[index].tag == GROUP or kept[index].text in self._join):
            index += 1
        return kept[index:] if 0 < index < len(kept) and kept[index].tag in _VERBS else kept

    def _leads(self, token: Token) -> bool:
        return token.text not in self._naming and (token.tag == ACTION or token.text in self._light)

    def _text(self, noun: list[Token]) -> str:
        """The phrase's own words from the right, up to the longest an indicator may be, cut between words."""
        length, index = 0, len(noun)
        while index > 0 and length + len(noun[index - 1].text) <= _LONGEST:
            index -= 1
            length += len(noun[index].text)
        words = noun[index:] or noun[-1:]
        while len(words) > 1 and (words[0].text in self._markers or words[0].text in self._join or words[0].tag == "x"):
            if words[0].text in "“《（":
                break
            words = words[1:]
        text = "".join(token.text for token in words).strip("、 \u3000")
        if "）" in text and "（" not in text:
            text = text.rpartition("）")[2].strip("、") or text
        return text if text.count("“") == text.count("”") else text.replace("“", "").replace("”", "")

    def _population(self, tokens: Sequence[Token], low: int, high: int) -> str:
        """A registered group that something was done for: 为全省餐饮企业…"""
        for index in range(low, high):
            if tokens[index].tag == GROUP and any(token.text in self._for for token in tokens[low:index]):
                return tokens[index].text
        return ""

    def topic(self, tokens: Sequence[Token], low: int) -> str:
        """The noun phrase that a clause without figures is about, where it opens with one."""
        end = low
        while end < len(tokens) and (tokens[end].tag in ("n", INDICATOR, BODY) or tokens[end].text in self._join):
            end += 1
        return self._text(list(tokens[low:end])) if end > low else ""

    def item(self, indicator: str) -> tuple[str, str]:
        """What an indicator such as 某某项目总投资 is about, and the noun that every item has; `""` where there is none."""
        for noun in self._items:
            if indicator.endswith(noun):
                return indicator[: -len(noun)], noun
        return "", ""

    def is_dependent(self, phrase: Phrase) -> bool:
        """Whether the phrase names only a rate, a share or a goal (增速, 占比, 目标任务) and so needs the head it belongs to."""
        return phrase.indicator in self._dependent or phrase.indicator in self._relation

    def per_head(self, indicator: str) -> str:
        """`per_capita` or `average` where the name of the measure says so: 人均可支配收入, 户均."""
        if any(word in indicator for word in self._heads):
            return "per_capita"
        return "average" if any(word in indicator for word in self._average) else ""

    def _statistic(self, tokens: Sequence[Token], low: int, high: int) -> str:
        for token in reversed(tokens[low:high]):
            if token.text in self._cumulative:
                return "cumulative"
            if token.text in self._average and token.tag not in (INDICATOR, GROUP):
                return "daily_average" if token.text in ("日均", "每天", "每日", "平均每天") else "average"
        return ""


def _is_edge(token: Token, words: frozenset[str], kept: str) -> bool:
    """Whether a token at the edge of a phrase falls away: a time, one of the words, or a mark but for the `kept`."""
    tag = token.tag
    if tag == "x":
        return token.text not in kept
    return tag in _TIMES or (token.text in words and tag not in _NAMED)
