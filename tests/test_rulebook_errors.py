"""Every way a rule file can be wrong, with the exact line its author reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import RuleError
from extractor.rulebook import load
from extractor.rulebook.load import examine, load_rules

HEAD = "name: x\ndescription: x\n"

Complaints = Callable[[dict[str, str]], list[str]]


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def complaints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Complaints:
    """The problems of the files in folder `r`, as lines."""
    monkeypatch.chdir(tmp_path)

    def of(files: dict[str, str]) -> list[str]:
        written(Path("r"), files)
        return [str(problem) for problem in examine("r").problems]

    return of


BROKEN_FILES = {
    "empty file": ("", "r/a.yaml:1: the file is empty; wanted fields such as 'kind:' and 'id:'"),
    "list at the top": ("- a\n", "r/a.yaml:1: found a list or a single value; wanted fields such as 'kind:' and 'id:'"),
    "bad yaml": (
        "kind: [\nid: a\n",
        (
            "r/a.yaml:3: not YAML: did not find expected ',' or ']' (begun in line 1); check indentation, quotes and "
            "brackets"
        ),
    ),
    "tab": (
        "kind:\n\t- a\n",
        "r/a.yaml:2: not YAML: found character that cannot start any token; check indentation, quotes and brackets",
    ),
    "two documents": (
        "kind: a\n---\nkind: b\n",
        "r/a.yaml:2: not YAML: but found another document (begun in line 1); check indentation, quotes and brackets",
    ),
    "duplicate key": ("kind: action\nid: a\nid: b\n", "r/a.yaml:3: id: given twice, first in line 2; keep one"),
    "duplicate key within": (
        "kind: action\nentries:\n  - {id: a, name: b,\n     id: c}\n",
        "r/a.yaml:4: entries[1].id: given twice, first in line 3; keep one",
    ),
    "yaml alias": (
        "kind: &k action\nid: *k\n",
        "r/a.yaml:1: id: YAML aliases (*name) are not read in rule files; write it out",
    ),
    "yaml tag": (
        "kind: action\nid: !x a\n",
        "r/a.yaml:2: id: YAML tag '!x' is not read in rule files; remove it",
    ),
    "odd key": ("kind: action\n? [a]\n: b\n", "r/a.yaml:2: a field's name must be a word, not a list or mapping"),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN_FILES.values(), ids=BROKEN_FILES)
def test_a_file_that_is_no_rule_file_says_so(complaints: Complaints, text: str, expected: str) -> None:
    assert complaints({"a.yaml": text}) == [expected]


CHECK = "kind: check\nid: a\nname: x\ndescription: x\n"
ACTION = "kind: action\nid: a\n" + HEAD
UNITS = "kind: units\nid: a\n" + HEAD
BRANCHES = "kind: organisations\nid: a\n" + HEAD + "generate:\n  over: [province]\n"
BODY = "  bodies: [{id: b, name: 局}]\n"
KINDS = (
    "units, modifiers, shields, organisations, regions, populations, actions, indicators, cues, organisation, "
    "population, action, indicator, pattern, check, tables"
)
WRONG_FIELDS = {
    "no kind": ("id: a\n", f"r/a.yaml:1: kind: missing; wanted one of {KINDS}"),
    "unknown kind": ("kind: unit\n", f"r/a.yaml:1: kind: 'unit'; wanted one of {KINDS}; did you mean 'units'?"),
    "unknown field": (ACTION + "alias: [x]\n", "r/a.yaml:5: alias: unknown field; did you mean 'aliases'?"),
    "unknown field, nothing near": (ACTION + "zzz: x\n", "r/a.yaml:5: zzz: unknown field"),
    "missing field": ("kind: action\nid: a\nname: x\n", "r/a.yaml:1: description: missing; add it"),
    "id is not the stem": (
        ACTION.replace("id: a", "id: b"),
        "r/a.yaml:2: id: 'b'; wanted the file's name, 'a'",
    ),
    "id with capitals": (
        ACTION.replace("id: a", "id: A_b"),
        (
            "r/a.yaml:2: id: 'A_b'; wanted lower-case ASCII letters and digits, words joined by '-', such as "
            "'fee-cut-amount'"
        ),
    ),
    "empty name": (ACTION.replace("name: x", "name:"), "r/a.yaml:3: name: empty; wanted some text"),
    "list for text": (
        ACTION.replace("name: x", "name: [x]"),
        "r/a.yaml:3: name: found a list; wanted a word or sentence",
    ),
    "mapping for words": (ACTION + "aliases: {a: b}\n", "r/a.yaml:5: aliases: found fields; wanted a word or sentence"),
    "word with a space behind": (
        ACTION + "aliases:\n  - ok\n  - 'a '\n",
        "r/a.yaml:7: aliases[2]: 'a '; wanted a word without spaces around it",
    ),
    "region is no code": (
        "kind: organisation\nid: a\n" + HEAD + "region: 宁波\n",
        "r/a.yaml:5: region: '宁波'; wanted a division code of six digits, such as 330200",
    ),
    "unit kind misspelt": (
        "kind: indicator\nid: a\n" + HEAD + "unit_kind: mony\n",
        (
            "r/a.yaml:5: unit_kind: 'mony'; wanted one of count, money, percent, point, multiple, rank, rate, measure; "
            "did you mean 'money'?"
        ),
    ),
    "unit of no kind": (
        UNITS + "entries: [户]\n",
        "r/a.yaml:5: entries[1]: '户' has no 'kind'; give it one, or the file a 'unit_kind'",
    ),
    "scale is no number": (
        UNITS + "entries:\n  - {name: 户, kind: count}\n  - {name: 分, kind: money, scale: 一百}\n",
        "r/a.yaml:7: entries[2].scale: '一百'; wanted a number such as 0.01",
    ),
    "scale of nothing": (
        UNITS + "entries:\n  - {name: 分, kind: money, scale: 0}\n",
        "r/a.yaml:6: entries[1].scale: '0'; wanted a number above 0",
    ),
    "min_number is no whole number": (
        UNITS + "entries: [{name: 年, kind: count, min_number: 1.5}]\n",
        "r/a.yaml:5: entries[1].min_number: '1.5'; wanted a whole number such as 2",
    ),
    "no entries": (UNITS + "entries: []\n", "r/a.yaml:5: entries: found a list; wanted at least one item"),
    "a word where an entry is wanted": (
        "kind: cues\nid: a\n" + HEAD + "entries:\n  - 同比\n",
        "r/a.yaml:6: entries[1]: '同比'; wanted fields such as 'id', 'words'",
    ),
    "register of nothing": (
        "kind: actions\nid: a\n" + HEAD,
        "r/a.yaml:1: holds no names; wanted 'entries' or 'generate'",
    ),
    "example of nothing": (
        ACTION + "examples:\n  - text: 提速\n",
        (
            "r/a.yaml:6: examples[1]: says nothing; "
            "wanted one of 'finds', 'quantities', 'periods', 'facts', 'findings' ([] for none)"
        ),
    ),
    "misspelt key of binds": (
        "kind: pattern\nid: a\n" + HEAD + "match: ['收{q1:money}']\nbinds:\n  - {quantity: q1, indicatr: 收入}\n",
        (
            "r/a.yaml:7: binds[1].indicatr: unknown field; wanted one of indicator, object, action, population, "
            "statistic, change, status, subject, role, quantity; did you mean 'indicator'?"
        ),
    ),
    "entry of an unknown type": (
        "kind: organisations\nid: a\n" + HEAD + "entries:\n  - {id: b, name: 青岭局, type: instituton}\n",
        (
            "r/a.yaml:6: entries[1].type: 'instituton'; wanted one of carrier, institution, place, class, group, "
            "person; did you mean 'institution'?"
        ),
    ),
    "check of an unknown type": (
        CHECK + "type: identiy\n",
        (
            "r/a.yaml:5: type: 'identiy'; wanted one of siblings, among, brackets, divided, identity, growth, from_to, "
            "share, ratio, average, claims, running, slip, table; did you mean 'identity'?"
        ),
    ),
    "identity without a total": (
        CHECK + "type: identity\nparts: [a, b]\n",
        "r/a.yaml:1: a check of type 'identity' has no 'total'; name the indicator that the parts add up to",
    ),
    "identity of one part": (
        CHECK + "type: identity\ntotal: t\nparts: a\n",
        "r/a.yaml:1: a check of type 'identity' needs two 'parts' or more",
    ),
    "identity of itself": (
        CHECK + "type: identity\ntotal: t\nparts: [a, t]\n",
        "r/a.yaml:1: 'total' and 'parts' name one thing twice; remove it",
    ),
    "siblings with a total": (
        CHECK + "type: siblings\ntotal: t\nparts: [a, b]\n",
        "r/a.yaml:1: a check of type 'siblings' takes no 'total'; remove it, or write type: identity",
    ),
    "among with parts": (
        CHECK + "type: among\nparts: [a, b]\n",
        "r/a.yaml:1: a check of type 'among' takes no 'parts': 其中 says which they are; remove them",
    ),
    "growth with parts": (
        CHECK + "type: growth\nparts: [a, b]\n",
        "r/a.yaml:1: a check of type 'growth' takes no 'parts'; remove them",
    ),
    "ratio of three": (
        CHECK + "type: ratio\ntotal: t\nparts: [a, b, c]\n",
        "r/a.yaml:1: a check of type 'ratio' needs two 'parts': what is above the line and what is below",
    ),
    "share without its lists": (
        CHECK + "type: share\nwords: {all: [总数]}\n",
        "r/a.yaml:1: words: a check of type 'share' goes by 'all', 'exceeding': 'exceeding' is missing; give it",
    ),
    "growth with a list": (
        CHECK + "type: growth\nwords: {all: [总数]}\n",
        "r/a.yaml:1: words: a check of type 'growth' goes by no list of words: 'all' is no list of it; remove it",
    ),
    "average of nothing": (
        CHECK + "type: average\n",
        "r/a.yaml:1: words: a check of type 'average' says what it divides by, such as 户均: [户]; give it",
    ),
    "example with a bad day": (
        ACTION + "examples:\n  - {text: 去年, published: 2021-13-01, periods: []}\n",
        "r/a.yaml:6: examples[1].published: '2021-13-01'; wanted a day such as 2021-11-30",
    ),
    "example with a compact day": (
        ACTION + "examples:\n  - {text: 去年, published: 20211130, periods: []}\n",
        "r/a.yaml:6: examples[1].published: '20211130'; wanted a day such as 2021-11-30",
    ),
    "unknown level": (
        BRANCHES.replace("province", "town") + BODY + "  templates: {}\n  canonical: {}\n",
        "r/a.yaml:6: generate.over[1]: 'town'; wanted one of province, city, county",
    ),
    "unknown placeholder": (
        BRANCHES + BODY + "  templates: {province: ['{prov}局']}\n  canonical: {province: '{name}'}\n",
        (
            "r/a.yaml:8: generate.templates.province[1]: unknown placeholder '{prov}'; wanted one of city, city_short, "
            "code, county, county_short, id, name, province, province_short, short"
        ),
    ),
    "level without templates": (
        BRANCHES + BODY + "  templates: {}\n  canonical: {province: '{name}'}\n",
        (
            "r/a.yaml:5: generate: 'templates' and 'canonical' say nothing for level 'province'; add it, or take it "
            "out of 'over'"
        ),
    ),
    "no bodies": (
        BRANCHES + "  templates: {province: []}\n  canonical: {province: '{name}'}\n",
        "r/a.yaml:5: generate: 'carriers' (or 'bodies') is missing; wanted a list of {id, name, short}",
    ),
    "branches without regions": (
        BRANCHES + BODY + "  templates: {province: []}\n  canonical: {province: '{name}'}\n",
        "r/a.yaml:5: generate: there are no regions to cross with; add a 'kind: regions' file",
    ),
    "replaces nothing": (
        ACTION + "replaces: b\n",
        "r/a.yaml:5: replaces: 'b'; no rule file of an earlier folder has this id",
    ),
    "binds a number to a list": (
        "kind: pattern\nid: a\n" + HEAD + "match: '{x}'\nbinds:\n  - {subject: [a]}\n",
        "r/a.yaml:7: binds[1].subject: found a list; wanted a word or sentence",
    ),
}


@pytest.mark.parametrize(("text", "expected"), WRONG_FIELDS.values(), ids=WRONG_FIELDS)
def test_a_wrong_field_says_where_what_and_what_to_do(complaints: Complaints, text: str, expected: str) -> None:
    assert expected in complaints({"a.yaml": text})


TWO_ORGANISATIONS = (
    "kind: organisations\nid: a\n"
    + HEAD
    + ("entries:\n  - {id: mof, name: 财政部}\n  - {id: ndrc, name: 发改委,\n     aliases: [国家发改委, 财政部]}\n")
)


def test_one_name_for_two_entries_names_both(complaints: Complaints) -> None:
    assert complaints({"a.yaml": TWO_ORGANISATIONS}) == [
        "r/a.yaml:8: entries[2].aliases[2]: '财政部' names both 'mof' and 'ndrc' (rule 'a'); give it to one",
    ]


def test_one_name_for_entries_of_two_files_names_both_files(complaints: Complaints) -> None:
    other = "kind: organisation\nid: tax\nname: 税务总局\ndescription: x\naliases: [财政部]\n"

    assert complaints({"a.yaml": TWO_ORGANISATIONS.replace(", 财政部", ""), "tax.yaml": other}) == [
        "r/tax.yaml:5: aliases[1]: '财政部' names both 'mof' and 'tax' (rules 'a' and 'tax'); give it to one",
    ]


def test_one_name_may_be_of_two_kinds(complaints: Complaints) -> None:
    """提速 is an action, and somewhere an indicator: the lexicon's order of kinds settles which is seen."""
    assert not complaints({"a.yaml": ACTION, "b.yaml": "kind: indicator\nid: b\n" + HEAD})


def test_a_cue_word_may_stand_in_two_classes(complaints: Complaints) -> None:
    text = "kind: cues\nid: a\n" + HEAD + "entries:\n  - {id: up, words: [增]}\n  - {id: more, words: [增]}\n"

    assert not complaints({"a.yaml": text})


def test_one_modifier_before_and_after_is_two_modifiers(complaints: Complaints) -> None:
    entry = "  - {id: %s, words: [约], position: %s, modifier: about, low: a, high: b, reason: c}\n"
    text = "kind: modifiers\nid: a\n" + HEAD + "entries:\n"

    assert not complaints({"a.yaml": text + entry % ("p", "before") + entry % ("q", "after")})
    assert complaints({"a.yaml": text + entry % ("p", "before") + entry % ("q", "before")}) == [
        "r/a.yaml:7: entries[2].words[1]: '约' names both 'p' and 'q' (rule 'a'); give it to one",
    ]


def test_one_entry_id_twice_is_an_error(complaints: Complaints) -> None:
    text = TWO_ORGANISATIONS.replace("ndrc", "mof").replace(", 财政部", "")

    assert complaints({"a.yaml": text}) == [
        "r/a.yaml:7: entries[2].id: 'mof' is taken by an entry of r/a.yaml; choose another",
    ]


def test_one_file_id_twice_is_an_error(complaints: Complaints) -> None:
    assert complaints({"x/a.yaml": ACTION, "y/a.yaml": ACTION.replace("name: x", "name: y")}) == [
        "r/y/a.yaml:2: id: 'a' is taken by r/x/a.yaml:2; choose another",
    ]


def test_not_utf_8_names_line_and_byte(complaints: Complaints, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "a.yaml").write_bytes("kind: action\nname: 提速\n".encode("gb18030"))

    assert complaints({}) == ["r/a.yaml:2: byte 0xcc is not UTF-8; save the file as UTF-8"]


def test_symbolic_links_are_refused(complaints: Complaints, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "r" / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "r" / "more").symlink_to(tmp_path / "elsewhere")

    assert complaints({}) == [
        "r/more: is a symbolic link; put the folder itself there",
        "r/a.yaml: is a symbolic link; put the file itself there",
    ]


def test_a_folder_named_like_a_file_and_yml_are_refused(complaints: Complaints, tmp_path: Path) -> None:
    (tmp_path / "r" / "a.yaml").mkdir(parents=True)

    assert complaints({"b.yml": ACTION}) == [
        "r/b.yml: ends in .yml; rename it to .yaml",
        "r/a.yaml: cannot be read (Is a directory); check that it is a file and its permissions",
    ]


def test_a_missing_folder_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r").write_text("x")
    assert [str(problem) for problem in examine("r", "s").problems] == [
        "r: is a file, but no .yaml; wanted a rule file, or a folder of them",
        "s: no such folder; wanted a folder of rule files, or one",
    ]


def test_deep_nesting_is_an_error_not_a_crash(complaints: Complaints) -> None:
    """Newer readers of YAML refuse it themselves, in their own words."""
    (said,) = complaints({"a.yaml": "kind: " + "[" * 100_000})
    assert re.fullmatch(r"r/a\.yaml:1: not YAML: .*nest.*; check indentation, quotes and brackets", said)


def test_loading_raises_with_every_problem_of_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(load, "builtin_folder", lambda: tmp_path / "none")
    written(Path("r"), {"a.yaml": ACTION + "alias: x\nzzz: y\n", "b.yaml": ""})

    with pytest.raises(RuleError) as caught:
        load_rules("r")

    assert str(caught.value).splitlines() == [
        "r/a.yaml:5: alias: unknown field; did you mean 'aliases'?",
        "r/a.yaml:6: zzz: unknown field",
        "r/b.yaml:1: the file is empty; wanted fields such as 'kind:' and 'id:'",
    ]


PATTERN = (
    "kind: pattern\nid: p\nname: x\ndescription: x\nmatch: '合格%s'\nbinds:\n  - {quantity: q1}\n  - {quantity: %s}\n"
)


@pytest.mark.parametrize(
    ("slot", "bound", "line"),
    [
        ("{q1}{n}", "n", "r/p.yaml:8: binds[2].quantity: 'n'; wanted one of the figures in 'match' (q1)"),
        ("{q1}在{period}", "period", "r/p.yaml:8: binds[2].quantity: 'period'; wanted one of the figures"),
        ("{q1}和{q3}", "q2", "r/p.yaml:8: binds[2].quantity: 'q2'; wanted one of the figures in 'match' (q1, q3)"),
        ("{n}", "q1", "r/p.yaml:7: binds[1].quantity: 'q1'; 'match' has no figure; write {q1} where the figure stands"),
    ],
)
def test_a_pattern_binds_only_figures_that_it_matches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slot: str, bound: str, line: str
) -> None:
    """Else the first sentence that it matched would end the run."""
    monkeypatch.chdir(tmp_path)
    Path("r").mkdir()
    Path("r/p.yaml").write_text(PATTERN % (slot, bound), encoding="utf-8")

    assert str(examine("r").problems[0]).startswith(line)
    assert "数字槽" in examine("r").problems[0].told("zh")


@pytest.mark.parametrize(
    ("match", "en", "zh"),
    [
        ("合格{q1:cuont}", "'cuont' is no kind of figure; wanted count, money", "没有数字类型 'cuont'"),
        ("合格({q1}", "'合格({q1}' is no regular expression (missing )", "不是正则表达式"),
    ],
)
def test_an_expression_that_cannot_be_read_says_where_and_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, match: str, en: str, zh: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r").mkdir()
    text = f"kind: pattern\nid: p\nname: x\ndescription: x\nmatch: ['{match}']\nbinds:\n  - {{quantity: q1}}\n"
    Path("r/p.yaml").write_text(text, encoding="utf-8")
    (problem,) = examine("r").problems
    assert str(problem).startswith(f"r/p.yaml:5: match[1]: {en}")
    assert zh in problem.told("zh")


def test_a_figure_of_one_of_several_expressions_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r").mkdir()
    text = PATTERN.replace("'合格%s'", "['合格{q1}', '合格{q1}和{q2:count}']") % "q2"
    Path("r/p.yaml").write_text(text, encoding="utf-8")

    assert examine("r").problems == ()
