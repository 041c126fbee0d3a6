"""Who tells of something: ministries and companies, and what they tell of themselves."""

from __future__ import annotations

import pytest

from extractor.pipeline import Extractor


def subject(extractor: Extractor, text: str, quote: str) -> str | None:
    return {fact.quote: fact.subject for fact in extractor.extract(text)}[quote]


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("税务总局今天公布，近三年已累计公布失信案件6114件。", "6114件", "税务总局"),
        ("市场监管总局介绍，目前查获问题口罩8066万只。", "8066万只", "市场监管总局"),
        ("中国人民银行介绍，疫情发生后设立3000亿元专项再贷款。", "3000亿元", "中国人民银行"),
        ("最高人民法院发布意见，提出26条具体举措。", "26条", "最高人民法院"),
        ("中国移动表示，力争明年完成基站3600个。", "3600个", "中国移动"),
        ("中国石油近日发布，刚过去的供暖期间，天然气产量502亿立方米。", "502亿立方米", "中国石油"),
        ("民航局介绍，假期运输旅客1300万人次。", "1300万人次", "全国"),
        ("中国人民银行今天公布，11月末，广义货币余额107.9万亿元。", "107.9万亿元", "全国"),
        ("海关总署介绍，前五个月广东省出口增长3%。", "3%", "广东省"),
    ],
)
def test_who_tells_is_the_subject_of_its_own_deeds_alone(
    extractor: Extractor, text: str, quote: str, expected: str
) -> None:
    assert subject(extractor, "全国经济运行简况\n\n\u3000\u3000" + text, quote) == expected


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("工信部：2021年有色金属行业运行平稳\n\u3000\u3000去年有色金属产量6454万吨。", "6454万吨", "全国"),
        ("国家卫健委：昨日新增确诊病例36例\n\u3000\u3000当日治愈出院42例。", "42例", "全国"),
        ("央行：今日开展逆回购操作1000亿元\n\u3000\u3000今日到期500亿元。", "1000亿元", "央行"),
    ],
)
def test_a_ministry_before_a_colon_tells_of_the_country(
    extractor: Extractor, text: str, quote: str, expected: str
) -> None:
    assert subject(extractor, text, quote) == expected


def test_a_text_on_a_country_abroad_speaks_of_its_ministries(extractor: Extractor) -> None:
    text = (
        "马来西亚监狱囚犯食物中毒\n\n\u3000\u3000卫生部副总监昨天说，共有644名囚犯腹泻。当局说，其中36名囚犯已经痊愈。"
    )
    assert subject(extractor, text, "36名") == "马来西亚"


def test_a_press_meeting_before_a_colon_is_no_subject(extractor: Extractor) -> None:
    text = "国务院联防联控机制新闻发布会：23省份报告境外输入病例\n\n\u3000\u3000昨日新增病例36例。"
    assert subject(extractor, text, "23省份") != "国务院"
