"""The members of a list: 城镇和农村居民收入, 武汉、宜昌、襄阳三市, 三次产业增加值."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.members import Member, MemberReader
from extractor.binding.splitting import SEPARATORS, parts_of, split_at, text_of
from extractor.binding.tokens import ACTION, BASE, BODY, FIGURE, INDICATOR, PERIOD, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.text.words import Words

_LIST_OF = "list-of-"
_LEAD = 8  # characters before the word that stands for the list: a time, a place
_NAMING = frozenset({"n", INDICATOR})
_ETC = "等"
_LEADING = frozenset({"d", "a", "m", BASE})
_CLOSING = 4  # characters of the count that closes a list: 三市


class ListReader:
    """Splits a list into as many members as figures belong to it; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, words: Words) -> None:
        self._skip = cues["connector"] | cues["adverb"] | cues["cumulative"] | cues["level"]
        self._classes = tuple(cues["suffix-class"])
        self._counted = tuple(sorted(cues["suffix-counted-body"] | cues["suffix-class"]))
        self._measures = tuple(sorted(cues["suffix-measure"]))
        self._lists = {name.removeprefix(_LIST_OF): cues.ordered(name) for name in cues.starting(_LIST_OF)}
        self._moves = cues["up"] | cues["down"] | cues["flat"]
        self._words = words
        self._members = MemberReader(cues, words)

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
        listed = self._to_measure(listed[:counted]) if whole else listed[:counted]
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
                return tuple(self._members.member(part, shared)._replace(is_body=True) for part in bodies)
        return self._members.named(parts) if parts else ()

    def _to_measure(self, listed: list[Token]) -> list[Token]:
        """甲住宅和乙住宅价格涨幅|都已经连续: the list up to the measure that all have, where no more is said."""
        end = len(listed)
        while end > 1 and (listed[end - 1].tag in _LEADING or listed[end - 1].text in self._moves):
            end -= 1
        return listed[:end] if listed and listed[end - 1].text.endswith(self._measures) else listed

    def announced(self, tokens: Sequence[Token], low: int, high: int, count: int) -> tuple[Member, ...]:
        """The `count` members that `tokens[low:high]` is: 甲案件和乙、丙案件 are two."""
        listed = list(tokens[low:high])
        if any(token.tag == FIGURE for token in listed):
            return ()
        halves = split_at(listed, frozenset({"和"}))
        parts = halves if len(halves) == count and all(halves) else parts_of(listed, count)
        return tuple(self._members.member(part, "")._replace(is_body=False) for part in parts)

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
        return tuple(self._members.member(part, shared) for part in [self._members.first(parts[0]), *parts[1:]])

    def _closed_by_kind(self, listed: list[Token], count: int) -> tuple[Member, ...]:
        """石油、化工、电子等行业增加值: 等 and the kind close the list of those that have what stands behind."""
        at = next((at for at, token in enumerate(listed) if token.text == _ETC), 0)
        if at == 0 or at + 2 >= len(listed) or not listed[at + 1].text.endswith(self._counted):
            return ()
        shared = text_of(self._members.own(listed[at + 2 :]))
        return tuple(self._members.member(part, shared)._replace(is_body=True) for part in parts_of(listed[:at], count))

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
