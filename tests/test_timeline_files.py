"""What the command `extractor timeline` prints and writes: text, CSV, iCalendar, TimelineJS."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from extractor.cli.app import run
from extractor.model import Document
from extractor.pipeline import Extractor
from extractor.reports.timeline_words import gap_words, plotted, stretch_words
from extractor.store.run import open_run
from extractor.timeline.values import Gap, Observation

TEXTS = {
    "初步.txt": (date(2021, 1, 20), "2020年，全国城镇新增就业1186万人。2020年，全国城镇新增就业1186万人。"),
    "修订.txt": (date(2021, 6, 1), "2020年，全国城镇新增就业1190万人。2018年，全国城镇新增就业1361万人。"),
    "累计.txt": (date(2021, 7, 20), "2021年1—6月，全国城镇新增就业698万人。2021年1—3月，全国城镇新增就业297万人。"),
    "=坏.txt": (date(2021, 7, 21), "2021年6月末，“=HYPERLINK(1)”项目有35个。"),
}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory, extractor: Extractor) -> Path:
    """A run over four documents."""
    folder = tmp_path_factory.mktemp("run")
    with open_run(folder, ["jsonl"]) as writing:
        for source, (published, text) in TEXTS.items():
            document = Document(text=text, source=source, published=published, issuer="某部", title="<b>通报</b>")
            writing.write(document, extractor.extract(document))
    return folder


@pytest.fixture(scope="module")
def written(facts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    assert run(["timeline", str(facts), "--output", str(folder), "--min-points", "1"]) == 0
    return folder


def test_the_text_shows_vintages_repeats_and_gaps(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", str(facts), "--indicator", "urban-new-jobs"]) == 0

    printed = re.sub(r" +", " ", capsys.readouterr().out)
    assert "全国 · 城镇新增就业 [人 · 年度] urban-new-jobs china" in printed
    assert "2020年 1186万人 2021-01-20 某部 初步.txt ※ 共 2 处" in printed
    assert " 1190万人 2021-06-01 某部 修订.txt ※ 修订（第 2 版）" in printed
    assert "—— 缺 2019年（1 期） ——" in printed
    assert "[人 · 年初以来累计]" in printed


def test_english_is_english(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", str(facts), "--indicator", "urban-new-jobs", "--lang", "en"]) == 0

    captured = capsys.readouterr()
    assert "restated (vintage 2)" in captured.out
    assert "missing 2019 (1)" in captured.out
    assert captured.err == "series 2, observations 5, restated 1, conflicting 0, periods missing 1\n"


def test_series_of_one_point_are_left_out_and_counted(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["timeline", str(facts)])

    captured = capsys.readouterr()
    assert "35个" not in captured.out
    assert "不足 2 个时点，用 --min-points 1 列出" in captured.err


def test_a_filter_shows_all_it_fits(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", str(facts), "--subject", "全国", "--indicator", "新增就业"]) == 0

    assert "698万人" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "pdf"], "'pdf' is no format of timeline; wanted are text, csv, ics, timelinejs, html"),
        (["--format", "csv"], "needs a folder to write timeline.csv to; give --output DIR"),
        (["--indicator", "城镇新增就"], ""),
        (["--indicator", "城镇新增就业数"], "did you mean 城镇新增就业"),
        (["--subject", "火星"], "'火星' names no series of these facts"),
        (["--lang", "fr"], "'fr' is no language here"),
    ],
)
def test_a_wrong_call_says_what_is_wanted(
    facts: Path,
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EXTRACTOR_LANG", "en")
    status = run(["timeline", str(facts), *arguments])

    assert status == (2 if words else 0)
    assert words in capsys.readouterr().err


def test_an_output_that_is_a_file_is_refused(facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert run(["timeline", str(facts), "--output", str(tmp_path / "file")]) == 2
    assert "是文件；--output 请给目录" in capsys.readouterr().err


def test_facts_that_are_not_there_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", str(tmp_path)]) == 2
    assert "里面没有 facts.jsonl" in capsys.readouterr().err


def test_a_contradiction_of_one_day_is_exit_status_one(tmp_path: Path, extractor: Extractor) -> None:
    with open_run(tmp_path, ["jsonl"]) as writing:
        for source, number in (("a.txt", 1186), ("b.txt", 1286)):
            text = f"2020年，全国城镇新增就业{number}万人。"
            document = Document(text=text, source=source, published=date(2021, 1, 20))
            writing.write(document, extractor.extract(document))

    assert run(["timeline", str(tmp_path)]) == 1


def rows(written: Path) -> list[dict[str, str]]:
    with (written / "timeline.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_csv_opens_in_a_spreadsheet_and_runs_nothing(written: Path) -> None:
    assert (written / "timeline.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert all(not cell.startswith(("=", "+", "@")) for row in rows(written) for cell in row.values())
    assert any(row["source"] == "'=坏.txt" for row in rows(written))


def test_the_csv_holds_vintages_and_gaps(written: Path) -> None:
    jobs = [row for row in rows(written) if row["indicator_id"] == "urban-new-jobs" and row["frequency"] == "year"]

    assert [
        (row["period_end"], row["value"], row["vintage"], row["standing"], row["times_stated"]) for row in jobs
    ] == [
        ("2018-12-31", "13610000", "1", "first", "1"),
        ("2020-12-31", "11860000", "1", "first", "2"),
        ("2020-12-31", "11900000", "2", "revises", "1"),
        ("2019-12-31", "", "", "missing", "0"),
    ]


def events(written: Path) -> list[Any]:
    return list(Calendar.from_ical((written / "timeline.ics").read_bytes()).walk("VEVENT"))


def test_the_calendar_has_publications_and_reference_periods(written: Path) -> None:
    found = {(str(e["summary"]), e.decoded("dtstart"), e.decoded("dtend")) for e in events(written)}

    assert ("发布：2020年 1190万人 全国 · 城镇新增就业（人，年度）", date(2021, 6, 1), date(2021, 6, 2)) in found
    assert ("1190万人 全国 · 城镇新增就业（人，年度）", date(2020, 1, 1), date(2021, 1, 1)) in found


def test_every_event_has_its_own_lasting_id_and_no_clock(written: Path, facts: Path, tmp_path: Path) -> None:
    ids = [str(event["uid"]) for event in events(written)]
    run(["timeline", str(facts), "--output", str(tmp_path), "--min-points", "1"])

    assert len(set(ids)) == len(ids)
    assert {event.decoded("dtstamp") for event in events(written)} <= {
        datetime(published.year, published.month, published.day, tzinfo=UTC) for published, _ in TEXTS.values()
    }
    for name in ("timeline.txt", "timeline.csv", "timeline.ics", "timeline.json", "timeline.html"):
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes()


def test_the_lines_of_the_calendar_are_folded_as_the_standard_says(written: Path) -> None:
    lines = (written / "timeline.ics").read_bytes().split(b"\r\n")

    assert max(len(line) for line in lines) <= 75


SLIDE = {"unique_id", "start_date", "end_date", "display_date", "group", "text"}


def test_timelinejs_reads_the_file(written: Path) -> None:
    """The structure is that of TimelineJS 3's documentation: title, events, scale; a date has at least a year."""
    told = json.loads((written / "timeline.json").read_bytes())

    assert set(told) == {"title", "events", "scale"}
    assert told["scale"] == "human"
    assert set(told["title"]["text"]) == {"headline"}
    for event in told["events"]:
        assert {"unique_id", "start_date", "text"} <= set(event) <= SLIDE
        assert set(event["text"]) == {"headline", "text"}
        for name in ("start_date", "end_date"):
            if name in event:
                date(**event[name])
    assert len({event["unique_id"] for event in told["events"]}) == len(told["events"])


def test_timelinejs_gets_no_markup_from_texts(written: Path) -> None:
    told = (written / "timeline.json").read_text(encoding="utf-8")

    assert "<b>" not in told
    assert "&lt;b&gt;通报&lt;/b&gt;" in told


@pytest.mark.parametrize(
    ("start", "end", "kind", "zh", "en"),
    [
        (None, date(2021, 9, 25), "as_of", "截至2021-09-25", "as of 2021-09-25"),
        (date(2021, 5, 1), date(2021, 5, 31), "month", "2021年5月", "2021-05"),
        (date(2021, 4, 1), date(2021, 6, 30), "quarter", "2021年二季度", "2021 Q2"),
        (date(2021, 7, 1), date(2021, 12, 31), "half_year", "2021年下半年", "2021 H2"),
        (date(2019, 1, 1), date(2019, 5, 31), "to_date", "2019年1—5月", "2019-01 to 05"),
        (date(2019, 1, 1), date(2019, 5, 15), "to_date", "2019-01-01—2019-05-15", "2019-01-01—2019-05-15"),
        (date(2016, 1, 1), date(2020, 12, 31), "P5Y", "2016-01-01—2020-12-31", "2016-01-01 to 2020-12-31"),
    ],
)
def test_a_period_is_said_as_bulletins_say_it(start: date | None, end: date, kind: str, zh: str, en: str) -> None:
    assert stretch_words(start, end, kind, "zh") == zh
    assert stretch_words(start, end, kind, "en") == en


@pytest.mark.parametrize(
    ("gap", "kind", "words"),
    [
        (Gap(date(2011, 1, 1), date(2016, 12, 31), 6), "year", "缺 2011—2016（6 期）"),
        (Gap(date(2021, 12, 1), date(2022, 1, 31), 2), "month", "缺 2021-12—2022-01（2 期）"),
        (Gap(date(2021, 4, 1), date(2021, 6, 30), 1), "quarter", "缺 2021年二季度（1 期）"),
        (Gap(date(2021, 3, 1), date(2021, 4, 30), 2), "to_date", "缺 2021年1—3月、2021年1—4月（2 期）"),
        (Gap(date(2020, 1, 1), date(2020, 12, 31), 1), "as_of", "缺 截至2020-12-31（1 期）"),
        (Gap(date(2021, 9, 26), date(2021, 9, 27), 2), "day", "缺 2021-09-26—2021-09-27（2 期）"),
    ],
)
def test_a_gap_says_what_is_missing(gap: Gap, kind: str, words: str) -> None:
    assert gap_words(gap, kind, "zh") == words


def ranged(value: str | None, low: str | None, high: str | None) -> Observation:
    numbers = {
        n: None if v is None else Decimal(v) for n, v in {"value": value, "value_low": low, "value_high": high}.items()
    }
    nothing: dict[str, Any] = dict.fromkeys(("period_start", "period_end", "period_text", "modifier", "direction"))
    return Observation(quote="", said=(), **numbers, **nothing)


@pytest.mark.parametrize(
    ("value", "low", "high", "place"),
    [("5", "4", "6", "5"), (None, "4", "6", "5"), (None, "4", None, "4"), (None, None, None, None)],
)
def test_a_range_is_drawn_at_its_middle(
    value: str | None, low: str | None, high: str | None, place: str | None
) -> None:
    assert plotted(ranged(value, low, high)) == (None if place is None else Decimal(place))
