"""Phrases that belong to the measure of the figure before: 总里程, 全国平均水平, 其中稻谷."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.draft import COUNTED_KINDS
from extractor.binding.phrase import Phrase
from extractor.binding.tokens import BODY, GROUP, INDICATOR

if TYPE_CHECKING:
    from extractor.binding.context import Context
    from extractor.binding.draft import Draft
    from extractor.binding.judge import PhraseJudge
    from extractor.binding.tokens import CueBook

_NAMES = frozenset({"n", "x", "c", INDICATOR, GROUP, BODY})
_TOTAL = "总"


class Completer:
    """Completes them from what stands before; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, judge: PhraseJudge) -> None:
        self._whole_measures = tuple(sorted(cues["whole-measure"], key=len, reverse=True))
        self._judge = judge

    def complete(self, draft: Draft, phrase: Phrase, context: Context) -> bool:
        """Whether the phrase belongs to the measure of the figure before, which the draft then has whole."""
        if self._benchmark(draft, phrase, context) or self._total(draft, phrase, context):
            return True
        return draft.quantity.kind in COUNTED_KINDS and self._part(draft, phrase, context)

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
