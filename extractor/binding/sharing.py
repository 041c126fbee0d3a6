"""What a figure of a distributed list measures: its own member, what the members share, the words behind 分别."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.phrase import Phrase

if TYPE_CHECKING:
    from extractor.binding.context import Context
    from extractor.binding.distribute import Share
    from extractor.binding.draft import Draft
    from extractor.binding.judge import PhraseJudge
    from extractor.binding.take import Measured
    from extractor.binding.tokens import CueBook


class ShareTaker:
    """Fills it; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, judge: PhraseJudge) -> None:
        self._judge = judge
        self._wholes = tuple(sorted(cues["suffix-measure"] | cues["suffix-whole"]))

    def take(self, draft: Draft, share: Share, measured: Measured, context: Context) -> None:
        """A distributed figure: its own member of the list, what the members share, and the words behind 分别."""
        draft.rule_id, phrase = "distributed", measured.phrase
        member = share.member
        measure = share.prefix + member.shared + phrase.indicator
        whole = any(self._judge.measures(other.name) for other in (member, *context.members))
        whole = whole or draft.quantity.kind == "rank" or member.name.endswith(self._wholes)
        if not measure and (member.is_body or not whole):  # 事故起数、直接损失分别下降…: each is a measure
            acted = context.head.action if context.head.counted and member.body is not None else ""
            measure = acted or context.clause_head or context.head.indicator  # 得分最高的3家为…，分别为49分、48分
            context.head = Phrase(indicator=measure) if context.clause_head else context.head
        elif context.head.indicator and self._judge.is_rate(measure):  # 回升势头加快，7、8两个月增速分别为…
            measure = self._judge.of_rate(context.head.indicator, measure)
        draft.indicator = measure if member.is_body else member.name + measure
        if share.last:
            context.head = Phrase(indicator=measure, registered=phrase.registered)
