"""Relations between the facts of one document: which figures are parts of which total.

Nothing here looks at values: a total is never guessed from numbers that happen to add up.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from extractor.model import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.model import Fact

SIBLINGS = "siblings-of-one-kind"
AMONG = "among"
_SAME_UNIT = {"用户": "户", "名": "人", "位": "人"}
_SHORTEST = 2  # characters that two names of one measure share at their end


def relate(facts: Sequence[Fact]) -> tuple[Relation, ...]:
    """The `part_of` relations among the facts of one document, in reading order."""
    levels = [fact for fact in facts if fact.change_direction is None and fact.role == "claim" and fact.kind in ("count", "money", "measure")]
    return (*_siblings(levels), *_among(levels))


def same_measure(first: Fact, second: Fact) -> bool:
    """Whether two facts measure the same: one unit, and one indicator, action or noun."""
    if first.kind != second.kind or _unit(first) != _unit(second) or first.status != second.status:
        return False
    if first.indicator_id is not None and first.indicator_id == second.indicator_id:
        return True
    return _alike(first.indicator, second.indicator) or _verb(first) & _verb(second) != frozenset()


def _unit(fact: Fact) -> str | None:
    return _SAME_UNIT.get(fact.unit or "", fact.unit)


def _alike(first: str | None, second: str | None) -> bool:
    """扶贫、助老、助残等专属套餐 and 残疾人专属优惠套餐: the same noun at the end."""
    return bool(first and second) and first[-_SHORTEST:] == second[-_SHORTEST:]  # type: ignore[index]


def _verb(fact: Fact) -> frozenset[str]:
    """The first two characters of what was done, where it leads the measure: 惠及用户, 惠及."""
    return frozenset(word[:2] for word in (fact.action, fact.indicator) if word and fact.kind == "count")


def _siblings(facts: Sequence[Fact]) -> Iterator[Relation]:
    """Figures of one measure over carriers (or banks …) of one kind, and the total of a wider body before them.

    Source: the way 通信管理局 releases are written: the trade's figure first, then each carrier's.
    """
    for _, found in groupby(facts, key=lambda fact: fact.sentence_start):
        sentence = [fact for fact in found if fact.subject_id is not None]
        taken: set[str] = set()
        for fact in sentence:
            if fact.fact_id in taken:
                continue
            group = _group(fact, [other for other in sentence if other.fact_id not in taken])
            taken |= {member.fact_id for member in group}
            whole = _total(group, facts) if len(group) > 1 else None
            if whole is not None:
                for member in group:
                    yield Relation(member.fact_id, "part_of", whole.fact_id, SIBLINGS)


def _group(fact: Fact, others: Sequence[Fact]) -> list[Fact]:
    """The fact and, of each other subject of its kind, the first fact that measures the same."""
    group: dict[str | None, Fact] = {}
    for other in others:
        if other.subject_id not in group and _same_kind(fact, other) and same_measure(fact, other) and "among" not in other.flags:
            group[other.subject_id] = other
    return list(group.values()) if fact.subject_id in group else []


def _same_kind(first: Fact, second: Fact) -> bool:
    """Bodies of one register and one place: 浙江电信 and 浙江移动, not 浙江电信 and 宁波移动."""
    return first.region == second.region and _kind_of(first) == _kind_of(second)


def _kind_of(fact: Fact) -> str:
    """A branch's id begins with its carrier's; the kind is told by the ending, the division code."""
    return (fact.subject_id or "").rpartition("-")[2] if (fact.subject_id or "")[-1:].isdigit() else "body"


def _total(group: Sequence[Fact], facts: Sequence[Fact]) -> Fact | None:
    """The nearest fact before the group that measures the same of a body outside it, in another sentence."""
    subjects = {member.subject_id for member in group}
    names = {member.subject for member in group}
    kinds = {_kind_of(member) for member in group}
    for fact in reversed(facts):
        outside = fact.subject_id not in subjects and fact.subject not in names
        wider = fact.subject_id is None or fact.region != group[0].region or _kind_of(fact) not in kinds
        if fact.end <= group[0].sentence_start and outside and wider and all(same_measure(fact, member) for member in group):
            return fact
    return None


def _among(facts: Sequence[Fact]) -> Iterator[Relation]:
    """其中: the parts behind it belong to the last figure of the same unit before it."""
    whole: Fact | None = None
    for fact in facts:
        if "among" not in fact.flags:
            whole = fact
        elif whole is not None and fact.kind == whole.kind and _unit(fact) == _unit(whole) and fact.start - whole.end < _NEAR:
            yield Relation(fact.fact_id, "part_of", whole.fact_id, AMONG)


_NEAR = 160  # characters: 其中 points back within a sentence or to the one before
