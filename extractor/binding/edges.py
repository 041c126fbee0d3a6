"""Where a phrase ends: what falls away at its edges, and what stays inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import BASE, BODY, FIGURE, GROUP, INDICATOR, PERIOD, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 22
"""Characters of an indicator; what was tried longer only copied the sentence."""

LONGEST_LIST = 40
"""Characters of an indicator that lists."""

_NAMING = frozenset({"n", "w", "a", "f", INDICATOR, GROUP, BODY})
_LINKS = frozenset({"、", "和", "与", "及", "以及", "占", "等", "“", "”"})
_ANDS = frozenset({"和", "以及"})
_EACH = "均"
_PREDICATE = 20  # characters

TIMES = frozenset({PERIOD, BASE, FIGURE})
"""Tags that name no measure."""

_NAMED = frozenset({BODY, INDICATOR})
_CLOSES = frozenset("）)")


def unbracketed(kept: list[Token]) -> list[Token]:
    """诊所（卫生所、医务室）17.4万个: what explains a noun in brackets behind it is not measured."""
    if len(kept) < 4 or kept[-1].text not in _CLOSES:
        return kept
    opened = next((place for place in range(len(kept) - 2, 0, -1) if kept[place].text in "（("), 0)
    return kept[:opened] if opened else kept


def unglossed(tokens: Sequence[Token]) -> Sequence[Token]:
    """门诊部（所）30.7万个: the words without a bracket that only explains the one before it."""
    closed = next((at for at, token in enumerate(tokens) if token.text in _CLOSES), -1)
    return tokens[closed + 1 :] if tokens and tokens[0].text in "（(" and closed > 0 else tokens


def inside_noun(tokens: Sequence[Token], index: int, low: int, high: int) -> bool:
    """发明专利有效量, 高中生均经费: between two nouns an adjective belongs to the name."""
    between = low < index < high - 1 and (tokens[index].tag == "a" or tokens[index].text == _EACH)
    return between and tokens[index - 1].tag == "n" and tokens[index + 1].tag == "n"


def last_words(noun: Sequence[Token]) -> int:
    """The index from which the words are no longer than an indicator may be; the last word counts at any length.

    Neither a list (税款、滞纳金和罚款) nor a share with the part before it (增加值占…的比重) is cut in two.
    """
    room, index = LONGEST, len(noun)
    for token in reversed(noun):
        room -= token.end - token.start
        if room < 0:
            break
        index -= 1
    index = min(index, len(noun) - 1)
    return index if index == 0 else _whole_list(noun, index)


def _whole_list(noun: Sequence[Token], index: int) -> int:
    """Where the list or the share begins that would be cut at the index."""
    listed = any(token.text == "、" for token in noun[index - 1 :])
    shared = noun[index].text.startswith("占") or noun[index - 1].text == "占"
    first, length = index, sum([len(token.text) for token in noun[index:]])
    while first > 0 and (noun[first - 1].tag in _NAMING or noun[first - 1].text in _LINKS):
        first -= 1
        length += len(noun[first].text)
        if length > LONGEST_LIST:
            return index
    return first if listed or shared else index


def is_edge(token: Token, words: frozenset[str], kept: str) -> bool:
    """Whether a token at the edge of a phrase falls away: a time, one of the words, or a mark but for the `kept`."""
    tag = token.tag
    if tag == "x":
        return token.text not in kept
    return tag in TIMES or (token.text in words and tag not in _NAMED)


def unpaired(text: str) -> str:
    """The text without a bracket or quotation mark that it opens or closes alone."""
    if text.count("“") != text.count("”"):  # ”攻坚行动, behind “大干一百天
        text = text.replace("“", "").replace("”", "")
    for opens, closes in ("（）", "()"):
        if opens in text and closes not in text:
            return text.partition(opens)[0]
        if closes in text and opens not in text:
            return text.rpartition(closes)[2] or text
    return text


def up_to(tokens: Sequence[Token], low: int, high: int, *, without: frozenset[str]) -> str:
    """The words from `low` on, whole words up to the longest predicate, without those that say nothing."""
    kept = [token for token in tokens[low:high] if token.text not in without and token.tag != PERIOD]
    return whole_words(kept, _PREDICATE)


def whole_words(tokens: Sequence[Token], longest: int) -> str:
    """As many of the words, from the first, as that many characters hold."""
    length, count = 0, 0
    while count < len(tokens) and length + len(tokens[count].text) <= longest:
        length += len(tokens[count].text)
        count += 1
    return "".join([token.text for token in tokens[:count]])


def named_words(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words of a noun phrase, up to the longest from the right; a list is whole."""
    if end <= start:
        return ""
    first = start + last_words(tokens[start:end])
    if first > start:  # 29个省区市和新疆生产建设兵团以及中国核工业集团公司: the first is what the counter counts
        end = next((at for at in range(start + 1, first + 1) if tokens[at].text in _ANDS), end)
        first = start if end <= first else first
    return unpaired("".join([token.text for token in tokens[first:end]]).strip("、和与及"))
