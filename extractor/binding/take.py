"""Which of the words around a figure say what it measures."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from extractor.binding.carried import CarriedReader
from extractor.binding.completing import Completer
from extractor.binding.draft import COUNTED
from extractor.binding.goods import GoodsReader
from extractor.binding.judge import PhraseJudge
from extractor.binding.limits import LimitReader
from extractor.binding.phrase import VERBS, Phrase, acts, is_brief, verbal
from extractor.binding.place import (
    Place,
    holds_any,
    is_qualified,
    is_right_behind,
    verb_before,
)
from extractor.binding.rated import RateReader
from extractor.binding.sharing import ShareTaker
from extractor.binding.tokens import GROUP, INDICATOR

if TYPE_CHECKING:
    from extractor.binding.around import Measured
    from extractor.binding.behind import Behind
    from extractor.binding.context import Context
    from extractor.binding.distribute import Share
    from extractor.binding.draft import Draft
    from extractor.binding.tokens import CueBook

_NOUNS = "nouns"  # the rule of figures that hold the noun they count
_PASSIVE = "被"
_MANY = 10000  # minutes and hours that are a volume: 通话时长8441亿分钟


class MeasureTaker:
    """Takes the measure from the figure's share of a list, the noun behind it, the phrase before it, or a head."""

    def __init__(self, cues: CueBook) -> None:
        self._durations = cues["duration-unit"]
        self._lasting = cues["running-on"]
        self._durative = cues["lasting"]
        self._tolls = cues["toll-unit"]
        self._join = cues["join"]
        self._copula = cues["copula"]
        self._reaching = cues["reaching-verb"]
        self._holders = tuple(sorted(cues["suffix-counted-body"] | {"国"}))
        self._judge = PhraseJudge(cues)
        self._carried = CarriedReader(cues, self._judge)
        self._limits = LimitReader(cues)
        self._rates = RateReader(cues)
        self._completer = Completer(cues, self._judge, self._rates)
        self._goods = GoodsReader(cues)
        self._shares = ShareTaker(cues, self._judge)

    def take(self, draft: Draft, place: Place, measured: Measured, context: Context, share: Share | None) -> None:
        """What is measured: by the figure's share of a list, the noun behind it, or the phrase before it."""
        phrase, behind, change = measured.phrase, measured.behind, measured.change
        if is_qualified(place):  # 总投资206亿元的产业城 is no item's
            context.item = ""
        kind = draft.quantity.kind
        draft.statistic = phrase.statistic
        draft.action = phrase.action
        if share is not None:
            self._shares.take(draft, share, measured, context)
        elif kind == "count" and draft.quantity.quote[-1] in self._tolls:  # 18死33伤
            draft.indicator, draft.rule_id = draft.quantity.quote[-1], "count-predicate"
        elif self._limits.is_step(behind.noun):
            self._take_step(draft, phrase, behind, context)
        elif kind == "rank" and behind.noun and (is_qualified(place) or _names(place)) and self._describes(place):
            draft.indicator, draft.rule_id = behind.noun, "count-noun"
        elif (
            kind == "measure"
            and phrase.indicator
            and is_qualified(place)
            and not (is_right_behind(place, self._durative) and behind.noun)
        ):
            self._take_phrase(draft, phrase, context, change=change.direction is not None)
        elif (
            behind.noun and change.direction is None and (kind in COUNTED or self._limits.modifies(place, kind, phrase))
        ):
            self._take_noun(draft, phrase, behind, context, led=verb_before(place))
            joined = is_right_behind(place, self._join)  # 10个甲园区及5个乙园区: what stands before it is the other's
            draft.object = "" if joined and draft.object == phrase.indicator else draft.object
        elif change.relation and not self._judge.is_dependent(phrase) and not phrase.compares:
            self._completer.relate(draft, phrase, context, compared=measured.compares)
        else:
            self._take_phrase(draft, phrase, context, change=change.direction is not None)
        if draft.rule_id == "carried-head":
            self._carried.take(draft, place, context)

    def take_behind(self, draft: Draft, place: Place, measured: Measured, context: Context, *, alone: bool) -> None:
        """What the words behind the figure say beyond what is measured: what was done, and for whom."""
        phrase, behind = measured.phrase, measured.behind
        counted = draft.quantity.kind in COUNTED
        if alone and counted and behind.predicate and not phrase.indicator and not behind.noun:  # 88422人受灾
            lasting = draft.quantity.unit in self._durations and holds_any(place, self._lasting)
            head = (context.clause_head or context.last[1]) if lasting else ""  # 平均利率为…，已连续6个月下降
            if place.since == place.index > 0 and context.previous is not None:  # 贫困户12户36人入股分红
                head = context.previous.indicator
            draft.indicator, draft.rule_id, draft.registered = head + behind.predicate, "count-predicate", None
            draft.flags = [flag for flag in draft.flags if flag != "indicator_inherited"]
            draft.action = ""
        if draft.rule_id in ("carried-head", "count-predicate") and self._holds_body(draft, behind):
            draft.action = draft.indicator if draft.rule_id == "count-predicate" else ""  # 五部委联合启动…
            draft.indicator, draft.rule_id = draft.quantity.unit or "", "count-predicate"
        goes_on = (counted and behind.noun) or behind.predicate.startswith(_PASSIVE)  # 造成补偿款139万元被骗取
        if goes_on and draft.action and behind.predicate:  # 资助1237.4万困难群众参加医疗保险
            draft.action += behind.predicate
        draft.action = draft.action or behind.predicate
        priced = draft.quantity.kind == "money" and self._limits.stands_before(
            place, bare=alone and not phrase.indicator
        )
        left = behind.noun if (counted or priced) and behind.noun not in draft.indicator + draft.population else ""
        draft.object = draft.object or behind.thing or left
        named = draft.quantity.rule_id == _NOUNS or any(token.tag == GROUP for token in phrase.words)
        others = "" if named else context.population  # 40万青年来渝、33万农民工就业: not the group just counted
        draft.population = behind.noun if behind.group and counted else phrase.population or others
        context.population = phrase.population or context.population  # 对酒店、民宿的专线降费，让利5万元

    def _describes(self, place: Place) -> bool:
        """昌黎县成为全国第一的养殖大县, 排在第二位的是公车案件: whether a copula stands before or behind."""
        behind = place.tokens[place.index + 2 : place.index + 3]
        return holds_any(place, self._copula) or (bool(behind) and behind[0].text in self._copula)

    def _take_step(self, draft: Draft, phrase: Phrase, behind: Behind, context: Context) -> None:
        """地区生产总值连跨两个万亿元台阶，年均增长6.4%: what climbed is measured, and not the steps."""
        draft.object, named = behind.noun, self._judge.thing(phrase)
        if acts(phrase) or not named:
            self._completer.inherit(draft, context, change=False)
            draft.indicator = draft.indicator or context.rated
            context.head = context.head if context.head.indicator else Phrase(indicator=context.rated)
            return
        draft.indicator, draft.registered, draft.rule_id = named, phrase.registered, "head-value"
        context.head = Phrase(indicator=named, registered=phrase.registered)

    def _holds_body(self, draft: Draft, behind: Behind) -> bool:
        """Whether the figure itself names whom it counts: 五部委, 两国."""
        return (
            not behind.noun and draft.quantity.kind == "count" and (draft.quantity.unit or "").endswith(self._holders)
        )

    def _take_noun(self, draft: Draft, phrase: Phrase, behind: Behind, context: Context, *, led: bool) -> None:
        """103家民宿: what is counted stands behind its counter; `led`: behind a verb, though it be a light one."""
        draft.indicator, draft.rule_id = behind.noun, "count-noun"
        draft.action = phrase.action or (phrase.indicator if verbal(phrase) or acts(phrase) else "")
        things = self._judge.names_thing(phrase)
        if not draft.action and draft.quantity.role == "claim" and things:
            draft.object = phrase.indicator
        elif phrase.action and phrase.indicator not in draft.action and draft.quantity.role == "claim":
            draft.object = phrase.indicator  # 推进甲改造、乙改造等233公里道路: to what it is done
        if not phrase.indicator and not behind.predicate and context.head.counted and not led:
            draft.action = context.head.action  # 帮扶64个县，77个乡镇
        context.counted_noun = (draft.quantity.unit, behind.noun)
        if behind.group:
            context.population = behind.noun
        lasting = draft.quantity.unit in self._durations  # 长达54个月: what follows is about something else
        if draft.quantity.role == "claim" and draft.quantity.kind in COUNTED and not lasting:
            context.head = Phrase(indicator=behind.noun, action=draft.action, counted=True)
            if draft.quantity.kind == "count":
                context.item = behind.noun  # 设立17支基金，总规模470亿元
        elif draft.quantity.role == "claim" and draft.quantity.kind == "money":  # 创造了5亿元的增加值，增长20%
            context.head = Phrase(indicator=behind.noun, action=draft.action)

    def _take_phrase(self, draft: Draft, phrase: Phrase, context: Context, *, change: bool) -> None:
        """The phrase before the figure, or, where there is none, the head that the figure inherits."""
        headed = bool(context.head.indicator or context.clause_head)
        benchmark = headed and draft.quantity.kind == "multiple" and self._judge.names_benchmark(phrase)
        if not phrase.indicator or benchmark:  # 发生率最高，是全国平均水平的10倍
            self._completer.inherit(draft, context, change=change)
            return
        head = context.head
        draft.rule_id = "head-change" if change else "head-value"
        share = draft.quantity.kind in ("percent", "point") and phrase.indicator.startswith("占")
        if share and (head.indicator or context.last[1] or phrase.indicator == "占"):
            self._completer.relate(draft, phrase, context)
            return
        draft.registered = phrase.registered
        led = self._judge.traded(phrase, head.indicator) or self._judge.of_crop(phrase, context)
        led = led or self._judge.of_school(phrase, context)
        draft.indicator = led + self._goods.whole(phrase.indicator, context)
        self._goods.see(phrase, context)
        whole = draft.indicator == phrase.indicator
        if whole and self._completer.complete(draft, phrase, context, change=change):
            return
        if draft.quantity.kind in COUNTED:
            self._of_thing(draft, phrase, context)
        lasts = draft.quantity.unit in self._durations and (draft.quantity.value or 0) < _MANY
        if not lasts and not self._judge.is_level(phrase):
            context.head = phrase.uncompared() if whole else Phrase(indicator=draft.indicator)
            self._rates.keep(phrase.indicator, context)
        self._doing(draft, phrase, context)
        if draft.quantity.role == "claim":
            self._judge.in_item(draft, context)

    def _doing(self, draft: Draft, phrase: Phrase, context: Context) -> None:
        """新增本科专业点312个、高职专业点919个: the verb before the first of a list is said of each of its unit."""
        goes_on = context.joined and context.previous is None and context.last_unit == draft.quantity.unit
        if goes_on and context.deed and not phrase.action:
            draft.action = context.deed + phrase.indicator
            return
        leading = "".join([token.text for token in takewhile(lambda token: token.tag in VERBS, phrase.words)])
        context.deed = leading if leading and phrase.action.startswith(leading) and phrase.action != leading else ""

    def _of_thing(self, draft: Draft, phrase: Phrase, context: Context) -> None:
        """改造老旧小区251个，完成改造199个: what was done is done to those just counted."""
        unit = draft.quantity.unit
        if not acts(phrase):
            context.counted_noun = (unit, self._judge.thing(phrase))
        elif unit is not None and context.counted_noun[0] == unit and is_brief(phrase):
            draft.object = context.counted_noun[1]
        elif phrase.indicator in self._reaching and context.last[0] == "money":  # 低保标准提高到351元，惠及239万人
            draft.object = context.last[1]
        if context.comparing and context.compared and not draft.object:
            draft.object = context.compared


def _names(place: Place) -> bool:
    """第一大贸易伙伴: whether a rank opens the name of what has it."""
    following = place.tokens[place.index + 1 : place.index + 2]
    return bool(following) and following[0].tag in ("n", "w", INDICATOR)
