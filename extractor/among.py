"""Parts behind 其中: to which figure before it they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.measures import same_measure, unit_of
from extractor.model import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.model import Fact
    from extractor.nesting import Nesting
    from extractor.rulebook.book import CheckRule, CheckType

AMONG: CheckType = "among"
_NEAR = 160  # characters: 其中 points back within a sentence or to the one before
_RECENT = 8  # parts before one that may share its total
_WHOLES = 3  # figures before 其中 that may be the total


def among(facts: Sequence[Fact], check: CheckRule, nesting: Nesting) -> Iterator[Relation]:
    """其中: the parts behind it belong to a figure of the same unit before it, best one of the same measure.

    Behind a second 其中 they belong to the part before that one.  What stands in a bracket explains the figure before
    the bracket, and is left to `brackets`.
    """
    empty = frozenset(check.words.get("empty", ()))
    balances = tuple(check.words.get("balances", ()))  # 贸易顺差 is no part of 进出口
    before: list[Fact] = []
    parts: list[tuple[Fact, Fact]] = []  # those of one sentence so far, each with its whole
    for fact in facts:
        if "among" not in fact.flags:
            before.append(fact)
            continue
        if (fact.indicator or "").endswith(balances or ("\0",)):
            continue
        if parts and parts[-1][0].sentence_start != fact.sentence_start:
            parts = []
        if nesting.depth(fact.start) > nesting.depth(fact.sentence_start):
            continue
        whole = _inner_whole(fact, parts, nesting) if parts else None
        if whole is None:
            whole = _whole(fact, before[-_WHOLES:], parts)
            if whole is None:
                continue
            parts.append((fact, whole))
        parted = nesting.parted(whole.end, fact.start) and not nesting.announced(whole.end, fact.start)
        if parted and _another(fact, whole, empty):
            continue
        if unit_of(whole) == unit_of(fact) and whole.kind == fact.kind:
            yield Relation(fact.fact_id, "part_of", whole.fact_id, check.id)


def _another(fact: Fact, whole: Fact, empty: frozenset[str]) -> bool:
    """Whether both are registered, and nothing in their names is alike but the characters that are `empty`.

    外贸出口总额 is no part of 固定资产投资总额.
    """
    if None in (fact.indicator_id, whole.indicator_id) or fact.indicator_id == whole.indicator_id:
        return False
    return (set(fact.indicator or "") & set(whole.indicator or "")) <= empty


def _inner_whole(fact: Fact, parts: Sequence[tuple[Fact, Fact]], nesting: Nesting) -> Fact | None:
    """The part that a second 其中 divides."""
    place = nesting.inner(parts[0][0].end, fact.start)
    return None if place is None else next(part for part, _ in reversed(parts) if part.end <= place)


def _whole(fact: Fact, before: Sequence[Fact], parts: Sequence[tuple[Fact, Fact]]) -> Fact | None:
    near = [w for w in before if w.kind == fact.kind and unit_of(w) == unit_of(fact) and fact.start - w.end < _NEAR]
    near = [whole for whole in near if whole.sentence_start == fact.sentence_start] or near
    given = next((w for part, w in reversed(parts[-_RECENT:]) if unit_of(part) == unit_of(fact) and w in near), None)
    if given is not None:  # a headline of the same words is no total of the later parts alone
        near = [whole for whole in near if whole.sentence_start == given.sentence_start]
    return next((w for w in reversed(near) if same_measure(w, fact)), given or (near[-1] if near else None))
