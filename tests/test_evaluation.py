"""Scoring, floors and their report; and the corpus held to its floors."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from extractor.errors import UsageError
from extractor.evaluation import (
    FIGURES,
    FloorError,
    GoldError,
    GoldFact,
    PlacedGold,
    add_pin,
    encode_pins,
    evaluate,
    faults,
    judge,
    load_gold,
    load_pins,
    pair,
    render,
    render_errors,
    score,
)
from extractor.model import Document, Fact
from extractor.pipeline import Extractor

MakeFact = Callable[..., Fact]
ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
GOLD_LINE: dict[str, Any] = {
    "q": "267.57万元",
    "ctx": "金额267.57万元",
    "kind": "money",
    "value": 2675700,
    "unit": "元",
    "mod": None,
    "subject": ["江西电信"],
    "about_all": ["降费"],
    "about_none": ["提速"],
    "period": {"start": None, "end": "2021-11-30"},
    "change": None,
    "status": "actual",
    "role": "claim",
}
RIGHT: dict[str, Any] = {"subject": "江西电信", "indicator": "降费金额", "period_end": date(2021, 11, 30)}


def gold_fact(**slots: Any) -> GoldFact:  # noqa: ANN401  # any slot of a gold line
    return msgspec.convert(GOLD_LINE | slots, GoldFact)


@pytest.fixture
def fact(make_fact: MakeFact) -> MakeFact:
    def make(**slots: Any) -> Fact:  # noqa: ANN401  # any column of a fact
        return make_fact(**(RIGHT | slots))

    return make


def test_a_fact_right_in_every_slot(fact: MakeFact) -> None:
    assert judge(gold_fact(), fact()) == dict.fromkeys(
        ("value", "mod", "subject", "about", "period", "change", "status"), True
    )


@pytest.mark.parametrize(
    ("gold", "found", "wrong"),
    [
        ({}, {"value": "26757"}, "value"),
        ({}, {"unit": "美元"}, "value"),
        ({}, {"kind": "count"}, "value"),
        ({"unit": ["用户", None]}, {"unit": None}, None),
        ({"value": None, "mod": "several"}, {"value": None, "modifier": "several"}, None),
        ({"value": None}, {"value": "100"}, "value"),
        ({"value": [2, 3]}, {"value": None, "value_low": Decimal(2), "value_high": Decimal(3)}, None),
        ({"value": [2, 3]}, {"value": None, "value_low": Decimal(2), "value_high": Decimal(4)}, "value"),
        ({"kind": "percent", "unit": "%", "value": 33.33}, {"kind": "percent", "unit": "%", "value": "33.3333"}, None),
        ({"kind": "percent", "unit": "%", "value": 33}, {"kind": "percent", "unit": "%", "value": "33.01"}, "value"),
        ({}, {"modifier": "over"}, "mod"),
        ({}, {"subject": "江西移动"}, "subject"),
        ({}, {"subject": "中国电信江西公司", "subject_name": "江西电信"}, None),
        ({"subject": ["江西联通九江市分公司"]}, {"subject": "九江市分公司"}, None),
        ({"subject": ["江西联通九江市分公司"]}, {"subject": "分公司"}, "subject"),
        ({"subject": []}, {"subject": None}, None),
        ({"subject": ["全国"], "about_all": ["民间投资"]}, {"subject": "民间投资", "indicator": "增速"}, None),
        ({}, {"indicator": "让利金额"}, "about"),
        ({}, {"indicator": "降费金额", "action": "提速"}, "about"),
        ({}, {"indicator": "降费" * 31}, "about"),
        ({}, {"period_end": date(2021, 12, 31)}, "period"),
        ({"period": None}, {"period_end": date(2021, 12, 31)}, None),
        ({}, {"change_direction": "up"}, "change"),
        (
            {"change": {"direction": "down", "base": "yoy"}},
            {"change_direction": "down", "change_base": "mom"},
            "change",
        ),
        ({"change": {"direction": "down", "base": None}}, {"change_direction": "down", "change_base": "mom"}, None),
        ({"change": {"direction": "down", "base": None}}, {"change_direction": "down", "value": "-2675700"}, None),
        ({}, {"status": "target"}, "status"),
    ],
)
def test_each_slot_is_judged_for_itself(
    fact: MakeFact, gold: dict[str, Any], found: dict[str, Any], wrong: str | None
) -> None:
    verdicts = judge(gold_fact(**gold), fact(**found))

    assert [slot for slot, right in verdicts.items() if not right] == ([wrong] if wrong else [])


def test_pairs_are_one_to_one_and_the_best_overlap_wins(fact: MakeFact) -> None:
    whole = fact()
    longer = msgspec.structs.replace(whole, start=whole.start - 2)
    half = msgspec.structs.replace(whole, end=whole.start + 3)  # 267 of 267.57万元
    [gold] = [PlacedGold(start=whole.start, end=whole.end, fact=gold_fact())]

    assert pair([gold], [longer, half, whole]) == ((0, 2),)
    assert pair([gold], [longer, half]) == ((0, 0),)
    assert pair([gold], [half]) == ()


def test_a_score_counts_whole_claims_and_lists_errors(fact: MakeFact, document: Document) -> None:
    right, text = fact(), document.text
    extra = msgspec.structs.replace(right, start=0, end=2)
    missed = text.index("80.8万家")
    gold = [
        PlacedGold(start=right.start, end=right.end, fact=gold_fact()),
        PlacedGold(start=missed, end=missed + 5, fact=gold_fact(q="80.8万家")),
    ]

    found = score("通报", gold, [extra, right])

    assert (found.gold, found.predicted, found.matched, found.facts) == (2, 2, 1, (1, 2))
    assert [(error.kind, error.wrong) for error in found.errors] == [("extra", ()), ("miss", ())]
    assert found.figures["detect_f1"] == found.figures["fact"] == Decimal("0.5")
    assert tuple(found.figures) == FIGURES


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "bulletins").mkdir()
    (tmp_path / "gold" / "通报.jsonl").write_text(json.dumps(GOLD_LINE, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "bulletins" / "通报.txt").write_text("通报\n江西电信累计降费金额267.57万元。", encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("source,published\n通报.txt,2021-12-08\n", encoding="utf-8")
    return tmp_path


def test_evaluate_hands_documents_with_their_metadata_to_the_extractor(corpus: Path) -> None:
    seen: list[Document] = []

    def extract(document: Document) -> tuple[Fact, ...]:
        seen.append(document)
        return ()

    scores = evaluate(corpus, extract)

    assert [str(document.published) for document in seen] == ["2021-12-08"]
    assert [(document.name, document.gold) for document in scores.documents] == [("通报", 1)]
    assert scores.met


def test_a_figure_below_its_floor_is_missed_and_shown(corpus: Path) -> None:
    pins = add_pin((), {"fact": Decimal("0.8"), "detect_recall": Decimal(0)}, date="2026-11-22", reason="first")
    (corpus / "floors.json").write_bytes(encode_pins(pins))

    scores = evaluate(corpus, lambda _: ())

    assert not scores.met
    assert [(floor.name, floor.met) for floor in scores.floors] == [("fact", False), ("detect_recall", True)]
    assert "低于下限  80.00%" in render(scores)
    assert "below floor  80.00%" in render(scores, "en")
    assert "267.57万元" in render_errors(scores, "en")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ({"ctx": "没有这句"}, "does not stand exactly once"),
        ({"ctx": "万"}, "does not stand in ctx"),
        ({"kind": "sum"}, "not a gold fact"),
        ({"note": "?"}, "unknown field"),
    ],
)
def test_a_wrong_gold_line_is_named_by_file_and_line(corpus: Path, line: dict[str, Any], complaint: str) -> None:
    path = corpus / "gold" / "通报.jsonl"
    path.write_text(json.dumps(GOLD_LINE | line, ensure_ascii=False), encoding="utf-8")

    with pytest.raises(GoldError, match=rf"通报\.jsonl:1: .*{complaint}"):
        load_gold(path, "江西电信累计降费金额267.57万元。")


def test_gold_without_its_bulletin_and_a_folder_without_gold_are_refused(corpus: Path, tmp_path: Path) -> None:
    (corpus / "bulletins" / "通报.txt").unlink()

    with pytest.raises(GoldError, match="missing"):
        evaluate(corpus, lambda _: ())
    with pytest.raises(UsageError, match="gold"):
        evaluate(tmp_path / "bulletins", lambda _: ())


HIGH, LOW = {"fact": Decimal("0.8")}, {"fact": Decimal("0.7")}


def test_a_floor_is_lowered_only_by_a_pin_that_names_it() -> None:
    pins = add_pin((), HIGH, date="2026-11-22", reason="first")

    with pytest.raises(FloorError, match="'fact' is lowered"):
        add_pin(pins, LOW, date="2026-11-23", reason="tidying")
    with pytest.raises(FloorError, match="'fact' is lowered"):
        add_pin(pins, {}, date="2026-11-23", reason="tidying")
    lower = add_pin(pins, LOW, date="2026-11-23", reason="fact: two gold lines were wrong")
    assert add_pin(lower, HIGH, date="2026-11-24", reason="mended")[-1].floors == HIGH


def test_an_old_pin_cannot_be_edited_without_breaking_its_seal(tmp_path: Path) -> None:
    pins = add_pin(add_pin((), HIGH, date="2026-11-22", reason="first"), HIGH, date="2026-11-23", reason="again")
    edited = (msgspec.structs.replace(pins[0], floors=LOW), pins[1])
    path = tmp_path / "floors.json"
    path.write_bytes(encode_pins(edited))

    with pytest.raises(FloorError, match="pin 1: seal"):
        load_pins(path)
    path.write_bytes(encode_pins(pins))
    assert load_pins(path) == pins


def test_a_floor_for_a_figure_that_nobody_measures_is_refused(corpus: Path) -> None:
    (corpus / "floors.json").write_bytes(encode_pins(add_pin((), {"facts": Decimal(1)}, date="", reason="typo")))

    with pytest.raises(FloorError, match="no such figure"):
        evaluate(corpus, lambda _: ())


def test_every_figure_of_our_corpus_has_a_floor() -> None:
    pins = load_pins(CORPUS / "floors.json")

    assert faults(pins) == []
    assert set(pins[-1].floors) == set(FIGURES)


def test_our_log_of_floors_only_ever_grew() -> None:
    """Each committed version of the log begins with the version before it."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no history here: a copy without git")

    def run(*arguments: str) -> str:
        done = subprocess.run([git, *arguments], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
        return done.stdout

    known = subprocess.run([git, "rev-parse", "--verify", "HEAD"], cwd=ROOT, capture_output=True, check=False)  # noqa: S603
    commits = [] if known.returncode else run("log", "--reverse", "--format=%H", "--", "corpus/floors.json").split()
    logs = [json.loads(run("show", f"{commit}:corpus/floors.json"))["log"] for commit in commits]
    logs.append(json.loads((CORPUS / "floors.json").read_text(encoding="utf-8"))["log"])

    assert all(later[: len(earlier)] == earlier for earlier, later in itertools.pairwise(logs))


def test_our_corpus_reaches_its_floors(extractor: Extractor) -> None:
    scores = evaluate(CORPUS, extractor.extract)

    assert scores.met, render(scores, "en")
