"""Whether two wordings name the same thing: exactly, as a short form of each other, or not for sure.

Scores of likeness rank this field backwards (城镇 and 农村居民人均可支配收入 differ in two characters, 发改委 and
国家发展和改革委员会 in seven): short forms are character subsequences, and words that change the meaning guard them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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


class Guards:
    """Words that part two wordings; which of them a text holds is found once."""

    def __init__(self, twins: Iterable[tuple[str, str]], narrowing: Iterable[str] = ()) -> None:
        self._twins = tuple(twins)
        self._narrowing = tuple(narrowing)
        self._words = tuple(dict.fromkeys(word for pair in self._twins for word in pair))
        self._held: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def are_twins(self, first: str, second: str) -> bool:
        """Whether a pair of words that never mean the same parts the two: 城镇… and 农村…, 收入 and 支出."""
        one, other = self._of(first)[0], self._of(second)[0]
        own, others = one - other, other - one
        if not own or not others:
            return False
        return any((a in own and b in others) or (b in own and a in others) for a, b in self._twins)

    def narrower(self, first: str, second: str) -> bool:
        """Whether one of them holds a narrowing word that the other lacks: 宽带用户, 农村宽带用户."""
        return self._of(first)[1] != self._of(second)[1]

    def _of(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        if text not in self._held:
            self._held[text] = (
                frozenset(word for word in self._words if word in text),
                frozenset(word for word in self._narrowing if word in text),
            )
        return self._held[text]
