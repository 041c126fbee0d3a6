"""Lists that share their figures out without 分别, or that a count closes."""

from __future__ import annotations

import pytest

from extractor import Extractor


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("战略性新兴产业产值、高新技术产业增加值年均增长20.2%和14.5%。", ["战略性新兴产业产值", "高新技术产业增加值"]),
        ("农业、工业增加值增长3%、5%。", ["农业增加值", "工业增加值"]),
        ("化解煤炭、粗钢产能1672万吨、631万吨。", ["化解煤炭钢产能", "粗钢产能"]),
        ("武汉、宜昌、襄阳三市GDP分别增长5%、6%和7%。", ["三市", "武汉GDP", "宜昌GDP", "襄阳GDP"]),
    ],
)
def test_each_member_has_its_figure(extractor: Extractor, text: str, named: list[str]) -> None:
    facts = extractor.extract(text)
    read = [
        fact.quote if fact.rule_id != "distributed" else _joined(fact.subject or "", fact.indicator or "")
        for fact in facts
    ]

    assert read == named


def _joined(subject: str, indicator: str) -> str:
    return indicator if subject == "全国" else subject + indicator


@pytest.mark.parametrize(
    "text",
    [
        "江西电信、江西移动和江西联通开通专线12条和15条。",  # three members, two figures
        "新建学校、医院12所、3家。",  # two units
        "工业增加值增长3%、5%以上的企业20家。",  # no list
    ],
)
def test_a_list_of_another_length_or_unit_is_not_shared_out(extractor: Extractor, text: str) -> None:
    assert all(fact.rule_id != "distributed" for fact in extractor.extract(text))


def test_what_is_pressed_down_goes_down_throughout_its_list(extractor: Extractor) -> None:
    facts = extractor.extract("累计压减炼铁产能3391万吨、炼钢4106万吨、水泥6231万吨。")

    assert [fact.change_direction for fact in facts] == ["down"] * 3


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("农村贫困人口减少1442万人。", "down"),
        ("汽车产量下降了83万辆。", "down"),
        ("服务业占地区生产总值的比重提高1.2个百分点。", "up"),
        ("服务业占地区生产总值的比重为51.2%。", None),
        ("新能源汽车销量飙升近4倍。", "up"),
    ],
)
def test_a_direction_right_before_a_figure_makes_a_change(
    extractor: Extractor, text: str, direction: str | None
) -> None:
    (fact,) = extractor.extract(text)

    assert fact.change_direction == direction


def test_what_it_turned_from_names_nothing(extractor: Extractor) -> None:
    facts = extractor.extract("一线城市住宅价格由上月下降0.2%转为上涨0.1%。其中，北京环比持平，上海上涨0.4%。")

    assert [(fact.change_direction, "转为" in (fact.indicator or "")) for fact in facts] == [
        ("down", False),
        ("up", False),
        ("up", False),
    ]
    assert facts[2].indicator == "一线城市住宅价格"


def test_behind_a_dated_base_the_one_before_goes_on(extractor: Extractor) -> None:
    facts = extractor.extract("全市产值比上年增长5.6%，比2019年增长9.1%。其中，第一产业增加值增长5.1%。")

    assert [fact.change_base for fact in facts] == ["yoy", "2019", "yoy"]


def test_a_dated_base_ends_with_its_sentence(extractor: Extractor) -> None:
    facts = extractor.extract("2021年，进出口额比2019年增长24%。出口增长8%。")

    assert [fact.change_base for fact in facts] == ["2019", None]


@pytest.mark.parametrize(
    ("sentence", "actions"),
    [
        (
            "全省新增本科专业点312个、高职专业点919个；停撤本科专业点335个、高职专业点740个。",
            ["新增", "新增", "停撤", "停撤"],
        ),
        ("全市新建公园35个、改造公厕20个。", ["新建", "改造"]),
        ("全市查处案件300件、涉案人员50人。", ["查处", ""]),
    ],
)
def test_the_verb_before_a_list_is_said_of_each_of_its_unit(
    extractor: Extractor, sentence: str, actions: list[str]
) -> None:
    facts = extractor.extract(sentence)
    assert [(fact.action or "")[:2] for fact in facts] == actions


@pytest.mark.parametrize(
    "text", ["208条专线降低资费、同比分别增长26.7%和24.1%。", "青禾县的专线、累计分别达到3万条和5万条。"]
)
def test_a_list_whose_last_member_names_nothing_is_no_list(extractor: Extractor, text: str) -> None:
    facts = extractor.extract(text)
    assert [fact.quote for fact in facts][-2:] in (["26.7%", "24.1%"], ["3万条", "5万条"])
