"""Parts in the bracket right behind their total: 39例（上海22例，广东17例）."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.completeness import standing, unread
from extractor.measures import unit_of
from extractor.model import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.model import Fact
    from extractor.nesting import Nesting
    from extractor.rulebook.book import CheckRule, CheckType

BRACKETS: CheckType = "brackets"
_MOST = 100  # facts in it


def bracketed(
    facts: Sequence[Fact], check: CheckRule, every: Sequence[Fact], text: str, nesting: Nesting
) -> Iterator[Relation]:
    """The figures of a bracket in the unit of the figure before it.

    A bracket that opens with one of the words `open` (含, 包括), or has an `unending` one (等), tells of some of the
    total; what follows a 其中 within it is part of a part.
    """
    for whole in facts:
        span = nesting.bracket_behind(whole.end)
        if span is None:
            continue
        parts = [
            fact
            for fact in standing(facts, *span, _MOST)
            if unit_of(fact) == unit_of(whole)
            and fact.kind == whole.kind
            and fact.status == whole.status
            and nesting.depth(fact.start) == nesting.depth(span[0])
        ]
        parts = [fact for fact in parts if nesting.inner(parts[0].end, fact.start) is None]
        said = text[slice(*span)]
        open_end = said.startswith(check.words["open"]) or any(word in said for word in check.words["unending"])
        if len(parts) < 2 or open_end or unread(parts, every, text, span[1]):
            continue
        yield from (Relation(part.fact_id, "part_of", whole.fact_id, check.id) for part in parts)
