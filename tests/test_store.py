from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.model import FACT_COLUMNS, Document, Fact, Relation
from extractor.readers.refusal import UnreadableError
from extractor.store.atomic import atomic_path
from extractor.store.cells import Limits
from extractor.store.jsonl import load_facts, load_relations
from extractor.store.records import DOCUMENT_COLUMNS, json_line, json_number, plain
from extractor.store.run import FORMATS, open_run, write_unreadable
from extractor.store.table_csv import cell
from extractor.store.workbook import Workbook, open_book

MakeFact = Callable[..., Fact]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2675700.00", "2675700"),
        ("3570.7", "3570.7"),
        ("-5.60", "-5.6"),
        ("1E+8", "100000000"),
        ("0.0000001", "0.0000001"),
        ("-0.0", "0"),
        ("100", "100"),
        ("12345678901234567890.12", '"12345678901234567890.12"'),
    ],
)
def test_a_decimal_is_written_exactly_and_plainly(value: str, written: str) -> None:
    """As a number where a double carries it back, else as a string."""
    assert bytes(json_number(Decimal(value))).decode() == written


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_every_decimal_reads_back_to_itself(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert Decimal(str(json.loads(bytes(json_number(value)), parse_float=str))) == value


def test_a_fact_line_has_the_columns_of_the_record_in_order(make_fact: MakeFact) -> None:
    line = json_line(make_fact(value="3570.70", period_end=date(2021, 11, 30), flags=("vague",), subject="浙江电信"))
    row = json.loads(line)

    assert list(row) == list(FACT_COLUMNS)
    assert b'"value":3570.7,' in line
    assert "浙江电信" in line.decode()
    assert (row["period_end"], row["flags"], row["modifier"]) == ("2021-11-30", ["vague"], None)


def test_facts_and_relations_read_back(tmp_path: Path, document: Document, make_fact: MakeFact) -> None:
    facts = (make_fact(), make_fact("80.8万家", "808000", kind="count", unit="家", flags=("vague",)))
    relation = Relation(fact_id="a", relation="part_of", target_id="b", rule_id="r")
    with open_run(tmp_path / "run", ["jsonl"]) as run:
        run.write(document, facts, [relation])

    read = load_facts(tmp_path / "run" / "facts.jsonl")
    assert read == facts
    assert [fact.fact_id for fact in read] == [fact.fact_id for fact in facts]
    assert load_relations(tmp_path / "run" / "relations.jsonl") == (relation,)
    assert load_relations(tmp_path / "none.jsonl") == ()


def test_a_line_that_is_no_fact_is_named(tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text('\n{"fact_id": 3}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"facts\.jsonl:2: not a fact"):
        load_facts(tmp_path / "facts.jsonl")


def test_documents_keep_the_text_that_offsets_count_in(tmp_path: Path, document: Document) -> None:
    with open_run(tmp_path, ["jsonl"]) as run:
        run.write(document, ())
    row = json.loads((tmp_path / "documents.jsonl").read_bytes())

    assert tuple(row) == DOCUMENT_COLUMNS
    assert (row["text"], row["encoding"], row["sha256"]) == (document.text, "utf-8", document.sha256)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_cell_can_become_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_a_negative_number_stays_a_number() -> None:
    assert cell(Decimal("-5.60")) == "-5.6"


def test_the_csv_opens_in_a_spreadsheet(tmp_path: Path, document: Document, make_fact: MakeFact) -> None:
    with open_run(tmp_path, ["csv"]) as run:
        run.write(document, [make_fact(subject='=HYPERLINK("x")', flags=("a", "b"))])
    data = (tmp_path / "facts.csv").read_bytes()
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))

    assert data.startswith(b"\xef\xbb\xbf")
    assert list(rows[0]) == list(FACT_COLUMNS)
    assert (rows[0]["value"], rows[0]["subject"], rows[0]["flags"]) == ("2675700", '\'=HYPERLINK("x")', "a;b")


@pytest.mark.parametrize(("lang", "first", "status"), [("zh", "原句", "实际"), ("en", "sentence", "actual")])
def test_the_workbook_marks_the_figure_in_its_sentence(
    tmp_path: Path, document: Document, make_fact: MakeFact, lang: str, first: str, status: str
) -> None:
    fact = make_fact(period_end=date(2021, 11, 30), subject="=1+1")
    with open_run(tmp_path, ["xlsx"], lang) as run:  # type: ignore[arg-type]
        run.write(document, [fact, make_fact("九成", "90", sentence_start=0, sentence_end=0)])
    sheet = openpyxl.load_workbook(tmp_path / "facts.xlsx", rich_text=True).active
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))

    assert head[0] == first
    assert str(row[first]) == "浙江电信累计降费金额267.57万元，惠及80.8万家企业。"
    assert [str(part) for part in row[first] if getattr(part, "font", None) and part.font.b] == ["267.57万元"]
    assert status in row.values()
    assert "=1+1" in row.values()
    assert all(cell.data_type != "f" for cells in sheet.iter_rows() for cell in cells)
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref is not None


def test_parquet_keeps_decimals_dates_and_lists(tmp_path: Path, document: Document, make_fact: MakeFact) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    with open_run(tmp_path, ["parquet"]) as run:
        run.write(document, [make_fact(value="3570.7", period_end=date(2021, 11, 30), flags=("a", "b"))])
    (row,) = pq.read_table(tmp_path / "facts.parquet").to_pylist()

    assert list(row) == list(FACT_COLUMNS)
    assert (row["value"], row["period_end"], row["flags"]) == (Decimal("3570.7"), date(2021, 11, 30), ["a", "b"])


def test_parquet_refuses_a_number_it_cannot_hold(tmp_path: Path, document: Document, make_fact: MakeFact) -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(UsageError, match="use --format jsonl"), open_run(tmp_path, ["parquet"]) as run:
        run.write(document, [make_fact(value="1" * 40)])


def test_missing_pyarrow_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"bulletin-extractor\[parquet\]"), open_run(tmp_path, ["parquet"]):
        pass


def test_the_same_facts_give_the_same_bytes(tmp_path: Path, document: Document, make_fact: MakeFact) -> None:
    for name in ("one", "two"):
        with open_run(tmp_path / name, FORMATS) as run:
            run.write(document, [make_fact(), make_fact("80.8万家", "808000")])

    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_a_run_that_fails_leaves_the_old_files_and_no_others(tmp_path: Path, document: Document) -> None:
    with open_run(tmp_path, ["jsonl"]) as run:
        run.write(document, ())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    with pytest.raises(RuntimeError):
        fail_halfway(tmp_path, document)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def fail_halfway(folder: Path, document: Document) -> None:
    with open_run(folder, FORMATS) as run:
        run.write(document, ())
        raise RuntimeError


def test_an_atomic_file_appears_at_the_end(tmp_path: Path) -> None:
    with atomic_path(tmp_path / "a" / "b.txt") as temporary:
        temporary.write_text("x", encoding="utf-8")
        assert not (tmp_path / "a" / "b.txt").exists()

    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_what_could_not_be_read_is_listed(tmp_path: Path) -> None:
    write_unreadable(tmp_path, [UnreadableError("in/a.pdf", "no_reader", found=".pdf", wanted=".txt")])
    rows = list(csv.DictReader((tmp_path / "unreadable.csv").read_text(encoding="utf-8-sig").splitlines()))

    assert [(row["source"], row["reason"]) for row in rows] == [("in/a.pdf", "no_reader")]


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"), open_run(tmp_path / "taken", ["jsonl"]):
        pass


def test_facts_beyond_a_sheet_s_rows_go_on_a_second_sheet(
    tmp_path: Path, make_fact: MakeFact, document: Document
) -> None:
    with open_book(tmp_path / "facts.xlsx", streaming=True) as book:
        writer = Workbook(book, "zh", Limits(rows=2))
        writer.write(document, [make_fact()] * 5)
        writer.close()
    sheets = openpyxl.load_workbook(tmp_path / "facts.xlsx").worksheets

    assert [(sheet.title, sheet.max_row) for sheet in sheets] == [("事实", 3), ("事实 2", 3), ("事实 3", 2)]
