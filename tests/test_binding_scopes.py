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
        ("央行公布金融数据\n\n6月末，广义货币余额92.5万亿元。", "全国"),
        ("国家卫生健康委通报疫情\n\n各地现有确诊病例908例。", "全国"),
        ("乘联会：1月乘用车零售下降\n\n乘联会数据显示，乘用车零售43.8万辆。", "全国"),
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
        ("强风近日侵袭意大利大部分地区，死者人数上升到10人。", "意大利大部分地区"),
        ("暴雨导致山西朔州的河水暴涨，2人失踪。", "山西朔州"),
        ("强降雨造成长江上游12条河流超警。", "宜春市"),
        ("工程造成山西朔州的河水改道，2人失踪。", "宜春市"),
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


def test_what_is_counted_by_the_scopes_own_noun_is_of_the_scope(extractor: Extractor) -> None:
    scope = "在70个大中城市中，有54个城市的新房价格上涨。"
    facts = extractor.extract(f"房价数据\n\n全国房价上涨。{scope}\n\n价格下降的城市有15个。\n\n项目有3个。")

    assert [fact.subject for fact in facts][-2:] == ["70个大中城市", "全国"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("房山区河北镇的降雨量达到460毫米。", "房山区河北镇"),
        ("江西省荷叶坪村新修公路3公里。", "江西省荷叶坪村"),
        ("江西省农村受灾200人。", "江西省"),
        ("37家重点监测的粮油加工企业已经复工36家。", "37家重点监测的粮油加工企业"),
        ("70个大中城市房价下降的城市有1个。", "70个大中城市"),
    ],
)
def test_villages_and_described_firms_are_named_whole(extractor: Extractor, text: str, subject: str) -> None:
    assert extractor.extract(f"宜春市情况\n\n{text}")[-1].subject == subject


def test_behind_a_semicolon_of_a_report_a_count_is_no_airports(extractor: Extractor) -> None:
    text = "双流国际机场新开通航线12条；144小时过境免签政策扩展到11个市。"

    assert [fact.subject for fact in extractor.extract(SPEECH.format(text))] == ["双流国际机场", "江苏省", "江苏省"]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("设区城市优良天数比例提高9.5个百分点，垃圾分类覆盖面达到91%。", ["设区城市", "江苏省"]),
        ("育儿家庭每月多了300元补贴，垃圾分类覆盖面达到91%。", ["江苏省育儿家庭", "江苏省"]),
        (
            "枢纽港产业园签约项目139个、总投资1022亿元，主要节点到发增长14%。",
            ["枢纽港产业园", "枢纽港产业园", "江苏省"],
        ),
        ("国有企业混改率达77%、资产证券化率达65%。", ["江苏省国有企业", "江苏省国有企业"]),
        ("高新技术企业新增1300家，利润增长9%。", ["江苏省高新技术企业", "江苏省高新技术企业"]),
    ],
)
def test_in_a_report_another_noun_ends_a_sectors_turn(extractor: Extractor, text: str, subjects: list[str]) -> None:
    assert [fact.subject for fact in extractor.extract(SPEECH.format(text))] == subjects


def test_a_lake_at_the_head_of_a_reports_section_is_not_what_it_is_about(extractor: Extractor) -> None:
    text = (
        "政府工作报告\n\n各位代表：\n\n一、2021年工作回顾\n\n过去一年，宜春市生产总值增长8%，宜春市财政收入增长5%。\n\n"
        "（二）滇池保护治理扎实有力。坚决抓好整改，累计拆除建筑物102万平方米。"
    )
    (*_, last) = extractor.extract(text)
    assert last.subject != "滇池"


def test_what_a_disaster_does_to_a_place_is_told_of_the_place(extractor: Extractor) -> None:
    (counties,) = extractor.extract("通报\n\n\u3000\u3000洪涝灾害造成全市11个县受灾。")
    (dead,) = extractor.extract("通报\n\n\u3000\u3000特大山林火灾已造成8人死亡。")
    assert counties.subject != "洪涝灾害"
    assert dead.subject == "特大山林火灾"


def test_leaders_are_the_subject_of_their_own_clause_alone(extractor: Extractor) -> None:
    visits, growth = extractor.extract("通报\n\n\u3000\u3000习近平总书记两次视察宜春，全市财政收入增长5%。")
    assert [visits.subject, growth.subject] == ["习近平总书记", "全市"]


def test_a_counted_set_of_the_whole_place_lies_in_no_other(extractor: Extractor) -> None:
    facts = extractor.extract("通报\n\n\u3000\u3000全区14个市中，南宁、柳州进出口额分别为300亿元、120亿元。")
    assert [fact.subject for fact in facts] == ["全区14个市", "南宁", "柳州"]
