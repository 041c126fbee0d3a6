"""What stands before a topic at the head of a clause and only describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.names import LONGEST
from extractor.binding.tokens import FIGURE, PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.tokens import Token

_ATTRIBUTES = ("为主", "代表", "重点", "核心", "支撑", "主为")


def behind_attribute(tokens: Sequence[Token], index: int) -> int:
    """Behind 以…为主的; the same index where there is no such attribute."""
    for position in range(index + 2, min(len(tokens) - 1, index + LONGEST)):
        if tokens[position].text == "的":
            before = tokens[position - 1].text + tokens[position - 2].text
            return position + 1 if any(word in before for word in _ATTRIBUTES) else index
    return index


def behind_duration(tokens: Sequence[Token], index: int, lasting: frozenset[str]) -> int:
    """Behind 为期一周的 (书展今天开幕) and 为期40天的2017年 (春运)."""
    behind = tokens[index : index + 4]
    if len(behind) < 4 or behind[0].text not in lasting or (behind[1].tag, behind[2].text) != (FIGURE, "的"):
        return index
    return index + 3 + (behind[3].tag == PERIOD and index + 4 < len(tokens))
