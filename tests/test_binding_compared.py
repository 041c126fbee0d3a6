"""What is compared with a time, in other words than 增长 and 下降, and bare figures that go on with one before them."""

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


@pytest.mark.parametrize(
    ("text", "indicator", "direction", "base"),
    [
        ("全市用电量增长27.7%，高于去年同期27.4个百分点。", "用电量", "up", "yoy"),
        ("全市用电量增长2.7%，低于去年同期7.4个百分点。", "用电量", "down", "yoy"),
        ("全市处置不良贷款112.2亿元，比去年同期多处置25.9亿元。", "处置不良贷款", "up", "yoy"),
        ("全市参保人数30万人，比上年少参保2万人。", "参保人数", "down", "yoy"),
        ("全市平均降水量为96.4毫米，比2013年同期285.3毫米少66.2%。", "平均降水量", "down", "2013"),
        ("全市蓄水量40.8亿立方米，比2013年同期57.2亿立方米多16.4亿立方米。", "蓄水量", "up", "2013"),
        ("全市产量5万吨，比2019年的3万吨多2万吨。", "产量", "up", "2019"),
        ("全市产量为5万吨，相比2010年的4万吨，增长25%。", "产量", "up", "2010"),
        ("全市产量5万吨，环比上季度提了17.3%。", "产量", "up", "mom"),
    ],
)
def test_more_or_less_than_at_another_time_is_a_change(
    extract: Extract, text: str, indicator: str, direction: str, base: str
) -> None:
    last = extract(text)[-1]

    assert (last.indicator, last.change_direction, last.change_base) == (indicator, direction, base)


@pytest.mark.parametrize(
    "text",
    [
        "全市用电量增长27.7%，高于全省7.4个百分点。",
        "全市用电量增长2.7%，高于去年同期的2.1%。",
        "全市处置不良贷款多达112.2亿元。",
    ],
)
def test_more_than_something_else_or_as_a_level_is_none(extract: Extract, text: str) -> None:
    assert extract(text)[-1].change_direction is None


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        (
            "全市发生瓦斯事故5起、死亡7人，与去年同期相比减少10起、20人。",
            [("瓦斯事故", None), ("死亡", None), ("瓦斯事故", "down"), ("死亡", "down")],
        ),
        (
            "全市浓度下降3%，达标天数284天，比上年增加26天。",
            [("浓度", "down"), ("达标天数", None), ("达标天数", "up")],
        ),
        (
            "全市企业达到300家，从业人员2万人，比上年增加20家、3000人。",
            [("企业", None), ("从业人员", None), ("企业", "up"), ("从业人员", "up")],
        ),
        (
            "全市新建学校3所，新增学位2000个，增加教师50人、护士20人。",
            [("新建学校", None), ("新增学位", None), ("增加教师", None), ("护士", None)],
        ),
    ],
)
def test_bare_figures_go_on_with_the_one_before_that_has_their_unit(
    extract: Extract, text: str, measures: list[tuple[str, str | None]]
) -> None:
    assert [(fact.indicator, fact.change_direction) for fact in extract(text)] == measures


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("全市进口增长7.9%，比去年同期（下同）加快。\n\n\u3000\u3000出口增长12.2%。", [None, None]),
        ("全市进口同比（下同）增长7.9%。\n\n\u3000\u3000出口增长12.2%。", ["yoy", "yoy"]),
        ("全市进口比去年同期（下同）增长7.9%。\n\n\u3000\u3000出口增长12.2%。", ["yoy", "yoy"]),
        ("全市进口同比增长7.9%。\n\n\u3000\u3000出口增长12.2%。", ["yoy", None]),
    ],
)
def test_a_base_marked_as_lasting_holds_in_later_paragraphs(
    extract: Extract, text: str, bases: list[str | None]
) -> None:
    assert [fact.change_base for fact in extract(text)] == bases


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("全市排名前移了4位。", "up"),
        ("全市排名后移3位。", "down"),
        ("全市排名第4位。", None),
    ],
)
def test_places_won_or_lost_are_a_change(extract: Extract, text: str, direction: str | None) -> None:
    assert extract(text)[-1].change_direction == direction


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全市贫困发生率最高，是全国平均水平的10倍以上。", "贫困发生率"),
        ("全市贫困发生率为38%，是全国平均水平的10倍以上。", "贫困发生率"),
    ],
)
def test_a_multiple_of_a_benchmark_is_of_the_measure_before(extract: Extract, text: str, indicator: str) -> None:
    assert extract(text)[-1].indicator == indicator


def test_a_level_that_is_compared_with_is_of_its_own_time(extract: Extract) -> None:
    facts = extract("2021年，全市产量为5万吨，相比2010年的4万吨，增长25%。")

    assert [fact.period_end for fact in facts] == [date(2021, 12, 31), date(2010, 12, 31), date(2021, 12, 31)]
