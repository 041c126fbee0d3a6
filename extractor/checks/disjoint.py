"""When the parts of an open list (其中) cannot have anything in common: bodies of one kind, or places of one level."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Fact
    from extractor.rulebook.book import CheckRule


def places_apart(facts: Sequence[Fact]) -> bool:
    """Whether the facts are of one period, each of another division; what divisions have does not overlap.

    The first is the total's: its division holds the others or is not one of them.
    """
    whole, *parts = facts
    regions = [part.region for part in parts if part.subject_id is not None and part.subject_id == part.region]
    levels = {_level(region) for region in regions if region is not None}
    return (
        len(set(regions)) == len(parts) and len(levels) == 1 and whole.subject_id not in regions and _of_one_time(facts)
    )


def bodies_apart(check: CheckRule, facts: Sequence[Fact]) -> bool:
    """Whether each part is of another body that its own clause names, all of one kind (公司, 县), none within another.

    The check's `bodies` are the kinds, its `classes` words before them that name no single body (上市公司); those of
    `carriers` (江西电信, 江西移动) are one kind.  Registered places are for `places_apart`, which knows their levels.
    """
    whole, *parts = facts
    names = [part.subject or "" for part in parts]
    ids = [part.subject_id or name for part, name in zip(parts, names, strict=True)]
    known = [part for part in parts if part.region is not None and part.subject_id == part.region]
    if known or "" in names or any(part.borrows_subject for part in parts):
        return False
    kinds = {_kind(check, name) for name in names}
    return (
        len(kinds) == 1
        and None not in kinds
        and len(set(ids)) == len(parts)
        and (whole.subject or "") not in names
        and not any(one in other for one, other in permutations(names, 2))
        and len({part.population for part in parts}) == 1
        and _of_one_time(facts)
    )


def _kind(check: CheckRule, name: str) -> str | None:
    """The kind of body that a name ends in; `None` for a class of them, and for what is none."""
    if name.endswith(tuple(check.words.get("carriers", ()))):
        return "carriers"
    kind = next((word for word in check.words.get("bodies", ()) if name.endswith(word)), None)
    return None if kind is None or not _own(name.removesuffix(kind), check.words.get("classes", ())) else kind


def _own(name: str, classes: Sequence[str]) -> str:
    """What is left of a name without the words of classes."""
    for word in sorted(classes, key=len, reverse=True):
        name = name.replace(word, "")
    return name


def _of_one_time(facts: Sequence[Fact]) -> bool:
    return all(fact.period_end == facts[0].period_end for fact in facts)


def _level(region: str) -> int:
    """Digits of a division's code that say something: 2 province, 4 city, 6 county."""
    return 2 if region.endswith("0000") else 4 if region.endswith("00") else 6
