"""What several figures have in common: a measure, a year, a bracket, a teller, those who come from somewhere."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.model import Fact
from extractor.pipeline import Extractor

DAY = date(2017, 12, 18)


def facts(extractor: Extractor, text: str) -> dict[str, Fact]:
    """By quote; the text stands below a title that names no body."""
    return {fact.quote: fact for fact in extractor.extract(f"全国简报\n\n\u3000\u3000{text}", published=DAY)}


@pytest.mark.parametrize(
    ("text", "quote", "indicator"),
    [
        ("外币理财产品76款（其中美元27款、日元3款）占比13.48%。", "13.48%", "外币理财产品占比"),
        (
            "一线城市新建住宅和二手住宅价格涨幅均连续4个月回落，分别回落0.3和0.2个百分点。",
            "0.2个百分点",
            "二手住宅价格涨幅",
        ),
        ("全省查处147件违反中央八项规定精神案件。", "147件", "违反中央八项规定精神案件"),
        ("粮食产量再创新高，总产达到554.6亿斤。", "554.6亿斤", "粮食总产"),
        ("民生银行(600016,股吧)理财产品48款。", "48款", "理财产品"),
    ],
)
def test_what_is_measured_over_brackets_lists_and_descriptions(
    extractor: Extractor, text: str, quote: str, indicator: str
) -> None:
    assert facts(extractor, text)[quote].indicator == indicator


def test_what_pulls_growth_is_no_rate(extractor: Extractor) -> None:
    found = facts(extractor, "我国净出口对GDP增长贡献率为20.7%，拉动GDP增长1.3个百分点。")
    assert "贡献率" not in (found["1.3个百分点"].object or "")
    found = facts(extractor, "工业增加值增长3.4%，拉动经济增长1.0个百分点。")
    assert found["1.0个百分点"].object == "工业增加值"


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("攀枝花市死亡5人（东区1人，西区2人），抢救4人。", "2人", "西区"),
        ("攀枝花市死亡5人（东区1人，西区2人），抢救4人。", "4人", "攀枝花市"),
        ("一线城市新建住宅和二手住宅价格分别下降0.1%和0.2%。", "0.1%", "一线城市"),
        (
            "来自上海、黑龙江等五省市的200名社区工作者，围绕共建进行3天培训。",
            "3天",
            "来自上海、黑龙江等五省市的200名社区工作者",
        ),
        ("来自西城区的4亿元资金到账3亿元。", "3亿元", "全国"),  # money is no one who acts
        ("交通运输等部门介绍，目前已经组织246趟专列。", "246趟", "交通运输等部门"),
        ("交通运输等部门介绍，全国客运量增长5%。", "5%", "全国"),
        ("返程复工的农民工已经达到了7800万人。", "7800万人", "返程复工的农民工"),
        ("民生银行(600016,股吧)发行48款，工商银行33款。", "48款", "民生银行"),
        ("在文成县平和茶叶精品园，共建设茶园1582亩。", "1582亩", "文成县平和茶叶精品园"),
        ("在山东德州平原县的廉租房分配摇号现场，400户圆了住房梦。", "400户", "山东德州平原县"),
        ("在北京会议上，共签约400户。", "400户", "全国"),
    ],
)
def test_whose_a_figure_is_over_brackets_lists_and_descriptions(
    extractor: Extractor, text: str, quote: str, subject: str
) -> None:
    assert (facts(extractor, text)[quote].subject or "").removeprefix("全国") == subject.removeprefix("全国")


def test_a_level_kept_from_last_year_is_of_no_last_year(extractor: Extractor) -> None:
    found = facts(extractor, "2017年，铁路投资将保持去年规模，新增里程2100公里。")["2100公里"]
    assert (found.period_start, found.period_end) == (date(2017, 1, 1), date(2017, 12, 31))
    found = facts(extractor, "去年，铁路规模扩大，新增里程2100公里。")["2100公里"]
    assert found.period_start == date(2016, 1, 1)


def test_the_year_of_the_first_level_is_that_of_all_that_rise_from_one(extractor: Extractor) -> None:
    found = facts(extractor, "城镇收入由2002年7703元增加到2007年13786元，农村收入由2476元增加到4140元。")
    years = [fact.period_start.year for fact in found.values() if fact.period_start is not None]
    assert years == [2002, 2007, 2002, 2007]
