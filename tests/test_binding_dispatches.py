"""How a dispatch dates and places itself, and what only tells: datelines, streets, feasts, officers, headlines."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.model import Fact
from extractor.pipeline import Extractor

_PUBLISHED = date(2020, 8, 25)


def fact(extractor: Extractor, text: str, quote: str, published: date | None = _PUBLISHED) -> Fact:
    """The last fact with that quote."""
    return [fact for fact in extractor.extract(text, published=published) if fact.quote == quote][-1]


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("临水8月20日电 （记者某某）受台风影响，徐州市出现强对流天气，20人受伤。", "20人", "徐州市"),
        ("新华社广州5月9日电 全区粮食产量100万吨。", "100万吨", "全区"),
        ("科技讯 北京时间11月1日消息，全市新建学校3所。", "3所", "全市"),
        ("西安市推进快速路建设。昆明路改造投资3亿元。", "3亿元", "西安市"),
        ("昆明市推进快速路建设。昆明路网投资3亿元。", "3亿元", "昆明"),
        ("徐州市遭遇暴雨。市委书记王铁根现场指挥，干部分成三个组下乡。院内积水50厘米。", "50厘米", "徐州市"),
        ("海关总署：上半年贸易顺差9013亿元\n海关总署公布，上半年我国出口7.5万亿元。", "9013亿元", "我国"),
        ("中央纪委：上半年处分24万人\n全国共立案3万件。", "24万人", "中央纪委"),
        ("政府工作报告\n——在自治区第十一届人民代表大会第五次会议上\n\n各位代表：\n新增就业7万人。", "7万人", "自治区"),
        ("住建部发出《关于报送任务的通知》（以下简称“通知”）。\n通知表示，全国计划新建1000万套。", "1000万套", "全国"),
    ],
)
def test_who_only_tells_is_not_the_subject(extractor: Extractor, text: str, quote: str, subject: str) -> None:
    assert fact(extractor, text, quote).subject == subject


@pytest.mark.parametrize(
    ("text", "quote", "start", "end"),
    [
        (
            "10月1日至7日国庆长假期间，全县接待5万人次。\n国庆节期间，景区接待6万人次。",
            "6万人次",
            "2020-10-01",
            "2020-10-07",
        ),
        ("10月1日至7日国庆长假期间，全县接待5万人次。\n国庆节当天，景区接待6万人次。", "6万人次", None, None),
        (
            "10月1日至7日国庆长假期间，全县接待5万人次。去年国庆期间接待4万人次。",
            "4万人次",
            "2019-10-01",
            "2019-10-07",
        ),
        ("2月1日至7日春节长假期间，全县接待5万人次。去年春节期间接待4万人次。", "4万人次", None, None),
        ("一、“十四五”时期工作回顾\n\n全省经济增长。五年生产原煤65亿吨。", "65亿吨", "2021-01-01", "2025-12-31"),
        ("今天，纪委通报了上周全国查处的案件，超过180人被处理。\n共涉及29个省份。", "29个", "2020-08-17", "2020-08-23"),
        ("平台自2019年7月启动至今，节省资金1亿元。", "1亿元", "2019-07-01", "2020-08-25"),
        ("中新网临水8月24日电 今天中午发生事故，30人受伤。", "30人", "2020-08-24", "2020-08-24"),
    ],
)
def test_when_a_dispatch_speaks_of(
    extractor: Extractor, text: str, quote: str, start: str | None, end: str | None
) -> None:
    found = fact(extractor, text, quote)
    assert (found.period_start, found.period_end) == tuple(day and date.fromisoformat(day) for day in (start, end))


def test_a_day_glued_to_its_hour_dates_a_text_without_a_date(extractor: Extractor) -> None:
    assert fact(extractor, "事故\n2011-12-99:03:48\n今天，30人受伤。", "30人", None).period_start == date(2011, 12, 9)


def test_the_year_a_text_begins_with_is_this_year(extractor: Extractor) -> None:
    text = "关于专项监察情况的通报\n现将2020年度情况通报如下：\n今年上半年，全国发生事故9起。"
    assert fact(extractor, text, "9起", None).period_end == date(2020, 6, 30)


@pytest.mark.parametrize(
    ("text", "quote", "status"),
    [
        ("全年计划造林35万亩，共完成28万亩。", "28万亩", "actual"),
        ("西安局集团有限公司共开行列车369对。", "369对", "actual"),
        ("临水计划年内建设6个项目\n大营高速公路全长64公里。", "64公里", "actual"),
        ("临水计划年内建设6个项目\n大营高速公路全长64公里。", "6个", "target"),
    ],
)
def test_what_is_planned(extractor: Extractor, text: str, quote: str, status: str) -> None:
    assert fact(extractor, text, quote).status == status


@pytest.mark.parametrize(
    "text",
    [
        "落实省委十三届三次、四次全会精神。",
        "按照市委十二届十一次全体（扩大）会议部署。",
        "这是全市极不平凡的五年。",
        "5年累计，全市增收。",
    ],
)
def test_meetings_and_the_years_of_a_term_are_no_figures(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text) == ()


@pytest.mark.parametrize(
    ("text", "quote", "direction", "base"),
    [
        ("全省降水量285毫米，比常年同期偏少66%。", "66%", "down", None),
        ("全省降水量285毫米，较多年平均偏多12%。", "12%", "up", None),
        ("全省城镇化率比全国低3个百分点。", "3个百分点", None, None),
    ],
)
def test_what_is_compared_with_other_years_is_a_change(
    extractor: Extractor, text: str, quote: str, direction: str | None, base: str | None
) -> None:
    found = fact(extractor, text, quote)
    assert (found.change_direction, found.change_base) == (direction, base)


def test_bounds_between_the_figures_of_a_list_divide_nothing(extractor: Extractor) -> None:
    found = extractor.extract("城镇和农村居民收入分别增长8.5%左右和9.5%左右。")
    assert [fact.indicator for fact in found] == ["城镇居民收入", "农村居民收入"]


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("临水县通报。\n临水县中医院立即启动预案。\n医护人员对13名伤者进行检查。", "13名", "临水县中医院"),
        ("临水县通报。\n临水县教育局立即启动预案。\n医护人员对13名伤者进行检查。", "13名", "医护人员"),
        ("临水县通报。重伤者送医（男孩4.5岁，女孩5岁）。", "5岁", "女孩"),
        ("临水县通报。全县平均年龄45岁。", "45岁", "全县"),
        ("临水县通报。校车实载33人，30名孩子受伤。", "30名", "校车"),
        ("临水县通报。校车实载33人。全县学校350所。", "350所", "全县"),
        ("临水县通报。退休年龄60岁。", "60岁", "全国"),
        ("临水县通报。广东路灯改造3.5万盏。", "3.5万盏", "广东"),
        ("临水县通报。\n浙江7月20日电力负荷1.1亿千瓦。", "1.1亿千瓦", "浙江"),
        ("临水县通报。飞机搭载旅客162人。", "162人", "飞机"),
    ],
)
def test_staff_ages_and_loads_are_told_of_whom_they_belong_to(
    extractor: Extractor, text: str, quote: str, subject: str
) -> None:
    assert fact(extractor, text, quote).subject == subject
