"""The name of a body: where a noun phrase ends, and which word of it makes it a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import CLASS, EVENT, INSTITUTION, PLACE, WEAK, Body
from extractor.binding.innards import InnardReader, begins_time
from extractor.binding.tokens import BODY, GROUP, INDICATOR, CueBook, Token, named_body
from extractor.binding.zones import ZoneReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds

_NOMINAL = frozenset({"n", "w", "m", BODY, INDICATOR, GROUP, "f"})
QUOTES = '“”《》‘’"「」'
_MARKS = frozenset(QUOTES) | frozenset("（）()")
_NAMED = frozenset({PLACE, INSTITUTION})
_OWN = frozenset({"n", "a", "m", "v", "w", "f"})  # the segmenter cuts an unknown name at random
_VILLAGE = 6  # characters of the name of a township or village
_REGION = "地区"
LONGEST = 24
"""Tokens of a name: a noun phrase longer than that is a list."""


class NameReader:
    """Reads the names of bodies from a clause's tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._kind_of = kinds.of
        self._join = cues["join"]
        self._within = self._join | _MARKS
        verbs = cues["relation"] | cues["up"] | cues["down"] | cues["light-verb"] | cues["source"]
        self._breaks = (
            (verbs | cues["marker"] | cues["time-word"] | cues["average"] | cues["lasting"])
            - cues["join"]
            - {"等", "快", "高", "低", "慢"}
        )
        self._pronouns = cues["body-pronoun"]
        self._lone = cues["lone-body"]
        self._unnamed = cues["unnamed-body"]
        self._wide = tuple(sorted(cues["place-pronoun"] | cues["country-name"] | cues["world-name"] | {"级"}))
        self._divisions = "".join(sorted(cues["suffix-division"]))
        self._parts = cues["place-part"]
        self._townships = tuple(sorted(cues["suffix-township"]))
        self._common = tuple(sorted(cues["suffix-common-township"]))
        self._naming = ("“", *cues.ordered("country-name"))
        self._handling = cues["handling"]
        self._spheres = cues["sphere"]
        self._deeds = tuple(sorted(cues["deed-opening"]))
        self._events = cues["lone-event"]
        self._asking = cues["asking"]
        self._innards = InnardReader(cues, kinds)
        self._brief = cues["suffix-brief"]
        self._zones = ZoneReader(cues)
        self._owning = tuple(sorted(cues["suffix-owner"]))

    def end(self, tokens: Sequence[Token], index: int) -> int:
        """Where the noun phrase that begins at `index` ends."""
        end = min(len(tokens), index + LONGEST)
        position = index
        while position < end:
            token = tokens[position]
            if position > index and (token.text in self._breaks or (token.tag == "n" and self._is_deed(token.text))):
                break
            if position > index and token.tag == "f" and begins_time(tokens, position):
                break
            named = token.tag in _NOMINAL or token.text in self._within
            if not named and not self._innards.is_inside(tokens, index, position, end):
                break
            position += 1
        return position

    def body(self, tokens: Sequence[Token], index: int, stop: int, text: str) -> tuple[Body | None, int]:
        """The body that the phrase opens with, and the index behind it."""
        if self.opens_deed(tokens, index, stop):
            return None, index
        found = self._head(tokens, index, stop)
        if found is None:
            return self._apposed(tokens, index, stop) if tokens[stop - 1].tag == BODY else (None, index)
        position, kind = found
        last = tokens[position]
        kind = self._with_name(kind, last, tokens[index:position])
        shaped = position == index and last.tag == BODY  # 本格拉铁路全长…: a name by its shape
        named = shaped or (position > index and last.text in self._events)  # 北京冬奥会赞助企业
        zone = kind == INSTITUTION and last.tag == GROUP  # 上海自贸试验区新设企业数
        weak = (kind in (EVENT, WEAK) and not named) or (
            last.tag == GROUP and not zone and not self._measured(tokens, position, stop)
        )
        if weak and position + 1 < stop and tokens[position + 1].text not in self._join:
            # 小微企业贷款余额: a group before the noun it belongs to is part of what is measured
            return self.place(tokens, index, text)
        mention = named_body(last) if position == index else None
        below = self.village(tokens, position, stop) if kind == PLACE else position
        if kind == PLACE and position + 1 < stop and tokens[position + 1].text in self._parts:
            below = self._parted(tokens, position, stop)
        if below > position:
            position, mention, last = below, None, tokens[below]
        if kind != PLACE and position + 2 < stop and tokens[position + 1].text == "、":
            position = self._listed(tokens, position, stop)  # 全省铁路、公路、水路、民航共…
            last, mention = tokens[position], None
        start = tokens[index].start
        if kind == PLACE and (owner := self._owner(tokens, position + 1)):
            return Body(start, last.end + len(owner), text[start : last.end] + owner, INSTITUTION), position + 1
        return Body(start, last.end, _unquoted(text[start : last.end]), kind, mention), position + 1

    def _with_name(self, kind: str, last: Token, before: Sequence[Token]) -> str:
        """The kind that the words before its last make of a phrase."""
        if self._zones.is_one(last, before, [token for token in before if self._is_place(token)]):
            return INSTITUTION
        if kind == WEAK and (last.text.startswith(self._naming) or self._is_named(before)):
            return INSTITUTION  # 平台, 机构 with a name inside
        if before and last.text in self._spheres and self._kind_of(before[-1]) == CLASS:
            return CLASS  # 服务业领域
        places = all(token.tag == BODY and self._kind_of(token) == PLACE for token in before)
        return PLACE if before and places and last.text == _REGION else kind  # 湖南长沙地区

    def _owner(self, tokens: Sequence[Token], index: int) -> str:
        """长春机场旅客吞吐量: the word of the measure at `index` that with the place before it names whose it is."""
        measure = tokens[index] if index < len(tokens) and tokens[index].tag == INDICATOR else None
        return next((word for word in self._owning if measure is not None and measure.text.startswith(word)), "")

    def joins(self, token: Token) -> bool:
        """Whether it joins two names: 、, 和."""
        return token.text in self._join

    def _parted(self, tokens: Sequence[Token], position: int, stop: int) -> int:
        """The part of the place at `position`, or the last of such a list: 法国中部, 汉中东部、安康西部."""
        position += 1
        while (
            position + 3 < stop and tokens[position + 1].text in self._join and tokens[position + 3].text in self._parts
        ):
            position += 3
        return position

    def village(self, tokens: Sequence[Token], position: int, stop: int) -> int:
        """佳县荷叶坪村, 房山区河北镇: the last word of the township or village of the place at `position`, or that."""
        name = ""
        for index in range(position + 1, min(stop, position + _VILLAGE + 1)):
            if tokens[index].tag not in _OWN or len(tokens[index].text) > _VILLAGE:
                break
            name += tokens[index].text
            if name.endswith(self._townships):
                return position if name.endswith(self._common) or len(name) > _VILLAGE else index
        return position

    def _measured(self, tokens: Sequence[Token], position: int, stop: int) -> bool:
        """国家级经济技术开发区实际使用外资, 尿素企业复工率: behind a group, an indicator or a rate is what it has."""
        behind = tokens[position + 1] if position + 2 == stop else None
        rate = behind is not None and behind.text.endswith("率") and tokens[position].text.endswith("企业")
        return behind is not None and (behind.tag == INDICATOR or rate)

    def opens_deed(self, tokens: Sequence[Token], index: int, stop: int) -> bool:
        """全面落实省委部署, 深化与某大学合作: the dictionary has words of doing for nouns, and none opens a name."""
        first = tokens[index]
        if first.tag not in ("n", "w", "m") or stop < index + 2:
            return False
        return first.text in self._asking or first.text.startswith(self._deeds)

    def _is_deed(self, noun: str) -> bool:
        """古浪县大力发展…: a set phrase of doing, which the dictionary has for a noun."""
        return len(noun) > 3 and noun.startswith(self._deeds)

    def _listed(self, tokens: Sequence[Token], position: int, stop: int) -> int:
        """The last member of the list that the name at `position` opens, where something that acts stands behind it."""
        goes_on = stop + 1 < len(tokens) and tokens[stop + 1].text in self._join  # 云计算、…: a verb within a name
        acts = stop < len(tokens) and tokens[stop].tag in ("d", "v", "V") and not goes_on
        members = all(token.text in self._join or token.tag == "n" for token in tokens[position + 1 : stop])
        return stop - 1 if acts and members and tokens[stop - 1].tag == "n" else position

    def _apposed(self, tokens: Sequence[Token], index: int, stop: int) -> tuple[Body | None, int]:
        """钢铁大省河北刚刚拆除…: the place that a noun before it describes, where it acts."""
        last = tokens[stop - 1] if stop > index + 1 else None
        mention = named_body(last) if last is not None else None
        acts = stop < len(tokens) and tokens[stop].tag in ("d", "v", "V", "p")
        if last is None or mention is None or mention.kind != "region" or not acts:
            return None, index
        return Body(last.start, last.end, last.text, PLACE, mention), stop

    def _head(self, tokens: Sequence[Token], index: int, stop: int) -> tuple[int, str] | None:
        """The place and kind of the word that makes the phrase a body."""
        best: tuple[int, str] | None = None
        for position in range(index, stop):
            kind = self._kind_of(tokens[position])
            if kind is None and best is not None:
                kind = self._place_joined(tokens, position, best)
            if (
                kind is not None
                and self._may_end(kind, tokens, index, position, stop)
                and (best is None or self._takes_over(best, kind, tokens, position))
            ):
                best = (position, kind)
        return best

    def _place_joined(self, tokens: Sequence[Token], position: int, best: tuple[int, str]) -> str | None:
        """勉县、南郑县: what is joined to a place and ends like one is one, though no register has it."""
        if best[1] != PLACE or best[0] != position - 2 or tokens[position].tag != "n":
            return None
        listed = tokens[position - 1].text in self._join and len(tokens[position].text) > 1
        return PLACE if listed and tokens[position].text[-1] in self._divisions else None

    def _may_end(self, kind: str, tokens: Sequence[Token], index: int, position: int, stop: int) -> bool:
        """Whether a word that ends like a body ends one in this place."""
        token = tokens[position]
        goes_on = position + 1 < stop and tokens[position + 1].tag != "w"  # 榆林市能源局投资…
        brief = token.text in self._brief and (goes_on or self._kind_of(tokens[index]) != PLACE)  # 浙江公安破获…
        if brief or (token.tag != BODY and len(token.text) == 1 and goes_on):
            return False  # 局 and 处 end a name only where the noun phrase ends
        if token.text in self._unnamed and position == index + 1 and tokens[index].text.endswith(self._wide):
            return False  # 我国网络零售额, 省级中心村
        if kind == PLACE:
            return all(
                self._kind_of(t) == PLACE or t.text in self._join or t.text[-1] in self._divisions
                for t in tokens[index:position]
            )
        if position > index or token.tag == BODY or token.text in self._lone:
            return True
        if token.tag == GROUP and position + 1 < len(tokens) and tokens[position + 1].text in self._handling:
            return True  # 官兵将4名伤员…, 官兵们…, 医护人员对13名伤者…
        return len(token.text) > 2 and token.text not in self._pronouns

    def _takes_over(self, best: tuple[int, str], kind: str, tokens: Sequence[Token], position: int) -> bool:
        """Whether a later ending beats the earlier one: an institution behind its place, a list's last member."""
        if kind == PLACE and best[1] == INSTITUTION:
            return any(token.text in self._join for token in tokens[best[0] + 1 : position])
        return tokens[position].tag != INDICATOR

    def _is_named(self, phrase: Sequence[Token]) -> bool:
        return any(self._kind_of(token) in _NAMED or token.text.startswith("“") for token in phrase)

    def _is_place(self, token: Token) -> bool:
        return named_body(token) is not None and self._kind_of(token) == PLACE

    def place(self, tokens: Sequence[Token], index: int, text: str) -> tuple[Body | None, int]:
        """The place that the token at `index` is, and the index behind it."""
        first = tokens[index]
        if self._kind_of(first) != PLACE:
            return None, index
        return Body(first.start, first.end, text[first.start : first.end], PLACE, named_body(first)), index + 1


def _unquoted(name: str) -> str:
    """A name without the quotation marks around all of it: “临水号”, and not “临水”联合演习."""
    bare = name.strip(QUOTES)
    return name if any(mark in bare for mark in QUOTES) else bare
