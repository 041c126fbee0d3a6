"""Bodies: the institutions, places, sectors and groups that a statement can be about.

A body stands at the head of a clause (its topic).  Registered names are found on characters; unregistered ones are noun
phrases that end like a body (局, 公司, 业 …).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.actors import ActorReader
from extractor.binding.body import CLASS, COUNTED, EVENT, PLACE, Body, Lead
from extractor.binding.calamities import CalamityFinder
from extractor.binding.counted import CountedReader
from extractor.binding.descriptions import DescriptionReader
from extractor.binding.located import LocatedReader
from extractor.binding.names import QUOTES, NameReader
from extractor.binding.plain import PlainNouns
from extractor.binding.scopes import ScopeReader
from extractor.binding.statements import (
    behind_attribute,
    behind_duration,
    is_compared_in,
    is_countrys,
    is_told,
    named_by_measure,
)
from extractor.binding.tellers import Tellers
from extractor.binding.things import ThingFinder
from extractor.binding.tokens import BASE, BODY, FIGURE, INDICATOR, PERIOD, CueBook, Token
from extractor.binding.unlisted import UnlistedReader, graded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds

_TIMES = frozenset({PERIOD, BASE})


class BodyFinder:
    """Finds the topic of a clause from its tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._kind_of = kinds.of
        self._kinds = kinds
        self._names = NameReader(cues, kinds)
        self._things = ThingFinder(cues, kinds)
        self.calamities = CalamityFinder(cues)
        self.tellers = Tellers(cues, kinds)
        self._counted = CountedReader(cues, kinds, self._names)
        self._descriptions = DescriptionReader(
            cues, kinds, names=self._names, things=self._things, counted=self._counted
        )
        self._plain = PlainNouns(cues)
        self._scopes = ScopeReader(cues, kinds, self._names)
        self._skip = cues["connector"] | cues["adverb"] | cues["cumulative"] | cues["plan-word"]
        self._among = cues["among"]
        self._during = cues["season"]
        self._lasting, self._describing = cues["lasting"], cues.ordered("word-attribute")
        self._markers = cues["marker"] - cues["join"]
        self._places = cues["place-pronoun"]
        self._place_words = tuple(word for word in cues["place-pronoun"] if len(word) == 2)
        self._pronouns, self._levels = cues["body-pronoun"], cues["place-level"]
        self._nobody = cues["back-reference"] | self._markers | {"我"}
        self._taking = cues["taking"]
        self._instance = cues["instance"]
        self._graded = tuple(sorted(cues["suffix-grade-counter"]))
        self._others = cues["suffix-others"]
        self._located = LocatedReader(cues, kinds, self._names)
        self._unlisted = UnlistedReader(cues, kinds)
        self._setting_ends = cues["setting-end"]
        self._witness = cues["witness"]
        self._nation = cues["whole-country"]
        self._carriers = tuple(sorted(cues["carrier-noun"]))
        self._ranking = tuple(sorted(cues["ranking"] | cues["up"] | cues["down"]))  # 长沙地区用电负荷迅速增长
        self._actors = ActorReader(cues, self._names, self._plain)
        self._country = cues["country-name"]
        self._wide = cues["country-name"] | cues["world-name"]
        self._economy = cues["economy"]
        self._comparing = cues["comparing"]
        self._first_of = cues["word-first-of"]

    @property
    def pronouns_of_place(self) -> tuple[str, ...]:
        """全省, 我市: the words for a place that say whose it is, in a fixed order."""
        return tuple(sorted(word for word in self._place_words if word[0] in "全我" and word[1] in self._levels))

    def reports(self, issuer: str) -> bool:
        """Whether an issuer only reports on others: a broadcaster, a newspaper, an agency."""
        return self.tellers.reports(issuer)

    def tells(self, tokens: Sequence[Token], lead: Lead) -> bool:
        """Whether a clause only says that a national body tells of others: 联合国人道主义协调员说，."""
        return self.tellers.tells(tokens, lead.start)

    def publishes(self, body: Body, text: str) -> bool:
        """Whether a ministry publishes what is said of the whole country."""
        return self.tellers.publishes(body, text)

    def kind(self, token: Token) -> str | None:
        """The kind of body that the token is or makes of its phrase."""
        return self._kind_of(token)

    def lead(self, tokens: Sequence[Token], text: str) -> Lead:
        """The opening of the clause that `tokens` are; what has caused something is its topic where nothing else is."""
        index, member = self._opening(tokens)
        found = self._lead(tokens, index, text, member=member)
        if found.body is None and not (found.thing or found.pronoun) and self._descriptions.opens(tokens, index):
            named = self._descriptions.named(tokens, index, text, member=member)
            found = found if named.body is None else named
        if found.body is None and not (found.thing or found.pronoun):
            cause = self.calamities.topic(tokens, index, text) or self._located.heard_from(tokens, text)
            return found if cause is None else Lead(found.start, found.index, cause, member)
        return found

    def _lead(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead:
        described = self._descriptions.read(tokens, index, text, member=member)
        if index >= len(tokens) or described is not None:
            return described or Lead(index, index, None, member)
        index = behind_duration(tokens, index, self._lasting)
        if index + 2 < len(tokens) and tokens[index + 1].text in self._witness and self.reports(tokens[index].text):
            index += 2  # 记者看到…
        index += tokens[index].text == "在" and index + 2 == len(tokens) and tokens[-1].tag == BODY  # 在苏州，
        first = tokens[index]
        if (whole := self._whole(tokens, index, text, member=member)) is not None:
            return whole
        if first.text in self._taking and tokens[-1].text in self._instance and tokens[index + 1].tag == BODY:
            index += 1  # 以浙江为例, 拿河北省来说
        elif first.text == "以":  # 以钢铁为主的重工业
            index = behind_attribute(tokens, index, self._describing)
        elif first.tag == INDICATOR and first.text.startswith(self._place_words):  # 全省生产总值
            whose = Body(first.start, first.start + 2, first.text[:2], PLACE)
            return Lead(index, index, whose, member, graded=graded(tokens, index, self._graded))
        elif first.tag == INDICATOR and (firms := self._kinds.firms_in(first.text)):
            return Lead(index, index, Body(first.start, first.start + len(firms), firms, CLASS), member)
        return self._topic(tokens, index, text, member=member)

    def _whole(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """70个大中城市中，: those counted; 比全国平均水平高2.1个百分点: none, it is of what stands before."""
        if index > 0 and tokens[index - 1].text in self._comparing:
            return Lead(index, index, None, member)
        if (scope := self._counted.scope(tokens, index, text)) is not None:
            return Lead(index, len(tokens), scope, member)
        partial, after = self._scopes.read(tokens, index, text)
        if partial is not None:
            return Lead(index, after, partial, member)
        if tokens[index].text == "在":
            return self._located.read(tokens, index, text, member=member)
        parted = self._counted.parted(tokens, index, text)
        return None if parted is None else Lead(index, index, parted, member)

    def _opening(self, tokens: Sequence[Token]) -> tuple[int, bool]:
        """Behind times, bases, connectives, bullets and `在…` times; and whether 其中 was among them."""
        index, member, count = 0, False, len(tokens)
        while index < count:
            token = tokens[index]
            tag = token.tag
            if token.text in self._among:
                member = True
            elif tag == "m" and index + 1 < count and tokens[index + 1].text in "）)、.．":  # 7）卫健委, 1、县政府
                index += 1
            elif not (
                tag in _TIMES
                or (token.text in self._skip and tag != FIGURE)
                or (tag == "x" and token.text not in QUOTES)
                or (tag == "p" and index + 1 < count and tokens[index + 1].tag == PERIOD)
                or token.text in self._during
            ):
                break
            index += 1
        return index, member

    def _topic(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead:
        """The topic that begins at `index`: none behind a preposition or a verb, what is counted behind a figure."""
        first = tokens[index]
        pointing = self._things.pointing(tokens, index, text, member=member)
        pointing = pointing or self._things.classified(tokens, index, text, member=member)
        if (unlisted := pointing or self._unlisted.read(tokens, index, text, member=member)) is not None:
            return unlisted
        if first.text in self._nobody or first.text.startswith("每"):  # 我代表市政府, 本届“进交会”, 每千名老年人拥有…
            return Lead(index, index, self._actors.agent(tokens, index, text), member)
        counted = index + (first.text in self._others)  # 其余28个城市
        if first.tag == FIGURE or (counted < len(tokens) and tokens[counted].tag == FIGURE):
            return Lead(index, index, self._counted.opening(tokens, counted, index, text), member)
        if first.tag in ("p", "w"):
            return Lead(index, index, None, member)
        if first.tag in ("v", "V") and first.text not in self._places and not self._names_sector(tokens, index):
            return self._descriptions.named(tokens, index, text, member=member)
        return self._phrase(tokens, index, text, member=member)

    def _phrase(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead:
        """The noun phrase at `index` as a topic: a body, a pronoun for one, or a noun that is none."""
        stop, first = self._names.end(tokens, index), tokens[index]
        if (lone := self._actors.alone(tokens, index, stop)) is not None:
            return Lead(index, index + 1, lone, member)
        body, after = (None, index) if self._things.refers(first) else self._names.body(tokens, index, stop, text)
        if body is None and (several := self._actors.several(tokens, index, stop, text)) is not None:
            body, after = several, stop + 2
        if (closed := self._counted.closing(tokens, index, stop)) is not None:
            whole = Body(first.start, closed, text[first.start : closed], COUNTED if body is None else body.type)
            return Lead(index, index if body is None else stop, whole, member, closed=True)
        if body is not None:
            return self._bodied(tokens, Lead(index, after, body, member), stop, text)
        counted = stop < len(tokens) and tokens[stop].tag == FIGURE
        if counted and (unlisted := self._plain.division(tokens, index, stop, text)) is not None:
            return Lead(index, stop, unlisted, member)
        counted = member or (index + 1 < len(tokens) and tokens[index + 1].tag == FIGURE)  # 其中医院23005个
        if first.text.startswith("该") or (first.text in self._pronouns and not counted):
            this = self._things.this(tokens, index, text, member=member)
            return this or Lead(index, min(stop, index + 1), None, member, pronoun=True)
        return Lead(index, index, None, member, nominal=stop > index and tokens[-1].text not in self._setting_ends)

    def _bodied(self, tokens: Sequence[Token], lead: Lead, stop: int, text: str) -> Lead:
        """The opening whose phrase, up to `stop`, begins with a body: it may only report, or be a line's one end."""
        body, after = self.tellers.officer(tokens, lead), lead.index
        on = self.tellers.published(tokens, after)
        if on is None and body is not None and body.type == EVENT and after < stop:  # 第三届进博会我市成交…
            on = after if self._kind_of(tokens[after]) == PLACE else None
        if on is not None:
            return self._phrase(tokens, on, text, member=lead.member)
        if body is None or self.reports(body.name) or self.tellers.speaks(tokens, after):
            return Lead(lead.start, after, self.tellers.place_of(body), lead.member)
        if (end := self._counted.joined(tokens, after)) is not None:
            return Lead(lead.start, after + 2, Body(body.start, end, text[body.start : end], COUNTED), lead.member)
        if (body.name in self._wide or body.name[0] == "全") and is_compared_in(tokens, after, self._first_of):
            return Lead(lead.start, lead.start, None, lead.member)
        told = body.type == PLACE and after < stop and is_told(tokens, after, self._ranking)
        modifies = (after < stop and not told) or self._plain.measured(body, tokens, after)
        if body.name in self._country and after < len(tokens) and not is_countrys(tokens, after, stop, self._economy):
            return Lead(lead.start, lead.start, None, lead.member, nominal=True)  # 中国女排: part of a name
        passes = body.name in self._wide or self.tellers.qualifies(tokens, after)
        passes = passes or (body.type == PLACE and self._kinds.is_natural(tokens[after - 1]))
        named = lead.start if passes and modifies else after  # 长江沿线码头: its name is part of what is measured
        if body.name in self._nation:
            body = named_by_measure(body, tokens, after, self._carriers)
        grade = modifies and body.type == PLACE and graded(tokens, after - 1, self._graded)
        return Lead(lead.start, named, body, lead.member, modifies=modifies, closed=passes, graded=grade)

    def place(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """The place that the phrase at `index` opens with, where it goes on as the name of what is counted."""
        return self._names.place(tokens, index, text)[0]

    def _names_sector(self, tokens: Sequence[Token], index: int) -> bool:
        """批发零售业: a verb may open the name of a sector."""
        return index + 1 < len(tokens) and tokens[index + 1].tag == "n" and self._kind_of(tokens[index + 1]) == CLASS
