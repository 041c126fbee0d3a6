"""Totals of tables that stand in a document's text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from extractor.checks import check
from extractor.cli.app import run
from extractor.model import CellSpan, Document, Finding
from extractor.pipeline import Extractor

HEAD = "惠企情况\n单位\t套餐数\t减免费用\t增长率\n"


def found(text: str) -> list[Finding]:
    return list(check([], documents=[Document(text=text, source="t.txt")]))


def test_every_column_but_rates_is_summed_over_its_rows() -> None:
    text = HEAD + "电信\t21\t1078.9\t5.2\n移动\t11\t1600.2\t3.1\n联通\t3\t891.5\t2.0\n合计\t35\t3590.7\t9.9\n"
    counts, money = found(text)
    assert (counts.verdict, counts.arithmetic) == ("holds", "35（合计） = 21（电信） + 11（移动） + 3（联通） = 35")
    assert (money.verdict, money.difference, money.tolerance) == ("differs", Decimal("20.1"), Decimal("0.20"))
    assert (money.source, money.lines) == ("t.txt", (6, 3, 4, 5))


@pytest.mark.parametrize(
    ("rows", "verdicts"),
    [
        ("甲\t1.1\n乙\t2.2\n合计\t3.4", ["within_rounding"]),
        ("甲\t1.1\n乙\t2.2\n小计\t3.3\n丙\t4.0\n丁\t1.0\n小计\t5.0\n合计\t8.3", ["holds", "holds", "holds"]),
        ("甲\t1.1\n其中：农村\t0.5\n乙\t2.2\n合计\t3.3", ["holds"]),
        ("甲\t1.1\n乙\t-\n丙\t2.2\n合计\t3.3", ["holds"]),
        ("甲\t1.1\n乙\t待定\n丙\t2.2\n合计\t3.3", []),  # a cell that is no number
        ("甲\t1.1\n乙\t2.2\n丙\t3.3", []),
        ("总计\t9.9\n甲\t1.1\n乙\t2.2", ["undecided"]),  # rows below a total may leave something out
        ("总计\t3.3\n甲\t1.1\n乙\t2.2", ["holds"]),
        ("甲\t1,078.9\n乙\t2.2\n合计\t1,081.1", ["holds"]),
    ],
)
def test_a_total_row_is_the_sum_of_the_rows_it_stands_for(rows: str, verdicts: list[str]) -> None:
    assert [one.verdict for one in found("名称\t金额\n" + rows)] == verdicts


@pytest.mark.parametrize(
    "head",
    ["增值率", "增值（%）", "增值（％）", "价格指数", "销售均价", "单价", "平均工资", "人均收入", "同上年之比", "比重"],
)
def test_what_does_not_add_up_is_not_summed(head: str) -> None:
    assert found(f"名称\t{head}\n甲\t1.1\n乙\t2.2\n合计\t9.9") == []


def test_a_column_whose_cells_are_percentages_is_not_summed() -> None:
    text = "名称\t增值\n甲\t1.1\n乙\t2.2\n合计\t9.9"
    cells = tuple(
        CellSpan(table=1, row=row, column=2, start=text.index(cell), end=text.index(cell) + 3, unit="%")
        for row, cell in ((2, "1.1"), (3, "2.2"), (4, "9.9"))
    )
    assert list(check([], documents=[Document(text=text, cells=cells)])) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("名称\t金额\n甲\t1.1\n乙\t\n丙\t2.2\n合计\t9.9", ["unread-rows"]),
        ("名称\t金额\n甲\t1.1\n乙\t-\n丙\t2.2\n合计\t9.9", ["unread-rows"]),
        # a page ends inside the table, its head is printed again
        ("名称\t金额\n甲\t1.1\n乙\t2.2\n12\n名称\t金额\n丙\t1.1\n丁\t2.2\n合计\t6.6", ["unread-rows"]),
        # the row above was read with other cells
        ("名称\t金额\t差\n流动 1.0\t2.0\t3.0\n项目\t金额\n甲\t1.1\n乙\t2.2\n合计\t9.9", ["unread-rows"]),
        # the head is a row of the table that lost its own
        ("资产\t账面 值\t率\n长期\t－\n甲\t1.1\n乙\t2.2\n合计\t9.9", []),
    ],
)
def test_a_table_that_was_not_read_whole_accuses_nobody(text: str, expected: list[str]) -> None:
    assert [one.reason for one in found(text)] == expected


def test_a_table_of_other_marks_is_read_too() -> None:
    assert [one.verdict for one in found("| 名称 | 金额 |\n| 甲 | 1.1 |\n| 乙 | 2.2 |\n| 合计 | 4.3 |\n")] == [
        "differs"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "| 单位 | 套餐数 | 金额 |\n|------|-----:|:---:|\n|电信|21|9.8|\n|移动|11|6.8|\n|合计|42|16.6|\n",
        "单位|套餐数|金额\n---|---|---\n电信|21|9.8\n移动|11|6.8\n合计|42|16.6\n",
        "|  | 套餐数 | 金额 |\n| --- | --- | --- |\n| 电信 | 21 | 9.8 |\n|移动|11|6.8|\n| **合计** |**42**|16.6|\n",
        "单位\t套餐数\t金额\n电信\t21\t9.8\n移动\t11\t6.8\n合计\t42\t16.6\n",
    ],
)
def test_a_markdown_table_says_what_the_same_sheet_says(rows: str) -> None:
    said = [(one.verdict, one.arithmetic) for one in found("惠企情况\n\n" + rows)]
    assert said == [
        ("differs", "42（合计） ≠ 21（电信） + 11（移动） = 32"),
        ("holds", "16.6（合计） = 9.8（电信） + 6.8（移动） = 16.6"),
    ]


def test_the_places_of_a_markdown_table_are_those_of_its_text(extractor: Extractor) -> None:
    text = "| 单位 | 套餐数（项） |\n|---|---:|\n| 电信 | 21 |\n| 移动 | 11 |\n| 合计 | 42 |\n"
    (one,) = check(extractor.extract(text), documents=[Document(text=text, source="t.md")])
    assert one.lines == (5, 3, 4)


def test_sentences_are_no_table() -> None:
    assert found("甲 投资 1.1亿元。\n乙 投资 2.2亿元。\n合计 投资 3.3亿元。\n") == []


@pytest.mark.parametrize(
    "table",
    [
        "地区\t收入（亿元）\n石家庄市\t30\n　长安区\t10\n唐山市\t20\n合计\t50\n",
        "月份\t累计完成（亿元）\n1月\t10\n2月\t30\n3月\t35\n合计\t35\n",
        "项目\t金额（万元）\n收入\t100\n减：成本\t40\n合计\t60\n",
        "地区\t参加人数（去重）\n甲县\t10\n乙县\t20\n合计\t25\n",
        "项目\t金额（亿元）\n一、税收\t60\n1.增值税\t30\n2.所得税\t30\n二、非税\t40\n合计\t100\n",
        "地区\t人口密度\n甲县\t100\n乙县\t200\n合计\t150\n",
    ],
)
def test_rows_that_may_be_nested_or_not_add_up_accuse_nobody(table: str, extractor: Extractor) -> None:
    document = Document(text="2022年情况如下。\n" + table)
    found = check(extractor.extract(document), documents=[document])

    assert [(one.verdict, one.reason) for one in found] == [("undecided", "not-flat")]


FAIR = {
    "parts of 其中 that go on without it": "项目|金额（万元）/教育支出|120/其中：义务教育|80/"
    "高中教育|40/卫生支出|60/合计|180",
    "the year to date": "时间|完成投资（亿元）/1—3月|10/1—6月|30/1—9月|45/合计|45",
    "a note says repeats are left out": "活动|参与企业数/招聘会|120/培训|80/对接会|60/"
    "合计|200/注：合计已剔除重复企业。",
    "density in other words": "地区|每平方公里人口/甲县|100/乙县|200/合计|140",
    "weights and scores": "指标|权重|得分/经济|40|35/社会|30|28/生态|30|27/合计|100|90.5",
    "ranks": "地区|总量|位次/甲|10|2/乙|20|1/合计|30|5",
    "a ratio of two columns": "地区|男|女|性别比/甲|10|10|100/乙|12|10|120/合计|22|20|110",
    "growth": "行业|增加值|增速/农业|10|3.1/工业|20|5.0/合计|30|4.4",
    "shares that miss 100": "行业|增加值|构成/农业|10|33.3/工业|20|66.8/合计|30|100",
    "yields": "品种|面积|单位面积产量/小麦|10|400/玉米|20|500/合计|30|467",
    "two header rows, one of averages": "地区|2022年|2022年|2021年/名称|户数|户均面积|户数/"
    "甲|10|3.2|8/乙|20|4.1|9/合计|30|3.8|17",
    "averages": "站点|降水量（毫米）|气温（℃）/甲|10|3/乙|20|5/合计|15|4",
    "counties behind their cities": "地区|户数/南昌市|30/东湖区|10/西湖区|20/九江市|20/浔阳区|20/合计|50",
    "taxes behind all taxes": "项目|金额/一般公共预算收入|100/税收收入|60/增值税|30/企业所得税|30/非税收入|40/合计|100",
    "the latest stand": "时间|在网用户（万户）/2020年|10/2021年|12/2022年|15/合计|15",
    "balances": "月份|月末存款（亿元）/1月|10/2月|12/合计|12",
    "groups that overlap": "类别|人数/党员|10/女性|20/35岁以下|15/合计|30",
    "scores": "单位|满意度/甲|95/乙|97/合计|96.2",
    "the main ones alone": "主要地区|户数/甲|10/乙|20/合计|100",
    "a table that goes on": "续表/地区|户数/丙|10/丁|20/合计|100",
    "what is left": "项目|金额/收入|100/支出|60/合计|40",
    "bullets": "项目|金额/工业|60/·轻工业|20/·重工业|40/农业|40/合计|100",
    "circled numbers": "项目|金额/工业|60/①轻工业|20/②重工业|40/农业|40/合计|100",
    "含": "项目|金额/工业|60/含：轻工业|20/农业|40/合计|100",
    "a total that leaves a row out": "地区|户数/甲|10/乙|20/合计（不含乙）|10",
    "measures of any kind": "指标|数量/企业（户）|10/职工（人）|300/产值（万元）|50/合计|3",
    "two sides of an account": "项目|金额/本年收入|100/上年结转|20/调入资金|10/收入总计|130/"
    "本年支出|90/结转下年|40/支出总计|130",
}


@pytest.mark.parametrize("table", FAIR.values(), ids=FAIR)
def test_a_fair_table_of_any_shape_accuses_nobody(table: str) -> None:
    document = Document(text="2022年情况如下。\n" + table.replace("|", "\t").replace("/", "\n"))

    assert [one.arithmetic for one in check([], documents=[document]) if one.verdict == "differs"] == []


WRONG = {
    "money": "单位|减免费用/电信|1078.9/移动|1600.2/联通|891.5/合计|3590.7",
    "with 其中": "项目|金额（万元）/教育支出|120/其中：义务教育|80/卫生支出|60/合计|190",
    "a subtotal": "名称|户数/甲|11/乙|22/小计|34/丙|40/丁|10/小计|50/合计|84",
    "beside a growth column": "地区|企业数|投资|增速/甲|10|3.2|8/乙|20|4.1|9/合计|30|7.5|8.5",
    "counts by month": "月份|新增就业（人）/1月|10/2月|12/3月|13/合计|36",
    "by place": "地区|新增户数/南昌市|30/九江市|20/赣州市|25/合计|85",
    "by year": "年度|发放补贴（万元）/2020年|10/2021年|12/2022年|15/合计|47",
    "less than its rows": "地区|新增户数/南昌市|30/九江市|20/赣州市|25/合计|65",
    "one column of three": "地区|企业数|投资（亿元）/甲|10|3.2/乙|20|4.1/合计|31|7.3",
}


@pytest.mark.parametrize("table", WRONG.values(), ids=WRONG)
def test_a_wrong_total_is_found_in_tables_of_many_shapes(table: str) -> None:
    document = Document(text="2022年情况如下。\n" + table.replace("|", "\t").replace("/", "\n"))

    assert sum(one.verdict == "differs" for one in check([], documents=[document])) == 1


def test_things_counted_one_by_one_are_not_rounded() -> None:
    """户数 printed whole is exact; 户数（万户） is not, nor is a table in 万元."""
    (exact,) = found("地区\t户数\n甲\t11\n乙\t22\n合计\t34\n")
    (scaled,) = found("地区\t户数（万户）\n甲\t11\n乙\t22\n合计\t34\n")
    (above,) = found("单位：万户\n地区\t户数\n甲\t11\n乙\t22\n合计\t34\n")

    assert [one.verdict for one in (exact, scaled, above)] == ["differs", "within_rounding", "within_rounding"]


def test_a_finding_in_a_sheet_names_the_cells_of_its_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("投资", 0)
    for row in (["惠企情况表"], ["单位", "用户数（户）"], ["电信", 98], ["移动", 68], ["联通", 52], ["合计", 228]):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    run(["extract", str(tmp_path / "t.xlsx"), "--output", str(tmp_path / "run"), "--format", "jsonl"])
    capsys.readouterr()

    assert run(["check", str(tmp_path / "run")]) == 1
    printed = capsys.readouterr().out
    assert printed.rstrip().endswith("t.xlsx：单元格 投资!B3:B6")
    assert "A3" not in printed
