"""分别: figures given one to one to the members of a list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractor.model import Fact
from extractor.pipeline import Extractor

Extract = Callable[[str], tuple[Fact, ...]]


@pytest.fixture(scope="module")
def extract(extractor: Extractor) -> Extract:
    return lambda text: extractor.extract(f"通报\n\n\u3000\u3000{text}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江西电信、江西移动分别开通专线12条和15条。", [("12条", "江西电信"), ("15条", "江西移动")]),
        ("江西电信和江西移动分别开通专线12条、15条。", [("12条", "江西电信"), ("15条", "江西移动")]),
        ("江西电信与江西移动分别开通专线12条和15条。", [("12条", "江西电信"), ("15条", "江西移动")]),
        (
            "江西电信、江西移动和江西联通分别开通专线12条、15条和9条。",
            [("12条", "江西电信"), ("15条", "江西移动"), ("9条", "江西联通")],
        ),
        ("截至11月底，宜春市、吉安市分别开通专线12条和15条。", [("12条", "宜春市"), ("15条", "吉安市")]),
        ("餐饮业、零售业营业额分别增长4.2%和6.9%。", [("4.2%", "餐饮业"), ("6.9%", "零售业")]),
        ("宜春市、吉安市财政收入依次为120亿元、90亿元。", [("120亿元", "宜春市"), ("90亿元", "吉安市")]),
    ],
)
def test_each_body_of_a_list_has_its_own_figure(extract: Extract, text: str, expected: list[tuple[str, str]]) -> None:
    facts = extract(text)
    assert [(fact.quote, fact.subject) for fact in facts] == expected
    assert {fact.rule_id for fact in facts} == {"distributed"}


def test_the_members_of_a_list_share_what_is_measured_and_keep_their_ids(extract: Extract) -> None:
    facts = extract("江西电信、江西移动分别紧急开通专线12条和15条。")
    assert {(fact.indicator, fact.action) for fact in facts} == {("专线", "开通专线")}
    assert [fact.subject_id for fact in facts] == ["china-telecom-360000", "china-mobile-360000"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全市财政收入、财政支出分别为120亿元和180亿元。",
            [("120亿元", "财政收入"), ("180亿元", "财政支出")],
        ),
        (
            "宽带和专线平均资费分别下降4.2%和6.9%。",
            [("4.2%", "宽带平均资费"), ("6.9%", "专线平均资费")],
        ),
        (
            "城镇、农村居民人均可支配收入分别增长4.2%和6.9%。",
            [("4.2%", "城镇人均可支配收入"), ("6.9%", "农村居民人均可支配收入")],
        ),
        (
            "全市固定资产投资、工业投资分别增长5.2%和7.1%。",
            [("5.2%", "固定资产投资"), ("7.1%", "工业投资")],
        ),
        (
            "全市社会消费品零售总额、固定资产投资分别增长5.2%和7.1%。",
            [("5.2%", "社会消费品零售总额"), ("7.1%", "固定资产投资")],
        ),
        (
            "全市粮食总产量、油料产量依次为12万吨和3万吨。",
            [("12万吨", "粮食总产量"), ("3万吨", "油料产量")],
        ),
        (
            "全市诉求解决率、群众满意率分别达到95.5%和96.1%。",
            [("95.5%", "诉求解决率"), ("96.1%", "群众满意率")],
        ),
        (
            "旅游总收入、国内旅游者人数分别增长19.3%、18.5%。",
            [("19.3%", "旅游总收入"), ("18.5%", "国内旅游者人数")],
        ),
    ],
)
def test_each_measure_of_a_list_has_its_own_figure(
    extract: Extract, text: str, expected: list[tuple[str, str]]
) -> None:
    facts = extract(text)
    assert [(fact.quote, (fact.indicator or "").removeprefix("全市")) for fact in facts] == expected
    assert len({fact.subject for fact in facts}) == 1


def test_every_figure_of_a_list_is_the_same_change_from_the_same_base(extract: Extract) -> None:
    facts = extract("宽带、专线平均资费较2021年12月分别下降14.2%和11.8%。")
    assert [(fact.change_direction, fact.change_base) for fact in facts] == [("down", "2021-12")] * 2


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "江西电信、江西移动和江西联通分别恢复基站231个、308个、173个，分别抢修光缆42.5公里、67.8公里、29.1公里。",
            ["江西电信", "江西移动", "江西联通"] * 2,
        ),
        (
            "宜春市、吉安市财政收入分别为120亿元、90亿元，同比分别增长4.2%和6.9%。",
            ["宜春市", "吉安市"] * 2,
        ),
    ],
)
def test_a_second_distribution_goes_back_to_the_list_of_the_first(
    extract: Extract, text: str, subjects: list[str]
) -> None:
    facts = extract(text)
    assert [fact.subject for fact in facts] == subjects


def test_a_second_distribution_over_measures_keeps_them_apart(extract: Extract) -> None:
    facts = extract("财政收入、财政支出分别为120亿元和180亿元，同比分别增长4.2%和6.9%。")
    assert [fact.indicator for fact in facts] == ["财政收入", "财政支出"] * 2
    assert [fact.change_direction for fact in facts] == [None, None, "up", "up"]


@pytest.mark.parametrize(
    "text",
    [
        "江西电信、江西移动分别开通专线12条、15条、18条。",
        "江西电信、江西移动、江西联通分别新增基站12个、15个。",
        "江西电信、江西移动和江西联通分别开通专线12条和15条。",
        "财政收入分别增长4.2%和6.9%。",
    ],
)
def test_a_list_with_more_or_fewer_figures_than_members_is_not_guessed(extract: Extract, text: str) -> None:
    facts = extract(text)
    assert len({fact.subject for fact in facts}) == 1
    assert len({fact.indicator for fact in facts}) == 1
    assert "distributed" not in {fact.rule_id for fact in facts}


@pytest.mark.parametrize("text", ["江西电信、江西移动共开通专线12条。", "江西电信、江西移动开通专线12条、坐席15个。"])
def test_a_list_that_is_not_distributed_is_one_subject(extract: Extract, text: str) -> None:
    assert {fact.subject for fact in extract(text)} == {"江西电信、江西移动"}


def test_a_list_ends_with_its_sentence(extract: Extract) -> None:
    facts = extract("江西电信、江西移动分别开通专线12条和15条。宜春市、吉安市分别建成基站3个和4个。")
    assert [fact.subject for fact in facts] == ["江西电信", "江西移动", "宜春市", "吉安市"]


@pytest.mark.parametrize("word", ["三次产业", "一二三产业", "一、二、三产业"])
def test_a_word_that_stands_for_a_list_is_its_members_in_their_order(extract: Extract, word: str) -> None:
    facts = extract(f"1-10月，{word}增加值分别增长3.8%、7.5%和9.1%。")
    assert [(fact.quote, fact.indicator, fact.change_direction) for fact in facts] == [
        ("3.8%", "第一产业增加值", "up"),
        ("7.5%", "第二产业增加值", "up"),
        ("9.1%", "第三产业增加值", "up"),
    ]


@pytest.mark.parametrize("text", ["三次产业增加值增长7.5%。", "三次产业增加值分别增长3.8%和7.5%。"])
def test_such_a_word_is_no_list_for_another_number_of_figures(extract: Extract, text: str) -> None:
    facts = extract(text)
    assert "distributed" not in {fact.rule_id for fact in facts}
    assert all("三次产业" in (fact.indicator or "") for fact in facts)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("全市财政收入120亿元、财政支出180亿元，分别增长4.2%和6.9%。", ["财政收入", "财政支出"]),
        ("全市财政收入120亿元，财政支出180亿元，同比分别增长4.2%和6.9%。", ["财政收入", "财政支出"]),
        ("全市油茶产量50万吨、竹笋产量3万吨，分别增长4.2%、6.9%。", ["油茶产量", "竹笋产量"]),
    ],
)
def test_the_figures_just_before_are_the_list_where_no_words_are(
    extract: Extract, text: str, indicators: list[str]
) -> None:
    *levels, first, second = extract(text)
    assert [fact.indicator for fact in levels] == indicators
    assert [(fact.indicator, fact.change_direction) for fact in (first, second)] == [
        (indicator, "up") for indicator in indicators
    ]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("宜春市财政收入120亿元、吉安市90亿元，分别增长4.2%和6.9%。", ["宜春市", "吉安市"]),
        (
            "全市居民人均可支配收入32000元，其中城镇居民43051元、农村居民19217元，分别增长6.6%和10.1%。",
            ["全市城镇居民", "全市农村居民"],
        ),
        (
            "全市居民人均可支配收入32000元，增长7%；城镇居民43051元、农村居民19217元，分别增长6.6%和10.1%。",
            ["全市城镇居民", "全市农村居民"],
        ),
    ],
)
def test_the_figures_just_before_give_their_bodies_too(extract: Extract, text: str, subjects: list[str]) -> None:
    facts = extract(text)[-4:]
    assert [fact.subject for fact in facts] == subjects * 2
    assert [fact.rule_id for fact in facts[2:]] == ["distributed"] * 2
    assert len({fact.indicator for fact in facts}) == 1


def test_a_second_row_goes_to_the_list_without_a_word_of_its_own(extract: Extract) -> None:
    facts = extract("全市财政收入、财政支出分别为120亿元和180亿元，增长4.2%和6.9%。")
    assert [(fact.indicator, fact.change_direction) for fact in facts] == [
        ("财政收入", None),
        ("财政支出", None),
        ("财政收入", "up"),
        ("财政支出", "up"),
    ]


def test_one_figure_behind_a_list_is_no_second_row(extract: Extract) -> None:
    facts = extract("全市财政收入、财政支出分别为120亿元和180亿元，增长4.2%。")
    assert facts[-1].rule_id != "distributed"


def test_a_bracket_in_a_bracket_ends_with_it(extract: Extract) -> None:
    text = "全省转移安置60人（其中吉安市25人（其中吉州区6人））。紧急救助200人。"
    assert [fact.subject for fact in extract(text)] == ["全省", "吉安市", "吉州区", "全省"]


def test_a_bracket_ends_however_long_it_goes_on_behind_its_figure(extract: Extract) -> None:
    text = "江西省新增病例60例（其中南昌市35例，均为外省返乡人员且已全部治愈出院），治愈50例。"
    assert [fact.subject for fact in extract(text)] == ["江西省", "南昌市", "江西省"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增就业3万人，生产事故起数、直接损失分别下降5%、8%。", ["生产事故起数", "直接损失"]),
        ("新增就业3万人，农产品零售额、旅游收入分别增长5%、8%。", ["农产品零售额", "旅游收入"]),
        ("人均可支配收入稳步增长，城镇、农村分别增长5%、8%。", ["城镇人均可支配收入", "农村人均可支配收入"]),
        ("宜春市和吉安市财政收入增幅接近，分别为5%和8%。", ["财政收入增幅", "财政收入增幅"]),
    ],
)
def test_a_listed_measure_needs_no_head_and_a_listed_body_has_one(
    extract: Extract, text: str, expected: list[str]
) -> None:
    assert [fact.indicator for fact in extract(text)[-2:]] == expected


def test_each_month_of_a_list_is_its_figures_time(extractor: Extractor) -> None:
    text = "2022年工业运行\n\n\u3000\u3000全市工业增加值增长较快，4、5、6三个月工业增加值分别增长3.9%、4.4%和4.8%。"
    facts = extractor.extract(text)
    assert [(fact.indicator, fact.period_start and fact.period_start.month, fact.period_text) for fact in facts] == [
        ("工业增加值", 4, "4"),
        ("工业增加值", 5, "5"),
        ("工业增加值", 6, "6"),
    ]
    facts = extractor.extract("2022年工业运行\n\n\u3000\u3000宜春、吉安两个月收入分别增长3.9%、4.4%。")
    assert {fact.period_text for fact in facts} == {"2022年"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("生产安全事故总量和事故死亡人数同比分别下降2.6%和8.8%。", ["生产安全事故总量", "事故死亡人数"]),
        ("财政科技投入、企业研发投入分别增长23%和19%。", ["财政科技投入", "企业研发投入"]),
        ("中央企业和地方国有企业营业收入分别增长5%和6%。", ["营业收入", "营业收入"]),
        ("城镇和农村居民人均可支配收入分别增长5%和6%。", ["城镇人均可支配收入", "农村居民人均可支配收入"]),
        (
            "新能源汽车、集成电路、微型计算机设备产量分别增长145%、33%、22%。",
            ["新能源汽车产量", "集成电路产量", "微型计算机设备产量"],
        ),
    ],
)
def test_members_that_end_alike_are_whole_names(extract: Extract, text: str, expected: list[str]) -> None:
    assert [fact.indicator for fact in extract(text)] == expected


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2018年、2019年债券转股金额分别为80亿元和995亿元。", [(2018, 2018), (2019, 2019)]),
        ("2018到2020年售出汽车分别达到3万台、4万台以及5万台。", [(2018, 2018), (2019, 2019), (2020, 2020)]),
        ("2018到2020年售出汽车分别达到3万台、4万台。", [(2018, 2020), (2018, 2020)]),
        ("2018到2019年江西电信、江西移动分别开通专线12条和15条。", [(2018, 2019), (2018, 2019)]),
    ],
)
def test_as_many_times_as_figures_are_handed_out_too(extract: Extract, text: str, years: list[tuple[int, int]]) -> None:
    facts = extract(text)
    spans = [(fact.period_start, fact.period_end) for fact in facts]
    assert spans == [(date(first, 1, 1), date(last, 12, 31)) for first, last in years]


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("甲市、乙市、丙市进出口分别增长12.4%、下降1.8%和增长3.3%。", ["up", "down", "up"]),
        ("甲市、乙市进出口分别增长12.4%、1.8%。", ["up", "up"]),
        ("甲市、乙市进出口分别为6.3亿元和3.1亿元、增长5%和7%。", [None, None, "up", "up"]),
    ],
)
def test_each_figure_of_a_row_may_turn_its_own_way(
    extractor: Extractor, sentence: str, changes: list[str | None]
) -> None:
    facts = extractor.extract(sentence)
    assert [fact.change_direction for fact in facts] == changes
    assert [fact.subject for fact in facts] == ["甲市", "乙市", "丙市" if len(changes) == 3 else "甲市", "乙市"][
        : len(changes)
    ]
