"""Times that set no period of what is told: what they only describe, are counted from, or are compared with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.binding.reading import Reading
    from extractor.binding.tokens import CueBook
    from extractor.times.text import PeriodMention

_SINCE = 8  # characters between 自2019年7月 and 至今
_OF_NOUN = re.compile(r"[\u4e00-\u9fff]{2,8}?的[\u4e00-\u9fff]")


class AsideReader:
    """Tells them by what stands around them; the word lists come from the rule book."""

    def __init__(self, reading: Reading, cues: CueBook) -> None:
        self._reading = reading
        self._records = tuple(cues["record"])  # behind a period: 2007年以来最好, 30年来首次
        self._prices = tuple(cues["price-basis"])
        self._comparing = cues["comparing"]
        self._measured = tuple(cues["surpassing"] | cues["keeping"])
        self._happened = tuple(word + "的" for word in sorted(cues["happening"]))

    def is_aside(self, mention: PeriodMention, given: PeriodMention | None, *, dated: bool) -> bool:
        """Whether a time says nothing of when; `given` is the time before, `dated`: the sentence has one already."""
        if mention.is_clock or self._goes_on(mention, given) or self._reading.glossed(mention.start):
            return True
        if mention.bound == "before" and dated and _OF_NOUN.match(self._reading.text, mention.end) is not None:
            return True  # 截至10月底，淘汰2005年底前注册的黄标车99万辆: the time is of the cars
        if dated and self._is_before(mention, given):
            return True
        priced = self._reading.text.startswith(self._prices, mention.end)  # 按2020年不变价计算
        return priced or ("来" in mention.quote and self._reading.text.startswith(self._records, mention.end))

    def _is_before(self, mention: PeriodMention, given: PeriodMention | None) -> bool:
        """截至9日14时，8日发生的地震已造成6人死亡: behind an until, when it happened; 截至9日，目前: the same again."""
        if given is None or given.bound != "until":
            return False
        happened = mention.is_day and self._reading.text.startswith(self._happened, mention.end)
        return happened or (mention.granularity == "now" and mention.bound is None)

    def is_compared(self, mention: PeriodMention) -> bool:
        """比年初预计的…, 保持去年规模: compared with; 上次跌破0.6%是在2019年: of what stands before alone."""
        text, before = self._reading.text, self._reading.text[max(0, mention.start - 1) : mention.start]
        measured = text.endswith(self._measured, 0, mention.start) and not mention.is_day
        return measured or before in self._comparing or text.startswith("是在", mention.start - 2)

    def _goes_on(self, mention: PeriodMention, given: PeriodMention | None) -> bool:
        """自2019年7月启动至今: the time has its beginning before it; 2月16日至今（2月23日） has its day behind it."""
        if given is None:
            return False
        if given.quote.endswith("今") and given.end == mention.start - 1:
            return self._reading.text[given.end] in "（("
        since = given.bound == "since" and 0 < mention.start - given.end <= _SINCE
        return since and mention.granularity == "now" and mention.quote.endswith("今")
