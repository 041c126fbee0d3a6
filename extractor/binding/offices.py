"""Verbs inside the name of an office: 中国海上搜救中心."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import ACTION, FIGURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.tokens import Token


def ends_office(tokens: Sequence[Token], position: int, offices: frozenset[str]) -> bool:
    """Whether the verb at `position` ends a name with the word behind it; 新建中心3个 counts what is built."""
    behind = tokens[position + 1 : position + 3]
    named = len(behind) > 1 and behind[0].text in offices and behind[1].tag != FIGURE
    return named and tokens[position].tag == ACTION
