"""Target or actual."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractor.pipeline import Extractor

Statuses = Callable[..., list[str]]
JANUARY = date(2023, 1, 18)


@pytest.fixture(scope="module")
def statuses(extractor: Extractor) -> Statuses:

    def read(text: str, published: date = date(2022, 12, 20)) -> list[str]:
        facts = extractor.extract(f"通报\n\n\u3000\u3000{text}", published=published)
        return [fact.status for fact in facts]

    return read


@pytest.mark.parametrize(
    "text",
    [
        "下一步，全市计划新建基站300个。",
        "全市力争全年粮食产量达到50万吨。",
        "到2025年，全市基站将达到3000个。",
        "全市确保年底前新建基站300个。",
        "全市粮食产量目标为50万吨。",
        "预计全年财政收入增长6%。",
        "明年，江西电信将新建基站300个。",
        "该项目计划总投资12亿元。",
        "届时，年处理能力达3万吨。",
        "全年目标任务50万吨。",
        "全市目标任务3万亩。",
        "全市考核目标值为85%。",
    ],
)
def test_what_is_planned_promised_or_expected_is_a_target(statuses: Statuses, text: str) -> None:
    assert statuses(text) == ["target"]


@pytest.mark.parametrize(
    "text",
    [
        "全市已建成基站2300个。",
        "全市新建基站300个。",
        "江西电信将78家企业纳入名单。",
        "全市计划生育家庭1200户。",
        "预计2021年财政收入增长6%。",
        "在目标引领下，全市共建成基站300个。",
        "落实年度计划，全市新建基站300个。",
        "全市超额完成任务，新建基站300个。",
        "全市完成年度任务的102.6%。",
        "完成全年计划任务的102.6%。",
        "粮食产量比计划目标多3万吨。",
        "优良天数比例高于考核目标值4.8%。",
    ],
)
def test_what_is_done_or_only_mentions_a_plan_is_actual(statuses: Statuses, text: str) -> None:
    assert statuses(text) == ["actual"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市计划新建基站300个，其中农村120个。", ["target", "target"]),
        ("全市已建成基站2300个，力争年底前达到2600个。", ["actual", "target"]),
        ("全市力争全年粮食产量达到50万吨，已完成30万吨。", ["target", "actual"]),
        ("全市计划新建基站300个；建成基站120个。", ["target", "actual"]),
        ("全市计划新建基站300个。全市财政收入9亿元。", ["target", "actual"]),
    ],
)
def test_a_target_runs_to_the_end_of_its_sentence_or_to_what_is_done(
    statuses: Statuses, text: str, expected: list[str]
) -> None:
    assert statuses(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成造林面积3.2万亩，占年度目标任务3万亩的106.7%。", ["actual", "target", "actual"]),
        ("超额完成年度目标任务37亿元的105%。", ["target", "actual"]),
        ("完成年度计划300套的96%。", ["target", "actual"]),
        ("完成投资12亿元，占年度目标的86%。", ["actual", "actual"]),
        ("新建水窖35口，完成年度任务的102.6%。", ["actual", "actual"]),
        ("新建水窖35口，比计划目标多5口。", ["actual", "actual"]),
        ("优良天数比例85.2%，高于考核目标值4.8%。", ["actual", "actual"]),
    ],
)
def test_of_a_goal_and_the_share_of_it_reached_only_the_goal_is_a_target(
    statuses: Statuses, text: str, expected: list[str]
) -> None:
    assert statuses(text) == expected


@pytest.mark.parametrize("heading", ["二、下一步工作", "二、主要目标", "二、今后工作安排"])
def test_a_heading_makes_targets_of_what_follows_it(statuses: Statuses, heading: str) -> None:
    text = f"财政收入12亿元。\n{heading}\n财政收入增长6%。\n粮食产量50万吨。\n三、回顾\n财政支出9亿元。"
    assert statuses(text) == ["actual", "target", "target", "actual"]


def test_a_plan_goes_on_in_the_sentence_that_opens_with_its_project(statuses: Statuses) -> None:
    assert statuses("全市计划新建厂房300座。项目占地面积120亩。全市财政收入9亿元。") == ["target", "target", "actual"]


@pytest.mark.parametrize(("year", "status"), [("2023", "target"), ("2022", "actual"), ("2021", "actual")])
def test_the_work_of_the_year_that_has_begun_is_planned_and_that_of_the_last_is_done(
    statuses: Statuses, year: str, status: str
) -> None:
    text = f"三、{year}年重点工作\n财政收入增长6%。\n（一）农业生产\n粮食产量50万吨。\n（二）工业生产\n新建厂房12座。"
    assert statuses(text, JANUARY) == [status] * 3


def test_a_section_that_is_planned_ends_with_the_next_of_its_level(statuses: Statuses) -> None:
    text = "三、2023年重点工作\n财政收入增长6%。\n（一）农业生产\n粮食产量50万吨。\n四、组织保障\n发放补贴3万元。"
    assert statuses(text, JANUARY) == ["target", "target", "actual"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（一）切实抓好农业生产\n粮食产量50万吨。", ["target"]),
        ("（一）切实抓好基站建设。新建基站300个。", ["target"]),
        ("（一）农业生产\n粮食产量50万吨。", ["actual"]),
        ("2022年，财政收入12亿元。\n（一）切实抓好农业生产\n粮食产量50万吨。", ["actual", "actual"]),
        ("一、2022年工作情况\n财政收入12亿元。\n（一）切实抓好农业生产\n粮食产量50万吨。", ["actual", "actual"]),
        (
            "一、2022年工作情况\n财政收入12亿元。\n二、2023年工作安排\n（一）切实抓好农业生产\n粮食产量50万吨。",
            ["actual", "target"],
        ),
    ],
)
def test_a_heading_that_calls_for_work_plans_it_unless_a_past_year_holds(
    statuses: Statuses, text: str, expected: list[str]
) -> None:
    assert statuses(text, JANUARY) == expected


def test_a_list_of_goals_is_planned_to_the_end_of_its_sentence(extractor: Extractor) -> None:
    text = "今年发展主要预期目标是：地区生产总值增长5.5%左右；城镇新增就业11万人以上。去年新增就业12万人。"
    statuses = [fact.status for fact in extractor.extract(text, published=date(2022, 1, 12))]
    assert statuses == ["target", "target", "actual"]


def test_what_will_be_invested_is_planned(extractor: Extractor) -> None:
    (fact,) = extractor.extract("全省将投资500亿元。")
    assert fact.status == "target"


@pytest.mark.parametrize(
    "text",
    [
        "拟设市城区常住人口不低于15万人。",
        "缓缴期限最长不得超过5年。",
        "旅客不能带超过15公斤的大米过关。",
        "每人每次标准不超过300元。",
        "到2023年底，北京将全面清理散乱污企业5500家。",
        "2023年年底前培训养老院院长1万名。",
        "全国铁路今天预计加开临客341列。",
        "全市规划建设污水管网706公里。",
        "财政部宣布从2023年8月1日起取消收费33项。",
        "近日，人社部印发通知，明确全国招募志愿者2.7万名。",
        "同时，景区还要求游客每日入园1200人。",
        "2023年全国共计划招收研究生60.8万人。",
        "全国铁路将实施新的运行图，共开行列车369对。",
    ],
)
def test_what_is_required_or_lies_ahead_is_a_target(statuses: Statuses, text: str) -> None:
    assert statuses(text) == ["target"]


@pytest.mark.parametrize(
    "text",
    [
        "低保标准提高到不低于240元。",
        "全市生活不能自理老人500人。",
        "全市有不能正常履约企业12家。",
        "发现不可回收垃圾30吨。",
        "注册资本不低于1000万元的企业120家。",
        "实际能耗不超过300万吨。",
        "为迎接2023年亚运会，全市改造场馆12个。",
        "全市到2030年到期的债务余额30亿元。",
        "全市已规划建设3个港区。",
        "截至2022年底，全市清理散乱污企业5500家。",
        "到2022年底，铁路固定资产投资完成8000亿元。",
        "全国铁路今天加开临客341列。",
        "财政部宣布从2022年8月1日起取消收费33项。",
        "全市按照要求，建成景区12个。",
        "通知明确了任务12项。",
    ],
)
def test_what_has_been_reached_is_no_target_whatever_it_was_measured_by(statuses: Statuses, text: str) -> None:
    assert set(statuses(text)) == {"actual"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("努力办好教育，新增学位6000个。", "actual"),
        ("确保供水安全，水质优良比例提高10.6个百分点。", "actual"),
        ("力争新增学位6000个。", "target"),
    ],
)
def test_effort_in_a_section_that_looks_back_has_been_made(extractor: Extractor, text: str, status: str) -> None:
    heads = "政府工作报告\n\n各位代表：\n\n"
    (fact,) = extractor.extract(f"{heads}一、2022年工作回顾\n\n\u3000\u3000{text}", published=JANUARY)
    assert fact.status == status
    (fact,) = extractor.extract(f"{heads}二、2023年工作安排\n\n\u3000\u3000{text}", published=JANUARY)
    assert fact.status == "target"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("企业倍增计划初见成效，营业收入增长10%。", "actual"),
        ("公司计划投资3亿元。", "target"),
        ("全市公布年度投资计划500亿元。", "target"),
        ("一是计划收购柿子15万斤。", "target"),
        ("实施新一轮开发纲要，将扶贫标准提高到2300元。", "actual"),
        ("到明年，全市将建成基站300个。", "target"),
        ("海水面积优于考核目标19.8个百分点。", "actual"),
        ("旅客只能带1.8公斤奶粉。", "target"),
        ("抢修人员必须在45分钟内到场。", "target"),
    ],
)
def test_a_plan_by_name_and_what_was_set_are_no_targets_and_what_must_be_is(
    extractor: Extractor, text: str, status: str
) -> None:
    assert extractor.extract(text)[0].status == status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("企业年度检验费等33项行政事业性收费将取消。", "target"),
        ("企业年度检验费等33项行政事业性收费已取消。", "actual"),
        ("20家公司将于5月4日解禁。", "actual"),
    ],
)
def test_what_is_counted_may_be_to_be(extractor: Extractor, sentence: str, status: str) -> None:
    assert extractor.extract(sentence)[0].status == status


ADDRESS = "政府工作报告\n\n各位代表：\n\n现在，我代表市人民政府，向大会报告工作，请予审议。\n\n"
PLANNED = "提升产业发展水平。做大做强全产业链，加快仓储物流体系建设，新增龙头企业10家，打造现代农业示范带。"
TOLD = "产业发展水平持续提升。全产业链扎实推进，仓储物流体系不断完善，新增龙头企业10家，入选全国示范带。"


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (PLANNED, ["target"]),
        (TOLD, ["actual"]),
        (f"{TOLD}\n\n{PLANNED}", ["actual", "target"]),
        (f"{PLANNED}\n\n博物馆189家免费开放。", ["target", "target"]),
        (f"{TOLD}\n\n博物馆189家免费开放。", ["actual", "actual"]),
        (f"{PLANNED}\n\n12.三大产业：旅游业等三类产业。", ["target", "actual"]),
    ],
)
def test_a_report_without_headings_tells_or_plans_by_its_words(
    extractor: Extractor, text: str, statuses: list[str]
) -> None:
    """推进改革 is planned, 改革深入推进 is told; what says neither goes on, what explains a word does not."""
    assert [fact.status for fact in extractor.extract(ADDRESS + text)] == statuses


def test_a_long_paragraph_is_weighed_part_by_part(extractor: Extractor) -> None:
    text = TOLD * 30 + PLANNED * 30
    read = [fact.status for fact in extractor.extract(ADDRESS + text)]
    assert (read[0], read[-1]) == ("actual", "target")


def test_a_plain_plan_under_a_heading_that_looks_back_is_of_no_past_year(extractor: Extractor) -> None:
    heading = "一、2022年工作回顾\n\n"
    (planned,) = extractor.extract(ADDRESS + heading + PLANNED, published=JANUARY)
    (told,) = extractor.extract(ADDRESS + heading + TOLD, published=JANUARY)
    assert (planned.status, planned.period_start) == ("target", None)
    assert (told.status, told.period_start) == ("actual", date(2022, 1, 1))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("新增减税累计将达7.6万亿元。", "target"),
        ("今年要再减少农村贫困人口1000万人。", "target"),
        ("大货车过一次要交50元。", "actual"),
        ("甘肃省将选派1000名干部。", "target"),
        ("从2020年至2022年，培训服务人员500万人次。", "target"),
        ("从2018年至2019年，培训服务人员500万人次。", "actual"),
        ("累计已达7.6万亿元。", "actual"),
    ],
)
def test_what_will_or_must_be_is_a_target(extractor: Extractor, text: str, status: str) -> None:
    (found,) = extractor.extract(f"通报\n\n\u3000\u3000{text}", published=date(2020, 10, 20))
    assert found.status == status


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年，全市人口20万人。每千名老人拥有床位不低于30张。", ["actual", "target"]),
        ("2021年，全市人口20万人，每千名老人拥有床位不低于30张。", ["actual", "actual"]),
    ],
)
def test_a_bound_is_reached_only_in_a_time_that_its_own_sentence_states(
    statuses: Statuses, text: str, expected: list[str]
) -> None:
    assert statuses(text) == expected


def test_a_heading_in_the_tone_of_a_command_may_head_what_was_done(extractor: Extractor) -> None:
    head = "政府工作报告\n各位代表：\n（五）坚决打好三大攻坚战，全力补短板。"
    done = "圆满完成年度脱贫目标。建设驿站607个，吸纳10.22万人就业，收入增长了12%，受到了国务院表彰。\n"
    planned = "要继续抓好脱贫，力争建设驿站600个，确保吸纳10万人就业。\n"
    assert {fact.status for fact in extractor.extract(head + done)} == {"actual"}
    assert {fact.status for fact in extractor.extract(head + planned) if fact.quote != "三大"} == {"target"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("旅客不能携带净重超过1.8公斤的奶粉。", "target"),
        ("生活不能自理老人超过500人。", "actual"),
        ("县里安排经费预算5.2亿元。", "target"),
        ("县里压减一般性支出预算2500万元。", "actual"),
        ("县里公布了9亿元规模的年度预算。", "target"),
        ("全县支出5.2亿元，为预算的102%。", "actual"),
    ],
)
def test_a_bound_that_nobody_may_pass_and_a_budget_are_targets(extractor: Extractor, text: str, status: str) -> None:
    assert extractor.extract(text)[-1].status == status


@pytest.mark.parametrize(
    ("before", "behind", "status"),
    [
        (PLANNED, PLANNED, "target"),
        (TOLD, TOLD, "actual"),
        ("", TOLD, "actual"),
        (TOLD, f"二、今年重点工作\n\n{PLANNED}", "actual"),  # nothing is carried over a heading
    ],
)
def test_a_paragraph_that_says_nothing_itself_is_as_those_around_it(
    extractor: Extractor, before: str, behind: str, status: str
) -> None:
    silent = "县城道路18条，乡村道路77条。"
    facts = extractor.extract(f"{ADDRESS}一、城乡建设\n\n{before}\n\n{silent}\n\n{behind}")
    assert next(fact.status for fact in facts if fact.quote == "77条") == status


def test_a_communique_plans_nothing(extractor: Extractor) -> None:
    (fact,) = extractor.extract("青云市统计公报\n\n加快推动道路建设，力争打造示范工程。新建道路77条。")
    assert fact.status == "actual"
