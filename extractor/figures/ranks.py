"""Ranks (位列第一, 第4位, 前三位) and the ordinals that only name something (第一书记), which are no figures."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.model import Quantity

if TYPE_CHECKING:
    from extractor.figures.number import Number
    from extractor.figures.wording import Wording

_ENDS = re.compile(r"(?:[，。、；：,;)）】\]”’\s]|$|的|和|与|并|且|，|次|第|上升|提升|跃升|升至|降至|下降|前移|后移)")
_MOVED = re.compile("上升|提升|跃升|升至|降至|下降|前移|后移")
_GOAL = re.compile(r"(?<!\d)\d{1,3}位(?:上升|提升|跃升|下降|前移|后移)?[到至]$")
_MANY = re.compile("[0-9一二两三四五六七八九十百千多余][个项][^，。；、\\d]{0,4}$")
_GREAT = "大"
_IS = re.compile("(?:(?<!作)为|是|居|系)[^，。；、0-9]{0,8}$")
_KINDS = re.compile("[类项家块股]|板块|产业|任务|优势|特点")  # 第一大类, 第一大任务: counted off
_ORDERING = frozenset("第前")
_BETWEEN = frozenset(("、", "和", "至", "到", "-", "—", "、第"))
_REACH = 16


def is_ordinal(text: str, number: Number) -> bool:
    """Behind 第 or 前 a number orders, it never counts; behind 提前 it does."""
    return number.start > 0 and text[number.start - 1] in _ORDERING and not text.endswith("提前", 0, number.start)


def is_day(text: str, start: int) -> bool:
    """8月23起: the day of a date that leaves its 日 out."""
    return start > 1 and text[start - 1] == "月" and text[start - 2].isdigit()


def is_bare_rank(text: str, number: Number, words: Wording) -> bool:
    """由全国27位提升到23位: a 位 without 第, behind whom it ranks among and before what became of it; and its goal."""
    behind = number.end + 1
    if number.spelt or text[number.end : behind] != "位" or not _ENDS.match(text, behind):
        return False
    before = text[max(0, number.start - _REACH) : number.start]
    if before.endswith(words.rank_scopes or ("\0",)):
        return _MOVED.match(text, behind) is not None
    return _GOAL.search(before) is not None


def follows_ordinal(text: str, before: Number, number: Number) -> bool:
    """第二、三批: the number goes on an ordinal."""
    return number.start - before.end <= 2 and text[before.end : number.start] in _BETWEEN and is_ordinal(text, before)


def rank(text: str, number: Number, words: Wording) -> Quantity | None:
    """The rank that an ordinal number states; `None` where it names or counts off something else."""
    if number.value is None or number.value <= 0 or number.value != number.value.to_integral_value():
        return None
    start, end = number.start - (text[number.start - 1] in _ORDERING), number.end
    unit = text[end : end + 1]
    before = text[max(0, start - _REACH) : start]
    if _MANY.search(before):  # 创造了1000多项全国第一: what is counted
        return None
    led = words.led_to_rank.search(before) is not None
    if unit == _GREAT and _IS.search(before) and not _KINDS.match(text, end + 1):
        end += 1  # 成为我国第一大贸易伙伴
    elif unit in words.rank_units and text[end + 1 : end + 2] not in {"数", "置", "额", "单"}:
        end += 1
    elif not (led and _ENDS.match(text, end)):
        return None
    value = Decimal(number.value)
    flags = ("spelt_out",) if number.spelt else ()
    return Quantity(start, end, text[start:end], "rank", value, value, value, "位", None, "claim", flags, "ranks")
