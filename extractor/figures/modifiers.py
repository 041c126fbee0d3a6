"""Modifiers around a number, and the interval of true values that each allows."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.errors import RuleError
from extractor.figures.marks import MULTIPLIERS, ONE
from extractor.figures.units import lengths_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.figures.amounts import Amount
    from extractor.figures.wording import Wording
    from extractor.rulebook.book import ModifierRule

_TERM = re.compile(r"(?P<sign>[+-]?) ?(?P<factor>\d+(?:\.\d+)? )?(?P<name>value|half|step|margin|unit|one)")
_NEAR = 12  # characters from 不能 to 超过
_REACH = 30  # characters from 超过 to the share that it bounds
_CLAUSE = re.compile(r"[^，。；：！？\n]*$")
_HALF, _TENTH = Decimal("0.5"), Decimal("0.1")
_TEN_POINTS = Decimal(10)  # a share that prints no places: one who could claim 六成 would have said no 超一半

Terms = tuple[tuple[Decimal, str], ...]
Interval = tuple[Decimal | None, Decimal | None]

_STEPS = frozenset((*MULTIPLIERS, "半"))  # they may share a character with what bounds them


class ModifierTable:
    """Words → modifier, by where they stand.  Immutable."""

    def __init__(self, rules: Iterable[ModifierRule], words: Wording) -> None:
        self._rules: dict[str, dict[str, ModifierRule]] = {"before": {}, "after": {}, "inside": {}}
        self._bounds: dict[str, tuple[Terms | None, Terms | None]] = {}
        for rule in rules:
            self._rules[rule.position].update(dict.fromkeys(rule.words, rule))
            self._bounds[rule.id] = (_terms(rule.low, rule), _terms(rule.high, rule))
        self._forbidding = words.forbidding
        self._ceiling = self.bound("at_most")
        self._before, self._after = self._rules["before"], self._rules["after"]
        self._before_lengths = lengths_by(-1, self._before)
        self._after_lengths = lengths_by(0, self._after)
        self._fillers, self._verbs, self._far = words.fillers, words.verbs, words.far
        self._of_whole = words.of_whole
        self._modals = words.modals

    def bound(self, modifier: str) -> ModifierRule | None:
        """The first rule of that modifier that stands before a number."""
        return next((rule for rule in self._rules["before"].values() if rule.modifier == modifier), None)

    def before(self, text: str, start: int) -> ModifierRule | None:
        """The modifier that ends where the number starts; 过亿, 过半 and 上百 share their last character with it."""
        last, first = text[start - 1 : start], text[start : start + 1]
        if first in _STEPS or last in self._fillers.last or last == " ":
            ends: Iterable[int] = self._ends(text, start)
        elif last in self._before_lengths:
            ends = (start,)
        else:
            return self._behind_verb(text, start) if last in self._verbs.last else None
        for end in ends:
            for length in self._before_lengths.get(text[end - 1 : end], ()):
                rule = self._before.get(text[end - length : end]) if length <= end else None
                if rule is not None:
                    return self._turned(rule, text, end - length)
        return self._behind_verb(text, start) if last in self._verbs.last else None

    def of_whole(self, text: str, start: int) -> ModifierRule | None:
        """超过全国总数的90%, 约占总产量的3%: the whole stands between the modifier and its share or multiple."""
        if text[start - 1 : start] != "的":
            return None
        found = self._of_whole.search(text, max(0, start - _REACH), start)
        return self._turned(self._before[found[1]], text, found.start()) if found is not None else None

    def _turned(self, rule: ModifierRule, text: str, start: int) -> ModifierRule:
        """不能携带超过15kg: what may not be more is at most that."""
        if rule.modifier != "over" or self._ceiling is None:
            return rule
        clause = _CLAUSE.search(text, max(0, start - _NEAR), start)
        return self._ceiling if clause is not None and self._forbidding.search(clause[0]) else rule

    def _behind_verb(self, text: str, start: int) -> ModifierRule | None:
        """至少建成1所, 最多可载客199人: a verb between the modifier and its number, for those that stand so."""
        for verb in self._verbs.all_ending(text, start):
            end = start - len(verb)
            modal = self._modals.ending(text, end) or ""
            for place in {end, end - len(modal)}:
                for length in self._before_lengths.get(text[place - 1 : place], ()):
                    word = text[place - length : place] if length <= place else ""
                    if word in self._far and word in self._before:
                        return self._before[word]
        return None

    def _ends(self, text: str, start: int) -> Iterator[int]:
        """Where a modifier may end: inside the number's first step, at the number, before a filler."""
        if text[start : start + 1] in _STEPS:
            yield start + 1
            if text[start + 1 : start + 2] in MULTIPLIERS:
                yield start + 2
        yield start
        if text[start - 1 : start] == " ":
            start -= 1
            yield start
        filler = self._fillers.ending(text, start)
        if filler:
            yield start - len(filler)

    def after(self, text: str, end: int) -> tuple[ModifierRule, int] | None:
        """The modifier that starts at `end` or, of two characters, behind a blank, with its own end."""
        if text[end : end + 1] == " ":
            found = self.after(text, end + 1)
            return found if found is not None and found[1] > end + len(" 内") else None
        for length in self._after_lengths.get(text[end : end + 1], ()):
            rule = self._after.get(text[end : end + length])
            if rule is not None:
                return rule, end + length
        return None

    def inside(self, word: str) -> ModifierRule | None:
        """The modifier that stands between the digits and the unit."""
        return self._rules["inside"].get(word)

    def interval(self, rule: ModifierRule | None, figure: Amount) -> Interval:
        """Lowest and highest true value, `None` for an open end; without a modifier what rounding allows.

        A count printed to its last unit was not rounded.
        """
        value, number, scale = figure.value, figure.number, figure.scale
        place = number.place if scale is ONE else number.place * scale
        if rule is None:
            if value is None:
                return None, None
            if figure.kind == "count" and place == ONE:
                return value, value
            half = _HALF * place
            return value - half, value + half
        size = abs(value or Decimal(0))
        step = number.step * scale or (_TEN_POINTS if figure.kind == "percent" else _TENTH * size)  # 超一半, 近三分之二
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
