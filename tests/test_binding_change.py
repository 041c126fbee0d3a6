"""Whether a figure is a change, which way, and from what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractor.model import Fact
from extractor.pipeline import Extractor

Extract = Callable[[str], tuple[Fact, ...]]


@pytest.fixture(scope="module")
def extract(extractor: Extractor) -> Extract:
    return lambda text: extractor.extract(f"通报\n\n\u3000\u3000{text}", published=date(2022, 12, 20))


def changes(facts: tuple[Fact, ...]) -> list[tuple[str | None, str | None]]:
    return [(fact.change_direction, fact.change_base) for fact in facts]


@pytest.mark.parametrize(
    ("text", "direction", "base"),
    [
        ("全市财政收入同比增长5.3%。", "up", "yoy"),
        ("全市财政收入下降5.3%。", "down", None),
        ("全市财政收入比上年增长5.3%。", "up", "yoy"),
        ("全市财政收入环比下降2.1%。", "down", "mom"),
        ("全市财政收入比2019年增长5.3%。", "up", "2019"),
        ("全市财政收入比2021年12月提高2.1个百分点。", "up", "2021-12"),
        ("全市财政收入比上年末下降2.1%。", "down", "2021-12"),
        ("与2021年1-11月相比，全市财政收入增长3%。", "up", "2021-11"),
        ("全市财政收入同比增长了约5.3%。", "up", "yoy"),
        ("与2016年相比，全市汽车增加2304万辆。", "up", "2016"),
        ("地区生产总值比2010年翻一番。", "up", "2010"),
        ("直接融资同比翻了一番。", "up", "yoy"),
        ("直接融资翻了一番。", "up", None),
        ("产量比上年增长1.8倍。", "up", "yoy"),
        ("全市货运班列同比增长达107%。", "up", "yoy"),
        ("全市货运班列同比增长达到12%。", "up", "yoy"),
        ("财政收入增幅为8.1%。", "up", None),
        ("快递业务量降幅为8.1%。", "down", None),
        ("财政收入以8.1%的增幅居首。", "up", None),
    ],
)
def test_a_direction_next_to_a_rate_makes_it_a_change_from_its_base(
    extract: Extract, text: str, direction: str, base: str | None
) -> None:
    assert changes(extract(text)) == [(direction, base)]


@pytest.mark.parametrize(
    "text",
    [
        "全市财政收入12亿元。",
        "城镇调查失业率为5.1%。",
        "财政收入增至12亿元。",
        "财政收入增长至12亿元。",
        "产量是上年的1.8倍。",
        "财政收入占比为12.1%。",
        "财政收入高于预算2.1个百分点。",
        "重工业拉动全市工业增长3.1个百分点。",
        "财政收入增速高于全省2.1个百分点。",
    ],
)
def test_a_level_a_share_a_contribution_and_a_comparison_are_no_change(extract: Extract, text: str) -> None:
    assert changes(extract(text)) == [(None, None)]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("全市财政收入比上年增加12亿元。", "up"),
        ("全市户籍人口比上年末减少1.2万人。", "down"),
        ("住户贷款同比多增35亿元。", "up"),
        ("住户贷款少增3亿元。", "down"),
        ("全市专线较年初增加12条。", "up"),
    ],
)
def test_an_amount_from_a_base_or_by_a_word_that_compares_is_a_change(
    extract: Extract, text: str, direction: str
) -> None:
    assert [fact.change_direction for fact in extract(text)] == [direction]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("全市财政收入增加12亿元。", "up"),
        ("全市户籍人口减少1.2万人。", "down"),
        ("存款余额净增12亿元。", "up"),
        ("全市降低用电成本2400万元。", "down"),
        ("全市压减行政支出1.3亿元。", "down"),
        ("全市压减煤炭消费30万吨。", "down"),
        ("全市减少农药使用量120吨。", "down"),
    ],
)
def test_a_word_right_before_an_amount_makes_it_a_change_without_a_base(
    extract: Extract, text: str, direction: str
) -> None:
    assert changes(extract(text)) == [(direction, None)]


@pytest.mark.parametrize(
    "text",
    [
        "全市减少经济损失1.5亿元。",
        "全市挽回经济损失1.5亿元。",
        "全市新增基站12个。",
        "全市增加基站300个。",
        "全市增加绿地面积12公顷。",
        "全市财政收入增加至12亿元。",
    ],
)
def test_what_is_added_or_averted_is_an_amount_and_no_change(extract: Extract, text: str) -> None:
    assert changes(extract(text)) == [(None, None)]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("全市出口额分别上升19倍、192倍。", "up"),
        ("财政收入分别增长4.2%和6.9%。", "up"),
        ("江西电信业务收入分别下降4.2%、6.9%。", "down"),
        ("全市新增专线12条、15条。", None),
        ("全市财政收入12亿元、15亿元。", None),
    ],
)
def test_a_figure_joined_without_words_of_its_own_changes_as_the_one_before(
    extract: Extract, text: str, direction: str | None
) -> None:
    facts = extract(text)
    assert [fact.change_direction for fact in facts] == [direction] * 2
    assert facts[0].indicator == facts[1].indicator


def test_a_joined_figure_with_words_of_its_own_keeps_to_them(extract: Extract) -> None:
    facts = extract("全市财政收入增长4.2%、城镇调查失业率5.1%。")
    assert [fact.change_direction for fact in facts] == ["up", None]


def test_the_base_holds_for_the_members_of_its_sentence_and_is_marked(extract: Extract) -> None:
    facts = extract("全市财政收入同比增长5.3%，财政支出增长2.1%，住户存款下降1.2%。")
    assert changes(facts) == [("up", "yoy"), ("up", "yoy"), ("down", "yoy")]
    assert ["base_inherited" in fact.flags for fact in facts] == [False, True, True]


def test_a_base_of_its_own_goes_before_the_one_that_holds(extract: Extract) -> None:
    facts = extract("全市规模以上工业增加值同比增长5.3%，比上月回落0.4个百分点，比2019年增长9.1%。")
    assert changes(facts) == [("up", "yoy"), ("down", "mom"), ("up", "2019")]


def test_growth_from_a_dated_level_is_from_its_year(extract: Extract) -> None:
    facts = extract("高新技术企业由2016年的492家增加到1751家，增长2.6倍。全市财政收入增长5%。")
    assert changes(facts)[2:] == [("up", "2016"), ("up", None)]
    facts = extract("高新技术企业由2016年的492家增加到1751家；税收增长6%，出口同比增长3%。")
    assert changes(facts)[2:] == [("up", None), ("up", "yoy")]


def test_a_base_does_not_outlive_its_paragraph(extract: Extract) -> None:
    facts = extract("全市财政收入同比增长5.3%。\n\u3000\u3000住户存款下降1.2%。")
    assert changes(facts) == [("up", "yoy"), ("down", None)]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全市城镇登记失业率由4.2%降至3.1%。", "城镇登记失业率"),
        ("单条专线月租由680元降至499元。", "单条专线月租"),
        ("全县贫困发生率从15.2%下降到3.4%。", "贫困发生率"),
        ("全县自来水普及率由81.2%提高到93.4%。", "自来水普及率"),
        ("财政收入由2021年的12亿元增加到2022年的15亿元。", "财政收入"),
    ],
)
def test_from_one_level_to_another_are_two_levels_of_one_measure(extract: Extract, text: str, indicator: str) -> None:
    facts = extract(text)
    assert changes(facts) == [(None, None)] * 2
    assert [fact.indicator for fact in facts] == [indicator] * 2
    assert {fact.rule_id for fact in facts} == {"from-to"}


def test_a_contribution_is_bound_as_a_relation(extract: Extract) -> None:
    first, second = extract("制造业贷款增长2.4%，拉动全部贷款增长0.6个百分点。")
    assert (first.change_direction, second.change_direction) == ("up", None)
    assert second.rule_id == "relation"


def test_without_direction_there_is_no_base(extract: Extract) -> None:
    facts = extract("与上年同期相比，城镇调查失业率为5.1%。全市财政收入12亿元，同比增长3%，总量90亿元。")
    assert all(fact.change_base is None for fact in facts if fact.change_direction is None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("商品住宅价格同比上涨的县有46个。广州涨幅居首，达1.2%。", ("商品住宅价格涨幅", "up", "yoy")),
        ("商品住宅价格环比下降的县有46个，降幅均未超过1.2%。", ("商品住宅价格降幅", "down", "mom")),
        ("居民消费价格涨幅从1月份的2%回落到1.2%。", ("居民消费价格涨幅", None, None)),
        ("全市生产总值50亿元，增速达到5%，居全省第2位。", ("全市生产总值增速", None, None)),
    ],
)
def test_a_rate_that_a_clause_names_is_a_change_of_the_measure_before(
    extract: Extract, text: str, expected: tuple[str, str | None, str | None]
) -> None:
    last = extract(text)[-1]
    assert (last.indicator, last.change_direction, last.change_base) == expected


def test_what_a_measure_is_compared_with_is_not_what_is_measured(extract: Extract) -> None:
    level, more, growth = extract("全市财政收入50亿元，比初步核实数增加了3亿元，比上年增长7.7%。")
    assert [more.indicator, growth.indicator] == [level.indicator] * 2
    assert changes((more, growth)) == [("up", None), ("up", "yoy")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("生猪均价15.6元/公斤，环比变动-11.7%。", ("down", "mom")),
        ("生猪均价15.6元/公斤，同比变动3.6%。", ("up", "yoy")),
        ("贷款利率变动25个基点。", (None, None)),
    ],
)
def test_a_variation_goes_the_way_of_its_sign(extract: Extract, text: str, expected: tuple[str | None, str]) -> None:
    assert changes(extract(text))[-1] == expected


def test_a_share_falls_though_another_firms_profit_was_told_before(extract: Extract) -> None:
    profit, fall = extract("格力电器净利润15.6亿元，美的集团跌1.2%。")
    assert profit.indicator == "净利润"
    assert (fall.subject, fall.indicator, fall.change_direction) == ("美的集团", "跌幅", "down")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我省下调企业养老保险费率1个百分点。", "down"),
        ("全年压减一般性支出5%。", "down"),
        ("提高退休人员养老金5.5%。", "up"),
        ("提高居民医保报销比例至70%。", None),
        ("扩大覆盖面，社保卡持卡率90%。", None),
    ],
)
def test_what_a_verb_moves_is_changed_by_the_percentage_behind_it(
    extract: Extract, text: str, expected: str | None
) -> None:
    assert [found.change_direction for found in extract(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县农户户均增收达5000元。", ("up", "户均增收")),
        ("全县增收节支工作投入5000元。", (None, None)),
    ],
)
def test_earning_more_is_a_change_that_stays_in_the_name(
    extract: Extract, text: str, expected: tuple[str | None, str | None]
) -> None:
    [found] = extract(text)
    assert found.change_direction == expected[0]
    assert expected[1] is None or (found.indicator or "").endswith(expected[1])


def test_a_dated_base_is_also_that_of_the_parts_behind_it(extract: Extract) -> None:
    text = "10月份居民消费价格比9月份上涨0.1%。其中，鲜菜价格下降2.8%。肉价上涨1.3%。"
    assert [fact.change_base for fact in extract(text)] == ["2022-09", "2022-09", None]
    averaged = "2021年全省生产总值450亿元，比上年增长8.3%，两年平均增长6.2%。其中，农业增加值33亿元，增长7.4%。"
    assert extract(averaged)[-1].change_base == "yoy"


def test_a_price_that_is_cut_falls(extract: Extract) -> None:
    [found] = extract("25种药品平均降价59%。")[1:]
    assert (found.change_direction, "降价" in (found.indicator or "")) == ("down", True)


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("全市价格同比+3.5%，环比-2.1%。", [("up", "yoy"), ("down", "mom")]),
        ("全市价格同比0.3%。", [("up", "yoy")]),
        ("全市GDP增长-3%。", [("down", None)]),
        ("全市GDP同比增长0%。", [("flat", "yoy")]),
        ("全市价格为0.3%。", [(None, None)]),
    ],
)
def test_the_sign_of_a_figure_says_which_way_it_went(
    extractor: Extractor, sentence: str, changes: list[tuple[str | None, str | None]]
) -> None:
    facts = extractor.extract(sentence)
    assert [(fact.change_direction, fact.change_base) for fact in facts] == changes
