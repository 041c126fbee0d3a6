"""Relations between the facts of one document: which figures are parts of which total.

Nothing here looks at values: a total is never guessed from numbers that happen to add up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from extractor.completeness import narrowed, of_its_time, standing, unnamed, unread
from extractor.model import Relation
from extractor.tables.words import RULE as TABLE_CELLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.model import Fact
    from extractor.rulebook.book import CheckRule, CheckType

SIBLINGS: CheckType = "siblings"
AMONG: CheckType = "among"
_SAME_UNIT = {"用户": "户", "名": "人", "位": "人"}
_SHORTEST = 2  # characters that two names of one measure share at their end
_LONG = 4  # and that are enough, whatever stands before them
_NEAR = 160  # characters: 其中 points back within a sentence or to the one before
_APART = 600  # characters between one carrier's paragraph and the next
_BACK = 100  # facts from a total to its parts; with it the work grows with the text and not with its square
_EQUAL = re.compile(r" ?[=＝] ?")
_ADDITIVE = ("count", "money", "measure")


def relate(facts: Sequence[Fact], checks: Sequence[CheckRule], text: str = "") -> tuple[Relation, ...]:
    """The `part_of` relations among the facts of one document, by the checks of type `siblings` and `among`.

    A relation's `rule_id` is that of its check.  `text`, the document's, tells 1TB=1024GB from what is reported.
    """
    defining = _defining(facts, text)
    levels = [fact for fact in facts if _adds_up(fact) and fact.fact_id not in defining]
    related: list[Relation] = []
    for check in checks:
        if check.type == SIBLINGS:
            related += [*_siblings(levels, check, facts, text)]
        elif check.type == AMONG:
            related += _among(levels, check)
    return tuple(related)


def _defining(facts: Sequence[Fact], text: str) -> frozenset[str]:
    """Figures on both sides of a sign of equality: a unit defined, nothing reported."""
    found: set[str] = set()
    for first, second in pairwise(facts):
        if _EQUAL.fullmatch(text, first.end, second.start) and first.doc_id == second.doc_id:
            found |= {first.fact_id, second.fact_id}
    return frozenset(found)


def _adds_up(fact: Fact) -> bool:
    """Whether a fact can be a part or a total: a stated level of something that can be added, no average."""
    return (
        fact.change_direction is None
        and fact.rule_id != TABLE_CELLS  # a table's own rows say what is part of what
        and fact.role == "claim"
        and fact.kind in _ADDITIVE
        and fact.statistic not in ("average", "daily_average", "per_capita", "share")
    )


def same_measure(first: Fact, second: Fact) -> bool:
    """Whether two facts measure the same: one unit, one period, and one indicator, action or noun."""
    if first.period_end != second.period_end and first.period_end is not None and second.period_end is not None:
        return False
    if first.kind != second.kind or _unit(first) != _unit(second) or first.status != second.status:
        return False
    if first.indicator_id is not None and second.indicator_id is not None:
        return first.indicator_id == second.indicator_id
    if _alike(first.indicator, second.indicator):
        return True
    bare = min(len(first.indicator or ""), len(second.indicator or "")) <= _SHORTEST  # 惠及 alone says no noun
    return bare and not _verbs(first).isdisjoint(_verbs(second))


def _unit(fact: Fact) -> str | None:
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


def _siblings(facts: Sequence[Fact], check: CheckRule, every: Sequence[Fact], text: str) -> Iterator[Relation]:
    """Figures of one measure over the bodies of a closed set, and the total of a wider body before them.

    Source: the way 通信管理局 releases are written: the trade's figure first, then each carrier's.
    """
    members = [fact for fact in facts if _member_of(fact, check)]
    taken: set[str] = set()
    for index, fact in enumerate(members):
        if fact.fact_id in taken:
            continue
        group = _group(fact, (other for other in islice(members, index, None) if other.fact_id not in taken))
        if len(group) < 2:
            continue
        taken |= {member.fact_id for member in group}
        if any("among" in member.flags for member in group) and not _exhaust(group, check):
            continue
        whole = _total(group, facts, check)
        if whole is not None and not _left_out(group, whole, facts, check, text) and not unread(group, every, text):
            yield from (Relation(member.fact_id, "part_of", whole.fact_id, check.id) for member in group)


def _member_of(fact: Fact, check: CheckRule) -> bool:
    return fact.subject_id is not None and fact.subject_id.startswith(check.parts)


def _exhaust(group: Sequence[Fact], check: CheckRule) -> bool:
    """Whether parts behind 其中 are all there are: those of every body that the check says it needs."""
    needed = check.words.get("exhaust", ())
    ids = [fact.subject_id or "" for fact in group]
    return bool(needed) and all(any(body.startswith(part) for body in ids) for part in needed)


def _group(first: Fact, others: Iterable[Fact]) -> list[Fact]:
    """The fact and, of each other body of its place, the first fact that measures the same.

    In one sentence the measure is enough; over sentences the group must be about one population that they name.
    """
    group = {first.subject_id: first}
    last = first
    for other in others:
        same_sentence = other.sentence_start == first.sentence_start
        near = other.sentence_start - last.sentence_end < _APART
        if not near and not same_sentence:
            break
        linked = same_sentence or (near and first.population is not None and first.population == other.population)
        if linked and other.subject_id not in group and _seat(other) == _seat(first) and same_measure(first, other):
            group[other.subject_id] = last = other
    return list(group.values())


def _left_out(group: Sequence[Fact], whole: Fact, facts: Sequence[Fact], check: CheckRule, text: str) -> bool:
    """Whether the text says that the group is not all of the total: a field of it, or a body that nobody knows."""
    if narrowed(group[0], whole, text, check.words.get("narrowing", ())):
        return True
    for fact in standing(facts, group[0].start, group[-1].sentence_end, _BACK):
        if fact in group or fact.population != group[0].population or not same_measure(fact, group[0]):
            continue
        own = _member_of(fact, check) or _about_one_of(fact, group)
        longer = (fact.indicator or "").endswith(group[-1].indicator or "\0") and fact.indicator != group[-1].indicator
        if not own or (longer and unnamed(fact, text)):  # 广电让利 behind 江西联通让利 is of another body
            return True
    return False


def _about_one_of(fact: Fact, group: Sequence[Fact]) -> bool:
    """Whether the fact is about a piece of a member: 中国联通产业互联网业务."""
    return any((fact.subject or "").startswith(member.subject or "\0") for member in group)


def _seat(fact: Fact) -> str | None:
    """Where the body of a fact sits; a place sits nowhere else."""
    return None if fact.region == fact.subject_id else fact.region


def _total(group: Sequence[Fact], facts: Sequence[Fact], check: CheckRule) -> Fact | None:
    """The nearest fact before the group that measures the same of a body outside the set.

    In another sentence; or, where 其中 says that parts follow, in the same.
    """
    begin = group[0].start if "among" in group[0].flags else group[0].sentence_start
    behind = bisect_left(facts, begin, key=lambda fact: fact.start)
    for fact in reversed(facts[max(0, behind - _BACK) : behind]):
        outside = not _member_of(fact, check) and not _about_one_of(fact, group)
        scattered = group[0].sentence_start != group[-1].sentence_start
        if scattered and fact.population != group[0].population:
            continue
        if outside and all(same_measure(fact, member) and of_its_time(member, fact) for member in group):
            return fact
    return None


def _among(facts: Sequence[Fact], check: CheckRule) -> Iterator[Relation]:
    """其中: the parts behind it belong to a figure of the same unit before it, best one of the same measure."""
    before: list[Fact] = []
    for fact in facts:
        if "among" not in fact.flags:
            before.append(fact)
            continue
        near = [
            w for w in before[-3:] if w.kind == fact.kind and _unit(w) == _unit(fact) and fact.start - w.end < _NEAR
        ]
        near = [whole for whole in near if whole.sentence_start == fact.sentence_start] or near
        if near:
            whole = next((w for w in reversed(near) if same_measure(w, fact)), near[-1])
            yield Relation(fact.fact_id, "part_of", whole.fact_id, check.id)
