"""Tables in a workbook: what a cell may be, and what happens at the limits of spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reporting import fact
from xlsxwriter.worksheet import Worksheet

from extractor.model import Document
from extractor.store.amounts import in_magnitude, printed_amount
from extractor.store.cells import Amount, Cell, Column, Formats, Limits, Marked, Text, Tint
from extractor.store.sheets import Table, row_target
from extractor.store.streamed import StreamedSheet
from extractor.store.workbook import open_book

COLUMNS = (Column("a", "甲", 10), Column("b", "乙", 10), Column("c", "丙", 10, printed=False))


def written(path: Path, rows: Sequence[Mapping[str, Cell]], limits: Limits = Limits()) -> tuple[Any, Table]:  # noqa: B008
    """The rows written and read back, with the table that wrote them."""
    with open_book(path) as book:
        table = Table(book, Formats(book, limits), "表", COLUMNS, limits=limits)
        for row in rows:
            table.write(row)
        table.close()
    return openpyxl.load_workbook(path, rich_text=True), table


@pytest.mark.parametrize(
    ("cell", "value", "shown"),
    [
        (Decimal(2675700), 2675700, "#,##0_ "),
        (Decimal("3570.7"), 3570.7, "#,##0.0_ "),
        (12, 12, "#,##0_ "),
        (Decimal(1) / 3, "0.3333333333333333333333333333", "General"),
        (Decimal("0.33333333333"), 0.33333333333, "#,##0.000000_ "),
        (Decimal(12345678901234567), "12345678901234567", "General"),
        (Amount(Decimal("267.57"), 2, "万元"), 267.57, '#,##0.00"万元"_ '),
        (Amount(Decimal(5), 0, '元"0"'), 5, '#,##0"元0"_ '),
        (Amount(Decimal(12345678901234567), 0, "元"), "12,345,678,901,234,567元", "General"),
    ],
)
def test_a_number_stays_exact_and_is_shown_as_its_field_does(
    tmp_path: Path, cell: Cell, value: object, shown: str
) -> None:
    book, _ = written(tmp_path / "x.xlsx", [{"a": cell}])
    read = book["表"]["A2"]

    assert read.value == value
    assert read.number_format == shown


def test_the_days_the_marks_and_the_colours_are_kept(tmp_path: Path) -> None:
    cells = {
        "a": date(2021, 11, 30),
        "b": Marked("金额", "3万元", "。"),
        "c": Text("不一致", tint=Tint("#FBE3E4", "#8E1418")),
    }
    book, _ = written(tmp_path / "x.xlsx", [cells])
    day, marked, verdict = book["表"][2]

    assert day.value.date() == date(2021, 11, 30)
    assert [str(part) for part in marked.value if getattr(part, "font", None) and part.font.b] == ["3万元"]
    assert str(marked.value) == "金额3万元。"
    assert (verdict.fill.fgColor.rgb, verdict.font.color.rgb) == ("FFFBE3E4", "FF8E1418")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1", "-1", "http://example.com", "internal:x!A1", "\t=1", "1"])
def test_text_from_outside_is_text_and_nothing_else(tmp_path: Path, text: str) -> None:
    book, _ = written(tmp_path / "x.xlsx", [{"a": text, "b": Marked("", text, ""), "c": Text(text)}])

    for cell in book["表"][2]:
        assert (str(cell.value), cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_full_sheet_goes_on_in_the_next_and_links_follow(tmp_path: Path) -> None:
    limits = Limits(rows=3)
    book, table = written(tmp_path / "x.xlsx", [{"a": f"第{n}行"} for n in range(8)], limits)

    assert book.sheetnames == ["表", "表 2", "表 3"]
    assert table.sheets == 3
    for row in range(8):
        name, _, cell = row_target("表", row, limits).removeprefix("internal:").partition("!")
        assert book[name.strip("'")][cell].value == f"第{row}行"


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    book, table = written(tmp_path / "x.xlsx", [{"a": "长" * 40_000, "b": "短"}])

    assert len(book["表"]["A2"].value) == 32_767
    assert book["表"]["A2"].value.endswith("✂")
    assert table.cuts == 1


def test_links_beyond_what_a_sheet_holds_become_text_and_are_counted(tmp_path: Path) -> None:
    rows = [{"a": Text("去", "internal:'表'!A1")} for _ in range(5)]
    book, table = written(tmp_path / "x.xlsx", rows, Limits(links=3))
    linked = [bool(row[0].hyperlink) for row in book["表"].iter_rows(min_row=2)]

    assert linked == [True, True, True, False, False]
    assert table.unlinked == 2


def test_amounts_beyond_the_number_formats_that_a_workbook_holds_become_text(tmp_path: Path) -> None:
    rows = [{"a": Amount(Decimal(7), 0, unit)} for unit in ("家", "户", "项", "家")]
    book, _ = written(tmp_path / "x.xlsx", rows, Limits(number_formats=2))

    assert [row[0].value for row in book["表"].iter_rows(min_row=2)] == [7, 7, "7项", 7]


def test_a_sheet_is_ready_to_read_and_to_print(tmp_path: Path) -> None:
    book, _ = written(tmp_path / "x.xlsx", [{"a": "一"}, {"b": "二"}])
    sheet = book["表"]

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:C3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'表'!$A$1:$B$3"
    assert (
        sheet.page_setup.orientation,
        sheet.sheet_properties.pageSetUpPr.fitToPage,
        sheet.page_setup.fitToHeight,
    ) == (
        "landscape",
        True,
        0,
    )


@pytest.mark.parametrize(
    ("value", "quote", "unit", "shown"),
    [
        ("2675700", "267.57万元", "元", "267.57万元"),
        ("420000000000", "超4.2万亿", "元", "0.42万亿元"),
        ("501000", "9468.6万元", "元", "50.1万元"),
        ("-105000", "3.34亿元", "元", "-0.00105亿元"),
        ("0.333333333333", "0.3个百分点", "百分点", "0.33333百分点"),
        ("12", "12", None, "12"),
    ],
)
def test_an_amount_is_shown_as_the_bulletin_would_print_it(
    value: str, quote: str, unit: str | None, shown: str
) -> None:
    assert str(in_magnitude(Decimal(value), quote, unit)) == shown


@pytest.mark.parametrize(
    ("quote", "value", "low", "high", "shown"),
    [
        ("7724.0亿元", "772400000000", None, None, "7,724.0亿元"),
        ("80.8万家", "808000", None, None, "80.8万家"),
        ("5%~6%", None, "5", "6", "5%–6%"),
        ("数百家", None, None, None, None),
    ],
)
def test_a_fact_keeps_the_decimals_it_was_printed_with(
    quote: str, value: str | None, low: str | None, high: str | None, shown: str | None
) -> None:
    unit = next(unit for unit in ("元", "家", "%") if unit in quote)
    document = Document(text=f"共{quote}。")
    ends = {"value_low": low and Decimal(low), "value_high": high and Decimal(high)}
    amount = printed_amount(fact(document, quote, value, unit, **ends))

    assert (amount and str(amount)) == shown


ODD: tuple[Cell, ...] = (
    "<b>&\"'",
    " 前后 ",
    "　全角",
    "a\x01b_x0041_",
    "多\n行",
    "\ufffe",
    "长" * 20_000,
    "过长" * 20_000,
    "𠮷" * 9_000,
    Marked("增长 ", "5.4%", "，"),
    Marked("", "5.4%", " <尾>"),
    Marked("只有\x02", "5.4%", ""),
    Marked("", "5.4%", ""),
    date(1839, 6, 3),
    date(2024, 2, 29),
    Decimal("-0.10"),
    Decimal("1E+20"),
    Decimal(1) / 3,
    0,
    Amount(Decimal("267.57"), 2, "万元"),
    Text("看", "internal:'表'!A2"),
    Text("外", "external:a b.pdf", Tint("#FF0000", "#FFFFFF")),
    None,
    "",
)


def test_a_streamed_sheet_is_what_xlsxwriter_writes_byte_for_byte(tmp_path: Path) -> None:
    """Rows of odd cells, each twice, over more than one sheet and beyond the number formats of a workbook."""
    limits = Limits(rows=30, number_formats=6)
    rows: list[dict[str, Cell]] = [{"a": cell, "b": ODD[-number], "c": cell} for number, cell in enumerate(ODD)]
    rows += [{"c": number, "a": Decimal(number).scaleb(-number), "b": f"甲{number}"} for number in range(12)]

    def streamed(name: str, kind: type) -> bytes:
        with open_book(tmp_path / name, streaming=True) as book:
            book.worksheet_class = kind
            table = Table(book, Formats(book, limits), "表", COLUMNS, limits=limits)
            for row in (*rows, *rows):
                table.write(row)
            table.close()
            assert table.sheets == 3
        return (tmp_path / name).read_bytes()

    assert streamed("ours.xlsx", StreamedSheet) == streamed("xlsxwriter.xlsx", Worksheet)
