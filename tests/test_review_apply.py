"""Decisions applied to facts: reviewed values win, are marked, and survive another reading of the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.decisions import Decision
from extractor.errors import UsageError
from extractor.model import Document, Fact
from extractor.review.apply import apply_decisions
from extractor.review.slots import EDITABLE, choices, parse_slot
from extractor.review.standing import standing
from extractor.web.figures import Figures

MakeFact = Callable[..., Fact]
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def decided(document: Document, fact: Fact, number: int, verdict: str, **more: Any) -> Decision:  # noqa: ANN401
    values: dict[str, Any] = {"reviewer": "李", "decided": NOW, "id": number, "verdict": verdict}
    place = {"sha256": document.sha256, "start": fact.start, "end": fact.end, "quote": fact.quote}
    return Decision(**(place | values | more))


@pytest.fixture
def fact(make_fact: MakeFact) -> Fact:
    low, high = Decimal(2675650), Decimal(2675750)
    return make_fact(subject="浙江电信", value_low=low, value_high=high, flags=("subject_inherited",))


def only(fact: Fact, document: Document, *decisions: Decision) -> Fact:
    (kept,) = apply_decisions([fact], decisions, {document.doc_id}).facts
    return kept


def test_an_accepted_fact_stays_as_it_is_and_is_marked(document: Document, fact: Fact) -> None:
    kept = only(fact, document, decided(document, fact, 1, "accept"))

    assert (kept.statement, kept.flags) == (fact.statement, ("subject_inherited", "accepted"))


def test_a_corrected_slot_wins_and_the_rest_stays(document: Document, fact: Fact) -> None:
    kept = only(fact, document, decided(document, fact, 1, "correct", slot="subject", new_value="江西电信"))

    assert (kept.subject, kept.value, kept.quote) == ("江西电信", fact.value, fact.quote)
    assert kept.flags == ("corrected",)  # a person has written it: it is inherited no more
    assert fact.subject == "浙江电信"


def test_a_slot_that_nobody_corrected_keeps_its_flag(document: Document, fact: Fact) -> None:
    kept = only(fact, document, decided(document, fact, 1, "correct", slot="indicator", new_value="让利"))

    assert kept.flags == ("subject_inherited", "corrected")


def test_a_rejected_fact_is_left_out_but_not_lost(document: Document, fact: Fact) -> None:
    found = apply_decisions([fact], [decided(document, fact, 1, "reject")], {document.doc_id})

    assert (found.facts, found.rejected) == ((), (fact,))


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("26757000000", "26756500000", "26757500000"), ("2675800", "2675750", "2675850")],
    ids=["a magnitude", "another number"],
)
def test_a_corrected_value_brings_its_interval_along(
    document: Document, fact: Fact, value: str, low: str, high: str
) -> None:
    kept = only(fact, document, decided(document, fact, 1, "correct", slot="value", new_value=value))

    assert (kept.value, kept.value_low, kept.value_high) == (Decimal(value), Decimal(low), Decimal(high))


def test_a_decision_meets_the_same_words_read_again(document: Document, fact: Fact) -> None:
    """Another run, another id, another rule: the place in the text and its words are the same."""
    again = msgspec.structs.replace(fact, fact_id="other", rule_id="new-rule", subject="浙江", source="copy.txt")
    kept = only(again, document, decided(document, fact, 1, "correct", slot="subject", new_value="江西电信"))

    assert kept.subject == "江西电信"


def test_a_decision_on_words_that_are_no_longer_there_is_told(document: Document, fact: Fact) -> None:
    elsewhere = decided(document, fact, 1, "reject", quote="其他")
    found = apply_decisions([fact], [elsewhere], {document.doc_id})

    assert (found.facts, found.unmatched) == ((fact,), (elsewhere,))


def test_undo_takes_back_and_undoing_the_undo_brings_back(document: Document, fact: Fact) -> None:
    first = decided(document, fact, 1, "reject")
    undo = decided(document, fact, 2, "undo", undoes=1)
    redo = decided(document, fact, 3, "undo", undoes=2)

    assert only(fact, document, first, undo) == fact
    assert apply_decisions([fact], [first, undo, redo], {document.doc_id}).facts == ()


def test_a_figure_that_was_added_stands_in_reading_order(document: Document, fact: Fact) -> None:
    start = document.text.index("80.8万家")
    last = msgspec.structs.replace(fact, fact_id="last", start=40, end=41, quote=document.text[40:41])
    values = msgspec.json.encode(
        {"source": "", "kind": "count", "value": "808000", "value_low": None, "value_high": None, "unit": "家"}
    ).decode()
    add = decided(document, fact, 1, "add", start=start, end=start + 5, quote="80.8万家", new_value=values)
    found = apply_decisions([fact, last], [add], {document.doc_id}).facts

    assert [one.quote for one in found] == ["267.57万元", "80.8万家", last.quote]
    assert (found[1].value, found[1].source, found[1].flags) == (Decimal(808000), fact.source, ("added",))
    assert apply_decisions([fact], [add], set()).facts == (fact,), "its document is not in the run"


def test_reviewers_who_disagree_are_told_and_the_last_word_counts(document: Document, fact: Fact) -> None:
    one = decided(document, fact, 1, "correct", slot="subject", new_value="江西电信")
    other = decided(document, fact, 2, "correct", slot="subject", new_value="浙江联通", reviewer="王")
    kept = only(fact, document, one, other)

    assert kept.subject == "浙江联通"
    assert "contested" in kept.flags
    settled = only(fact, document, one, other, decided(document, fact, 3, "undo", undoes=1))
    assert "contested" not in settled.flags


def test_two_who_agree_do_not_disagree(document: Document, fact: Fact) -> None:
    both = [decided(document, fact, n, "accept", reviewer=name) for n, name in ((1, "李"), (2, "王"))]
    (stand,) = standing(both).values()

    assert (stand.state, stand.contested) == ("accepted", {})


@pytest.mark.parametrize(
    ("slot", "text"),
    [("value", "many"), ("value", "NaN"), ("period_end", "2023-13-01"), ("status", "maybe"), ("flags", "x")],
)
def test_a_slot_refuses_what_it_cannot_hold(slot: str, text: str) -> None:
    with pytest.raises(UsageError, match=slot):
        parse_slot(slot, text)


def test_every_slot_that_takes_codes_names_them() -> None:
    assert choices("status") == ("actual", "target")
    assert all(parse_slot(slot, code) == code for slot in EDITABLE for code in choices(slot))


@given(st.lists(st.sampled_from(["accept", "reject", "comment", "undo"]), max_size=12))
def test_any_sequence_of_decisions_keeps_or_rejects_the_fact(verdicts: list[str]) -> None:
    """Nothing is lost: a fact is among the facts or among the rejected, once."""
    document = Document(text="让利5万元。")
    fact = Fact(
        fact_id="f", doc_id=document.doc_id, source="", start=2, end=5, quote="5万元", kind="money",
        value=Decimal(50000), value_low=None, value_high=None, unit="元",
    )  # fmt: skip
    made = [
        decided(document, fact, n, verdict, undoes=n - 1 if verdict == "undo" else None)
        for n, verdict in enumerate(verdicts, 1)
    ]
    found = apply_decisions([fact], made, {document.doc_id})

    assert len(found.facts) + len(found.rejected) == 1


@given(st.lists(st.tuples(st.sampled_from(["accept", "reject", "correct", "undo"]), st.integers(0, 2)), max_size=14))
def test_the_desk_follows_decisions_one_by_one_as_if_it_saw_them_all_at_once(steps: list[tuple[str, int]]) -> None:
    """An undo, and an undo of an undo, met later than what it takes back: kept figure by figure, never the whole."""
    document = Document(text="甲让利5万元，乙让利6万元。丙让利7万元。")
    facts = [
        Fact(
            fact_id=f"{document.doc_id}:{start}-{start + 3}", doc_id=document.doc_id, source="", start=start,
            end=start + 3, quote=document.text[start : start + 3], kind="money", value=Decimal(50000),
            value_low=None, value_high=None, unit="元",
        )
        for start in (3, 10, 17)
    ]  # fmt: skip
    figures, made = Figures(facts), []
    for number, (verdict, which) in enumerate(steps, 1):
        here = [one for one in made if one.start == facts[which].start]
        if verdict == "undo" and not here:
            continue
        more = {"undo": {"undoes": here[-1].id if here else None}, "correct": {"slot": "subject", "new_value": "丁"}}
        made.append(decided(document, facts[which], number, verdict, **more.get(verdict, {})))
        figures.take(made[-1:])
    at_once = apply_decisions(facts, made, {document.doc_id})

    assert figures.facts() == list(at_once.facts)
    assert [row.fact for row in figures.shown().rows if row.state == "rejected"] == list(at_once.rejected)
    assert [one.flags for one in figures.facts()] == [one.flags for one in at_once.facts]
