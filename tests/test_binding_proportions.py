"""Shares of a whole: what makes them up and what they are of, one after another."""

from __future__ import annotations

import pytest

from extractor import Extractor


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("全市常住人口500万人，男性占51.2%，女性占48.8%。", ["常住人口", "男性占比", "女性占比"]),
        ("规上企业中，大型企业占10%，小型企业占80%。", ["大型企业占比", "小型企业占比"]),
        (
            "全市第一产业增加值占GDP比重12%，第二产业占40%，第三产业占48%。",
            ["第一产业增加值占GDP比重", "第二产业占GDP比重", "第三产业占GDP比重"],
        ),
        (
            "全市实际使用外资9亿美元。其中，制造业占52.0%；房地产业占18.7%；批发业占6.0%。",
            ["实际使用外资", "实际使用外资占比", "实际使用外资占比", "实际使用外资占比"],
        ),
        ("机电产品出口占60%，农产品占5%。", ["机电产品出口占比", "农产品占比"]),
        ("全市服务业增加值2.6万亿元，占地区生产总值的比重提高1.2个百分点。", None),
        ("全市项目占地面积5万平方米，占有率提高5%。", ["项目占地面积", "占有率"]),
    ],
)
def test_a_share_is_named_by_what_makes_it_up(extractor: Extractor, text: str, indicators: list[str] | None) -> None:
    facts = extractor.extract(text)
    if indicators is None:
        assert facts[-1].indicator == "服务业增加值占地区生产总值的比重"
        indicators = [fact.indicator or "" for fact in facts]
    assert [fact.indicator for fact in facts] == indicators
    shares = [fact for fact in facts if fact.kind in ("percent", "point") and "占有" not in (fact.indicator or "")]
    assert [fact.statistic for fact in shares] == ["share"] * len(shares)
