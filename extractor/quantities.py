"""The quantities of a text: every number with its unit, the interval its wording allows, and what kind it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from extractor.figures.reader import QuantityReader
from extractor.times.text import find_periods
from extractor.rulebook.load import builtin_rules
from extractor.text.normalise import normalise

if TYPE_CHECKING:
    from extractor.model import Quantity

__all__ = ["QuantityReader", "quantities"]


def quantities(text: str) -> list[Quantity]:
    """The quantities in reading order, by the built-in rules.

    Offsets are code points of `text`, and `quote` is cut from it; dates and periods are not quantities.
    """
    plain = normalise(text)
    blocked = [(period.start, period.end) for period in find_periods(plain)]
    return [with_quote(quantity, text) for quantity in _reader().scan(plain, blocked)]


@cache
def _reader() -> QuantityReader:
    return QuantityReader(builtin_rules())


def with_quote(quantity: Quantity, text: str) -> Quantity:
    """The quantity with its quote as `text` has it: full-width where that is."""
    import msgspec  # noqa: PLC0415

    return msgspec.structs.replace(quantity, quote=text[quantity.start : quantity.end])
