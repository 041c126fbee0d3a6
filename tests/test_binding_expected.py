"""What a measure is held against: what others expected of it, the zone it stays in, another time than a year before."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.model import Fact
from extractor.pipeline import Extractor


def facts(extractor: Extractor, text: str) -> dict[str, Fact]:
    """The facts by quote, of a text published on 8 February 2013."""
    return {fact.quote: fact for fact in extractor.extract(f"通报\n\n\u3000\u3000{text}", published=date(2013, 2, 8))}


@pytest.mark.parametrize(
    ("text", "quote", "indicator", "status"),
    [
        ("蓝溪集团第四季度净营收126亿美元，市场预估120亿美元。", "120亿美元", "净营收", "target"),
        ("蓝溪集团净营收126亿美元，分析师预期120亿美元。", "120亿美元", "净营收", "target"),
        ("该公司净营收126亿美元，市场份额120亿美元。", "120亿美元", "市场份额", "actual"),
        ("1月居民消费价格上涨2.1%，预期2.2%，前值2.4%。", "2.4%", "前值", "actual"),
        (
            "经季节性因素调整后，首次申请救济人数减少1万人，至39万人，好于市场预期的40万人。",
            "40万人",
            "申请救济人数",
            "actual",
        ),
        ("已开工住房72万套，占全年计划的77%，完成投资7亿元。", "7亿元", "住房完成投资", "actual"),
    ],
)
def test_what_was_expected_is_of_the_measure_before(
    extractor: Extractor, text: str, quote: str, indicator: str, status: str
) -> None:
    found = facts(extractor, text)[quote]
    assert (found.indicator, found.status) == (indicator, status)


@pytest.mark.parametrize(
    ("text", "quote", "indicator", "direction"),
    [
        ("地区生产总值保持在6.7%的增长区间。", "6.7%", "地区生产总值", "up"),
        ("采购经理指数保持在50%的荣枯线以上。", "50%", "采购经理指数", None),
        ("居民消费价格涨幅保持在2%的温和区间。", "2%", "居民消费价格涨幅", "up"),
    ],
)
def test_a_zone_measures_nothing(
    extractor: Extractor, text: str, quote: str, indicator: str, direction: str | None
) -> None:
    found = facts(extractor, text)[quote]
    assert (found.indicator, found.change_direction) == (indicator, direction)


def test_two_rates_behind_a_stop_are_of_the_two_levels_before_it(extractor: Extractor) -> None:
    found = facts(extractor, "全国发生火灾事故188起、死亡99人。同比分别下降11.4%和14.1%。")
    assert [found[quote].indicator for quote in ("11.4%", "14.1%")] == ["火灾事故", "死亡"]
    found = facts(extractor, "全国发生火灾事故188起、死亡99人、受伤80人。东区和西区分别下降11.4%和14.1%。")
    assert [found[quote].subject for quote in ("11.4%", "14.1%")] == ["东区", "西区"]


def test_how_a_rate_slowed_says_no_base_of_the_prices_behind_it(extractor: Extractor) -> None:
    found = facts(extractor, "1月份2%的同比涨幅比去年12月低了0.5个百分点，其中猪肉价格下降5%，粮食价格上涨4.7%。")
    assert [found[quote].change_base for quote in ("0.5个百分点", "5%", "4.7%")] == ["2012-12", "yoy", "yoy"]


@pytest.mark.parametrize(
    ("text", "quote", "indicator"),
    [
        ("当日移动互联网接入流量分别为58.9万和65.4万TB，同比增长18.2%和18.6%。", "18.6%", "移动互联网接入流量"),
        ("一般公共预算收入（同口径）增长3.5%。", "3.5%", "一般公共预算收入"),
        ("水果的甜度提升了2度。", "2度", "水果的甜度"),
        ("新增本土病例23例 其中青禾市10例、蓝溪市6例。", "10例", "新增本土病例"),
        ("目前已有近20万中学生观看了该剧。", "20万", "中学生"),
    ],
)
def test_what_is_measured_has_its_own_words_alone(extractor: Extractor, text: str, quote: str, indicator: str) -> None:
    assert facts(extractor, text)[quote].indicator == indicator


def test_the_regions_of_a_country_are_whose_the_measure_is(extractor: Extractor) -> None:
    found = facts(extractor, "分地区看，东部地区投资比上年下降0.4%，中部地区投资增长3%，西部地区增长2.6%。")
    told = [(fact.subject, fact.indicator) for fact in found.values()]
    assert told == [("东部地区", "投资"), ("中部地区", "投资"), ("西部地区", "投资")]


def test_the_levels_of_a_range_of_years_are_of_its_first_and_its_last(extractor: Extractor) -> None:
    found = facts(extractor, "2009年至2012年，全省粮食产量由480万吨增加到500万吨，累计销售900万吨。")
    years = [(fact.period_start, fact.period_end) for fact in found.values()]
    assert [(start and start.year, end and end.year) for start, end in years] == [
        (2009, 2009),
        (2012, 2012),
        (2009, 2012),
    ]
