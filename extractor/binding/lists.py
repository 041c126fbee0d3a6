"""The members of a list: 城镇和农村居民收入, 武汉、宜昌、襄阳三市, 三次产业增加值."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.binding.aligning import Aligned, align, end_alike, is_division, is_whole
from extractor.binding.splitting import SEPARATORS, parts_of, share_at, split_at, text_of
from extractor.binding.tokens import ACTION, BASE, BODY, FIGURE, GROUP, INDICATOR, PERIOD, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.body import Body
    from extractor.text.words import Words

_SIDES = frozenset("东中西南北")
_LIST_OF = "list-of-"
_LEAD = 8  # characters before the word that stands for the list: a time, a place
_MONTHS = 12
_NAMING = frozenset({"n", INDICATOR})
_ETC = "等"
_CLOSING = 4  # characters of the count that closes a list: 三市


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


class ListReader:
    """Splits a list into as many members as figures belong to it; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, words: Words) -> None:
        self._markers = cues["marker"]
        self._skip = cues["connector"] | cues["adverb"] | cues["cumulative"] | cues["level"]
        self._bodies = tuple(cues["suffix-institution"] | cues["suffix-class"])
        self._no_bodies = cues["no-member"]
        self._classes = tuple(cues["suffix-class"])
        self._counted = tuple(sorted(cues["suffix-counted-body"] | cues["suffix-class"]))
        self._divisions = tuple(cues["suffix-division"])
        self._measures = tuple(sorted(cues["suffix-measure"]))
        self._attributive = tuple(sorted(cues["suffix-attributive"]))
        self._places = cues["place-pronoun"]
        self._areas = cues["area"]
        self._area_names = tuple(sorted(cues["area"]))
        self._month_counts = cues["month-count"]
        self._lists = {name.removeprefix(_LIST_OF): cues.ordered(name) for name in cues.starting(_LIST_OF)}
        self._words = words

    def members(
        self, tokens: Sequence[Token], low: int, high: int, count: int, *, whole: bool = False
    ) -> tuple[Member, ...]:
        """The `count` members of the list in `tokens[low:high]`; empty when it has not that many.

        `whole`: the list stands in an earlier clause, so that nothing behind it is shared; a count may close it
        (三大行业).
        """
        while low < high and self._may_skip(tokens, low):
            low += 1
        listed = list(tokens[low:high])
        counted = next((index for index, token in enumerate(listed) if token.tag == FIGURE), None)
        if counted is not None and not whole and not any(token.text in SEPARATORS[4] for token in listed[:counted]):
            listed, counted = listed[counted + 1 :], None  # 我国70个大中城市新房和二手房价格上涨的城市
        if counted is not None and not whole:
            return self._closed(listed, counted, count)
        listed = listed[:counted]
        if len(listed) == 1 and listed[0].tag == INDICATOR:
            listed = self._retokenised(listed[0])  # 城镇和农村居民人均可支配收入 is one registered name
        if implied := self._closed_by_kind(listed, count) or self._implied(listed, count):
            return implied
        if self._unequal(listed, count):
            return ()
        parts = self._by_ending(listed, count) or parts_of(listed, count)
        if parts and whole:
            bodies, shared = self._before_measure(parts)
            if shared or not parts[-1][-1].text.endswith(self._measures):
                return tuple(self._member(part, shared)._replace(is_body=True) for part in bodies)
        return self._named(parts) if parts else ()

    def announced(self, tokens: Sequence[Token], low: int, high: int, count: int) -> tuple[Member, ...]:
        """The `count` members that `tokens[low:high]` is: 甲案件和乙、丙案件 are two."""
        listed = list(tokens[low:high])
        if any(token.tag == FIGURE for token in listed):
            return ()
        halves = split_at(listed, frozenset({"和"}))
        parts = halves if len(halves) == count and all(halves) else parts_of(listed, count)
        return tuple(self._member(part, "")._replace(is_body=False) for part in parts)

    def _may_skip(self, tokens: Sequence[Token], low: int) -> bool:
        """Whether a word before the list says nothing of it: a time, 累计; 集中 belongs to the verb behind it."""
        token = tokens[low]
        if token.text in self._skip:
            return not (token.tag == "v" and low + 1 < len(tokens) and tokens[low + 1].tag in ("v", ACTION))
        return token.tag in (PERIOD, BASE) or (token.tag == "x" and token.text not in "“《")

    def _before_measure(self, parts: list[list[Token]]) -> tuple[list[list[Token]], str]:
        """中央企业和地方企业利润增幅接近: bodies, and the measure that stands behind the last of them."""
        last = parts[-1]
        end = max((index + 1 for index, token in enumerate(last) if token.tag == BODY), default=0)
        if not 0 < end < len(last) or any(part[-1].tag != BODY for part in parts[:-1]):
            return parts, ""
        stop = next((index for index in range(end, len(last)) if last[index].tag not in _NAMING), len(last))
        return [*parts[:-1], last[:end]], "".join(token.text for token in last[end:stop])

    def _by_ending(self, tokens: list[Token], count: int) -> list[list[Token]]:
        """航空、航天器及设备制造业、医药制造业: two names, one with a list inside."""
        if len(split_at(tokens, SEPARATORS[0])) <= count:
            return []
        parts: list[list[Token]] = [[]]
        for token in tokens:
            ended = parts[-1] and (parts[-1][-1].tag == BODY or parts[-1][-1].text.endswith(self._classes))
            if token.text in SEPARATORS[1] and token.tag != BODY and ended:
                parts.append([])
            else:
                parts[-1].append(token)
        named = all(any(t.tag == BODY or t.text.endswith(self._classes) for t in part) for part in parts)
        return parts if len(parts) == count and named else []

    def _closed(self, listed: list[Token], counted: int, count: int) -> tuple[Member, ...]:
        """武汉、宜昌、襄阳三市GDP: a count of the list closes it; what stands behind is shared."""
        parts = parts_of(listed[:counted], count)
        if not parts or len(listed[counted].text) > _CLOSING:
            return ()
        shared = "".join(token.text for token in listed[counted + 1 :] if token.text not in self._skip)
        return tuple(self._member(part, shared) for part in [self._first(parts[0]), *parts[1:]])

    def _closed_by_kind(self, listed: list[Token], count: int) -> tuple[Member, ...]:
        """石油、化工、电子等行业增加值: 等 and the kind close the list of those that have what stands behind."""
        at = next((at for at, token in enumerate(listed) if token.text == _ETC), 0)
        if at == 0 or at + 2 >= len(listed) or not listed[at + 1].text.endswith(self._counted):
            return ()
        shared = text_of(self._own(listed[at + 2 :]))
        return tuple(self._member(part, shared)._replace(is_body=True) for part in parts_of(listed[:at], count))

    def _retokenised(self, token: Token) -> list[Token]:
        """The words of a registered name."""
        tokens: list[Token] = []
        position = token.start
        for word, _ in self._words.tag(token.text):
            tokens.append(Token(position, position + len(word), word, "n"))
            position += len(word)
        return tokens

    def _implied(self, tokens: list[Token], count: int) -> tuple[Member, ...]:
        """三次产业增加值分别…: a word that stands for a list; what follows it is shared."""
        text = "".join(token.text for token in tokens)
        for word, members in self._lists.items():
            before, found, after = text.rpartition(word)
            if found and len(members) == count and len(before) <= _LEAD:
                return tuple(Member(name, after, None, is_body=False) for name in members)
        return ()

    def _unequal(self, tokens: list[Token], count: int) -> bool:
        """Whether a list of bodies has another length than the figures: it is left alone, not guessed at."""
        parts = split_at(tokens, SEPARATORS[4])
        return 1 < len(parts) != count and all(len(part) == 1 and part[0].tag == BODY for part in parts)

    def _named(self, parts: list[list[Token]]) -> tuple[Member, ...]:
        if months := self._months(parts):
            return months
        if at := share_at(parts):
            shared = text_of(self._own(parts[-1][at:]))
            return tuple(self._member(part, shared) for part in (*parts[:-1], parts[-1][:at]))
        last, shared = self._last(parts[-1])
        some = parts[-1][-1].tag == INDICATOR and any(part[-1].tag == INDICATOR for part in parts[:-1])
        whole = [*parts[:-1], self._own(parts[-1])]
        if some or all(is_whole(part, self._measures) for part in whole) or end_alike(whole):  # 固定资产投资、工业投资
            last, shared = self._member(whole[-1], ""), ""
        own = self._first(parts[0])
        aligned = align(own, parts[-1]) if shared else Aligned()
        if aligned.width:  # 集中供养和分散供养|水平
            last, shared = self._member(parts[-1][: aligned.width], ""), text_of(parts[-1][aligned.width :])
        members = [self._member(own if index == 0 else part, shared) for index, part in enumerate(parts[:-1])]
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
        shared = text_of(self._own(behind[1:]))
        return tuple(Member("", shared, None, is_body=False, month=month) for month in months)

    def _first(self, part: list[Token]) -> list[Token]:
        """The first member's own tokens: 我国对东盟、… begins behind 对."""
        for index in range(len(part) - 1, 0, -1):
            if part[index - 1].text in self._markers and part[index - 1].text != "的":
                return part[index:]
        place = part[0].text in self._places or (part[0].tag == BODY and part[0].text.endswith(("省", "市", "国")))
        return part[1:] if len(part) > 1 and place else part

    def _member(self, part: list[Token], shared: str) -> Member:
        name = "".join(token.text for token in part)
        body = part[-1] if part[-1].tag == BODY and len(part) == 1 else None
        return Member(name, shared, body, body is not None or name.endswith(self._bodies))

    def _own(self, part: list[Token]) -> list[Token]:
        """Its words without times, bases, adverbs and open brackets: 死亡人数 of 死亡人数同比."""
        return [token for token in part if token.tag not in (PERIOD, BASE) and token.text not in self._skip]

    def _last(self, part: list[Token]) -> tuple[Member, str]:
        """The last member and the words behind it that belong to all: 专线|平均资费."""
        kept = self._own(part)
        text = "".join(token.text for token in kept)
        if kept and kept[0].tag == BODY:
            return Member(kept[0].text, "", kept[0], is_body=True), text[len(kept[0].text) :]
        if kept and self._is_named(kept):
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
