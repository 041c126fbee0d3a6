"""What a clause that names no body of its own still speaks of: by its measure, or by the short form of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import COUNTED, EVENT, PLACE, Body, Lead
from extractor.binding.tokens import FIGURE, INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.tokens import Token

_WHOLE = "全"
_COUNTRY = "国"


def opens_measured(lead: Lead, tokens: Sequence[Token]) -> bool:
    """Whether a clause without a topic opens with a registered measure: PM2.5浓度为116微克/立方米."""
    return lead.nominal and lead.start < len(tokens) and tokens[lead.start].tag == INDICATOR


def shortened(named: Body | None, lead: Lead, tokens: Sequence[Token], short: frozenset[str]) -> bool:
    """平台共完成采购项目906个, 全局发送旅客14.9万人: whether the last word of the name of `named` opens the clause."""
    if named is None or lead.start >= len(tokens):
        return False
    word = tokens[lead.start].text
    if word not in short or (lead.body is not None and lead.body.name != word):
        return False
    ending = word.removeprefix(_WHOLE)
    return named.name.endswith(ending) and named.name != ending


def passing(lead: Lead, subject: Body | None, *, report: bool, opened: bool, counted: bool) -> bool:
    """Whether what a clause opens with is not what it is about.

    In a report what is listed or counted passes; anywhere 全国重点文物保护单位13处 is counted of the place in force,
    where the sentence has `opened` before.  `counted`: a figure stands right behind it.
    """
    body = lead.body
    if body is None:
        return False
    if report and (lead.closed or lead.thing or body.type == COUNTED):
        return True
    if opened and counted and subject is not None and subject.type == EVENT:
        return body.type == PLACE and body.name[1:2] == _COUNTRY  # 交易会开幕，全国8600多家厂商参展
    inner = subject is not None and subject.type == PLACE and subject.name[1:2] != _COUNTRY and not subject.assumed
    return opened and lead.graded and body.name[1:2] == _COUNTRY and inner


def has_parts(lead: Lead, tokens: Sequence[Token]) -> bool:
    """一线城市新建住宅和二手住宅价格分别…: whether what the listed are of opens the clause, and is none of them."""
    whole = lead.modifies and lead.body is not None and "、" not in lead.body.name
    return whole and lead.index < len(tokens) and tokens[lead.index].tag == "n"


def only_moves(lead: Lead, tokens: Sequence[Token]) -> bool:
    """增长95.4%, 达5万人: a clause that is no more than a verb and its figure goes on with what was measured."""
    return [token.tag for token in tokens[lead.start : lead.start + 2]] in (["v", FIGURE], ["w", FIGURE])
