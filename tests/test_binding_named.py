"""What a figure measures where its own clause says only a part of it: an extreme, what they are, what is traded."""

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


def measures(facts: tuple[Fact, ...]) -> list[str | None]:
    return [fact.indicator for fact in facts]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("全县最低海拔267米，最高海拔4040米。", ["最低海拔", "最高海拔"]),
        ("全县最高气温35度，最高达到40度。", ["最高气温", "最高气温"]),
        ("全县气温最高达35度。", ["气温"]),
        ("全县补贴最高20万元。", ["补贴"]),
    ],
)
def test_an_extreme_right_before_a_noun_is_part_of_the_name(extract: Extract, text: str, indicators: list[str]) -> None:
    assert measures(extract(text)) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("全县村民5人受伤，其中2人为重伤，其余3人为轻伤。", ["受伤", "重伤", "轻伤"]),
        ("全县新认定企业12家，其中7家为国有企业。", ["企业", "国有企业"]),
        ("全县有教师5人，其余40人。", ["教师", "教师"]),
    ],
)
def test_what_those_counted_are_stands_behind_a_verb_of_being(
    extract: Extract, text: str, indicators: list[str]
) -> None:
    assert measures(extract(text)) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        (
            "全省成品油采购301.4万吨，增长22%；销售285.22万吨，增长18%。",
            ["成品油采购", "成品油采购", "成品油销售", "成品油销售"],
        ),
        ("全省成品油采购301.4万吨，煤炭销售285.22万吨。", ["成品油采购", "煤炭销售"]),
    ],
)
def test_goods_are_named_once_for_all_that_is_done_with_them(
    extract: Extract, text: str, indicators: list[str]
) -> None:
    assert measures(extract(text)) == indicators


def test_the_noun_behind_the_last_of_a_distributed_list_is_what_all_count(extract: Extract) -> None:
    facts = extract("甲县、乙县、丙县分别选任了5名、13名、10名人民陪审员。")

    assert [fact.object for fact in facts] == ["人民陪审员"] * 3


def test_what_is_said_of_a_whole_list_has_the_list_as_its_measure(extract: Extract) -> None:
    facts = extract("全市事故起数、死亡人数分别为78起、117人，均下降14.7%。")

    assert measures(facts) == ["事故起数", "死亡人数", "事故起数、死亡人数"]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("五省区用电量均呈两位数增长，其中广东增长19.1%。", ["省区用电量"]),
    ],
)
def test_words_of_place_and_number_may_open_a_topic(extract: Extract, text: str, indicators: list[str | None]) -> None:
    assert measures(extract(text)) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("本周春笋的价格继续下跌，批发价每公斤3.6元，比上周价格下跌46%。", ["春笋批发价", "春笋价格"]),
        ("本周猪肉行情平稳，批发价是13.8元，与上周价格比，下跌2%。", ["猪肉批发价", "猪肉价格"]),
        ("今日龙虾日上市量达到30吨，批发价42元。", ["龙虾日上市量", "龙虾批发价"]),
        ("今日龙虾日上市量达到30吨。批发价42元。", ["龙虾日上市量", "批发价"]),
        ("本周市场价格总体平稳，均价3元。", ["均价"]),
        ("本周龙虾价格平稳，白菜价格下跌4%。", ["白菜价格"]),
    ],
)
def test_goods_are_named_once_for_their_prices_and_volumes(extract: Extract, text: str, indicators: list[str]) -> None:
    assert measures(extract(text)) == indicators
