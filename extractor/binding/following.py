"""What single words behind a figure are: a gloss in brackets, a payment, the 在 that opens a predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import ACTION, BODY, GROUP, INDICATOR, PERIOD, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOUNS = frozenset({"n", "w", INDICATOR, GROUP, BODY})
_VERBS = frozenset({"v", ACTION})
_OPENS, _CLOSES = frozenset("（("), frozenset("）)")
_PAYMENTS = ("补贴", "补助", "奖励", "资金", "津贴", "奖金", "贷款", "金", "罚款", "赔偿", "补偿", "援助")
_IS = frozenset({"为", "均为"})
_ASPECTS = frozenset("了着过")
_GRADE, _LONGEST_GRADE = "级", 6  # characters
_AT, _AMID = frozenset({"在", "于"}), frozenset({"中", "期间", "后", "内", "当中"})
_WHOLE = 14  # characters of a predicate that keeps the words before its verb


def dates_noun(tokens: Sequence[Token], low: int, index: int) -> bool:
    """2547家公司披露2021年业绩预告: behind a verb and before its noun a time ends no predicate."""
    dated = tokens[index].tag == PERIOD and index + 1 < len(tokens) and tokens[index + 1].tag in _NOUNS
    return dated and index > low and tokens[index - 1].tag in _VERBS


def equals(tokens: Sequence[Token], low: int, end: int) -> bool:
    """其中1人为未成年人: whether the 为 says what they are; 为居民提供服务 says for whom."""
    return tokens[low].text in _IS and end > low + 1 and all(token.tag not in _VERBS for token in tokens[low : end - 1])


def granted(tokens: Sequence[Token], start: int) -> int:
    """How many tokens say what is paid, with nothing behind them: 给予1000元|求职补贴, 处以500元|罚款; else 0."""
    named = tokens[start : start + 2]
    if named and named[0].tag in _VERBS and named[0].text.endswith(_PAYMENTS) and ends_phrase(tokens, start + 1):
        return 1
    pays = len(named) > 1 and named[0].tag == "v" and named[1].tag in (ACTION, "n", "w")
    return 2 if pays and named[1].text.endswith(_PAYMENTS) and ends_phrase(tokens, start + 2) else 0


def closes_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """提供150万美元紧急人道主义现汇援助: whether an adjective opens a name behind which nothing more is said."""
    last = end + (end < len(tokens) and tokens[end].tag in _VERBS)
    return tokens[start].tag == "a" and ends_phrase(tokens, last)


def behind_gloss(tokens: Sequence[Token], low: int) -> int:
    """70%以上行政村（居）建成…: behind a bracket of a word or two."""
    if low >= len(tokens) or tokens[low].text not in _OPENS:
        return low
    return next((at + 1 for at in range(low + 1, min(len(tokens), low + 4)) if tokens[at].text in _CLOSES), low)


def graded_end(tokens: Sequence[Token], start: int, end: int, high: int) -> int:
    """Where a mere grade (国家级, 五千亿级) ends, of a noun up to `end` and numerals; 0 where it is none."""
    while end < high and tokens[end].tag == "m":
        end += 1
    words = "".join([token.text for token in tokens[start:end]])
    return end if start < end and words.endswith(_GRADE) and len(words) < _LONGEST_GRADE else 0


def ungraded(noun: str) -> str:
    """产业集群 of 千亿级产业集群; none where no grade stands before it."""
    own, _, thing = noun.partition(_GRADE)
    return thing if len(own) < _LONGEST_GRADE else ""


def behind_setting(tokens: Sequence[Token], low: int) -> int:
    """2人在火灾中丧生, 五名已于21日晚间出院: behind the 在 that says when or amid what, where a verb follows."""
    first = low
    if low + 1 < len(tokens) and tokens[low].tag == PERIOD and tokens[-1].tag in _VERBS:
        return low + 1  # 108家公司2021年业绩预增
    while first < len(tokens) and tokens[first].tag == "d":
        first += 1
    if first + 2 >= len(tokens) or tokens[first].text not in _AT:
        return low
    if tokens[first + 1].tag == PERIOD:
        behind = first + 2
    else:
        behind = next((at + 1 for at in range(first + 2, min(len(tokens), first + 6)) if tokens[at].text in _AMID), 0)
    return behind if 0 < behind < len(tokens) and tokens[behind].tag in _VERBS else low


def prepositional(tokens: Sequence[Token], low: int, end: int) -> int:
    """Where the 在 or 对 opens that a short predicate begins with, behind 已; `end` where none does."""
    first = low
    while low < end and tokens[low].tag == "d":
        low += 1
    opens = low < end and tokens[low].tag == "p" and tokens[end - 1].end - tokens[low].start <= _WHOLE
    if opens and low > first and tokens[low].text == "被":  # 已被刑事拘留: what is done is enough
        return end
    return low if opens else end


def is_verb(token: Token) -> bool:
    """Whether it is a verb, or one with its 了: 发布了."""
    return token.tag in _VERBS or (token.tag == "u" and len(token.text) > 1)


def first_verb(tokens: Sequence[Token], low: int, end: int) -> int:
    """Where the first verb stands; `end` where none does."""
    return next((at for at in range(low, end) if is_verb(tokens[at]) or _acts(tokens, at)), end)


def _acts(tokens: Sequence[Token], index: int) -> bool:
    """8个地区调整了工资, 237个城市已启动分类: a word that may be a noun is a verb before 了 or behind an adverb."""
    if tokens[index].tag != "w":
        return False
    behind = tokens[index + 1 : index + 2]
    return tokens[max(0, index - 1)].tag == "d" or (bool(behind) and behind[0].text in _ASPECTS)


def ends_phrase(tokens: Sequence[Token], index: int) -> bool:
    """Whether nothing more is said there: the clause ends, or a mark or a joining word stands."""
    return index >= len(tokens) or tokens[index].tag in ("x", "c")
