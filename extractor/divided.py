"""Lists that divide totals by something said: 按建设性质划分，续建项目7项，总投资18.6亿元；新建项目13项，总投资…."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from extractor.measures import unit_of
from extractor.model import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.model import Fact
    from extractor.nesting import Nesting
    from extractor.rulebook.book import CheckRule, CheckType

DIVIDED: CheckType = "divided"
_LONGEST = 12  # characters of what it is divided by


def divided(facts: Sequence[Fact], check: CheckRule, text: str, nesting: Nesting) -> Iterator[Relation]:
    """Columns of a list whose items are parted by semicolons and all say the same units in the same order.

    The totals are the last figures of those units before the list, in a sentence that is no such list itself.
    """
    said = _division(check)
    totals: list[Fact] = []
    for start, group in groupby(facts, key=lambda fact: fact.sentence_start):
        levels = [fact for fact in group if nesting.depth(fact.start) <= nesting.depth(start)]
        if not levels:
            continue
        lead = said.match(text, start, levels[0].start)
        if lead is None:
            totals = levels
            continue
        yield from _columns(_items(levels, text), totals, check)


def _division(check: CheckRule) -> re.Pattern[str]:
    first, last = ("|".join(map(re.escape, check.words[name])) for name in ("by", "divided"))
    return re.compile(rf"\s*(?:{first})[^，,。；;]{{1,{_LONGEST}}}?(?:{last})[，,：:]")


def _items(levels: Sequence[Fact], text: str) -> list[list[Fact]]:
    items = [[levels[0]]]
    for before, fact in pairwise(levels):
        if re.search(r"[；;]", text[before.end : fact.start]):
            items.append([])
        items[-1].append(fact)
    return items


def _columns(items: Sequence[Sequence[Fact]], totals: Sequence[Fact], check: CheckRule) -> Iterator[Relation]:
    shapes = {tuple(_shape(fact) for fact in item) for item in items}
    wholes = totals[-len(items[0]) :]
    if len(items) < 2 or len(shapes) > 1 or tuple(_shape(fact) for fact in wholes) not in shapes:
        return
    for whole, parts in zip(wholes, zip(*items, strict=True), strict=True):
        yield from (Relation(part.fact_id, "part_of", whole.fact_id, check.id) for part in parts)


def _shape(fact: Fact) -> tuple[object, ...]:
    return fact.kind, unit_of(fact), fact.status, fact.period_start, fact.period_end
