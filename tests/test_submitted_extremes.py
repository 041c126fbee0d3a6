"""Submitted tables that are small and cost much, and figures as spreadsheets and accountants write them."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from extractor.grid import Sheet
from extractor.readers.tables import read_submitted
from extractor.readers.tables.package import CHUNK, check_package
from extractor.readers.tables.refusal import UnreadableTableError
from extractor.reconcile.labels import LabelReader
from extractor.reconcile.readings import readings
from extractor.reconciliation import reconcile
from extractor.rulebook.load import builtin_rules


def saved(path: Path, *, far: object = None, formula: bool = False) -> Path:
    """A table of one figure, with a cell as far out as a sheet goes."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["公司", "新建基站（个）"])
    sheet.append(["甘肃电信", "=400+15" if formula else 415])
    if far is not None:
        sheet["XFD1048576"] = far
    book.save(path)
    return path


@pytest.mark.parametrize("far", [" ", "见附注", 7])
@pytest.mark.parametrize("formula", [False, True])
def test_a_cell_far_out_costs_one_cell(far: object, tmp_path: Path, *, formula: bool) -> None:
    (sheet,) = read_submitted(saved(tmp_path / "far.xlsx", far=far, formula=formula))

    assert {place for place in sheet.cells if place[0] <= 2} == {(1, 1), (1, 2), (2, 1), (2, 2)}
    assert len(sheet.cells) == 4 + (far != " ")
    assert sheet.cells[2, 2].trouble == ("formula" if formula else "")


@pytest.mark.parametrize("far", [" ", "见附注", 7])
def test_a_table_with_a_cell_far_out_is_reconciled(far: object, tmp_path: Path) -> None:
    items = reconcile((), saved(tmp_path / "far.xlsx", far=far))

    assert "B2" in {item.cell for item in items}


def merged_over(path: Path, ref: str) -> Path:
    """The table with a merged range as large as is said."""
    saved(path)
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>'.encode()
                data = data.replace(b"</sheetData>", merged)
            new.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


def test_a_merged_range_over_the_whole_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTableError, match="more than 1000000 cells") as refused:
        read_submitted(merged_over(tmp_path / "m.xlsx", "A4:XFD1048576"))
    assert "单元格（含合并单元格）超过 1000000 个" in refused.value.line("zh")


def test_a_merged_range_over_some_cells_is_read(tmp_path: Path) -> None:
    (sheet,) = read_submitted(merged_over(tmp_path / "m.xlsx", "A4:C5"))

    assert [area.name for area in sheet.merged] == ["A4:C5"]


@pytest.mark.parametrize("limit", [30_000, 29_999])
def test_cells_are_counted_over_the_whole_sheet(limit: int) -> None:
    """Also those that lie across the end of a piece that is read at once."""
    xml = b"<sheetData>" + b"".join(b'<c r="A%d" t="n" s="12345678901234567890"/>' % n for n in range(30_000))
    assert len(xml) > CHUNK
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("xl/workbook.xml", "")
        package.writestr("xl/worksheets/sheet1.xml", xml)

    if limit == 30_000:
        assert check_package(data.getvalue(), "t.xlsx", cells=limit) is False
    else:
        with pytest.raises(UnreadableTableError, match="more than 29999 cells"):
            check_package(data.getvalue(), "t.xlsx", cells=limit)


def test_a_csv_cell_of_any_length_is_read(tmp_path: Path) -> None:
    long = "长" * 200_000
    (tmp_path / "t.csv").write_text(f"公司,备注,新建基站（个）\n甘肃电信,{long},415\n", encoding="utf-8")

    (sheet,) = read_submitted(tmp_path / "t.csv")
    assert (len(sheet.cells[2, 2].text), sheet.cells[2, 3].number) == (200_000, 415)


def test_a_quote_that_is_not_closed_is_still_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('公司,备注\n甘肃电信,"' + "长" * 200_000, encoding="utf-8")

    with pytest.raises(UnreadableTableError, match="not closed"):
        read_submitted(tmp_path / "t.csv")


WRITTEN = [
    ("(3905.7)", "-3905.7", ""),
    ("(3,905.7)", "-3905.7", ""),
    ("( 415 )", "-415", ""),
    ("(5.6%)", "-5.6", "%"),
    ("(5.6)%", "-5.6", "%"),
    ("3.9057E+07", "39057000", ""),
    ("-1.2e-3", "-0.0012", ""),
    ("(3)", None, ""),
    ("(2023)", None, ""),
    ("(万元)", None, ""),
    ("3E5", None, ""),  # a code: spreadsheets write the sign
]


def sheet_of(path: Path, written: str) -> Sheet:
    path.write_text(f'公司\t金额（元）\n甘肃电信\t"{written}"\n', encoding="utf-8")
    return read_submitted(path)[0]


@pytest.mark.parametrize(("written", "number", "mark"), WRITTEN)
def test_brackets_are_below_zero_and_exponents_are_numbers(
    written: str, number: str | None, mark: str, tmp_path: Path
) -> None:
    cell = sheet_of(tmp_path / "t.tsv", written).cells[2, 2]

    assert (cell.number, cell.mark) == (None if number is None else Decimal(number), mark)
    assert cell.text == written


@pytest.fixture(scope="module")
def reader() -> LabelReader:
    return LabelReader(builtin_rules())


PRECISE = [
    ("3.9057E+07", ("元",), "39057000", "500"),
    ("3.9057E+07", (), "39057000", "500"),
    ("3.9057E+03", ("万元",), "39057000", "500"),
    ("-4E+02", ("个",), "-400", "50"),
]


@pytest.mark.parametrize(("written", "units", "value", "half"), PRECISE)
def test_a_figure_with_an_exponent_is_as_precise_as_its_digits(
    written: str, units: tuple[str, ...], value: str, half: str, reader: LabelReader, tmp_path: Path
) -> None:
    (reading,) = readings(sheet_of(tmp_path / "t.tsv", written).cells[2, 2], units, reader)

    assert reading.value == Decimal(value)
    assert (reading.low, reading.high) == (Decimal(value) - Decimal(half), Decimal(value) + Decimal(half))
