"""Topics that a description stands before, that a dash or a word points to, and places that only rank another."""

from __future__ import annotations

import pytest

from extractor.pipeline import Extractor

OPENING = "全省经济运行简况\n\n\u3000\u3000"


def subject(extractor: Extractor, text: str, quote: str) -> str | None:
    return {fact.quote: fact.subject for fact in extractor.extract(OPENING + text)}[quote]


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("国内最大的旅游公司——云途旅行网在资本市场融资10亿美元。", "10亿美元", "云途旅行网"),
        ("青云铁路重点工程——松岭山隧道今天顺利贯通，全长18.4公里。", "18.4公里", "松岭山隧道"),
        ("国家政策性银行——中国农业发展银行提供1000亿元资金。", "1000亿元", "中国农业发展银行"),
        ("非洲首条铁路——青云至临水铁路工程186.5公里今天贯通。", "186.5公里", "青云至临水铁路工程"),
        ("全面落实三个目标——增收5%、减负3%。", "5%", "全省"),
        ("位于新疆南部的中国石油塔里木油田年油气产量达到3003万吨。", "3003万吨", "中国石油塔里木油田"),
        ("成立于1984年的海尔集团拥有10个研发中心。", "10个", "海尔集团"),
        ("距离震区最近的阿羌乡有7793人。", "7793人", "阿羌乡"),
        ("改造后的银川火车站将有10座站台。", "10座", "银川火车站"),
        ("最近投产的仓库达到12座。", "12座", "全省"),
    ],
)
def test_a_description_stands_before_the_topic(extractor: Extractor, text: str, quote: str, expected: str) -> None:
    assert subject(extractor, text, quote) == expected


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("这两座电站年平均发电量达到880亿千瓦时。", "880亿千瓦时", "这两座电站"),
        ("这十个路段总长118公里。", "118公里", "这十个路段"),
        ("上述三家公司净利润3.6亿元。", "3.6亿元", "上述三家公司"),
        ("这三年投资300亿元。", "300亿元", "全省"),
    ],
)
def test_a_count_that_points_back_is_the_topic(extractor: Extractor, text: str, quote: str, expected: str) -> None:
    assert subject(extractor, text, quote) == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("汉中市人员到位率95%（全国排名第五），比上年提高3.1个百分点。", "3.1个百分点"),
        ("汉中市工业增加值922亿元，从2022年全省第四上升到全省第二，占比提高2.5个百分点。", "2.5个百分点"),
        ("汉中市能耗为全国平均水平的36%。", "36%"),
        ("汉中市人均收入6.5万元，一、二、三产分别增长4.1%、3.7%和0.9%。", "0.9%"),
        ("临水市银行年报显示，归属于上市公司股东的权益为1775亿元。", "1775亿元"),
    ],
)
def test_what_another_is_ranked_in_is_no_topic(extractor: Extractor, text: str, quote: str) -> None:
    assert (subject(extractor, text, quote) or "").startswith(("汉中市", "临水市银行"))


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (
            "昨天凌晨，松岭高速公路北行方向发生特大交通事故，一辆客车撞上货车，共造成17人死亡。",
            "17人",
            "松岭高速公路北行方向特大交通事故",
        ),
        ("昨天凌晨，汉中市发生一起特大交通事故，造成17人死亡。", "17人", "汉中市"),
    ],
)
def test_an_accident_is_told_of_with_where_it_happened(
    extractor: Extractor, text: str, quote: str, expected: str
) -> None:
    assert expected in (subject(extractor, text, quote) or "")


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("春运首日全国铁路发送旅客400万人次。", "400万人次", "全国铁路"),
        ("362家重点企业复工率达到92%，尿素企业复工率达到69%。", "69%", "尿素企业"),
        ("AG600最大起飞重量为53.5吨，翼展达到38.8米。", "38.8米", "AG600"),
        ("PM10浓度为36微克/立方米，下降3.1%。", "3.1%", "全省"),
        ("中国海上搜救中心共调集船艇109艘。", "109艘", "中国海上搜救中心"),
        ("浙江新建中心36个。", "36个", "浙江"),
        ("中国互联网经济占比达到7.5%。", "7.5%", "中国"),
        ("青海省西宁市心圆西苑小区是中风险地区，有5300人被封闭管理。", "5300人", "青海省西宁市心圆西苑小区"),
        ("住建部通报了北京青云经纪有限公司、上海蓝禾事务所等36家违规中介机构名单。", "36家", "住建部"),
    ],
)
def test_names_that_no_register_has(extractor: Extractor, text: str, quote: str, expected: str) -> None:
    assert (subject(extractor, text, quote) or "").removeprefix("全省") == expected.removeprefix("全省")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("钢铁板块年内涨超26%，另有3家停牌。", "钢铁板块"),
        ("银行间货币市场成交共计1164万亿元。", "银行间货币市场"),
        ("花篮顶高17米。", "花篮"),
        ("银监公布罚金2.4亿元。", "银监"),
        ("客流量达到820万人次。", "全国"),  # a measure is no topic
        ("疫情发生后设立3000亿元专项再贷款。", "全国"),  # a clause of time
        ("数字政务应用等9个项目获奖。", "全国"),
        ("物价上涨2.1%。", "全国"),
    ],
)
def test_the_noun_that_acts_is_the_topic_of_news_that_names_no_one(
    extractor: Extractor, text: str, expected: str
) -> None:
    assert extractor.extract(f"全国动态\n\n\u3000\u3000{text}")[0].subject == expected
    assert extractor.extract(f"全省动态\n\n\u3000\u3000{text}")[0].subject == "全省"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全国外资动态\n\n\u3000\u300042个外资项目在上海集中签约，总额约77亿美元。", "42个外资项目"),
        ("全省外资动态\n\n\u3000\u300042个外资项目在上海集中签约，总额约77亿美元。", "全省"),
        ("全国司法动态\n\n\u3000\u300042起案件昨日审结，总额约77亿美元。", "全国"),
        ("2021年全国工作报告\n\n\u3000\u300042个外资项目集中签约，总额约77亿美元。", "全国"),
    ],
)
def test_counted_things_are_the_topic_of_news_that_names_no_one(extractor: Extractor, text: str, expected: str) -> None:
    assert {fact.quote: fact.subject for fact in extractor.extract(text)}["77亿美元"] == expected
