"""Two bulletins of the corpus: twelve faults that must be found, twelve near misses that nobody may be accused of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractor.checks import check
from extractor.model import Document, Fact, Finding
from extractor.pipeline import Extractor

BULLETINS = Path(__file__).parents[1] / "corpus" / "bulletins"
# what is wrong, the figure it is found at, the check that finds it
FAULTS = {
    "three carriers behind 其中 do not add up": ("3590.7万元", "sum-over-carriers", "differs"),
    "a price falls by less than printed": ("36.6%", "from-one-to-another", "differs"),
    "a share exceeds the whole": ("105%", "share-of-whole", "differs"),
    "exports and imports in two units do not make trade": ("3.27亿元", "sum-imports-exports", "differs"),
    "growth is not that of the two levels": ("12.5%", "growth", "differs"),
    "growth is not the increase over what was there": ("17.6%", "growth", "differs"),
    "one indicator has two values": ("56.2亿元", "same-claim", "differs"),
    "a share is not the part over its whole": ("31.3%", "share-of-whole", "differs"),
    "a daily average is not the total over the days": ("2464户", "average", "differs"),
    "an average per household is ten times too high": ("10000元", "average", "differs"),
    "what is counted from January falls in November": ("32.65亿元", "cumulative-falls", "differs"),
    "one county of four prints 亿 for 万": ("1600.2亿元", "unit-slip", "undecided"),
}
# a figure of what looks wrong, and the verdict it may have at most; None: no finding at all
NEAR_MISSES = {
    "carriers miss their total by rounding": ("3570.7万元", "within_rounding"),
    "a yearly average behind 由…降至": ("14.3%", None),
    "a plan exceeded": ("105%", None),
    "trade with one partner is not all trade": ("3.27亿元", None),
    "growth of the gross product is at constant prices": ("5.2%", "undecided"),
    "growth on a comparable basis": ("12.5%", "undecided"),
    "超52亿元 beside 52.6亿元": ("52亿元", "within_wording"),
    "a share of the province's total": ("3.1%", None),
    "an average over working days": ("3.0亿元", "undecided"),
    "an average per household, rounded": ("1002元", "holds"),
    "profits that fall": ("32.65亿元", None),
    "a county with fifteen times as much": ("1.6亿元", None),
}


def checked(extractor: Extractor, name: str) -> tuple[dict[str, Fact], tuple[Finding, ...]]:
    text = (BULLETINS / f"{name}.txt").read_text(encoding="utf-8")
    document = Document(text=text, source=name, published=date(2023, 1, 18))
    facts = extractor.extract(document)
    return {fact.fact_id: fact for fact in facts}, check(facts, documents=[document])


@pytest.fixture(scope="module")
def planted(extractor: Extractor) -> tuple[dict[str, Fact], tuple[Finding, ...]]:
    return checked(extractor, "planted-faults")


@pytest.fixture(scope="module")
def fair(extractor: Extractor) -> tuple[dict[str, Fact], tuple[Finding, ...]]:
    return checked(extractor, "planted-near-misses")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(planted: tuple[dict[str, Fact], tuple[Finding, ...]], fault: str) -> None:
    facts, findings = planted
    quote, check_id, verdict = FAULTS[fault]
    at = [(one.check_id, one.verdict) for one in findings if facts[one.fact_ids[0]].quote == quote]

    assert at == [(check_id, verdict)]


def test_nothing_but_the_planted_faults_is_found(planted: tuple[dict[str, Fact], tuple[Finding, ...]]) -> None:
    assert len(planted[1]) == len(FAULTS)


@pytest.mark.parametrize("case", NEAR_MISSES)
def test_a_near_miss_is_not_accused(fair: tuple[dict[str, Fact], tuple[Finding, ...]], case: str) -> None:
    facts, findings = fair
    quote, verdict = NEAR_MISSES[case]
    at = [one.verdict for one in findings if facts[one.fact_ids[0]].quote == quote]

    assert quote in {fact.quote for fact in facts.values()}
    assert at == ([] if verdict is None else [verdict])


def test_what_is_undecided_says_why_and_shows_its_arithmetic(
    fair: tuple[dict[str, Fact], tuple[Finding, ...]],
) -> None:
    undecided = [finding for finding in fair[1] if finding.verdict == "undecided"]

    assert [finding.reason for finding in undecided] == ["constant-prices", "comparable-basis", "working-days"]
    assert all(finding.explanation and "÷" in finding.arithmetic for finding in undecided)
