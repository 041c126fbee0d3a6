"""What a figure measures that does not say so itself: what the figure before it measured."""

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
    "text",
    ["全市财政收入12.3亿元，增长5.1%。", "全市财政收入12.3亿元；增长5.1%。", "全市财政收入12.3亿元，同比增长5.1%。"],
)
def test_a_figure_that_names_no_measure_takes_the_one_before_it_and_is_marked(extract: Extract, text: str) -> None:
    first, second = extract(text)
    assert (first.indicator, second.indicator, second.rule_id) == ("财政收入", "财政收入", "carried-head")
    assert ["indicator_inherited" in fact.flags for fact in (first, second)] == [False, True]


def test_a_target_that_names_no_measure_takes_the_one_before_it(extract: Extract) -> None:
    facts = extract("全市已建成基站2300个，力争年底前达到2600个。")
    assert [fact.indicator for fact in facts] == ["基站", "基站"]


def test_a_rate_or_a_share_is_named_with_the_measure_it_belongs_to(extract: Extract) -> None:
    facts = extract("全市快递业务收入12.3亿元，增速为5.1%。")
    assert [fact.indicator for fact in facts] == ["快递业务收入", "快递业务收入增速"]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全市城镇化率65.2%，高出全国平均水平13.7个百分点。", "城镇化率高出全国平均水平"),
        ("全市森林覆盖率65.2%，高于全省平均水平3.7个百分点。", "森林覆盖率高于全省平均水平"),
        ("全市旅游收入120亿元，占地区生产总值的39.4%。", "旅游收入占地区生产总值"),
        ("全市汽车出口额12亿元，占出口总额的39.4%。", "汽车出口额占出口总额"),
    ],
)
def test_what_is_compared_or_shared_is_named_with_the_measure_before_it(
    extract: Extract, text: str, indicator: str
) -> None:
    fact = extract(text)[-1]
    assert (fact.indicator, fact.subject, fact.change_direction) == (indicator, "全市", None)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全市森林覆盖率65.2%，提高1.3个百分点。", "森林覆盖率"),
        ("全市城镇化率65.2%，比上年末提高1.3个百分点。", "城镇化率"),
        ("财政支出9亿元，优良天数比例85.2%，提升2.1个百分点。", "优良天数比例"),
        ("全市财政收入12亿元，增长8.2%，同比回落1.3个百分点。", "财政收入"),
    ],
)
def test_points_behind_a_percentage_take_its_measure(extract: Extract, text: str, indicator: str) -> None:
    fact = extract(text)[-1]
    assert (fact.unit, fact.indicator, fact.rule_id) == ("百分点", indicator, "carried-head")


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全市财政收入12亿元，连续8个月增长，增幅为3%。", "财政收入增幅"),
        ("全市出口额12亿元，持续3年增长，增长3%。", "出口额"),
        ("全市出口额12亿元，连续8个月增长；增长3%。", "出口额"),
        ("全市粮食产量50万吨，连续8年丰收，增长3%。", "粮食产量"),
        ("全市油茶产量3万吨，历时8个月，增长3%。", "油茶产量"),
    ],
)
def test_a_duration_between_is_not_what_the_next_figure_measures(extract: Extract, text: str, indicator: str) -> None:
    assert extract(text)[-1].indicator == indicator
