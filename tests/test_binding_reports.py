"""The years of a work report: what it looks back over, what it plans, the day that it names in passing."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.model import Document, Fact
from extractor.pipeline import Extractor

_OPENING = "政府工作报告\n\n各位代表：\n\n现在，我代表市人民政府，向大会报告工作，请予审议。\n\n"
_DATED = "——2021年2月23日在青禾市第八届人民代表大会第三次会议上\n\n" + _OPENING
_PLAN = "\n\n二、2022年经济社会发展的目标任务\n\n今年主要预期目标是：地区生产总值增长6%左右。\n\n"
_OVER = "一、工作回顾\n\n过去一年，是极不平凡的一年。\n\n"


def year(fact: Fact) -> tuple[int | None, int | None]:
    """The first and the last year of its period."""
    start, end = fact.period_start, fact.period_end
    return (None if start is None else start.year, None if end is None else end.year)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (_DATED + _OVER + "一是稳住发展基本盘。减免税费46亿元。", (2020, 2020)),
        (_DATED + "一、工作回顾\n\n五年来，我们砥砺前行。\n\n（一）环境改善。完成造林70万亩。", (2016, 2020)),
        (_DATED + "一、工作回顾\n\n各位代表！刚刚过去的2020年，极不平凡。\n\n——稳增长。减免税费46亿元。", (2020, 2020)),
        (_OPENING + _OVER + "一是稳住发展基本盘。减免税费46亿元。" + _PLAN, (2021, 2021)),
        (_OPENING + _OVER + "一是稳住发展基本盘。减免税费46亿元。", (None, None)),
        (_DATED + _OVER + "确定7月22日为“黑土地保护日”。保护面积扩大到2875万亩。", (2020, 2020)),
    ],
)
def test_what_a_report_looks_back_over_holds_below_it(
    extractor: Extractor, text: str, years: tuple[int | None, int | None]
) -> None:
    told = [fact for fact in extractor.extract(text) if fact.quote in ("46亿元", "70万亩", "2875万亩")]
    assert [year(fact) for fact in told] == [years]
    assert all(fact.period_start is None or (fact.period_start.month, fact.period_start.day) == (1, 1) for fact in told)


def test_what_is_planned_below_the_goals_of_a_year_is_of_that_year(extractor: Extractor) -> None:
    plan = "二、重点工作\n\n今年主要预期目标是：地区生产总值增长6%左右。\n\n加快建设公园城市。营造林40万亩。"
    found = next(fact for fact in extractor.extract(_DATED + plan) if fact.quote == "40万亩")
    assert (year(found), found.status) == ((2021, 2021), "target")


def test_an_undated_report_is_given_in_the_year_that_its_title_names(extractor: Extractor) -> None:
    text = "各位代表：\n今年主要预期目标是：全省生产总值增长7.5%左右。\n"
    report = Document(text=text, title="2016年青海省政府工作报告")
    [fact] = extractor.extract(report)
    assert (fact.period_start, fact.period_end, fact.status) == (date(2016, 1, 1), date(2016, 12, 31), "target")
    for title in ("2016年印发的通知", "2016年度工作报告"):
        [other] = extractor.extract(Document(text=text, title=title))
        assert other.period_start is None
