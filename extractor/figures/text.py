"""The quantities of a text: every number with its unit, the interval its wording allows, and what kind it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from extractor.figures.reader import QuantityReader
from extractor.rulebook.load import builtin_rules
from extractor.text.normalise import normalise
from extractor.times.text import find_periods

if TYPE_CHECKING:
    from extractor.model import Quantity


def quantities(text: str) -> list[Quantity]:
    """The quantities in reading order, by the built-in rules.

    Offsets are code points of `text`, and `quote` is cut from it; dates and periods are not quantities.
    """
    plain = normalise(text)
    found = _reader().scan(plain, [(period.start, period.end) for period in find_periods(plain)])
    return [msgspec.structs.replace(quantity, quote=text[quantity.start : quantity.end]) for quantity in found]


@cache
def _reader() -> QuantityReader:
    return QuantityReader(builtin_rules())
