"""Which figures of a document are parts of which others: read off what is said, never off the numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from extractor.checks import check
from extractor.model import Document
from extractor.pipeline import Extractor

SIBLINGS, AMONG = "sum-over-carriers", "sum-of-parts"  # the checks whose relations these are
Parts = Callable[[str], list[tuple[str, str, str]]]
PROVINCE = "全省信息通信业推出专属套餐35项，惠及21.8万户，让利金额3570.7万元。"
CARRIERS = (
    "江西电信推出专属套餐21项，惠及9.8万户，让利金额1078.9万元；"
    "江西移动推出专属套餐11项，惠及用户6.8万户，让利金额1600.2万元；"
    "江西联通推出专属套餐3项，惠及5.2万用户，让利金额891.5万元。"
)


@pytest.fixture(scope="module")
def parts(extractor: Extractor) -> Parts:
    """Each relation as the quotes of part and whole, and the rule that says so."""

    def read(text: str) -> list[tuple[str, str, str]]:
        document = Document(text=text)
        facts = extractor.extract(document)
        quotes = {fact.fact_id: fact.quote for fact in facts}
        relations = extractor.relations(document, facts)
        assert {relation.relation for relation in relations} <= {"part_of"}
        return [(quotes[relation.fact_id], quotes[relation.target_id], relation.rule_id) for relation in relations]

    return read


def test_the_figures_of_each_carrier_are_parts_of_the_trades_figure_that_measures_the_same(parts: Parts) -> None:
    assert sorted(parts(f"{PROVINCE}\n{CARRIERS}")) == sorted(
        (part, whole, SIBLINGS)
        for whole, members in {
            "35项": ("21项", "11项", "3项"),
            "21.8万户": ("9.8万户", "6.8万户", "5.2万用户"),
            "3570.7万元": ("1078.9万元", "1600.2万元", "891.5万元"),
        }.items()
        for part in members
    )


def test_other_numbers_have_the_same_relations(parts: Parts) -> None:
    """A total is never guessed from numbers that happen to add up, nor given up because they do not."""
    first = parts(f"{PROVINCE}\n{CARRIERS}")
    second = parts(f"{PROVINCE.replace('35项', '99项')}\n{CARRIERS}")
    assert [(part, whole.replace("99", "35"), rule) for part, whole, rule in second] == first


def test_figures_given_one_to_one_are_siblings_too(parts: Parts) -> None:
    text = "全省新增专线30条。江西电信、江西移动分别新增专线12条和18条。"
    assert parts(text) == [("12条", "30条", SIBLINGS), ("18条", "30条", SIBLINGS)]


@pytest.mark.parametrize(
    "text",
    [
        CARRIERS,  # no total
        f"{CARRIERS}\n{PROVINCE}",  # the total stands behind
        "全省推出专属套餐35项。\n江西电信推出专属套餐21项。",  # one part
        "全省新增坐席30个。江西电信新增专线12条，江西移动新增专线18条。",  # another unit
        "全省发放补贴30万元。江西电信新增投资12万元，江西移动新增投资18万元。",  # another measure
        "全省计划新增专线30条。江西电信新增专线12条，江西移动新增专线18条。",  # a plan
        "全省财政收入增长30%。江西电信收入增长12%，江西移动收入增长18%。",  # rates do not add up
        "全省新增专线30条。江西电信新增专线12条，宁波移动新增专线18条。",  # another place
        "",
    ],
)
def test_what_is_no_total_of_siblings_has_no_parts(parts: Parts, text: str) -> None:
    assert parts(text) == []


def test_the_nearest_total_before_the_parts_is_theirs(parts: Parts) -> None:
    text = "全省新增专线90条。全市新增专线30条。江西电信新增专线12条，江西移动新增专线18条。"
    assert {whole for _, whole, _ in parts(text)} == {"30条"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全市财政支出100亿元，其中教育支出60亿元、卫生支出40亿元。",
            [("60亿元", "100亿元", AMONG), ("40亿元", "100亿元", AMONG)],
        ),
        ("全市财政支出100亿元。其中，教育支出60亿元。", [("60亿元", "100亿元", AMONG)]),
        ("全市受伤7人，其中灵川县4人、阳朔县3人。", [("4人", "7人", AMONG), ("3人", "7人", AMONG)]),
        ("全市财政支出100亿元，增长3%，其中教育支出60亿元。", [("60亿元", "100亿元", AMONG)]),
        ("全市财政支出100亿元，其中教育支出增长6%。", []),
        ("全市财政支出100亿元，其中学校12所。", []),
        ("其中教育支出60亿元。", []),
        ("全市财政支出100亿元，教育支出60亿元。", []),
    ],
)
def test_what_stands_behind_among_is_part_of_the_last_figure_of_its_unit(
    parts: Parts, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert parts(text) == expected


def test_among_does_not_reach_back_over_pages(parts: Parts) -> None:
    filler = "各地各部门认真落实。" * 20
    assert parts(f"全市财政支出100亿元。{filler}其中教育支出60亿元。") == []


def test_a_part_and_its_whole_are_facts_of_the_document(extractor: Extractor) -> None:
    document = Document(text=f"{PROVINCE}\n{CARRIERS}")
    facts = extractor.extract(document)
    ids = {fact.fact_id for fact in facts}
    relations = extractor.relations(document, facts)
    assert len(relations) == 9
    assert all({relation.fact_id, relation.target_id} <= ids for relation in relations)
    assert all(relation.fact_id != relation.target_id for relation in relations)


FUNDS = "全市下达资金1.65亿元，其中省级资金{}、市级资金5500万元。"


def test_parts_in_another_unit_are_parts_of_their_whole(parts: Parts) -> None:
    assert parts(FUNDS.format("11000万元")) == [("11000万元", "1.65亿元", AMONG), ("5500万元", "1.65亿元", AMONG)]


@pytest.mark.parametrize("province", ["11000万元", "1.1亿元"])
def test_a_whole_in_another_unit_adds_up_from_its_parts(province: str, extractor: Extractor) -> None:
    (finding,) = check(extractor.extract(FUNDS.format(province)))
    assert (finding.verdict, finding.difference) == ("holds", Decimal(0))
    assert finding.arithmetic == f"1.65亿元（全市） = {province}（全市） + 5500万元（全市）"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("全市地区生产总值100亿元，第一产业增加值10亿元，第二产业增加值40亿元，第三产业增加值50亿元。", "holds"),
        ("全市地区生产总值100亿元，第一产业增加值10亿元，第二产业增加值40亿元，第三产业增加值57亿元。", "differs"),
        ("全省新增专线30条。江西电信新增专线12条，江西移动新增专线18条。", "holds"),
        ("全省新增专线31条。江西电信新增专线12条，江西移动新增专线18条。", "differs"),
    ],
)
def test_the_parts_of_a_region_and_of_an_exact_count_are_added_up(
    text: str, verdict: str, extractor: Extractor
) -> None:
    assert [finding.verdict for finding in check(extractor.extract(text))] == [verdict]


def test_a_second_among_divides_the_part_before_it_until_the_list_outside_goes_on(parts: Parts) -> None:
    """住院18人，其中4人重伤: four are of the eighteen; 另有15人 are of all again."""
    text = "事故造成伤亡51人，其中死亡18人（女性1人，男性17人），住院18人，其中4人重伤，另有15人轻伤。"

    assert sorted(parts(text)) == sorted(
        [
            ("18人", "51人", AMONG),
            ("18人", "51人", AMONG),
            ("15人", "51人", AMONG),
            ("4人", "18人", AMONG),
            ("1人", "18人", "sum-in-brackets"),
            ("17人", "18人", "sum-in-brackets"),
        ]
    )


def test_a_headline_of_the_same_words_is_not_the_total_of_one_part(parts: Parts) -> None:
    text = "新增本土病例18例\n全省新增病例57例。其中境外输入病例39例，本土病例18例，含2例由无症状感染者转为病例。"

    assert sorted(parts(text)) == [("18例", "57例", AMONG), ("2例", "18例", AMONG), ("39例", "57例", AMONG)]
