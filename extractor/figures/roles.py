"""Whether a figure is reported (`claim`) or only describes something (`attribute`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.figures.amounts import TIER

if TYPE_CHECKING:
    from extractor.figures.amounts import Amount
    from extractor.figures.wording import Wording
    from extractor.model import Role

_BANDWIDTH = frozenset(("Mbps", "Gbps", "Tbps"))
_DATA = frozenset(("GB", "MB", "TB"))
_BOUNDED = frozenset(("money", "measure", "count"))


def role(text: str, figure: Amount, words: Wording) -> Role:
    """`attribute` for sizes of a product, thresholds, ages and spelt-out structure; else `claim`."""
    describes = (
        figure.unit in _BANDWIDTH
        or (figure.unit in _DATA and words.attribute_after.begins(text, figure.end))
        or text[figure.end - 1] == "期"  # 10年期国债
        or (figure.unit == "岁" and not _of_many(text, figure.start, words))
        or (figure.number.bare_step and figure.kind == "money")
        or (figure.kind in _BOUNDED and _threshold(text, figure.end, words))
        or (figure.number.spelt and figure.kind == "count" and _structure(text, figure, words))
        or words.attribute_before.ends(text, figure.start)
    )
    return "attribute" if describes else "claim"


def _of_many(text: str, start: int, words: Wording) -> bool:
    """平均预期寿命78.2岁 is reported, the age of a person is not."""
    return any(word in text[max(0, start - 14) : start] for word in words.ages)


def _structure(text: str, figure: Amount, words: Wording) -> bool:
    """三级联动, 三家基础电信企业: how many there are is known, not reported."""
    return figure.unit == TIER or words.attribute_after.begins(text, figure.end)


def _threshold(text: str, end: int, words: Wording) -> bool:
    """2000万元及以上的, 60岁以上老人: a bound with a noun right behind it."""
    if not words.thresholds.begins(text, end):
        return False
    for bound in words.thresholds.words:
        if text.startswith(bound, end):
            after = text[end + len(bound) : end + len(bound) + 1]
            return bound.endswith("的") or ("\u4e00" <= after <= "\u9fff")
    return False
