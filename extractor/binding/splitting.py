"""Splits the words of a list at its marks."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.binding.tokens import BODY, FIGURE, INDICATOR, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART = re.compile("[/倍%％成]|分之")  # figures that are a part or a multiple of something
_NEAR = 6  # tokens of what a measure is held against
SEPARATORS = (
    frozenset("、"),
    frozenset({"、", "和"}),
    frozenset({"、", "与"}),
    frozenset({"、", "及"}),
    frozenset({"、", "和", "与", "及", "以及"}),
    frozenset({"和"}),
    frozenset({"与"}),
    frozenset({"及", "以及"}),
)


def text_of(tokens: Sequence[Token]) -> str:
    """The words as written."""
    return "".join([token.text for token in tokens])


def split_at(tokens: list[Token], separators: frozenset[str]) -> list[list[Token]]:
    """The words between the separators; a name that is one is none."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in separators and token.tag != BODY:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def parts_of(tokens: list[Token], count: int) -> list[list[Token]]:
    """The list in `count` parts, none empty; no parts where it has another length."""
    for separators in SEPARATORS:
        parts = split_at(tokens, separators)
        if len(parts) == count and all(parts):
            return parts
    return []


def before_span(tokens: Sequence[Token], low: int, high: int, spans: tuple[str, ...]) -> int:
    """Where a list ends before what only says over how long: 制造业、旅游业增加值|年均分别增长, …收入|五年分别增长."""
    while high > low and (tokens[high - 1].tag == FIGURE or tokens[high - 1].text in spans):
        if not tokens[high - 1].text.endswith(spans):
            break
        high -= 1
    return high


def share_at(parts: list[list[Token]]) -> int:
    """Where the share begins that all of registered measures have: 甲增加值、乙增加值|占GDP比重; else 0."""
    at = next((at for at, token in enumerate(parts[-1]) if at and token.text == "占"), 0)
    return at if at and all(part[-1].tag == INDICATOR for part in (*parts[:-1], parts[-1][:at])) else 0


def held_against(tokens: Sequence[Token], index: int) -> bool:
    """分别为全国平均水平的1/3、1/5: whether the members are held against the body behind 分别; not 广东的500家."""
    ahead = tokens[index + 1 : index + _NEAR]
    figures = (behind.text for of, behind in pairwise(ahead) if of.text == "的" and behind.tag == FIGURE)
    return any(_PART.search(figure) is not None for figure in figures)
