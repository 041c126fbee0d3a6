"""What the title and the first lines say that a document is about, and what it is not about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import BODY, FIGURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.bodies import BodyFinder
    from extractor.binding.body import Body
    from extractor.binding.clauses import Clause
    from extractor.binding.reading import Reading, View

_COLONS = frozenset("：:")
_SAID = 4  # tokens of a clause that only ranks


def unranked(view: View, ranking: tuple[str, ...]) -> Sequence[Clause]:
    """74个城市空气质量状况：石家庄垫底: the title's clauses without the one that ranks one of those it has counted."""
    clauses = view.clauses
    if len(clauses) < 2 or clauses[-2].mark not in _COLONS:
        return clauses
    last, counted = clauses[-1].tokens, any(token.tag == FIGURE for token in clauses[-2].tokens)
    ranks = len(last) <= _SAID and last[0].tag == BODY and last[-1].text.startswith(ranking)
    return clauses[:-1] if counted and ranks else clauses


def named_after_place(reading: Reading, body: Body) -> bool:
    """Whether a registered name stands in the body's: 厦门市反诈骗中心, and not 农业局."""
    return any(body.start <= mention.start < body.end for mention in reading.names)


def trade_of(
    bodies: BodyFinder, reading: Reading, clauses: Sequence[Clause], words: tuple[tuple[str, ...], tuple[str, ...]]
) -> Body | None:
    """内燃机行业7月销量稳步提升: the trade that the first lines, cut into `clauses`, are about.

    `words`: what trades end in, and those for the country, of which the text says nothing.
    """
    trades, country = words
    if any(word in reading.text for word in country):
        return None
    leads = [bodies.lead(clause.tokens, reading.text).body for clause in clauses]
    named = (body for body in leads if body is not None and body.name.endswith(trades))
    return next((body for body in named if reading.text.count(body.name) > 1), None)


def is_once(text: str, name: str) -> bool:
    """Oppo占亚洲市场的16%: whether a name in Latin letters stands there once, and so is not what all of it is about."""
    return name.isascii() and text.count(name) == 1
