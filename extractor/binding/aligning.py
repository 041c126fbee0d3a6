"""What the members of a list have in common before them: 孤儿标准|集中供养和分散供养|水平, 特困人员|集中和分散|标准."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.binding.tokens import ACTION, GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.tokens import Token

_ALIKE = frozenset({"v", "a", ACTION, GROUP})


class Aligned(NamedTuple):
    """The words before the first member's own, and the tokens that a member is wide; 0 where that is not known."""

    prefix: str = ""
    width: int = 0


def align(first: Sequence[Token], last: Sequence[Token]) -> Aligned:
    """How the first and the last part of a list answer to each other.

    Members end in one word (集中供养, 分散供养), or are one verb, adjective or group each (集中, 分散).
    """
    width = next((at + 1 for at in range(1, len(last)) if last[at].text == first[-1].text), 0)
    if width and len(first) >= width:
        named = len(first) > width and first[-width - 1].tag not in _ALIKE  # not 集中|供养孤儿、散居孤儿
        return Aligned("".join([token.text for token in first[:-width]]) if named else "", width)
    if len(first) > 1 and first[-1].tag == last[0].tag and last[0].tag in _ALIKE:
        return Aligned("".join([token.text for token in first[:-1]]))
    return Aligned()
