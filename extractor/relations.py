"""Relations between the facts of one document: which figures are parts of which total.

Nothing here looks at values: a total is never guessed from numbers that happen to add up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from extractor.among import AMONG, among
from extractor.brackets import BRACKETS, bracketed
from extractor.completeness import narrowed, of_its_time, standing, unnamed, unread
from extractor.divided import DIVIDED, divided
from extractor.measures import same_measure
from extractor.model import Relation
from extractor.nesting import Nesting
from extractor.tables.words import RULE as TABLE_CELLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.model import Fact
    from extractor.rulebook.book import CheckRule, CheckType

SIBLINGS: CheckType = "siblings"
_APART = 600  # characters between one carrier's paragraph and the next
_BACK = 100  # facts from a total to its parts; with it the work grows with the text and not with its square
_EQUAL = re.compile(r" ?[=＝] ?")
_ADDITIVE = ("count", "money", "measure")


def relate(facts: Sequence[Fact], checks: Sequence[CheckRule], text: str = "") -> tuple[Relation, ...]:
    """The `part_of` relations among the facts of one document, by the checks that read them off its words.

    A relation's `rule_id` is that of its check.  `text`, the document's, tells 1TB=1024GB from what is reported, and
    which figures stand in brackets; without it there are fewer.
    """
    defining = _defining(facts, text)
    nesting = Nesting(text, checks)
    levels = [fact for fact in facts if _adds_up(fact) and fact.fact_id not in defining]
    related: list[Relation] = []
    for check in checks:
        if check.type == SIBLINGS:
            related += [*_siblings(levels, check, facts, text)]
        elif check.type == AMONG:
            related += among(levels, check, nesting)
        elif check.type == BRACKETS:
            related += bracketed(levels, check, facts, text, nesting)
        elif check.type == DIVIDED:
            related += divided(levels, check, text, nesting)
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
