"""Zones of a report's place, places that only stand before a noun, papers that are called after their items."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.model import Document, Fact
from extractor.pipeline import Extractor

REPORT = "云岭市政府工作报告"
ISSUER = "福建省人民政府"


def facts(extractor: Extractor, text: str, *, issuer: str | None = ISSUER, day: date | None = None) -> dict[str, Fact]:
    document = Document(text=text, issuer=issuer, title=REPORT if issuer == ISSUER else None, published=day)
    return {fact.quote: fact for fact in extractor.extract(document)}


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("金山高新区大力发展新材料产业，完成工业总产值1450亿元。", "1450亿元", "金山高新区"),
        ("金山乳业开发区大力发展乳业产业，完成工业总产值363亿元、增长33%。", "33%", "金山乳业开发区"),
        ("各类开发区建设加快，完成工业总产值1450亿元。", "1450亿元", ISSUER),
        ("省级研究院成立，完成工业总产值1450亿元。", "1450亿元", ISSUER),  # what is only named passes
    ],
)
def test_a_zone_acts_for_the_clauses_behind_it(extractor: Extractor, text: str, quote: str, subject: str) -> None:
    assert facts(extractor, "新增就业9万人。\n" + text)[quote].subject == subject


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("厦门综合改革试点形成80项成果，新设台企户数居大陆首位，出台标准326项。", "80项", "厦门"),
        ("各项事业发展。厦门综合改革试点形成80项成果，6组10家省属国企实现重组。", "10家", ISSUER),
        ("各项事业发展。厦门港吞吐量达到2亿吨，增长5%。", "5%", "厦门"),  # a figure alone is of what was measured
        ("厦门试点取得成效4项，全省确权工作收官，带动资金260亿元。", "260亿元", ISSUER),
    ],
)
def test_a_place_before_a_noun_is_of_its_clause(extractor: Extractor, text: str, quote: str, subject: str) -> None:
    found = facts(extractor, "新增就业9万人。\n" + text)[quote].subject or ""
    assert found.startswith(subject)


@pytest.mark.parametrize(
    "text", ["出台“民营经济31条”，", "落实“富民33条”，", "制定五年发展规划，", "实施三年振兴计划，"]
)
def test_a_paper_is_called_after_its_items(extractor: Extractor, text: str) -> None:
    assert set(facts(extractor, text + "减负600亿元。")) == {"600亿元"}


def test_what_is_quoted_may_be_counted(extractor: Extractor) -> None:
    assert "23件" in facts(extractor, "办理“群众来信23件”。")


@pytest.mark.parametrize(
    ("text", "quote", "direction"),
    [
        ("金价跌了足足50元。", "50元", "down"),
        ("房价涨了近300元。", "300元", "up"),
        ("产量增加了整整50吨。", "50吨", "up"),
        ("金价为50元。", "50元", None),
    ],
)
def test_emphasis_stands_between_a_change_and_its_figure(
    extractor: Extractor, text: str, quote: str, direction: str | None
) -> None:
    assert facts(extractor, text)[quote].change_direction == direction


@pytest.mark.parametrize(
    ("text", "quote", "status"),
    [
        ("今年新开通5G基站就要超过1万个。", "1万个", "target"),
        ("今年，全省技改投资将比去年增加10%。", "10%", "target"),
        ("今年“建设30万个5G基站，覆盖所有城市”的目标不变。", "30万个", "target"),
        ("去年实现了“建设30万个5G基站，覆盖所有城市”的目标。", "30万个", "actual"),
    ],
)
def test_what_is_about_to_be_is_a_target(extractor: Extractor, text: str, quote: str, status: str) -> None:
    assert facts(extractor, text, issuer=None, day=date(2020, 8, 1))[quote].status == status


def test_a_decrease_is_of_what_grew_last_in_its_unit(extractor: Extractor) -> None:
    text = "1月社会融资规模为9559亿元；1月人民币贷款增加7381亿元，较去年同期少增2882亿元。"
    assert facts(extractor, text)["2882亿元"].indicator == "人民币贷款"


def test_a_rubric_is_no_carrier(extractor: Extractor) -> None:
    found = facts(extractor, "某市发生事故，2人受伤。", issuer="网络新闻（突发事件）")
    assert "新闻" not in (found["2人"].subject or "")


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("财政支出近八成投向民生领域。", "八成", "民生"),
        ("省级财政累计投入665亿元用于为民办实事项目。", "665亿元", "实事"),
        ("财政支出的73.8%用于民生保障。", "73.8%", "民生"),
        ("在建重大水利工程超50%已复工。", "50%", "复工"),
        ("产值过50亿元企业2家。", "2家", "产值过50亿元的企业"),
        ("三分之一城镇超市设立柜台。", "三分之一", "城镇超市"),
    ],
)
def test_what_stands_behind_a_figure_is_told(extractor: Extractor, text: str, quote: str, words: str) -> None:
    found = facts(extractor, text)[quote]
    assert words in f"{found.indicator} {found.action} {found.object}"


def test_a_bracket_behind_a_figure_is_no_kind_of_it(extractor: Extractor) -> None:
    text = "全国汽车保有量超过7619万辆（包括低速货车1331万辆）。"
    assert "超过" not in (facts(extractor, text)["1331万辆"].indicator or "")


def test_a_rate_at_which_something_is_raised(extractor: Extractor) -> None:
    found = facts(extractor, "2016年，按照不低于5%和8%的比例分别提高低保标准。", day=date(2017, 1, 9))
    assert {fact.quote: (fact.change_direction, fact.status) for fact in found.values()} == {
        "5%": ("up", "actual"),
        "8%": ("up", "actual"),
    }
    assert facts(extractor, "二氧化硫减排50%。")["50%"].change_direction == "down"


def test_a_place_behind_what_measures_it_is_the_topic(extractor: Extractor) -> None:
    text = "向莆铁路今天通车。\n向莆铁路全长632公里。年产25亿斤蜜橘的江西南丰，蜜橘外运全靠汽车。"
    assert facts(extractor, text, issuer=None)["25亿斤"].subject == "江西南丰"


@pytest.mark.parametrize(
    ("text", "quote", "base"),
    [
        ("发行债券2万亿元，比上年增加3437亿元。其中，金融债券11797亿元，减少116亿元。", "116亿元", "yoy"),
        ("2009年末参加养老保险3亿人，比上年末增加160万人。参加失业保险1亿人，增加316万人。", "316万人", "yoy"),
        ("存款余额3万亿元，比上年增加3437亿元。贷款增加7.25万亿元。", "7.25万亿元", None),  # new loans, since when
        ("发行债券2万亿元，增加3437亿元。", "3437亿元", None),  # no base has been stated
    ],
)
def test_a_change_behind_its_own_level_keeps_the_base(
    extractor: Extractor, text: str, quote: str, base: str | None
) -> None:
    assert facts(extractor, text, day=date(2010, 2, 25))[quote].change_base == base


@pytest.mark.parametrize(
    ("text", "quote", "unit"),
    [
        ("累计接受投稿作品15万首。", "15万首", "首"),
        ("完成退休人员5.7万人社会化管理移交。", "5.7万人", "人"),
        ("完成人社领域改革3项。", "3项", "项"),
        ("全国首批10首歌曲发布。", "10首", "首"),
        ("启用10首批次产品。", "10", None),
    ],
)
def test_units_that_begin_other_words(extractor: Extractor, text: str, quote: str, unit: str | None) -> None:
    found = facts(extractor, text)
    assert (found[quote].unit if quote in found else None) == unit


def test_what_is_charged_is_told_of_the_bounds_too(extractor: Extractor) -> None:
    found = facts(extractor, "支付平台按照交易金额的0.25%收取，最低0.9元/笔，最高50元/笔。")
    assert all("收取" in (fact.action or "") for fact in found.values())
    assert len(found) == 3


def test_an_adjective_stands_before_what_is_counted(extractor: Extractor) -> None:
    assert facts(extractor, "迭代推出170余项新的试点举措。")["170余项"].indicator == "试点举措"


@pytest.mark.parametrize(
    ("text", "quote", "status"),
    [
        ("2025年建成过江通道180座。", "180座", "target"),
        ("2025年基本建成过江通道180座。", "180座", "target"),
        ("迎接2023年亚运会，投入180亿元。", "180亿元", "actual"),
    ],
)
def test_what_a_year_to_come_brings(extractor: Extractor, text: str, quote: str, status: str) -> None:
    assert facts(extractor, text, issuer=None, day=date(2020, 4, 8))[quote].status == status


def test_the_country_s_many_at_an_event_are_of_the_event(extractor: Extractor) -> None:
    text = "第51届药材交易会今天在樟树开幕，全国8600多家厂商参展，当天成交额达108.7亿元。"
    found = facts(extractor, text, issuer=None, day=date(2020, 10, 16))
    assert {fact.subject for fact in found.values()} == {"第51届药材交易会"}


@pytest.mark.parametrize(
    ("text", "quote", "indicator"),
    [
        ("普通高中招生84万人，在校生241万人，毕业生79万人。", "79万人", "普通高中毕业生"),
        ("年末共有中等职业学校30所，在校生10万人。", "10万人", "中等职业学校在校生"),
        ("引进急需人才9万人，毕业生79万人。", "79万人", "毕业生"),
    ],
)
def test_pupils_are_of_the_school_named_first(extractor: Extractor, text: str, quote: str, indicator: str) -> None:
    assert facts(extractor, text, issuer=None)[quote].indicator == indicator


@pytest.mark.parametrize(
    ("since", "end"),
    [
        ("今年以来", date(2021, 3, 26)),
        ("今年2月以来", None),
        ("去年以来", date(2021, 3, 26)),
        ("去年下半年以来", None),
        ("2017年以来", None),
    ],
)
def test_only_since_a_years_beginning_ends_today(extractor: Extractor, since: str, end: date | None) -> None:
    text = f"{since}，全国查处案件391起。"
    assert facts(extractor, text, issuer=None, day=date(2021, 3, 26))["391起"].period_end == end


def test_years_to_come_hold_through_the_paragraph(extractor: Extractor) -> None:
    found = facts(extractor, "2022年2月22日\n\n未来五年，城镇新增就业40万人。建成率达到100%，新建学校30所。")
    assert {fact.status for fact in found.values()} == {"target"}


def test_a_zone_of_prices_is_a_name(extractor: Extractor) -> None:
    assert set(facts(extractor, "资费分为1元区、2元区，共覆盖27个国家。")) == {"27个"}
    assert "60元" in facts(extractor, "股价在60元区间震荡。")
