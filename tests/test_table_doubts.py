"""Rows of a table that may be parts of other rows."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from extractor.checks.intervals import Interval
from extractor.checks.table_doubts import Amount, may_hold_parts_of_rows


def test_a_long_table_is_looked_through_as_fast_as_it_is_long() -> None:
    """Each run of rows against the excess took 4 s for 2,000 rows."""
    values = [Decimal(7 * n % 9973 + 1) * 2 for n in range(20_000)]
    amounts = [Amount(value, Interval(value, value)) for value in values]
    whole = sum(values, Decimal(0)) - 1  # no run of even numbers is odd
    begun = time.process_time()

    assert not may_hold_parts_of_rows(Amount(whole, Interval(whole, whole)), amounts)
    assert time.process_time() - begun < 4


@pytest.mark.parametrize(
    ("values", "whole", "found"),
    [
        ([30, 10, 20, 15, 15], 45, True),  # the parts of 30 and of 15
        ([50, 7, 9, 11], 61, True),  # 7 and 9 are left out
        ([50, 7, 9, 11], 69, False),
        ([5, 9, 100], 1, False),
        ([9, -4, 5, 20], 25, True),
    ],
)
def test_rows_that_may_be_parts_of_others_are_found(values: list[int], whole: int, *, found: bool) -> None:
    amounts = [Amount(Decimal(value), Interval(Decimal(value), Decimal(value))) for value in (*values, whole)]
    assert may_hold_parts_of_rows(amounts[-1], amounts[:-1]) is found
