"""Whether a figure is reported (`claim`) or only describes something (`attribute`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.figures.wording import ATTRIBUTE_AFTER, ATTRIBUTE_BEFORE, CLAIM_AGES, THRESHOLD_AFTER

if TYPE_CHECKING:
    from extractor.figures.amounts import Amount
    from extractor.model import Role

_BANDWIDTH = {"Mbps", "Gbps", "Tbps"}
_DATA = {"GB", "MB", "TB"}


def role(text: str, figure: Amount) -> Role:
    """`attribute` for sizes of a product, thresholds, ages and spelt-out structure; else `claim`."""
    before, number = text[max(0, figure.start - 8) : figure.start], figure.number
    if figure.unit in _BANDWIDTH:
        return "attribute"
    if figure.unit in _DATA and text.startswith(ATTRIBUTE_AFTER, figure.end):
        return "attribute"
    if figure.unit == "岁" and not any(word in text[max(0, figure.start - 14) : figure.start] for word in CLAIM_AGES):
        return "attribute"
    if number.bare_step and figure.kind == "money":
        return "attribute"
    if figure.kind in {"money", "measure", "count"} and _threshold(text, figure.end):
        return "attribute"
    if figure.unit == "级" and number.spelt:
        return "attribute"
    if number.spelt and figure.kind == "count" and text.startswith(ATTRIBUTE_AFTER, figure.end):
        return "attribute"
    return "attribute" if before.endswith(ATTRIBUTE_BEFORE) else "claim"


def _threshold(text: str, end: int) -> bool:
    """2000万元及以上的, 60岁以上老人: a bound with a noun right behind it."""
    for words in THRESHOLD_AFTER:
        if text.startswith(words, end):
            after = text[end + len(words) : end + len(words) + 1]
            return words.endswith("的") or ("\u4e00" <= after <= "\u9fff")
    return False
