"""What a document's statements are about, clause by clause: the bodies in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import ACTOR, CLASS, COUNTED, EVENT, INSTITUTION, LEADER, PLACE, WEAK, Body, Lead
from extractor.binding.holding import has_parts, only_moves, opens_measured, passing
from extractor.binding.parts import CountedSet
from extractor.binding.referents import Referents
from extractor.binding.tokens import FIGURE, INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.statewords import StateWords
    from extractor.binding.tokens import Token

_KIND = 2  # characters of a kind of event: 书展
_FEW = 3  # tokens in which a clause says what it measures: 各月产值
_POINTING = ("这", "该", "此", "上述")
_ALL = frozenset("全我本")
_GROUPS = frozenset({ACTOR, CLASS, COUNTED, EVENT, WEAK})


class Topics(Referents):
    """The bodies in force; part of the running state of a document."""

    def __init__(self, words: StateWords, *, default: Body | None, report: bool) -> None:
        super().__init__(words, report=report)
        self._bare, self._standing, self._levels = words.bare, words.standing, words.levels
        self._zones = words.zones
        self.default = default
        self.section_body: Body | None = None
        self.headline = ""  # of the item of news whose first sentence comes next
        self.headlined: Body | None = None  # what both are about
        self.body: Body | None = None  # institutions and places: hold through the paragraph
        self.group: Body | None = None  # sectors and events: hold until a sentence opens with another noun
        self.halted = False  # the clause before ended in a semicolon
        self.joined = False  # in 、: its figure and the next are one list
        self.opened = False  # a clause of the sentence has had a topic or a figure
        self.among = False  # behind 其中
        self.group_opened = False  # the group opened its sentence, and so outlives it
        self.group_loose = False  # the group was no more than a sector before its noun
        self.body_loose = False  # the body no more than a place before its noun
        self.clause_body: Body | None = None
        self.counted = CountedSet(words.counting)
        self.happened: Body | None = None  # the accident that the clause before told of
        self.teller: Body | None = None  # who told of what the sentence goes on with: 税务总局公布，
        self.counting = False  # a clause of the paragraph has had figures
        self.first_body: Body | None = None  # the topic of the first of them

    def topic(self, lead: Lead, tokens: Sequence[Token], *, counts: bool, listed: bool) -> None:
        """Take over a clause's topic; `counts`: the clause has figures.

        `listed`: its first bodies are a list to which 分别 gives figures.  A part (其中) is the topic of its clause
        alone.  A sector is one only where it opens the sentence or has figures.
        """
        counted = lead.index < len(tokens) and tokens[lead.index].tag == FIGURE
        passes = passing(lead, self.subject(), report=self.report, opened=self.opened, counted=counted)
        passes = passes or (self._names_kind(lead) and counts)
        body, first = None if passes else lead.body, not self.opened
        self.opened = self.opened or body is not None or lead.nominal or lead.pronoun or counts
        if counts and not self.counting:
            self.counting, self.first_body = True, body
        meant = self.meant(lead, tokens)
        if meant is not None:
            self.body, self.group, self.clause_body = meant, None, None
            return
        self._halt(lead, tokens)
        if body is None and not self.report and (whole := self.counted.of_part(tokens)) is not None:
            self.group, self.group_opened, self.group_loose, self.clause_body = whole, first, False, None
            return
        if body is not None:
            self.counted.see(body, tokens)
        if self.group_loose or self._passes_on():
            self._loosen(lead, tokens, counts=counts)
        if self.body_loose and not (self.joined or self._measures(lead, tokens) or only_moves(lead, tokens)):
            self.body = None  # 沈阳高速公路改扩建工程通车，京沈客专过半
        self.body_loose = False
        if body is None:
            if first and not lead.member:
                self._open_without_body(
                    nominal=lead.nominal and not self._measures(lead, tokens), measured=opens_measured(lead, tokens)
                )
        elif not (listed and body.type in _GROUPS and not has_parts(lead, tokens)):
            self._take(body, first=first, counts=counts, modifies=lead.modifies)

    def _names_kind(self, lead: Lead) -> bool:
        """新增平台4家、工信部重点培育平台2家: in a report's list, whose kind the things are that are counted."""
        ministry = lead.body is not None and lead.body.type == INSTITUTION and lead.modifies
        return self.report and self.joined and ministry

    def _take(self, body: Body, *, first: bool, counts: bool, modifies: bool) -> None:
        """The body that a clause opens with becomes its topic."""
        if body.type == LEADER:  # 总书记两次视察: of its clause alone
            self.clause_body = body if counts else self.clause_body
        elif (body.type == PLACE and not counts and modifies) or (body.type == ACTOR and self.report):
            if self.report and self._is_own(body):  # 全省确权工作收官，: of no place named before
                self.body = self.group = self.clause_body = None
            # 杭州绕城西复线建成: the place is part of a name
        elif body.type == EVENT and body.mention is not None:
            if not self.report:  # there, what is named passes: 引江济淮工程全面开工
                self._take_body(body)
                self.named = self.thing = body
                self.thing_far = False
        elif body.type in _GROUPS:
            if (
                body.type == EVENT
                and first
                and not modifies
                and len(body.name) > _KIND
                and body.name[0] not in "本此该这"
            ):
                self.thing, self.thing_far = body, False
            self._take_group(body, first=first, counts=counts, loose=modifies)
        elif self.among:
            self.clause_body = body
        elif counts or not self.report or (first and not modifies and self._is_zone(body)):
            self.body_loose = self.report and body.type == PLACE and modifies and not self._is_own(body)
            self._take_body(body)  # 省级研究院成立: in a report, it passes; 高新区发展产业，完成产值100亿元 acts

    def _is_own(self, body: Body) -> bool:
        """全省, 我市."""
        return body.name[:1] in _ALL and body.name[1:2] in self._levels

    def _is_zone(self, body: Body) -> bool:
        """A part of the place that a report is on, with a life of its own: 金山高新区."""
        return body.name.endswith(self._zones)

    def _open_without_body(self, *, nominal: bool, measured: bool) -> None:
        """A sentence that opens with no body; another noun (`nominal`) drops the place or the passing body.

        北京市优良天数比例为51.6%。PM2.5浓度为…: no measure (`measured`) drops the place that the paragraph opened with.
        """
        if measured and not self.report and self.body is not None and self.body is self.first_body:
            nominal = False
        if nominal or not self.group_opened or self.report:
            self.group = None
        if self.body is not None and (self.report or (nominal and self.body.type == PLACE)):
            self.body = None

    def _take_group(self, body: Body, *, first: bool, counts: bool, loose: bool) -> None:
        """A sector or event as topic: of its clause behind 其中, else where it has figures or opens the sentence."""
        named = body.type in (ACTOR, CLASS, COUNTED) or (body.type in (WEAK, EVENT) and len(body.name) > 4)
        if self.among:
            self.clause_body = body
        elif counts or (first and named and (not self.report or (self._is_zone(body) and not loose))):
            self.group = body
            self.group_opened = first
            self.group_loose = loose and not body.name.endswith(self._standing)
            self.clause_body = None
        elif first and self.report:  # 农业产业提质增效，: what the sentence before was about is over
            self.group = None

    def _take_body(self, body: Body) -> None:
        """An institution or place as topic."""
        self.body = body
        if body.type == INSTITUTION:
            self.named = body
        self.group = self.clause_body = None

    def _halt(self, lead: Lead, tokens: Sequence[Token]) -> None:
        """社区托育点覆盖率达到55%；建成服务体20个: behind a semicolon a report's place speaks again.

        A measure or a deed with a measure is still told of what stands before: ；利润增长3%, ；实现利润25亿元.
        """
        if not (self.report and self.halted):
            return
        opens = [token.tag for token in tokens[lead.start : lead.start + 2]]
        acting = self.group or self.body
        counts = opens[:1] == [FIGURE] and acting is not None and acting.type in (INSTITUTION, WEAK)
        does = opens[:1] == ["V"] and INDICATOR not in opens
        if counts or does or (lead.nominal and not self._measures(lead, tokens)):
            self.body = self.group = self.clause_body = None

    def _passes_on(self) -> bool:
        """重点国企由51家整合为33家，园区数量压减20%: in a report each clause has its own topic, if no 、 joins it."""
        acting = self.group or self.body
        return self.report and acting is not None and acting.type not in (EVENT, PLACE) and not self.joined

    def _loosen(self, lead: Lead, tokens: Sequence[Token], *, counts: bool) -> None:
        """A sector before its noun (核心产业增加值增长13%) is dropped when a clause opens with something else."""
        named = counts and lead.start < len(tokens) and tokens[lead.start].tag == INDICATOR
        indicated = named or self._measures(lead, tokens)
        if not indicated and (lead.nominal or (lead.body is not None and not counts)):
            self.group = None
            self.group_loose = False
            acts = self.body is not None and self.body.type == INSTITUTION
            if self.report and acts and lead.nominal and not lead.member:
                self.body = None

    def _measures(self, lead: Lead, tokens: Sequence[Token]) -> bool:
        """Whether a clause opens with a measure that every sector has: 各月产值."""
        return not self._bare.isdisjoint([token.text for token in tokens[lead.start : lead.start + _FEW]])

    def rank(self, body: Body | None) -> None:
        """涨幅最高的城市为深圳，: what a clause has named last or put behind its kind is what is told of next."""
        if body is not None:
            self.group, self.clause_body, self.opened = body, None, True

    def take_over(self, body: Body) -> None:
        """A body that acts inside a clause is the topic from there."""
        self.body = body
        self.named = body
        self.group = self.clause_body = None

    def subject(self) -> Body | None:
        """The nearest body that is in force."""
        return self.clause_body or self.group or self.body or self.headlined or self.section_body or self.default

    def subject_named(self, *, other_than: str) -> bool:
        """Whether the subject in force is a sector of another name: 农副食品加工业增加值…；纺织业增长11.6%."""
        body = self.subject()
        return body is not None and body.type == CLASS and other_than not in body.name

    def located(self, event: Body) -> Body:
        """临水县重大交通事故: an accident with the place in force, where the text has named one."""
        place = self.subject()
        if place is None or place.type != PLACE or place.start == place.end or place.name[1:2] == "国":
            return event
        return Body(event.start, event.end, place.name + event.name, event.type)

    def placed(self, body: Body | None, *, rooted: bool) -> Body | None:
        """A sector of the place in force: 汉中市重工业, where the text has 重工业 and speaks of 汉中市.

        `rooted`: its name begins with a place of its own (北京企业); 31个省份 are in none.
        """
        pointed = body is not None and self._is_own(body)  # 全区14个市
        if body is None or body.type != CLASS or rooted or pointed or "个省" in body.name:
            return body
        place = next((b for b in (self.body, self.section_body, self.default) if b is not None), None)
        if place is None or place.type != PLACE or place.start == place.end:
            return body
        if (
            body.name.startswith(_POINTING)
            or place.name[:2] in body.name
            or body.name[1:2] == "国"
            or body.name.endswith(self._standing)
        ):  # 我国运动员
            return body
        return Body(body.start, body.end, place.name + body.name, CLASS, body.mention)
