"""Names the members of a list: what each has of its own, and what stands behind the last that all share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.binding.aligning import Aligned, align, end_alike, is_division, is_whole, shared_tail
from extractor.binding.splitting import share_at, text_of
from extractor.binding.tokens import BASE, BODY, GROUP, INDICATOR, PERIOD, CueBook, Token, named_body

if TYPE_CHECKING:
    from extractor.binding.body import Body
    from extractor.text.words import Words

_SIDES = frozenset("东中西南北")
_MONTHS = 12


class Member(NamedTuple):
    """One member of a distributed list: its own words, what all members share, and whether it is a body."""

    name: str
    shared: str
    body: Token | None
    is_body: bool
    subject: Body | None = None  # of the figure that the member stands for: X 5万元、Y 3万元，分别增长…
    month: Token | None = None  # 4、5、6三个月增加值分别增长…: the month that the member is

    def behind(self, prefix: str) -> Member:
        """The member with what the first one has before it."""
        return self._replace(name=prefix + self.name, body=None)

    def as_counted(self) -> Member:
        """The member as what is counted, but for a body that the register knows."""
        known = self.body is not None and named_body(self.body) is not None
        return self if known else self._replace(is_body=False)


class MemberReader:
    """Reads the parts that a list has been cut into; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, words: Words) -> None:
        self._markers = cues["marker"]
        self._skip = cues["connector"] | cues["adverb"] | cues["cumulative"] | cues["level"]
        self._bodies = tuple(cues["suffix-institution"] | cues["suffix-class"])
        self._no_bodies = cues["no-member"]
        self._divisions = tuple(cues["suffix-division"])
        self._measures = tuple(sorted(cues["suffix-measure"]))
        self._bare = tuple(sorted(cues["bare-measure"], key=len, reverse=True))
        self._attributive = tuple(sorted(cues["suffix-attributive"]))
        self._places = cues["place-pronoun"]
        self._areas = cues["area"]
        self._area_names = tuple(sorted(cues["area"]))
        self._month_counts = cues["month-count"]
        self._words = words

    def named(self, parts: list[list[Token]]) -> tuple[Member, ...]:
        """The members that the parts of a list are; none where the last says only when: 降低资费、同比分别."""
        months = self._months(parts)
        if months or not self.own(parts[-1]):
            return months
        if at := share_at(parts):
            shared = text_of(self.own(parts[-1][at:]))
            return tuple(self.member(part, shared) for part in (*parts[:-1], parts[-1][:at]))
        last, shared = self._last(parts[-1])
        some = parts[-1][-1].tag == INDICATOR and any(part[-1].tag == INDICATOR for part in parts[:-1])
        whole = [*parts[:-1], self.own(parts[-1])]
        tail = shared_tail(whole, self._bare, self._measures) if some else ""
        if tail:
            last, shared = Member(text_of(whole[-1]).removesuffix(tail), "", None, is_body=False), tail
        elif (
            some or all(is_whole(part, self._measures) for part in whole) or end_alike(whole)
        ):  # 固定资产投资、工业投资
            last, shared = self.member(whole[-1], ""), ""
        own = self.first(parts[0])
        aligned = align(own, parts[-1]) if shared and not tail else Aligned()
        if aligned.width:  # 集中供养和分散供养|水平
            last, shared = self.member(parts[-1][: aligned.width], ""), text_of(parts[-1][aligned.width :])
        members = [self.member(own if index == 0 else part, shared) for index, part in enumerate(parts[:-1])]
        named = (*members, last._replace(shared=shared))
        if aligned.prefix:
            return tuple(named[:1]) + tuple(other.behind(aligned.prefix) for other in named[1:])
        if len(last.name) > 2 and all(member.name in _SIDES for member in members):  # 东、中、西部地区
            return tuple(member._replace(name=member.name[0] + last.name[1:], is_body=True) for member in named)
        if all(is_division(member.name, self._divisions, self._areas) for member in named):
            return tuple(member._replace(is_body=True) for member in named)  # 甲县、乙县: no register has them
        return named

    def _months(self, parts: list[list[Token]]) -> tuple[Member, ...]:
        """4、5、6三个月增加值: each member is a month, and no part of what is measured."""
        months, behind = [part[0] for part in parts], parts[-1][1:]
        if not behind or behind[0].text not in self._month_counts or any(len(part) > 1 for part in parts[:-1]):
            return ()
        if not all(month.text.isdigit() and 1 <= int(month.text) <= _MONTHS for month in months):
            return ()
        shared = text_of(self.own(behind[1:]))
        return tuple(Member("", shared, None, is_body=False, month=month) for month in months)

    def first(self, part: list[Token]) -> list[Token]:
        """The first member's own tokens: 我国对东盟、… begins behind 对."""
        for index in range(len(part) - 1, 0, -1):
            if part[index - 1].text in self._markers and part[index - 1].text != "的":
                return part[index:]
        place = part[0].text in self._places or (part[0].tag == BODY and part[0].text.endswith(("省", "市", "国")))
        return part[1:] if len(part) > 1 and place else part

    def member(self, part: list[Token], shared: str) -> Member:
        """The member that a part is, as it stands."""
        name = "".join(token.text for token in part)
        body = part[-1] if part[-1].tag == BODY and len(part) == 1 else None
        return Member(name, shared, body, body is not None or name.endswith(self._bodies))

    def own(self, part: list[Token]) -> list[Token]:
        """Its words without times, bases, adverbs and open brackets: 死亡人数 of 死亡人数同比."""
        return [token for token in part if token.tag not in (PERIOD, BASE) and token.text not in self._skip]

    def _last(self, part: list[Token]) -> tuple[Member, str]:
        """The last member and the words behind it that belong to all: 专线|平均资费."""
        kept = self.own(part)
        text = "".join(token.text for token in kept)
        if kept and kept[0].tag == BODY:
            return Member(kept[0].text, "", kept[0], is_body=True), text[len(kept[0].text) :]
        cut_off = len(text) == len(kept[0].text) + 1 if kept else False  # 机电产品出口|额: what is shared begins before
        if kept and not cut_off and self._is_named(kept):
            return Member(kept[0].text, "", None, is_body=False), text[len(kept[0].text) :]
        words = [word for word, _ in self._words.tag(text)]
        if len(words) > 2 and words[0].endswith(self._attributive):  # 药品、医用耗材集采占比
            words[:2] = ["".join(words[:2])]
        ends = [
            i for i, word in enumerate(words[:-1], 1) if word.endswith(self._bodies) and word not in self._no_bodies
        ]
        cut = ends[-1] if ends else 0
        if cut == 0:
            cut = len(words) if text.endswith(self._bodies) else 1
        name = "".join(words[:cut])
        return Member(name, "", None, name.endswith(self._bodies)), text[len(name) :]

    def _is_named(self, kept: list[Token]) -> bool:
        """Whether the first word alone names the last member: 新房和二手房|价格上涨的城市, 护理补贴|标准."""
        first, rest = kept[0], kept[1:]
        if first.tag == GROUP:
            return not first.text.startswith(self._area_names)
        described = any(token.text == "的" for token in rest)
        measured = any(token.text == "占" for token in rest) or all(token.tag == "n" for token in rest)
        return described or (first.tag == INDICATOR and bool(rest) and measured)
