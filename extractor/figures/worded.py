"""Figures without a numeral: 居全省首位 is the first rank, 实现翻番 and 实现倍增 are twice as much."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.model import Quantity, QuantityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.figures.wording import Wording

_WORDS = ("首位", "翻番", "倍增")
_TWICE = re.compile(
    r"(?:实现|总体|再度?|同比|均|预计|将)(?:了|当年|产值|总量|规模|收入){0,2}(翻番|倍增)(?=[，。；、！\s”]|的?(?:目标)|$)"
)
_ONE, _TWO = Decimal(1), Decimal(2)


class WordedFigures:
    """Finds them by one look at a text; the words that lead to a rank come from the rule book."""

    def __init__(self, words: Wording) -> None:
        self._first = re.compile(
            rf"(?:居|列|名|升至|升到|跃升)(?:{'|'.join(words.rank_scopes) or '(?!)'})[^，。；、：\d\n]{{0,4}}?(首位)"
        )

    def find(self, text: str) -> Iterator[Quantity]:
        """The ranks and multiples, in no order."""
        if not any(word in text for word in _WORDS):
            return
        for match in self._first.finditer(text):
            yield _quantity(text, match.span(1), "rank", _ONE, "位")
        for match in _TWICE.finditer(text):
            yield _quantity(text, match.span(1), "multiple", _TWO, "倍")


def _quantity(text: str, span: tuple[int, int], kind: QuantityKind, value: Decimal, unit: str) -> Quantity:
    start, end = span
    rule_id = "ranks" if kind == "rank" else "multiples"
    return Quantity(
        start, end, text[start:end], kind, value, value, value, unit, None, "claim", ("spelt_out",), rule_id
    )
