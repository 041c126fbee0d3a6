"""A file whose name is no UTF-8 (GBK from an old Windows) is read like any other, under a name that can be stored."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.cli.app import run
from extractor.readers.metadata import Metadata, Row
from extractor.readers.naming import name_of, path_of

GBK = os.fsdecode("公报".encode("gbk") + b".txt")
LATIN = os.fsdecode(b"caf\xe9.txt")
SENTENCE = "2023年，全省完成投资120.5亿元。\n"
NAMES = [
    ("a/公报.txt", "a/公报.txt"),
    (f"a/{GBK}", "a/GB18030''公报.txt"),
    (f"a/{LATIN}", r"a/bytes''caf\xe9.txt"),
    ("a/GB18030''公报.txt", "a/UTF-8''GB18030''公报.txt"),
    (os.fsdecode(b"\xff\\x.txt"), r"bytes''\xff\\x.txt"),
]
not_on_this_system = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="this system lets no file have such a name"
)


@pytest.mark.parametrize(("path", "name"), NAMES)
def test_a_name_can_be_read_and_leads_back_to_the_path(path: str, name: str) -> None:
    assert (name_of(path), path_of(name)) == (name, Path(path))


@given(st.lists(st.binary(min_size=1).filter(lambda raw: not {0, 47} & set(raw)), min_size=1, max_size=3))
def test_no_two_paths_share_a_name_and_every_name_is_text(parts: list[bytes]) -> None:
    path = Path("/".join(map(os.fsdecode, parts)))

    name = name_of(path)
    assert path_of(name) == path
    assert name.encode()


def test_a_row_of_metadata_is_found_by_the_name_that_people_read() -> None:
    row = Row(None, "某局", None)

    assert Metadata({"公报.txt": row}).row(name_of(f"a/{GBK}")) == row


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of the same name in two encodings, one that nobody can decode, one of no known kind."""
    place = tmp_path / "in"
    place.mkdir()
    for name in ("公报.txt", GBK, LATIN, os.fsdecode("附件.公报".encode("gbk"))):
        (place / name).write_text(SENTENCE, encoding="utf-8")
    return place


@not_on_this_system
def test_a_batch_goes_on_over_names_that_are_not_utf_8(folder: Path, tmp_path: Path) -> None:
    call = ["extract", str(folder), "--output", str(tmp_path / "out")]
    assert run(call) == 1  # one file of no known kind

    lines = (tmp_path / "out" / "documents.jsonl").read_bytes().decode().splitlines()
    sources = {Path(json.loads(line)["source"]).name for line in lines}
    assert sources == {"公报.txt", "GB18030''公报.txt", r"bytes''caf\xe9.txt"}
    assert "GB18030''附件.公报" in (tmp_path / "out" / "unreadable.csv").read_bytes().decode("utf-8-sig")
    assert len((tmp_path / "out" / "facts.jsonl").read_bytes().decode().splitlines()) == 3


@not_on_this_system
def test_a_second_run_knows_such_a_file_again(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["extract", str(folder), "--output", str(tmp_path / "out"), "--format", "jsonl", "--processes", "2"]
    run(call)
    capsys.readouterr()
    run(call)

    assert "未变 4 个文件" in capsys.readouterr().err


@not_on_this_system
def test_facts_on_standard_output_are_utf_8(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["extract", str(folder), "--output", "-"]) == 1

    facts = [json.loads(line) for line in capfdbinary.readouterr().out.decode().splitlines()]
    assert len(facts) == 3
