"""What share of a whole a figure is, and whose: 男性占51.2%，女性占48.8%; 占移动电话用户的39.4%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, PLACE
from extractor.binding.phrase import Phrase

if TYPE_CHECKING:
    from extractor.binding.context import Context
    from extractor.binding.draft import Draft
    from extractor.binding.judge import PhraseJudge

_MAKES_UP = "占"
_SHARE = re.compile("占(?!地(?!区|方)|[用有])")  # 占地面积, 占有率
_UNNAMED = "占比"  # of what, nothing says
_WHOLE = frozenset({PLACE, INSTITUTION})


class ProportionReader:
    """Names a share by what makes it up and by what it is of."""

    def __init__(self, judge: PhraseJudge) -> None:
        self._judge = judge

    def take(self, draft: Draft, phrase: Phrase, context: Context) -> bool:
        """Fill the draft; False where the words say of no share, or nothing makes it up."""
        if draft.quantity.kind not in ("percent", "point") or _SHARE.search(phrase.indicator) is None:
            return False
        own, of = _split(phrase.indicator)
        head = context.previous or (Phrase(indicator=context.last[1]) if context.last[1] else context.head)
        before, told = _split(head.indicator)
        if len(own) > 1 and not self._judge.depends(own):  # 总值占全省比重47%、贡献率68%
            context.head = Phrase(indicator=own)
            context.making_up = whose = own
        else:
            alike = bool(told) and before == context.making_up  # and no share of the measure before them all
            whose = context.making_up = self._named(phrase, context) if alike or not before else ""
            whose = (whose or before) + own
        if not whose:
            return False
        whole = of or told
        draft.indicator = f"{whose}{_MAKES_UP}{whole}" if whole else whose + _UNNAMED
        draft.registered, draft.rule_id, draft.statistic = phrase.registered, "relation", "share"
        return True

    def _named(self, phrase: Phrase, context: Context) -> str:
        """大型企业占10%，小型企业占80%: the sector or group that stands right before the word."""
        body = context.clause_body or context.group
        near = body is not None and bool(phrase.words) and body.end == phrase.words[0].start
        return body.name if body is not None and near and body.type not in _WHOLE else ""


def _split(indicator: str) -> tuple[str, str]:
    """第一产业 and GDP比重, of 第一产业占GDP比重; a measure that is no share is whole, and is of nothing."""
    share = _SHARE.search(indicator)
    if share is None:
        return indicator, ""
    return indicator[: share.start()], indicator[share.end() :]
