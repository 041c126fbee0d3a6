"""Submitted tables as they come: what is read, and the error that names sheet, cell and remedy for each wrong twin."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from extractor.errors import ReadError
from extractor.grid import a1, column_number, letters
from extractor.model import Fact
from extractor.readers.tables import read_submitted
from extractor.readers.tables.shown import shown
from extractor.reconciliation import Items, reconcile

SUBMITTED = Path(__file__).parent.parent / "corpus" / "submitted"
NO_FACTS: tuple[Fact, ...] = ()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
Edit = Callable[[openpyxl.Workbook], object]
FORMATS = [
    (0.054, "0.0%", "5.4", "5.4%"),
    (0.3996, "0%", "39.96", "40%"),
    (189000, '0!.0,"万"', "18.9", "18.9万"),
    (12400, "#,##0.0", "12400.0", "12,400.0"),
    (3271.32, "0.0", "3271.32", "3271.3"),
    (415, '0"家"', "415", "415家"),
    (0.1 + 0.2, "General", "0.3", "0.3"),
    (-5.6, "0.0;[红色]\\-0.0", "-5.6", "-5.6"),
]


@pytest.mark.parametrize(("stored", "number_format", "number", "text"), FORMATS)
def test_a_number_is_read_as_it_is_shown_with_all_its_digits(
    stored: float, number_format: str, number: str, text: str
) -> None:
    found = shown(stored, number_format)

    assert (str(found.number), found.text) == (number, text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_every_encoding_that_offices_write(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes('甘肃省第六批电信普遍服务\n企业,完成投资（万元）\n甘肃电信,"12,400.0"\n'.encode(encoding))

    (sheet,) = read_submitted(path)
    assert sheet.cells[3, 1].text == "甘肃电信"
    assert sheet.cells[3, 2].number == Decimal("12400.0")


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    assert [(a1(4, 3), letters(28), column_number("AB"))] == [("C4", "AB", 28)]
    assert all(column_number(letters(number)) == number for number in range(1, 800))


def wrong(name: str, edit: Edit, folder: Path) -> Items:
    """The items of a submitted workbook after an edit that spoils it."""
    book = openpyxl.load_workbook(SUBMITTED / name)
    edit(book)
    book.save(folder / name)
    return reconcile(NO_FACTS, folder / name)


def told(items: Items) -> list[tuple[str, str]]:
    return [(problem.sheet, problem.cell) for problem in items.problems]


def put(sheet: str, cell: str, value: object) -> Edit:
    return lambda book: book[sheet].__setitem__(cell, value)


def merged(book: openpyxl.Workbook) -> None:
    book["降费情况"]["B6"] = None
    book["降费情况"].merge_cells("B5:B6")


def without_column(sheet: str, title: str, number: int) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        book[sheet].unmerge_cells(title)
        book[sheet].delete_cols(number)

    return edit


def without_header(book: openpyxl.Workbook) -> None:
    sheet = book["主要指标"]
    sheet.unmerge_cells("E3:F3")
    sheet["E3"] = sheet["E4"] = None


SPOILT: dict[str, tuple[str, Edit, tuple[str, str], str]] = {
    "text in a number cell": ("fee-cuts.xlsx", put("降费情况", "C6", "待核实"), ("降费情况", "C6"), "请填数字"),
    "an error in a cell": ("fee-cuts.xlsx", put("地市", "B2", "#REF!"), ("地市", "B2"), "请改正公式"),
    "merged figures": ("fee-cuts.xlsx", merged, ("降费情况", "B5"), "请取消合并"),
    "a formula never calculated": ("ministry-month.xlsx", put("主要指标", "C5", "=1+2"), ("主要指标", "C5"), "重算"),
    "a column without header": ("ministry-month.xlsx", without_header, ("主要指标", "E4"), "补上列名"),
    "no column of names": ("statistics-province.xlsx", without_column("全省", "A1:E1", 2), ("全省", "A2"), "补上该列"),
    "no column of figures": ("fee-cuts-by-carrier.xlsx", without_column("移动", "A1:D1", 2), ("移动", "A4"), "数值"),
}


@pytest.mark.parametrize(("name", "edit", "place", "remedy"), SPOILT.values(), ids=SPOILT)
def test_a_spoilt_twin_names_sheet_cell_and_remedy_and_loses_no_other_figure(
    name: str, edit: Edit, place: tuple[str, str], remedy: str, tmp_path: Path
) -> None:
    whole = reconcile(NO_FACTS, SUBMITTED / name)
    items = wrong(name, edit, tmp_path)

    assert told(items) == [place]
    assert remedy in items.problems[0].message
    kept = {(item.sheet, item.cell) for item in items}
    lost = {(item.sheet, item.cell) for item in whole} - kept
    assert kept
    assert all(sheet == place[0] for sheet, _ in lost)


CSV_SPOILT = {
    "universal-service.csv": ("532", "5l2", ("", "B5"), "'5l2'"),
    "civil-affairs.tsv": ("9217", "九千余?", ("", "C7"), "'九千余?'"),
}


@pytest.mark.parametrize(("name", "case"), CSV_SPOILT.items(), ids=CSV_SPOILT)
def test_text_in_a_number_cell_of_a_csv_is_named_and_loses_no_other(
    name: str, case: tuple[str, str, tuple[str, str], str], tmp_path: Path
) -> None:
    good, bad, place, found = case
    encoding = "utf-16" if name.endswith("tsv") else "gb18030"
    text = (SUBMITTED / name).read_bytes().decode(encoding)
    (tmp_path / name).write_bytes(text.replace(good, bad).encode(encoding))

    items = reconcile(NO_FACTS, tmp_path / name)
    assert told(items) == [place]
    assert found in items.problems[0].message
    assert len(items) == len(reconcile(NO_FACTS, SUBMITTED / name)) - 1


UNREADABLE = {
    "password": ("t.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "take the password off"),
    "old xls": ("t.xls", OLE, "save it as .xlsx"),
    "cut off": ("t.xlsx", (SUBMITTED / "fee-cuts.xlsx").read_bytes()[:3000], "damaged"),
    "text called xlsx": ("t.xlsx", b"a,b\n1,2\n", "is no workbook inside"),
    "empty": ("t.csv", b"", "is empty"),
    "open quote": ("t.csv", b'a,"b\n1,2\n', "check the quotes"),
    "another kind": ("t.pdf", b"%PDF-1.4", "save the table as .xlsx or .csv"),
    "binary": ("t.csv", b"%PDF-1.4", "no table"),
}


@pytest.mark.parametrize(("name", "data", "remedy"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    name: str, data: bytes, remedy: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)

    with pytest.raises(ReadError, match=remedy) as caught:
        reconcile(NO_FACTS, tmp_path / name)
    assert name in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.xlsx: cannot be opened"):
        reconcile(NO_FACTS, tmp_path / "none.xlsx")


def test_hidden_rows_are_read_and_hidden_sheets_are_not_and_both_are_told() -> None:
    items = reconcile(NO_FACTS, SUBMITTED / "fee-cuts-by-carrier.xlsx")

    assert ("电信", "B7") in {(item.sheet, item.cell) for item in items}
    assert {item.sheet for item in items} == {"电信", "移动", "联通"}
    assert [(notice.sheet, "隐藏" in notice.message) for notice in items.notices] == [("电信", True), ("上年", True)]


def test_a_file_without_a_table_says_so(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\nc,d\n", encoding="utf-8")

    items = reconcile(NO_FACTS, tmp_path / "t.csv")
    assert len(items.problems) == 1
    assert "没有找到带数字的表" in items.problems[0].message


def test_two_tables_on_one_sheet_are_two(tmp_path: Path) -> None:
    text = "企业,新建基站（个）\n甘肃电信,415\n\n企业,完成投资（万元）\n甘肃移动,15800\n注：单位已核。\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")

    items = reconcile(NO_FACTS, tmp_path / "t.csv")
    assert [(item.cell, item.indicator, item.submitted) for item in items] == [
        ("B2", "新建基站", "415个"),
        ("B5", "完成投资", "15800万元"),
    ]


def test_headings_between_rows_say_whose_the_rows_below_are(tmp_path: Path) -> None:
    text = "项目,数值,单位\n一、甘肃电信,,\n新建基站,415,个\n二、甘肃移动,,\n新建基站,532,个\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")

    assert [item.subject for item in reconcile(NO_FACTS, tmp_path / "t.csv")] == ["甘肃电信", "甘肃移动"]
