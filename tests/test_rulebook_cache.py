"""A kept rule book is the book its files give, and is only taken where it fits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.errors import RuleError
from extractor.rulebook import cache, load
from extractor.rulebook.book import RuleBook
from extractor.rulebook.load import builtin_folder, load_rules

INDICATOR = """\
kind: indicator
id: fee-cut
name: 降费金额
aliases: [{alias}]
unit_kind: money
description: What a fee reduction saved.
examples:
  - text: 累计降费金额267.57万元。
    facts: [{{value: 2675700}}]
  - text: 商场让利销售300万元。
    facts: []
    why: a sale is no fee.
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that books are kept in."""
    folder = tmp_path / "kept"
    monkeypatch.setenv(cache.VARIABLE, str(folder))
    return folder


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one rule file, and no built-in rules under it."""
    monkeypatch.setattr(load, "builtin_folder", lambda: tmp_path / "none")
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "fee-cut.yaml").write_text(INDICATOR.format(alias="让利金额"), encoding="utf-8")
    return folder


def aliases(book: RuleBook) -> list[str]:
    return [alias for name in book.names for alias in name.aliases]


def never_examined(*_: object) -> None:
    raise AssertionError("the files were read anew")


def test_the_kept_book_of_the_built_in_rules_is_the_book_that_their_files_give(kept: Path) -> None:
    fresh, again = load_rules(), load_rules()

    assert [path.suffix for path in kept.iterdir()] == [".rulebook"]
    assert again is not fresh
    assert again == fresh
    assert repr(again) == repr(fresh)


@pytest.mark.usefixtures("kept")
def test_a_second_call_reads_no_rule_file(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_rules(rules)
    monkeypatch.setattr(load, "examine", never_examined)

    assert aliases(load_rules(rules)) == ["让利金额"]


@pytest.mark.usefixtures("kept")
def test_a_changed_rule_file_is_read_anew(rules: Path) -> None:
    load_rules(rules)
    (rules / "fee-cut.yaml").write_text(INDICATOR.format(alias="减免费用"), encoding="utf-8")

    assert aliases(load_rules(rules)) == ["减免费用"]


@pytest.mark.usefixtures("kept")
def test_what_is_wrong_with_a_folder_is_said_every_time(rules: Path) -> None:
    load_rules(rules)
    (rules / "other.yml").write_text("kind: indicator\n", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(RuleError, match="rename it"):
            load_rules(rules)


@pytest.mark.parametrize("damage", [b"", b"rulebook 1\n", b"\x80" * 4_000], ids=["empty", "head alone", "garbage"])
def test_a_damaged_file_is_not_read(kept: Path, rules: Path, damage: bytes) -> None:
    load_rules(rules)
    next(kept.iterdir()).write_bytes(damage)

    assert aliases(load_rules(rules)) == ["让利金额"]


def test_one_flipped_bit_is_noticed(kept: Path, rules: Path) -> None:
    load_rules(rules)
    path = next(kept.iterdir())
    content = path.read_bytes()
    path.write_bytes(content.replace("让利金额".encode(), "让利余额".encode()))

    assert path.read_bytes() != content
    assert aliases(load_rules(rules)) == ["让利金额"]


def test_a_book_under_another_books_name_is_not_read(kept: Path, rules: Path) -> None:
    load_rules(rules)
    old = next(kept.iterdir())
    (rules / "fee-cut.yaml").write_text(INDICATOR.format(alias="减免费用"), encoding="utf-8")
    key = cache.fingerprint([rules])
    old.rename(kept / f"{key}.rulebook")

    assert aliases(load_rules(rules)) == ["减免费用"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no mode bits; the user's profile is private there")
def test_the_folder_and_its_files_are_the_users_own(kept: Path, rules: Path) -> None:
    load_rules(rules)
    path = next(kept.iterdir())

    assert kept.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o622)
    assert cache.recall(path.stem) is None
    path.chmod(0o600)
    assert cache.recall(path.stem) is not None
    kept.chmod(0o777)
    assert cache.recall(path.stem) is None


def test_off_keeps_nothing(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, cache.OFF)
    monkeypatch.chdir(tmp_path)
    load_rules(rules)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["rules"]


def test_a_folder_that_cannot_be_made_is_done_without(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "kept"))

    assert aliases(load_rules(rules)) == ["让利金额"]


def test_old_books_are_forgotten(kept: Path, rules: Path) -> None:
    for number in range(cache.KEPT + 3):
        (rules / "fee-cut.yaml").write_text(INDICATOR.format(alias=f"让利{number}"), encoding="utf-8")
        load_rules(rules)

    assert len([*kept.iterdir()]) == cache.KEPT
    assert cache.recall(cache.fingerprint([rules]) or "") is not None


def test_a_table_of_divisions_outside_the_folder_is_not_trusted_to_stay(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("", encoding="utf-8")

    assert cache.covers([rules], [rules / "fee-cut.yaml"])
    assert not cache.covers([rules], [rules / ".." / "table.csv"])
    assert builtin_folder()


HEAVY = ("pydantic", "yaml", "pandas", "numpy", "spacy", "jieba", "openpyxl", "sqlalchemy", "pyarrow", "xlsxwriter")


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import extractor.cli.app", (*HEAVY, "rich", "jinja2", "selectolax", "pypdfium2")),
        ("import extractor; extractor.Extractor().extract('降费267.57万元。')", HEAVY),
    ],
    ids=["the command's help", "extraction with a kept rule book"],
)
def test_what_a_task_does_not_need_is_not_imported(kept: Path, code: str, unwanted: tuple[str, ...]) -> None:
    load_rules()
    shown = f"{code}\nimport sys; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    ran = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", shown],
        env=os.environ | {cache.VARIABLE: str(kept)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert set(unwanted) & set(ran.stdout.split()) == set()


def test_a_book_is_kept_once_for_all_folders_it_is_used_from(
    kept: Path, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But where its files are shown in short, they are shown so."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    for place, shown in {"one": str(rules), "two": str(rules), ".": "rules"}.items():
        monkeypatch.chdir(tmp_path / place)

        assert load_rules(rules).files[0].shown == f"{shown}/fee-cut.yaml"
    assert len([*kept.iterdir()]) == 2


def test_a_changed_file_that_was_asked_for_itself_is_read_anew(rules: Path) -> None:
    load_rules(rules / "fee-cut.yaml")
    (rules / "fee-cut.yaml").write_text(INDICATOR.format(alias="减免费用"), encoding="utf-8")

    assert aliases(load_rules(rules / "fee-cut.yaml")) == ["减免费用"]
