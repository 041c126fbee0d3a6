"""Where a mechanism of binding must not fire, each beside the nearest sentence in which it does."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.pipeline import Extractor

DAY = date(2022, 12, 20)


def value(extractor: Extractor, text: str, quote: str, slot: str) -> object:
    """A slot of the figure with that quote, in a text whose title names no body."""
    found = {fact.quote: fact for fact in extractor.extract(f"简报\n\n\u3000\u3000{text}", published=DAY)}
    return getattr(found[quote], slot)


@pytest.mark.parametrize(
    ("text", "quote", "start"),
    [
        ("截至10月底，今年全省法院收案26万件。", "26万件", date(2022, 1, 1)),
        ("截至去年底，今年计划投资50亿元。", "50亿元", None),  # the point lies before the year
        ("今年，全市支出高于2021年50亿元、5亿元。", "50亿元", date(2022, 1, 1)),
        ("今年，全市支出高于2021年的50亿元。", "50亿元", date(2021, 1, 1)),
        ("2018年中报显示，全市企业盈利5亿元。", "5亿元", date(2018, 1, 1)),
    ],
)
def test_a_period_never_begins_behind_its_end(extractor: Extractor, text: str, quote: str, start: date | None) -> None:
    assert value(extractor, text, quote, "period_start") == start


@pytest.mark.parametrize(
    ("text", "end"),
    [("2018年中报显示，盈利5万元。", date(2018, 6, 30)), ("2018年中报名人数5万元。", date(2018, 12, 31))],
)
def test_a_report_of_a_half_year_is_no_registration(extractor: Extractor, text: str, end: date) -> None:
    assert value(extractor, text, "5万元", "period_end") == end


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("计划造林50万亩，已有30万亩成林。", "actual"),
        ("计划在已有基础上，新增造林30万亩。", "target"),
        ("计划利用已有校舍，新增造林30万亩。", "target"),
        ("今年要新增造林30万亩。", "target"),
        ("2021年需造林30万亩，比上年下降5%。", "actual"),
        ("上半年需造林30万亩。", "actual"),
        ("计划招生500人，共查处违建30万亩。", "actual"),
        ("计划投资5亿元，共完成投资3亿元、造林30万亩。", "actual"),
        ("计划为已婚青年造林30万亩。", "target"),
    ],
)
def test_what_has_been_and_what_is_due(extractor: Extractor, text: str, status: str) -> None:
    assert value(extractor, text, "30万亩", "status") == status


@pytest.mark.parametrize(
    ("text", "quote", "indicator"),
    [
        ("全市有链上企业199户、营收2274亿元。", "2274亿元", "链上企业营收"),
        ("全市接待游客500万人次，收入30亿元。", "30亿元", "收入"),
        ("全市培训农民3万人，销售额达5亿元。", "5亿元", "销售额"),
        ("全市查处147件违反中央八项规定精神案件。", "147件", "违反中央八项规定精神案件"),
        ("全国首批乡村治理示范村有500个。", "500个", "全国首批乡村治理示范村"),
        ("浙江传统村落增加5个。", "5个", "传统村落"),
        ("全市收到300件建议并制定方案。", "300件", "建议"),
        ("全市提出300件涉农建议形成处置预案。", "300件", "涉农建议"),
    ],
)
def test_what_is_counted_and_what_of_it(extractor: Extractor, text: str, quote: str, indicator: str) -> None:
    assert value(extractor, text, quote, "indicator") == indicator


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("前三位的分别是广东的500家、江苏的300家、浙江的200家。", "500家", "广东"),
        ("交通运输等部门介绍，已组织246趟专列。", "246趟", "交通运输等部门"),
        ("养老等机构500家，增长5%。", "500家", "全国"),
        ("死亡5人（东区1人，西区2人）。", "2人", "西区"),
        ("建设示范点20个（农村12个，社区8个）。", "8个", "全国"),
        ("新增停车场20个（景区12个，园区8个）。", "12个", "全国"),
        ("钢铁板块年内涨超26%。", "26%", "钢铁板块"),
        ("票房累计突破400亿元，增长8%。", "400亿元", "全国"),
        ("绿色工厂新增30家，美丽公园新建20座。", "20座", "全国"),
        ("税收完成500亿元，增长5%。", "500亿元", "全国"),
        ("青田县东山乡种植茶叶500亩，东山乡产值增长5%。", "5%", "青田县东山乡"),
        ("计划将30公里管网改造，投资5亿元。", "5亿元", "全国"),
    ],
)
def test_whose_it_is(extractor: Extractor, text: str, quote: str, subject: str) -> None:
    assert (value(extractor, text, quote, "subject") or "全国") == subject


def test_a_body_that_is_ranked_first_is_nothing_done(extractor: Extractor) -> None:
    assert value(extractor, "排名第一的是广东，达500亿元。", "第一", "action") == "排名"
    assert value(extractor, "昌黎县成为全国第一的养殖大县。", "第一", "indicator") == "养殖大县"


def test_a_rate_looks_only_so_far_back_for_what_leads_it(extractor: Extractor) -> None:
    """按1元和1元和…给予补偿: each figure looks only so far back for its 按."""
    facts = extractor.extract(f"全市按{'1元和' * 600}2元给予补偿。", published=DAY)
    assert facts[-1].action is None
    assert value(extractor, "全市按每亩80元和60元给予补偿。", "60元", "action") == "给予补偿"


def test_what_is_won_is_done_and_a_rank_only_ranks(extractor: Extractor) -> None:
    text = "企业获得500万元专项贷款，全市获得全省第四位。"
    assert value(extractor, text, "500万元", "indicator") == "专项贷款"
    assert value(extractor, text, "500万元", "action") == "获得"
    assert value(extractor, text, "第四位", "indicator") != "获得"
