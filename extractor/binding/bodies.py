"""Bodies: the institutions, places, sectors and groups that a statement can be about.

A body stands at the head of a clause (its topic).  Registered names are found on characters; unregistered ones are noun
phrases that end like a body (局, 公司, 业 …).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import ACTOR, CLASS, INSTITUTION, PLACE, WEAK, Body, Lead
from extractor.binding.names import LONGEST, QUOTES, NameReader
from extractor.binding.tokens import BASE, BODY, FIGURE, GROUP, INDICATOR, PERIOD, CueBook, Token, any_of, named_body
from extractor.matching.persons import PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds

_TIMES = frozenset({PERIOD, BASE})
_ACTS = frozenset({"v", "V", "d", BASE, PERIOD, "p"})
_PLACE_NAME = 5  # characters
_NAMING = frozenset({"n", GROUP})
_COUNTED = frozenset({CLASS, INSTITUTION, WEAK, PLACE})
_ATTRIBUTES = ("为主", "代表", "重点", "核心", "支撑", "主为")
_SHORT = 2  # characters: a name that long may be anything
_COMPARED = frozenset({"比", "较"})


class BodyFinder:
    """Finds the topic of a clause from its tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._kind_of = kinds.of
        self._kinds = kinds
        self._names = NameReader(cues, kinds)
        self._reporters = any_of(cues["reporter"])
        self._skip = cues["connector"] | cues["adverb"] | cues["cumulative"] | cues["plan-word"]
        self._among = cues["among"]
        self._lasting = cues["lasting"]
        self._reporting = cues["reporting-noun"]
        self._markers = cues["marker"] - cues["join"]
        self._places = cues["place-pronoun"]
        self._place_words = tuple(word for word in cues["place-pronoun"] if len(word) == 2)
        self._pronouns = cues["body-pronoun"]
        self._this_event = cues["event-pronoun"]
        self._saying = cues["saying"] | cues["source"]
        self._among_ends = cues["among-end"]
        self._divisions = cues["suffix-division"]
        self._settings = cues["setting"]
        self._actors = cues["actor"]
        self._acting = cues["actor-verb"]
        self._witness = cues["witness"]
        self._passive = cues["level"] | cues["up"] | cues["down"] | cues["flat"] | cues["relation"]

    @property
    def pronouns_of_place(self) -> tuple[str, ...]:
        """全省, 我市: the words for a place that say whose it is, in a fixed order."""
        return tuple(sorted(word for word in self._place_words if word[0] in "全我" and word[1] in "省市区县州旗盟国"))

    def reports(self, issuer: str) -> bool:
        """Whether an issuer only reports on others: a broadcaster, a newspaper, an agency."""
        return self._reporters.search(issuer) is not None

    def kind(self, token: Token) -> str | None:
        """The kind of body that the token is or makes of its phrase."""
        return self._kind_of(token)

    def lead(self, tokens: Sequence[Token], text: str) -> Lead:
        """The opening of the clause that `tokens` are."""
        index, member = self._opening(tokens)
        if index >= len(tokens):
            return Lead(index, index, None, member)
        if index + 3 < len(tokens) and tokens[index + 1].tag == FIGURE and tokens[index + 2].text == "的":
            index += 3 if tokens[index].text in self._lasting else 0  # 为期一周的书展今天开幕
        if index + 2 < len(tokens) and tokens[index + 1].text in self._witness and self.reports(tokens[index].text):
            index += 2  # 记者看到…
        first = tokens[index]
        # 比全国平均水平高2.1个百分点: of what stands before
        compared = index > 0 and tokens[index - 1].text in _COMPARED
        among = not compared and tokens[-1].text in self._among_ends
        scope = self._scope(tokens, index, text) if among else None
        if compared or scope is not None:
            return Lead(index, index if scope is None else len(tokens), scope, member)
        if first.text == "在":
            return self._at(tokens, index, text, member=member)
        if first.text == "以":  # 以钢铁为主的重工业
            index = _behind_attribute(tokens, index)
        elif first.tag == INDICATOR and first.text.startswith(self._place_words):  # 全省生产总值
            return Lead(index, index, Body(first.start, first.start + 2, first.text[:2], PLACE), member)
        elif first.tag == INDICATOR and (firms := self._kinds.firms_in(first.text)):
            return Lead(index, index, Body(first.start, first.start + len(firms), firms, CLASS), member)
        return self._topic(tokens, index, text, member=member)

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
            ):
                break
            index += 1
        return index, member

    def _at(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead:
        """在苏州， is about the place; 在筑职业院校联盟已… is a name that begins with 在."""
        if index + 2 == len(tokens) and tokens[index + 1].tag == BODY:
            return self._topic(tokens, index + 1, text, member=member)
        stop = self._names.end(tokens, index + 1)
        if stop == len(tokens) and tokens[-1].tag in _NAMING and self._kind_of(tokens[index + 1]) == PLACE:
            start, end = tokens[index + 1].start, tokens[-1].end  # 在北京中关村，
            if tokens[-1].text not in self._settings:
                return Lead(index, stop, Body(start, end, text[start:end], PLACE), member)
        if stop > index + 2:
            body, after = self._names.body(tokens, index + 1, stop, text)
            if body is not None and body.type == INSTITUTION and after < len(tokens) and tokens[after].tag == "d":
                return Lead(index, after, body, member)
        return self._topic(tokens, index, text, member=member)

    def _scope(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """国内70个大中城市中，有68个…: those counted are what the figures behind are about."""
        last = len(tokens) - 1
        named = last > index + 1 and self._kind_of(tokens[last - 1]) is not None
        counted = [place for place in range(index, last) if tokens[place].tag == FIGURE]
        if not named or len(counted) != 1 or self._names.end(tokens, counted[0] + 1) < last:
            return None
        if any(token.tag in ("v", "V", "p", "d", "u") for token in tokens[index : counted[0]]):
            return None
        return Body(tokens[index].start, tokens[last - 1].end, text[tokens[index].start : tokens[last - 1].end], CLASS)

    def _topic(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead:
        """The topic that begins at `index`: none behind a preposition or a verb, what is counted behind a figure."""
        first = tokens[index]
        # 我代表市人民政府: who speaks; 本届“进交会”: as before
        if first.text == "我" or first.text in self._this_event:
            return Lead(index, index, None, member)
        if first.text in self._markers or first.text.startswith("每"):  # 每千名老年人拥有… is no one's
            return Lead(index, index, None, member)
        if first.tag == FIGURE:
            return Lead(index, index, self._counted(tokens, index, text), member)
        if first.tag in ("p", "w"):
            return Lead(index, index, None, member)
        if first.tag in ("v", "V") and first.text not in self._places and not self._names_sector(tokens, index):
            return self._described(tokens, index, text, member=member)
        return self._phrase(tokens, index, text, member=member)

    def _described(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead:
        """成立于2000年的武汉某开发区，: the name that ends the clause, or stands before a measure, is its topic."""
        of = next((place for place in range(len(tokens) - 2, index, -1) if tokens[place].text == "的"), -1)
        if of < 0:
            return Lead(index, index, None, member)
        stop = self._names.end(tokens, of + 1)
        body, after = self._names.body(tokens, of + 1, stop, text)
        following = tokens[after].tag if after < len(tokens) else ""
        registered = body is not None and (body.mention is not None or self._kind_of(tokens[of + 1]) == PLACE)
        named = body is not None and body.type in (INSTITUTION, PLACE) and len(body.name) > _SHORT
        if not (named and registered) or following not in ("", "n", "d", INDICATOR, PERIOD):
            return Lead(index, index, None, member)
        return Lead(index, after, body, member)

    def _phrase(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead:
        """The noun phrase at `index` as a topic: a body, a pronoun for one, or a noun that is none."""
        stop = self._names.end(tokens, index)
        if stop == index + 1 and self._acts(tokens, index):
            first = tokens[index]
            return Lead(index, stop, Body(first.start, first.end, first.text, ACTOR), member)
        body, after = self._names.body(tokens, index, stop, text)
        if body is not None:
            if self.reports(body.name) or self._speaks(tokens, after):
                return Lead(index, after, None, member)
            return Lead(index, after, body, member, modifies=after < stop)
        counted = stop < len(tokens) and tokens[stop].tag == FIGURE
        if counted and (unlisted := self._division(tokens, index, stop, text)) is not None:
            return Lead(index, stop, unlisted, member)
        if tokens[index].text in self._pronouns or tokens[index].text.startswith("该"):
            return Lead(index, min(stop, index + 1), None, member, pronoun=True)
        return Lead(index, index, None, member, nominal=stop > index)

    def _acts(self, tokens: Sequence[Token], index: int) -> bool:
        """中央下拨…, 旅客只能携带…: a plain noun with a verb of doing behind it."""
        first = tokens[index]
        if first.text not in self._actors or named_body(first) is not None or index + 2 >= len(tokens):
            return False
        verb = tokens[index + 1]
        leads_up = verb.tag in ("d", "p", "a") and verb.text not in self._passive
        return verb.text in self._acting or leads_up

    def _division(self, tokens: Sequence[Token], index: int, stop: int, text: str) -> Body | None:
        """江北县980万元, among the counties of a list: what ends so, before an amount, is a place no register has."""
        if tokens[stop].text.endswith("个") or stop - index < 2:
            return None
        start, end = tokens[index].start, tokens[stop - 1].end
        plain = end - start <= _PLACE_NAME and all(token.tag == "n" for token in tokens[index:stop])
        return Body(start, end, text[start:end], PLACE) if plain and tokens[stop - 1].text in self._divisions else None

    def _speaks(self, tokens: Sequence[Token], after: int) -> bool:
        """村民张飞元说: who tells of something is not what it is about."""
        mention = named_body(tokens[after - 1])
        person = mention is not None and mention.rule_id == PERSON
        return person and after < len(tokens) and tokens[after].text in self._saying

    def place(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """The place that the phrase at `index` opens with, where it goes on as the name of what is counted."""
        return self._names.place(tokens, index, text)[0]

    def _names_sector(self, tokens: Sequence[Token], index: int) -> bool:
        """批发零售业: a verb may open the name of a sector."""
        return index + 1 < len(tokens) and tokens[index + 1].tag == "n" and self._kind_of(tokens[index + 1]) == CLASS

    def _counted(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """三家基础电信企业完成…, 31个省和新疆生产建设兵团报告…: counted bodies that do something are the topic."""
        stop = self._names.end(tokens, index + 1)
        for last in range(stop - 1, index, -1):
            if self._kind_of(tokens[last]) in _COUNTED:
                following = tokens[last + 1] if last + 1 < len(tokens) else None
                acts = following is not None and (
                    following.tag in (*_ACTS, INDICATOR) or following.text in self._reporting
                )
                start, end = tokens[index].start, tokens[last].end
                return Body(start, end, text[start:end], CLASS) if acts else None
        return None


def _behind_attribute(tokens: Sequence[Token], index: int) -> int:
    """Behind 以…为主的; the same index where there is no such attribute."""
    for position in range(index + 2, min(len(tokens) - 1, index + LONGEST)):
        if tokens[position].text == "的":
            before = tokens[position - 1].text + tokens[position - 2].text
            return position + 1 if any(word in before for word in _ATTRIBUTES) else index
    return index
