"""Whether two wordings name the same thing: exactly, as a short form of each other, or not for sure.

Scores of likeness rank this field backwards (城镇 and 农村居民人均可支配收入 differ in two characters, 发改委 and
国家发展和改革委员会 in seven): short forms are character subsequences, and words that change the meaning guard them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHORTEST = 2


def is_short_form(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in order, and it is plausible that they abbreviate it.

    Where they are scattered they must end alike (新建站, 新建基站), and two characters must begin alike too.
    """
    if len(short) < SHORTEST or len(short) > len(long):
        return False
    if short in long:
        return True
    if short[-1] != long[-1] or (len(short) == SHORTEST and short[0] != long[0]):
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def either_short(first: str, second: str) -> bool:
    """Whether one is the other's short form."""
    return is_short_form(first, second) or is_short_form(second, first)


def are_twins(first: str, second: str, twins: Iterable[tuple[str, str]]) -> bool:
    """Whether a pair of words that never mean the same parts the two: 城镇… and 农村…, 收入 and 支出."""
    return any(_parted(first, second, one, other) or _parted(second, first, one, other) for one, other in twins)


def _parted(first: str, second: str, one: str, other: str) -> bool:
    return one in first and other in second and one not in second and other not in first


def narrower(first: str, second: str, words: Sequence[str]) -> bool:
    """Whether one of them holds a narrowing word that the other lacks: 宽带用户, 农村宽带用户."""
    return any((word in first) != (word in second) for word in words)
