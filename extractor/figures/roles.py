"""Whether a figure is reported (`claim`) or only describes something (`attribute`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.figures.amounts import TIER
from extractor.figures.wording import ATTRIBUTE_AFTER, ATTRIBUTE_BEFORE, REPORTED_AGES, THRESHOLDS

if TYPE_CHECKING:
    from extractor.figures.amounts import Amount
    from extractor.model import Role

_BANDWIDTH = {"Mbps", "Gbps", "Tbps"}
_DATA = {"GB", "MB", "TB"}


def role(text: str, figure: Amount) -> Role:
    """`attribute` for sizes of a product, thresholds, ages and spelt-out structure; else `claim`."""
    describes = (
        figure.unit in _BANDWIDTH
        or (figure.unit in _DATA and text.startswith(ATTRIBUTE_AFTER, figure.end))
        or (figure.unit == "岁" and not _of_many(text, figure.start))
        or (figure.number.bare_step and figure.kind == "money")
        or (figure.kind in {"money", "measure", "count"} and _threshold(text, figure.end))
        or (figure.number.spelt and figure.kind == "count" and _structure(text, figure))
        or text.endswith(ATTRIBUTE_BEFORE, 0, figure.start)
    )
    return "attribute" if describes else "claim"


def _of_many(text: str, start: int) -> bool:
    """平均预期寿命78.2岁 is reported, the age of a person is not."""
    return any(word in text[max(0, start - 14) : start] for word in REPORTED_AGES)


def _structure(text: str, figure: Amount) -> bool:
    """三级联动, 三家基础电信企业: how many there are is known, not reported."""
    return figure.unit == TIER or text.startswith(ATTRIBUTE_AFTER, figure.end)


def _threshold(text: str, end: int) -> bool:
    """2000万元及以上的, 60岁以上老人: a bound with a noun right behind it."""
    for words in THRESHOLDS:
        if text.startswith(words, end):
            after = text[end + len(words) : end + len(words) + 1]
            return words.endswith("的") or ("\u4e00" <= after <= "\u9fff")
    return False
