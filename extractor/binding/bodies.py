"""Bodies: the institutions, places, sectors and groups that a statement can be about.

A body stands at the head of a clause (its topic).  Registered names are found on characters; unregistered ones are noun
phrases that end like a body (局, 公司, 业 …).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import CLASS, EVENT, INSTITUTION, PLACE, WEAK, Body, Lead
from extractor.binding.tokens import BASE, BODY, FIGURE, GROUP, INDICATOR, PERIOD, CueBook, Token, named_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds

_NOMINAL = frozenset({"n", "w", "m", BODY, INDICATOR, GROUP, "f"})
_QUOTES = '“”《》‘’"「」'
_MARKS = frozenset(_QUOTES) | frozenset("（）()")
_TIMES = frozenset({PERIOD, BASE})
_ACTS = frozenset({"v", "V", "d", BASE, PERIOD, "p"})
_COUNTED = frozenset({CLASS, INSTITUTION, WEAK, PLACE})
_NAMED = frozenset({PLACE, INSTITUTION})
_ATTRIBUTES = ("为主", "代表", "重点", "核心", "支撑", "主为")
_LONGEST = 24  # tokens: a noun phrase longer than that is a list, not a name


class BodyFinder:
    """Finds the topic of a clause from its tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._kind_of = kinds.of
        self._reporters = tuple(cues["reporter"])
        self._skip = cues["connector"] | cues["adverb"] | cues["cumulative"]
        self._among = cues["among"]
        self._reporting = cues["reporting-noun"]
        self._join = cues["join"]
        self._within = self._join | _MARKS
        verbs = cues["relation"] | cues["up"] | cues["down"] | cues["light-verb"] | cues["source"]
        self._breaks = (verbs | cues["marker"]) - cues["join"] - {"等", "快", "高", "低", "慢"}
        self._markers = cues["marker"] - self._join
        self._places = cues["place-pronoun"]
        self._place_words = tuple(word for word in cues["place-pronoun"] if len(word) == 2)
        self._pronouns = cues["body-pronoun"]

    def reports(self, issuer: str) -> bool:
        """Whether an issuer only reports on others: a broadcaster, a newspaper, an agency."""
        return any(word in issuer for word in self._reporters)

    def lead(self, tokens: Sequence[Token], text: str) -> Lead:
        """The opening of the clause that `tokens` are."""
        index, member = self._opening(tokens)
        if index >= len(tokens):
            return Lead(index, index, None, member)
        first = tokens[index]
        if first.text == "在":
            return self._at(tokens, index, text, member=member)
        if first.text == "以":  # 以钢铁为主的重工业
            index = _behind_attribute(tokens, index)
        elif first.tag == INDICATOR and first.text.startswith(self._place_words):  # 全省生产总值
            return Lead(index, index, Body(first.start, first.start + 2, first.text[:2], PLACE), member)
        return self._topic(tokens, index, text, member=member)

    def _opening(self, tokens: Sequence[Token]) -> tuple[int, bool]:
        """Behind times, bases, connectives, bullets and `在…` times; and whether 其中 was among them."""
        index, member, count = 0, False, len(tokens)
        while index < count:
            token = tokens[index]
            tag = token.tag
            if token.text in self._among:
                member = True
            elif not (
                tag in _TIMES
                or (token.text in self._skip and tag != FIGURE)
                or (tag == "x" and token.text not in _QUOTES)
                or (tag == "p" and index + 1 < count and tokens[index + 1].tag == PERIOD)
            ):
                break
            index += 1
        return index, member

    def _at(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead:
        """在苏州， is about the place; 在筑职业院校联盟已… is a name that begins with 在."""
        if index + 2 == len(tokens) and tokens[index + 1].tag == BODY:
            return self._topic(tokens, index + 1, text, member=member)
        stop = self._phrase_end(tokens, index + 1)
        if stop > index + 2:
            body, after = self._body_in(tokens, index + 1, stop, text)
            if body is not None and body.type == INSTITUTION and after < len(tokens) and tokens[after].tag == "d":
                return Lead(index, after, body, member)
        return self._topic(tokens, index, text, member=member)

    def _topic(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead:
        """The topic that begins at `index`: none behind a preposition or a verb, what is counted behind a figure."""
        first = tokens[index]
        if first.text in self._markers:
            return Lead(index, index, None, member)
        if first.tag == FIGURE:
            return Lead(index, index, self._counted(tokens, index, text), member)
        if first.tag in ("p", "w"):
            return Lead(index, index, None, member)
        if first.tag == "v" and first.text not in self._places and not self._names_sector(tokens, index):
            return Lead(index, index, None, member)
        return self._phrase(tokens, index, text, member=member)

    def _phrase(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead:
        """The noun phrase at `index` as a topic: a body, a pronoun for one, or a noun that is none."""
        stop = self._phrase_end(tokens, index)
        body, after = self._body_in(tokens, index, stop, text)
        if body is not None:
            if self.reports(body.name):
                return Lead(index, after, None, member)
            return Lead(index, after, body, member, modifies=after < stop)
        if tokens[index].text in self._pronouns or tokens[index].text.startswith("该"):
            return Lead(index, min(stop, index + 1), None, member, pronoun=True)
        return Lead(index, index, None, member, nominal=stop > index)

    def place(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """The place that the phrase at `index` opens with, where it goes on as the name of what is counted."""
        return self._place_only(tokens, index, text)[0]

    def _names_sector(self, tokens: Sequence[Token], index: int) -> bool:
        """批发零售业: a verb may open the name of a sector."""
        return index + 1 < len(tokens) and tokens[index + 1].tag == "n" and self._kind_of(tokens[index + 1]) == CLASS

    def _counted(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """三家基础电信企业完成…, 31个省和新疆生产建设兵团报告…: counted bodies that do something are the topic."""
        stop = self._phrase_end(tokens, index + 1)
        for last in range(stop - 1, index, -1):
            if self._kind_of(tokens[last]) in _COUNTED:
                following = tokens[last + 1] if last + 1 < len(tokens) else None
                acts = following is not None and (
                    following.tag in (*_ACTS, INDICATOR) or following.text in self._reporting
                )
                start, end = tokens[index].start, tokens[last].end
                return Body(start, end, text[start:end], CLASS) if acts else None
        return None

    def _phrase_end(self, tokens: Sequence[Token], index: int) -> int:
        """Where the noun phrase that begins at `index` ends."""
        end = min(len(tokens), index + _LONGEST)
        position = index
        while position < end:
            token = tokens[position]
            if position > index and token.text in self._breaks:
                break
            if token.tag in _NOMINAL or token.text in self._within:
                position += 1
            elif (
                token.tag in ("a", "v")
                and position > index
                and position + 1 < end
                and self._kind_of(tokens[position + 1])
            ):
                position += 1  # a verb inside a name: 环卫绿化处, 供销社
            else:
                break
        return position

    def _body_in(self, tokens: Sequence[Token], index: int, stop: int, text: str) -> tuple[Body | None, int]:
        """The body that the phrase opens with, and the index behind it."""
        found = self._head(tokens, index, stop)
        if found is None:
            return None, index
        position, kind = found
        last = tokens[position]
        if kind == WEAK and self._is_named(tokens[index:position]):
            kind = INSTITUTION  # 平台, 机构 with a name inside
        weak = kind in (EVENT, WEAK) or last.tag == GROUP
        if weak and position + 1 < stop and tokens[position + 1].text not in self._join:
            # 小微企业贷款余额: a group before the noun it belongs to is part of what is measured
            return self._place_only(tokens, index, text)
        mention = named_body(last) if position == index else None
        start = tokens[index].start
        return Body(start, last.end, text[start : last.end].strip(_QUOTES), kind, mention), position + 1

    def _head(self, tokens: Sequence[Token], index: int, stop: int) -> tuple[int, str] | None:
        """The place and kind of the word that makes the phrase a body."""
        best: tuple[int, str] | None = None
        for position in range(index, stop):
            kind = self._kind_of(tokens[position])
            if (
                kind is not None
                and self._may_end(kind, tokens, index, position, stop)
                and (best is None or self._takes_over(best, kind, tokens, position))
            ):
                best = (position, kind)
        return best

    def _may_end(self, kind: str, tokens: Sequence[Token], index: int, position: int, stop: int) -> bool:
        """Whether a word that ends like a body ends one in this place."""
        token = tokens[position]
        if token.tag != BODY and len(token.text) == 1 and position + 1 < stop:
            return False  # 局 and 处 end a name only where the noun phrase ends
        if kind == PLACE:
            return all(self._kind_of(t) == PLACE or t.text in self._join for t in tokens[index:position])
        lone = position == index and token.tag != BODY
        return not lone or (len(token.text) > 2 and token.text not in self._pronouns)

    def _takes_over(self, best: tuple[int, str], kind: str, tokens: Sequence[Token], position: int) -> bool:
        """Whether a later ending beats the earlier one: an institution behind its place, a list's last member."""
        if kind == PLACE and best[1] == INSTITUTION:
            return any(token.text in self._join for token in tokens[best[0] + 1 : position])
        return tokens[position].tag != INDICATOR

    def _is_named(self, phrase: Sequence[Token]) -> bool:
        return any(self._kind_of(token) in _NAMED or token.text.startswith("“") for token in phrase)

    def _place_only(self, tokens: Sequence[Token], index: int, text: str) -> tuple[Body | None, int]:
        first = tokens[index]
        if self._kind_of(first) != PLACE:
            return None, index
        return Body(first.start, first.end, text[first.start : first.end], PLACE, named_body(first)), index + 1


def _behind_attribute(tokens: Sequence[Token], index: int) -> int:
    """Behind 以…为主的; the same index where there is no such attribute."""
    for position in range(index + 2, min(len(tokens) - 1, index + _LONGEST)):
        if tokens[position].text == "的":
            before = tokens[position - 1].text + tokens[position - 2].text
            return position + 1 if any(word in before for word in _ATTRIBUTES) else index
    return index
