"""What is measured has its name whole: neither a list nor a share is cut in two."""

from __future__ import annotations

import pytest

from extractor.pipeline import Extractor


def measured(extractor: Extractor, sentence: str, quote: str) -> str | None:
    """What the figure of that quote measures."""
    (found,) = [fact for fact in extractor.extract(f"通报\n\n\u3000\u3000{sentence}") if fact.quote == quote]
    return found.indicator


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        (
            "全市战略性新兴产业增加值占规上工业增加值的比重达到34.6%。",
            "34.6%",
            "战略性新兴产业增加值占规上工业增加值的比重",
        ),
        (
            "全市粮食产量增长2%，战略性新兴产业增加值占规模以上工业比重12.2%。",
            "12.2%",
            "战略性新兴产业增加值占规模以上工业比重",
        ),
        (
            "全市争取预算内资金、地方政府专项债资金、增发国债项目资金98亿元。",
            "98亿元",
            "预算内资金、地方政府专项债资金、增发国债项目资金",
        ),
        (
            "电子信息、生物医药、汽车、轨道交通等产业均保持15%以上增速。",
            "15%",
            "电子信息、生物医药、汽车、轨道交通等产业",
        ),
        ("35位作家、诗人、文学理论评论家和文学翻译家获奖。", "35位", "作家、诗人、文学理论评论家和文学翻译家"),
        (
            "全市城镇老旧小区基础设施综合配套改造提升工程完成工作量达12%。",
            "12%",
            "基础设施综合配套改造提升工程完成工作量",
        ),
    ],
)
def test_neither_a_list_nor_a_share_is_cut_in_two(
    extractor: Extractor, sentence: str, quote: str, indicator: str
) -> None:
    assert measured(extractor, sentence, quote) == indicator


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        ("2016年，我国网络零售交易额达5.16万亿元。", "5.16万亿元", "网络零售交易额"),
        ("全国网络招聘总需求同比增长4%。", "4%", "网络招聘总需求"),
        ("全国旅客发送总量超过6亿人次。", "6亿人次", "全国旅客发送总量"),
        ("新兴服务领域进出口继续保持较快增长，前8个月达到9270.5亿元。", "9270.5亿元", "新兴服务领域进出口"),
        ("新增示范村200个、省级中心村800个。", "800个", "省级中心村"),
        ("全省企业完成投资额达5亿元。", "5亿元", "企业完成投资额"),
        ("粮食总产量达到1600亿斤，连续15年居全国首位。", "15年", "粮食总产量"),
        ("连续八年蝉联家电销量第一。", "八年", "蝉联家电销量第一"),
    ],
)
def test_no_word_of_the_name_goes_to_the_body_before_it(
    extractor: Extractor, sentence: str, quote: str, indicator: str
) -> None:
    assert measured(extractor, sentence, quote) == indicator


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        ("中国创造了42725亿元的行业增加值，较上一年度增长20%。", "42725亿元", "行业增加值"),
        ("中国创造了42725亿元的行业增加值，较上一年度增长20%。", "20%", "行业增加值"),
        ("策勒县共有7乡1镇13.9万人。", "1镇", "镇"),
        ("策勒县共有7乡1镇13.9万人。", "13.9万人", "人"),
        ("地区生产总值14817亿元、可比价增长4.6%。", "4.6%", "地区生产总值"),
        ("贷款余额增长104%；五年新增上市公司35家，总数达116家。", "116家", "上市公司"),
        ("净利润增幅在100%至200%之间的有47家。", "47家", "净利润增幅"),
        ("对建档立卡贫困户按照户均不低于2万元保障。", "2万元", "建档立卡贫困户户均"),
        ("确诊病例12例，其中3例为境外输入。", "3例", "境外输入"),
    ],
)
def test_a_figure_has_the_measure_that_its_sentence_gives_it(
    extractor: Extractor, sentence: str, quote: str, indicator: str
) -> None:
    assert measured(extractor, sentence, quote) == indicator


@pytest.mark.parametrize(
    ("text", "quote", "indicator"),
    [
        ("全市新建基站1.2万个，累计达到9.8万个。", "9.8万个", "基站"),
        ("全市新增规上工业企业11家，总数达到74家。", "74家", "规上工业企业"),
        ("全市新设立市场主体5.7万户、总量达到32万户。", "32万户", "市场主体总量"),
        ("全市新建基站1.2万个，年内达到9.8万个。", "9.8万个", "新建基站"),  # says nothing of all there are
        ("全市新增贷款50亿元，累计达到98亿元。", "98亿元", "新增贷款"),  # money goes on being lent
        ("全市新建基站1.2万个，累计建成9.8万个。", "9.8万个", "建成"),
    ],
)
def test_all_there_are_are_not_the_new_ones_alone(extractor: Extractor, text: str, quote: str, indicator: str) -> None:
    (fact,) = (fact for fact in extractor.extract(text) if fact.quote == quote)
    assert fact.indicator == indicator
