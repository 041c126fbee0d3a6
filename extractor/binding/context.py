"""What a clause does not say and takes from what stands before it: subject, period, base, head, plan.

One `Context` lives as long as one document is read.  It is the only thing in binding that changes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.binding.clock import Clock
from extractor.binding.draft import RATIO_KINDS
from extractor.binding.phrase import Phrase

if TYPE_CHECKING:
    from extractor.binding.body import Body
    from extractor.binding.change import Change
    from extractor.binding.distribute import Share
    from extractor.binding.draft import Draft
    from extractor.binding.headings import Heading
    from extractor.binding.members import Member
    from extractor.binding.statewords import StateWords
    from extractor.binding.status import Stated
    from extractor.model import Direction, Period, Status
    from extractor.text.sentences import Sentence

_COMPARED = re.compile("高于|低于|快于|慢于|高出|占")
_HALT = frozenset("；;")


class Context(Clock):
    """The running state of a document."""

    def __init__(self, words: StateWords, *, default: Body | None, title_period: Period | None, report: bool) -> None:
        super().__init__(words, default=default, title_period=title_period, report=report)
        self._points = words.points
        self.stated: Stated = ""  # the last cue of target or result, and the token it was read up to
        self.stated_to = 0
        # the project or kind that the figures of a list item belong to; what a sentence prices: 春笋降价，批发价3.6元
        self.item = self.goods = ""
        self.shares: dict[int, Share] = {}
        self.spread: dict[int, Period] = {}  # the times that a 分别 hands out, by figure
        self.based_on: dict[int, int] = {}  # … and its bases
        self.lasting_base: str | None = None  # 比去年同期（下同）: of the whole document
        self.base: str | None = None
        self.based = self.changed_in_sentence = False  # the sentence has stated a base, or a change
        self.level_base: str | None = None  # 由2016年的492家增加到1751家: what growth of the same measure is from
        self.level_period: Period | None = None  # 财政收入由2409亿元增加到4047亿元: of that year too
        self.standing_base: str | None = None  # 同比 or 环比, the last that the paragraph has stated
        self.head = Phrase()
        self.previous: Phrase | None = None  # of the figure before, within the clause
        self.clause_named = self.clause_bodied = False  # the clause it is of opens with a noun or body; with a body
        self.clause_object = (
            ""  # the noun that such a clause ends in, where it opens with none: 涉及的省管干部，有400名
        )
        self.clause_head = ""  # the noun phrase of a clause without figures: 产值快速增长，增速达12%
        self.population = ""
        self.compared = ""  # what the paragraph compares before it counts: 住宅价格与上月相比，上涨的城市有46个
        self.comparing = False  # the sentence compares it
        self.counted_noun: tuple[str | None, str] = (None, "")  # the last noun counted in the paragraph, and its unit
        self.bounded: tuple[str, str] = ("", "")  # a measure and what it bounds: 产值超5亿元的企业12家、超3亿元的20家
        self.whole = ("", "")  # unit and measure of what has parts: 粮食种植面积…亿亩，其中稻谷…
        self.rated = ""  # the last registered measure that the paragraph has named: 涨幅 is of it
        self.measure = ""  # the last measure that every sector has: 增加值
        self.making_up = ""  # whose the last share was, by its own name: 男性占51.2%
        self.members: tuple[Member, ...] = ()
        self.recent: list[Member] = []  # the levels that the sentence has stated, for a 分别 behind them
        self.told: list[Member] = []  # those of the sentence before, in the same paragraph
        self.last_unit: str | None = None
        self.by_unit: dict[str, Phrase] = {}  # 事故1起、死亡7人，减少10起、20人: each goes on with what has its unit
        self.sharing: list[Draft] = []  # the figures of a distributed list, so far
        self.shared: tuple[Phrase, Change] | None = None
        self.base_kind = self.deed = ""  # of the figure that stated the base, and the verb that a list began with
        self.last: tuple[str, str] = ("", "")  # kind and indicator of the figure before, over clauses
        self.last_change: tuple[str, Direction | None] = ("", None)
        self.brackets: list[tuple[Body | None, Body | None, Body | None, bool, Phrase, tuple[str, str]]] = []
        self.whole_planned = False  # the whole that a 其中 of the sentence is part of is a target
        self.section_status: Status = "actual"
        self.commanded = False  # 切实抓好…: it is the heading's tone alone that makes the section one of targets
        self._paragraph = -1

    def open_sentence(self, sentence: Sentence, *, goes_on: bool) -> None:
        """Forget what does not outlive a sentence, and at a new paragraph what does not outlive that.

        `goes_on`: it opens with 其中 and speaks of the period of the sentence before, in whatever paragraph.
        """
        opens, self._paragraph = sentence.paragraph != self._paragraph, sentence.paragraph
        if opens and not goes_on:
            self.body = self.group = self.first_body = None
            self.counting = False
            self.thing_far = True
            if sentence.heading:
                self.thing = None
            self.period = None
            self.point = None
            self.base = self.standing_base = self.lasting_base
            self.head = Phrase()
            self.plan = False
            self.item = self.compared = self.rated = self.measure = ""
            self.counted_noun = (None, "")
        self.comparing = False
        # a dated base is of its own sentence, behind which 同比 goes on; of its 其中 too where there was none
        if self.base not in ("yoy", "mom") and (self.standing_base is not None or not goes_on):
            self.base = self.standing_base
        self.based = False
        self.level_base = self.level_period = None
        self.brackets, self.times = [], []
        self.last = ("", "")
        self.joined = self.opened = self.among = False
        self.stated_to = 0
        self.clause_body = self.happened = self.teller = None
        self.sentence_period = self.sentence_period if goes_on else None
        self.passing = self.day = self._day = None
        self.shares, self.spread, self.based_on = {}, {}, {}
        self.changed_in_sentence = self.whole_planned = False
        self.members = ()
        self.bounded = ("", "")
        self.told = [] if opens else self.recent
        self.recent = []
        self.last_unit = None
        self.by_unit = {}
        self.shared = None
        self.making_up = self.population = self.clause_head = self.clause_object = self.goods = self.stated = ""

    def open_heading(
        self, *, body: Body | None, period: Period | None, heading: Heading, sub: bool, review: bool = False
    ) -> None:
        """A heading sets subject, period and status of what follows it, until the next heading.

        `sub`: one below another, as （一） is below 一、; what it does not say is said above it.
        """
        if body is not None or not sub:
            self.section_body = body
        self.counted.close()
        if review or not sub:
            self.review = review
        if heading or not sub:
            self.section_status = "target" if heading else "actual"
            self.commanded = heading == "command"
        if period is not None:
            self.section_period = period
        elif not (sub or self.report):  # an item of news is not of the year that the heading of another names
            self.section_period = self.title_period
        self.told_period = None
        if not sub:  # 刚刚过去的2013年，: of the section that looks back, not of the plan behind it
            self.last_resort = None
            self.plan_weight = self.plans_weigh = 0.0

    def end_clause(self, mark: str) -> None:
        """Figures in brackets are about what stands before them; what they said ends with the bracket."""
        self.joined = mark == "、"
        self.deed = self.deed if self.joined else ""
        self.halted = mark in _HALT
        for sign in mark:
            if sign in "（(":
                self._open_bracket()
            elif sign in "）)":
                self._close_bracket()

    def _open_bracket(self) -> None:
        """60例（上海35例，…）: inside, the subject may change; the head is that of the figure before.

        Behind a figure the times may change as well: 增长9.9%（以2019年同期数为基数）.
        """
        behind_figure = self.previous is not None
        self.times.append((self.period, self.sentence_period, self.point) if behind_figure else None)
        if behind_figure and self.day is not None:
            self.sentence_period = self.day
        if self.previous is not None and self.previous.indicator:
            self.head = self.previous
        self.brackets.append((self.body, self.group, self.clause_body, self.among, self.head, self.last))

    def _close_bracket(self) -> None:
        """Behind the bracket, subject, head and times are those from before it."""
        times = self.times.pop() if self.times else None
        if times is not None:
            self.period, self.sentence_period, self.point = times
        if self.brackets:
            self.body, self.group, self.clause_body, self.among, self.head, self.last = self.brackets.pop()

    def head_for(self, kind: str) -> Phrase:
        """The head of a figure that names none: points go with the percentage before, else the noun just before."""
        last, indicator = self.last
        if kind == "rank" and last in RATIO_KINDS and indicator and (self.previous is not None or not self.clause_head):
            return Phrase(indicator=_COMPARED.split(indicator, maxsplit=1)[0] or indicator)
        if kind == "point" and last in ("percent", "point") and indicator and not indicator.endswith(self._points):
            return Phrase(indicator=indicator)
        if self.previous is None and self.clause_head:
            return Phrase(indicator=self.clause_head)
        return self.previous or self.head
