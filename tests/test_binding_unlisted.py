"""Whom a statement is about, where the text calls it by a name that no register has, or by a short form of one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.pipeline import Extractor

Subjects = Callable[[str], list[str | None]]
TITLE = "通报\n\n\u3000\u3000"


@pytest.fixture(scope="module")
def subjects(extractor: Extractor) -> Subjects:
    """The subject of each figure of a text, ¶ opening a paragraph."""
    return lambda text: [fact.subject for fact in extractor.extract(text.replace("¶", "\n\u3000\u3000"))]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("青禾乡辖6个行政村，1个社区。¶可利用草场195.69万亩。", "青禾乡"),
        ("柳溪镇位于县城东部，耕地3148亩。", "柳溪镇"),
        ("贫困村现有劳动力2936人。", "全国"),
        ("南方五省区全社会用电量达8294亿千瓦时，同比增长17.4%。", "南方五省区"),
        ("东北三省粮食产量达3000亿斤。", "东北三省"),
        ("江西五个项目投资3000万元。", "江西"),
        ("Bluetree在第三季度售出350万台设备，每台108美元。", "Bluetree"),
        ("可穿戴设备制造商Bluetree发布了业绩，售出350万台设备。", "Bluetree"),
        ("全国GDP增长5.2%。", "全国"),
        ("Blue Tree公布第三季度财报，营收14亿美元。", "Blue Tree"),
        ("清风镇荷花村现有人口195户525人。", "清风镇荷花村"),
        ("南昌机场旅客吞吐量达1008万人次。", "南昌机场"),
        ("宜春大熊猫繁殖研究基地，累计接待17.1万人。", "宜春大熊猫繁殖研究基地"),
        ("宜春青山景区前4天累计接待6.55万人。", "宜春青山景区"),
        ("江西公安破获命案31起。", "江西公安"),
        ("江西消防安全检查12次。", "江西"),
        ("教育部直属的75所高校已发布报告。", "75所高校"),
        ("江西宜春地区用电负荷迅速增长，最高负荷达406.8万千瓦。", "江西宜春地区"),
        ("宜春炼油厂停产扩能30天。", "宜春炼油厂"),
        ("记者从临水铁路局获悉，预计发送旅客19.8万人次。", "临水铁路局"),
        ("记者从省统计局获悉，新增企业12家。", "全国"),
        ("调研公司Bluetree今日发布报告称，二季度售出手机4.35亿部。", "全国"),
        ("Bluetree数据显示，共有2547家上市公司披露业绩。", "全国"),
    ],
)
def test_a_name_that_no_register_has_is_the_subject_where_it_acts(subjects: Subjects, text: str, subject: str) -> None:
    assert set(subjects(TITLE + text)) == {subject}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("临水铁路局迎来客流高峰，全局发送旅客14.9万人。", "临水铁路局"),
        ("江西阳光采购服务平台是第三方平台，服务企业12家。¶平台共完成采购项目906个。", "江西阳光采购服务平台"),
        ("江西蓝天公司将开展建设，改造收费站16个。", "江西蓝天公司"),
        ("临水法院在500多件此类案件中适用简易程序。", "临水法院"),
        ("而在宜春毗邻的新余市，降雨量一度超过300毫米。", "新余市"),
        ("在宜春市，降雨量一度超过300毫米。", "宜春市"),
    ],
)
def test_a_short_form_or_a_place_behind_its_description_is_the_subject(
    subjects: Subjects, text: str, subject: str
) -> None:
    assert subjects(TITLE + text)[-1] == subject


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("北京市优良天数比例为51.6%。PM2.5浓度为116微克/立方米，同比上升70.6%。", ["北京市"] * 3),
        ("南昌市遍布名胜古迹339处，全国重点文物保护单位13处，星级饭店15家。", ["南昌市"] * 3),
        ("江西移动加快南昌至九江铁路覆盖，新增基站60个。", ["江西移动"]),
    ],
)
def test_what_is_in_force_holds_behind_measures_grades_and_routes(
    subjects: Subjects, text: str, found: list[str]
) -> None:
    assert subjects("12月要闻\n\n\u3000\u3000" + text) == found


def test_a_title_that_ranks_one_of_those_counted_is_not_about_it(subjects: Subjects) -> None:
    text = "74个城市空气质量状况：石家庄垫底\n\n全国优良天数比例为60.0%。¶PM10浓度为117微克/立方米。"
    assert "石家庄" not in subjects(text)[1:]


def test_whom_a_clause_ranks_has_the_figure_in_the_bracket_behind_it(extractor: Extractor) -> None:
    text = "全市财政支出增长2.9%，6个市低于平均，增速最高的为南昌市（增长22.9%），增速最低的为宜春市（增长0.8%）。"
    facts = extractor.extract(TITLE + text)[-2:]
    assert [(fact.quote, fact.subject) for fact in facts] == [("22.9%", "南昌市"), ("0.8%", "宜春市")]


def test_a_kind_behind_a_list_closes_it_and_each_member_has_its_figure(extractor: Extractor) -> None:
    facts = extractor.extract(TITLE + "石油、化工、电子等行业增加值分别增长35.6%、32.1%和19.9%。")
    assert [(fact.subject, fact.indicator) for fact in facts] == [
        ("石油", "增加值"),
        ("化工", "增加值"),
        ("电子", "增加值"),
    ]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("内燃机行业7月销量稳步提升，内燃机行业向好。¶完成销量417.25万台。", "内燃机行业"),
        ("内燃机行业7月销量稳步提升，全国企业开工。¶完成销量417.25万台。", "全国"),
    ],
)
def test_a_document_about_a_trade_is_about_it_where_nothing_is_said_of_the_country(
    subjects: Subjects, text: str, subject: str
) -> None:
    assert subjects(text) == [subject]


def test_a_share_moves_and_not_the_session_it_moves_in(extractor: Extractor) -> None:
    (fact,) = extractor.extract(TITLE + "受此影响，公司股价在盘后交易中大涨10%。")
    assert (fact.subject, fact.indicator, fact.action) == ("全国", "公司股价", "大涨")


def test_an_operation_that_opens_a_sentence_behind_an_hour_is_the_subject(subjects: Subjects) -> None:
    text = "16日凌晨，“东风”打击走私集中行动在8个省市同步进行，打掉走私团伙14个。"
    assert set(subjects(TITLE + text)) == {"“东风”打击走私集中行动"}
