"""A printed figure stands for an interval; a sum for the interval of the sums."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks.intervals import Interval, compare, difference, quotient, total
from extractor.model import Fact

WHOLE_NUMBERS = st.integers(-10_000, 10_000).map(Decimal)


@pytest.fixture
def figure(make_fact: Callable[..., Fact]) -> Callable[..., Fact]:
    """A figure by its value and the half width of its interval; `None` is a vague one."""

    def make(value: str | None, half: str = "0", modifier: str | None = None) -> Fact:
        exact = None if value is None else Decimal(value)
        low, high = (None, None) if exact is None else (exact - Decimal(half), exact + Decimal(half))
        return make_fact(value=value, value_low=low, value_high=high, modifier=modifier)

    return make


def span(low: str | None, high: str | None) -> Interval:
    return Interval(None if low is None else Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (span("1", "2"), span("2", "3"), True),
        (span("1", "2"), span("2.1", "3"), False),
        (span("1", "9"), span("4", "5"), True),
        (span("5", None), span("9", "9"), True),
        (span("5", None), span("1", "4.9"), False),
        (span(None, "5"), span("5.1", None), False),
        (span(None, None), span("1", "2"), True),
    ],
)
def test_intervals_overlap_when_some_value_lies_in_both(first: Interval, second: Interval, *, expected: bool) -> None:
    assert first.overlaps(second) is expected
    assert second.overlaps(first) is expected


@given(st.lists(st.tuples(WHOLE_NUMBERS, st.integers(0, 50).map(Decimal)), max_size=6))
def test_the_sum_of_any_true_values_lies_in_the_interval_of_the_sum(figures: list[tuple[Decimal, Decimal]]) -> None:
    summed = total(Interval(value - half, value + half) for value, half in figures)
    assert summed.low is not None
    assert summed.high is not None
    assert summed.low <= sum((value for value, _ in figures), Decimal(0)) <= summed.high
    assert summed.high - summed.low == 2 * sum((half for _, half in figures), Decimal(0))


def test_an_open_end_leaves_the_sum_open_on_that_side() -> None:
    assert total([span("1", "2"), span("5", None)]) == span("6", None)
    assert span("6", None).half_width is None
    assert span("6", "9").half_width == Decimal("1.5")


@pytest.mark.parametrize(
    ("whole", "parts", "verdict", "difference", "tolerance"),
    [
        (("100", "0.5"), [("60", "0.5"), ("40", "0.5")], "holds", "0", "1.5"),
        (("100", "0.5"), [("60", "0.5"), ("39", "0.5")], "within_rounding", "1", "1.5"),
        (("100", "0.5"), [("60", "0.5"), ("41", "0.5")], "within_rounding", "-1", "1.5"),
        (("100", "0.5"), [("60", "0.5"), ("38.5", "0.5")], "within_rounding", "1.5", "1.5"),
        (("100", "0.5"), [("60", "0.5"), ("38", "0.5")], "differs", "2", "1.5"),
        (("100", "0.5"), [("60", "0.5"), ("42", "0.5")], "differs", "-2", "1.5"),
        (("35", "0"), [("21", "0"), ("11", "0"), ("3", "0")], "holds", "0", "0"),
        (("36", "0"), [("21", "0"), ("11", "0"), ("3", "0")], "differs", "1", "0"),
        (
            ("3570.7", "0.05"),
            [("1078.9", "0.05"), ("1600.2", "0.05"), ("891.5", "0.05")],
            "within_rounding",
            "0.1",
            "0.20",
        ),
        (("3590.7", "0.05"), [("1078.9", "0.05"), ("1600.2", "0.05"), ("891.5", "0.05")], "differs", "20.1", "0.20"),
    ],
)
def test_a_total_is_compared_with_its_parts_as_intervals(
    figure: Callable[..., Fact],
    whole: tuple[str, str],
    parts: list[tuple[str, str]],
    verdict: str,
    difference: str,
    tolerance: str,
) -> None:
    compared = compare(figure(*whole), [figure(*part) for part in parts])
    assert compared == (verdict, Decimal(difference), Decimal(tolerance))


def test_an_agreement_that_only_wording_explains_is_called_so(figure: Callable[..., Fact]) -> None:
    compared = compare(figure("100", "5", "about"), [figure("60", "0.5"), figure("37", "0.5")])
    assert compared.verdict == "within_wording"


@pytest.mark.parametrize("vague", ["whole", "part"])
def test_a_vague_figure_leaves_the_comparison_undecided(figure: Callable[..., Fact], vague: str) -> None:
    whole = figure(None if vague == "whole" else "100")
    compared = compare(whole, [figure("60"), figure(None if vague == "part" else "40")])
    assert compared == ("undecided", None, None)


def test_an_open_interval_has_no_tolerance_but_a_verdict(make_fact: Callable[..., Fact]) -> None:
    whole = make_fact(value="100", value_low=Decimal(100), value_high=None, modifier="over")
    part = make_fact(value="60", value_low=Decimal(60), value_high=Decimal(60))
    assert compare(whole, [part, part]) == ("within_wording", Decimal(-20), None)
    assert compare(whole, [part]).verdict == "differs"


@given(WHOLE_NUMBERS, WHOLE_NUMBERS, st.integers(0, 40), st.integers(0, 40))
def test_wider_intervals_never_turn_an_agreement_into_a_difference(
    value: Decimal, other: Decimal, half: int, more: int
) -> None:
    narrow = Interval(value - half, value + half), Interval(other, other)
    wide = Interval(value - half - more, value + half + more), Interval(other - more, other + more)
    assert wide[0].overlaps(wide[1]) or not narrow[0].overlaps(narrow[1])


POSITIVE = st.integers(1, 10_000).map(Decimal)


@given(POSITIVE, POSITIVE, st.integers(0, 50).map(Decimal), st.integers(0, 50).map(Decimal))
def test_quotient_and_difference_hold_those_of_the_true_values(
    top: Decimal, bottom: Decimal, half: Decimal, other: Decimal
) -> None:
    first, second = Interval(top, top + 2 * half), Interval(bottom, bottom + 2 * other)
    assert quotient(first, second).holds((top + half) / (bottom + other))
    assert difference(first, second).holds(top + half - bottom - other)


def test_a_figure_that_may_be_nothing_divides_by_nothing() -> None:
    assert quotient(span("1", "2"), span("0", "2")) == span(None, None)
    assert quotient(span("-1", "2"), span("1", "2")) == span(None, None)
    assert quotient(span("1", "2"), span("1", None)) == span("0", "2")
