"""由X降至Y, shares and averages: what one sentence says against itself."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.checks import check
from extractor.model import Document
from extractor.pipeline import Extractor

LISTED = "财政支出512.6亿元，其中教育支出98.2亿元{0}占19.2%{1}卫生支出61.0亿元{0}占{2}。"


def verdicts(extractor: Extractor, text: str) -> list[tuple[str, str]]:
    document = Document(text=text, published=date(2023, 1, 20))
    return [(one.check_id, one.verdict) for one in check(extractor.extract(document), documents=[document])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("专线月租由680元降至499元，降幅达26.6%。", ["holds"]),
        ("专线月租由680元降至499元，降低181元。", ["holds"]),
        ("专线月租由680元降至499元，降低191元。", ["differs"]),
        ("专线月租由680元降至约500元，降幅达26.9%。", ["within_wording"]),
        ("养老机构从120家增加到168家，增长40%。", ["holds"]),
        ("养老机构从120家增加到168家，增长了1.4倍。", ["differs"]),
        ("养老机构从168家增加到120家。", ["differs"]),
        ("城镇化率由58.2%提高到61.4%，提高3.2个百分点。", ["holds"]),
        ("城镇化率由58.2%提高到61.4%，提高2.2个百分点。", ["differs"]),
        ("贫困发生率由40%降至30%，下降10%。", ["holds"]),  # points are meant
        ("贫困发生率由40%降至30%，下降25%。", ["holds"]),  # or the growth of a rate
        ("贫困发生率由40%降至30%，下降15%。", ["differs"]),
        ("创新能力由全国27位提升到23位。", []),  # ranks fall when they rise
        ("专线月租由680元降至499元，同比下降3%。", []),
        ("专线月租由680元降至499元，用户增长36.6%。", []),
        ("5年期以上LPR由4.45%降至4.30%，下降15个基点。", ["holds"]),
        ("5年期以上LPR由4.45%降至4.30%，下降25个基点。", ["differs"]),
        ("5年期以上LPR由4.45%降至4.30%，下降15个BP。", ["holds"]),
        ("办理时间由20天压缩至5天，压缩75%。", ["holds"]),
        ("办理时间由20天压缩至5天，压缩85%。", ["differs"]),
        ("办理时间由20天压缩至5天，压缩至25%。", []),  # a level again
        ("资费由每月50元下调至30元，下调幅度40%。", ["holds"]),
        ("资费由每月50元下调至30元，下调幅度60%。", ["differs"]),
        ("专线月租由680元降至499元。宽带资费下降3%。", []),
    ],
)
def test_two_levels_in_one_breath_agree_with_the_change_behind_them(
    extractor: Extractor, text: str, expected: list[str]
) -> None:
    assert [verdict for name, verdict in verdicts(extractor, text) if name == "from-one-to-another"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市登记个体工商户58.2万户，其中餐饮业户12.4万户，占个体工商户总数的21.3%。", ["holds"]),
        ("全市登记个体工商户58.2万户，其中餐饮业户12.4万户，占31.3%。", ["differs"]),
        (
            "全市有效专利119.5万件，其中国内92.5万件；有效发明专利33.7万件，其中国内发明专利12.8万件，占37.9%。",
            ["within_rounding"],
        ),
        (LISTED.format("、", "，", "11.9%"), ["holds", "holds"]),
        (LISTED.format("、", "，", "13.9%"), ["holds", "differs"]),
        (LISTED.format("，", "；", "13.9%"), ["holds", "differs"]),
        (LISTED.format("，", "；", "62.1%"), ["holds"]),  # it may be of what stands before it
        (LISTED.replace("19.2%", "29.2%").format("、", "，", "13.9%"), ["differs"]),  # the whole is not sure
        ("财政支出512.6亿元，其中教育支出98.2亿元，卫生支出61.0亿元，占13.9%。", []),
        ("就业512.6万人，其中农民工98.2万人，占19.2%，外出农民工61.0万人，占13.9%。", ["holds"]),
        ("外币理财产品76款（其中日元3款）占比13.48%。", []),  # the part stands before the bracket
        ("全市登记个体工商户58.2万户，其中餐饮业户12.4万户，占全省餐饮业户的31.3%。", []),
        ("全省专线占网络专线总数的105%。", ["differs"]),
        ("公司对外担保占净资产总额的128%。", []),  # one measure over another
        ("全省新开通专线3200条，占年度计划的105%。", []),
    ],
)
def test_a_share_is_its_part_over_the_whole_it_names(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert [verdict for name, verdict in verdicts(extractor, text) if name == "share-of-whole"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市发放补贴131万元，惠及1310户，户均1000元。", ["holds"]),
        ("全市发放补贴131万元，惠及1310户，户均10000元。", ["differs"]),
        ("全市发放补贴131万元，惠及1310户、4120人，人均318元。", ["holds"]),
        ("全市发放补贴131万元、贷款260万元，惠及1310户，户均2000元。", []),  # which of the two is open
        ("全市发放补贴131万元，惠及1310户，人均收入10000元。", []),
        ("2022年上半年，全市开出罚单超过1300张，平均每天7张。", ["within_wording"]),
        ("2022年上半年，全市新登记企业26.5万户，平均每天2464户。", ["differs"]),
        ("2022年春节假期7天，全市接待游客70万人次，日均接待12万人次。", ["differs"]),
        ("2022年春节假期7天，全市接待游客70万人次，日均接待10万人次。", ["holds"]),
        ("2022年春节假期前3天，全市接待游客70万人次，日均接待12万人次。", []),
        ("2022年，全市单日航班最高1235架次，日均238架次。", []),  # the busiest day is no total
        ("全市发放补贴131万元，惠及1310户、4120人，户均1000元、相当于人均318元。", ["holds", "holds"]),
        ("全市发放补贴131万元，惠及1310户、4120人，由户均补贴改为人均补贴318元。", ["holds"]),  # the last word counts
        ("2022年，全市证券营业部成交731.2亿元，按工作日计算日均3.0亿元。", ["undecided"]),
    ],
)
def test_an_average_is_the_total_over_what_its_sentence_counts(
    extractor: Extractor, text: str, expected: list[str]
) -> None:
    assert [verdict for name, verdict in verdicts(extractor, text) if name == "average"] == expected


def test_a_rate_is_by_definition_one_indicator_over_another(extractor: Extractor) -> None:
    text = "年末全市常住人口486.2万人，城镇常住人口311.7万人，常住人口城镇化率{}%。"
    found = [dict(verdicts(extractor, text.format(rate)))["ratio-urbanisation"] for rate in ("64.1", "61.4")]
    assert found == ["holds", "differs"]


def test_the_days_of_a_period_still_running_are_not_counted(extractor: Extractor) -> None:
    """今年以来 ends on a day that the text does not say: an average over it can't be tested."""
    document = Document(text="今年以来，全市累计开展会诊4.7万例，日均170例。", published=date(2021, 10, 15))
    facts = extractor.extract(document)

    assert [finding.check_id for finding in check(facts, documents=[document])] == []
