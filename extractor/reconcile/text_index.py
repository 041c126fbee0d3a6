"""Which of many short texts hold all characters of another, or are made of its characters alone."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def numbers_in(mask: int) -> Iterator[int]:
    """The numbers whose bits are set, from small to large."""
    digits = bin(mask)[:1:-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)


class TextIndex:
    """The texts of numbered things; sets of numbers are the bits of an integer.

    A short form is made of characters of the long one: what is not found here is no short form either way.
    """

    def __init__(self, texts: Sequence[Iterable[str]]) -> None:
        """`texts`: those of the first thing, of the second, and so on."""
        owners: dict[str, int] = {}
        for number, own in enumerate(texts):
            for text in own:
                owners[text] = owners.get(text, 0) | 1 << number
        self._owners = list(owners.values())
        self._all = (1 << len(owners)) - 1
        self._with: dict[str, int] = {}
        for place, text in enumerate(owners):
            for character in set(text):
                self._with[character] = self._with.get(character, 0) | 1 << place

    def containing(self, text: str) -> int:
        """The things with a text that holds all characters of this one; none for an empty text."""
        return self._owned(reduce(and_, (self._with.get(c, 0) for c in set(text)), self._all)) if text else 0

    def within(self, text: str) -> int:
        """The things with a text made of characters of this one alone."""
        others = (self._with[character] for character in self._with.keys() - set(text))
        return self._owned(self._all & ~reduce(or_, others, 0))

    def _owned(self, places: int) -> int:
        return reduce(or_, (self._owners[place] for place in numbers_in(places)), 0)
