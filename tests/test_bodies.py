"""Who a statement is about, where its own clause says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.pipeline import Extractor

Subjects = Callable[[str], list[str | None]]


@pytest.fixture(scope="module")
def subjects(extractor: Extractor) -> Subjects:
    """The subject of each figure of a text that stands below a title naming no body."""
    return lambda text: [fact.subject for fact in extractor.extract(f"通报\n\n\u3000\u3000{text}")]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("江西电信新增专线12条。", "江西电信"),
        ("今年以来，江西电信新增专线12条。", "江西电信"),
        ("截至11月底，江西电信新增专线12条。", "江西电信"),
        ("为支持企业，江西电信新增专线12条。", "江西电信"),
        ("据介绍，江西电信新增专线12条。", "江西电信"),
        ("●江西电信新增专线12条。", "江西电信"),
        ("（二）江西电信新增专线12条。", "江西电信"),
        ("宜春市财政局下达资金2600万元。", "宜春市财政局"),
        ("市反诈骗中心拦截电话3500次。", "市反诈骗中心"),
        ("中国电信股份有限公司赣州分公司开通专线12条。", "中国电信股份有限公司赣州分公司"),
        ("青禾电子科技有限公司投资3000万元。", "青禾电子科技有限公司"),
        ("江西省赣江新区绿源农业科技有限公司投资3000万元。", "江西省赣江新区绿源农业科技有限公司"),
        ("餐饮业收入增长5.2%。", "餐饮业"),
        ("制造业拉动工业增长2.4个百分点。", "制造业"),
        ("江西电信面向全省企业新增专线12条。", "江西电信"),
        ("宜春市上市公司达到86家。", "宜春市"),
        ("全市计划生育家庭1200户。", "全市"),
        ("全市第三产业增加值占地区生产总值的52.3%。", "全市"),
        ("财政收入占地区生产总值比重为12.1%。", "全国"),
    ],
)
def test_the_body_that_opens_a_clause_is_its_subject(subjects: Subjects, text: str, subject: str) -> None:
    assert subjects(text) == [subject]


@pytest.mark.parametrize("place", ["全省", "全市", "全县", "我省", "我市", "该市", "宜春市"])
def test_a_place_that_opens_a_clause_is_its_subject_in_the_words_of_the_text(subjects: Subjects, place: str) -> None:
    assert subjects(f"{place}新增专线12条。") == [place]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("江西电信、江西移动和江西联通共开通专线120条。", "江西电信、江西移动和江西联通"),
        ("宜春市、吉安市和赣州市新增专线12条。", "宜春市、吉安市和赣州市"),
        ("江西电信与江西移动共开通专线120条。", "江西电信与江西移动"),
        ("市民政局、市财政局发放补贴300万元。", "市民政局、市财政局"),
    ],
)
def test_bodies_that_act_together_are_one_subject(subjects: Subjects, text: str, subject: str) -> None:
    assert subjects(text) == [subject]


def test_bodies_that_act_together_resolve_to_none_of_them(extractor: Extractor) -> None:
    (fact,) = extractor.extract("通报\n\n\u3000\u3000江西电信、江西移动共开通专线120条。")
    assert (fact.subject_id, fact.region) == (None, None)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("据省统计局统计，全省粮食产量45.2万吨。", "全省"),
        ("据江西省通信管理局统计，江西移动建成基站2300个。", "江西移动"),
        ("据江西电信介绍，全省新增专线12条。", "全省"),
        ("记者从省通信管理局获悉，江西联通开通专线12条。", "江西联通"),
        ("记者从宜春市统计局了解到，我市建成基站2300个。", "我市"),
        ("国家统计局数据显示，全国粮食产量13731亿斤。", "全国"),
        ("江西省统计局数据显示，新增专线12条。", "江西省"),
        ("宜春市统计局公布数据，财政收入12亿元。", "宜春市"),
        ("宜春市统计局发布了数据，财政收入增长12%。", "宜春市"),
        ("省统计局公布了数据，全省财政收入12亿元。", "全省"),
        ("国家统计局宜春调查队数据显示，价格上涨3%。", "宜春"),
        ("据宜春市统计局统计，财政收入12亿元。", "宜春市"),
        ("国家统计局12月1日公布，粮食产量50万吨。", "全国"),
        ("宜春市统计局统计，全市财政收入12亿元。", "全市"),
        ("江西省统计局：财政收入12亿元。", "江西省"),
        ("人民日报报道，开通专线12条。", "全国"),
        ("江西电视台报道，江西电信开通专线12条。", "江西电信"),
        ("新华社北京12月1日电，江西电信新增专线12条。", "江西电信"),
        ("新华社记者报道，宜春市开通专线12条。", "宜春市"),
        ("人民网研究院发现，新增专线12条。", "全国"),
        ("央视新闻中心公布，新增专线12条。", "全国"),
    ],
)
def test_a_reporter_and_a_source_are_no_subject(subjects: Subjects, text: str, subject: str) -> None:
    assert subjects(text) == [subject]


def test_each_statistics_bureau_tells_of_its_own_place(extractor: Extractor) -> None:
    facts = extractor.extract("江西省统计局公布，财政收入12亿元。宜春市统计局公布，财政收入3亿元。")

    assert [(fact.subject, fact.region) for fact in facts] == [("江西省", "360000"), ("宜春市", "360900")]


@pytest.mark.parametrize(
    "text",
    [
        "对江西电信罚款12万元。",
        "在江西电信的支持下，新增专线12条。",
        "为江西电信开通专线12条。",
        "向江西电信发放补贴12万元。",
    ],
)
def test_a_body_that_something_is_done_to_or_with_is_no_subject(subjects: Subjects, text: str) -> None:
    assert "江西电信" not in subjects(text)


@pytest.mark.parametrize("text", ["上市公司86家。", "小微企业贷款余额86亿元。"])
def test_what_is_counted_or_named_after_a_body_is_no_subject(subjects: Subjects, text: str) -> None:
    assert subjects(text) == ["全国"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("宜春市推进建设，江西电信新增专线12条。", "江西电信"),
        ("江西电信开通专线286条，江西移动开通专线12条。", "江西移动"),
        ("由江西移动承建的基站共12个。", "江西移动"),
    ],
)
def test_the_nearest_body_that_acts_takes_over(subjects: Subjects, text: str, subject: str) -> None:
    assert subjects(text)[-1] == subject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江西电信新增专线12条。", ("china-telecom-360000", "360000")),
        ("中国电信股份有限公司赣州分公司开通专线12条。", ("china-telecom-360700", "360700")),
        ("吉安移动开通专线12条。", ("china-mobile-360800", "360800")),
        ("江西联通九江市分公司开通专线12条。", ("china-unicom-360400", "360400")),
        ("宜春市新增专线12条。", ("360900", "360900")),
        ("宜春市财政局下达资金26万元。", ("finance-360900", "360900")),
        ("青禾电子科技有限公司投资3000万元。", (None, None)),
        ("全市新增专线12条。", (None, None)),
    ],
)
def test_a_registered_subject_has_its_id_and_its_region(
    text: str, expected: tuple[str | None, str | None], extractor: Extractor
) -> None:
    (fact,) = extractor.extract(f"通报\n\n\u3000\u3000{text}")
    assert (fact.subject_id, fact.region) == expected


def test_a_countys_short_name_is_a_subject_once_its_full_name_has_been_used(subjects: Subjects) -> None:
    assert subjects("汉滨区新建道路12公里。\n\u3000\u3000汉滨新建水窖35口。") == ["汉滨区", "汉滨"]


def test_a_countys_short_name_alone_is_no_subject_but_where_it_acts(subjects: Subjects) -> None:
    assert subjects("已建汉滨水窖35口。") == ["全国"]
    assert subjects("汉滨新建水窖35口。") == ["汉滨"]


@pytest.mark.parametrize(
    ("title", "text", "subjects"),
    [
        ("通报", "餐饮业收入增长5.2%。", ["餐饮业"]),
        ("通报", "全国餐饮业收入增长5.2%。", ["全国餐饮业"]),
        ("汉中市经济运行情况", "餐饮业收入增长5.2%，利润增长3%。", ["汉中市餐饮业"] * 2),
        ("汉中市经济运行情况", "重工业产值增长5.2%。", ["汉中市重工业"]),
        ("陕西省经济运行情况", "汉中市财政收入12亿元。餐饮业收入增长5.2%。", ["汉中市", "汉中市餐饮业"]),
        (
            "陕西省经济运行情况",
            "零售业收入增长3%。\n一、汉中市\n餐饮业收入增长5.2%。\n二、宝鸡市\n餐饮业收入增长3%。",
            ["陕西省零售业", "汉中市餐饮业", "宝鸡市餐饮业"],
        ),
    ],
)
def test_a_sector_is_a_subject_with_the_place_in_force_before_it(
    title: str, text: str, subjects: list[str], extractor: Extractor
) -> None:
    facts = extractor.extract(f"{title}\n\n\u3000\u3000{text}")
    assert [fact.subject for fact in facts] == subjects


@pytest.mark.parametrize("title", ["通报", "汉中市经济运行情况"])
def test_a_sector_with_a_place_put_before_it_keeps_its_id(title: str, extractor: Extractor) -> None:
    (fact,) = extractor.extract(f"{title}\n\n\u3000\u3000餐饮业收入增长5.2%。")
    assert fact.subject_id == "catering"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("31个省（区、市）和新疆生产建设兵团累计报告病例60例。", "31个省（区、市）和新疆生产建设兵团"),
        (
            "31个省（自治区、直辖市）和新疆生产建设兵团新增病例60例，死亡2例。",
            "31个省（自治区、直辖市）和新疆生产建设兵团",
        ),
        (
            "昨日，31个省（区、市）和新疆生产建设兵团累计报告病例60例。治愈出院30例。",
            "31个省（区、市）和新疆生产建设兵团",
        ),
    ],
)
def test_counted_places_that_act_together_are_a_subject(text: str, subject: str, extractor: Extractor) -> None:
    facts = extractor.extract(f"国家卫生健康委通报\n\n\u3000\u3000{text}")
    assert {fact.subject for fact in facts if fact.unit == "例"} == {subject}


def test_a_report_of_a_government_is_about_its_place(extractor: Extractor) -> None:
    text = "省人民政府省长 某某\n\n各位代表：\n\n一、工作回顾\n\n经济规模不断扩大，地区生产总值达到3.46万亿元。"
    (fact,) = extractor.extract(text)
    assert fact.subject == "全省"
