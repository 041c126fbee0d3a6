"""Groups and lists that a count names, and the parts of a place: whom the figures behind them are about."""

from __future__ import annotations

import pytest

from extractor.pipeline import Extractor

OPENING = "全国经济运行简报\n\n\u3000\u3000"


def subject(extractor: Extractor, text: str, quote: str, opening: str = OPENING) -> str | None:
    (found,) = [fact.subject for fact in extractor.extract(opening + text) if fact.quote == quote]
    return found and (found.removeprefix("全国") or found)  # a class of bodies is the nation's


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("9个试点省市共为企业减轻负担426.3亿元。", "426.3亿元", "9个试点省市"),
        ("38个国家部委出台43项意见。", "43项", "38个国家部委"),
        ("十部门联合出台意见，提出措施26项。", "26项", "十部门"),
        ("本周两市共有35只股票面临解禁。", "35只", "两市"),
        ("4个城市新建住宅价格环比上涨0.3%。", "0.3%", "4个城市"),
        ("362家重点企业复工率达到了92%。", "92%", "362家重点企业"),
        ("其余6家银行均新增网点12个。", "12个", "其余6家银行"),
        (
            "天津、重庆等5个服务业扩大开放试点地区服务业吸收外资增长34.1%。",
            "34.1%",
            "天津、重庆等5个服务业扩大开放试点地区",
        ),
        ("四川等西部5个自贸试验区吸收外资增长85.4%。", "85.4%", "四川等西部5个自贸试验区"),
        ("吉林等15个省份的补贴标准超过1000元。", "1000元", "吉林等15个省份"),
        ("财政部等五部门联合印发通知，新增贷款300亿元。", "300亿元", "财政部等五部门"),
        ("石油化工以及钢铁等11个行业利润同比下降5%。", "5%", "石油化工以及钢铁等11个行业"),
        ("中国移动、中国联通、中国电信三大运营商新建基站26万座。", "26万座", "中国移动、中国联通、中国电信三大运营商"),
        (
            "北京139条公交线路、天津119条公交线路、河北石家庄等五个城市的356条线路互通。",
            "356条",
            "河北石家庄等五个城市",
        ),
        ("东、中、西部地区外资分别增长6%、5.6%和7.3%。", "5.6%", "中部地区"),
        ("西安至成都列车运行时间缩短至3小时。", "3小时", "西安至成都"),
        ("广州涨幅第一，上涨11.2%，深圳次之，上涨9.1%，上海第三，上涨7.8%。", "9.1%", "深圳"),
        ("广州涨幅第一，上涨11.2%，深圳次之，上涨9.1%，上海第三，上涨7.8%。", "7.8%", "上海"),
        ("深圳新建商品住宅价格涨幅最高，达到9.1%。", "9.1%", "深圳"),
        ("钢铁大省河北再压减产能1800万吨。", "1800万吨", "河北"),
        ("涨幅最高的城市福州环比上涨2.4%。", "2.4%", "福州"),
        ("最高涨幅为北京的16.7%。", "16.7%", "北京"),
        ("其中通报案件最多的是浙江省，共通报16件。", "16件", "浙江省"),
        ("其中通报案件最多的是浙江省，共通报16件，其次为北京市，通报7件。", "7件", "北京市"),
        ("拿河北省来说，今年分流人员26万人。", "26万人", "河北省"),
        ("以浙江为例，去年新增企业30万家。", "30万家", "浙江"),
        ("法国中部降雪，影响2000辆汽车。", "2000辆", "法国中部"),
        ("湖北东部、安徽南部有大雨，雨量80毫米。", "80毫米", "湖北东部、安徽南部"),
    ],
)
def test_a_group_a_list_and_a_part_are_what_the_figures_behind_are_about(
    extractor: Extractor, text: str, quote: str, expected: str
) -> None:
    assert subject(extractor, text, quote) == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("180名社区工作者参加3天的培训。", "3天"),  # who they are is not where they work
        ("一万亿地方政府债券下达3批。", "3批"),  # money is no count
        ("门诊部（所）30.7万个，村卫生室59.9万个。", "59.9万个"),  # what is counted, with its gloss
        ("三大国家战略带来项目12个。", "12个"),  # what they are of
        ("充分发挥长江经济带发展和长三角一体化发展等三大战略优势，新建项目12个。", "12个"),  # what is done
        ("以数字化为例，去年新增企业30万家。", "30万家"),
        ("数字政务应用等9个项目荣获国家科学技术奖。", "9个"),
    ],
)
def test_what_a_count_or_a_name_of_places_does_not_make_a_body(extractor: Extractor, text: str, quote: str) -> None:
    assert subject(extractor, text, quote) == "全国"


def test_in_a_report_the_counted_are_the_places(extractor: Extractor) -> None:
    """A report counts what its place has: 7个区县通过… says nothing of who builds the next."""
    text = "松原至通榆等5条高速公路建成，海口等6个市县新建学校26所。"
    opening = "2023年政府工作报告\n\n\u3000\u3000全省经济稳步发展。"
    assert subject(extractor, "7个区县通过评估，新建学校6所。", "6所", opening) == "全省"
    assert [subject(extractor, text, quote, opening) for quote in ("5条", "6个", "26所")] == ["全省"] * 3


@pytest.mark.parametrize(
    ("text", "subject", "flag"),
    [
        ("简报\n\n\u3000\u3000新建学校26所。", "全国", "subject_assumed"),  # no word of it names a nation
        ("全国简报\n\n\u3000\u3000新建学校26所。", "全国", "subject_inherited"),
        ("简报\n\n\u3000\u3000全国新建学校26所。", "全国", None),
    ],
)
def test_the_nation_of_a_text_that_names_none_is_assumed(
    extractor: Extractor, text: str, subject: str, flag: str | None
) -> None:
    (fact,) = extractor.extract(text)
    assert fact.subject == subject
    assert [name for name in fact.flags if name.startswith("subject_")] == ([] if flag is None else [flag])
    assert fact.borrows_subject == (flag is not None)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("工信部：2021年镍行业供需两旺\n\u3000\u3000我国镍行业供需两旺。现货均价13.7万元。", "我国"),
        ("工信部：2021年镍行业供需两旺\n\u3000\u3000镍行业供需两旺。现货均价13.7万元。", "全国"),  # no country
        ("工信部推广新能源汽车\n\u3000\u3000新能源汽车走进我国千家万户。补贴13.7万元。", "工信部"),  # it acts
    ],
)
def test_a_ministry_before_a_colon_in_the_title_only_tells(extractor: Extractor, text: str, subject: str) -> None:
    (fact,) = [fact for fact in extractor.extract(text) if fact.quote == "13.7万元"]
    assert fact.subject == subject


def test_a_title_over_two_lines_makes_a_report(extractor: Extractor) -> None:
    """中华人民共和国, and below it what it reports: the hospitals of one sentence are not who the next tells of."""
    text = "医院和卫生院床位增加390万张。全年传染病发病26万例。"
    title = "中华人民共和国\n\n2008年国民经济和社会发展统计公报\n\n\u3000\u3000"
    assert subject(extractor, text, "26万例", title) == "中华人民共和国"
    assert subject(extractor, text, "26万例", title.replace("公报", "新闻")) == "医院和卫生院"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("城市社区托育点覆盖率达到55%；建成服务体20个。", "20个", "全省"),  # a deed is the place's
        ("青禾产业园产值增长5%；道路交通死亡人数26人。", "26人", "全省"),  # another noun is
        ("青禾产业园产值增长5%；利润增长3%。", "3%", "青禾产业园"),  # a measure that every body has goes on
        ("青禾产业园产值增长5%，新建厂房20座。", "20座", "青禾产业园"),
    ],
)
def test_behind_a_semicolon_a_reports_place_speaks_again(
    extractor: Extractor, text: str, quote: str, expected: str
) -> None:
    opening = "2023年政府工作报告\n\n\u3000\u3000全省经济稳步发展。"
    assert subject(extractor, text, quote, opening) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("高速公路发生交通事故3人死亡3人重伤。", ["死亡", "重伤"]),
        ("仓库火灾造成正在作业的员工5人当场死亡、7人受伤。", ["死亡", "受伤"]),
        ("消防支队救出3名受伤群众。", ["受伤群众"]),
    ],
)
def test_what_befell_those_counted_is_what_is_measured(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert [fact.indicator for fact in extractor.extract(f"通报\n\n\u3000\u3000{text}")] == expected


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("全县辖7镇7乡1个管委会。", ["镇", "乡", "管委会"]),
        ("现辖新罗区、漳平市等五县，人口302万人。", ["县", "人口"]),
        ("全县12个县区通车。", ["县区"]),
        ("受益68村。", ["村"]),
    ],
)
def test_a_figure_that_names_what_it_counts_needs_no_other_noun(
    extractor: Extractor, text: str, indicators: list[str]
) -> None:
    assert [fact.indicator for fact in extractor.extract(text)] == indicators
