"""Two numbers that are one range (3至5万户), and lists that share the unit of their last member (4.1和8.2个百分点)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from extractor.figures.amount import amount
from extractor.figures.marks import ONE, SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.figures.amounts import Amount
    from extractor.figures.number import Number
    from extractor.figures.wording import Vocabulary, Wording

FARTHEST = 6
"""Characters between the two numbers of a range."""

LONGEST_LIST = 24

_JOIN = re.compile(r" ?(?:至|到|[-–—−~]{1,2}) ?")
_EITHER = re.compile(" ?或者? ?")
_LIST = re.compile(r" ?(?:、|和|或者|或|与|以及|及) ?")
_ODD = frozenset("多余")
_LINE_STARTS = "\n\u3000。；( （"


def plus(number: Number) -> Number:
    """The same number without the sign in front, which was a dash between two numbers."""
    if number.start == number.digits_start:
        return number
    value = None if number.value is None else abs(number.value)
    return msgspec.structs.replace(number, start=number.digits_start, value=value)


def following(found: Sequence[Number], index: int, end: int) -> int:
    """Index of the first number behind `index` whose digits start at `end` or later."""
    index += 1
    while index < len(found) and found[index].digits_start < end:
        index += 1
    return index


def range_from(
    text: str,
    found: list[Number],
    index: int,
    first: Amount | None,
    known: Vocabulary,
) -> Amount | None:
    """The range that starts with the number at `index`, whose own amount is `first`; `None` where there is none."""
    number = found[index]
    end = number.end if first is None else _behind_odd(text, first.end)
    if index + 1 == len(found) or found[index + 1].digits_start - end > FARTHEST:
        return None
    later = following(found, index, end)
    if later == len(found) or found[later].digits_start - end > FARTHEST or text.endswith("由", 0, number.start):
        return None
    joined = _joined(text, end, found[later], known.words)
    if joined is None and first is None and _EITHER.fullmatch(text, end, found[later].start):
        joined = found[later]  # 7500或8000元
    if joined is None:
        return None
    separate, found[later] = found[later], joined
    second = amount(text, found, later, known)
    if second is None and first is not None and first.kind == "percent" and first.number is not number:
        value = None if joined.value is None else joined.value * first.scale  # 百分之五至十
        second = msgspec.structs.replace(first, start=joined.start, end=joined.end, number=joined, value=value)
    merged = None if second is None else _merged(number, first, second)
    if merged is None:
        found[later] = separate
        return None
    return msgspec.structs.replace(merged, flags=("bounded",)) if known.words.bound_up.begins(text, end) else merged


def _behind_odd(text: str, end: int) -> int:
    """500多米到900多米, 3年多至5年."""
    return end + (text[end : end + 1] in _ODD)


def _joined(text: str, end: int, later: Number, words: Wording) -> Number | None:
    """The later number, if only a joining word or a dash stands between; 1000以上、1500以下 counts as joined."""
    if later.start >= end and _JOIN.fullmatch(text, end, later.start):
        return later
    if _JOIN.fullmatch(text, end, later.digits_start):
        return plus(later)
    up = later.start >= end and words.from_up.fullmatch(text, end, later.start) is not None
    if up and words.to_down.match(text, later.end):
        return later
    return None


def _merged(number: Number, first: Amount | None, second: Amount) -> Amount | None:
    """Both ends in the unit of the second; not a range if they differ in unit or do not rise."""
    high = second.high if second.value is None else second.value
    if first is None:
        low = number.low if number.value is None else number.value
        low = None if low is None else low * _carried(number, second) * (second.scale or ONE)
    elif (first.unit, first.kind) == (second.unit, second.kind):
        low = first.low if first.value is None else first.value
    else:
        return None
    if low is not None and high is not None and high < low < 0:
        low, high = high, low  # -0.061%至-0.110%
    if low is None or high is None or low >= high:
        return None
    start = number.start if first is None else first.start
    return msgspec.structs.replace(second, start=start, value=None, low=low, high=high, inside="")


def _carried(number: Number, second: Amount) -> Decimal:
    """万 or 亿 (or 千) of the second number belongs to the first too, unless that would make it the larger one."""
    magnitude, last = second.number.magnitude, second.number.core[-1:]
    if magnitude == ONE and last in SMALL and number.core[-1:] not in SMALL:
        magnitude = Decimal(SMALL[last])
    top = second.number.high if second.number.value is None else second.number.value
    if number.magnitude > ONE or top is None or number.value is None:
        return ONE
    return magnitude if number.value * magnitude < top else ONE


def shared_list(text: str, found: list[Number], index: int, known: Vocabulary) -> list[Amount] | None:
    """The members without a unit in front of one that has it: each gets it, and a flag."""
    number = found[index]
    if number.value is None or number.start == 0 or text[number.start - 1] in _LINE_STARTS:
        return None
    for last in range(index + 1, min(index + LONGEST_LIST, len(found))):
        if not _LIST.fullmatch(text, found[last - 1].end, found[last].start):
            return None
        final = amount(text, found, last, known)
        if final is not None:
            members = found[index:last]
            named = final.kind == "count" and number.start < number.digits_start  # 伊尔-76、2架: no -76 架
            if named or final.start < members[-1].end or any(m.spelt != final.number.spelt for m in members):
                return None
            return [_member(member, final) for member in members]
    return None


def _member(number: Number, final: Amount) -> Amount:
    step = ONE
    if number.magnitude == ONE and final.number.magnitude > ONE and number.value is not None and number.value < 10000:
        step = final.number.magnitude
    return msgspec.structs.replace(
        final,
        start=number.start,
        end=number.end,
        number=number,
        value=None if number.value is None else number.value * step * final.scale,
        low=None,
        high=None,
        scale=final.scale * step,
        inside=number.inside,
        flags=("unit_elided",),
    )
