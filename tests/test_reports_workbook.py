"""The auditors' workbook, read back: values, links, colours, notes; hostile text stays text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace
from reporting import ACROSS, ATTACK, DIFFERS, FACTS, FIRST, GROWTH, HOLDS, PARTS, SECOND, TOTAL, item, report

from extractor.reports.workbook import write_workbook
from extractor.store.cells import Limits
from extractor.store.verdicts import FINDINGS, ITEMS
from extractor.timeline.build import timeline

SHEETS = {
    "zh": ["汇总", "事实", "勾稽核对", "报送比对", "时间序列", "文档"],
    "en": ["summary", "facts", "findings", "reconciliation", "timeline", "documents"],
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401
    path = tmp_path_factory.mktemp("report") / "report.xlsx"
    write_workbook(report(), path)
    return openpyxl.load_workbook(path, rich_text=True)


def rows(sheet: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Each row as cells by header."""
    head = [cell.value for cell in sheet[1]]
    return [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=2)]


def width_of(sheet: Any, column: int) -> float:  # noqa: ANN401
    """In characters; neighbours of one width are one entry."""
    return next(one.width for one in sheet.column_dimensions.values() if one.min <= column <= one.max)


def led_to(book: Any, cell: Any) -> Any:  # noqa: ANN401
    """The row of cells that a cell's link leads to."""
    name, _, place = cell.hyperlink.location.partition("!")
    sheet = book[name.strip("'")]
    return rows(sheet)[sheet[place].row - 2]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sheets_are_those_that_auditors_ask_for(tmp_path: Path, lang: Any) -> None:  # noqa: ANN401
    write_workbook(report(), tmp_path / "report.xlsx", lang)
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")

    assert book.sheetnames == SHEETS[lang]
    for name in SHEETS[lang][1:]:
        assert book[name].freeze_panes is not None
        assert book[name].auto_filter.ref is not None
        assert book[name].print_title_rows == "$1:$1"
        assert book[name].page_setup.orientation == "landscape"


def test_english_is_english_throughout(tmp_path: Path) -> None:
    """But for what is quoted: nothing of the program's own words is left in Chinese."""
    write_workbook(report(documents=(FIRST,), facts=(), findings=(), items=(), series=()), tmp_path / "r.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    own = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    quoted = ("通报", "某省通信管理局", "in/通报.txt", "万 or 亿", "超, 近, 约, 余", ATTACK)

    assert [
        text
        for text in own
        if any("\u4e00" <= sign <= "\u9fff" for sign in text) and not any(q in text for q in quoted)
    ] == []


def test_a_fact_keeps_its_exact_value_beside_the_bulletins_own_magnitude(book: Any) -> None:  # noqa: ANN401
    row = rows(book["事实"])[0]

    assert (row["数值"].value, row["按原文量级"].value, row["按原文量级"].number_format) == (
        94686000,
        9468.6,
        '#,##0.0"万元"_ ',
    )
    assert [str(part) for part in row["原句"].value if getattr(part, "font", None) and part.font.b] == ["9468.6万元"]
    assert len(rows(book["事实"])) == len(FACTS)


def test_a_finding_leads_to_its_facts_and_a_fact_to_its_document_and_back(book: Any) -> None:  # noqa: ANN401
    first = rows(book["勾稽核对"])[0]
    facts = [led_to(book, first[f"数字{n}"]) for n in range(1, 5)]

    assert first["算式"].value == DIFFERS.arithmetic
    assert [fact["事实编号"].value for fact in facts] == list(DIFFERS.fact_ids)
    assert {led_to(book, fact["来源文件"])["文档编号"].value for fact in facts} == {FIRST.doc_id}
    assert all(led_to(book, fact["所涉核对"])["算式"].value == DIFFERS.arithmetic for fact in facts[1:])


def test_no_number_is_wider_than_its_column(tmp_path: Path) -> None:
    """126,058,200,000,000 元 is the country's product of 2023: ### in a column of 14."""
    write_workbook(report(), tmp_path / "r.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    numbers = {"value", "value low", "value high", "difference", "explained at most", "claimed", "submitted"}
    widths = {
        (sheet.title, cell.value): width_of(sheet, cell.column)
        for sheet in book.worksheets[1:]
        for cell in sheet[1]
        if cell.value in numbers
    }

    assert len(widths) == 10
    assert all(width >= len("126,058,200,000,000") for width in widths.values()), widths


@pytest.mark.parametrize(("title", "led"), [("关于2023年发展的公报", True), ("关于2023年发展的公报" * 3, False)])
def test_a_title_that_takes_two_lines_leads_nowhere_but_is_whole(tmp_path: Path, title: str, *, led: bool) -> None:
    """LibreOffice wraps no link; the quote beside it leads to the fact, and that to the document."""
    documents = (replace(FIRST, title=title), SECOND)
    write_workbook(report(series=timeline(FACTS, documents)), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    row = next(row for row in rows(book["时间序列"]) if row["文档"].value == title)

    assert bool(row["文档"].hyperlink) == led
    assert led_to(book, row["原文数字"])["文档编号"].value == FIRST.doc_id


def test_a_long_file_name_leads_to_its_document_by_its_end(tmp_path: Path) -> None:
    source = "公报/海关总署关于2024年货物贸易进出口情况的新闻发布稿.txt"
    first = replace(FIRST, source=source)
    facts = tuple(replace(fact, source=source) if fact.doc_id == FIRST.doc_id else fact for fact in FACTS)
    write_workbook(report(documents=(first, SECOND), facts=facts), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    shown = rows(book["事实"])[0]["来源文件"]

    assert (shown.value[0], shown.value[-7:]) == ("…", "发布稿.txt")
    assert led_to(book, shown)["来源文件"].value == source


def test_differences_are_exact_and_shown_as_printed_and_a_quotient_without_end_is_cut(book: Any) -> None:  # noqa: ANN401
    differs, undecided, holds = rows(book["勾稽核对"])

    assert (differs["差额"].value, differs["差额（原文量级）"].value, differs["可解释的范围"].value) == (
        501000,
        50.1,
        2000,
    )
    assert undecided["差额"].value == pytest.approx(1 / 3, abs=1e-15)
    assert (holds["差额"].value, holds["数字2"].value, holds["数字2"].hyperlink) == (None, "gone", None)


def test_what_needs_a_person_stands_first_in_its_colour_with_a_mark(book: Any) -> None:  # noqa: ANN401
    shown = [row["结论"] for row in rows(book["勾稽核对"])]

    assert [cell.value for cell in shown] == ["✗ 不一致", "? 无法判断", "✓ 一致"]
    assert [cell.fill.fgColor.rgb[2:] for cell in shown] == [
        FINDINGS[verdict].tint.fill[1:] for verdict in ("differs", "undecided", "holds")
    ]


def test_the_summary_counts_every_verdict_and_explains_its_colour(book: Any) -> None:  # noqa: ANN401
    cells = {row[0].value: row for row in book["汇总"].iter_rows() if row[0].value}
    legend = [
        cells[f"{seen.mark} {seen.zh}"] for seen in FINDINGS.values() if seen.zh not in {s.zh for s in ITEMS.values()}
    ]

    assert cells["文档"][1].value == 2
    assert cells["事实"][1].value == len(FACTS)
    assert cells["未能读取的文件"][1].value == 1
    assert all(row[3].value and row[0].fill.fgColor.rgb != "00000000" for row in legend)
    assert any(row[1].value == "#1" and row[3].value == DIFFERS.arithmetic for row in book["汇总"].iter_rows())


def test_an_item_shows_both_sides_and_where_it_was_submitted(book: Any) -> None:  # noqa: ANN401
    differs, ambiguous, equal, unsubmitted = rows(book["报送比对"])

    assert (differs["公布数"].value, differs["报送数"].value, differs["差额"].value) == (41265000, 41263400, -1600)
    assert (differs["差额（原文量级）"].value, differs["单元格"].value) == (-0.16, "C7")
    assert led_to(book, differs["原文数字"])["事实编号"].value == PARTS[0].fact_id
    assert ambiguous["可能的对应"].value == "4126.5万元（江西电信）\n3350.8万元（江西移动）"
    assert equal["结论"].value == "✓ 一致"
    assert (unsubmitted["公布数"].value, unsubmitted["报送数"].value, unsubmitted["单元格"].value) == (
        33508000,
        None,
        None,
    )


def test_a_series_stands_in_the_order_of_its_periods(book: Any) -> None:  # noqa: ANN401
    mine = [row for row in rows(book["时间序列"]) if row["主体"].value == "全省信息通信业"]

    assert [row["数值"].value for row in mine] == [94686000, 150000000]
    assert led_to(book, mine[0]["原文数字"])["事实编号"].value == TOTAL.fact_id


def test_documents_hold_also_what_could_not_be_read(book: Any) -> None:  # noqa: ANN401
    first, second, unread = rows(book["文档"])

    assert (first["标题"].value, first["事实"].value, first["结论"].value) == ("通报", 6, "✗ 不一致")
    assert first["网页"].hyperlink.target == f"bulletin-{FIRST.doc_id}.html"
    assert second["结论"].value == "? 无法判断"
    assert (unread["来源文件"].value, unread["读取"].value, unread["说明"].value) == (
        f"in/{ATTACK}.pdf",
        "未能读取",
        ATTACK,
    )


def test_no_text_from_outside_becomes_a_formula_or_a_link(book: Any) -> None:  # noqa: ANN401
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    targets = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]

    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(str(cell.value) == ATTACK for cell in cells)
    assert any(str(cell.value) == "=1+1" for cell in cells)
    assert [target for target in targets if not target.startswith("bulletin-")] == []


def test_what_does_not_fit_is_noted_on_the_first_sheet(tmp_path: Path) -> None:
    long = report(findings=(DIFFERS, *(ACROSS.__class__(**fields(ACROSS) | {"explanation": "长" * 400}),) * 3))
    write_workbook(long, tmp_path / "r.xlsx", limits=Limits(rows=3, characters=300, links=2))
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    notes = "\n".join(str(row[0].value) for row in book["汇总"].iter_rows() if row[0].value)

    assert {"事实", "事实 2", "事实 3", "勾稽核对", "勾稽核对 2"} <= set(book.sheetnames)
    assert "“事实”超过一张工作表的行数" in notes
    assert "“勾稽核对”有 3 个单元格" in notes
    assert "“勾稽核对”的链接" in notes
    assert rows(book["事实 3"])[0]["事实编号"].value == FACTS[6].fact_id


def fields(finding: Any) -> dict[str, Any]:  # noqa: ANN401
    return {name: getattr(finding, name) for name in finding.__struct_fields__}


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(report(), tmp_path / name)

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_run_with_nothing_in_it_still_has_its_sheets(tmp_path: Path) -> None:
    write_workbook(report(documents=(), facts=(), findings=(), items=None, series=()), tmp_path / "r.xlsx")

    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames == ["汇总", "事实", "勾稽核对", "文档"]


def test_what_differs_from_the_submitted_table_alone_is_told_first_and_stands_at_its_fact(tmp_path: Path) -> None:
    write_workbook(report(findings=(HOLDS,)), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx", rich_text=True)
    summary = [[cell.value for cell in row] for row in book["汇总"].iter_rows()]
    verdicts = {row["事实编号"].value: row["结论"].value for row in rows(book["事实"])}

    assert not any("没有发现不一致。" in row for row in summary)
    assert [row[0] for row in summary if str(row[1]).startswith("#")] == ["不一致", "无法确定对应"]
    assert verdicts[PARTS[0].fact_id] == "✗ 不一致"
    assert rows(book["文档"])[0]["结论"].value == "✗ 不一致"


@pytest.mark.parametrize(("sheet", "column"), [("勾稽核对", "文档"), ("事实", "来源文件")])
def test_the_document_stays_on_paper(book: Any, sheet: str, column: str) -> None:  # noqa: ANN401
    printed = book[sheet].print_area.rpartition(":")[2].replace("$", "").rstrip("0123456789")
    place = [cell.value for cell in book[sheet][1]].index(column)

    assert place < openpyxl.utils.column_index_from_string(printed)
    assert rows(book[sheet])[0][column].value == "通报.txt"  # without the folder that all documents lie in


def test_a_number_is_not_wider_than_its_column(tmp_path: Path) -> None:
    wide = DIFFERS.__class__(**fields(DIFFERS) | {"difference": Decimal("99698630.136986")})
    write_workbook(report(findings=(wide,)), tmp_path / "r.xlsx")
    cell = rows(openpyxl.load_workbook(tmp_path / "r.xlsx")["勾稽核对"])[0]["差额"]

    assert (cell.value, cell.number_format) == (99698630.136986, "#,##0.00_ ")


def test_codes_are_words_in_an_english_workbook(tmp_path: Path) -> None:
    """subject_inherited and period_start are for programs; a forecast is not called a target alone."""
    write_workbook(report(), tmp_path / "r.xlsx", "en")
    facts = rows(openpyxl.load_workbook(tmp_path / "r.xlsx")["facts"])
    flags, statuses = ({row[name].value for row in facts} for name in ("flags", "status"))

    assert "subject inherited" in flags
    assert statuses == {"actual", "target or forecast"}
    assert not any("_" in head for head in facts[0])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("findings", range(0, 20, 3))
def test_no_heading_of_the_summary_is_left_alone_at_the_end_of_a_page(
    tmp_path: Path,
    findings: int,
    lang: Any,  # noqa: ANN401
) -> None:
    write_workbook(report(findings=(DIFFERS,) * findings), tmp_path / "r.xlsx", lang)
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
    breaks = {made.id for made in sheet.row_breaks.brk}
    headings = [row[0].row for row in sheet.iter_rows() if row[0].font.sz == 13]
    used, page, pages = 0.0, 1, {}
    for row in range(1, sheet.max_row + 1):
        height = sheet.row_dimensions[row].height or 15
        page, used = (page + 1, height) if row - 1 in breaks or used + height > 530 else (page, used + height)
        pages[row] = page

    assert not sheet.sheet_properties.pageSetUpPr.fitToPage  # which would undo the breaks
    assert len(headings) > 3
    assert all(pages[row] == pages[min(row + 3, sheet.max_row)] for row in headings)


def test_percentages_are_points_apart_in_the_workbook(tmp_path: Path) -> None:
    odd = Decimal("0.12345678")
    rate = DIFFERS.__class__(**fields(DIFFERS) | {"fact_ids": (GROWTH.fact_id,), "difference": odd})
    found = item("differs", GROWTH, unit="%", value=Decimal("21.4"), submitted="21.4", difference=odd)
    write_workbook(report(findings=(rate,), items=(found,)), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx", rich_text=True)

    for sheet in ("勾稽核对", "报送比对"):
        cell = rows(book[sheet])[0]["差额（原文量级）"]
        assert (cell.value, cell.number_format) == (0.123, '#,##0.000"个百分点"_ ')


def test_shares_leave_out_what_was_not_submitted(book: Any) -> None:  # noqa: ANN401
    shares = {row[0].value: row[2].value for row in book["汇总"].iter_rows() if row[0].value}

    assert shares["− 已公布未报送"] is None
    assert shares["? 无法确定对应"] == pytest.approx(1 / 3)


def test_what_lies_ahead_is_called_a_goal_or_expected(book: Any) -> None:  # noqa: ANN401
    """预计全年产量50万吨 is no goal; the status of a fact does not tell which."""
    assert {row["状态"].value for row in rows(book["事实"])} == {"实际", "目标/预计"}
    assert any(row[0].value == "目标或预计数" for row in book["汇总"].iter_rows())
