"""A base that stands before its growth: 总票房超78亿元，比2019年的59亿元增长32%."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.checks.view import is_level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.checks.view import View
    from extractor.model import Fact
    from extractor.rulebook.book import CheckRule

_NEAR = r"[^，,。；;、]{0,15}的?\Z"
_WORDS = re.compile(r"[^，,。；;、（()）]{0,8}\Z")


def said_bases(facts: Sequence[Fact], view: View, check: CheckRule) -> Iterator[tuple[Fact, Fact, Fact]]:
    """Level, base and change, where one sentence says all three of one measure in that order.

    The base is the figure behind one of the check's words `bases` (比), with its change right behind it; the level the
    last of its measure before that word.
    """
    words = check.words.get("bases", ())
    if not words:
        return
    from_base = re.compile(f"(?:{'|'.join(map(re.escape, words))}){_NEAR}")
    levels: dict[tuple[object, ...], Fact] = {}
    for fact, change in pairwise(facts):
        if not is_level(fact):
            continue
        key = (fact.sentence_start, fact.subject, fact.indicator, fact.kind, fact.unit, fact.status)
        level = levels.get(key)
        if level is not None and level.value and fact.value and _compared(fact, change, view, from_base):
            yield level, fact, change
        levels[key] = fact


def _compared(base: Fact, change: Fact, view: View, from_base: re.Pattern[str]) -> bool:
    between = view.between(base, change)
    return (
        change.change_direction in ("up", "down")
        and change.value is not None
        and (change.subject, change.indicator) == (base.subject, base.indicator)
        and (change.kind in ("percent", "multiple") or (change.kind, change.unit) == (base.kind, base.unit))
        and between is not None
        and _WORDS.match(between) is not None
        and from_base.search(view.clause(base)) is not None
    )
