"""What the words next to 已有, 要 and 计划 show: whether something has been done, or is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.tokens import Token

_TAKES = frozenset("pv")
_DOES = frozenset("vV")


def is_due(tokens: Sequence[Token], position: int) -> bool:
    """今年要再减少1000万人: right behind a time and before what is to be done; not 过一次要交50元."""
    does = next((token.tag for token in tokens[position + 1 : position + 3] if token.tag != "d"), "")
    return position > 0 and tokens[position - 1].tag == PERIOD and does in _DOES


def is_described(tokens: Sequence[Token], position: int, using: frozenset[str]) -> bool:
    """在已有基础上, 利用已有校舍: whether 已有 only describes what a preposition or such a verb takes."""
    before = tokens[position - 1] if position > 0 else None
    return before is not None and (before.tag in _TAKES or before.text in using)


def is_share(tokens: Sequence[Token], position: int) -> bool:
    """占全年计划的76.9%: whether of the plan only the share that was reached is told."""
    return position + 1 < len(tokens) and tokens[position + 1].text == "的"
