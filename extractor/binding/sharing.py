"""What a figure of a distributed list measures: its own member, what the members share, the words behind 分别."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.phrase import Phrase, acts
from extractor.binding.place import joined
from extractor.binding.rated import RateReader

if TYPE_CHECKING:
    from extractor.binding.around import Measured
    from extractor.binding.context import Context
    from extractor.binding.distribute import Share
    from extractor.binding.draft import Draft
    from extractor.binding.judge import PhraseJudge
    from extractor.binding.tokens import CueBook

_LISTED = "、"


class ShareTaker:
    """Fills it; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, judge: PhraseJudge) -> None:
        self._judge = judge
        self._rates = RateReader(cues)
        self._wholes = tuple(sorted(cues["suffix-measure"] | cues["suffix-whole"]))

    def take(self, draft: Draft, share: Share, measured: Measured, context: Context) -> None:
        """A distributed figure: its own member of the list, what the members share, and the words behind 分别."""
        draft.rule_id, phrase = "distributed", measured.phrase
        member = share.member
        context.sharing = [*context.sharing, draft] if share.position else [draft]
        if share.last and measured.behind.noun and acts(phrase):
            for one in context.sharing:  # 分别选任了5名、13名、10名人民陪审员: all of them are
                one.object = one.object or measured.behind.noun
        measure = share.prefix + member.shared + phrase.indicator
        whole = any(self._judge.measures(other.name) for other in (member, *context.members))
        whole = whole or draft.quantity.kind == "rank" or member.name.endswith(self._wholes)
        if not measure and (member.is_body or not whole):  # 事故起数、直接损失分别下降…: each is a measure
            acted = context.head.action if context.head.counted and member.body is not None else ""
            led = "" if _LISTED in context.head.indicator else context.head.indicator
            measure = acted or context.clause_head or led  # 得分最高的3家为…，分别为49分、48分
            measure = "" if measure == member.name else measure  # 接入流量分别为58.9万和65.4万TB，增长18.2%和18.6%
            context.head = Phrase(indicator=measure) if context.clause_head else context.head
        elif context.head.indicator and self._rates.is_rate(measure) and not _is_listed(context):
            # 回升势头加快，7、8两个月增速分别为…
            measure = self._rates.whole(measure, context.head.indicator)
        led = context.head.indicator if self._judge.depends(member.name) and not measure else ""  # 货值和总量分别居…
        draft.indicator = measure if member.is_body else led + joined(member.name, measure)
        if share.last:
            listed = "" if measure or member.is_body else "、".join([other.name for other in context.members])
            context.head = Phrase(indicator=measure or listed, registered=phrase.registered)  # 浓度分别为…，均上升15%


def _is_listed(context: Context) -> bool:
    """新建住宅和二手住宅价格涨幅…，分别回落0.3和0.2个百分点: whether the head is the list itself."""
    return any(member.name and member.name in context.head.indicator for member in context.members)
