"""Who only tells, which lands a text turns to, and what is left out of a whole."""

from __future__ import annotations

import pytest

from extractor.pipeline import Extractor

SPEECH = "政府工作报告\n\n现在，我代表江苏省人民政府向大会报告工作。\n\n{}"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("出行数据\n\n交通运输部统计，春运期间全国出行活跃。网约车运送旅客800万人次。", "全国"),
        ("宜春市经济\n\n世界银行的最新一期报告预测，中国经济增长7.5%。", "中国"),
        ("宜春市经济\n\n世界银行向宜春市贷款30亿元。", "世界银行"),
        ("沙特空袭\n\n联合国协调员28日说，沙特的空袭造成109名平民死亡。", "沙特"),
        ("财政部下达资金\n\n财政部下达资金12亿元。", "财政部"),
    ],
)
def test_a_national_body_that_only_tells_of_others_is_no_subject(extractor: Extractor, text: str, subject: str) -> None:
    assert extractor.extract(text)[-1].subject == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("中国利用外资规模达1196亿美元。", "中国"),
        ("中国经济增长7.5%。", "中国"),
        ("中国（南宁）综试区出口3亿元。", "宜春市"),
        ("中国女排夺得冠军10次。", "宜春市"),
        ("中国政府提供援助150万美元。", "中国政府"),
        ("全球新冠肺炎确诊病例超1971万例。", "全球"),
    ],
)
def test_a_text_on_a_smaller_place_may_turn_to_the_country_and_to_the_world(
    extractor: Extractor, text: str, subject: str
) -> None:
    (fact,) = extractor.extract(f"宜春市经济运行情况\n\n{text}")

    assert fact.subject == subject


@pytest.mark.parametrize(
    "text",
    [
        "全球“灯塔工厂”3家，智能工厂16家。",
        "长江、淮河两大流域治理完成，植树16万亩。",
        "国务院授权的30项任务完成，20条经验推广。",
    ],
)
def test_a_report_passes_over_rivers_the_world_and_what_others_have_done(extractor: Extractor, text: str) -> None:
    assert {fact.subject for fact in extractor.extract(SPEECH.format(text))} == {"江苏省"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("除湖北外，新增确诊病例连续下降，现有2例。", "除湖北外"),
        ("除武汉外本土新增确诊病例2例。", "除武汉外"),
        ("湖北除武汉为92.7%。", "湖北除武汉"),
        ("湖北以外省份为97.3%。", "湖北以外省份"),
        ("除湖北外，全国新增确诊病例56例。", "全国"),
        ("除上海外，还新建基站300个。", "宜春市"),
        ("除传统方式外，新建基站300个。", "宜春市"),
    ],
)
def test_a_whole_without_one_of_its_parts_is_a_subject(extractor: Extractor, text: str, subject: str) -> None:
    (fact,) = extractor.extract(f"宜春市治愈出院比例\n\n{text}")

    assert fact.subject == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("治愈出院比例武汉为72.9%。", "武汉"),
        ("其中，广州涨幅居首，达1.2%。", "广州"),
        ("从南部城市拉各斯到卡诺，合同总额83亿美元。", "宜春市"),
        ("中央共投资391.1亿元。", "中央"),
        ("服务业领域利用外资比例达55.4%。", "宜春市服务业领域"),
        ("斯里兰卡遭遇暴雨，导致30人死亡。", "斯里兰卡"),
        ("威尼斯水位高达194厘米。", "威尼斯"),
    ],
)
def test_a_place_or_sector_that_the_clause_is_about_is_its_subject(
    extractor: Extractor, text: str, subject: str
) -> None:
    assert extractor.extract(f"宜春市情况\n\n{text}")[-1].subject == subject


def test_a_document_on_two_sectors_in_one_is_about_neither(extractor: Extractor) -> None:
    title = "前三季度工业通信业运行总体趋稳"
    (fact,) = extractor.extract(f"{title}\n\n规模以上工业增加值同比增长10%，全国运行平稳。")

    assert fact.subject == "全国"
