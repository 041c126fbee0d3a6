"""`extractor report` as a user meets it: what it writes, its statuses, and what it says of a folder that is no run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from extractor.cli.app import run

ROOT = Path(__file__).parent.parent
READ = "公报要先用 extractor extract PATH --output DIR 读入"
AGREES = (
    "全省信息通信业让利金额3570.6万元。"
    "江西电信让利金额1078.9万元，江西移动让利金额1600.2万元，江西联通让利金额891.5万元。\n"
)
DIFFERS = AGREES.replace("3570.6", "3590.7")
Call = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command in a folder with a bulletin that agrees and one that does not."""
    monkeypatch.delenv("EXTRACTOR_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "agrees.txt").write_text(AGREES, encoding="utf-8")
    (tmp_path / "in" / "differs.txt").write_text(DIFFERS, encoding="utf-8")

    def run_it(*arguments: object) -> tuple[int, list[str]]:
        status = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert said.out == ""
        return status, said.err.splitlines()

    return run_it


def test_a_run_gets_a_workbook_and_a_page_a_bulletin(call: Call) -> None:
    call("extract", "in/agrees.txt", "--output", "run", "--format", "jsonl")
    status, said = call("report", "run")
    found = sorted(path.name for path in Path("run/report").iterdir())

    assert status == 0
    assert len(found) == 3
    assert found[0].startswith("bulletin-")
    assert found[1:] == ["index.html", "report.xlsx"]
    assert said == ["文档 1 份，事实 4 条，核对 1 项，不一致 0 项 → run/report/index.html, run/report/report.xlsx"]


def test_a_rule_is_named_by_its_place_among_the_rules_and_not_on_this_machine(call: Call) -> None:
    call("extract", "in/agrees.txt", "--output", "run", "--format", "jsonl")
    call("report", "run")
    page = next(Path("run/report").glob("bulletin-*.html")).read_text(encoding="utf-8")

    assert "rules/checks/sum-over-carriers.yaml" in page
    assert str(ROOT) not in page


def test_figures_that_differ_are_something_to_look_at(call: Call) -> None:
    call("extract", "in", "--output", "run", "--format", "jsonl")
    status, said = call("report", "run", "--output", "out", "--lang", "en")

    assert status == 1
    assert said[0].startswith("documents 2, facts 8, ")
    assert "differing 0" not in said[0]
    assert "Report on the figures" in Path("out/index.html").read_text(encoding="utf-8")
    assert openpyxl.load_workbook("out/report.xlsx").sheetnames[0] == "summary"


def test_files_that_could_not_be_read_are_shown_and_are_something_to_look_at(call: Call) -> None:
    Path("in/differs.txt").write_text("", encoding="utf-8")
    call("extract", "in", "--output", "run", "--format", "jsonl")
    status, _ = call("report", "run")

    assert status == 1
    assert "in/differs.txt" in Path("run/report/index.html").read_text(encoding="utf-8")


def test_a_submitted_table_is_reconciled_in_the_report(call: Call) -> None:
    Path("table.csv").write_text("单位：万元,\n企业,让利金额\n江西电信,1078.9\n江西移动,1700.2\n", encoding="utf-8")
    call("extract", "in/agrees.txt", "--output", "run", "--format", "jsonl")
    status, said = call("report", "run", "--submitted", "table.csv")
    sheet = openpyxl.load_workbook("run/report/report.xlsx")["报送比对"]
    verdicts = [row[1].value for row in sheet.iter_rows(min_row=2)]

    assert status == 1
    assert verdicts[:1] == ["✗ 不一致"]
    assert "✓ 一致" in verdicts
    assert "；比对 4 项，不一致 1 项，无法确定对应 0 项" in said[0]


@pytest.mark.parametrize("lost", ["facts.jsonl", "documents.jsonl"])
def test_a_folder_that_is_no_run_is_refused_with_what_to_give(call: Call, lost: str) -> None:
    call("extract", "in", "--output", "run", "--format", "jsonl")
    Path("run/extractor.db").unlink()
    (Path("run") / lost).unlink()
    status, said = call("report", "run")

    assert status == 2
    assert said == [f"run：里面没有 {lost}；请给出 extract 用 --format jsonl 写出的目录：{READ}"]
    assert not Path("run/report").exists()


def test_facts_and_documents_of_two_runs_are_not_put_together(call: Call) -> None:
    call("extract", "in/agrees.txt", "--output", "one", "--format", "jsonl")
    call("extract", "in/differs.txt", "--output", "two", "--format", "jsonl")
    Path("one/extractor.db").unlink()
    Path("one/facts.jsonl").write_bytes(Path("two/facts.jsonl").read_bytes())
    status, said = call("report", "one", "--lang", "en")

    assert status == 2
    assert "documents.jsonl does not hold; the two files are not of one run" in said[0]


def test_a_fact_that_misquotes_its_text_is_named(call: Call) -> None:
    call("extract", "in/agrees.txt", "--output", "run", "--format", "jsonl")
    rows = [json.loads(line) for line in Path("run/facts.jsonl").read_bytes().splitlines()]
    rows[1]["start"] -= 1
    Path("run/extractor.db").unlink()
    Path("run/facts.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    status, said = call("report", "run", "--lang", "en")

    assert status == 2
    assert rows[1]["fact_id"] in said[0]
    assert "documents.jsonl has" in said[0]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("nowhere",), "nowhere: no such file or folder"),
        (("run", "--output", "in/agrees.txt"), "in/agrees.txt: is a file"),
        (("run", "--lang", "fr"), "'fr' is no language"),
        (("run", "--submitted", "none.xlsx"), "none.xlsx"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    call: Call, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], reason: str
) -> None:
    monkeypatch.setenv("EXTRACTOR_LANG", "en")
    call("extract", "in/agrees.txt", "--output", "run", "--format", "jsonl")
    status, said = call("report", *arguments)

    assert status == 2
    assert len(said) == 1
    assert reason in said[0]


@pytest.mark.parametrize("place", ["run/extractor.db", "sqlite:///run/extractor.db", "run/facts.jsonl"])
def test_a_store_its_url_and_a_facts_file_give_the_report_of_their_folder(call: Call, place: str) -> None:
    (Path("in") / "empty.txt").write_text("", encoding="utf-8")
    call("extract", "in", "--output", "run", "--format", "jsonl")
    status, said = call("report", "run", "--output", "one")
    again, same = call("report", place, "--output", "two")

    assert (again, same) == (status, [said[0].replace("one/", "two/")])
    assert "in/empty.txt" in Path("two/index.html").read_text(encoding="utf-8")
    for path in Path("one").iterdir():
        assert path.read_bytes() == (Path("two") / path.name).read_bytes(), path.name


def test_the_report_of_a_store_stands_beside_it_and_a_url_wants_a_folder(call: Call) -> None:
    call("extract", "in/agrees.txt", "--output", "run", "--format", "jsonl")

    assert call("report", "run/extractor.db")[1][0].endswith("→ run/report/index.html, run/report/report.xlsx")
    assert call("report", "sqlite:///run/extractor.db") == (
        2,
        ["RUN 是存储的 URL，没有可写报告的目录；请加 --output DIR"],
    )
