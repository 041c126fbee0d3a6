"""The head that a figure belongs to: what it inherits, what completes its name, and what it relates to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.draft import COUNTED, RATIO_KINDS
from extractor.binding.phrase import Phrase, acts
from extractor.binding.place import joined
from extractor.binding.proportions import ProportionReader
from extractor.binding.tokens import BODY, GROUP, INDICATOR

if TYPE_CHECKING:
    from extractor.binding.context import Context
    from extractor.binding.draft import Draft
    from extractor.binding.judge import PhraseJudge
    from extractor.binding.rated import RateReader
    from extractor.binding.tokens import CueBook

_NAMES = frozenset({"n", "x", "c", INDICATOR, GROUP, BODY})
_PRICED = frozenset({"percent", "rate", "money", "measure"})  # 逼近25Mbps
_TOTAL, _PULLS = "总", "拉动"
_TRADE = "业"


class Completer:
    """Names a figure by the head before it where its own words say only a part; the words come from the rule book."""

    def __init__(self, cues: CueBook, judge: PhraseJudge, rates: RateReader) -> None:
        self._grades = cues["grade"]
        self._named = cues["named-unit"]
        self._no_trades = tuple(sorted(cues["no-member"]))
        self._bare = cues["bare-measure"] | cues["suffix-measure"]
        self._whole_measures = tuple(sorted(cues["whole-measure"], key=len, reverse=True))
        self._share_nouns = tuple(cues["share-noun"])
        self._headless, self._of_counted = cues["headless-measure"], cues["measure-of-counted"]
        self._persons = (*cues.ordered("toll-person"), "人次")
        self._judge = judge
        self._rates = rates
        self._proportions = ProportionReader(judge)

    def inherit(self, draft: Draft, context: Context, *, change: bool) -> None:
        """The head that a figure without a phrase of its own belongs to."""
        grows = change and draft.quantity.kind == "percent"
        other = change and draft.quantity.kind not in RATIO_KINDS and not context.clause_head
        before = context.by_unit.get(draft.quantity.unit or "") if other else None
        head = before or self._rates.inherited(context.head_for(draft.quantity.kind), context, grows=grows)
        if not change and self._goes_on_from(draft, context):
            head = Phrase(indicator=context.last[1])
        if head.indicator and head.indicator == context.clause_head:
            context.head = head  # 农民收入在价格下调的情况下，仍然达到1.1万元，增长5.1%
        draft.indicator, draft.action, draft.registered = head.indicator, draft.action or head.action, head.registered
        draft.rule_id = "carried-head"
        whose = self._whose(head)
        if whose and context.subject_named(other_than=whose):
            draft.indicator = head.indicator.removeprefix(whose)
            if draft.registered is not None and draft.registered.text not in draft.indicator:
                draft.registered = None
        unit = draft.quantity.unit or ""
        if unit != head.indicator and unit in self._named and head.indicator in self._named:  # 7乡1镇13.9万人
            draft.indicator = unit
        elif head.indicator:
            draft.flags.append("indicator_inherited")

    def _whose(self, head: Phrase) -> str:
        """采矿业 of 采矿业增加值: the body or the trade that a head opens with; `""` where it is all there is."""
        first = head.words[0] if head.words else None
        if first is not None and first.tag == BODY:
            return first.text if first.text != head.indicator else ""
        end = head.indicator.rfind(_TRADE) + 1
        named = head.indicator[:end]
        trade = len(named) > 1 and not named.endswith(self._no_trades)
        return named if trade and head.indicator[end:] in self._bare else ""

    def _goes_on_from(self, draft: Draft, context: Context) -> bool:
        """占全部投资比重首次过半、达50.4%: whether the figure before is a share of which it says the same."""
        same = draft.quantity.kind == context.last[0] == "percent"
        return same and not context.clause_head and context.last[1].endswith(self._share_nouns)

    def complete(self, draft: Draft, phrase: Phrase, context: Context, *, change: bool) -> bool:
        """Whether the phrase is only a part of a name, which the draft then has whole."""
        phrase = self._rates.of_foremost(phrase)
        draft.indicator = phrase.indicator
        told = self._benchmark(draft, phrase, context) or self._total(draft, phrase, context)
        told = told or self._headless_of(draft, phrase, context)
        told = told or (draft.quantity.kind in COUNTED and self._part(draft, phrase, context))
        return told or self._partly(draft, phrase, context, change=change)

    def _partly(self, draft: Draft, phrase: Phrase, context: Context, *, change: bool) -> bool:
        """Whether it is completed from the head: a group, a grade, a level, a rate, a goal."""
        head = context.head
        if self._by_kind(draft, phrase, head):
            return True
        whole = self._rates.whole(phrase.indicator, context.rated)
        if change and draft.quantity.kind == "percent":
            draft.indicator = self._rates.of_sector(phrase.indicator, context)
            moved = context.last[0] == "count" and context.last_change[1] is not None  # 减少乡镇1170个，减幅约30%
            counted = not moved and (self._rates.of_counted(head) or context.last[0] == "count")
            if counted and whole != phrase.indicator:  # 有54个城市价格上涨，涨幅均未超过1.2%
                draft.indicator = whole
                context.head = Phrase(indicator=whole)
            if draft.indicator != phrase.indicator:
                return True
        done = draft.quantity.kind == "count" and self._done_to(phrase, context)
        if not (self._judge.is_dependent(phrase) or done or (head.indicator and self._judge.only_names(phrase))):
            return False
        led = context.clause_head or head.indicator
        if phrase.indicator.startswith(_TOTAL):
            led = self._judge.all_of(led)  # 新增高新技术企业1615家，总量2.47万家
        draft.indicator = led + phrase.indicator
        if led and self._rates.is_rate(phrase.indicator):
            draft.indicator = whole if led.endswith(phrase.indicator) else self._rates.whole(phrase.indicator, led)
        draft.registered = head.registered
        if context.clause_head:
            context.head = Phrase(indicator=context.clause_head)
        return True

    def _by_kind(self, draft: Draft, phrase: Phrase, head: Phrase) -> bool:
        """Whether the phrase names only a group, a grade or a level of what the head names."""
        if head.indicator and draft.quantity.kind not in COUNTED and self._judge.groups_only(phrase):
            draft.indicator = joined(phrase.indicator, head.indicator)  # 城镇居民 43051元, of 居民人均可支配收入
            return True
        if phrase.indicator in self._grades and head.indicator:  # 龙头企业国家级1家、省级9家
            draft.indicator = self._judge.without_grade(head.indicator) + phrase.indicator
            return True
        if head.indicator and draft.quantity.kind in _PRICED and self._judge.is_level(phrase):  # 逼近顶部0.236%
            draft.indicator = head.indicator.removesuffix(phrase.indicator) + phrase.indicator
            return True
        return False

    def _done_to(self, phrase: Phrase, context: Context) -> bool:
        """其次为违规发放补贴的案件，查处了35件: whether something is done to what the clause before names."""
        named = context.clause_bodied or (context.clause_named and not acts(phrase))
        return bool(context.clause_head) and not named and phrase.indicator == phrase.action

    def relate(self, draft: Draft, phrase: Phrase, context: Context, *, compared: bool = False) -> None:
        """拉动工业增长3.1个百分点 stands alone; 占移动电话用户的39.4% is about the head before it."""
        draft.indicator, draft.registered, draft.rule_id = phrase.indicator, phrase.registered, "relation"
        if self._proportions.take(draft, phrase, context):
            return
        head = context.previous or (Phrase(indicator=context.last[1]) if context.last[1] else context.head)
        if head.indicator and (self._judge.compares(phrase) or compared):  # 高出全国平均水平13.7个百分点
            draft.indicator = head.indicator + phrase.indicator
        elif head.indicator and phrase.words and self._rates.is_rate(rate := phrase.words[0].text):
            measure = head.indicator.removesuffix(rate)  # 利润增长16.7%，增幅高于收入7.8个百分点
            draft.indicator = self._rates.whole(rate, measure) + phrase.indicator.removeprefix(rate)
        elif head.indicator and phrase.indicator.startswith(_PULLS) and not draft.object:
            part = "率" not in head.indicator  # of 净出口贡献率 it is the 净出口 that pulls
            draft.object = head.indicator if part else draft.object  # 工业增加值增长3.4%，拉动经济增长1.0个百分点
        elif head.indicator and self._judge.names_benchmark(phrase):  # 低于全国平均水平0.8个百分点
            draft.indicator, draft.registered = head.indicator, head.registered

    def _benchmark(self, draft: Draft, phrase: Phrase, context: Context) -> bool:
        """万人发明专利拥有量达41件、约为全国平均水平的2倍: what it is compared with, and no measure of its own."""
        before = context.previous or Phrase(indicator=context.last[1])
        if not before.indicator or not self._judge.is_benchmark(phrase):
            return False
        draft.indicator, draft.registered, draft.action = before.indicator, before.registered, ""
        return True

    def _total(self, draft: Draft, phrase: Phrase, context: Context) -> bool:
        """新增铁路运营里程545公里、总里程超过4000公里: of what the figure before measures a part."""
        before, part = context.previous or Phrase(indicator=context.last[1]), phrase.indicator.removeprefix(_TOTAL)
        named = before.registered.text if before.registered is not None else self._judge.unled(before.indicator)
        if part == phrase.indicator or not part or named == part or not named.endswith(part):
            return False
        draft.indicator = named.removesuffix(part) + phrase.indicator
        context.head = Phrase(indicator=draft.indicator)
        return True

    def _headless_of(self, draft: Draft, phrase: Phrase, context: Context) -> bool:
        """粮食生产连年丰收，总产量达1500亿斤: a measure that names nothing is of what the clause before it tells."""
        last, counted = context.last
        people = (context.last_unit or "").endswith(self._persons)  # 接待游客50万人次，收入3亿元 is not theirs
        if phrase.indicator in self._of_counted and last == "count" and not (people or context.clause_head):
            draft.indicator = counted + phrase.indicator  # 链上企业199户、营收2274亿元
            return True
        if not context.clause_head or phrase.indicator not in self._headless:
            return False
        ends = (word for word in self._whole_measures if context.clause_head.endswith(word))
        draft.indicator = context.clause_head.removesuffix(next(ends, "")) + phrase.indicator
        context.head = Phrase(indicator=draft.indicator)
        return True

    def _part(self, draft: Draft, phrase: Phrase, context: Context) -> bool:
        """粮食种植面积11亿亩，其中稻谷4亿亩: a part that is only named has the measure of its whole."""
        unit, named = draft.quantity.unit or "", all(token.tag in _NAMES for token in phrase.words)
        if not context.among:
            measure = next((word for word in self._whole_measures if phrase.indicator.endswith(word)), "")
            context.whole = (unit, measure)
            return False
        of, measure = context.whole
        if not measure or of != unit or not named or self._judge.measures(phrase.indicator):
            return False
        if phrase.indicator.endswith(self._whole_measures):
            return False
        draft.indicator = phrase.indicator + measure
        context.head = Phrase(indicator=draft.indicator)
        return True
