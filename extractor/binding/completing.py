"""Phrases that are only a part of a name, and what they belong to: 目标, 增速, 国家级, 总里程, 全国平均水平."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.draft import COUNTED
from extractor.binding.phrase import Phrase
from extractor.binding.place import joined
from extractor.binding.tokens import BODY, GROUP, INDICATOR

if TYPE_CHECKING:
    from extractor.binding.context import Context
    from extractor.binding.draft import Draft
    from extractor.binding.judge import PhraseJudge
    from extractor.binding.rated import RateReader
    from extractor.binding.tokens import CueBook

_NAMES = frozenset({"n", "x", "c", INDICATOR, GROUP, BODY})
_TOTAL = "总"


class Completer:
    """Completes them from what stands before; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, judge: PhraseJudge, rates: RateReader) -> None:
        self._grades = cues["grade"]
        self._whole_measures = tuple(sorted(cues["whole-measure"], key=len, reverse=True))
        self._judge = judge
        self._rates = rates

    def complete(self, draft: Draft, phrase: Phrase, context: Context, *, change: bool) -> bool:
        """Whether the phrase is only a part of a name, which the draft then has whole."""
        told = self._benchmark(draft, phrase, context) or self._total(draft, phrase, context)
        told = told or (draft.quantity.kind in COUNTED and self._part(draft, phrase, context))
        return told or self._partly(draft, phrase, context, change=change)

    def _partly(self, draft: Draft, phrase: Phrase, context: Context, *, change: bool) -> bool:
        """Whether it is completed from the head: a group, a grade, a level, a rate, a goal."""
        head = context.head
        if head.indicator and draft.quantity.kind not in COUNTED and self._judge.groups_only(phrase):
            draft.indicator = joined(phrase.indicator, head.indicator)  # 城镇居民 43051元, of 居民人均可支配收入
            return True
        if phrase.indicator in self._grades and head.indicator:  # 龙头企业国家级1家、省级9家
            draft.indicator = self._judge.without_grade(head.indicator) + phrase.indicator
            return True
        if head.indicator and draft.quantity.kind == "percent" and self._judge.is_level(phrase):  # 逼近顶部0.236%
            draft.indicator = head.indicator.removesuffix(phrase.indicator) + phrase.indicator
            return True
        whole = self._rates.whole(phrase.indicator, context)
        if change and draft.quantity.kind == "percent":
            draft.indicator = self._rates.of_sector(phrase.indicator, context)
            moved = context.last[0] == "count" and context.last_change[1] is not None  # 减少乡镇1170个，减幅约30%
            counted = not moved and (self._rates.of_counted(head) or context.last[0] == "count")
            if counted and whole != phrase.indicator:  # 有54个城市价格上涨，涨幅均未超过1.2%
                draft.indicator = whole
                context.head = Phrase(indicator=whole)
            if draft.indicator != phrase.indicator:
                return True
        told = context.clause_head and not context.clause_named  # 其次为违规发放补贴的案件，查处了35件
        acts = draft.quantity.kind == "count" and told and phrase.indicator == phrase.action
        if not (self._judge.is_dependent(phrase) or acts or (head.indicator and self._judge.only_names(phrase))):
            return False
        led = context.clause_head or head.indicator
        draft.indicator = led + phrase.indicator
        if led and self._judge.is_rate(phrase.indicator):
            draft.indicator = whole if led.endswith(phrase.indicator) else self._judge.of_rate(led, phrase.indicator)
        draft.registered = head.registered
        if context.clause_head:
            context.head = Phrase(indicator=context.clause_head)
        return True

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
