"""Whom the sentences of news are about: persons, villages, shares, zones, and what only looks like a name."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import load_rules
from extractor.model import Fact
from extractor.pipeline import Extractor

OPENING = "全省经济运行简况\n\n\u3000\u3000"


def read(extractor: Extractor, text: str) -> dict[str, Fact]:
    return {fact.quote: fact for fact in extractor.extract(OPENING + text.replace("¶", "\n\u3000\u3000"))}


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("村民赵春生今年种植黄桃12亩，收入6.5万元。", "6.5万元", "村民赵春生"),
        ("赵春生是村民赵大山的儿子，赵大山今年种植黄桃12亩。", "12亩", "赵大山"),
        ("西安市长安区青石镇柳树沟村发展养殖。柳树沟村去年户均收入1.8万元。", "1.8万元", "柳树沟村"),
        ("官兵们连夜转移群众260名。", "260名", "官兵"),
        ("盘中多股走强，青禾科技涨超4.2%，云岭乳业跌约1.9%。", "4.2%", "青禾科技"),
        ("盘中多股走强，青禾科技涨超4.2%，云岭乳业跌约1.9%。", "1.9%", "云岭乳业"),
        ("中央督察组进驻本地，受理举报312件。", "312件", "中央督察组"),
        ("国家级经济技术开发区实际使用外资同比增长12.5%。", "12.5%", "国家级经济技术开发区"),
        ("在杭州高新区，今年新注册企业580家。", "580家", "杭州高新区"),
        ("10月份，房价涨幅最高的城市为杭州，同比上涨6.2%。", "6.2%", "杭州"),
        ("国内50个大中城市中，有41个城市的房价上涨。", "41个", "国内50个大中城市"),
        ("第五届江南茶博会今天开幕。本届茶博会为期4天，吸引客商3600名。", "3600名", "第五届江南茶博会"),
    ],
)
def test_the_subject_of_a_news_sentence(extractor: Extractor, text: str, quote: str, subject: str) -> None:
    found = read(extractor, text)[quote].subject
    assert found is not None
    assert found.removeprefix("全省") == subject  # a class of bodies is the place's


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("全面落实省委部署，新建充电桩300个。", "300个"),
        ("深化与浙江大学合作，引进博士36名。", "36名"),
        ("紧紧围绕片区开发，今年建成项目19个。", "19个"),
        ("书记高度重视，今年建成项目19个。", "19个"),
        ("据村民赵春生介绍，今年新修道路3公里。", "3公里"),
        ("国内汽油价格涨3.1%。", "3.1%"),
        ("农村低保标准提高到5800元。", "5800元"),
    ],
)
def test_what_is_done_or_measured_is_no_subject(extractor: Extractor, text: str, quote: str) -> None:
    fact = read(extractor, text)[quote]
    assert fact.subject == "全省"
    assert "subject_inherited" in fact.flags


def test_a_price_move_is_measured_as_a_rise_or_a_fall(extractor: Extractor) -> None:
    facts = read(extractor, "青禾科技涨超4.2%，云岭乳业收跌1.9%，青禾科技股价跌2.4%。")
    assert [(fact.indicator, fact.action) for fact in facts.values()] == [
        ("涨幅", "涨"),
        ("跌幅", "收跌"),
        ("股价", None),
    ]


def test_what_may_not_be_more_is_at_most_that(extractor: Extractor) -> None:
    facts = read(extractor, "旅客不得携带超过20公斤的茶叶；超过30公斤的须申报。")
    assert facts["20公斤"].modifier == "at_most"
    assert facts["30公斤"].modifier == "over"


def test_what_is_put_before_its_verb_is_what_changes(extractor: Extractor) -> None:
    facts = read(extractor, "二是将小微企业贷款贴息上限，从80万元提高到200万元。")
    assert {fact.indicator for fact in facts.values()} == {"小微企业贷款贴息上限"}


def test_a_record_says_no_time_of_what_stands_behind_it(extractor: Extractor) -> None:
    facts = read(extractor, "2019年，空气质量达到2013年以来最好水平，优良天数比例86.3%。2013年以来，新建公园60座。")
    assert facts["86.3%"].period_start is not None
    assert facts["86.3%"].period_start.year == 2019
    assert facts["60座"].period_start is not None
    assert facts["60座"].period_start.year == 2013


def test_how_long_it_goes_on_is_said_of_what_stands_before(extractor: Extractor) -> None:
    facts = read(extractor, "水质连续6年达标，居全国第二，投入36个月建设管网。")
    assert facts["6年"].indicator == "水质"
    assert facts["第二"].indicator == "水质"


def test_a_list_of_sectors_with_lists_in_their_names(extractor: Extractor) -> None:
    facts = read(extractor, "服装、鞋帽及皮具制造业、仪表制造业、食品加工业产值同比增长8.1%、6.4%和5.2%。")
    assert [fact.subject for fact in facts.values()] == ["服装、鞋帽及皮具制造业", "仪表制造业", "食品加工业"]


def test_what_befell_some_is_not_said_of_others(extractor: Extractor) -> None:
    facts = read(extractor, "事故造成12人死亡、31人重伤，46人轻伤。")
    assert [fact.indicator for fact in facts.values()] == ["死亡", "重伤", "轻伤"]


def test_people_of_low_income_are_no_money(extractor: Extractor) -> None:
    fact = read(extractor, "帮助12.9万建档立卡低收入人口脱贫。")["12.9万"]
    assert (fact.kind, fact.unit) == ("count", None)


def test_a_paragraph_that_is_plainly_a_plan_is_one_under_any_heading(extractor: Extractor) -> None:
    report = "政府工作报告\n\n一、2023年工作回顾\n\n"
    plan = "今年要加快补齐短板，确保新增停车位1万个，力争开工项目30个，抓好改造，推动提升，办好实事。"
    account = "去年累计新增停车位1万个，顺利开工项目30个，改造取得成效。"
    assert {fact.status for fact in extractor.extract(report + plan)} == {"target"}
    assert {fact.status for fact in extractor.extract(report + account)} == {"actual"}


def test_each_place_of_a_list_has_its_own_count(extractor: Extractor) -> None:
    facts = read(extractor, "杭州139条公交线路、宁波119条公交线路实现一卡通。")
    assert [(fact.subject, fact.indicator) for fact in facts.values()] == [("杭州", "公交线路"), ("宁波", "公交线路")]


def test_what_lasts_stands_behind_its_length(extractor: Extractor) -> None:
    facts = read(extractor, "联合开展为期两周的宣传活动，油料产量比上年减产1.3%。")
    assert facts["两周"].indicator == "宣传活动"
    assert facts["1.3%"].change_direction == "down"


def test_what_is_compared_with_is_not_measured(extractor: Extractor) -> None:
    facts = read(extractor, "城镇调查失业率3.2%，低于全国平均水平0.8个百分点。")
    assert facts["0.8个百分点"].indicator == "城镇调查失业率"


def test_a_county_that_no_register_has_is_a_place_among_others(extractor: Extractor) -> None:
    facts = read(extractor, "全市用电量2万千瓦时，其中西城区1104.2万千瓦时，江溪县980.0万千瓦时；特色县3个。")
    assert facts["980.0万千瓦时"].subject == "江溪县"
    assert facts["3个"].subject != "特色县"


def test_the_end_of_a_length_of_time_names_nothing(extractor: Extractor) -> None:
    facts = read(extractor, "民警2小时内追回30万元，抢通率升至62%。")
    assert facts["30万元"].indicator == "追回"
    assert facts["62%"].indicator == "抢通率"


def test_an_index_with_a_name_of_its_own_is_measured_not_moved(extractor: Extractor) -> None:
    facts = read(extractor, "杭州市GDP涨5.2%，全市职工工资涨4.1%。")
    assert facts["5.2%"].indicator_id == "gdp"
    assert facts["4.1%"].subject == "全市"


def test_words_behind_a_title_are_no_persons(extractor: Extractor) -> None:
    facts = read(extractor, "市民向记者介绍情况。据悉，公司向记者发布数据，营业收入5亿元。")
    assert "向记者" not in (facts["5亿元"].subject or "")


def test_a_name_that_the_headline_opens_with_and_the_text_repeats(extractor: Extractor) -> None:
    text = "禾纫园启动帮扶行动\n\n禾纫园选派干部进村。为此，禾纫园设立平台。去年禾纫园捐资3亿元，建成学校2所。"
    assert {fact.subject for fact in extractor.extract(text)} == {"禾纫园"}
    once = "禾纫园启动帮扶行动\n\n全省捐资3亿元，建成学校2所。"
    assert {fact.subject for fact in extractor.extract(once)} == {"全省"}


def test_a_broken_character_does_not_stop_the_search_for_names(extractor: Extractor) -> None:
    facts = read(extractor, "村民赵春生今年\ud800种植黄桃12亩，赵春生收入6.5万元。")
    assert facts["6.5万元"].subject == "赵春生"


YIELDS = (
    "周五（2月4日），英国10年期国债收益率涨4.3个基点，报1.411%，逼近2018年11月26日顶部1.417%，为1月10日以来首次涨穿1.4%关口；"
    "两年期英债收益率涨11.8个基点，随后跌至日低1.262%，上次跌穿1.1%是在2019年2月5日。意大利10年期国债收益率报1.746%。"
)


@pytest.mark.parametrize(
    ("quote", "subject", "measure", "day"),
    [
        ("1.411%", "英国", "10年期国债收益率", "2022-02-04"),
        ("1.417%", "英国", "10年期国债收益率逼近顶部", "2018-11-26"),
        ("1.4%", "英国", "10年期国债收益率涨穿", "2022-02-04"),
        ("11.8个基点", "两年期英债", "两年期英债收益率", "2022-02-04"),
        ("1.262%", "两年期英债", "两年期英债收益率日低", "2022-02-04"),
        ("1.746%", "意大利", "10年期国债收益率", "2022-02-04"),
    ],
)
def test_a_level_that_a_price_comes_near_is_of_its_measure_and_its_date_of_the_level_alone(
    extractor: Extractor, quote: str, subject: str, measure: str, day: str
) -> None:
    fact = {fact.quote: fact for fact in extractor.extract(YIELDS, published=date(2022, 2, 5))}[quote]
    assert (fact.subject, fact.indicator, str(fact.period_end)) == (subject, measure, day)


def test_an_index_is_what_falls_by_its_name_alone(extractor: Extractor) -> None:
    facts = extractor.extract("恒生科技指数重挫4.51%，国企指数跌3.01%。")
    assert [(fact.subject, fact.indicator, fact.change_direction) for fact in facts] == [
        ("恒生科技指数", "跌幅", "down"),
        ("国企指数", "跌幅", "down"),
    ]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("世卫组织公布的最新数据显示，全球累计确诊病例达2.1亿例。", "全球"),
        ("我国稀土产量居全球第一。", "我国"),
    ],
)
def test_news_of_the_whole_world_is_about_it(extractor: Extractor, text: str, subject: str) -> None:
    assert [fact.subject for fact in extractor.extract(text)] == [subject]


def test_a_report_on_a_place_only_counts_what_the_world_knows(extractor: Extractor) -> None:
    facts = extractor.extract("2023年云岭省政府工作报告\n\n全省进出口增长5%，全球“灯塔工厂”3家。")
    assert {fact.subject for fact in facts} == {"全省"}


@pytest.mark.parametrize(
    ("text", "quote", "indicator", "subject"),
    [
        ("前5个月，我国进出口13.8亿元。其中，东盟为我国第一大贸易伙伴，占14.8%。", "第一大", "贸易伙伴", "东盟"),
        ("前5个月，我国进出口13.8亿元。其中，东盟为我国第一大贸易伙伴，占14.8%。", "14.8%", "进出口占比", "东盟"),
        ("青禾园区推出举措285项，其中全国首创103项。", "103项", "全国首创", "青禾园区"),
        ("税务总局取消2项非行政许可审批。", "2项", "非行政许可审批", "税务总局"),
    ],
)
def test_the_nth_largest_the_country_s_first_and_approvals_are_named_whole(
    extractor: Extractor, text: str, quote: str, indicator: str, subject: str
) -> None:
    (fact,) = (fact for fact in extractor.extract(text) if fact.quote == quote)
    assert (fact.indicator, fact.subject) == (indicator, subject)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("项目，总投资5亿元。", "项目总投资"),
        ("展览，吸引15万人。", "吸引"),
        ("活动：5万人参加。", "参加"),
        ("项目\n总投资5亿元。", "总投资"),
        ("5万人项目。", "项目"),
    ],
)
def test_a_thing_that_closes_its_clause_does_nothing_in_it(extractor: Extractor, text: str, indicator: str) -> None:
    (fact,) = extractor.extract(text)
    assert fact.indicator == indicator


def test_no_word_for_a_thing_is_read_past_its_clause(extractor: Extractor) -> None:
    things = sorted(
        word for cue in load_rules().cues if cue.id in {"thing-noun", "thing-general"} for word in cue.words
    )
    assert len(things) > 50
    for thing in things:
        for text in (f"{thing}，投资5亿元。", f"{thing}\n投资5亿元。", f"投资5亿元，{thing}。"):
            assert [fact.quote for fact in extractor.extract(text)] == ["5亿元"], text
