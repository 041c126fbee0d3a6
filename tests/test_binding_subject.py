"""Whom a statement is about, where its clause does not say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.model import Document, Fact
from extractor.pipeline import Extractor

TITLE = "江西省通信管理局通报"
Extract = Callable[[str], tuple[Fact, ...]]


@pytest.fixture(scope="module")
def extract(extractor: Extractor) -> Extract:
    return lambda body: extractor.extract(f"{TITLE}\n\n\u3000\u3000" + body.replace("¶", "\n\u3000\u3000"))


def inherited(fact: Fact) -> bool:
    return fact.borrows_subject


@pytest.mark.parametrize(
    "body",
    [
        "江西电信开通专线286条，调拨油机12台。",
        "江西电信开通专线286条。调拨油机12台。",
        "江西电信开通专线286条。同时调拨油机12台。",
        "江西电信开通专线286条。今年以来，调拨油机12台。",
        "江西电信完成抢修。累计调拨油机12台。",
        "江西电信开通专线286条、应急坐席45个，调拨油机12台。",
        "江西电信开通专线286条；调拨油机12台。",
        "江西电信开通专线286条，坚持连续作战，全力保障畅通。调拨油机12台。",
    ],
)
def test_a_subject_holds_through_its_paragraph_and_is_marked_behind_its_sentence(extract: Extract, body: str) -> None:
    fact = extract(body)[-1]
    assert (fact.quote, fact.subject, fact.subject_id, inherited(fact)) == (
        "12台",
        "江西电信",
        "china-telecom-360000",
        "。" in body[:-1],
    )


def test_a_subject_that_its_own_sentence_names_is_not_marked(extract: Extract) -> None:
    assert not any(inherited(fact) for fact in extract("江西电信开通专线286条，江西移动开通专线12条。"))


@pytest.mark.parametrize(
    "body",
    [
        "江西电信开通专线286条。江西移动调拨油机12台。",
        "江西电信开通专线286条，江西移动调拨油机12台。",
        "江西电信开通专线286条；江西移动完成抢修，调拨油机12台。",
        "江西电信开通专线286条。江西移动完成抢修。调拨油机12台。",
        "江西电信开通专线286条。¶江西移动完成抢修，调拨油机12台。",
    ],
)
def test_a_new_body_drops_the_one_before_it(extract: Extract, body: str) -> None:
    assert extract(body)[-1].subject == "江西移动"


def test_a_new_paragraph_goes_back_to_the_documents_own_body(extract: Extract) -> None:
    subjects = [fact.subject for fact in extract("江西电信开通专线286条。调拨油机12台。¶抢修光缆30公里。")]
    assert subjects == ["江西电信", "江西电信", "江西省通信管理局"]


def test_a_heading_gives_its_section_a_subject_until_the_next_heading(extract: Extract) -> None:
    facts = extract("开展抢修12次。\n一、江西电信¶开通专线286条。¶调拨油机12台。\n二、江西移动¶抢修光缆30公里。")
    assert [fact.subject for fact in facts] == ["江西省通信管理局", "江西电信", "江西电信", "江西移动"]
    assert all(inherited(fact) for fact in facts)


@pytest.mark.parametrize(
    ("document", "subject"),
    [
        (Document(text="宜春市经济运行通报\n\n\u3000\u30001-10月，财政收入12亿元。"), "宜春市"),
        (Document(text="财政收入通报\n\n\u3000\u30001-10月，财政收入12亿元。", issuer="宜春市财政局"), "宜春市财政局"),
        (Document(text="财政收入通报\n\n\u3000\u30001-10月，财政收入12亿元。"), "全国"),
    ],
)
def test_the_title_then_the_issuer_names_the_body_that_no_clause_names(
    document: Document, subject: str, extractor: Extractor
) -> None:
    (fact,) = extractor.extract(document)
    assert (fact.subject, inherited(fact)) == (subject, True)


@pytest.mark.parametrize("pronoun", ["该公司", "公司"])
def test_a_pronoun_stands_for_the_company_named_last(extract: Extract, pronoun: str) -> None:
    body = f"宜春青禾电子科技有限公司成立多年。江西省推进建设。{pronoun}新建大棚120个。"
    (fact,) = extract(body)
    assert (fact.subject, inherited(fact)) == ("宜春青禾电子科技有限公司", True)


def test_a_pronoun_reaches_into_the_paragraph_before(extract: Extract) -> None:
    facts = extract("宜春青禾电子科技有限公司投资3000万元。¶该公司新建大棚120个。")
    assert [fact.subject for fact in facts] == ["宜春青禾电子科技有限公司"] * 2


def test_a_part_behind_among_is_the_subject_of_its_own_figure_only(extract: Extract) -> None:
    facts = extract("全省新增专线30条，其中江西电信12条。新增坐席5个。")
    assert [fact.subject for fact in facts] == ["全省", "江西电信", "全省"]


def test_the_last_of_several_parts_does_not_outlive_its_sentence(extract: Extract) -> None:
    facts = extract("全省新增专线30条，其中江西电信12条、江西移动18条。新增坐席5个。")
    assert [fact.subject for fact in facts] == ["全省", "江西电信", "江西移动", "全省"]


def test_what_stands_behind_among_is_marked_up_to_the_end_of_its_sentence(extract: Extract) -> None:
    facts = extract("宜春市财政局下达资金2600万元，其中袁州区900万元、丰城市700万元。发放帐篷30顶。")
    assert ["among" in fact.flags for fact in facts] == [False, True, True, False]
    assert [fact.subject for fact in facts[:3]] == ["宜春市财政局", "袁州区", "丰城市"]


def test_a_sector_holds_through_its_sentence(extract: Extract) -> None:
    facts = extract("餐饮业收入增长5.2%，利润增长3.1%。")
    assert [fact.subject for fact in facts] == ["餐饮业", "餐饮业"]


def test_a_source_between_does_not_drop_the_subject(extract: Extract) -> None:
    facts = extract("江西电信开通专线286条。据省统计局统计，调拨油机12台。")
    assert facts[-1].subject == "江西电信"


@pytest.mark.parametrize(
    ("dateline", "subject"),
    [
        ("——2016年1月26日在湖南省第十二届人民代表大会第五次会议上", "湖南省"),
        ("——2016年1月26日在汉中市第四届人民代表大会第五次会议上", "汉中市"),
        ("2016年1月26日", "全国"),
    ],
)
def test_the_place_of_a_dateline_is_the_body_that_no_clause_names(
    dateline: str, subject: str, extractor: Extractor
) -> None:
    (fact,) = extractor.extract(f"政府工作报告\n{dateline}\n\n\u3000\u3000财政收入12亿元。")
    assert (fact.subject, inherited(fact)) == (subject, True)


@pytest.mark.parametrize("source", ["宜春市统计局公布了数据", "宜春市财政局公布了数据", "宜春市统计局数据显示"])
def test_who_published_the_data_is_no_subject(source: str, extractor: Extractor) -> None:
    text = f"宜春市经济运行情况\n\n\u3000\u3000全市用电量9亿度。\n\u3000\u3000{source}，财政收入12亿元。"
    assert extractor.extract(text)[-1].subject == "宜春市"


def test_a_default_body_is_marked_as_inherited_in_the_first_line_too(extractor: Extractor) -> None:
    (fact,) = extractor.extract("开通专线565条。")
    assert inherited(fact)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("我国粮食生产再获丰收。\n总产量13731亿斤。", "我国"),
        ("各位代表：我代表市人民政府向大会报告工作。\n开工项目638个。", "全市"),
        ("在邻国举行的亚运会上，中国体育代表团共获得199枚金牌。", "中国体育代表团"),
        ("今天，青云科技（600000）公告，青云科技解禁股数为1.56亿股。", "青云科技"),
        ("今天，青云科技公告，解禁股数为1.56亿股。", "全国"),
    ],
)
def test_who_a_text_speaks_of_is_named_in_its_own_words(text: str, subject: str, extractor: Extractor) -> None:
    assert extractor.extract(text)[-1].subject == subject


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("省商务厅公布2021年九江市货物进出口总值24亿元，下降0.9%。", "九江市"),
        ("省统计局公布宜春市财政收入为24亿元。", "宜春市"),
        ("省商务厅公布办法24条。", "省商务厅"),
        ("宜春工业园区42个项目集中签约，涉及总投资280亿元。", "宜春工业园区"),
        ("宜春市上市公司42家，总资产280亿元。", "宜春市"),
    ],
)
def test_who_publishes_a_places_figures_and_what_is_counted_are_not_the_subject(
    extract: Extract, body: str, subject: str
) -> None:
    assert {fact.subject for fact in extract(body)} == {subject}


@pytest.mark.parametrize(
    "body",
    [
        "在70个大中城市中有54个城市的住宅价格上涨，涨幅为1.2%。",
        "70个大中城市中，有54个住宅价格上涨，涨幅为1.2%。",
    ],
)
def test_those_counted_that_others_are_among_are_the_subject(extract: Extract, body: str) -> None:
    facts = extract(body)
    assert [fact.subject for fact in facts] == ["70个大中城市"] * 3
    assert facts[0].indicator == "大中城市"


def test_a_sound_market_is_no_city(extractor: Extractor) -> None:
    head = "政府工作报告\n\n各位代表：\n\n\u3000\u3000"
    national = extractor.extract(f"{head}我国健全市场体系，保障安全区域。粮食产量1.3万亿斤。")
    local = extractor.extract(f"{head}全市健全市场体系。粮食产量13万吨。")
    assert (national[0].subject, local[0].subject) == ("我国", "全市")


def test_where_an_agency_writes_from_is_not_the_subject(extractor: Extractor) -> None:
    facts = extractor.extract(
        "新华社北京3月5日电\n政府工作报告\n\n各位代表：\n\n\u3000\u3000我国粮食产量1.3万亿斤。就业1300万人。"
    )
    assert {fact.subject for fact in facts} == {"我国"}


def test_the_whole_that_a_share_is_of_is_counted_for_its_own_place(extractor: Extractor) -> None:
    found = extractor.extract("汉中市有贫困村110个，占全省482个贫困村的22.8%。")
    assert [fact.subject for fact in found] == ["汉中市", "全省", "汉中市"]


def test_a_government_that_reports_speaks_of_its_country(extractor: Extractor) -> None:
    text = "政府工作报告\n各位代表：\n全国经济平稳，全国就业稳定，全国物价平稳，全国市场活跃。\n新建公路20万公里。\n"
    document = Document(text=text, issuer="国务院", title="政府工作报告")
    assert [fact.subject for fact in extractor.extract(document)] == ["全国"]


def test_a_kind_of_place_is_not_what_a_text_is_about(extractor: Extractor) -> None:
    text = (
        "决战脱贫攻坚\n" + "全市聚焦贫困地区，贫困地区是重点，支持贫困地区发展。" * 2 + "\n重点打造15个示范安置点。\n"
    )
    assert [fact.subject for fact in extractor.extract(text)] == ["全市"]
