"""`extractor reconcile` as its users call it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from extractor.cli.app import run
from extractor.store.cells import lines_of

CORPUS = Path(__file__).parent.parent / "corpus"
TABLE = CORPUS / "submitted" / "universal-service.csv"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    bulletin = CORPUS / "bulletins" / "universal-service.txt"
    metadata = CORPUS / "metadata.csv"
    assert (
        run(["extract", str(bulletin), "--metadata", str(metadata), "--output", str(folder), "--format", "jsonl"]) == 0
    )
    return folder


def test_what_differs_comes_first_with_its_sentence_and_place(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reconcile", str(facts), str(TABLE)]) == 1

    printed = capsys.readouterr()
    first = printed.out.splitlines()[:5]
    assert first[0] == "── 不一致 2 ──"
    assert "报送 1135个，原文 1123个" in first[1]
    assert "相差 +12个" in first[2]
    assert "甘肃广电" in first[3]
    assert "【1123个】" in first[4]
    assert "读不出 0 处" in printed.err


def test_documents_that_the_table_is_not_about_are_left_out_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A small table against a run of many bulletins: only its own bulletin's other claims are named."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("2022年，甘肃电信新建基站415个，投资3.2亿元。", encoding="utf-8")
    for number in range(3):
        text = f"2021年，青峦县接待游客{number + 3}1.2万人次，收获茶叶{number + 2}5.6吨。"
        (texts / f"tea-{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "t.csv").write_text("公司,新建基站（个）\n甘肃电信,415\n", encoding="utf-8")
    assert run(["extract", str(texts), "--output", str(tmp_path / "run"), "--format", "jsonl"]) == 0
    capsys.readouterr()

    run(["reconcile", str(tmp_path / "run"), str(tmp_path / "t.csv")])
    few = capsys.readouterr()
    run(["reconcile", str(tmp_path / "run"), str(tmp_path / "t.csv"), "--every-document"])
    every = capsys.readouterr()

    assert ("3.2亿元" in few.out, "tea-" in few.out) == (True, False)
    assert "3 份文档与报送表无关，其中已公布未报送的 6 项没有列出；加 --every-document 列出" in few.err
    assert ("tea-1" in every.out, "--every-document" in every.err) == (True, False)


def test_english_is_english(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["reconcile", str(facts), str(TABLE), "--lang", "en"])

    printed = capsys.readouterr()
    assert "── differs 2 ──" in printed.out
    assert "off by +12个" in printed.out
    assert "figures submitted 10" in printed.err


def test_tables_that_agree_end_with_zero(facts: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("公司,新建基站（个）\n甘肃电信,415\n", encoding="utf-8")

    assert run(["reconcile", str(facts), str(tmp_path / "t.csv")]) == 0


def test_an_unreadable_cell_ends_with_one_and_the_rest_is_reconciled(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text("公司,新建基站（个）\n甘肃电信,4l5\n甘肃移动,532\n", encoding="utf-8")

    assert run(["reconcile", str(facts), str(tmp_path / "t.csv")]) == 1
    printed = capsys.readouterr()
    assert "B2: '4l5' 不是数字" in printed.err
    assert "报送 532个，原文 532个" in printed.out


def test_json_lines_hold_every_field_and_nothing_else_is_printed(
    facts: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(["reconcile", str(facts), str(TABLE), "--format", "jsonl"])

    lines = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    differing = [line for line in lines if line["verdict"] == "differs"]
    assert [(line["cell"], line["difference"]) for line in differing] == [("B8", 12), ("C8", 3905000)]


def test_the_csv_has_a_mark_and_its_rows(facts: Path, tmp_path: Path) -> None:
    run(["reconcile", str(facts), str(TABLE), "--output", str(tmp_path), "--format", "csv"])

    data = (tmp_path / "reconciliation.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0]["结论"] == "不一致"
    assert rows[0]["原文数字"] == "1123个"
    assert "1123个" in rows[0]["原句"]


def test_no_cell_of_csv_or_workbook_can_run_as_a_formula(facts: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "公司,=HYPERLINK(A1)（个）,+cmd|x（个）\n@SUM(A1),415,1\n-1+1,532,2\n", encoding="utf-8"
    )
    run(["reconcile", str(facts), str(tmp_path / "t.csv"), "--output", str(tmp_path)])

    text = (tmp_path / "reconciliation.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell]
    book = openpyxl.load_workbook(tmp_path / "reconciliation.xlsx")
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "b"}


def test_the_workbook_is_coloured_by_verdict_and_explains_the_colours(facts: Path, tmp_path: Path) -> None:
    run(["reconcile", str(facts), str(TABLE), "--output", str(tmp_path), "--format", "xlsx"])

    items, legend = openpyxl.load_workbook(tmp_path / "reconciliation.xlsx").worksheets
    colours = {row[0].value: row[0].fill.fgColor.rgb for row in items.iter_rows(min_row=2)}
    assert colours["✗ 不一致"] != colours["✓ 一致"]
    explained = {row[0].value: row[0].fill.fgColor.rgb for row in legend.iter_rows(min_row=2, max_row=8)}
    assert colours.items() <= explained.items()
    assert items.freeze_panes == "D2"
    assert items.auto_filter.ref is not None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_of_a_row_is_seen(facts: Path, tmp_path: Path, lang: str) -> None:
    """− claimed, not submitted was cut below its first line; what was met in a table has a sheet of its own."""
    table = tmp_path / "t.csv"
    table.write_text("企业,2021年宽带用户（万户）\n江西电信,3l8.6\n", encoding="utf-8")
    run(["reconcile", str(facts), str(TABLE), str(table), "--output", str(tmp_path), "--lang", lang])
    items, _, problems = openpyxl.load_workbook(tmp_path / "reconciliation.xlsx").worksheets

    for row in items.iter_rows(min_row=2):
        lines = lines_of(str(row[0].value), int(items.column_dimensions["A"].width))
        assert lines == 1, row[0].value
        assert items.row_dimensions[row[0].row].height >= 16
    assert [cell.value for cell in problems[2]][:3] == ["t.csv", None, "A1"]


def test_the_guessed_mapping_is_written(facts: Path, tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    run(["reconcile", str(facts), str(TABLE), "--write-mapping", str(path)])

    assert "A: subject" in path.read_text(encoding="utf-8")
    assert run(["reconcile", str(facts), str(TABLE), "--mapping", str(path)]) == 1


CALLS = [
    (["--format", "pdf"], "'pdf' is no format of reconcile"),
    (["--format", "xlsx"], "a workbook wants a folder"),
    (["--format", "csv,jsonl"], "add --output DIR"),
    (["--mapping", "none.yaml"], "none.yaml: cannot be read"),
]


@pytest.mark.parametrize(("options", "complaint"), CALLS, ids=[" ".join(options) for options, _ in CALLS])
def test_a_wrong_call_ends_with_two(
    options: list[str], complaint: str, facts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["reconcile", str(facts), str(TABLE), *options, "--lang", "en"]) == 2
    assert complaint in capsys.readouterr().err


WRONG_MAPPINGS = {
    "a field": ("tables:\n  - {colums: {A: note}}\n", "tables[1].colums: 没有这个字段；是不是 'columns'？"),
    "a role": ("tables:\n  - {columns: {A: nota}}\n", "'nota'；应为 subject, indicator"),
    "rows": ("tables:\n  - {rows: x}\n", "'x'；行号应写成 5-8 或 3, 5-8"),
    "a sheet": ("tables:\n  - {sheet: 没有}\n", "'没有'：没有这张工作表；现有 "),
    "a column": ("tables:\n  - {columns: {没有: note}}\n", "没有这一列；现有 "),
    "an empty file": ("", "文件是空的；应有 'tables:' 等字段"),
    "no YAML": ("tables: [", "不是 YAML（"),
    "no tables": ("table: []\n", "tables: 没有写；请补上"),
}


@pytest.mark.parametrize(("text", "complaint"), WRONG_MAPPINGS.values(), ids=WRONG_MAPPINGS)
def test_a_wrong_mapping_is_told_in_chinese_with_its_line(
    text: str, complaint: str, facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")

    assert run(["reconcile", str(facts), str(TABLE), "--mapping", str(tmp_path / "m.yaml")]) == 2
    assert complaint in capsys.readouterr().err


def test_a_table_that_cannot_be_read_ends_with_two(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reconcile", str(facts), "none.xlsx"]) == 2
    assert "none.xlsx" in capsys.readouterr().err


def test_a_mapping_that_is_there_is_never_written_over(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("# corrected by hand\n", encoding="utf-8")
    out = tmp_path / "out"

    call = ["reconcile", str(facts), str(TABLE), "--write-mapping", str(mine), "--output", str(out)]
    assert run(call) == 2
    assert mine.read_text(encoding="utf-8") == "# corrected by hand\n"
    assert not out.exists()
    assert "已存在" in capsys.readouterr().err


def _items(tmp_path: Path, text: str, table: str) -> list[dict[str, str]]:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    run(["extract", str(tmp_path / "a.txt"), "--output", str(tmp_path / "run"), "--format", "jsonl"])
    run(["reconcile", str(tmp_path / "run"), str(tmp_path / "t.csv"), "--format", "jsonl", "--output", str(tmp_path)])
    return [json.loads(line) for line in (tmp_path / "reconciliation.jsonl").read_text(encoding="utf-8").splitlines()]


def test_other_places_of_the_same_statement_are_named(tmp_path: Path) -> None:
    text = "2022年，甘肃电信新建基站415个。会议指出，2022年，甘肃电信新建基站415个。"
    first = _items(tmp_path, text, "公司,新建基站（个）\n甘肃电信,415\n")[0]
    place = text.rindex("415个")
    assert f"原文另有 1 处相同陈述：{tmp_path / 'a.txt'}:{place}–{place + 4} “415个”" in first["explanation"]


@pytest.mark.parametrize(
    ("header", "suggested"),
    [
        ("城镇居民人均可支配收入水平（元）", True),
        ("农村居民人均可支配收入水平（元）", False),  # its twin
        ("人均生产总值（元）", False),  # another registered measure
        ("城镇居民人均可支配收入水平增长（元）", False),  # no level
    ],
)
def test_only_what_the_column_may_mean_is_suggested(tmp_path: Path, header: str, *, suggested: bool) -> None:
    text = "2022年，桐庐县城镇居民人均可支配收入35612元。"
    first = _items(tmp_path, text, f"单位,{header}\n桐庐县,1234\n")[0]
    assert ("接近" in first["explanation"] or "原文" in first["explanation"]) is suggested, first
