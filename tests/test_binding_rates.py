"""Rates and sectors whose measure stands earlier in the paragraph."""

from __future__ import annotations

import pytest

from extractor.model import Fact
from extractor.pipeline import Extractor

_HOUSES = "在70个大中城市中有54个城市的新建商品住宅价格环比上涨，但涨幅均未超过1.5%。其中，广州涨幅居首，达1.2%。"
_TRADES = "规模以上工业增加值增长12%。6大高耗能行业比上年增长10.0%，其中，非金属矿物制品业增长16.9%。"
_PRICES = "居民消费价格同比上涨2.2%，涨幅由上月的2%攀升至3.2%，本月回落到2.1%。"


def fact(extractor: Extractor, sentence: str, quote: str) -> Fact:
    """The fact with that quote."""
    (found,) = [fact for fact in extractor.extract(f"通报\n\n\u3000\u3000{sentence}") if fact.quote == quote]
    return found


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator", "direction"),
    [
        (_HOUSES, "1.5%", "新建商品住宅价格涨幅", "up"),
        (_HOUSES, "1.2%", "新建商品住宅价格涨幅", "up"),
        (_TRADES, "10.0%", "增加值", "up"),
        (_TRADES, "16.9%", "增加值", "up"),
        (_PRICES, "3.2%", "居民消费价格涨幅", None),
        (_PRICES, "2.1%", "居民消费价格涨幅", None),
        ("工业增加值增长6%，新设外资企业增长28%。", "28%", "新设外资企业", "up"),
    ],
)
def test_a_rate_and_a_sector_have_the_measure_of_the_paragraph(
    extractor: Extractor, sentence: str, quote: str, indicator: str, direction: str | None
) -> None:
    found = fact(extractor, sentence, quote)
    assert (found.indicator, found.change_direction) == (indicator, direction)
