"""Totals of tables that stand in a document's text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.checks import check
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
def test_rows_that_may_be_nested_or_not_add_up_accuse_nobody(table: str) -> None:
    document = Document(text="2022年情况如下。\n" + table)
    found = check(Extractor().extract(document), documents=[document])

    assert [(one.verdict, one.reason) for one in found] == [("undecided", "not-flat")]
