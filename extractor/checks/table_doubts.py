"""When the rows of a table do not add up to its total and yet nobody may be at fault."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from extractor.checks.intervals import Interval, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.rulebook.book import CheckRule

_NESTED = re.compile(r"[一二三四五六七八九十]+[、.．]|[（(]|\d+[、.．)）]|[①-⑳]|[-—–·•●○◆■*]|含[:：]|内[:：]")
_AROUND = 2  # lines of text above and below a table that may speak of it
_MOST_SIGNED = 200  # rows, some below zero, that are looked through for parts of each other


class Amount(NamedTuple):
    """A number of a table and what it may stand for."""

    value: Decimal
    interval: Interval


def words_of_doubt(check: CheckRule, said: Sequence[str], around: Sequence[str]) -> bool:
    """Whether a head or a row's name says that rows may not add up (累计, 去重), or the text beside it (主要, 不含)."""
    names = any(word in text for text in said for word in check.words.get("doubtful", ()))
    return names or any(word in text for text in (*said, *around) for word in check.words.get("excepted", ()))


def looks_nested(names: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether a row is indented, numbered or marked as a part of another."""
    return any(_NESTED.match(name) for name in names) or any(line[:1].isspace() for line in lines)


def text_around(lines: Sequence[str], first: int, last: int) -> list[str]:
    """The lines of text beside a table's lines, which count from 1."""
    return [*lines[max(0, first - 1 - _AROUND) : first - 1], *lines[last : last + _AROUND]]


def is_no_sum(whole: Amount, parts: Sequence[Amount]) -> bool:
    """Whether the last row is rather a mean, a balance or the latest stand: no more than the largest row.

    Of positive numbers, two at least above zero, a sum is more than each.
    """
    values = [part.value for part in parts]
    return min(values) >= 0 and whole.value <= max(values)


def may_hold_parts_of_rows(whole: Amount, parts: Sequence[Amount]) -> bool:
    """Whether leaving out rows, or taking them away, would give the total: parts of other rows, or what is deducted."""
    excess = sum((part.value for part in parts), Decimal(0)) - whole.value
    if excess <= 0:
        return False
    ends = total(part.interval for part in parts)
    slack = (ends.half_width or Decimal(0)) + (whole.interval.half_width or Decimal(0))
    values = [part.value for part in parts]
    if any(_has_run(values, wanted, slack) for wanted in (excess, excess / 2)):
        return True
    if min(values) < 0 and len(values) > _MOST_SIGNED:
        return True  # too many to say that they do not
    return abs(_without_parts(values, slack) - whole.value) <= slack


def _has_run(values: Sequence[Decimal], wanted: Decimal, slack: Decimal) -> bool:
    """Whether rows that stand together, not all of them, sum up to what is wanted: one sum up to each row, sorted."""
    before, sums = [Decimal(0)], [*accumulate(values)]
    for number, summed in enumerate(sums, 1):
        if number == len(sums):
            before.remove(Decimal(0))  # all of them
        at = bisect_left(before, summed - wanted - slack)
        if at < len(before) and before[at] <= summed - wanted + slack:
            return True
        insort(before, summed)
    return False


def _without_parts(values: Sequence[Decimal], slack: Decimal) -> Decimal:
    """The sum of the rows that are no parts of the row above them: 30 | 10 | 20 | 15 | 15 counts 30 and 15."""
    sums = [Decimal(0), *accumulate(values)]
    rising = min(values) >= 0
    summed, at = Decimal(0), 0
    while at < len(values):
        summed += values[at]
        wanted = sums[at + 1] + values[at]
        first = bisect_left(sums, wanted - slack, at + 2) if rising else at + 2
        last = min(first + 1, len(sums)) if rising else len(sums)
        at = next((end for end in range(first, last) if abs(sums[end] - wanted) <= slack), at + 1)
    return summed
