"""Periods in force: resolves the mentions of a document in order, with the running year, and carries them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from extractor.binding.asides import AsideReader
from extractor.binding.running import RunningDates
from extractor.binding.tokens import FIGURE, PERIOD, CueBook, Piece, Token, any_of
from extractor.comparisons import base_mentions, base_value, level_base
from extractor.times.text import explicit_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.context import Context
    from extractor.binding.reading import Reading, View
    from extractor.model import Period
    from extractor.text.sentences import Sentence
    from extractor.times.text import PeriodMention


_INDENT = 4  # characters: blanks, or 在, before what a paragraph opens with
_DAY = ("当日", "当天")  # 当日新增24例; but 当天早上8时20分， and 当天， are times of their own
_DATA = ("week", "month", "quarter", "half")  # what published data are of
_YEAR_BEFORE = frozenset({"上年", "去年", "上年同期", "去年同期"})
_WAS = re.compile("[为是](?:[增下上][长降升涨]|[0-9])")  # 上年为增长5.2%
_FEAST = 2  # characters of a feast's name: 国庆, 清明
_LOOKING_BACK = re.compile("(?:回顾|回首|刚刚|刚|已经|即将|过去的|的)+")  # 刚刚过去的2013年，
_ASIDE = ("近", "最近")
_GOALS = re.compile("[^，。；：\n]{0,24}(?:目标|指标)[^，。；：\n]{0,4}：")  # 今年经济社会发展主要预期目标是：


class PeriodCarrier(RunningDates):
    """The periods in force: a heading's or title's year stands until the next heading."""

    def __init__(self, reading: Reading, cues: CueBook, *, report: bool) -> None:
        super().__init__(reading, cues, report=report)
        self._alike = cues["flat"] | cues["alike"]  # behind a period: 与上月持平 compares with it
        self._points = re.compile(rf"(?:{any_of(cues['level-point']).pattern})(-?[0-9])?")
        self._achieved = cues["achieved"]
        self._from = cues["from-word"]
        self._asides = AsideReader(reading, cues)
        self._publishing = cues["publishing"]
        self._happened = tuple(cues["happened"])
        self._starts = [mention.start for mention in reading.periods]
        self._title_year: int | None = None
        self._given: PeriodMention | None = None  # the period taken over last
        self._feasts: dict[str, Period] = {}  # those whose dates the text has given

    def title_period(self) -> Period | None:
        """The period of the document's first line, when it names a year, quarter or month of its own."""
        text = self._reading.text
        first_line = len(text) - len(text.lstrip())
        end = text.find("\n", first_line)
        end = len(text) if end < 0 else end
        if end - first_line > 80 or text[first_line:end].rstrip().endswith(("。", "；")):
            return None
        bases = base_mentions(self._reading.bases)
        for index, mention in enumerate(self._reading.periods):
            if mention.start >= end:
                break
            if (
                index not in bases
                and mention.granularity in ("year", "half", "quarter", "month")
                and mention.bound is None
            ):
                period = self._resolve(mention)
                self._title_year = self._section_year = explicit_year(mention, self.published) or self._section_year
                return period
        return None

    def heading_period(self, view: View, *, anew: bool) -> Period | None:
        """The period that a heading names for its section; its year becomes the running year.

        `anew`: it opens an item of news, which is not of the year that the heading of another names.
        """
        if anew:
            self._section_year = self._title_year
        for token in view.tokens:
            if token.tag == PERIOD:
                mention = self._mention(token)
                year = None if mention.is_day else explicit_year(mention, self.published)
                if year is not None:
                    self._section_year = self._year = year
                if mention.granularity in ("year", "half", "quarter", "month") and mention.bound is None:
                    return self._resolve(mention)
                if mention.granularity == "plan":
                    self._resolve(mention)
        return None

    def see_opening(self, sentence: Sentence, context: Context) -> None:
        """A year that a paragraph opens with (2018年，是…之年) holds where nothing nearer is stated."""
        happened = sentence.opens and self._reading.text.startswith(self._happened, sentence.start)
        if happened and self._last_day is not None:
            context.period = self._last_day
        index = bisect_left(self._starts, sentence.start)
        if index == len(self._starts):
            return
        before = self._reading.text[sentence.start : self._starts[index]]
        if len(before) > _INDENT and not _LOOKING_BACK.fullmatch(before):
            return
        mention = self._reading.periods[index]
        opens = sentence.opens or (self._report and _LOOKING_BACK.fullmatch(before) is not None)
        if (opens and self._opens_year(mention)) or (self._report and self._spans(mention)):
            context.last_resort = self._resolve(mention)

    def _opens_year(self, mention: PeriodMention) -> bool:
        """2018年，是…之年; 2022年《政府工作报告》 says no period."""
        stands = self._reading.text[mention.end : mention.end + 1] in "，,是"
        whole = mention.granularity in ("year", "half", "quarter") and mention.bound is None and mention.last is None
        return stands and whole and explicit_year(mention, self.published) is not None

    def _spans(self, mention: PeriodMention) -> bool:
        """过去一年，是… and 五年来，我们… of a report: what it looks back over; 今年主要预期目标是：… what it plans."""
        if mention.bound is not None or mention.last is not None:
            return False
        first = mention.first
        if mention.granularity == "window":
            return first.unit == "year" and first.count is not None
        return mention.granularity == "year" and _GOALS.match(self._reading.text, mention.end) is not None

    def see_days(self, sentence: Sentence) -> None:
        """The days that a sentence without figures names: what 事故发生后 and 当天 in a later paragraph mean."""
        low, high = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        for mention in self._reading.periods[low:high]:
            if mention.granularity in ("day", "time") and mention.bound is None and mention.last is None:
                self.see_day(mention)

    def see(self, tokens: Sequence[Token], periods: Sequence[int], context: Context, *, source: bool) -> None:
        """Take over the periods at those places; in a clause that names its source they only move the year."""
        if not periods:
            return
        silent = all(token.tag != FIGURE for token in tokens)
        for index in periods:
            if index + 1 < len(tokens) and tokens[index + 1].text in self._alike:
                continue
            if silent and self._aside(tokens, index, context):
                continue
            if source and self._mention(tokens[index]).granularity in ("day", "time"):
                self._resolve(self._mention(tokens[index]))
            else:
                self._take(tokens[index], context)
                self._tell(tokens, index, context)

    def _tell(self, tokens: Sequence[Token], index: int, context: Context) -> None:
        """公布了12月份房价数据: their month holds until the next heading, where nothing nearer is said."""
        mention = self._mention(tokens[index])
        spans = mention.granularity in _DATA and mention.bound is None and not mention.is_point
        if spans and not self._publishing.isdisjoint([token.text for token in tokens[:index]]):
            context.told_period = context.told_period or self._resolve(mention)

    def _aside(self, tokens: Sequence[Token], index: int, context: Context) -> bool:
        """Take over a period that a clause without figures names in passing: for its sentence, or not at all.

        改变了去年持续下降的状态 says no time of what follows; …在一季度下滑，二季度转正，三季度回升 says four.
        """
        mention = self._mention(tokens[index])
        if mention.is_clock or mention.is_point or mention.bound is not None:
            return False
        if index > 0 and mention.is_relative and tokens[index - 1].text in self._achieved:
            return True
        running = context.sentence_period
        day = running is not None and running.period_start is not None and running.period_start == running.period_end
        if day and not self._publishing.isdisjoint([token.text for token in tokens[:index]]):
            return False  # 今天，财政部公布了9月份数据: of the month
        several = mention.granularity in ("quarter", "month") and running is not None
        if several or (mention.granularity == "quarter" and index > 0 and tokens[index - 1].text == "在"):
            context.sentence_period = self._resolve(mention)
            return True
        return False

    def see_rest(self, pieces: Sequence[Piece], context: Context) -> None:
        """Take over the periods behind the opening of a sentence without figures."""
        for piece in pieces:
            if piece.tag != PERIOD:
                continue
            token = Token(piece.start, piece.end, "", PERIOD, piece.ref)
            mention = self._mention(token)
            part = mention.granularity in ("quarter", "month") and mention.bound is None and not mention.is_point
            if not (part and context.sentence_period is not None):  # 一季度下滑，…四季度回升: of no later sentence
                self._take(token, context)

    def base_value(self, index: int, context: Context) -> str | None:
        """What the base of that index stands for, given the period in force."""
        base = self._reading.bases[index]
        period = context.sentence_period or context.period
        fact_end = period.period_end if period is not None else None
        if base.mention is None:
            return base_value(base, None, fact_end=fact_end)
        mention = self._reading.periods[base.mention]
        resolved = self._dated(mention)
        return base_value(base, resolved, mention=mention, fact_end=fact_end)

    def base_period(self, index: int) -> Period | None:
        """The time of a base whose level is stated: 相比2010年的580万套; None of one that says no time."""
        base = self._reading.bases[index]
        return None if base.mention is None or base.of_level else self._dated(self._reading.periods[base.mention])

    def _take(self, token: Token, context: Context) -> None:
        mention = self._mention(token)
        feast = mention.granularity == "festival" and self._feast(mention, context)
        if feast or self._asides.is_aside(mention, self._given, dated=context.sentence_period is not None):
            return  # nor is it the year of what follows: 全年 behind 2300元（2010年不变价） is no 2010
        if (level := self._points.match(self._reading.text, mention.end)) is not None:
            if level[1]:  # 逼近2019年1月24日顶部0.236%: of that level alone
                context.passing = self._dated(mention)
            return
        before = self._reading.text[max(0, mention.start - 1) : mention.start]
        passes = self._passes(mention, before)
        period = (passes and self._month_before(mention)) or self._resolve(mention)
        if self._asides.is_compared(mention):
            return
        if passes:
            context.see_passing(period, day=mention.quote.endswith(_DAY))
            if self._reading.text.startswith("的", mention.end):
                context.level_base, context.level_period = level_base(mention, period), period
            elif before in self._from:  # 由2002年7703元增加到2007年13786元，…由2476元增加到4140元
                context.level_period = period
        elif "当月" in mention.quote or mention.quote.startswith(_ASIDE):
            context.sentence_period = period  # 1-8月 stands, whatever 8月当月 or 近3年 is
        else:
            context.see_period(period, point=mention.is_point, until=mention.bound == "until")
            self._given = mention

    def _feast(self, mention: PeriodMention, context: Context) -> bool:
        """Take over a feast whose dates the text has given: 10月1日至7日国庆长假期间, and 国庆节期间 behind it."""
        name = (mention.first.name or "").strip('“"')[:_FEAST]
        days = self._given
        if days is not None and days.end == mention.start and days.granularity == "day" and context.sentence_period:
            self._feasts[name] = context.sentence_period
        other = mention.first.year is not None or mention.first.shift != 0  # 2019年春节, 去年国庆
        if other or name not in self._feasts or mention.quote.endswith(_DAY):
            return False
        context.see_period(self._feasts[name], point=False, until=False)
        return True

    def _passes(self, mention: PeriodMention, before: str) -> bool:
        """Whether a period is of the next figure alone: 年初的, 由上年的13.4%, 从去年的2.1%, 当日新增."""
        of_figure = mention.quote[0] in "由从" and self._reading.text.startswith("的", mention.end)
        led = of_figure or before in self._from
        alone = led and mention.last is None and mention.bound is None
        stands = mention.quote.endswith("当天") and self._reading.text.startswith(("，", ","), mention.end)
        day = mention.quote.endswith(_DAY) and not stands
        was = mention.quote in _YEAR_BEFORE and _WAS.match(self._reading.text, mention.end) is not None
        return alone or was or (mention.final.edge == "start" and mention.bound is None) or day
