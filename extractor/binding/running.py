"""The running year, month and day of a document: what its mentions of times leave unsaid."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from extractor.binding.tokens import CueBook, Token, index_of
from extractor.matching.dateline import is_wired
from extractor.model import Period
from extractor.times.text import explicit_year, reference_date, resolve

if TYPE_CHECKING:
    from extractor.binding.reading import Reading
    from extractor.model import Document
    from extractor.times.text import PeriodMention

    Running = tuple[int | None, int | None, date | None, tuple[date | None, date | None] | None]


_DATELINE = 200  # characters in which a report gives its date: 新华社北京3月5日电
_MONTHS = {"year": 12, "quarter": 3, "month": 1}
_SEASON = 3  # months of a year in which reports are given on the years before
_TO_NOW = re.compile("[^，。；]{0,6}至今")  # 自2019年7月启动至今
_ASIDE = "过近这最今未"  # 过去五年, 未来五年 are counted from today
_PLANS = re.compile("[^，。；：\n]{0,20}(?:目标|任务|安排|要求)(?![^\n]*回顾)[^，。；：\n]{0,6}\n")  # ends a heading
_YEAR = re.compile(r"((?:19|20)\d\d)年(?!度)")  # the report of a 年度 is given behind it
_TITLE = 40  # characters of a first line that may be a title
_LATE = 10  # days behind it on which a text may be published


class RunningDates:
    """Dates the mentions of one document in order; only explicit years move the running year.

    Without a publication date the text's own most recent full date is today.
    """

    def __init__(self, reading: Reading, cues: CueBook, *, report: bool) -> None:
        document = reading.document
        self._report = report
        self._this_year, self._addresses = cues["this-year"], cues.ordered("address-title")
        self._reading = reading
        self.published: date | None = self._dateline(document.published or self._today(document))
        # What 今年 means, and 1月 before the first 2022年1月.
        self._about, self._about_months = (None, (None, None)) if self.published else self._first_year()
        self._section_year: int | None = None
        self._said: int | None = None  # the year of 今年 in the paragraph: that of the 年内 behind it
        self._year: int | None = None
        self._month: int | None = None
        self._day: date | None = None
        self._last_day: Period | None = None  # anywhere above: what 事故发生后 and the 当天 of a later paragraph mean
        self._within: tuple[date | None, date | None] | None = None
        self._plan: Period | None = None  # the last that was named: what 五年 in 五年新增上市公司35家 means
        self._paragraph = -1
        self._before: list[Running | None] = []  # what ran before each open bracket

    def _today(self, document: Document) -> date | None:
        """The text's most recent full date; the start of a later year where the text names one that is no deadline."""
        if self._report and (given := self._given_on()) is not None:
            return given
        full = reference_date(self._reading.text, document.title, mentions=self._reading.periods)
        if full is None:
            return self._planning_year() if self._report else None
        years = [explicit_year(mention, full) for mention in self._reading.periods if mention.bound is None]
        latest = max((year for year in years if year is not None), default=None)
        return full if latest is None or latest != full.year + 1 else date(latest, 1, 31)

    def _given_on(self) -> date | None:
        """——2021年2月23日在…会议上: the day that a report opens with."""
        near = (mention for mention in self._reading.periods if mention.start <= _DATELINE)
        full = (mention for mention in near if mention.granularity == "day" and explicit_year(mention) is not None)
        return next((resolve(mention, published=None, year=None).period_end for mention in full), None)

    def _planning_year(self) -> date | None:
        """二、2022年目标任务: a report is given early in the year that its heading plans or its title names."""
        headed = (mention for mention in self._reading.periods if _PLANS.match(self._reading.text, mention.end))
        years = (explicit_year(mention) for mention in headed if mention.granularity == "year")
        year = next((year for year in years if year is not None), None)
        title = self._reading.document.title or self._reading.text.lstrip().partition("\n")[0][:_TITLE]
        addressed = year is None and any(word in title for word in self._addresses)
        named = _YEAR.match(title) if addressed else None
        year = int(named[1]) if named is not None else year
        return date(year, 1, 31) if year is not None else None

    def _dateline(self, published: date | None) -> date | None:
        """中新网济南12月8日电: what 今天 means in a text that was published a day or some later."""
        if published is None:
            return None
        for mention in self._reading.periods:
            if mention.start > _DATELINE:
                break
            if mention.is_day and is_wired(self._reading.text, mention.end):
                written = resolve(mention, published=published, year=published.year).period_end
                return written if written is not None and 0 <= (published - written).days <= _LATE else published
        return published

    def _first_year(self) -> tuple[int | None, tuple[int | None, int | None]]:
        """The year that a text names at its beginning, and its months: 现将2020年度专项监察情况通报如下."""
        near = (mention for mention in self._reading.periods if mention.start <= _DATELINE)
        years = (
            (explicit_year(mention), (mention.first.month, mention.first.last_month))
            for mention in near
            if mention.bound is None and not mention.is_deadline
        )
        return next((year for year in years if year[0] is not None), (None, (None, None)))

    def is_ahead(self, end: date) -> bool:
        """Whether a period ends after the document was published."""
        return self.published is not None and end > self.published

    def open_paragraph(self, number: int, *, goes_on: bool) -> None:
        """A sentence of that paragraph: where it is new, the running year is the section's again."""
        self._before = []
        opens, self._paragraph = number != self._paragraph, number
        if opens and not goes_on:
            self._year = self._said = self._month = self._day = None

    def end_clause(self, mark: str, *, behind_figure: bool) -> None:
        """What a bracket behind a figure says (增长9.9%（以2019年同期数为基数）) moves no year for what follows it."""
        for sign in mark:
            if sign in "（(":
                self._before.append((self._year, self._month, self._day, self._within) if behind_figure else None)
            elif sign in "）)" and self._before:
                before = self._before.pop()
                if before is not None:
                    self._year, self._month, self._day, self._within = before

    def _mention(self, token: Token) -> PeriodMention:
        return self._reading.periods[index_of(token)]

    def _dated(self, mention: PeriodMention) -> Period:
        """The mention's dates as the running year, month and day have it."""
        return resolve(
            mention,
            published=self.published,
            year=self._said_for(mention) or self._year or self._section_year or self._year_of(mention),
            month=self._month,
            day=self._day or (self._last_day.period_end if self._last_day is not None else None),
            within=self._within,
        )

    def _said_for(self, mention: PeriodMention) -> int | None:
        """2022年投资5亿元。今年计划投资8亿元，年内完成3亿元: of the year that 今年 is, though 2022 is written."""
        return self._said if mention.first.ahead else None

    def _month_before(self, mention: PeriodMention) -> Period | None:
        """3月份涨幅从上月3.2%回落: the month before that of the data, not before that of the publication."""
        first = mention.first
        if self._month is None or first.shift_unit != "month" or first.day is not None:
            return None
        return self._dated(msgspec.structs.replace(mention, first=msgspec.structs.replace(first, anchor="running")))

    def _within_plan(self, mention: PeriodMention) -> bool:
        """Whether 五年累计 is the five years of the plan that the text speaks of."""
        plan, moment = self._plan, mention.first
        counted = moment.granularity == "window" and moment.unit == "year" and mention.quote[0] not in _ASIDE
        if plan is None or not counted:
            return False
        start, end = plan.period_start, plan.period_end
        return start is not None and end is not None and end.year - start.year + 1 == moment.count

    def _year_of(self, mention: PeriodMention) -> int | None:
        """The year where none runs: of 今年 that which the text begins with, of 五年 in a report the last one over."""
        moment, published = mention.first, self.published
        if moment.granularity == "window" and moment.unit == "year" and (moment.count or 0) > 0:
            return published.year - 1 if published is not None and published.month <= _SEASON and self._report else None
        alike = moment.month is not None and (moment.month, moment.last_month) == self._about_months
        return self._about if mention.is_relative or alike else None

    def month(self, token: Token) -> Period | None:
        """The month whose number stands there, in the running year."""
        year = self._year or self._section_year or (self.published.year if self.published is not None else None)
        if year is None:
            return None
        month = int(token.text)
        last = monthrange(year, month)[1]
        return Period(token.start, token.end, token.text, date(year, month, 1), date(year, month, last))

    def dated(self, token: Token) -> Period:
        """The dates of the mention that stands there, as the running year has it; it moves nothing."""
        return self._dated(self._mention(token))

    def is_day(self, token: Token) -> bool:
        """Whether the mention that stands there is a single day."""
        return self._mention(token).is_day

    def each(self, token: Token, count: int) -> list[Period]:
        """The years, quarters or months of a stretch, where they are so many: 2009到2011年 is three years."""
        mention, period = self._mention(token), self.dated(token)
        length, start, end = _MONTHS.get(mention.granularity, 0), period.period_start, period.period_end
        if start is None or end is None or not length:
            return []
        first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month
        if last - first != count * length:
            return []
        ends = [divmod(first + length * (place + 1) - 1, 12) for place in range(count)]
        starts = [divmod(first + length * place, 12) for place in range(count)]
        return [
            msgspec.structs.replace(
                period,
                period_start=date(opens[0], opens[1] + 1, 1),
                period_end=date(closes[0], closes[1] + 1, monthrange(closes[0], closes[1] + 1)[1]),
            )
            for opens, closes in zip(starts, ends, strict=True)
        ]

    def see_day(self, mention: PeriodMention) -> None:
        """A day that is stated and moves nothing but what 当天 means in the paragraphs behind it."""
        period = self._dated(mention)
        if period.period_end is not None and period.period_start == period.period_end:
            self._last_day = period

    def _resolve(self, mention: PeriodMention) -> Period:
        if self._plan is not None and self._within_plan(mention):
            return self._plan
        period = self._dated(mention)
        if not mention.is_deadline:
            written = explicit_year(mention, self.published)
            self._year = written or self._year
            if written is not None or mention.quote in self._this_year:
                self._said = None if written is not None or period.period_end is None else period.period_end.year
            edge = period.period_end or period.period_start
            self._plan = period if mention.granularity == "plan" else self._plan
            if edge is not None and mention.granularity in ("month", "day", "time"):
                self._month = edge.month
            if edge is not None and mention.granularity in ("day", "time"):
                self._day = edge
                self._last_day = period if period.period_start == edge else self._last_day
        today = self._reading.document.published or self.published
        year = mention.is_relative and mention.first.granularity == "year"  # not 今年2月以来
        to_now = (year and "以来" in mention.quote) or mention.quote.endswith("至今")
        to_now = to_now or _TO_NOW.match(self._reading.text, mention.end) is not None
        if mention.bound == "since" and to_now and today is not None:
            period = msgspec.structs.replace(period, period_end=today)
        if "当月" not in mention.quote:
            self._within = (period.period_start, period.period_end)
        return period
