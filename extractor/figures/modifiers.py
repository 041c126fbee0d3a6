"""Modifiers around a number, and the interval of true values that each allows."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import RuleError
from extractor.figures.marks import MULTIPLIER_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.rulebook.book import ModifierRule

FILLERS = ("了", "于", "人民币", "等值", "达到", "达", "有", "为")
"""May stand between the modifier and the number: 超过了300%, 约合人民币3亿元."""

_TERM = re.compile(r"(?P<sign>[+-]?) ?(?P<factor>\d+(?:\.\d+)? )?(?P<name>value|half|step|margin|unit|one)")
_HALF, _TENTH = Decimal("0.5"), Decimal("0.1")

Terms = tuple[tuple[Decimal, str], ...]
Interval = tuple[Decimal | None, Decimal | None]


class Scale(NamedTuple):
    """Worth of the last place printed, of the last that is not zero, of the step behind 几 or 数, and of one."""

    place: Decimal
    step: Decimal
    unit: Decimal
    one: Decimal


class ModifierTable:
    """Words → modifier, by where they stand.  Immutable."""

    def __init__(self, rules: Iterable[ModifierRule]) -> None:
        self._rules: dict[str, dict[str, ModifierRule]] = {"before": {}, "after": {}, "inside": {}}
        self._bounds: dict[str, tuple[Terms | None, Terms | None]] = {}
        for rule in rules:
            self._rules[rule.position].update(dict.fromkeys(rule.words, rule))
            self._bounds[rule.id] = (_terms(rule.low, rule), _terms(rule.high, rule))
        self._longest = {where: max(map(len, words), default=0) for where, words in self._rules.items()}

    def before(self, text: str, start: int) -> ModifierRule | None:
        """The modifier that ends where the number starts; 过亿 and 上百 share their last character with it."""
        words = self._rules["before"]
        for end in _ends(text, start):
            for length in range(min(self._longest["before"], end), 0, -1):
                rule = words.get(text[end - length : end])
                if rule is not None:
                    return rule
        return None

    def after(self, text: str, end: int) -> tuple[ModifierRule, int] | None:
        """The modifier that starts at `end`, with its own end."""
        words = self._rules["after"]
        for length in range(self._longest["after"], 0, -1):
            rule = words.get(text[end : end + length])
            if rule is not None:
                return rule, end + length
        return None

    def inside(self, word: str) -> ModifierRule | None:
        """The modifier that stands between the digits and the unit."""
        return self._rules["inside"].get(word)

    def interval(self, rule: ModifierRule | None, value: Decimal | None, scale: Scale) -> Interval:
        """Lowest and highest true value, `None` for an open end; without a modifier what rounding allows."""
        if rule is None:
            return (None, None) if value is None else (value - _HALF * scale.place, value + _HALF * scale.place)
        size = abs(value or Decimal(0))
        worth = {
            "value": size,
            "half": _HALF * scale.place,
            "step": scale.step,
            "margin": min(scale.step, _TENTH * size),
            "unit": scale.unit,
            "one": scale.one,
        }
        low, high = (_sum(terms, worth) for terms in self._bounds[rule.id])
        if value is not None and value < 0:
            return (None if high is None else -high), (None if low is None else -low)
        return low, high


def _ends(text: str, start: int) -> Iterable[int]:
    """Where a modifier may end: inside the number's first step, at the number, before a filler."""
    if text[start : start + 1] and text[start] in MULTIPLIER_CHARS:
        yield start + 1
        if text[start + 1 : start + 2] and text[start + 1] in MULTIPLIER_CHARS:
            yield start + 2
    yield start
    if text[start - 1 : start] == " ":
        start -= 1
        yield start
    for filler in FILLERS:
        if text.endswith(filler, 0, start):
            yield start - len(filler)
            return


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
