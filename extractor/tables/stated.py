"""Cells that state a figure by themselves: a number with a unit, behind a sign, 约, 超, 增长 or 下降."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from extractor.tables.cells import CODE, DATED, NUMBER, is_endless

if TYPE_CHECKING:
    from extractor.binding.tokens import CueBook
    from extractor.figures.reader import QuantityReader
    from extractor.model import Direction, Quantity
    from extractor.rulebook.book import RuleBook

_LONGEST = 32  # characters of a cell that says no more than one figure
_MINUS = "△▲"
_DAY = "年月日"  # behind what is written as a date these are no units


class Stated(NamedTuple):
    """The figure of a cell, its offsets from the cell's start, and whether the cell says up or down."""

    quantity: Quantity
    direction: Direction | None = None


class CellFigures:
    """Reads what a cell states without its table.  Built once, immutable."""

    def __init__(self, rules: RuleBook, figures: QuantityReader, cues: CueBook) -> None:
        self._figures = figures
        self._up, self._down = cues["up"], cues["down"]
        modifiers = {word for rule in rules.modifiers if rule.position == "before" for word in rule.words}
        self._pattern = re.compile(
            rf"(?P<turn>{_any(self._up | self._down)})?(?:{_any(modifiers)})?(?P<sign>[+\-−–△▲])?"
            r"\d[\d,，]*(?:\.\d+)? ?[^\d\s，。；：、（）()]{1,8}"
        )

    def is_figure(self, text: str) -> bool:
        """Whether a cell is a number, alone or with its unit; codes, telephones and dates are none."""
        if NUMBER.fullmatch(text):
            return CODE.fullmatch(text) is None and not is_endless(text)
        return self.read(text) is not None

    def read(self, text: str) -> Stated | None:
        """The figure that a cell with a unit states as text would; dates and words beside it make it none."""
        if len(text) > _LONGEST or is_endless(text):
            return None
        written = self._pattern.fullmatch(text)
        if written is None or (text[-1] in _DAY and DATED.fullmatch(text)):
            return None
        read = self._figures.scan(text)
        if len(read) != 1 or read[0].end != len(text) or read[0].unit is None:
            return None
        found, turn, sign = read[0], written["turn"], written["sign"]
        if sign and sign in _MINUS and found.value is not None and found.start == written.end("sign"):
            found = _negative(found, written.start("sign"), text)
        if turn is None:
            return Stated(found)
        return Stated(found, "up" if turn in self._up else "down")

    def says_more(self, text: str) -> bool:
        """Whether a cell that is no figure has figures in it."""
        return bool(self._figures.scan(text))


def _negative(found: Quantity, start: int, text: str) -> Quantity:
    """△5.2% is -5.2%."""
    value, low, high = (None if n is None else -n for n in (found.value, found.value_high, found.value_low))
    return msgspec.structs.replace(
        found, start=start, quote=text[start : found.end], value=value, value_low=low, value_high=high
    )


def _any(words: set[str] | frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"
