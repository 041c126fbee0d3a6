"""What a correction teaches: proposed with its sentence, tried over the run, kept in the user's own folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk import Visitor, make_run, opened
from desk_server import serving

from extractor.cli.app import run
from extractor.errors import UsageError
from extractor.rulebook.lint import lint
from extractor.web.deciding import Author, corrections
from extractor.web.desk import Desk
from extractor.web.learning import Proposal, proposals
from extractor.web.trying import keep_rule, try_rule

TEXT = "关于降费的通报\n\n2022年，全省夜市成交额3.2亿元。\n2023年，全省夜市成交额达4.1亿元，GNP指标5.5亿元。\n"


def made_in(folder: Path) -> Path:
    made = make_run(folder)
    (folder / "texts" / "market.txt").write_text(TEXT, encoding="utf-8")
    run(["extract", str(folder / "texts"), "--output", str(made), "--format", "jsonl"])
    (folder / "own").mkdir()
    return made


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return made_in(tmp_path)


@pytest.fixture(scope="module")
def place_to_look_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For tests that must change nothing in it."""
    return made_in(tmp_path_factory.mktemp("learning"))


def correct(desk: Desk, quote: str, **slots: str) -> list[Proposal]:
    doc_id = next(key for key, one in desk.documents.items() if one.text == TEXT)
    document = desk.documents[doc_id]
    row = next(row for row in desk.rows(doc_id) if row.fact.quote == quote)
    author = Author("李", datetime.now(UTC))
    desk.journal.append(corrections(author, document, row, slots, desk.book))
    desk.sync()
    return proposals(next(row for row in desk.rows(doc_id) if row.fact.quote == quote), document, desk.book)


def test_an_unregistered_name_becomes_a_rule_of_ones_own(place: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    with opened(place, rules=(str(own),)) as desk:
        (found,) = correct(desk, "3.2亿元", subject="夜市")
        assert found.slot == "subject"
        assert "2022年，全省夜市成交额3.2亿元。" in found.text
        trial = try_rule(desk, found.text)
        assert trial.problems == ()
        assert trial.tried == 1
        changed = {(one.quote, one.slot, one.after) for one in trial.changes}
        assert ("3.2亿元", "subject", "全省夜市") in changed, changed
        assert list(own.rglob("*.yaml")) == []
        keep_rule(desk, found.text)
        (file,) = own.rglob("*.yaml")
        assert list(lint(own)) == []
        assert desk.extractor().extract("夜市成交额9亿元。")[0].subject_id == file.stem
        assert try_rule(desk, found.text).changes == ()


def test_another_writing_becomes_an_alias_of_the_registered_one(place: Path, tmp_path: Path) -> None:
    """The registered file is taken over whole, with the alias and this sentence; the built-in one stays."""
    own = tmp_path / "own"
    with opened(place, rules=(str(own),)) as desk:
        (found,) = correct(desk, "5.5亿元", indicator="GNP指标", indicator_id="gdp")
        assert found.alias_of == "国内生产总值"
        assert "replaces: gdp" in found.text
        assert keep_rule(desk, found.text).problems == ()
        assert (own / "indicators" / "gdp.yaml").is_file()
        assert desk.extractor().extract("全省GNP指标9亿元")[0].indicator_id == "gdp"


def test_a_second_writing_is_added_to_the_first(place: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    with opened(place, rules=(str(own),)) as desk:
        (first,) = correct(desk, "5.5亿元", indicator="GNP指标", indicator_id="gdp")
        keep_rule(desk, first.text)
        assert {file.path.is_file() for file in desk.book.files} == {True}
        (second,) = correct(desk, "3.2亿元", indicator_id="gdp")
        assert keep_rule(desk, second.text).problems == ()
        text = (own / "indicators" / "gdp.yaml").read_text(encoding="utf-8")
        assert "GNP指标" in text
        assert "夜市成交额" in text
        assert {fact.indicator_id for fact in desk.extractor().extract("全省GNP指标9亿元。全省夜市成交额8亿元。")} == {
            "gdp"
        }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: pattern\nid: a\n", "kind"),
        ("kind: indicator\nid: ../../evil\n", "id"),
        ("kind: indicator\nid: /etc/x\n", "id"),
        ("{", "YAML"),
        ("[" * 19_000, "YAML"),
        ("a" * 30_000, "characters"),
        ("", "kind"),
    ],
    ids=["a pattern", "a path", "an absolute path", "broken", "deep", "long", "empty"],
)
def test_what_is_no_rule_is_refused(place_to_look_at: Path, text: str, said: str) -> None:
    own = place_to_look_at.parent / "own"
    with opened(place_to_look_at, rules=(str(own),)) as desk, pytest.raises(UsageError, match=said):
        keep_rule(desk, text)
    assert list(own.iterdir()) == []


def test_a_rule_whose_example_fails_is_not_kept(place: Path, tmp_path: Path) -> None:
    text = (
        "kind: indicator\nid: own-a\nname: 夜市成交额\ndescription: x\nexamples:\n  - {text: 无关。, finds: [own-a]}\n"
    )
    with opened(place, rules=(str(tmp_path / "own"),)) as desk:
        trial = keep_rule(desk, text)

        assert "own-a.yaml:6: finds: []" in trial.problems[0]
        assert "taken" in try_rule(desk, text.replace("own-a", "gdp").replace("夜市成交额", "夜")).problems[0]
    assert list((tmp_path / "own").rglob("*.yaml")) == []


def test_without_a_folder_nothing_is_written(place: Path) -> None:
    with opened(place) as desk, pytest.raises(UsageError, match="--rules"):
        keep_rule(desk, "kind: indicator\nid: own-a\n")


def test_the_page_proposes_tries_and_explains(place: Path) -> None:
    with opened(place) as desk, serving(desk) as url:
        correct(desk, "3.2亿元", subject="夜市")
        one = Visitor(url)
        one.get("/playground")
        doc_id = next(key for key, made in desk.documents.items() if made.text == TEXT)
        at = next(row.at for row in desk.rows(doc_id) if row.state == "corrected")
        assert "name: 夜市" in one.get(f"/document/{doc_id}/learn?at={at}").text
        assert one.post("/learn/keep", {"rule": "kind: indicator"}).status == 422
        said = one.post("/playground/explain", {"text": "全省GDP达5亿元。<b>"}).text
        assert "国内生产总值" in said or "GDP" in said
        assert "&lt;b&gt;" in said
        assert one.post("/playground/explain", {"text": "长" * 3000}).status == 422
