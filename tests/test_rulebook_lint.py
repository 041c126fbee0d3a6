"""What lint finds beyond loading, and what the examples' vocabulary means."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.model import Fact, Finding, Period, Quantity
from extractor.rulebook import lint as linting
from extractor.rulebook.book import Example, NameRule, RuleBook, RuleFile
from extractor.rulebook.examples import Tools, problems_of

Lint = Callable[[dict[str, str]], list[str]]
HEAD = "name: %s\ndescription: x\n"


@pytest.fixture
def lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lint:
    """The problems of the files in folder `r`, without the built-in rules."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(linting, "builtin_folder", lambda: tmp_path / "none")

    def of(files: dict[str, str]) -> list[str]:
        for name, text in files.items():
            path = Path("r", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return [str(problem) for problem in linting.lint("r")]

    return of


GDP = "kind: indicator\nid: gdp\nname: 总值\ndescription: x\nnot_in: [人均总值]\n"
BOTH = "examples:\n  - {text: 总值8元, finds: [gdp]}\n  - {text: 人均总值8元, finds: []}\n"


def test_a_sound_file_has_no_problems(lint: Lint) -> None:
    assert lint({"gdp.yaml": GDP + BOTH}) == []


def test_an_indicator_needs_examples_of_both_signs(lint: Lint) -> None:
    found, absent = (
        "r/gdp.yaml:1: examples: none says what is found; a file of kind 'indicator' needs one that does",
        "r/gdp.yaml:1: examples: none says what must not be found ([]); a file of kind 'indicator' needs one that does",
    )
    first, positive, negative = BOTH.splitlines(keepends=True)

    assert lint({"gdp.yaml": GDP}) == [found, absent]
    assert lint({"gdp.yaml": GDP + first + positive}) == [absent]
    assert lint({"gdp.yaml": GDP + first + negative}) == [found]


def test_an_action_needs_none(lint: Lint) -> None:
    assert lint({"a.yaml": "kind: action\nid: a\n" + HEAD % "提速"}) == []


def test_a_failing_example_says_which_and_how(lint: Lint) -> None:
    assert lint({"gdp.yaml": GDP + BOTH.replace("人均", "户均")}) == [
        "r/gdp.yaml:8: examples[2]: finds: [gdp]; wanted []",
    ]


def test_examples_do_not_run_on_a_book_that_does_not_load(lint: Lint) -> None:
    assert lint({"gdp.yaml": GDP + BOTH.replace("人均", "户均"), "b.yaml": ""}) == [
        "r/b.yaml:1: the file is empty; wanted fields such as 'kind:' and 'id:'",
    ]


def test_a_name_of_two_kinds_is_said_to_be_seen_as_one(lint: Lint) -> None:
    files = {"gdp.yaml": GDP + BOTH, "p.yaml": "kind: population\nid: p\n" + HEAD % "总值"}

    assert lint(files) == [
        "r/p.yaml:1: '总值' is a name of kind 'indicator' too, and only one is seen; give it to one",
    ]


def test_a_name_that_normalisation_changes_is_never_seen(lint: Lint) -> None:
    assert lint({"a.yaml": "kind: action\nid: a\n" + HEAD % "５Ｇ升级"}) == [
        "r/a.yaml:1: '５Ｇ升级' is never seen: text is read as '5G升级'; write that",
    ]


def test_a_shield_that_holds_no_name_is_useless(lint: Lint) -> None:
    assert lint({"gdp.yaml": GDP.replace("人均总值", "人均产值, 总值") + BOTH.replace("人均总值8元", "8元")}) == [
        "r/gdp.yaml:5: not_in[1]: '人均产值' holds none of the names it should keep apart; complete it or remove it",
        "r/gdp.yaml:5: not_in[2]: '总值' holds none of the names it should keep apart; complete it or remove it",
    ]


def test_a_check_of_an_unknown_indicator_is_found(lint: Lint) -> None:
    check = "kind: check\nid: c\n" + HEAD % "x" + "type: identity\ntotal: gdp\nparts: [gdq, tax]\n"

    assert lint({"gdp.yaml": GDP + BOTH, "c.yaml": check})[2:] == [
        "r/c.yaml:7: parts[1]: 'gdq' is no indicator; did you mean 'gdp'?",
        "r/c.yaml:7: parts[2]: 'tax' is no indicator",
    ]


def test_siblings_are_bodies_whose_ids_begin_so(lint: Lint) -> None:
    check = "kind: check\nid: c\n" + HEAD % "x" + "type: siblings\nparts: [tele, mobil]\n"
    body = "kind: organisation\nid: tele-zhejiang\n" + HEAD % "浙江电信"

    *_, problem = lint({"b.yaml": body, "c.yaml": check})
    assert problem == "r/c.yaml:6: parts[2]: no organisation's id begins with 'mobil'"


def test_a_reason_for_an_unknown_indicator_is_found(lint: Lint) -> None:
    reason = "reasons:\n  - {id: r, text: 因, english: why, indicators: [gdq]}\n"
    check = "kind: check\nid: c\n" + HEAD % "x" + "type: growth\n" + reason

    assert "r/c.yaml:7: reasons[1].indicators[1]: 'gdq' is no indicator; did you mean 'gdp'?" in lint(
        {"gdp.yaml": GDP + BOTH, "c.yaml": check}
    )


def test_a_check_needs_examples_of_both_signs(lint: Lint) -> None:
    check = "kind: check\nid: c\n" + HEAD % "x" + "type: among\n"

    assert lint({"c.yaml": check}) == [
        "r/c.yaml:1: examples: none says what is found; a file of kind 'check' needs one that does",
        "r/c.yaml:1: examples: none says what must not be found ([]); a file of kind 'check' needs one that does",
    ]


def test_a_region_code_must_be_one_of_the_table(lint: Lint) -> None:
    table = "code,name,short,level,parent_code\n330000,浙江省,浙江,province,\n"
    regions = "kind: regions\nid: r\n" + HEAD % "x" + "data: d.csv\nentries:\n  - {id: a, name: 甲, region: '330001'}\n"

    assert lint({"r.yaml": regions, "d.csv": table}) == [
        "r/r.yaml:7: entries[1].region: '330001' is no division code; look it up in the regions' table",
    ]


def test_the_built_in_rules_pass(capsys: pytest.CaptureFixture[str]) -> None:
    problems = linting.lint()
    print(*problems, sep="\n")  # noqa: T201  # shown where it fails

    assert not problems, capsys.readouterr().out


QUANTITY = Quantity(2, 7, "3.10万", "money", Decimal(31000), Decimal(1), None, "元", "over", flags=("a", "b"))
PERIOD = Period(0, 5, "2021年", date(2021, 1, 1), date(2021, 12, 31))
FACT = Fact(
    fact_id="f", doc_id="d", source="s", start=0, end=1, quote="3.1%", kind="percent", value=Decimal("3.1"),
    value_low=None, value_high=None, unit="%", indicator_id="gdp", rule_id="a-pattern", flags=("vague",),
)  # fmt: skip
FINDING = Finding(check_id="sum", verdict="differs", fact_ids=("f", "g"), arithmetic="8元 ≠ 7元", difference=Decimal(1))
BOOK = RuleBook(names=(NameRule(id="gdp", name="总值", aliases=(), kind="indicator", rule_id="gdp"),))


class Fixed(Tools):
    """Tools that find the same in every text."""

    def quantities(self, text: str) -> list[Quantity]:  # noqa: ARG002
        return [QUANTITY]

    def periods(self, text: str, published: date | None) -> list[Period]:  # noqa: ARG002
        return [PERIOD]

    def facts(self, text: str, published: date | None) -> list[Fact]:  # noqa: ARG002
        return [FACT]

    def findings(self, text: str, published: date | None) -> list[Finding]:  # noqa: ARG002
        return [FINDING]


def outcome(kind: str = "indicator", rule_id: str = "gdp", **wanted: Any) -> list[str]:  # noqa: ANN401
    file = RuleFile(path=Path("x"), shown="x", kind=kind, id=rule_id, name="x", description="x")
    return problems_of(Example(text="总值", line=1, **wanted), file, Fixed(BOOK))


HOLDING: list[dict[str, Any]] = [
    {"finds": ("gdp",)},
    {"quantities": ({"value": "31000"},)},
    {"quantities": ({"value": "31000.0", "unit": "元", "kind": "money", "modifier": "over", "quote": "3.10万"},)},
    {"quantities": ({"value_high": "null", "value_low": "1"},)},
    {"quantities": ({"value_high": "", "flags": ("b", "a")},)},
    {"periods": ({"quote": "2021年", "start": "2021-01-01", "end": "2021-12-31"},)},
    {"facts": ({"value": "3.1"}, {"indicator_id": "gdp", "flags": "vague"})},
    {"findings": ({"check_id": "sum", "verdict": "differs", "difference": "1.0"},)},
]


@pytest.mark.parametrize("wanted", HOLDING)
def test_an_example_holds(wanted: dict[str, Any]) -> None:
    assert outcome(**wanted) == []


FAILING: list[tuple[dict[str, Any], str]] = [
    ({"finds": ()}, "finds: [gdp]; wanted []"),
    ({"quantities": ()}, "quantities: 1 [3.10万]; wanted 0"),
    ({"quantities": ({"value": "3.1", "unit": "%"},)}, "quantities[1].value: 31000; wanted 3.1"),
    ({"quantities": ({"value": "viele"},)}, "quantities[1].value: 31000; wanted viele"),
    ({"quantities": ({"modifier": "null"},)}, "quantities[1].modifier: over; wanted null"),
    ({"quantities": ({"value_high": "0"},)}, "quantities[1].value_high: null; wanted 0"),
    ({"quantities": ({"valu": "1"},)}, "quantities[1].valu: no such slot; did you mean 'value'?"),
    ({"quantities": ({"flags": ("a",)},)}, "quantities[1].flags: [a, b]; wanted [a]"),
    ({"periods": ({"end": "2021-11-30"},)}, "periods[1].period_end: 2021-12-31; wanted 2021-11-30"),
    ({"facts": ({"value": "4", "unit": "%"},)}, "facts[1]: no such fact; the nearest differs in value: 3.1; wanted 4"),
    ({"facts": ()}, "facts: '3.1%' (gdp); wanted none"),
    ({"findings": ()}, "findings: 1 [8元 ≠ 7元]; wanted 0"),
    ({"findings": ({"verdict": "holds"},)}, "findings[1].verdict: differs; wanted holds"),
]


@pytest.mark.parametrize(("wanted", "problem"), FAILING, ids=[problem for _, problem in FAILING])
def test_an_example_fails_and_says_how(wanted: dict[str, Any], problem: str) -> None:
    assert problem in outcome(**wanted)


def test_no_facts_means_none_that_the_file_has_a_part_in() -> None:
    assert outcome("indicator", "tax", facts=()) == []
    assert outcome("pattern", "a-pattern", facts=()) == ["facts: '3.1%' (gdp); wanted none"]
    assert outcome("pattern", "another", facts=()) == []
    assert outcome("units", "percent", facts=()) == ["facts: '3.1%' (gdp); wanted none"]


def test_lint_of_the_built_in_rules_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their examples run one by one in `test_rule_examples`."""
    monkeypatch.setattr(linting, "_failing", lambda _: ())

    assert linting.lint() == []


def test_a_subfolder_or_a_file_of_what_is_read_already_is_not_read_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules/indicators").mkdir(parents=True)
    Path("rules/indicators/gdp.yaml").write_text(GDP + BOTH, encoding="utf-8")
    monkeypatch.setattr(linting, "builtin_folder", lambda: tmp_path / "rules")

    assert linting.lint("rules/indicators") == []
    assert linting.lint("rules/indicators/gdp.yaml", "rules") == []


def test_a_single_file_can_be_checked(lint: Lint) -> None:
    assert lint({"gdp.yaml": GDP, "other.yaml": ""}) != []
    assert [problem.file for problem in linting.lint("r/gdp.yaml")] == ["r/gdp.yaml"] * 2
    assert linting.lint("r/gdp.yml")[0].file == "r/gdp.yml"
    Path("r/notes.txt").write_text("", encoding="utf-8")
    assert str(linting.lint("r/notes.txt")[0]).startswith("r/notes.txt: is a file, but no .yaml; wanted a rule file")


def test_what_lint_finds_is_told_in_chinese(lint: Lint) -> None:
    """Where the text is not the rule's own, no English word is left."""
    wrong = {
        "gdp.yaml": GDP.replace("人均总值", "人均总值, 产值") + BOTH.replace("人均", "户均"),
        "a.yaml": "kind: action\nid: a\n" + HEAD % "５Ｇ升级" + "examples:\n  - {text: 增5元, facts: [{valu: 5}]}\n",
        "b.yaml": "kind: action\nid: b\n" + HEAD % "总值",
    }
    lint(wrong)
    told = [problem.told("zh") for problem in linting.lint("r")]

    assert len(told) >= 5
    assert [line for line in told if re.search("wanted|seen|holds|such|nearest|kind '", line)] == []
