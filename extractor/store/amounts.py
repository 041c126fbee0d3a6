"""Numbers in the magnitude their text prints them in: 2675700 beside 267.57万元 is 267.57万元."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from extractor.store.cells import Amount
from extractor.store.records import plain

if TYPE_CHECKING:
    from decimal import Decimal

    from extractor.model import Fact

DECIMALS: Final = re.compile(r"[.．](\d+)")
FINER: Final = 4
MAGNITUDES: Final = MappingProxyType({"万亿": 10**12, "亿": 10**8, "万": 10**4})  # the longest first


def magnitude(quote: str) -> str:
    """万亿, 亿 or 万, whichever the quote is printed in, or nothing."""
    return next((step for step in MAGNITUDES if step in quote), "")


def in_magnitude(value: Decimal, quote: str, unit: str | None) -> Amount:
    """The value as the quote would print it; a computed one with at most four decimals more than the quote has."""
    step = magnitude(quote)
    scaled = value / MAGNITUDES.get(step, 1)
    printed = DECIMALS.search(quote)
    most = FINER + (len(printed[1]) if printed else 0)
    if len(plain(scaled).partition(".")[2]) > most:
        scaled = round(scaled, most)
    return Amount(scaled, len(plain(scaled).partition(".")[2]), f"{step}{unit or ''}")


def printed_amount(fact: Fact) -> Amount | str | None:
    """The fact's value in its own magnitude; the ends of a range as a text; nothing where neither is known."""
    if fact.value is not None:
        amount = in_magnitude(fact.value, fact.quote, fact.unit)
        printed = DECIMALS.search(fact.quote)
        return amount._replace(places=max(amount.places, len(printed[1]) if printed else 0))  # 7724.0亿元 stays so
    ends = [end for end in (fact.value_low, fact.value_high) if end is not None]
    return "–".join(str(in_magnitude(end, fact.quote, fact.unit)) for end in ends) or None
