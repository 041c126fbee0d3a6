from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.cli.table import main
from extractor.model import Document, Fact
from extractor.store.run import open_run

Shown = Callable[[list[Fact], int], str]


@pytest.fixture
def shown(
    tmp_path: Path, document: Document, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shown:
    """What the table prints of facts on a terminal of that many columns."""

    def show(facts: list[Fact], columns: int) -> str:
        monkeypatch.setenv("COLUMNS", str(columns))
        with open_run(tmp_path, ["jsonl"]) as run:
            run.write(document, facts)
        main(tmp_path)
        return capsys.readouterr().out

    return show


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
    assert all(len(line.encode("gb18030")) <= 80 for line in printed.splitlines())


def test_a_row_stays_one_line_for_another_program(
    tmp_path: Path,
    document: Document,
    make_fact: Callable[..., Fact],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    with open_run(tmp_path, ["jsonl"]) as run:
        run.write(document, [make_fact(subject="某省通信管理局" * 3, indicator="中小微企业宽带和专线平均资费" * 2)])
    main(tmp_path)
    assert len(capsys.readouterr().out.splitlines()) == 2
