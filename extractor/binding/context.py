"""What a clause does not say and takes from what stands before it: subject, period, base, head, plan.

One `Context` lives as long as one document is read.  It is the only thing in binding that changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import CLASS, EVENT, INSTITUTION, PLACE, WEAK, Body, Lead
from extractor.binding.phrases import Phrase
from extractor.binding.tokens import INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.change import Change
    from extractor.binding.distribute import Share
    from extractor.binding.lists import Member
    from extractor.binding.status import Stated
    from extractor.binding.tokens import Token
    from extractor.model import Direction, Period, Status
    from extractor.text.sentences import Sentence


_GROUPS = frozenset({CLASS, EVENT, WEAK})


class Context:
    """The running state of a document."""

    def __init__(
        self, *, default: Body | None, title_period: Period | None, report: bool, bare: frozenset[str] = frozenset()
    ) -> None:
        self._bare = bare  # measures that every sector has
        self._standing = ("城市", "地区", "区县", "县区", "省份")  # these have measures of their own
        self.report = report  # on a place: the bodies it names come and go
        self.default = default
        self.section_body: Body | None = None
        self.body: Body | None = None  # institutions and places: hold through the paragraph
        self.group: Body | None = None  # sectors and events: hold until a sentence opens with another noun
        self.named: Body | None = None  # the institution named last, anywhere: what 该公司 means
        self.opened = False  # a clause of the sentence has had a topic or a figure
        self.among = False  # behind 其中
        self.stated: Stated = ""  # the last cue of target or result, and the token it was read up to
        self.stated_to = 0
        self.item = ""  # the project or kind that the figures of a list item belong to
        self.group_opened = False  # the group opened its sentence, and so outlives it
        self.group_loose = False  # the group was no more than a sector before its noun
        self.clause_body: Body | None = None
        self.period: Period | None = None
        self.section_period = title_period
        self.last_resort: Period | None = None  # the year that a paragraph opened with, where nothing nearer is stated
        self.point: Period | None = None  # 年末, 截至…: holds in its sentence, and later for what is counted
        self.sentence_period: Period | None = None
        self.passing: Period | None = None  # 由上年的13.4%: of the next figure alone
        self.shares: dict[int, Share] = {}
        self.base: str | None = None
        self.changed_in_sentence = False
        self.head = Phrase()
        self.previous: Phrase | None = None  # of the figure before, within the clause
        self.clause_head = ""  # the noun phrase of a clause without figures: 产值快速增长，增速达12%
        self.population = ""
        self.members: tuple[Member, ...] = ()
        self.recent: list[Member] = []  # the levels that the sentence has stated, for a 分别 behind them
        self.last_unit: str | None = None
        self.shared: tuple[Phrase, Change] | None = None
        self.last: tuple[str, str] = ("", "")  # kind and indicator of the figure before, over clauses
        self.joined = False  # the clause before ended in 、: its figure and the next are one list
        self.last_change: tuple[str, Direction | None] = ("", None)
        self.brackets: list[tuple[Body | None, Body | None, Body | None, bool, Phrase]] = []
        self.section_status: Status = "actual"
        self.review = False  # the section looks back, whatever it says of 预计
        self.plan = False
        self.plan_paragraph = False  # of a report
        self._until = False
        self._paragraph = -1

    def open_sentence(self, sentence: Sentence, *, goes_on: bool) -> None:
        """Forget what does not outlive a sentence, and at a new paragraph what does not outlive that.

        `goes_on`: it opens with 其中 and speaks of the period of the sentence before.
        """
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            self.body = self.group = None
            self.period = None
            self.point = None
            self.base = None
            self.head = Phrase()
            self.plan = False
            self.item = ""
            goes_on = False
        if self.base not in ("yoy", "mom"):  # a dated base is of its own sentence
            self.base = None
        self.brackets = []
        self.last = ("", "")
        self.joined = False
        self.opened = self.among = False
        self.stated = ""
        self.stated_to = 0
        self.clause_body = None
        self.sentence_period = self.sentence_period if goes_on else None
        self.passing = None
        self.shares = {}
        self.changed_in_sentence = False
        self.members = ()
        self.recent = []
        self.last_unit = None
        self.shared = None
        self.population = ""
        self.clause_head = ""

    def open_heading(
        self, *, body: Body | None, period: Period | None, target: bool, sub: bool, review: bool = False
    ) -> None:
        """A heading sets subject, period and status of what follows it, until the next heading.

        `sub`: one below another, as （一） is below 一、; what it does not say is said above it.
        """
        if body is not None or not sub:
            self.section_body = body
        if review or not sub:
            self.review = review
        if target or not sub:
            self.section_status = "target" if target else "actual"
        if period is not None:
            self.section_period = period

    def topic(self, lead: Lead, tokens: Sequence[Token], *, counts: bool, listed: bool) -> None:
        """Take over a clause's topic; `counts`: the clause has figures.

        `listed`: its first bodies are a list to which 分别 gives figures.  A part (其中) is the topic of its clause
        alone.  A sector is one only where it opens the sentence or has figures.
        """
        body, first = lead.body, not self.opened
        self.opened = self.opened or body is not None or lead.nominal or lead.pronoun or counts
        if lead.pronoun and self.named is not None:
            self.body, self.group, self.clause_body = self.named, None, None
            return
        self._loosen(lead, tokens, counts=counts)
        if body is None:
            if first and not lead.member:
                self._open_without_body(nominal=lead.nominal)
        elif body.type == PLACE and not counts and lead.modifies:
            pass  # 杭州绕城西复线建成: the place is part of a name
        elif body.type == EVENT and body.mention is not None:
            if not self.report:  # there, what is named passes: 引江济淮工程全面开工
                self._take_body(body)
                self.named = body
        elif body.type in _GROUPS:
            if not listed:
                self._take_group(body, first=first, counts=counts, loose=lead.modifies)
        elif self.among:
            self.clause_body = body
        elif counts or body.type == PLACE or not self.report:  # 省级研究院成立: in a report, it passes
            self._take_body(body)

    def _open_without_body(self, *, nominal: bool) -> None:
        """A sentence that opens with no body; another noun (`nominal`) drops the place or the passing body."""
        if nominal or not self.group_opened or self.report:
            self.group = None
        if self.body is not None and (self.report or (nominal and self.body.type == PLACE)):
            self.body = None

    def _take_group(self, body: Body, *, first: bool, counts: bool, loose: bool) -> None:
        """A sector or event as topic: of its clause behind 其中, else where it has figures or opens the sentence."""
        named = body.type == CLASS or (body.type == WEAK and len(body.name) > 4)
        if self.among:
            self.clause_body = body
        elif counts or (first and named):
            self.group = body
            self.group_opened = first
            self.group_loose = loose and not body.name.endswith(self._standing)
            self.clause_body = None

    def _take_body(self, body: Body) -> None:
        """An institution or place as topic."""
        self.body = body
        if body.type == INSTITUTION:
            self.named = body
        self.group = self.clause_body = None

    def _loosen(self, lead: Lead, tokens: Sequence[Token], *, counts: bool) -> None:
        """A sector before its noun (核心产业增加值增长13%) is dropped when a clause opens with something else."""
        first = tokens[lead.start] if counts and lead.start < len(tokens) else None
        indicated = first is not None and (first.tag == INDICATOR or first.text in self._bare)
        if self.group_loose and not indicated and (lead.nominal or (lead.body is not None and not counts)):
            self.group = None
            self.group_loose = False

    def take_over(self, body: Body) -> None:
        """A body that acts inside a clause is the topic from there."""
        self.body = body
        self.named = body
        self.group = self.clause_body = None

    def end_clause(self, mark: str) -> None:
        """Figures in brackets are about what stands before them; what they said ends with the bracket."""
        self.joined = mark == "、"
        for sign in mark:
            if sign in "（(":
                self._open_bracket()
            elif sign in "）)":
                self._close_bracket()

    def _open_bracket(self) -> None:
        """60例（上海35例，…）: inside, the subject may change; the head is that of the figure before."""
        if self.previous is not None and self.previous.indicator:
            self.head = self.previous
        self.brackets.append((self.body, self.group, self.clause_body, self.among, self.head))

    def _close_bracket(self) -> None:
        """Behind the bracket, subject and head are those from before it."""
        if self.brackets:
            self.body, self.group, self.clause_body, self.among, self.head = self.brackets.pop()

    def subject(self) -> Body | None:
        """The nearest body that is in force."""
        return self.clause_body or self.group or self.body or self.section_body or self.default

    def placed(self, body: Body | None) -> Body | None:
        """A sector of the place in force: 汉中市重工业, where the text has 重工业 and speaks of 汉中市."""
        if body is None or body.type != CLASS:
            return body
        place = next((b for b in (self.body, self.section_body, self.default) if b is not None), None)
        if place is None or place.type != PLACE or place.start == place.end:
            return body
        if place.name[:2] in body.name or body.name.endswith(self._standing):
            return body
        return Body(body.start, body.end, place.name + body.name, CLASS, body.mention)

    def see_period(self, period: Period, *, point: bool, until: bool) -> None:
        """A period was stated: it holds for what stands behind it in the sentence, and later in the paragraph."""
        if point:
            self.point = self.sentence_period = period
            self._until = until
            return
        if self._until and self.sentence_period is not None and self.sentence_period is self.point and _is_year(period):
            return  # 截至2月18日，2021年全国…: the year says what is counted, the point until when
        self.sentence_period = self.period = period
        self.point = None

    def period_for(self, *, counted: bool) -> Period | None:
        """The period of the next figure; a point carried from an earlier sentence holds for counts, not for flows."""
        if self.passing is not None:
            passing, self.passing = self.passing, None
            return passing
        if self.sentence_period is not None:
            return self.sentence_period
        if self.point is not None and (counted or self.period is None):
            return self.point
        return self.period or self.section_period or self.last_resort


def _is_year(period: Period) -> bool:
    start, end = period.period_start, period.period_end
    return start is not None and end is not None and (end - start).days >= 364
