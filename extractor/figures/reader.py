"""The reader of figures: shields, numbers, amounts, ranges, ranks and modifiers, in that order."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from extractor.figures.amount import amount
from extractor.figures.elided import elided
from extractor.figures.modifiers import ModifierTable
from extractor.figures.numbers import numbers
from extractor.figures.ranges import plus, range_from, shared_list
from extractor.figures.ranks import follows_ordinal, is_bare_rank, is_day, is_ordinal, rank
from extractor.figures.roles import role
from extractor.figures.shields import Shields, numeral_windows
from extractor.figures.units import UnitTable
from extractor.figures.worded import WordedFigures
from extractor.figures.wording import Vocabulary, Wording
from extractor.model import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from extractor.figures.amounts import Amount
    from extractor.figures.number import Number
    from extractor.rulebook.book import ModifierRule, RuleBook

_OF_WHOLE = ("percent", "multiple")  # a modifier may stand before what they are shares or multiples of
ONLY_BEHIND = {"内": "measure", "强": "percent"}
"""Words that modify one kind alone: 两周内 but not 三项内, 三成强 but not 6.8级强震."""

_BOUNDS = frozenset({"at_least", "at_most"})
_JOINED = frozenset({"、", "和", "及", "与"})

BARE_UNITS = frozenset({"名", "Mbps"})
"""A bare step (百, 万, 千亿) is a figure with these units, behind a verb such as 达, or with a modifier."""


class QuantityReader:
    """Reads the quantities of normalised texts by one rule book.  Built once, immutable, safe to share."""

    def __init__(self, rules: RuleBook) -> None:
        words = Wording(rules.cues)
        self._known = Vocabulary(UnitTable(rules.units, words), ModifierTable(rules.modifiers, words), words)
        self._shields = Shields(rules.shields)
        self._worded = WordedFigures(words)

    def scan(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
        """The quantities in reading order, none overlapping another; `blocked` spans (periods) hold no figure.

        `text` is normalised (`extractor.text.normalise`); offsets and quotes are its code points.
        """
        worded = [figure for figure in self._worded.find(text) if not _within(figure, blocked)]
        numerals = self._numerals(text, blocked)
        return sorted([*numerals, *worded], key=_start) if worded else numerals

    def _numerals(self, text: str, blocked: Sequence[tuple[int, int]]) -> list[Quantity]:
        windows = numeral_windows(text)
        if not windows:
            return []
        hidden = self._shields.hide(text, blocked, windows)
        found = [number for start, end in windows for number in numbers(hidden, start, end)]
        quantities: list[Quantity] = []
        last: Quantity | None = None
        index, end, count = 0, 0, len(found)
        while index < count:
            if found[index].start < end:
                found[index] = plus(found[index])
            if found[index].start >= end:
                for read in self._read(hidden, found, index, last):
                    if read.unit == "起" and is_day(text, read.start):
                        continue
                    last = read if isinstance(read, Quantity) else self._quantity(hidden, read, text, last)
                    quantities.append(last)
                    end = last.end
            index += 1
            while index < count and found[index].digits_start < end:
                index += 1
        return quantities

    def _read(
        self, text: str, found: list[Number], index: int, previous: Quantity | None
    ) -> Sequence[Amount] | Sequence[Quantity]:
        """What the number at `index` states: nothing, one figure, or the list of figures that share a unit."""
        number, end = found[index], previous.end if previous else 0
        if is_ordinal(text, number) or is_bare_rank(text, number, self._known.words):
            ranked = rank(text, number, self._known.words)
            return () if ranked is None else (ranked,)
        if (not number.spelt and _inside_a_code(text, number.digits_start)) or (
            index and follows_ordinal(text, found[index - 1], number)
        ):
            return ()
        first = amount(text, found, index, self._known)
        if first is not None and (first.start < end or (number.bare_step and self._is_title(text, first))):
            return ()
        ranged = range_from(text, found, index, first, self._known)
        if ranged is not None:
            return (ranged,)
        return self._without_unit(text, found, index, previous) if first is None else (first,)

    def _without_unit(self, text: str, found: list[Number], index: int, previous: Quantity | None) -> Sequence[Amount]:
        number = found[index]
        shared = shared_list(text, found, index, self._known)
        if shared:
            return shared
        modified = number.bare_step and self._is_modified(text, number)
        left_out = elided(text, number, previous, self._known.words, modified=modified)
        return () if left_out is None else (left_out,)

    def _is_modified(self, text: str, figure: Number | Amount) -> bool:
        modifiers = self._known.modifiers
        return bool(figure.inside or modifiers.before(text, figure.start) or modifiers.after(text, figure.end))

    def _is_title(self, text: str, figure: Amount) -> bool:
        """百城千镇, 万米深潜, 千亿斤行动: a step with no digit names; 超百家, 达百亿元, 万名 count."""
        number = figure.number
        if not number.bare_step or number.value is None or number.value < 100 or figure.kind == "percent":
            return False
        words = self._known.words
        if figure.unit in BARE_UNITS or words.bare_leads.ends(text, figure.start):
            return False
        if figure.unit in words.bare_units and len(number.core) > 1:
            return words.titles.search(text, figure.end, figure.end + _TITLE_REACH) is not None
        return not self._is_modified(text, figure)

    def _quantity(self, text: str, figure: Amount, original: str, last: Quantity | None) -> Quantity:
        modifier = self._modifier(text, figure) or self._shared(text, figure, last)
        value, known = figure.value, self._known
        if value is None and figure.low is not None:
            low: Decimal | None = figure.low
            high: Decimal | None = figure.high
        else:
            inside = known.modifiers.inside(figure.inside) if figure.inside else None
            low, high = known.modifiers.interval(inside or modifier, figure)
        vague = modifier is not None and modifier.modifier == "several"
        return Quantity(
            figure.start,
            figure.end,
            original[figure.start : figure.end],
            figure.kind,
            None if vague else value,
            low,
            high,
            figure.unit,
            None if modifier is None else modifier.modifier,
            role(text, figure, known.words),
            _flags(figure, vague=vague),
            figure.rule_id,
        )

    def _shared(self, text: str, figure: Amount, last: Quantity | None) -> ModifierRule | None:
        """分别不低于65%、53%: the bound before the first of a list is each one's; that of 超过65%、53% may not be."""
        if (
            last is None
            or last.modifier is None
            or last.modifier not in _BOUNDS
            or (last.kind, last.unit) != (figure.kind, figure.unit)
        ):
            return None
        listed = text[last.end : figure.start] in _JOINED
        after = self._known.modifiers.after(text, figure.end) is not None
        bound = listed and not after and self._known.modifiers.after(text, last.end) is None
        return self._known.modifiers.bound(last.modifier) if bound else None

    def _modifier(self, text: str, figure: Amount) -> ModifierRule | None:
        inside = self._known.modifiers.inside(figure.inside) if figure.inside else None
        if inside is not None and inside.modifier == "several":
            return inside
        before = self._known.modifiers.before(text, figure.start)
        if before is None and figure.kind in _OF_WHOLE:
            before = self._known.modifiers.of_whole(text, figure.start)
        if before is not None or inside is not None:
            return before or inside
        if "bounded" in figure.flags:
            return None
        after = self._known.modifiers.after(text, figure.end)
        if after is None or figure.kind != ONLY_BEHIND.get(text[figure.end : after[1]], figure.kind):
            return None
        return after[0]


def _flags(figure: Amount, *, vague: bool) -> tuple[str, ...]:
    if not (vague or figure.value is None or figure.flags or figure.number.spelt):
        return ()
    holds = {
        "vague": vague,
        "range": figure.value is None and figure.low is not None,
        "unit_elided": "unit_elided" in figure.flags,
        "spelt_out": figure.number.spelt,
    }
    return tuple(flag for flag, held in holds.items() if held)


def _within(figure: Quantity, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < figure.end and figure.start < end for start, end in spans)


_start = attrgetter("start")
_TITLE_REACH = 9
_CODE = re.compile(r"[%_]|[A-Za-z0-9_]-|(?:^|[^A-Za-z])[A-Za-z]{1,2}-?|[a-z0-9_][A-Z]+-?|[A-Za-z][a-z]-?")


def _inside_a_code(text: str, start: int) -> bool:
    """C919, B-2, gB2K8: Latin letters right before a digit make a name of it, but for abbreviations (GDP3.5万亿元)."""
    before = text[start - 1 : start]
    if not before.isascii() or not (before.isalpha() or before in "-_%"):
        return False
    return any(_CODE.fullmatch(text, max(0, start - size), start) for size in (1, 2, 3, 4))
