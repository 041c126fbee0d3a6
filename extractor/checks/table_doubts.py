"""When the rows of a table do not add up to its total and yet nobody may be at fault."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from extractor.checks.intervals import Interval, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.rulebook.book import CheckRule

_NESTED = re.compile(r"[一二三四五六七八九十]+[、.．]|[（(]|\d+[、.．)）]|[①-⑳]|[-—–·•●○◆■*]|含[:：]|内[:：]")
_AROUND = 2  # lines of text above and below a table that may speak of it


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
    runs = set(_runs([part.value for part in parts]))
    near = any(abs(run - wanted) <= slack for run in runs for wanted in (excess, excess / 2))
    return near or abs(_without_parts(parts, slack) - whole.value) <= slack


def _runs(values: Sequence[Decimal]) -> Iterator[Decimal]:
    """The sums of rows that stand together, not of all of them."""
    for first in range(len(values)):
        for length, summed in enumerate(accumulate(values[first:]), 1):
            if length < len(values):
                yield summed


def _without_parts(parts: Sequence[Amount], slack: Decimal) -> Decimal:
    """The sum of the rows that are no parts of the row above them: 30 | 10 | 20 | 15 | 15 counts 30 and 15."""
    summed, at = Decimal(0), 0
    while at < len(parts):
        value = parts[at].value
        summed += value
        below = accumulate(part.value for part in parts[at + 1 :])
        at += 1 + next((count for count, own in enumerate(below, 1) if abs(own - value) <= slack), 0)
    return summed
