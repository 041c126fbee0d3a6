"""Named things that a clause is about though other words open it, and the words that point back to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import ANY, EVENT, WEAK, Body, Lead
from extractor.binding.tokens import BODY, FIGURE, INDICATOR, PERIOD, CueBook, Token, named_body
from extractor.matching.events import EVENT as NAMED_EVENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds

_DESCRIBES = frozenset({"的", "—", "-", "——", "--"})
_TELLS = frozenset({"v", "V", "d", "p", "a", "f", PERIOD, FIGURE, INDICATOR, "n", "w"})
_PEOPLE = ("人", "员", "者", "长", "子", "生")
_NAMES = frozenset({"n", "w"})
_CUT = 6  # tokens of a noun that the segmenter has cut
_NOUNS = frozenset({"n", "m"})  # 该车 is one word of the dictionary's
_DOES = frozenset({"v", "V", "p", "d", FIGURE})
_ACTS = frozenset({"v", "V", "p", "d", "c"})
_THIS = "这"


class ThingFinder:
    """Finds the event or work that a clause is about; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._kind_of = kinds.of
        self._is = cues["copula"]
        self._nouns = cues["thing-noun"]
        self._general = cues["thing-general"]
        self._places = cues["place-pronoun"]
        self._bodies = cues["body-pronoun"]
        self._standing = cues["thing-demonstrative"]
        events = cues["shape-event"] | cues["suffix-event"] | cues["lone-event"]
        self._events = tuple(sorted(word for word in events if len(word) > 1))
        self._ones = cues["thing-classifier"]
        nothing = cues["abstract-thing"] | cues["suffix-measure"] | cues["suffix-calamity"] | cues["setting"]
        self._no_things = (*sorted(nothing), *_PEOPLE)
        self._occasions = tuple(sorted(cues["occasion-noun"]))
        self._weak = cues["thing-occasion"]
        self._pointing = tuple(sorted(cues["thing-pronoun"], key=len, reverse=True))

    def described(self, tokens: Sequence[Token], index: int, *, member: bool) -> Lead | None:
        """全长293公里的汉宜铁路昨天通车, 由某社主办的第九届书展，: what the words before it only describe."""
        for place in [place for place, token in enumerate(tokens) if token.tag == BODY]:
            token = tokens[place]
            counted = place == index + 1 and tokens[index].tag == FIGURE  # 48集电视连续剧《…》今晚播出
            if place <= index or not (counted or tokens[place - 1].text in _DESCRIBES):
                continue
            mention = named_body(token)
            if mention is None or mention.rule_id != NAMED_EVENT:
                continue
            apposed = tokens[place - 1].text != "的"  # 西煤东运的主动脉——大秦铁路，
            ends = place + 1 == len(tokens)
            if ends and tokens[index].text in self._is:  # 是世界上最大的枢纽变电站
                continue
            if apposed or (tokens[index].tag in _DOES if ends else tokens[place + 1].tag in _TELLS):
                return Lead(index, place + 1, Body(token.start, token.end, token.text, EVENT, mention), member)
        return None

    def refers(self, first: Token) -> bool:
        """该公司, 该基地: a word that names no body of its own; 该地区 is a place."""
        text = first.text
        return (
            len(text) > 1
            and text.startswith("该")
            and text not in self._places
            and (first.tag in _NOUNS or text in self._bodies)
        )

    def this(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """该管节重6.8万吨, 该剧: what no body or thing named before can be is meant by its own words."""
        first = tokens[index]
        last = tokens[index + 1] if first.text == "该" and index + 1 < len(tokens) else first
        phrase = text[first.start : last.end]
        if not phrase.startswith("该") or phrase in self._bodies or phrase.endswith(_PEOPLE) or last.tag not in _NOUNS:
            return None
        if self._kind_of(last) not in (None, WEAK) or len(phrase) == 1:
            return None
        after = index + 2 if last is not first else index + 1
        if _goes_on(tokens, after):
            return None
        return Lead(index, after, Body(first.start, last.end, phrase, EVENT), member)

    def pointing(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """大桥全长8公里, 该桥, 这座大桥: a clause that opens with a noun that means a thing named before."""
        first = tokens[index]
        word = next((word for word in self._pointing if first.text.startswith(word)), "")
        at = self._noun_end(tokens, index, word, text)
        if at is None:
            return None
        phrase = text[first.start : tokens[at].end]
        noun = phrase[len(word) :]
        deed = noun in self._general and word in self._weak  # 此次行动
        own = word in self._standing and not deed and phrase not in self._bodies
        body = Body(first.start, tokens[at].end, phrase, EVENT) if own else None
        return Lead(
            index, index, body, member, pronoun=bool(word) and not own, thing=ANY if noun in self._general else noun
        )

    def classified(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """这款交换机可将时间缩短到6个月: a thing that a word for one such points to, where it does something."""
        first = tokens[index]
        at = index + 1 + (first.text == _THIS)
        if first.text[:1] != _THIS or text[first.start + 1 : tokens[min(at, len(tokens)) - 1].end] not in self._ones:
            return None
        end = next((place for place in range(at, len(tokens)) if tokens[place].tag not in _NAMES), len(tokens))
        named = at < end < len(tokens) and tokens[end - 1].tag == "n" and self._kind_of(tokens[end - 1]) in (None, WEAK)
        phrase = text[first.start : tokens[end - 1].end]
        if not named or tokens[end].tag not in _ACTS or phrase.endswith(self._no_things):
            return None
        return Lead(index, end, Body(first.start, tokens[end - 1].end, phrase, EVENT), member)

    def _noun_end(self, tokens: Sequence[Token], index: int, word: str, text: str) -> int | None:
        """Where the noun behind the pointing `word` ends; none where it is none that points to something."""
        first = tokens[index]
        at = index + (first.text == word and index + 1 < len(tokens))
        if text[first.start + len(word) : tokens[at].end] in self._nouns:
            return None if word and _goes_on(tokens, at + 1) else at
        if word not in self._weak:
            return None
        for end in range(at, min(index + _CUT, len(tokens))):  # 本届进|博会
            phrase = text[first.start : tokens[end].end]
            if phrase.endswith(self._occasions):  # 本次疫情防控 is another's
                return None if end + 1 < len(tokens) and tokens[end + 1].tag in _NAMES else end
            if phrase.endswith(self._events):
                return None if _goes_on(tokens, end + 1) else end
        return None


def _goes_on(tokens: Sequence[Token], after: int) -> bool:
    """该片|区人口: whether the segmenter has cut inside the word."""
    return after < len(tokens) and tokens[after].tag in _NOUNS and len(tokens[after].text) == 1
