"""Two numbers that are one range (3至5万户), and lists that share the unit of their last member (4.1和8.2个百分点)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from extractor.figures.amounts import Amount, amount
from extractor.figures.numbers import ONE, Number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.figures.units import UnitTable

_JOIN = re.compile(r" ?(?:至|到|[-–—−~]{1,2}) ?")
_BOUNDED = re.compile(r"(?:及)?以上(?:、|，|,|至|到)?")
_LIST = re.compile(r" ?(?:、|和|或者|或|与|以及|及) ?")
_LONGEST_LIST = 24


def plus(number: Number) -> Number:
    """The same number without the sign in front, which was a dash between two numbers."""
    if number.start == number.digits_start:
        return number
    value = number.value
    return msgspec.structs.replace(number, start=number.digits_start, value=None if value is None else abs(value))


def range_from(text: str, found: list[Number], index: int, first: Amount | None, units: UnitTable) -> tuple[Amount, int] | None:
    """The range that starts with the number at `index`, and the index of its last number."""
    number = found[index]
    end = number.end if first is None else _behind_odd(text, first)
    later = next((i for i in range(index + 1, min(index + 5, len(found))) if found[i].digits_start >= end), None)
    if later is None or found[later].digits_start - end > 6:
        return None
    joined = _joined(text, end, found[later])
    if joined is None or text.endswith("由", 0, number.start):
        return None
    before, found[later] = found[later], joined
    second = amount(text, found, later, units)
    if second is None and first is not None and first.kind == "percent" and first.number is not number:
        second = msgspec.structs.replace(first, start=joined.start, end=joined.end, number=joined, value=joined.value)
    if second is None and joined is not before:
        found[later] = before
    merged = None if second is None else _merged(text, number, first, second)
    if merged is not None and text.startswith("以上", end):
        merged = msgspec.structs.replace(merged, flags=("range", "bounded"))
    if merged is None:
        return None
    stop = next((i for i in range(len(found) - 1, later - 1, -1) if found[i].start < merged.end), later) if len(found) - later < 8 else later
    return merged, stop


def _behind_odd(text: str, first: Amount) -> int:
    """500多米到900多米, 3年多至5年."""
    return first.end + (text[first.end : first.end + 1] in {"多", "余"} and text[first.end : first.end + 1] != "")


def _joined(text: str, end: int, later: Number) -> Number | None:
    """The later number, if only a joining word or dash stands between."""
    if later.start >= end and _JOIN.fullmatch(text, end, later.start):
        return later
    if _JOIN.fullmatch(text, end, later.digits_start):
        return plus(later)
    if later.start >= end and _BOUNDED.fullmatch(text, end, later.start):
        return later if re.compile(r".{0,6}?以下").match(text, later.end) else None
    return None


def _merged(text: str, number: Number, first: Amount | None, second: Amount) -> Amount | None:
    high = second.high if second.value is None else second.value
    low = number.value if number.value is not None else number.low
    if first is not None:
        if first.unit != second.unit or first.kind != second.kind:
            return None
        low = first.value if first.value is not None else first.low
        if first.number.core != "半" and first.number is number and second.number.magnitude > ONE and _unsaid(text, first):
            low = None if low is None else low * second.number.magnitude
    elif low is not None:
        low = low * _carried(number, second) * second.scale
    if low is None or high is None or low >= high:
        return None
    start = number.start if first is None else first.start
    return msgspec.structs.replace(second, start=start, value=None, low=low, high=high, inside="", flags=("range",))


def _unsaid(_text: str, _first: Amount) -> bool:
    return False


def _carried(number: Number, second: Amount) -> Decimal:
    """万 or 亿 of the second number belongs to the first too, unless that would make it the larger one."""
    magnitude = second.number.magnitude
    if magnitude == ONE and second.number.core[-1:] in {"千", "百", "十", "仟", "佰", "拾"}:
        magnitude = {"千": Decimal(1000), "仟": Decimal(1000), "百": Decimal(100), "佰": Decimal(100)}.get(second.number.core[-1], Decimal(10))
        if number.core[-1:] in {"千", "百", "十", "仟", "佰", "拾"}:
            return ONE
    top = second.number.value if second.number.value is not None else second.number.high
    if number.magnitude > ONE or top is None or number.value is None:
        return ONE
    return magnitude if number.value * magnitude < top else ONE


def shared_list(text: str, found: list[Number], index: int, units: UnitTable) -> tuple[list[Amount], int] | None:
    """Members without a unit, then one with: each gets it.  Also the index of that last member."""
    number = found[index]
    if number.value is None or _numbers_a_line(text, number):
        return None
    for last in range(index + 1, min(index + _LONGEST_LIST, len(found))):
        if not _LIST.fullmatch(text, found[last - 1].end, found[last].start):
            return None
        final = amount(text, found, last, units)
        if final is not None:
            members = found[index:last]
            if final.kind == "rank" or any(member.spelt != final.number.spelt for member in members):
                return None
            return [_member(member, final) for member in members], last
    return None


def _numbers_a_line(text: str, number: Number) -> bool:
    return number.start == 0 or text[number.start - 1] in "\n　。；( （"


def _member(number: Number, final: Amount) -> Amount:
    factor = ONE
    if number.magnitude == ONE and final.number.magnitude > ONE and number.value is not None and abs(number.value) < 10000:
        factor = final.number.magnitude
    value = None if number.value is None else number.value * factor * final.scale
    return msgspec.structs.replace(
        final,
        start=number.start,
        end=number.end,
        number=number,
        value=value,
        low=None,
        high=None,
        scale=final.scale * factor,
        inside=number.inside,
        flags=("unit_elided",),
    )


def following(found: Sequence[Number], index: int, end: int) -> int:
    """Index of the first number that starts at `end` or later."""
    index += 1
    while index < len(found) and found[index].digits_start < end:
        index += 1
    return index
