from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from extractor.errors import ReadError, UsageError
from extractor.readers import find_files, read, read_all
from extractor.readers.encoding import BinaryDataError, decode
from extractor.readers.metadata import load_metadata
from extractor.readers.refusal import UnreadableError

SIMPLIFIED = (
    "截至2021年11月底，全省信息通信业为80.8万家中小企业减免宽带费用1.5亿元，同比增长21.3%。\r\n其中电信占三成。\n"
)
TRADITIONAL = "截至2021年11月底，全省資訊通信業為80.8萬家中小企業減免寬頻費用1.5億元，同比增長21.3%。\n"


@pytest.mark.parametrize(
    ("codec", "reported"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_every_encoding_of_an_office_gives_the_same_text(codec: str, reported: str) -> None:
    assert decode(SIMPLIFIED.encode(codec)) == (SIMPLIFIED, reported)


def test_traditional_text_in_big5_is_read() -> None:
    assert decode(TRADITIONAL.encode("big5")) == (TRADITIONAL, "big5hkscs")


@pytest.mark.parametrize("data", [b"a\0b\0\1\2", b"%PDF-1.7\n", b"PK\x03\x04rest", bytes(range(1, 32)) * 20])
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(BinaryDataError):
        decode(data)


def test_line_ends_and_spaces_stay_where_they_are(tmp_path: Path) -> None:
    """Offsets count in the decoded file itself."""
    path = tmp_path / "a.txt"
    path.write_bytes("标题\r\n\r\n\u3000\u3000收入１２亿元。\r\n".encode())

    assert read(path).text == "标题\r\n\r\n\u3000\u3000收入１２亿元。\r\n"


def test_the_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff收入3亿元".encode())

    assert read(path).text == "收入3亿元"


def test_title_and_document_number_come_from_the_head(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# 关于降费的通知\n\n国发〔2022〕2号\n\n全年降费3亿元。\n", encoding="utf-8")
    document = read(path)

    assert (document.title, document.document_number) == ("关于降费的通知", "国发〔2022〕2号")


def test_a_first_sentence_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("全年降费3亿元。\n惠及80万家企业。\n", encoding="utf-8")

    assert read(path).title is None


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("binary.txt", b"\0\1\2\3", "binary"),
        ("noise.txt", b"\xff\x81\xfe\x80" * 40 + b"\x80", "undecodable"),
        ("broken.txt", b"\xef\xbb\xbf\xff\xff", "undecodable"),
        ("large.txt", b"1" * 1001, "too_large"),
        ("broken.pdf", b"%PDF-1.7", "broken"),
        ("notes.key", b"text", "no_reader"),
        ("README", b"text", "no_reader"),
    ],
)
def test_what_cannot_be_read_says_where_what_and_what_to_do(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as refusal:
        read(path, max_bytes=1000)

    assert refusal.value.reason == reason
    assert isinstance(refusal.value, ReadError)
    for line in (str(refusal.value), refusal.value.line("zh")):
        assert line.startswith(path.as_posix())
        assert "\n" not in line


def test_a_missing_file_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        read(tmp_path / "gone.txt")


def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="not a regular file"):
        read(tmp_path / "pipe.txt")


def test_read_all_gives_the_one_document_of_a_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("收入3亿元", encoding="utf-8")

    assert [document.text for document in read_all(path)] == ["收入3亿元"]


def test_files_come_once_sorted_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt", "metadata.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "facts.jsonl").write_text("", encoding="utf-8")
    found = find_files([tmp_path / "b.txt", tmp_path], without=[tmp_path / "metadata.csv", tmp_path / "run"])

    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["b.txt", "a.txt", "sub/c.txt"]


def test_a_path_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        find_files([tmp_path / "gone"])


@pytest.mark.parametrize("source", ["in/a.txt", "a.txt", "a"])
def test_metadata_finds_a_document_by_path_name_or_stem(tmp_path: Path, source: str) -> None:
    table = tmp_path / "metadata.csv"
    table.write_text(f"source,published,issuer,title\n{source},2021-12-01,某局,\n", encoding="utf-8-sig")
    row = load_metadata(table).row("in/a.txt")

    assert row == (date(2021, 12, 1), "某局", None, None)


def test_other_columns_of_a_metadata_table_are_left_alone(tmp_path: Path) -> None:
    table = tmp_path / "metadata.csv"
    table.write_text(
        "id,source,published,kind,document_number\n1,a.txt,2021年12月1日,web,国发〔2021〕2号\n", encoding="utf-8"
    )
    metadata = load_metadata(table)

    assert metadata.row("a.txt") == (date(2021, 12, 1), None, None, "国发〔2021〕2号")
    assert metadata.ignored_columns == ("id", "kind")


def test_what_an_earlier_run_wrote_is_no_bulletin(tmp_path: Path) -> None:
    for name in (
        "in/a.txt",
        "in/run/documents.jsonl",
        "in/run/unreadable.csv",
        "in/run/facts.csv",
        "in/run/more/x.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")

    assert [path.name for path in find_files([tmp_path / "in"])] == ["a.txt"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("published\n2021-01-01\n", "1: no column 'source'"),
        ("", "1: no column 'source'"),
        ("source,published\na.txt,2021-02-30\n", "2: published: '2021-02-30' is not a date; expected YYYY-MM-DD"),
        ("source,published\na.txt,\na.txt,\n", "3: source: 'a.txt' stands here a second time"),
        ("source,published\na.txt,,x\n", "2: more cells than columns"),
        ("source,published\n,2021-01-01\n", "2: source: empty"),
    ],
)
def test_a_wrong_metadata_table_says_line_column_and_what_was_wanted(tmp_path: Path, text: str, complaint: str) -> None:
    table = tmp_path / "metadata.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        load_metadata(table)

    assert complaint in str(error.value)


def test_a_missing_metadata_table_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_metadata(tmp_path / "gone.csv")


@pytest.mark.parametrize(
    ("key", "fits"),
    [("a/b/c.txt", True), ("b/c.txt", True), ("c.txt", True), ("c", True), ("x/c.txt", False), ("a/b", False)],
)
def test_a_metadata_row_is_found_by_the_end_of_the_path(tmp_path: Path, key: str, fits: bool) -> None:  # noqa: FBT001
    (tmp_path / "m.csv").write_text(f"source,published\n{key},2021-12-31\n", encoding="utf-8")

    row = load_metadata(tmp_path / "m.csv").row("/data/a/b/c.txt")

    assert (row is not None) == fits
