"""Modifiers around a number, and the interval of true values that each allows."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.errors import RuleError
from extractor.figures.marks import MULTIPLIERS, ONE
from extractor.figures.units import lengths_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.figures.numbers import Number
    from extractor.rulebook.book import ModifierRule

_TERM = re.compile(r"(?P<sign>[+-]?) ?(?P<factor>\d+(?:\.\d+)? )?(?P<name>value|half|step|margin|unit|one)")
_HALF, _TENTH = Decimal("0.5"), Decimal("0.1")

Terms = tuple[tuple[Decimal, str], ...]
Interval = tuple[Decimal | None, Decimal | None]


class ModifierTable:
    """Words → modifier, by where they stand; `fillers` may stand between a modifier and its number.  Immutable."""

    def __init__(self, rules: Iterable[ModifierRule], fillers: Sequence[str] = ()) -> None:
        self._rules: dict[str, dict[str, ModifierRule]] = {"before": {}, "after": {}, "inside": {}}
        self._bounds: dict[str, tuple[Terms | None, Terms | None]] = {}
        for rule in rules:
            self._rules[rule.position].update(dict.fromkeys(rule.words, rule))
            self._bounds[rule.id] = (_terms(rule.low, rule), _terms(rule.high, rule))
        self._before, self._after = self._rules["before"], self._rules["after"]
        self._before_lengths = lengths_by(-1, self._before)
        self._after_lengths = lengths_by(0, self._after)
        self._fillers = tuple(fillers)
        self._leads = frozenset(self._before_lengths) | {filler[-1] for filler in fillers} | {" "}

    def before(self, text: str, start: int) -> ModifierRule | None:
        """The modifier that ends where the number starts; 过亿 and 上百 share their last character with it."""
        if text[start - 1 : start] not in self._leads and text[start : start + 1] not in MULTIPLIERS:
            return None
        for end in self._ends(text, start):
            for length in self._before_lengths.get(text[end - 1 : end], ()):
                rule = self._before.get(text[end - length : end]) if length <= end else None
                if rule is not None:
                    return rule
        return None

    def _ends(self, text: str, start: int) -> Iterator[int]:
        """Where a modifier may end: inside the number's first step, at the number, before a filler."""
        if text[start : start + 1] in MULTIPLIERS:
            yield start + 1
            if text[start + 1 : start + 2] in MULTIPLIERS:
                yield start + 2
        yield start
        if text[start - 1 : start] == " ":
            start -= 1
            yield start
        for filler in self._fillers:
            if text.endswith(filler, 0, start):
                yield start - len(filler)
                return

    def after(self, text: str, end: int) -> tuple[ModifierRule, int] | None:
        """The modifier that starts at `end`, with its own end."""
        for length in self._after_lengths.get(text[end : end + 1], ()):
            rule = self._after.get(text[end : end + length])
            if rule is not None:
                return rule, end + length
        return None

    def inside(self, word: str) -> ModifierRule | None:
        """The modifier that stands between the digits and the unit."""
        return self._rules["inside"].get(word)

    def interval(self, rule: ModifierRule | None, value: Decimal | None, number: Number, scale: Decimal) -> Interval:
        """Lowest and highest true value, `None` for an open end; without a modifier what rounding allows.

        `scale` is what one of the number is worth in the unit of the value.
        """
        place = number.place if scale is ONE else number.place * scale
        if rule is None:
            if value is None:
                return None, None
            half = _HALF * place
            return value - half, value + half
        size, step = abs(value or Decimal(0)), number.step * scale
        worth = {
            "value": size,
            "half": _HALF * place,
            "step": step,
            "margin": min(step, _TENTH * size),
            "unit": number.unit * scale,
            "one": scale,
        }
        low, high = (_sum(terms, worth) for terms in self._bounds[rule.id])
        if value is not None and value < 0:
            return (None if high is None else -high), (None if low is None else -low)
        return low, high


def _terms(expression: str, rule: ModifierRule) -> Terms | None:
    if expression == "none":
        return None
    found, position = [], 0
    for match in _TERM.finditer(expression):
        if expression[position : match.start()].strip():
            break
        factor = Decimal(match["factor"] or 1)
        found.append((-factor if match["sign"] == "-" else factor, match["name"]))
        position = match.end()
    if not found or expression[position:].strip():
        names = "value half step margin unit one"
        raise RuleError(f"{rule.rule_id}: {rule.id}: {expression!r}; wanted 'none' or a sum of {names}; put it so")
    return tuple(found)


def _sum(terms: Terms | None, worth: dict[str, Decimal]) -> Decimal | None:
    return None if terms is None else sum((factor * worth[name] for factor, name in terms), Decimal(0))
