"""What the members of a list have in common before them: 孤儿标准|集中供养和分散供养|水平, 特困人员|集中和分散|标准."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.binding.splitting import text_of
from extractor.binding.tokens import ACTION, GROUP, INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.tokens import Token

_ENDING = 2  # characters
_TWO = 2  # members: 接待游客和旅游收入 may be two measures
_BARE = 2  # characters of a measure that says nothing of whose it is: 金额
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


def end_alike(parts: Sequence[Sequence[Token]]) -> bool:
    """财政科技投入、企业研发投入: members of more than their last word, which all have, are whole names."""
    ends = {text_of(part)[-_ENDING:] for part in parts}
    return len(ends) == 1 and all(len(text_of(part)) > _ENDING + 1 for part in parts)


def is_whole(part: Sequence[Token], measures: tuple[str, ...]) -> bool:
    """诉求解决率、群众满意率: what ends like a measure, behind words of its own, shares nothing with the others."""
    measured = part[-1].tag == INDICATOR or part[-1].text.endswith(measures)
    return measured and (len(part) > 1 or len(part[0].text) > _BARE)


def shared_tail(parts: Sequence[Sequence[Token]], bare: tuple[str, ...], measures: tuple[str, ...]) -> str:
    """新能源汽车、计算机设备产量: 产量 is of all, where the last is one registered name and no other has a measure."""
    *others, last = [text_of(part) for part in parts]
    registered = len(parts) > _TWO and len(parts[-1]) == 1 and parts[-1][0].tag == INDICATOR
    tail = next((word for word in bare if registered and last.endswith(word) and last != word), "")
    return "" if any(other.endswith(measures) for other in others) else tail


def is_division(name: str, divisions: tuple[str, ...], areas: frozenset[str]) -> bool:
    """Whether it ends like a county; 城镇 and 农村 (the `areas`) are kinds of places."""
    return name.endswith(divisions) and len(name) > 1 and name not in areas
