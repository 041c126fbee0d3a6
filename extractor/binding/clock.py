"""The periods in force: what a sentence, a paragraph, a heading and a report's opening have stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.topics import Topics

if TYPE_CHECKING:
    from extractor.binding.body import Body
    from extractor.binding.statewords import StateWords
    from extractor.model import Period

_PLAIN = 3.0  # weight of a paragraph that is plainly a plan


class Clock(Topics):
    """What time the next figure is of; part of the running state of a document."""

    def __init__(self, words: StateWords, *, default: Body | None, title_period: Period | None, report: bool) -> None:
        super().__init__(words, default=default, report=report)
        self._this_year, self._now = words.this_year, words.now
        self.period: Period | None = None
        self.section_period = self.title_period = title_period
        self.told_period: Period | None = None  # of the data that an item says have been published
        self.last_resort: Period | None = None  # the year that a paragraph opened with, where nothing nearer is stated
        self.point: Period | None = None  # 年末, 截至…: holds in its sentence, and later for what is counted
        self.sentence_period: Period | None = None
        self.passing: Period | None = None  # 由上年的13.4%: of the next figure alone
        self.day: Period | None = None  # 当日新增24例（其中…10例，北京6例）: of the figure just read, and of its parts
        self.times: list[tuple[Period | None, Period | None, Period | None] | None] = []  # before each open bracket
        self.plan = self.review = False  # the section looks back, whatever it says of 预计
        self.plan_weight = self.plans_weigh = 0.0  # of a report's last paragraph; with those before, above 0 a plan
        self._day: Period | None = None  # that of the next figure
        self._until = False

    @property
    def looks_back(self) -> bool:
        """Whether the section does; a paragraph that is plainly a plan does not, whatever its heading says."""
        return self.review and not self.misplaced

    @property
    def misplaced(self) -> bool:
        """Whether a paragraph is plainly a plan under a heading that looks back: its time is not the heading's."""
        return self.review and self.plans_weigh > 0 and self.plan_weight >= _PLAIN

    def see_period(self, period: Period, *, point: bool, until: bool) -> None:
        """A period was stated: it holds for what stands behind it in the sentence, and later in the paragraph."""
        self.passing = None
        if point:
            self.point = self.sentence_period = period
            self._until = until
            return
        if self._until and self.sentence_period is not None and self.sentence_period is self.point and _is_year(period):
            if self._so_far(period):  # 截至10月底，今年全省收案…: from its beginning
                self.sentence_period = msgspec.structs.replace(self.sentence_period, period_start=period.period_start)
            else:
                self.period = period
            return  # 截至2月18日，2021年全国…: the year says what is counted, the point until when
        self.sentence_period, self.point = period, None
        if not (self.report and period.period_start == period.period_end):  # a report's day is of its sentence
            self.period = period

    def _so_far(self, year: Period) -> bool:
        """Whether the point lies within this year: not 截至去年底，今年…, and not 截至目前, which has no date."""
        begins, point = year.period_start, self.point
        if point is None or point.period_end is None or begins is None or begins > point.period_end:
            return False
        return year.quote in self._this_year and not point.quote.endswith(self._now)

    def see_passing(self, period: Period, *, day: bool) -> None:
        """A period of the next figure alone; 当日, in a bracket behind a figure, is of the whole bracket."""
        if day and self.times and self.times[-1] is not None:
            self.sentence_period = period
            return
        self.passing = period
        self._day = period if day else None

    def period_for(self, *, counted: bool) -> Period | None:
        """The period of the next figure; a point carried from an earlier sentence holds for counts, not for flows."""
        passing, self.passing = self.passing, None
        self.day, self._day = self._day, None
        if passing is not None:
            return passing
        if self.sentence_period is not None:
            return self.sentence_period
        if self.point is not None and (counted or self.period is None):
            return self.point
        if self.misplaced:
            return self.period
        return self.period or self.section_period or self.told_period or self.last_resort


def _is_year(period: Period) -> bool:
    start, end = period.period_start, period.period_end
    return start is not None and end is not None and (end - start).days >= 364
