"""Whether two figures measure the same, as far as their names and units say."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.model import Fact

_SAME_UNIT = {"用户": "户", "名": "人", "位": "人"}
_SHORTEST = 2  # characters that two names of one measure share at their end
_LONG = 4  # and that are enough, whatever stands before them


def same_measure(first: Fact, second: Fact) -> bool:
    """Whether two facts measure the same: one unit, one period, and one indicator, action or noun."""
    if first.period_end != second.period_end and first.period_end is not None and second.period_end is not None:
        return False
    if first.kind != second.kind or unit_of(first) != unit_of(second) or first.status != second.status:
        return False
    if first.indicator_id is not None and second.indicator_id is not None:
        return first.indicator_id == second.indicator_id
    if _alike(first.indicator, second.indicator):
        return True
    bare = min(len(first.indicator or ""), len(second.indicator or "")) <= _SHORTEST  # 惠及 alone says no noun
    return bare and not _verbs(first).isdisjoint(_verbs(second))


def unit_of(fact: Fact) -> str | None:
    """Its unit, the same for 用户 and 户."""
    return _SAME_UNIT.get(fact.unit or "", fact.unit)


def _alike(first: str | None, second: str | None) -> bool:
    """Whether two names are of one measure: one noun, and nothing between that sets them apart.

    扶贫、助老、助残等专属套餐 and 残疾人专属优惠套餐 are, 新增宽带用户 and 新增5G用户 are not.  Four characters at the
    end of both are enough: 铁路发送旅客, 公路发送旅客.
    """
    if not first or not second:
        return False
    before = _shared(first, second)
    behind = min(_shared(first[::-1], second[::-1]), min(len(first), len(second)) - before)
    if before + behind < _SHORTEST:
        return False
    if behind >= _LONG:
        return True
    one, two = first[before : len(first) - behind], second[before : len(second) - behind]
    return not one or not two or (behind >= _SHORTEST and not _pairs(one).isdisjoint(_pairs(two)))


def _shared(first: str, second: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (n for n, (one, two) in enumerate(zip(first, second, strict=False)) if one != two), min(len(first), len(second))
    )


def _pairs(text: str) -> frozenset[str]:
    return frozenset(first + second for first, second in pairwise(text))


def _verbs(fact: Fact) -> frozenset[str]:
    """The first two characters of what was done, where it leads the measure of a count: 惠及用户, 惠及."""
    return frozenset(word[:2] for word in (fact.action, fact.indicator) if word and fact.kind == "count")
