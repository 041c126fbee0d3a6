"""Who a figure is about: named events, unnamed persons, groups that act, places that a noun describes, reports."""

from __future__ import annotations

import pytest

from extractor import Document, Extractor


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "第三届江南茶产业博览会，26日在临水市举行。本届博览会为期5天，吸引了30家企业参展。",
            ["第三届江南茶产业博览会"] * 2,
        ),
        ("为期一周的2014临水书展暨“墨香”阅读周今天开幕，共有50家出版社参展。", ["2014临水书展暨“墨香”阅读周"] * 2),
        ("今天，青云高速临水段建成通车。项目全长51公里。", ["青云高速临水段"]),
        ("截至目前，职业院校“校农结合”联盟已采购农产品306.03吨。", ["职业院校“校农结合”联盟"]),
        ("王某某在任期间，收受现金11万元。尤某另收受3万元。", ["王某某", "尤某"]),
        ("4日，官兵在山区抢救出4名伤员，其中两人重伤。", ["官兵", "官兵"]),
        ("法国中部降雪，影响2000辆汽车通行。", ["法国中部"]),
        ("捷克3万户家庭停电。", ["捷克"]),
        ("2016年，钢铁大省河北刚刚拆除高炉12座。", ["河北"]),
        ("前11个月，民营企业进出口11.03万亿元，增长14.4%。", ["民营企业", "民营企业"]),
        ("勉县、宁强县、南郑县也有新进展，产值增长在22%以上。", ["勉县、宁强县、南郑县"]),
    ],
)
def test_what_a_sentence_opens_with_is_its_subject(extractor: Extractor, text: str, subjects: list[str]) -> None:
    assert [fact.subject for fact in extractor.extract(text)] == subjects


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("江西省工业增加值增长8%，比全国平均水平高2.1个百分点，居中部第2位。", ["江西省"] * 3),
        ("汉中市签约项目20个。本月全市举行文艺活动36场。", ["汉中市", "全市"]),
        ("汉中市今年一大批项目建成，完成投资5亿元。", ["汉中市"]),
        ("每千名老年人拥有养老床位40张。", ["全国"]),
    ],
)
def test_what_is_compared_counted_or_general_is_no_subject(
    extractor: Extractor, text: str, subjects: list[str]
) -> None:
    assert [fact.subject for fact in extractor.extract(text)] == subjects


def test_a_sector_keeps_the_measures_that_every_sector_has(extractor: Extractor) -> None:
    facts = extractor.extract("上半年，黑色金属采选业产值增长76%，增加值增长40.6%；纺织业产值增长30%。")

    assert [fact.subject for fact in facts] == ["黑色金属采选业", "黑色金属采选业", "纺织业"]


def test_a_sectors_growth_is_not_its_neighbours(extractor: Extractor) -> None:
    first, second = extractor.extract("农副食品加工业增加值增长5%；纺织业增长11.6%。")

    assert (first.subject, second.subject, second.indicator) == ("农副食品加工业", "纺织业", "增加值")


SPEECH = "政府工作报告\n\n现在，我代表江苏省人民政府向大会报告工作。\n\n{}"


@pytest.mark.parametrize(
    ("opening", "subject"),
    [
        (SPEECH, "江苏省"),
        ("政府工作报告\n\n全省上下齐心协力。\n\n{}", "全省"),
        ("政府工作报告\n\n黑龙江发展稳中有进，全省上下齐心，黑龙江粮食居全国第一。\n\n{}", "黑龙江"),
    ],
)
def test_a_report_speaks_of_its_own_place(extractor: Extractor, opening: str, subject: str) -> None:
    facts = extractor.extract(opening.format("省级研究院正式成立，实施重大项目20个。新增就业120万人。"))

    assert [fact.subject for fact in facts][-2:] == [subject, subject]


def test_a_fee_report_named_in_a_sentence_makes_no_report_of_the_document(extractor: Extractor) -> None:
    """There, a company holds from sentence to sentence."""
    text = "2021年政府工作报告对提速作出部署。青云电信有限公司积极落实。降低资费12%，惠及企业300家。"

    assert {fact.subject for fact in extractor.extract(text)} == {"青云电信有限公司"}


PLAN = "政府工作报告\n\n我代表青云市人民政府报告工作。\n\n{}"


@pytest.mark.parametrize(
    ("paragraph", "status"),
    [
        ("新建人才公寓1000套。力争新引进人才3万名。", "target"),
        ("推动产业升级。加强技术攻关，新建省实验室2个。促进成果转化。", "target"),
        ("推动产业升级。加强技术攻关，累计建成省实验室2个。促进成果转化。", "actual"),
        ("城市面貌不断改善。建成人才公寓1000套，累计入住8000人，群众得到了实惠。力争再进一步。", "actual"),
    ],
)
def test_a_paragraph_of_commands_is_a_plan_unless_it_gives_account(
    extractor: Extractor, paragraph: str, status: str
) -> None:
    facts = extractor.extract(PLAN.format(paragraph))

    assert facts[0].status == status


def test_an_estimate_in_a_section_that_looks_back_has_been(extractor: Extractor) -> None:
    past = "一、2013年工作回顾\n\n全年预计实现地区生产总值5.9万亿元。"
    text = f"政府工作报告\n\n{past}\n\n二、2014年主要目标\n\n实现增长9%。"
    facts = extractor.extract(Document(text=text))

    assert [fact.status for fact in facts] == ["actual", "target"]
