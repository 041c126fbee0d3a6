"""What kind of phrase leads up to a figure: one that stands alone, or one that needs the head it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.limits import LimitReader
from extractor.binding.tokens import ACTION, BODY, GROUP, any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.context import Context
    from extractor.binding.draft import Draft
    from extractor.binding.phrase import Phrase
    from extractor.binding.place import Place
    from extractor.binding.tokens import CueBook, Token


_BRIEF = range(1, 13)  # characters of a clause that only names: 各类基金集聚成势，总规模…
_BORDER, _TRADE = ("进口", "出口"), "进出口"
_DONE = frozenset({"v", "w", ACTION})
_SCHOOLS = "所"  # their unit


class PhraseJudge:
    """Judges phrases; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._limits = LimitReader(cues)
        self._each = cues["per-head"]
        self._heads = any_of(self._each)
        self._averages = any_of(cues["average"])
        self._averaging = frozenset(word[-1] for word in cues["per-head"] | cues["average"])
        self._naming = cues["naming-verb"]
        self._trading = cues.ordered("trading-verb")
        self._relation = cues["relation"]
        self._comparing = tuple(word for word in cues["relation"] if len(word) > 1 and word[-1] in "于出")
        self._measures = tuple(sorted(cues["suffix-measure"]))
        self._dependent = cues["dependent-noun"] | cues["rate-up"] | cues["rate-down"]
        self._parting = any_of(cues["join"])
        self._items = tuple(sorted(cues["item-noun"], key=len, reverse=True))
        self._item_ends = frozenset(noun[-1] for noun in self._items)
        self._places = cues["place-pronoun"] | cues["figure-rank-scope"]
        self._ranking = cues["figure-rank-verb"] | cues["rank-verb"] | cues["level"]
        self._rivals = cues["rank-among"]
        self._bare = cues["bare-measure"]
        self._business = any_of(cues["suffix-business"])
        self._new = tuple(sorted(cues["word-new"], key=len, reverse=True))
        self._leading = tuple(sorted(cues["naming-verb"], key=len, reverse=True))
        self._benchmarks = cues["benchmark"]
        self._exceeding = cues["exceeding"]
        self._estimates, self._estimating = cues["estimate"], cues["estimating"]
        self._points = cues.ordered("level-point")
        self._crossing = cues["level-crossing"] | cues["session"]
        self._stages = cues.ordered("stage")
        self._grades = cues.ordered("grade")
        self._graded = any_of(cues["grade-within"])
        self._areas = cues["area"]
        self._outputs, self._enrolment = cues["bare-output"], cues.ordered("enrolment")
        self._areas_sown = cues.ordered("sown-area")
        self._growing = (*self._areas_sown, *cues.ordered("crop-deed"))

    def bodies_only(self, phrase: Phrase) -> bool:
        """Whether the phrase names a place or body and nothing measured: 全省第4位."""
        return bool(phrase.words) and all(self.ranks(token) for token in phrase.words)

    def names_thing(self, phrase: Phrase) -> bool:
        """Whether the phrase before a counted noun names a thing: not 将近, 全省, 以上企业 or a measure of its own."""
        noun = any(token.tag == "n" for token in phrase.words)
        own = phrase.registered is None and not self._limits.opens(phrase.indicator)
        return noun and own and not self.bodies_only(phrase)

    def ranks(self, token: Token) -> bool:
        """Whether a word before a rank only ranks or says among whom: 居, 全省."""
        return token.tag == BODY or token.text in self._places or token.text in self._ranking

    def is_rival(self, token: Token) -> bool:
        """Whether it names those that a rank is among: 省, 城市."""
        return token.text in self._rivals

    def among(self, tokens: Sequence[Token], low: int, high: int) -> int:
        """Where the words before a rank begin that only rank or say among whom: 居全国省会城市 第三."""
        rivals = high
        while rivals > low and tokens[rivals - 1].text in self._rivals:
            rivals -= 1
        if rivals > low and self.ranks(tokens[rivals - 1]):  # 全国省会城市, 居省会城市, not 森林城市第一
            high = rivals
        while high > low and self.ranks(tokens[high - 1]):
            high -= 1
        return high

    def names_benchmark(self, phrase: Phrase) -> bool:
        """Whether it names only what is compared with: 全国平均水平."""
        words = [token for token in phrase.words if token.text not in self._relation]
        return all(token.tag == BODY or token.text in self._benchmarks or token.text in self._places for token in words)

    def is_benchmark(self, phrase: Phrase) -> bool:
        """约为全国平均水平的2倍, 市场预估120亿元: whether it names only what a measure is held against."""
        words = [token for token in phrase.words if token.text not in self._exceeding]
        if any(token.text in self._estimates for token in words):
            return all(token.text in self._estimates | self._estimating for token in words)
        exceeds = len(words) < len(phrase.words)
        held = any(token.text in self._benchmarks or (exceeds and token.text in self._dependent) for token in words)
        return held and all(
            token.tag == BODY or token.text in self._benchmarks | self._places | self._dependent for token in words
        )

    def unled(self, indicator: str) -> str:
        """铁路里程 of 新增铁路里程: without the verb that only names."""
        return next((indicator.removeprefix(verb) for verb in self._leading if indicator.startswith(verb)), indicator)

    def all_of(self, indicator: str) -> str:
        """基站 of 新建基站: without the verb that says that they are new."""
        return next((indicator.removeprefix(verb) for verb in self._new if indicator.startswith(verb)), indicator)

    def groups_only(self, phrase: Phrase) -> bool:
        """Whether the phrase names groups or places alone: 农村235元."""
        return bool(phrase.words) and all(
            token.tag in (BODY, GROUP) or token.text in self._areas for token in phrase.words
        )

    def item(self, indicator: str) -> tuple[str, str]:
        """What an indicator such as 某某项目总投资 is about, and the noun that every item has.

        Both are `""` where there is none.
        """
        if indicator[-1:] in self._item_ends:
            for noun in self._items:
                if indicator.endswith(noun):
                    return indicator[: -len(noun)], noun
        return "", ""

    def in_item(self, draft: Draft, context: Context) -> None:
        """A list item's own noun goes before what all items have: 新材料7项，总投资38.4亿元."""
        item, noun = self.item(draft.indicator)
        if item:
            context.item = item
        elif noun and (named := context.clause_head if len(context.clause_head) in _BRIEF else context.item):
            draft.indicator = named + draft.indicator
            if noun != "投资":  # 对4136家企业进行了投资，累计投资…
                context.head = msgspec.structs.replace(context.head, indicator=draft.indicator)
        elif draft.quantity.kind == "count" and not noun:
            context.item = draft.indicator

    def in_business(self, phrase: Phrase, head: str) -> Phrase:
        """云业务快速增长，实现收入103亿元: a measure that every business has is of the one told of before."""
        named = self._business.search(head) if phrase.indicator in self._bare else None
        if named is None:
            return phrase
        return msgspec.structs.replace(phrase, indicator=head[: named.end()] + phrase.indicator, registered=None)

    def tells_business(self, head: str) -> bool:
        """Whether the noun phrase of a clause names a business: 云业务."""
        return self._business.search(head) is not None

    def of_crop(self, phrase: Phrase, context: Context) -> str:
        """稳定粮食播种面积350万亩、产量100万吨; 粮食生产再获丰收，总产5亿斤: whose output it is, said only before."""
        if phrase.indicator not in self._outputs:
            return ""
        before = context.clause_head or (context.last[1] if context.joined else "")
        named = self._areas_sown if not context.clause_head else self._growing
        return next((before.removesuffix(word) for word in named if before.endswith(word)), "")

    def of_school(self, phrase: Phrase, context: Context) -> str:
        """普通高中招生84万人，在校生241万人，毕业生79万人; 小学15所，在校生2万人: of what school, said only before."""
        if phrase.indicator not in self._enrolment:
            return ""
        named = [member.shared for member in context.recent if member.shared not in self._enrolment]
        stems = (name.removesuffix(word) for name in named for word in self._enrolment if name.endswith(word))
        schools = context.by_unit.get(_SCHOOLS)
        return next(stems, schools.indicator if schools is not None else "")

    def compares(self, phrase: Phrase) -> bool:
        """Whether the phrase opens with a comparison and so leaves out what is compared."""
        return phrase.indicator.startswith(self._comparing)

    def only_names(self, phrase: Phrase) -> bool:
        """当日新增139例: a naming verb alone, of what stands before it."""
        return phrase.indicator in self._naming and phrase.indicator == phrase.action

    def traded(self, phrase: Phrase, before: str) -> str:
        """成品油采购301万吨，销售285万吨: what is traded, named by what was done with it before; `""` otherwise."""
        if phrase.indicator in _BORDER and before.endswith(_BORDER) and not before.endswith((_TRADE, phrase.indicator)):
            return before[: -len(phrase.indicator)]  # 钢材出口6690万吨；进口1427万吨
        if phrase.indicator not in self._trading or phrase.registered is not None:
            return ""
        verb = next((verb for verb in self._trading if verb != phrase.indicator and before.endswith(verb)), before)
        return before.removesuffix(verb)

    def is_dependent(self, phrase: Phrase) -> bool:
        """Whether the phrase names only a rate, a share or a goal (增速, 占比, 目标任务): it needs a head."""
        return self.depends(phrase.indicator) or phrase.indicator in self._relation

    def depends(self, name: str) -> bool:
        """Whether a name, or each of two joined (规模和增速), is only a rate, a share or a size."""
        led = self._averages.match(name)  # 每月增速
        own = name[led.end() :] if led is not None else name
        return all(part in self._dependent for part in self._parting.split(own))

    def is_level(self, phrase: Phrase) -> bool:
        """顶部, 日低 and 首次涨穿: a level of what was measured before, and no measure of its own."""
        if phrase.indicator.endswith(self._points):
            return True
        return bool(phrase.words) and all(token.text in self._crossing for token in phrase.words)

    def measures(self, name: str) -> bool:
        """Whether a name ends like a measure and needs no head: 网络零售额, 巩固率."""
        return name.endswith(self._measures)

    def without_grade(self, indicator: str) -> str:
        """龙头企业 of 龙头企业国家级 and of 国家重点龙头企业."""
        named = next((indicator.removesuffix(grade) for grade in self._grades if indicator.endswith(grade)), indicator)
        return self._graded.sub("", named)

    def thing(self, phrase: Phrase) -> str:
        """The noun of a phrase, without what is done to it: 老旧小区 of 新开工改造老旧小区."""
        words = list(phrase.words)
        while len(words) > 1 and words[0].tag in _DONE:
            words.pop(0)
        while len(words) > 1 and words[-1].tag in _DONE:
            words.pop()
        noun = "".join([token.text for token in words])
        if any(token.tag in _DONE for token in words) or len(noun) == 1:  # 东站发送旅客, 灾: no things
            return ""
        return next((noun.removesuffix(stage) for stage in self._stages if noun.endswith(stage)), noun)

    def each(self, place: Place) -> str:
        """The 人均 that leads up to a figure whose measure stands before it."""
        return next((t.text for t in place.tokens[place.since : place.index] if t.text in self._each), "")

    def per_head(self, indicator: str) -> str:
        """`per_capita` or `average` where the name of the measure says so: 人均可支配收入, 户均."""
        if self._averaging.isdisjoint(indicator):
            return ""
        if self._heads.search(indicator):
            return "per_capita"
        return "average" if self._averages.search(indicator) else ""
