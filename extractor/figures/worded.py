"""Figures without a numeral: 居全省首位 is the first rank, 实现翻番 and 实现倍增 are twice as much."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.model import Quantity, QuantityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.figures.wording import Wording

_ONE, _TWO = Decimal(1), Decimal(2)


class WordedFigures:
    """Finds them by one look at a text; the words, and those that lead to them, come from the rule book."""

    def __init__(self, words: Wording) -> None:
        self._first, self._twice = words.worded_first, words.worded_twice
        self._any = words.worded

    def find(self, text: str) -> Iterator[Quantity]:
        """The ranks and multiples, in no order."""
        if self._any.search(text) is None:
            return
        for match in self._first.finditer(text):
            yield _quantity(text, match.span(1), "rank", _ONE, "位")
        for match in self._twice.finditer(text):
            yield _quantity(text, match.span(1), "multiple", _TWO, "倍")


def _quantity(text: str, span: tuple[int, int], kind: QuantityKind, value: Decimal, unit: str) -> Quantity:
    start, end = span
    rule_id = "ranks" if kind == "rank" else "multiples"
    return Quantity(
        start, end, text[start:end], kind, value, value, value, unit, None, "claim", ("spelt_out",), rule_id
    )
