from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from extractor.cli.app import run
from extractor.model import Document, Fact
from extractor.store.run import open_run

Shown = Callable[..., str]

LONG = {"subject": "某省通信管理局" * 3, "indicator": "中小微企业宽带和专线平均资费" * 3}


@pytest.fixture
def shown(
    tmp_path: Path, document: Document, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shown:
    """What the table prints of facts on a terminal of that many columns, or where it is piped."""

    def show(facts: list[Fact], columns: int | None = None, lang: str = "zh") -> str:
        monkeypatch.delenv("COLUMNS", raising=False)
        if columns:
            monkeypatch.setenv("COLUMNS", str(columns))
            monkeypatch.setenv("TERM", "dumb")
            monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        with open_run(tmp_path, ["jsonl"]) as written:
            written.write(document, facts)
        assert run(["table", str(tmp_path), "--lang", lang]) == 0
        return capsys.readouterr().out

    return show


def widest(printed: str) -> int:
    return max(map(cell_len, printed.splitlines()))


def test_the_table_shows_who_what_how_much_and_when(shown: Shown, make_fact: Callable[..., Fact]) -> None:
    facts = [
        make_fact(subject="浙江电信", indicator="降费金额", period_end=date(2021, 11, 30), status="target"),
        make_fact(
            "九成", None, value_low=Decimal(85), value_high=Decimal(95), unit="%", indicator="企业", population="企业"
        ),
    ]
    _, first, second = shown(facts, 120).splitlines()

    assert first.split() == ["267.57万元", "浙江电信", "降费金额", "2675700", "元", "2021-11-30", "目标"]
    assert second.split() == ["九成", "企业", "85–95", "%", "实际"]


def test_a_narrow_terminal_cuts_no_number_and_shows_the_change(shown: Shown, make_fact: Callable[..., Fact]) -> None:
    facts = [
        make_fact(
            "267.57万元",
            "12865400000",
            subject="某省通信管理局",
            indicator="电信业务收入",
            period_end=date(2021, 11, 30),
        ),
        make_fact("九成", "21.3", unit="%", subject="某省", indicator="增速", change_direction="up", change_base="yoy"),
    ]
    printed = shown(facts, 80)

    assert "12865400000" in printed
    assert "2021-11-30" in printed
    assert "同比上升" in printed.replace("\n", "")
    assert widest(printed) <= 80


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [80, 99, 100, 120])
def test_a_name_without_room_takes_more_lines_on_a_terminal(
    shown: Shown, make_fact: Callable[..., Fact], columns: int, lang: str
) -> None:
    """No line is wider than the terminal, and nothing is lost but the blanks between pieces."""
    printed = shown([make_fact(**LONG, change_direction="up", change_base="yoy")], columns, lang)

    assert 60 < widest(printed) <= columns
    assert printed.count("费") == LONG["indicator"].count("费")
    assert printed.count("局") == 3
    assert not any(line != line.rstrip() for line in printed.splitlines())


def test_a_row_is_one_line_where_it_is_piped(shown: Shown, make_fact: Callable[..., Fact]) -> None:
    printed = shown([make_fact("九成", "12865400000", **LONG), make_fact(subject="某省")])
    _, first, second = printed.splitlines()

    assert "…" in first
    assert "12865400000" in first
    assert second.split()[:2] == ["267.57万元", "某省"]
    assert widest(printed) <= 120


def test_each_of_several_documents_has_its_own_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        Path(f"{name}.txt").write_text(f"2023年，全市收入{ord(name)}亿元。", encoding="utf-8")
    run(["extract", "a.txt", "b.txt", "--output", "run", "--format", "jsonl"])
    assert run(["table", "run"]) == 0

    a, _, first, empty, b, _, second = capsys.readouterr().out.splitlines()
    assert (a, empty, b) == ("a.txt", "", "b.txt")
    assert (first.split()[0], second.split()[0]) == ("97亿元", "98亿元")


def test_the_words_of_the_table_are_english_where_asked_for(shown: Shown, make_fact: Callable[..., Fact]) -> None:
    head, row = shown([make_fact(change_direction="up", change_base="yoy")], lang="en").splitlines()

    assert head.split()[:4] == ["quote", "subject", "indicator", "change"]
    assert "up yoy" in row
    assert row.endswith("actual")


def test_no_run_is_one_line_that_says_what_to_give(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["table", "gone", "--lang", "en"]) == 2
    assert "gone: no such file or folder; give the folder that extract wrote" in capsys.readouterr().err
