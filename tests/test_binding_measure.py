"""What a figure measures: the words before it, the noun behind it, what was done, for whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.model import Fact
from extractor.pipeline import Extractor

Extract = Callable[[str], tuple[Fact, ...]]


@pytest.fixture(scope="module")
def extract(extractor: Extractor) -> Extract:
    return lambda text: extractor.extract(f"江西省通信管理局通报\n\n\u3000\u3000{text}")


@pytest.mark.parametrize(
    ("text", "indicator", "indicator_id"),
    [
        ("全市社会消费品零售总额812.6亿元。", "社会消费品零售总额", "retail-sales"),
        ("全市社会消费品零售总额达到812.6亿元。", "社会消费品零售总额", "retail-sales"),
        ("全市社会消费品零售总额同比增长6.2%。", "社会消费品零售总额", "retail-sales"),
        ("全市建成蓝藻打捞平台3座。", "蓝藻打捞平台", None),
        ("全市发放“惠民卡”1.2万张。", "“惠民卡”", None),
        ("今年以来，全市水情传感终端达3.1万套。", "水情传感终端", None),
        ("全市竹笋罐头销售额为3.1亿元。", "竹笋罐头销售额", None),
        ("全市茶油加工能力约3.1万吨。", "茶油加工能力", None),
        ("全市竹笋罐头出口额为3.1亿元。", "竹笋罐头出口额", None),
        ("全市共有5G基站2300个。", "5G基站", "base-stations-5g"),
    ],
)
def test_the_noun_before_a_figure_is_its_indicator_registered_or_not(
    extract: Extract, text: str, indicator: str, indicator_id: str | None
) -> None:
    (fact,) = extract(text)
    assert (fact.indicator, fact.indicator_id) == (indicator, indicator_id)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("江西电信、江西移动等企业开通专线286条。", "专线"),
        ("全市力争全年茶油产量达到50万吨。", "茶油产量"),
        ("全市力争全年粮食产量达到50万吨。", "粮食产量"),
        ("下一步，全市计划新建基站300个。", "新建基站"),
    ],
)
def test_who_does_it_and_that_it_is_planned_are_no_part_of_the_indicator(
    extract: Extract, text: str, indicator: str
) -> None:
    assert extract(text)[-1].indicator == indicator


@pytest.mark.parametrize(
    ("text", "indicator", "action"),
    [
        ("江西电信紧急开通专线286条。", "专线", "开通专线"),
        ("江西电信调拨油机12台。", "油机", "调拨油机"),
        ("江西电信拦截电话3500次。", "电话", "拦截电话"),
        ("江西电信开通光缆专线286条。", "光缆专线", "开通光缆专线"),
    ],
)
def test_a_verb_before_the_noun_is_what_was_done(extract: Extract, text: str, indicator: str, action: str) -> None:
    (fact,) = extract(text)
    assert (fact.indicator, fact.action) == (indicator, action)


@pytest.mark.parametrize(
    ("text", "indicator", "action"),
    [
        ("江西电信为208条专线降低资费。", "专线", "降低资费"),
        ("江西电信已完成300余条专线的提速。", "专线", "提速"),
        ("江西电信调拨了约4千台油机发电设备。", "油机发电设备", "调拨"),
        ("全县慰问了45户困难家庭。", "困难家庭", "慰问"),
        ("江西电信为数百家企业开通专线。", "企业", "开通专线"),
    ],
)
def test_a_noun_behind_a_counter_is_what_is_counted(extract: Extract, text: str, indicator: str, action: str) -> None:
    (fact,) = extract(text)
    assert (fact.indicator, fact.action, fact.rule_id) == (indicator, action, "count-noun")


def test_a_chain_of_counts_keeps_each_count_with_its_noun_and_each_action_with_its_group(extract: Extract) -> None:
    facts = extract(
        "江西电信为103家民宿103条专线和宽带进行提速，为28家民宿28条专线和宽带降低资费，累计降费金额60万元。"
    )

    assert [(fact.quote, fact.indicator) for fact in facts] == [
        ("103家", "民宿"),
        ("103条", "专线和宽带"),
        ("28家", "民宿"),
        ("28条", "专线和宽带"),
        ("60万元", "降费金额"),
    ]
    assert [fact.action for fact in facts if fact.quote.endswith("条")] == ["提速", "降低资费"]
    assert {fact.population for fact in facts if fact.quote.endswith("条")} == {"民宿"}
    assert {fact.subject for fact in facts} == {"江西电信"}


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("江西电信为512家中小微企业的547条专线进行提速。", "中小微企业"),
        ("江西电信对全省酒店、民宿的6.4万条专线和宽带进行提速降费。", "酒店、民宿"),
        ("江西电信调拨油机12台。", None),
    ],
)
def test_the_group_that_something_is_done_for_is_the_population(
    extract: Extract, text: str, population: str | None
) -> None:
    assert extract(text)[-1].population == population


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "江西电信紧急开通专线565条、专用坐席80个，调拨油机12台。",
            [("565条", "专线"), ("80个", "专用坐席"), ("12台", "油机")],
        ),
        (
            "全市抢修光缆42.5公里、水闸9座、道路58条。",
            [("42.5公里", "抢修光缆"), ("9座", "水闸"), ("58条", "道路")],
        ),
        (
            "江西电信调拨帐篷600顶、折叠床1500张、棉被2400床。",
            [("600顶", "帐篷"), ("1500张", "折叠床"), ("2400床", "棉被")],
        ),
    ],
)
def test_each_figure_of_a_list_has_the_noun_of_its_own_item(
    extract: Extract, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(fact.quote, (fact.indicator or "").removeprefix("抢修")) for fact in extract(text)] == [
        (quote, indicator.removeprefix("抢修")) for quote, indicator in expected
    ]


def test_a_counter_left_out_is_marked_and_the_figure_keeps_its_noun(extract: Extract) -> None:
    facts = extract("江西电信架设监控1310户，水情传感终端近3.1万，智能门磁近4.3万，应急坐席45个。")

    assert [(fact.quote, fact.unit, fact.indicator) for fact in facts[1:]] == [
        ("3.1万", None, "水情传感终端"),
        ("4.3万", None, "智能门磁"),
        ("45个", "个", "应急坐席"),
    ]
    assert ["unit_elided" in fact.flags for fact in facts] == [False, True, True, False]


@pytest.mark.parametrize(
    ("words", "modifier"),
    [
        ("超2.6万户", "over"),
        ("近2.6万户", "nearly"),
        ("约2.6万户", "about"),
        ("300余户", "over"),
        ("数百户", "several"),
        ("不少于12户", "at_least"),
        ("不超过12户", "at_most"),
        ("12户", None),
    ],
)
def test_a_modifier_is_no_part_of_what_is_measured(extract: Extract, words: str, modifier: str | None) -> None:
    (fact,) = extract(f"全市直播卫星覆盖农舍{words}。")
    assert (fact.indicator, fact.modifier) == ("直播卫星覆盖农舍", modifier)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [("暴雨造成全县312人受伤。", "受伤"), ("全市共有88422人受灾。", "受灾")],
)
def test_what_befell_people_is_what_is_counted(extract: Extract, text: str, indicator: str) -> None:
    (fact,) = extract(text)
    assert fact.indicator == indicator


@pytest.mark.parametrize(
    ("text", "statistic"),
    [
        ("全市累计让利金额12万元。", "cumulative"),
        ("全市让利金额12万元。", None),
        ("全市发送短信日均12万条。", "daily_average"),
        ("新增贷款中约70%是中长期贷款。", "share"),
    ],
)
def test_the_statistic_is_what_the_words_before_the_figure_say(
    extract: Extract, text: str, statistic: str | None
) -> None:
    (fact,) = extract(text)
    assert fact.statistic == statistic


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("公司承担了占全市62%的农村通水任务。", "占全市比重"),
        ("新增贷款中约70%是中长期贷款。", "中长期贷款占比"),
        ("受访企业中约六成为小微企业。", "小微企业占比"),
    ],
)
def test_a_share_says_of_what_it_is_one(extract: Extract, text: str, indicator: str) -> None:
    (fact,) = extract(text)
    assert (fact.indicator, fact.statistic, fact.change_direction) == (indicator, "share", None)


@pytest.mark.parametrize(
    ("text", "role"),
    [("江西电信开通1000M专线。", "attribute"), ("江西电信开通专线1000条。", "claim")],
)
def test_a_figure_that_describes_a_thing_is_an_attribute(extract: Extract, text: str, role: str) -> None:
    (fact,) = extract(text)
    assert fact.role == role


def test_every_rule_that_bound_a_fact_is_a_rule_of_the_book(extract: Extract, extractor: Extractor) -> None:
    text = "全市财政收入12.3亿元，增长5.1%，占全省6%，为45户企业、28家民宿降费12万元。宜春市、吉安市分别增长3%和4%。"
    known = {rule.id for rule in extractor.rules.patterns}
    assert {fact.rule_id for fact in extract(text)} <= known


def test_land_taken_is_no_share(extractor: Extractor) -> None:
    _, land = extractor.extract("项目总投资12亿元，占地300亩。")
    assert (land.statistic, land.rule_id) == (None, "head-value")


def test_a_clause_that_opens_with_a_total_to_date_says_so_of_its_figure(extractor: Extractor) -> None:
    (fact,) = extractor.extract("江西电信推出套餐，累计惠及63.7万用户。")
    assert (fact.statistic, fact.indicator, fact.action) == ("cumulative", "用户", "惠及")


@pytest.mark.parametrize(
    ("text", "quote", "indicator"),
    [
        ("全市5亿元以上工业企业11户。", "11户", "5亿元以上工业企业"),
        ("全省诊所（卫生所、医务室）17.4万个。", "17.4万个", "诊所"),
    ],
)
def test_a_name_keeps_its_bound_and_loses_its_brackets(extract: Extract, text: str, quote: str, indicator: str) -> None:
    fact = next(fact for fact in extract(text) if fact.quote == quote)
    assert fact.indicator == indicator


@pytest.mark.parametrize(
    "text",
    [
        "财政赤字率从2009年的2.8%降到去年的1.5%左右。",
        "财政赤字率由2009年的2.8%降到去年的1.5%。",
        "财政赤字率从2.8%降到1.5%。",
    ],
)
def test_two_dated_levels_are_of_one_measure(extractor: Extractor, text: str) -> None:
    facts = extractor.extract(f"通报\n\u3000\u3000{text}")
    assert {(fact.indicator, fact.rule_id, fact.change_direction) for fact in facts} == {
        ("财政赤字率", "from-to", None)
    }


def test_nearly_is_no_part_of_the_measure(extractor: Extractor) -> None:
    (fact,) = extractor.extract("通报\n\u3000\u3000著作权登记量将近101万件。")
    assert (fact.indicator, fact.modifier) == ("著作权登记量", "nearly")
