"""What is the topic of its clause where no one else is named: 42个外资项目在上海集中签约, 钢铁板块年内涨超26%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.binding.body import COUNTED, Body, Lead
from extractor.binding.tokens import ACTION, FIGURE, GROUP, PERIOD, any_of, index_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.clauses import Clause
    from extractor.binding.context import Context
    from extractor.binding.scene import Scene
    from extractor.binding.tokens import CueBook, Token

_NAMING = frozenset({"n", "w"})
_ACTS = frozenset({"d", PERIOD, ACTION})
_DOES = frozenset({"v", "d", "p", PERIOD, ACTION})
_PHRASE = _NAMING | {"f"}  # 银行|间|货币|市场
_NEAR = 3  # tokens from the verb to what shows that the clause only says when
_FEW = 5  # tokens of a noun phrase that is a topic


class LoneTopics:
    """Finds them in news that has named no one else; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._nation = cues["whole-country"]
        self._modes = cues["carrier-noun"]
        self._abstract = tuple(sorted(cues["abstract-thing"]))
        self._counters = tuple(sorted(cues["suffix-thing-counter"] - cues["counter-of-people"]))
        self._measures = tuple(sorted(cues["suffix-measure"] | cues["suffix-ratio"] | cues["average"]))
        self._passive = cues["up"] | cues["down"] | cues["level"] | cues["comparing"]
        self._reached = cues["level"] | cues["completing-verb"]
        self._before = cues["level"] | cues["from-word"] | cues["per-head"] | cues["average"] | cues["bound"]
        self._meetings = cues.ordered("meeting")
        held, met = any_of(cues["convening"]).pattern, any_of(cues["meeting"]).pattern
        self._held = re.compile(f"(?:{held})(?:了|的)?([^，。、；（）\\s]{{2,20}}?(?:{met}))")
        self._light = cues["light-verb"]
        self._unsaid = cues["cumulative"] | cues["adverb"]
        self._planned = cues["target"]
        self._setting = cues["setting-end"] | {"等"}
        self._calamities = tuple(sorted(cues["suffix-calamity"]))

    def read(self, scene: Scene, clause: Clause, lead: Lead) -> Lead:
        """The opening, with what its first figure counts or the noun it opens with as the topic."""
        tokens, start, group = clause.tokens, lead.start, scene.context.group
        met = group is not None and group.type == COUNTED and group.name.endswith(self._meetings)
        if not (self._no_one_else(scene.context) or (met and not clause.places)):
            return lead
        if not clause.places:
            return self._meeting(tokens, lead, scene.reading.text)
        last = self._last(tokens, start) if clause.places[0] == start else self._noun(tokens, lead, clause.places[0])
        if last == start - 1:
            return lead
        if clause.places[0] > start and self._is_counted(scene, tokens[last + 1 :]):
            return lead
        low, high = tokens[start].start, tokens[last].end
        return Lead(start, start, Body(low, high, scene.reading.text[low:high], COUNTED))

    def unmet(self, scene: Scene, clause: Clause, lead: Lead) -> Lead:
        """展览通过700多张图片…: a noun that means a thing is the topic itself where the text has named none before."""
        context, noun = scene.context, clause.tokens[lead.start]
        again = context.group is not None and context.group.name == noun.text
        behind = clause.tokens[lead.start + 1 :]
        if not clause.places or clause.places[-1] < lead.start:  # 项目，总投资5亿元
            return lead
        if noun.text in self._modes or behind[0].tag in _NAMING:  # 铁路发送旅客, 公路|港
            return lead
        if context.meant(lead, clause.tokens) is not None or self._is_counted(scene, behind):  # 项目有3个
            return lead
        if not (again or self._no_one_else(context)):
            return lead
        return Lead(lead.start, lead.start, Body(noun.start, noun.end, noun.text, COUNTED))

    def _no_one_else(self, context: Context) -> bool:
        """Whether news has named no one but the country, which is assumed or said by no clause."""
        subject = context.subject()
        told = subject is context.default or subject is context.section_body
        nation = subject is None or subject is context.headlined or (told and subject.name in self._nation)
        return nation and not context.report

    def _meeting(self, tokens: Sequence[Token], lead: Lead, text: str) -> Lead:
        """会议决定，将税率降至11%: what a meeting decides is told of it."""
        stop = next((at for at in range(lead.start, len(tokens)) if tokens[at].tag not in _PHRASE), len(tokens))
        met = lead.start < stop < len(tokens) and tokens[stop - 1].text.endswith(self._meetings)
        if not met or tokens[stop].tag not in ("v", ACTION):
            return lead
        low, high = tokens[lead.start].start, tokens[stop - 1].end
        held = [*self._held.finditer(text, 0, low)] if text[low:high] in self._meetings else []
        return Lead(lead.start, stop, Body(low, high, held[-1][1] if held else text[low:high], COUNTED))

    def _noun(self, tokens: Sequence[Token], lead: Lead, place: int) -> int:
        """The last word of the noun phrase before the figure at `place` that acts; one less than its first if none."""
        start = lead.start
        stop = next((at for at in range(start, len(tokens)) if tokens[at].tag not in _PHRASE), len(tokens))
        none = not lead.nominal or not start < stop <= start + _FEW or stop == len(tokens)
        if none or tokens[stop].text in self._passive or not (_names(tokens[start:stop]) and _does(tokens[stop])):
            return start - 1
        if self._is_measured(tokens, start, stop) or self._is_noun(tokens, stop, place):
            return start - 1
        of = next((at for at in range(stop + 1, place) if tokens[at].text == "的"), 0)
        if 0 < of < place - 1:  # 返程复工的农民工已达…: what the clause that opens it only describes
            stop = next((at for at in range(of + 1, place) if tokens[at].tag not in _PHRASE | {GROUP}), place)
            if stop == of + 1 or not _does(tokens[stop]):
                return start - 1
        sets = any(token.tag == "x" or token.text in self._setting for token in tokens[stop : stop + _NEAR])
        others = tokens[stop - 1].text.endswith((*self._abstract, *self._calamities))
        return start - 1 if sets or others else stop - 1

    def _is_measured(self, tokens: Sequence[Token], start: int, stop: int) -> bool:
        """票房累计突破500亿元, 税收完成5亿元: whether the noun has the figure itself, or is 计划 and no noun."""
        does = next((at for at in range(stop, len(tokens)) if tokens[at].text not in self._unsaid), stop)
        named = any(token.text.endswith(self._measures) or token.text in self._planned for token in tokens[start:stop])
        return named or tokens[does].text in self._reached

    def _is_noun(self, tokens: Sequence[Token], stop: int, place: int) -> bool:
        """村民收入达3000元, 政府采购规模30亿元: whether the word of doing is what is measured, or a part of it."""
        last = place - 1
        while last > stop and tokens[last].text in self._before:
            last -= 1
        does = tokens[stop]
        if does.tag not in ("v", ACTION):  # 板块年内涨幅达26%
            return False
        if last == stop:
            return does.tag == ACTION or does.text.endswith(self._measures)
        return does.text not in self._light and tokens[last].text.endswith(self._measures)

    def _is_counted(self, scene: Scene, behind: Sequence[Token]) -> bool:
        """公园新建20座: whether a count closes the clause, and what stands before it names nothing else."""
        *told, last = behind
        counts = last.tag == FIGURE and scene.reading.figures[index_of(last)].kind == "count"
        return counts and all(token.tag in _DOES for token in told)

    def _last(self, tokens: Sequence[Token], start: int) -> int:
        """The last word of the things that the figure at `start` counts; one less than that where they do nothing."""
        stop = next((at for at in range(start + 1, len(tokens)) if tokens[at].tag not in _NAMING), len(tokens))
        if stop == start + 1 or stop == len(tokens) or not tokens[start].text.endswith(self._counters):
            return start - 1
        acts = tokens[stop].tag in _ACTS or tokens[stop].text == "在"
        thing = tokens[stop - 1].tag == "n" and not tokens[stop - 1].text.endswith(self._abstract)
        return stop - 1 if acts and thing else start - 1


def _names(phrase: Sequence[Token]) -> bool:
    """Whether it ends in a noun, of more than one character: no 南方."""
    return phrase[-1].tag != "f" and sum(len(token.text) for token in phrase) > 1


def _does(token: Token) -> bool:
    return token.tag in _DOES or (token.tag == "u" and len(token.text) > 1)  # 发布了
