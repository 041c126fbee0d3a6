"""`extractor rules`: list, show, lint, new; and the schema for editors."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from extractor.cli.app import run
from extractor.cli.rules import app
from extractor.errors import UsageError
from extractor.rulebook.jsonschema import rules_schema
from extractor.rulebook.load import builtin_folder, examine
from extractor.rulebook.new import folder_of, skeleton
from extractor.rulebook.schema import MODELS

ACTION = (
    "kind: action\nid: speed-up\nname: 提速\ndescription: Making lines faster.\naliases: [加速]\nnot_in: [加速器]\n"
)
EXAMPLES = "examples:\n  - {text: 专线提速。, finds: [speed-up]}\n  - {text: 买加速器。, finds: [], why: a thing}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder that holds the only rules there are, as if built in: `rules/speed-up.yaml`."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "speed-up.yaml").write_text(ACTION + EXAMPLES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("extractor.rulebook.load.builtin_folder", lambda: folder)
    monkeypatch.setattr("extractor.rulebook.lint.builtin_folder", lambda: folder)
    monkeypatch.delenv("EXTRACTOR_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def call(*arguments: str) -> int:
    status = app(list(arguments), standalone_mode=False)
    assert isinstance(status, int)
    return status


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


@pytest.mark.parametrize(
    ("word", "found"), [("加速", "加速"), ("提", "提速"), ("速", "提速 加速"), ("speed", "speed-up")]
)
def test_find_tells_the_entries_that_have_a_word_and_their_file(
    capsys: pytest.CaptureFixture[str], word: str, found: str
) -> None:
    assert call("find", word) == 0

    said = capsys.readouterr()
    (line,) = said.out.splitlines()
    assert line.startswith(f"speed-up  speed-up: {found} · ")
    assert said.err.startswith(f"含“{word}”的条目 1 个")


def test_find_ends_with_1_where_no_entry_has_the_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("find", "降速", "--lang", "en") == 1
    assert capsys.readouterr().err.startswith("entries with '降速': 0")


def test_list_is_a_table_in_chinese_unless_asked_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("list") == 0
    said = capsys.readouterr()
    head, row = said.out.splitlines()
    assert head.split() == ["种类", "id", "名称", "条目", "例句"]
    assert row.split() == ["action", "speed-up", "提速", "1", "2"]
    assert said.err.startswith("规则文件 1 个")

    call("list", "--lang", "en")
    assert capsys.readouterr().out.split()[:5] == ["kind", "id", "name", "entries", "examples"]


def test_list_fits_a_terminal_of_eighty_columns(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.cli.terminal.on_terminal", lambda: True)
    long = ACTION.replace("speed-up", "a-very-long-id-of-a-rule-file").replace("提速", "提" * 60).replace("加速", "快")
    (here / "rules" / "a-very-long-id-of-a-rule-file.yaml").write_text(long, encoding="utf-8")
    call("list")

    out = capsys.readouterr().out
    assert max(map(width, out.splitlines())) <= 80
    assert out.count("提") == 61


def test_list_of_one_kind(capsys: pytest.CaptureFixture[str]) -> None:
    call("list", "--kind", "units")
    assert "speed-up" not in capsys.readouterr().out

    with pytest.raises(UsageError, match=r"--kind: 'unit'; wanted one of .*; did you mean 'units'"):
        call("list", "--kind", "unit")


def test_show_prints_the_entry_and_its_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("show", "speed-up") == 0

    assert capsys.readouterr().out.splitlines() == [
        "speed-up  提速",
        "  rules/speed-up.yaml  (action)",
        "  Making lines faster.",
        "",
        "条目 1",
        "  speed-up: 提速 加速 · 不在 加速器 · action",
        "",
        "例句 2",
        "  专线提速。",
        "    finds: speed-up",
        "  买加速器。",
        "    finds: []",
        "    # a thing",
    ]


def test_show_finds_an_entry_within_a_register(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "kind: actions\nid: more\nname: x\ndescription: x\nentries:\n  - {id: a, name: 甲}\n  - {id: b, name: 乙}\n"
    (here / "rules" / "more.yaml").write_text(text, encoding="utf-8")
    call("show", "b")

    out = capsys.readouterr().out
    assert "  b: 乙 · action" in out
    assert "甲" not in out


def test_show_of_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"'speedup': no rule file and no entry .*did you mean 'speed-up'"):
        call("show", "speedup")


def test_lint_of_sound_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("lint") == 0

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "规则无误，例句全部通过\n"


def test_lint_of_a_broken_folder_is_something_to_look_at(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "own").mkdir()
    (here / "own" / "b.yaml").write_text(ACTION.replace("speed-up", "b") + "alias: x\n", encoding="utf-8")

    assert call("lint", "own", "--lang", "en") == 1
    captured = capsys.readouterr()
    assert captured.out == "own/b.yaml:7: alias: unknown field; did you mean 'aliases'?\n"
    assert captured.err == "1 problem\n"

    assert call("lint", "own") == 1
    captured = capsys.readouterr()
    assert captured.out == "own/b.yaml:7: alias: 没有这个字段；是不是 'aliases'？\n"


def test_lint_of_what_is_not_there_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "lint", "gone"]) == 2
    assert capsys.readouterr().err == "gone：没有此文件或目录；请给规则文件或其目录\n"


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_new_writes_a_file_that_loads(kind: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("new", kind, "my-rule", "--rules", "own", "--lang", lang) == 0

    path = Path("own", folder_of(kind), "my-rule.yaml")
    assert capsys.readouterr().out == f"{path}\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("填写|示例", "某个", text), encoding="utf-8")
    examined = examine("own")
    assert examined.problems == ()
    assert examined.draft.unfilled == []
    assert [(file.kind, file.id, len(file.examples)) for file in examined.book.files] == [(kind, "my-rule", 2)]


@pytest.mark.parametrize("kind", MODELS)
def test_what_is_not_filled_in_is_no_rule_and_said_to_be_unfilled(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for rule_id in ("one", "two"):
        call("new", kind, rule_id, "--rules", "own")
    capsys.readouterr()

    assert examine("own").problems == ()
    assert examine("own").book.files == ()
    assert call("lint", "own") == 1
    lines = capsys.readouterr().out.splitlines()
    assert {line.rpartition(" ")[2] for line in lines} == {"尚未填写；请换成自己的内容"}
    assert len(lines) == sum(len(re.findall("填写|示例", skeleton(kind, rule_id))) for rule_id in ("one", "two"))


def test_a_rule_works_before_its_examples_are_filled_in() -> None:
    call("new", "indicator", "mine", "--rules", "own")
    path = Path("own/indicators/mine.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("填写名称", "夜市成交额"), encoding="utf-8")

    assert [name.name for name in examine("own").book.names] == ["夜市成交额"]
    assert {problem.field for problem in examine("own").draft.unfilled} > {"description", "examples[1].text"}


def test_new_comments_in_the_language_asked_for() -> None:
    assert "# 与文件名相同，永不更改\n" in skeleton("indicator", "a")
    assert "# the file's name, never changed\n" in skeleton("indicator", "a", "en")
    assert "%" not in skeleton("indicator", "a")


def test_new_never_writes_over_a_file() -> None:
    call("new", "action", "mine", "--rules", "own")
    with pytest.raises(UsageError, match=r"own/actions/mine\.yaml exists; choose another id, or edit it"):
        call("new", "action", "mine", "--rules", "own")
    with pytest.raises(UsageError, match=r"'speed-up' is taken by rules/speed-up\.yaml; choose another id"):
        call("new", "action", "speed-up", "--rules", "own")


def test_new_refuses_the_id_of_an_entry_at_once_and_names_its_file(here: Path) -> None:
    head = "kind: indicators\nid: more\nname: x\ndescription: x\n"
    text = head + "entries:\n  - {id: gdp, name: 甲}\n  - {id: b-one, name: 乙}\n"
    (here / "rules" / "more.yaml").write_text(text, encoding="utf-8")

    for kind, rule_id in (("indicator", "gdp"), ("indicators", "b"), ("pattern", "more")):
        with pytest.raises(UsageError, match=rf"'{rule_id}' is taken by rules/more\.yaml; choose another id"):
            call("new", kind, rule_id, "--rules", "own")
    assert call("new", "action", "gdp", "--rules", "own") == 0
    with pytest.raises(UsageError, match=r"'gdp' is taken by own/actions/gdp\.yaml"):
        call("new", "pattern", "gdp", "--rules", "own")


def test_new_refuses_an_unknown_kind_and_a_bad_id() -> None:
    with pytest.raises(UsageError, match=r"'patern' is no kind of rule; wanted one of .*; did you mean 'pattern'"):
        call("new", "patern", "mine")
    for bad in ("Mine", "../mine", "我的", "a_b", "a-"):
        with pytest.raises(UsageError, match="is no rule id; wanted lower-case letters, digits and hyphens"):
            call("new", "action", bad)
    assert not Path("own").exists()


def test_the_schema_for_editors_is_current() -> None:
    """`python -m extractor.rulebook.jsonschema > rules/schema.json` makes it so."""
    pinned = Path(__file__).parent.parent / "rules" / "schema.json"

    assert pinned.read_text(encoding="utf-8") == rules_schema()


def test_the_schema_knows_short_forms_and_plain_scalars() -> None:
    schema = json.loads(rules_schema())
    unit = schema["$defs"]["UnitsFile"]["properties"]["entries"]["items"]["anyOf"]

    assert unit[0] == {"$ref": "#/$defs/UnitEntry"}
    assert "string" in unit[1]["type"]
    assert [option.get("type") for option in schema["$defs"]["Generate"]["properties"]["over"]["anyOf"]] == [
        "array",
        "string",
    ]
    assert {kind for model in schema["oneOf"] for kind in kinds(schema, model["$ref"])} == set(MODELS)


def kinds(schema: dict[str, dict[str, dict[str, dict[str, dict[str, list[str]]]]]], reference: str) -> list[str]:
    kind = schema["$defs"][reference.rpartition("/")[2]]["properties"]["kind"]
    return kind.get("enum") or [str(kind["const"])]


def test_the_built_in_folder_is_the_one_beside_the_checkout_or_in_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    assert builtin_folder().name == "rules"


def test_every_problem_of_a_rule_book_is_a_line_of_its_own(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "own").mkdir()
    (here / "own" / "b.yaml").write_text(ACTION.replace("speed-up", "b") + "alias: x\nexample: []\n", encoding="utf-8")

    assert run(["rules", "list", "--rules", "own"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "own/b.yaml:7: alias: 没有这个字段；是不是 'aliases'？",
        "own/b.yaml:8: example: 没有这个字段；是不是 'examples'？",
    ]


def test_show_of_a_check_says_what_is_added_up(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "kind: check\nid: whole\nname: x\ndescription: x\ntype: identity\ntotal: t\nparts: [a, b]\n"
    (here / "rules" / "whole.yaml").write_text(text, encoding="utf-8")

    assert call("show", "whole") == 0
    assert "  identity: t = a + b" in capsys.readouterr().out.splitlines()
