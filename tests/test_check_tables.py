"""Totals of tables that stand in a document's text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.checks import check
from extractor.model import Document, Finding

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


def test_a_table_of_other_marks_is_read_too() -> None:
    assert [one.verdict for one in found("| 名称 | 金额 |\n| 甲 | 1.1 |\n| 乙 | 2.2 |\n| 合计 | 4.3 |\n")] == [
        "differs"
    ]


def test_sentences_are_no_table() -> None:
    assert found("甲 投资 1.1亿元。\n乙 投资 2.2亿元。\n合计 投资 3.3亿元。\n") == []
