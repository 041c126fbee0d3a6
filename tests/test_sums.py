"""Parts against the total they belong to, from the words of a bulletin to the finding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extractor.checks import check
from extractor.model import Document, Fact, Finding, Relation
from extractor.pipeline import Extractor

BULLETIN = (
    "全省信息通信业推出专属套餐35项，惠及21.8万户，让利金额{}万元。\n"
    "江西电信推出专属套餐21项，惠及9.8万户，让利金额1078.9万元；"
    "江西移动推出专属套餐11项，惠及用户6.8万户，让利金额1600.2万元；"
    "江西联通推出专属套餐3项，惠及5.2万用户，让利金额891.5万元。"
)


def findings(extractor: Extractor, text: str) -> tuple[Finding, ...]:
    return check(extractor.extract(text))


def test_totals_that_add_up_or_miss_by_rounding_are_agreements(extractor: Extractor) -> None:
    found = findings(extractor, BULLETIN.format("3570.7"))

    assert [(finding.verdict, finding.difference) for finding in found] == [
        ("holds", Decimal(0)),
        ("holds", Decimal(0)),
        ("within_rounding", Decimal(1000)),
    ]
    assert found[-1].tolerance == Decimal(2000)


def test_a_total_that_rounding_cannot_explain_is_a_finding(extractor: Extractor) -> None:
    *_, money = findings(extractor, BULLETIN.format("3590.7"))

    assert (money.verdict, money.difference, money.tolerance) == ("differs", Decimal(201000), Decimal(2000))


def test_the_arithmetic_names_every_quote_with_its_body(extractor: Extractor) -> None:
    *_, money = findings(extractor, BULLETIN.format("3590.7"))
    assert money.arithmetic == (
        "3590.7万元（全省信息通信业） ≠ 1078.9万元（江西电信） + 1600.2万元（江西移动） + 891.5万元（江西联通）"
    )


def test_the_facts_of_a_finding_are_the_total_and_then_its_parts(extractor: Extractor) -> None:
    facts = extractor.extract(BULLETIN.format("3570.7"))
    quotes = {fact.fact_id: fact.quote for fact in facts}
    first, *_ = check(facts)
    assert [quotes[fact_id] for fact_id in first.fact_ids] == ["35项", "21项", "11项", "3项"]
    assert first.check_id == "sum-over-carriers"


@pytest.mark.parametrize(
    ("text", "verdict", "sign"),
    [
        ("全市财政支出100亿元，其中教育支出60亿元、卫生支出40亿元。", "holds", "="),
        ("全市财政支出100.0亿元，其中教育支出60.0亿元、卫生支出39.9亿元。", "within_rounding", "≈"),
        ("全市茶农58.2万人，其中高山茶农61.4万人、河谷茶农26.8万人。", "differs", "≠"),
        ("全市受伤7人，其中灵川县4人、阳朔县3人。", "holds", "="),
        ("全省新增专线300余条。江西电信新增专线122条，江西移动新增专线188条。", "within_wording", "≈"),
        ("全省新增专线数百条。江西电信新增专线122条，江西移动新增专线188条。", "undecided", "?"),
        ("全省新增专线310条。江西电信新增专线122条，江西移动新增专线数百条。", "undecided", "?"),
    ],
)
def test_the_verdict_says_how_a_total_and_its_parts_agree(
    extractor: Extractor, text: str, verdict: str, sign: str
) -> None:
    (finding,) = findings(extractor, text)
    assert (finding.verdict, f" {sign} " in finding.arithmetic) == (verdict, True)


@pytest.mark.parametrize(
    "text",
    [
        "全市财政支出100亿元，其中教育支出60亿元、卫生支出30亿元。",  # 其中 need not name all parts
        "全市农户120户，其中残疾人家庭60户、低保家庭50户。",
        "全市财政支出100亿元，其中教育支出60亿元。",
        "全市财政支出近100亿元，其中教育支出60亿元、卫生支出38亿元。",
        "全市受伤7人，其中灵川县4人、阳朔县数人。",
        "江西电信新增专线12条，江西移动新增专线18条。",
        "全市财政支出100亿元，教育支出60亿元，卫生支出50亿元。",
        "",
    ],
)
def test_what_may_be_incomplete_is_not_accused(extractor: Extractor, text: str) -> None:
    assert findings(extractor, text) == ()


def exact(extractor: Extractor, text: str) -> list[Fact]:
    """The facts with whole counts as exact as they are said."""
    import msgspec

    return [
        msgspec.structs.replace(fact, value_low=fact.value, value_high=fact.value) if fact.kind == "count" else fact
        for fact in extractor.extract(text)
    ]


@pytest.mark.parametrize(("total", "verdict"), [("30", "holds"), ("31", "differs"), ("29", "differs")])
def test_exact_counts_that_miss_by_one_differ(extractor: Extractor, total: str, verdict: str) -> None:
    text = f"全省新增专线{total}条。江西电信新增专线12条，江西移动新增专线18条。"
    assert [finding.verdict for finding in check(exact(extractor, text))] == [verdict]


@pytest.mark.parametrize(
    ("third", "verdict"), [("50亿元", "holds"), ("50.2亿元", "within_rounding"), ("57亿元", "differs"), ("近半", None)]
)
def test_the_three_sectors_make_up_the_product_by_definition(
    extractor: Extractor, third: str, verdict: str | None
) -> None:
    text = f"全年国内生产总值100亿元，第一产业增加值10亿元，第二产业增加值40亿元，第三产业增加值{third}。"
    found = [finding for finding in findings(extractor, text) if finding.check_id == "sum-gdp-by-sector"]
    assert [finding.verdict for finding in found] == ([] if verdict is None else [verdict])


def test_documents_are_checked_each_by_itself(extractor: Extractor) -> None:
    whole = extractor.extract(Document(text="全省新增专线90条。", source="a.txt"))
    parts = extractor.extract(Document(text="江西电信新增专线12条，江西移动新增专线18条。", source="b.txt"))
    both = extractor.extract(Document(text=BULLETIN.format("3590.7"), source="c.txt"))

    assert check([*whole, *parts]) == ()
    assert check([*whole, *parts, *both]) == check(both)
    assert {finding.source for finding in check(both)} == {"c.txt"}


def test_recorded_relations_are_followed_instead_of_being_read_again(extractor: Extractor) -> None:
    document = Document(text=BULLETIN.format("3590.7"))
    facts = extractor.extract(document)
    ids = {fact.quote: fact.fact_id for fact in facts}
    *_, last = extractor.relations(document, facts)
    relations = [
        Relation(ids[part], "part_of", ids["3590.7万元"], last.rule_id) for part in ("1078.9万元", "1600.2万元")
    ]

    (finding,) = check(facts, relations)
    assert finding.fact_ids == (ids["3590.7万元"], ids["1078.9万元"], ids["1600.2万元"])


def test_a_relation_to_a_fact_that_is_not_there_is_passed_over(extractor: Extractor) -> None:
    facts = extractor.extract(BULLETIN.format("3570.7"))
    assert check(facts, [Relation(fact.fact_id, "part_of", "gone", "sum-of-parts") for fact in facts]) == ()


def test_one_part_is_no_sum(extractor: Extractor) -> None:
    whole, part = extractor.extract("全省新增专线30条。江西电信新增专线12条。")
    assert check([whole, part], [Relation(part.fact_id, "part_of", whole.fact_id, "sum-over-carriers")]) == ()


def test_facts_read_one_by_one_give_the_same_findings(extractor: Extractor) -> None:
    facts = extractor.extract(BULLETIN.format("3590.7"))
    assert check(iter(facts)) == check(facts)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("江西省完成投资12.3亿元。其中，南昌市5亿元，九江市8.3亿元。", ["differs"]),
        ("江西省完成投资15.3亿元。其中，南昌市5亿元，九江市8.3亿元。", []),  # they leave something out
        ("江西省完成投资12.3亿元。其中，南昌市5亿元，南昌县8.3亿元。", ["undecided"]),  # the county is part of the city
        ("全省完成营业收入98.6亿元，其中甲公司40.2亿元、乙公司38.1亿元、丙公司30.3亿元。", ["differs"]),
        ("全省完成营业收入98.6亿元，其中甲公司40.2亿元、乙公司28.1亿元、丙公司30.4亿元。", ["within_rounding"]),
        ("全省完成营业收入98.6亿元，其中甲公司40.2亿元、甲公司电力公司38.1亿元、丙公司30.3亿元。", ["undecided"]),
        ("全省完成营业收入约98.6亿元，其中甲公司40.2亿元、乙公司38.1亿元、丙公司20.4亿元。", []),  # 约 explains it
        ("全市拥有客车326辆，其中纯电动198辆、混合动力86辆、燃油52辆。", ["undecided"]),
        ("全市农户120户，其中残疾人家庭80户、低保家庭70户。", ["undecided"]),  # a family may be both
        ("全省让利金额90.6万元，其中江西电信40.2万元、江西移动60.1万元。", ["differs"]),
        ("我国货物和服务贸易顺差382亿美元。其中，货物贸易顺差449亿美元，服务贸易逆差67亿美元。", []),  # signs
        ("暴雨造成11人死亡。其中，4人为救援人员，31人受伤。", []),  # other measures
    ],
)
def test_parts_behind_among_accuse_only_where_they_cannot_be_right(
    extractor: Extractor, text: str, verdicts: list[str]
) -> None:
    assert [finding.verdict for finding in findings(extractor, text)] == verdicts


def test_figures_of_two_undated_periods_are_not_added_up(extractor: Extractor) -> None:
    text = "今年前5个月，我国外贸进出口总值14.7万亿元。5月份当月，其中出口1.7万亿元，进口1.4万亿元。"
    assert not findings(extractor, text)


def test_a_total_of_another_period_is_no_total(extractor: Extractor) -> None:
    text = (
        "2021年，全省信息通信业建设基站3万个。\n"
        "2022年1月，江西电信建设基站500个，江西移动建设基站600个，江西联通建设基站400个。"
    )
    assert not findings(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        (
            "截至11月底，江西信息通信业减免费用1000万元。"
            "截至10月底，江西电信减免费用500万元，江西移动300万元，江西联通100万元。"
        ),
        "江西信息通信业全年让利1000万元。11月，江西电信让利60万元，江西移动让利40万元，江西联通让利30万元。",
        "江西信息通信业让利1000万元。11月，江西电信让利60万元，江西移动让利40万元，江西联通让利30万元。",
        (
            "江西信息通信业减免费用1000万元。"
            "其中宽带方面，江西电信减免费用200万元，江西移动减免费用150万元，江西联通减免费用100万元。"
        ),
        "江西信息通信业让利1000万元。江西电信让利500万元，江西移动让利300万元，江西联通让利100万元，广电让利100万元。",
    ],
)
@pytest.mark.parametrize("day", [None, date(2022, 12, 20)])
def test_figures_of_another_time_or_field_or_with_an_unknown_body_are_no_sum(
    extractor: Extractor, text: str, day: date | None
) -> None:
    document = Document(text=text, published=day)
    assert check(extractor.extract(document), documents=[document]) == ()


def test_a_body_that_nobody_knows_leaves_the_sum_to_what_the_text_says(extractor: Extractor) -> None:
    """江西广电网络 is no registered carrier: its figure belongs to the sum all the same."""
    carriers = "江西电信让利500万元，江西移动让利300万元，江西联通让利100万元"
    text = f"江西信息通信业让利1000万元。其中，{carriers}，江西广电网络让利100万元。"
    document = Document(text=text)
    found = check(extractor.extract(document), documents=[document])
    assert [(one.check_id, one.verdict) for one in found] == [("sum-of-parts", "holds")]


def test_a_figure_that_was_not_read_leaves_a_sum_open(extractor: Extractor) -> None:
    text = "江西信息通信业让利1000万元。江西电信让利500万元，江西移动让利300万元，江西联通让利100万元。"
    document = Document(text=text)
    facts = extractor.extract(document)
    assert [one.verdict for one in check(facts, documents=[document])] == ["differs"]
    assert check([fact for fact in facts if fact.quote != "100万元"], documents=[document]) == ()


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("全省快递业务量49亿件（杭州市22亿件，宁波市20亿件）。", []),  # the foremost cities
        ("全省实际使用外资49亿元（杭州市22亿元，宁波市20亿元）。", []),
        ("全省接待游客49万人次（杭州市22万人次，增长5%，宁波市20万人次）。", []),
        ("全省招录教师49人（杭州市22人，宁波市20人）。", []),
        ("全省实际使用外资42亿元（杭州市22亿元，宁波市20亿元）。", ["holds"]),
        ("全省实际使用外资39亿元（杭州市22亿元，宁波市20亿元）。", ["differs"]),  # more than the whole
        ("全国新增确诊病例49例（湖北45例，重庆2例）。", ["differs"]),  # every place with cases is named
        ("全省因灾死亡49人（武汉市22人，宜昌市20人）。", ["differs"]),
    ],
)
def test_places_named_in_a_bracket_are_all_only_where_cases_are_counted(
    extractor: Extractor, text: str, verdicts: list[str]
) -> None:
    document = Document(text=text)
    found = check(extractor.extract(document), documents=[document])
    assert [one.verdict for one in found if one.check_id == "sum-in-brackets"] == verdicts
