"""The command line as a user meets it: statuses, streams, one line an error, the same bytes every time."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from extractor.cli.app import run
from extractor.cli.places import place_in_original
from extractor.cli.run_options import tell_unfinished
from extractor.model import FACT_COLUMNS, CellSpan, Document, PageSpan

from made import zipped  # isort: skip

ROOT = Path(__file__).parent.parent
TEXT = "截至2021年11月底，江西电信为18.9万家中小微企业减免费用3905.7万元。\n"


class Outcome(NamedTuple):
    status: int
    out: str
    errors: list[str]


Call = Callable[..., Outcome]


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run the command in this process, in the folder the test is in."""
    monkeypatch.delenv("EXTRACTOR_LANG", raising=False)

    def run_it(*arguments: object) -> Outcome:
        status = run([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, errors = capfdbinary.readouterr()
        return Outcome(status, out.decode(), errors.decode().splitlines())

    return run_it


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_standard_output_holds_json_lines_and_nothing_else(folder: Path, call: Call) -> None:
    done = call("extract", "in/a.txt", "--format", "jsonl", "--output", "-")
    rows = [json.loads(line) for line in done.out.splitlines()]

    assert done.status == 0
    assert [row["quote"] for row in rows] == ["18.9万家", "3905.7万元"]
    assert all(list(row) == list(FACT_COLUMNS) for row in rows)
    assert all(TEXT[row["start"] : row["end"]] == row["quote"] for row in rows)
    assert {row["source"] for row in rows} == {"in/a.txt"}
    assert '"value":39057000,' in done.out
    assert len(done.errors) == 1
    assert "事实 2 条" in done.errors[0]
    assert not (folder / "outputs").exists()


def test_a_folder_becomes_a_run_with_everything_beside_the_facts(folder: Path, call: Call) -> None:
    (folder / "in" / "sub").mkdir()
    (folder / "in" / "sub" / "b.md").write_text("# 公报\n\n全省收入120亿元。\n", encoding="gb18030")
    done = call("extract", "in", "--output", "run", "--format", "jsonl,csv,xlsx")
    documents = [json.loads(line) for line in (folder / "run" / "documents.jsonl").read_bytes().splitlines()]

    assert done.status == 0
    assert sorted(path.name for path in (folder / "run").iterdir()) == [
        ".extractor.lock",
        "documents.jsonl",
        "extractor.db",
        "facts.csv",
        "facts.jsonl",
        "facts.xlsx",
        "relations.jsonl",
        "unreadable.csv",
    ]
    assert [(row["source"], row["encoding"]) for row in documents] == [
        ("in/a.txt", "utf-8"),
        ("in/sub/b.md", "gb18030"),
    ]
    assert "→ run" in done.errors[-1]


def test_the_default_output_is_a_new_folder_each_time(folder: Path, call: Call) -> None:
    for _ in range(2):
        assert call("extract", "in", "--format", "jsonl").status == 0

    assert len(list((folder / "outputs").iterdir())) == 2


def test_the_same_input_gives_the_same_bytes(folder: Path, call: Call) -> None:
    for name in ("one", "two"):
        call("extract", "in", "--output", name)

    for path in (folder / "one").iterdir():
        same = path.read_bytes() == (folder / "two" / path.name).read_bytes()
        assert same or path.name == "extractor.db", path.name  # it knows when it was written


@pytest.mark.usefixtures("guarded")
def test_bad_files_get_one_line_each_and_the_rest_is_processed(folder: Path, call: Call) -> None:
    (folder / "in" / "empty.txt").write_bytes(b"")
    (folder / "in" / "binary.txt").write_bytes(b"\0\1\2\3" * 10)
    (folder / "in" / "noise.txt").write_bytes(b"\xff\x81\xfe\x80" * 40)
    (folder / "in" / "scan.pdf").write_bytes(b"%PDF-1.7")
    with (folder / "in" / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    done = call("extract", "in", "--output", "run", "--lang", "en")

    assert done.status == 1
    assert [line.split(":")[0] for line in done.errors[:-1]] == [
        "in/binary.txt",
        "in/empty.txt",
        "in/huge.txt",
        "in/noise.txt",
        "in/scan.pdf",
    ]
    assert "not the PDF it says it is" in done.errors[4]
    assert "documents 1, facts 2, unreadable 5 (unreadable.csv says why)" in done.errors[-1]
    assert len((folder / "run" / "unreadable.csv").read_text(encoding="utf-8-sig").splitlines()) == 6


@pytest.mark.usefixtures("folder")
def test_the_size_limit_can_be_set(call: Call) -> None:
    assert call("extract", "in", "--output", "run", "--max-bytes", 10).status == 1


@pytest.mark.usefixtures("guarded")
def test_a_folder_of_mixed_formats_is_read_by_what_the_files_are(folder: Path, call: Call) -> None:
    page = f"<html><body><p>{TEXT}</p></body></html>".encode()
    files = {
        "b.html": page,
        "c.php": b"<?php require('x'); ?>" + page,
        "d.txt": page,
        "e.csv": "地区,发行总额（亿）\n江西,12.5\n".encode("gb18030"),
        "f.zip": zipped({"inner.txt": TEXT, "bad.pdf": b"%PDF-1.4"}),
        "g.exe": b"MZ\0",
    }
    for name, data in files.items():
        (folder / "in" / name).write_bytes(data)
    done = call("extract", "in", "--output", "run", "--lang", "en")
    documents = [json.loads(line) for line in (folder / "run" / "documents.jsonl").read_bytes().splitlines()]

    assert done.status == 1
    assert [row["source"] for row in documents] == [
        "in/a.txt",
        "in/b.html",
        "in/c.php",
        "in/d.txt",
        "in/e.csv",
        "in/f.zip!/inner.txt",
    ]
    assert [line.split(":")[0] for line in done.errors[:-1]] == ["in/f.zip!/bad.pdf", "in/g.exe"]
    assert [
        documents[4]["text"][cell["start"] : cell["end"]] for cell in documents[4]["cells"] if cell.get("unit") == "亿"
    ] == ["12.5"]
    assert len((folder / "run" / "unreadable.csv").read_text(encoding="utf-8-sig").splitlines()) == 3


@pytest.mark.parametrize("arguments", [["-"], ["--files-from", "-"], ["--files-from", "list.txt"]])
@pytest.mark.parametrize("separator", ["\n", "\r\n", "\0"])
def test_a_list_of_files_is_read_in_its_order(
    folder: Path, call: Call, arguments: list[str], separator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "in" / "b.txt").write_text("收入3亿元。\n", encoding="utf-8")
    listed = separator.join(["in/b.txt", "in/gone.txt", "in/a.txt", "in/b.txt"]).encode()
    (folder / "list.txt").write_bytes(listed)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(listed)))
    done = call("extract", *arguments, "--output", "run", "--format", "jsonl", "--lang", "en")
    documents = [json.loads(line) for line in (folder / "run" / "documents.jsonl").read_bytes().splitlines()]

    assert done.status == 1
    assert [row["source"] for row in documents] == ["in/b.txt", "in/a.txt"]
    assert done.errors[0].startswith("in/gone.txt: cannot be opened: No such file")


def test_a_limit_is_set_by_name(folder: Path, call: Call) -> None:
    (folder / "in" / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = call("extract", "in", "--output", "run", "--limit", "cells=3", "--lang", "en")

    assert done.status == 1
    assert "in/t.csv: more than 3 table cells" in done.errors[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_folder_without_files_is_told(folder: Path, call: Call, lang: str) -> None:
    (folder / "none").mkdir()
    (folder / "none" / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    done = call("extract", "none", "--output", "run", "--lang", lang)

    assert done.status == 1
    assert done.errors[0].startswith("none：没有要读的文件" if lang == "zh" else "none: no file to read (hidden")
    assert len(done.errors) == 2


@pytest.mark.usefixtures("folder")
def test_a_word_that_is_nearly_right_is_named(call: Call) -> None:
    assert call("tabel", "run").errors == ["extractor：没有命令 tabel；是不是 table？；用 --help 查看用法"]
    assert "；是不是 'csv'？" in call("extract", "in", "--format", "cvs").errors[0]
    assert "did you mean 'csv'?" in call("extract", "in", "--format", "cvs", "--lang", "en").errors[0]


def test_metadata_dates_resolve_relative_words(folder: Path, call: Call) -> None:
    (folder / "in" / "a.txt").write_text("去年全省收入120亿元。\n", encoding="utf-8")
    (folder / "meta.csv").write_text("source,published,issuer,title\na.txt,2022-03-01,某局,公报\n", encoding="utf-8")
    done = call("extract", "in", "--metadata", "meta.csv", "--published", "2020-03-01", "--output", "run")
    document = json.loads((folder / "run" / "documents.jsonl").read_bytes())
    fact = json.loads((folder / "run" / "facts.jsonl").read_bytes())

    assert done.status == 0
    assert (document["published"], document["issuer"], document["title"]) == ("2022-03-01", "某局", "公报")
    assert (fact["period_start"], fact["period_end"]) == ("2021-01-01", "2021-12-31")


def test_the_metadata_table_in_the_folder_is_no_document(folder: Path, call: Call) -> None:
    (folder / "in" / "metadata.csv").write_text("source,published\na.txt,2022-03-01\n", encoding="utf-8")

    assert call("extract", "in", "--metadata", "in/metadata.csv", "--output", "run").status == 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["extract", "gone"], "gone: no such file or folder"),
        (["extract", "in", "--format", "xml"], "'xml' is no format; wanted are jsonl, csv, xlsx, parquet"),
        (["extract", "in", "--output", "-", "--format", "csv"], "standard output takes --format jsonl alone"),
        (["extract", "in", "--published", "2021-13-01"], "'2021-13-01' is not a date; expected YYYY-MM-DD"),
        (["extract", "in", "--metadata", "gone.csv"], "gone.csv: metadata file cannot be read"),
        (["extract", "in", "--rules", "gone"], "--rules gone: no such folder"),
        (["extract", "in", "--lang", "fr"], "'fr' is no language here; wanted is zh or en"),
        (["extract", "in", "--output", "in/a.txt"], "in/a.txt: is a file"),
        (["extract", "in", "--output", "in"], "is the folder to read"),
        (["extract", "in", "--bogus"], "--bogus"),
        (["extract"], "PATH"),
        (["extract", "in", "--limit", "sides=1"], "'sides' is no limit"),
        (["extract", "in", "--files-from", "gone"], "--files-from gone: cannot be read"),
        (["extract", "-", "--files-from", "-"], "name it once"),
        (["bogus"], "bogus"),
        (["extract", "in", "--output", "-", "--store", "a.db"], "standard output leaves nothing in a store"),
        (["extract", "in", "--output", "-", "--store", "mysql://host/name"], "--output -"),
        (["extract", "in", "--processes", "0"], "--processes"),
        (["check", "in"], "'extractor extract PATH --output DIR' reads bulletins into one"),
        (["check", "in/a.txt"], "give the folder that extract wrote"),
        (["table", "gone"], "gone: no such file or folder"),
        (["check", "gone"], "gone: no such file or folder"),
        (["check", "mysql://host/name"], "cannot be a store"),
        (["check", "in", "--format", "xml"], "'xml' is no format of check"),
        (["explain", "收入3亿元", "--published", "x"], "'x' is not a date"),
        (["explain", " "], "TEXT: found nothing to explain; give a sentence"),
        (["eval", "gone"], "gone: no such folder"),
        (["reconcile", "in"], "SUBMITTED"),
        (["reconcile", "gone", "gone.csv"], "gone: no such file or folder"),
        (["reconcile", "in", "gone.csv", "--mapping"], "requires an argument"),
        (["timeline", "in", "--min-points", "x"], "--min-points"),
        (["timeline", "in", "--min-points", "0"], "--min-points"),
        (["timeline", "gone"], "gone: no such file or folder"),
        (["report", "gone"], "gone: no such file or folder"),
        (["report", "in", "more"], "more"),
        (["report", "in"], "no facts.jsonl in it"),
        (["review", "gone"], "gone: no store in it"),
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(
    folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch, arguments: list[str], complaint: str
) -> None:
    """In Chinese unless English is asked for: then without a Chinese word but those of the call itself."""
    chinese = call(*arguments)
    monkeypatch.setenv("EXTRACTOR_LANG", "en")
    english = call(*arguments)

    for done in (chinese, english):
        assert done.status == 2
        assert done.out == ""
        assert len(done.errors) == 1, done.errors
    assert complaint in english.errors[0]
    assert not re.search("[\u4e00-\u9fff]", english.errors[0])
    if arguments[0] != "eval":  # for those who keep a corpus: English alone
        assert re.search("[\u4e00-\u9fff]{2}", chinese.errors[0]), chinese.errors
    assert [path.name for path in folder.iterdir()] == ["in"]


@pytest.mark.parametrize("arguments", [["--lang", "en"], ["--lang=en"]])
def test_the_language_of_errors_is_the_one_the_call_asks_for(call: Call, arguments: list[str]) -> None:
    """Also where the call is so wrong that its options were not read."""
    assert "no such file or folder" in call("check", "gone", *arguments).errors[0]
    assert "see --help" in call("check", "run", "--bogus", *arguments).errors[0]
    assert "用 --help 查看用法" in call("check", "run", "--bogus").errors[0]


def test_a_broken_rule_file_says_file_line_and_field(folder: Path, call: Call) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "stamp-duty.yaml").write_text(
        "kind: indicator\nid: stamp-duty\nname: 印花税\nalias: [印税]\ndescription: Stamp duty.\n", encoding="utf-8"
    )
    done = call("extract", "in", "--rules", "mine", "--output", "-", "--format", "jsonl")

    assert done.status == 2
    assert done.out == ""
    assert "mine/stamp-duty.yaml:4: alias: 没有这个字段；是不是 'aliases'？" in done.errors[0]
    english = call("extract", "in", "--rules", "mine", "--output", "-", "--format", "jsonl", "--lang", "en")
    assert "mine/stamp-duty.yaml:4: alias: unknown field; did you mean 'aliases'?" in english.errors[0]


def test_own_rules_are_laid_over_the_built_in_ones(folder: Path, call: Call) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "lantern-income.yaml").write_text(
        "kind: indicator\nid: lantern-income\nname: 花灯经营收入\ndescription: Income of lantern makers.\n",
        encoding="utf-8",
    )
    (folder / "in" / "a.txt").write_text("2021年，全县花灯经营收入3.2亿元。\n", encoding="utf-8")
    done = call("extract", "in", "--rules", "mine", "--output", "-", "--format", "jsonl")

    assert done.status == 0
    assert json.loads(done.out)["indicator_id"] == "lantern-income"


@pytest.mark.usefixtures("folder")
def test_check_names_the_difference_and_ends_with_1(call: Call) -> None:
    corpus = ROOT / "corpus"
    for name, status in (("fee-cuts", 0), ("fee-cuts-planted", 1)):
        call("extract", corpus / "bulletins" / f"{name}.txt", "--output", name, "--format", "jsonl")
        done = call("check", name)
        as_json = call("check", f"{name}/facts.jsonl", "--format", "jsonl")

        assert done.status == as_json.status == status
        assert ("✗ 不一致" in done.out) == (status == 1)
        assert {json.loads(line)["verdict"] for line in as_json.out.splitlines()} >= {"holds"}


@pytest.mark.usefixtures("folder")
def test_check_names_every_kind_of_finding_in_words(call: Call) -> None:
    """Of a folder of two documents; what is undecided says why, percentages differ by points."""
    for name in ("planted-faults", "planted-near-misses"):
        shutil.copy(ROOT / "corpus" / "bulletins" / f"{name}.txt", f"in/{name}.txt")
    call("extract", "in", "--metadata", ROOT / "corpus" / "metadata.csv", "--output", "run", "--format", "jsonl")
    zh, en = call("check", "run"), call("check", "run", "--lang", "en")

    assert zh.status == en.status == 1
    for words in ("增速与两期水平", "平均数与总量", "疑似万、亿之误", "按可比口径", "相差 -7.5个百分点", "无法判断 "):
        assert words in zh.out + zh.errors[-1]
    for words in ("One claim against another", "growth is at constant prices", "off by -7.5 points", "undecided "):
        assert words in en.out + en.errors[-1]


@pytest.mark.usefixtures("folder")
def test_explain_fits_a_terminal(call: Call) -> None:
    done = call("explain", TEXT.strip())
    widest = max(sum(1 if character < "\u1100" else 2 for character in line) for line in done.out.splitlines())

    assert done.status == 0
    assert "3905.7万元" in done.out
    assert widest <= 80


def test_eval_prints_the_figures(call: Call) -> None:
    done = call("eval", ROOT / "corpus")

    assert done.status == 0
    assert "整条事实" in done.out


def test_help_is_there_without_arguments(call: Call) -> None:
    assert call().out == call("--help").out
    assert "退出码" in call("--help").out


def start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, *arguments]
    variables = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603  # our own code


def test_help_does_not_pay_for_what_it_does_not_need() -> None:
    code = (
        "import sys; from extractor.cli.app import run; run(['--help']); "
        "print([m for m in ('spacy','pandas','jieba','pydantic','rich','numpy','xlsxwriter') if m in sys.modules])"
    )
    out, _ = start("-c", code).communicate()

    assert out.decode().splitlines()[-1] == "[]"


def test_help_is_quick() -> None:
    """0.25 s of processor on a quiet machine; three tries and a wide margin on a busy one."""
    seconds = []
    for _ in range(3):
        begun = os.times()
        start("-m", "extractor.cli", "--help").communicate()
        ended = os.times()
        seconds.append(ended.children_user - begun.children_user + ended.children_system - begun.children_system)

    assert min(seconds) < 1.0


def test_a_reader_that_stops_early_is_no_error() -> None:
    """`extractor extract … --output - | head -1`."""
    bulletins = str(ROOT / "corpus" / "bulletins")
    process = start("-m", "extractor.cli", "extract", bulletins, "--format", "jsonl", "--output", "-")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    process.wait()

    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors


def many(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / "in" / f"{number}.txt").write_text(
            f"全市新建公园{number + 2}个，投资{number}.5亿元。", encoding="utf-8"
        )


def test_processes_change_nothing_but_the_time(folder: Path, call: Call) -> None:
    many(folder, 12)
    alone = call("extract", "in", "--output", "-")
    together = call("extract", "in", "--output", "-", "--processes", "2")

    assert len(alone.out.splitlines()) == 2 + 12 * 2
    assert alone.out == together.out


def test_the_summary_says_what_was_there_before_and_what_repeats(folder: Path, call: Call) -> None:
    (folder / "in" / "b.txt").write_text(TEXT, encoding="utf-8")
    first = call("extract", "in", "--output", "run", "--lang", "en").errors[-1]
    again = call("extract", "in", "--output", "run").errors[-1]
    rows = [json.loads(line) for line in (folder / "run" / "facts.jsonl").read_bytes().splitlines()]
    documents = [json.loads(line) for line in (folder / "run" / "documents.jsonl").read_bytes().splitlines()]

    assert "documents 2, facts 4, unreadable 0, reprints 1, " in first
    assert "转载 1 份，未变 2 个文件，用时" in again
    assert [row["flags"][-1:] == ["reprint"] for row in rows] == [False, False, True, True]
    assert [row["reprint_of"] for row in documents] == [None, documents[0]["doc_id"]]


@pytest.mark.usefixtures("folder")
def test_check_takes_a_folder_a_store_and_a_file(call: Call) -> None:
    bulletin = ROOT / "corpus" / "bulletins" / "fee-cuts-planted.txt"
    call("extract", bulletin, "--output", "run", "--format", "jsonl")
    done = [
        call("check", place) for place in ("run", "run/extractor.db", "sqlite:///run/extractor.db", "run/facts.jsonl")
    ]

    assert {one.status for one in done} == {1}
    assert len({(one.out, *one.errors) for one in done}) == 1


@pytest.mark.usefixtures("folder")
def test_check_and_report_find_a_wrong_total_of_a_table_wherever_the_run_is_read_from(folder: Path, call: Call) -> None:
    """No figure of the table is a fact: the finding stands on its rows alone, and once for two files of one text."""
    table = "地区,投资额（亿元）\n甲市,12.5\n乙市,8.3\n合计,25.8\n"
    for name in ("a.csv", "b.csv"):
        (folder / name).write_text(table, encoding="utf-8")
    call("extract", "a.csv", "b.csv", "--output", "run", "--format", "jsonl")
    done = [call("check", place) for place in ("run", "run/extractor.db", "run/facts.jsonl")]

    assert {one.status for one in done} == {1}
    assert len({one.out for one in done}) == 1
    assert done[0].out.count("25.8（合计） ≠ 12.5（甲市） + 8.3（乙市） = 20.8") == 1
    report = call("report", "run")
    assert (report.status, "不一致 1 项" in report.errors[-1]) == (1, True)


@pytest.mark.usefixtures("folder")
def test_check_shows_the_verdicts_that_are_asked_for(call: Call) -> None:
    call("extract", ROOT / "corpus" / "bulletins" / "fee-cuts-planted.txt", "--output", "run", "--format", "jsonl")
    whole, differs = call("check", "run"), call("check", "run", "--only", "differs")
    both = call("check", "run", "--format", "jsonl", "--only", "differs, holds")

    assert differs.status == whole.status == 1
    assert ("不一致  " in differs.out, "一致  " in differs.out.replace("不一致", "")) == (True, False)
    assert differs.errors == whole.errors  # the counts are of all
    assert {json.loads(line)["verdict"] for line in both.out.splitlines()} == {"differs", "holds"}
    wrong = call("check", "run", "--only", "differ", "--lang", "en")
    assert (wrong.status, "'differ' is no verdict; wanted are differs" in wrong.errors[0]) == (2, True)


def test_check_says_on_which_page_and_in_which_cell_a_figure_stands() -> None:
    text = "专线月租由680元降至499元，降幅达36.6%。"
    at = text.index("499")
    for spans, zh, en in (
        ({"pages": (PageSpan(1, 0, 6), PageSpan(33, 6, len(text)))}, "第33页", "page 33"),
        ({"cells": (CellSpan(1, 14, 3, 0, len(text), sheet="资费"),)}, "工作表 资费!C14", "sheet 资费!C14"),
        ({"cells": (CellSpan(2, 4, 3, 0, len(text)),)}, "表2 第4行第3列", "table 2 row 4 column 3"),
        ({}, "", ""),
    ):
        document = Document(text=text, **spans)
        assert place_in_original(document, at, "zh") == zh
        assert place_in_original(document, at, "en") == en
    assert place_in_original(None, at, "zh") == ""


@pytest.mark.usefixtures("folder")
def test_check_names_the_cell_of_a_workbook_and_of_its_wrong_total(folder: Path, call: Call) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(folder / "t.xlsx") as book:
        sheet = book.add_worksheet("投资")
        for row, cells in enumerate((("地区", "投资额（亿元）"), ("甲市", 12.5), ("乙市", 8.3), ("合计", 25.8))):
            sheet.write_row(row, 0, cells)
        sheet.write(5, 0, "专线月租由680元降至499元，降幅达36.6%。")
    call("extract", "t.xlsx", "--output", "run", "--format", "jsonl")
    done = call("check", "run", "--only", "differs")

    assert "工作表 投资!B4" in done.out
    assert re.search(r"t\.xlsx:\d+–\d+ 工作表 投资!A6 “36.6%”", done.out)


@pytest.mark.usefixtures("folder")
def test_every_command_says_that_a_run_was_stopped(folder: Path, call: Call) -> None:
    import sqlite3

    call("extract", "in", "--output", "run", "--format", "jsonl")
    with sqlite3.connect(folder / "run" / "extractor.db") as connection:
        connection.execute("UPDATE runs SET ended = NULL")
    connection.close()

    (folder / "t.csv").write_text("企业,减免费用（万元）\n某公司,12\n", encoding="utf-8")

    for command in (("check", "run"), ("timeline", "run"), ("reconcile", "run", "t.csv"), ("report", "run")):
        done = call(*command)
        assert "尚未完成" in done.errors[0]
        assert done.status == 1, command


def test_a_store_s_password_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    tell_unfinished("postgresql+psycopg://me:secret@host/db", "zh", finished=False)

    said = capsys.readouterr().err
    assert "me:***@host" in said
    assert "secret" not in said


def test_the_bar_shows_rate_and_remaining_time(folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal alone; what cannot be read is still told line by line."""
    many(folder, 30)
    (folder / "in" / "empty.txt").write_bytes(b"")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "100")
    shown = "\n".join(call("extract", "in", "--output", "run", "--format", "jsonl").errors)

    assert "抽取" in shown
    assert "/32" in shown
    assert "剩余" in shown
    assert "in/empty.txt" in shown


def test_help_does_not_import_the_database() -> None:
    code = (
        "import sys; from extractor.cli.app import run; run(['--help']); "
        "print([m for m in ('sqlalchemy', 'alembic', 'rensa', 'msgspec') if m in sys.modules])"
    )
    out, _ = start("-c", code).communicate()

    assert out.decode().splitlines()[-1] == "['msgspec']"


@pytest.mark.usefixtures("folder")
def test_standard_output_needs_no_database() -> None:
    code = (
        "import sys; from extractor.cli.app import run; run(['extract', 'in', '--output', '-']); "
        "print([m for m in ('sqlalchemy', 'alembic', 'rensa', 'xlsxwriter') if m in sys.modules])"
    )
    out, _ = start("-c", code).communicate()

    assert out.decode().splitlines()[-1] == "[]"


def test_ctrl_c_says_how_to_go_on(folder: Path) -> None:
    many(folder, 3_000)
    command = [sys.executable, "-m", "extractor.cli", "extract", "in", "--output", "run", "--format", "jsonl"]
    process = subprocess.Popen(  # noqa: S603  # our own code
        command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True
    )
    while not (folder / "run" / "extractor.db").exists():
        time.sleep(0.02)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()

    assert process.returncode == 130
    assert errors.splitlines() == ["已中断；已读的都已保存，用同一命令（--output run）再次运行即可继续"]
