"""Which of the words around a figure say what it measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.judge import PhraseJudge
from extractor.binding.lists import Member
from extractor.binding.patterns import SAME
from extractor.binding.phrases import Phrase, acts, verbal
from extractor.binding.place import (
    Place,
    holds_any,
    is_brief,
    is_qualified,
    is_right_behind,
    joined,
    measured_against,
    modifies,
    verb_before,
)
from extractor.binding.tokens import BODY

if TYPE_CHECKING:
    from extractor.binding.behind import Behind
    from extractor.binding.change import Change
    from extractor.binding.context import Context
    from extractor.binding.distribute import Share
    from extractor.binding.draft import Draft
    from extractor.binding.patterns import Bound
    from extractor.binding.tokens import CueBook

COUNTED = frozenset({"count", "measure"})
"""Kinds of figures that may have what they count behind them."""

_ACTION = 24  # characters
_MANY = 10000  # minutes and hours that are a volume: 通话时长8441亿分钟
_COMPARED = frozenset({"比", "较"})


class Measured(msgspec.Struct, frozen=True, gc=False):
    """What was read around one figure."""

    phrase: Phrase
    behind: Behind
    change: Change


class MeasureTaker:
    """Takes the measure from the figure's share of a list, the noun behind it, the phrase before it, or a head."""

    def __init__(self, cues: CueBook) -> None:
        self._durations = cues["duration-unit"]
        self._lasting = cues["running-on"]
        self._durative = cues["lasting"]
        self._tolls = cues["toll-unit"]
        self._grades = cues["grade"]
        self._judge = PhraseJudge(cues)

    def take(self, draft: Draft, place: Place, measured: Measured, context: Context, share: Share | None) -> None:
        """What is measured: by the figure's share of a list, the noun behind it, or the phrase before it."""
        phrase, behind, change = measured.phrase, measured.behind, measured.change
        if is_qualified(place):  # 总投资206亿元的产业城 is no item's
            context.item = ""
        kind = draft.quantity.kind
        draft.statistic = phrase.statistic
        draft.action = phrase.action
        if share is not None:
            self._take_share(draft, share, phrase, context)
        elif kind == "count" and draft.quantity.quote[-1] in self._tolls:  # 18死33伤
            draft.indicator, draft.rule_id = draft.quantity.quote[-1], "count-predicate"
        elif (
            kind == "measure"
            and phrase.indicator
            and is_qualified(place)
            and not (is_right_behind(place, self._durative) and behind.noun)
        ):
            self._take_phrase(draft, phrase, context, change=change.direction is not None)
        elif behind.noun and change.direction is None and (kind in COUNTED or modifies(place, kind, phrase)):
            self._take_noun(draft, phrase, behind, context, led=verb_before(place))
        elif change.relation and not self._judge.is_dependent(phrase):
            compared = any(token.text in _COMPARED for token in place.tokens[place.since : place.index])
            self._take_relation(draft, phrase, context, compared=compared)
        elif change.direction is not None and context.last[1] and measured_against(place, phrase):
            self._inherit(draft, context)
        else:
            self._take_phrase(draft, phrase, context, change=change.direction is not None)

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
        if counted and behind.noun and draft.action and behind.predicate:  # 资助1237.4万困难群众参加医疗保险
            draft.action = (draft.action + behind.predicate)[:_ACTION]
        draft.action = draft.action or behind.predicate
        priced = draft.quantity.kind == "money" and not phrase.indicator and alone  # 88元畅享套餐
        told = draft.indicator + draft.population
        left = behind.noun if (counted or priced) and behind.noun not in told else ""
        draft.object = draft.object or behind.thing or left
        draft.population = behind.noun if behind.group and counted else phrase.population or context.population

    def _take_relation(self, draft: Draft, phrase: Phrase, context: Context, *, compared: bool = False) -> None:
        """拉动工业增长3.1个百分点 stands alone; 占移动电话用户的39.4% is about the head before it."""
        draft.indicator, draft.registered, draft.rule_id = phrase.indicator, phrase.registered, "relation"
        head = context.previous or (Phrase(indicator=context.last[1]) if context.last[1] else context.head)
        if draft.quantity.kind in ("percent", "point") and phrase.indicator.startswith("占") and head.indicator:
            draft.indicator = head.indicator + (phrase.indicator if len(phrase.indicator) > 1 else "占比")
            draft.statistic = "share"
        elif head.indicator and (self._judge.compares(phrase) or compared):  # 高出全国平均水平13.7个百分点
            draft.indicator = head.indicator + phrase.indicator
        elif head.indicator and self._judge.names_benchmark(phrase):  # 低于全国平均水平0.8个百分点
            draft.indicator, draft.registered = head.indicator, head.registered

    def _take_noun(self, draft: Draft, phrase: Phrase, behind: Behind, context: Context, *, led: bool) -> None:
        """103家民宿: what is counted stands behind its counter; `led`: behind a verb, though it be a light one."""
        draft.indicator, draft.rule_id = behind.noun, "count-noun"
        draft.action = phrase.action or (phrase.indicator if verbal(phrase) or acts(phrase) else "")
        things = _names_thing(phrase) and not self._judge.bodies_only(phrase)
        if not draft.action and draft.quantity.role == "claim" and things:
            draft.object = phrase.indicator
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

    def _take_phrase(self, draft: Draft, phrase: Phrase, context: Context, *, change: bool) -> None:
        """The phrase before the figure, or, where there is none, the head that the figure inherits."""
        if not phrase.indicator:
            self._inherit(draft, context)
            return
        head = context.head
        draft.rule_id = "head-change" if change else "head-value"
        share = draft.quantity.kind in ("percent", "point") and phrase.indicator.startswith("占")
        if share and (head.indicator or context.last[1]):
            self._take_relation(draft, phrase, context)
            return
        draft.registered = phrase.registered
        draft.indicator = phrase.indicator
        if head.indicator and (leaning := self._leaning(draft.quantity.kind, phrase, head)):
            draft.indicator = leaning
            return
        told = context.clause_head and not context.clause_named  # 其次为违规发放补贴的案件，查处了35件
        acts = draft.quantity.kind == "count" and told and phrase.indicator == phrase.action
        if self._judge.is_dependent(phrase) or acts or (head.indicator and self._judge.only_names(phrase)):
            measure = context.clause_head or head.indicator
            rate = measure and self._judge.is_rate(phrase.indicator)
            draft.indicator = self._judge.of_rate(measure, phrase.indicator) if rate else measure + phrase.indicator
            draft.registered = head.registered
            if context.clause_head:
                context.head = Phrase(indicator=context.clause_head)
            return
        if draft.quantity.kind in COUNTED:
            self._of_thing(draft, phrase, context)
        lasts = draft.quantity.unit in self._durations and (draft.quantity.value or 0) < _MANY
        if not lasts and not self._judge.is_level(phrase):
            context.head = phrase
        if draft.quantity.role == "claim":
            self._judge.in_item(draft, context)

    def _leaning(self, kind: str, phrase: Phrase, head: Phrase) -> str:
        """The measure of a phrase that says only whose, of which grade or of which level it is; `""` of any other."""
        if kind not in COUNTED and self._judge.groups_only(phrase):
            return joined(phrase.indicator, head.indicator)  # 城镇居民 43051元, of 居民人均可支配收入
        if phrase.indicator in self._grades:  # 龙头企业国家级1家、省级9家
            return self._judge.without_grade(head.indicator) + phrase.indicator
        if kind == "percent" and self._judge.is_level(phrase):  # 逼近顶部0.236%, of 国债收益率
            return head.indicator + ("" if head.indicator.endswith(phrase.indicator) else phrase.indicator)
        return ""

    def _inherit(self, draft: Draft, context: Context) -> None:
        """The head that a figure without a phrase of its own belongs to."""
        head = context.head_for(draft.quantity.kind)
        if head.indicator and head.indicator == context.clause_head:
            context.head = head  # 农民收入在价格下调的情况下，仍然达到1.1万元，增长5.1%
        draft.indicator, draft.action, draft.registered = head.indicator, draft.action or head.action, head.registered
        draft.rule_id = "carried-head"
        if head.words and head.words[0].tag == BODY and context.subject_named(other_than=head.words[0].text):
            draft.indicator = head.indicator.removeprefix(head.words[0].text) or head.indicator
        if head.indicator:
            draft.flags.append("indicator_inherited")

    def _of_thing(self, draft: Draft, phrase: Phrase, context: Context) -> None:
        """改造老旧小区251个，完成改造199个: what was done is done to those just counted."""
        unit = draft.quantity.unit
        if not acts(phrase):
            context.counted_noun = (unit, self._judge.thing(phrase))
        elif unit is not None and context.counted_noun[0] == unit and is_brief(phrase):
            draft.object = context.counted_noun[1]
        if context.comparing and context.compared and not draft.object:
            draft.object = context.compared

    def _take_share(self, draft: Draft, share: Share, phrase: Phrase, context: Context) -> None:
        """A distributed figure: its own member of the list, what the members share, and the words behind 分别."""
        draft.rule_id = "distributed"
        member = share.member
        measure = share.prefix + member.shared + phrase.indicator
        whole = any(self._judge.measures(other.name) for other in (member, *context.members))
        if not measure and (member.is_body or not whole):  # 事故起数、直接损失分别下降…: each is a measure
            acted = context.head.action if context.head.counted and member.body is not None else ""
            measure = acted or context.clause_head or context.head.indicator  # 得分最高的3家为…，分别为49分、48分
            context.head = Phrase(indicator=measure) if context.clause_head else context.head
        elif context.head.indicator and self._judge.is_rate(measure):  # 回升势头加快，7、8两个月增速分别为…
            measure = self._judge.of_rate(context.head.indicator, measure)
        draft.indicator = measure if member.is_body else member.name + measure
        if share.last:
            context.head = Phrase(indicator=measure, registered=phrase.registered)


def _names_thing(phrase: Phrase) -> bool:
    """Whether the phrase before a counted noun names a thing: not 将近, 全省, 以上企业 or a measure of its own."""
    noun = any(token.tag == "n" for token in phrase.words)
    return noun and phrase.registered is None and not phrase.indicator.startswith(("以上", "以下"))


def apply_bound(draft: Draft, bound: Bound, context: Context) -> None:
    """What a pattern binds goes over what was read from the clause."""
    draft.rule_id = bound.rule_id
    for slot, value in bound.slots.items():
        if value == SAME:
            context.head = context.previous or context.head
        draft.take(slot, context.head.inherited(slot) if value == SAME else value)


def remember(draft: Draft, context: Context) -> None:
    """What the figures behind this one may need of it."""
    context.clause_head = ""
    context.last = (draft.quantity.kind, draft.indicator)
    context.last_unit = draft.quantity.unit
    if draft.direction is None and draft.quantity.kind != "rank" and draft.role == "claim":
        context.recent.append(Member("", draft.indicator, None, False, draft.subject))
    context.last_change = (draft.quantity.kind, draft.direction)
    context.previous = Phrase(draft.indicator, draft.action, draft.registered)
