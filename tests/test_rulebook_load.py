"""What a sound folder of rules becomes; how a user's folder goes over the built-in one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extractor.rulebook import load
from extractor.rulebook.load import builtin_folder, builtin_rules, examine, load_rules

ACTION = "kind: action\nid: %s\nname: %s\ndescription: x\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and no built-in rules."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(load, "builtin_folder", lambda: tmp_path / "none")
    return tmp_path


def write(folder: str, name: str, text: str) -> None:
    path = Path(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_no_rules_at_all_are_an_empty_book(here: Path) -> None:
    (here / "r").mkdir()

    assert load_rules("r").names == ()
    assert load_rules().files == ()


def test_scalars_stay_as_typed(here: Path) -> None:  # noqa: ARG001
    text = "kind: organisation\nid: a\nname: no\ndescription: 1e3\naliases: [0571, 3.10, yes, null, 12:30]\n"
    write("r", "a.yaml", text)

    (rule,) = load_rules("r").names
    assert (rule.name, *rule.aliases) == ("no", "0571", "3.10", "yes", "null", "12:30")


def test_one_word_does_for_a_list_of_one(here: Path) -> None:  # noqa: ARG001
    write("r", "a.yaml", ACTION % ("a", "提速") + "aliases: 加速\n")

    assert load_rules("r").names[0].aliases == ("加速",)


def test_units_take_the_files_kind_and_convert_by_their_own_canonical(here: Path) -> None:  # noqa: ARG001
    write(
        "r",
        "a.yaml",
        "kind: units\nid: a\nname: x\ndescription: x\nunit_kind: money\nentries:\n"
        "  - 元\n  - {name: 分, canonical: 元, scale: 0.01, aliases: [分钱], min_number: 1}\n"
        "  - {name: 户, kind: count}\n",
    )

    yuan, fen, household = load_rules("r").units
    assert (yuan.id, yuan.name, yuan.kind, yuan.scale, yuan.writings) == ("元", "元", "money", Decimal(1), ("元",))
    assert (fen.id, fen.name, fen.scale, fen.aliases) == ("分", "元", Decimal("0.01"), ("分", "分钱"))
    assert fen.writings == ("分", "分钱")
    assert fen.min_number == 1
    assert household.kind == "count"


def test_every_kind_of_file_lands_in_its_place(here: Path) -> None:  # noqa: ARG001
    head = "name: x\ndescription: x\n"
    write(
        "r",
        "m.yaml",
        "kind: modifiers\nid: m\n" + head + "entries:\n"
        "  - {id: over, words: [超], position: before, modifier: over, low: a, high: b, reason: c}\n",
    )
    write("r", "s.yaml", "kind: shields\nid: s\n" + head + "entries: [5G, {id: plans, words: [十四五, 十三五]}]\n")
    write("r", "c.yaml", "kind: cues\nid: c\n" + head + "entries:\n  - {id: yoy, words: [同比], not_in: [同比口径]}\n")
    write("r", "p.yaml", "kind: pattern\nid: p\n" + head + "match: '{a}{q1}'\nbinds: {quantity: q1}\n")
    write("r", "k.yaml", "kind: check\nid: k\n" + head + "type: identity\ntotal: t\nparts: [a, b]\n")

    book = load_rules("r")
    assert [(rule.id, rule.words, rule.modifier) for rule in book.modifiers] == [("over", ("超",), "over")]
    assert [(rule.id, rule.words) for rule in book.shields] == [("5G", ("5G",)), ("plans", ("十四五", "十三五"))]
    assert [(rule.id, rule.words, rule.not_in) for rule in book.cues] == [("yoy", ("同比",), ("同比口径",))]
    assert [(rule.id, rule.match, rule.binds) for rule in book.patterns] == [("p", ("{a}{q1}",), ({"quantity": "q1"},))]
    assert [(rule.id, rule.total, rule.parts) for rule in book.checks] == [("k", "t", ("a", "b"))]
    assert [file.id for file in book.files] == ["c", "k", "m", "p", "s"]


def test_cue_classes_of_a_word_are_all_of_them(here: Path) -> None:  # noqa: ARG001
    write(
        "r",
        "c.yaml",
        "kind: cues\nid: c\nname: x\ndescription: x\nentries:\n"
        "  - {id: level, words: [共]}\n  - {id: adverb, words: [已, 共]}\n",
    )

    book = load_rules("r")
    assert book.cue_classes("共") == ("level", "adverb")
    assert book.cue_classes("无") == ()


def test_examples_keep_their_line_and_their_sign(here: Path) -> None:  # noqa: ARG001
    write(
        "r",
        "a.yaml",
        ACTION % ("a", "提速") + "examples:\n  - text: 提速。\n    finds: [a]\n"
        "  - {text: 降速。, finds: [], published: 2021-12-01, why: another}\n",
    )

    first, second = load_rules("r").files[0].examples
    assert (first.line, first.finds, first.positive, first.published) == (6, ("a",), True, None)
    assert (second.line, second.finds, second.positive, second.why) == (8, (), False, "another")
    assert str(second.published) == "2021-12-01"


def test_a_later_folder_needs_replaces_to_take_an_id(here: Path) -> None:  # noqa: ARG001
    write("r", "a.yaml", ACTION % ("a", "提速"))
    write("own", "a.yaml", ACTION % ("a", "加速"))

    assert [str(problem) for problem in examine("r", "own").problems] == [
        "own/a.yaml:2: id: 'a' is taken by r/a.yaml:2; add 'replaces: a' or choose another",
    ]

    write("own", "a.yaml", ACTION % ("a", "加速") + "replaces: a\n")
    assert [rule.name for rule in load_rules("r", "own").names] == ["加速"]


def test_a_file_may_replace_one_of_another_id(here: Path) -> None:  # noqa: ARG001
    write("r", "fee-cut.yaml", ACTION % ("fee-cut", "降费"))
    write("own", "b.yaml", ACTION % ("b", "降费") + "replaces: fee-cat\n")

    assert str(examine("r", "own").problems[0]) == (
        "own/b.yaml:5: replaces: 'fee-cat'; no rule file of an earlier folder has this id; did you mean 'fee-cut'?"
    )

    write("own", "b.yaml", ACTION % ("b", "降费") + "replaces: fee-cut\n")
    assert [file.id for file in load_rules("r", "own").files] == ["b"]


def test_hidden_files_and_files_of_other_kinds_are_left_alone(here: Path) -> None:  # noqa: ARG001
    write("r", ".draft.yaml", "broken: [")
    write("r", ".git/a.yaml", "broken: [")
    write("r", "README.md", "# notes")

    assert load_rules("r").files == ()


def test_the_version_follows_content_and_nothing_else(here: Path) -> None:  # noqa: ARG001
    write("r", "a.yaml", ACTION % ("a", "提速"))
    write("s", "a.yaml", ACTION % ("a", "提速"))
    before = load_rules("r").version

    assert before == load_rules("s").version
    assert len(before) == 12
    write("r", "a.yaml", ACTION % ("a", "提速") + "# a comment\n")
    assert load_rules("r").version != before


def test_names_are_found_by_kind_and_id(here: Path) -> None:  # noqa: ARG001
    write("r", "a.yaml", ACTION % ("a", "提速"))

    book = load_rules("r")
    assert book.name("action", "a") is book.names[0]
    assert book.name("indicator", "a") is None


def test_the_built_in_rules_are_sound_and_read_once() -> None:
    assert builtin_rules() is builtin_rules()
    assert builtin_rules().files
    assert not examine(builtin_folder()).problems
