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


_GROSS = "全市地区生产总值5121亿元，实际增速9.2%、居全国省会城市第三位，名义增速23.3%、排名全国省会城市第一。"
_WAGES = "全国8个地区调整了最低工资标准，平均调增幅度为12.3%。"


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator", "direction"),
    [
        (_GROSS, "9.2%", "地区生产总值实际增速", "up"),
        (_GROSS, "第三位", "地区生产总值实际增速", None),
        (_GROSS, "第一", "地区生产总值名义增速", None),
        (_WAGES, "8个", "地区", None),
        (_WAGES, "12.3%", "最低工资标准平均调增幅度", "up"),
        ("电子纸出货量2730万台、年增率高达140%。", "140%", "电子纸出货量年增率", "up"),
        ("地区生产总值增长5%，已减少乡镇1170个，减幅约30%。", "30%", "减少乡镇减幅", "down"),
        ("贡献率从16.8%提升到27%，重回全省第一。", "第一", "贡献率", None),
        ("森林覆盖率居全国副省级城市第一。", "第一", "森林覆盖率", None),
        ("该市获评森林城市第一名。", "第一名", "获评森林城市", None),
    ],
)
def test_a_rate_with_a_word_before_it_and_a_rank_have_the_measure_before(
    extractor: Extractor, sentence: str, quote: str, indicator: str, direction: str | None
) -> None:
    found = fact(extractor, sentence, quote)
    assert (found.indicator, found.change_direction) == (indicator, direction)


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        ("万人发明专利拥有量达41.2件、约为全国平均水平的2倍。", "2倍", "万人发明专利拥有量"),
        ("改造率达到66%，超过全国平均水平0.28个百分点。", "0.28个百分点", "改造率"),
        ("项目完成投资1919亿元，超出年度计划198亿元。", "198亿元", "项目完成投资"),
        ("利润同比增长16.7%，增幅高于收入7.8个百分点。", "7.8个百分点", "利润增幅高于收入"),
        ("新增铁路运营里程545公里、总里程超过4000公里。", "4000公里", "铁路运营总里程"),
        ("一般公共预算收入增长10.6%，总量迈上万亿元台阶。", "万亿元", "一般公共预算收入总量"),
        ("新增铁路运营里程545公里、总投资超过4000亿元。", "4000亿元", "总投资"),
    ],
)
def test_what_is_held_against_a_benchmark_and_a_total_belong_to_the_measure_before(
    extractor: Extractor, sentence: str, quote: str, indicator: str
) -> None:
    assert fact(extractor, sentence, quote).indicator == indicator


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        ("全国采矿业增加值增长5.3%，制造业增长9.8%。", "9.8%", "增加值"),
        ("全国国有控股企业增加值增长8%；股份制企业增长9.8%。", "9.8%", "增加值"),
        ("去年快递业务量完成338亿件，增长22%。", "22%", "快递业务量"),  # 业务 is no trade
        ("去年工业企业营业收入30亿元，增长22%。", "22%", "工业企业营业收入"),
        ("去年采矿业增加值30亿元，增长22%。", "22%", "采矿业增加值"),
    ],
)
def test_what_grows_in_another_trade_has_its_measure_and_not_the_trade_before(
    extractor: Extractor, sentence: str, quote: str, indicator: str
) -> None:
    assert fact(extractor, sentence, quote).indicator == indicator


_CITIES = "3月份70个大中城市新建住宅价格环比下降的城市有50个，比2月份减少16个；持平和上涨的城市分别有8个和12个。"


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        (_CITIES, "70个", "大中城市"),
        (_CITIES, "50个", "新建住宅价格下降的城市"),
        (_CITIES, "8个", "新建住宅价格持平的城市"),
        (_CITIES, "12个", "新建住宅价格上涨的城市"),
        ("在41个工业大类行业中，25个行业利润同比增长。", "25个", "行业利润"),
        ("六大高耗能行业增加值比上年增长6.3%。", "六大", "高耗能行业增加值"),
    ],
)
def test_those_counted_by_what_moved_have_its_measure(
    extractor: Extractor, sentence: str, quote: str, indicator: str
) -> None:
    assert fact(extractor, sentence, quote).indicator == indicator
