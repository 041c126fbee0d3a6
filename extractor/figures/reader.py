"""The reader of figures: shields, numbers, amounts, ranges, ranks and modifiers, in that order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.figures.amount import amount
from extractor.figures.elided import elided
from extractor.figures.modifiers import ModifierTable, Scale
from extractor.figures.numbers import ONE, Number, numbers
from extractor.figures.ranges import following, plus, range_from, shared_list
from extractor.figures.ranks import follows_ordinal, is_ordinal, rank
from extractor.figures.roles import role
from extractor.figures.shields import Shields
from extractor.figures.units import UnitTable
from extractor.model import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from extractor.figures.amounts import Amount
    from extractor.rulebook.book import ModifierRule, RuleBook

ONLY_BEHIND = {"内": "measure", "强": "percent"}
"""Words that modify one kind alone: 两周内 but not 三项内, 三成强 but not 6.8级强震."""

BARE_LEADS = ("达", "达到", "为", "有", "至")
BARE_UNITS = frozenset({"名", "Mbps"})
"""A bare step (百, 万, 千亿) is a figure behind these words, with these units, or with a modifier."""


class QuantityReader:
    """Reads the quantities of normalised texts by one rule book.  Built once, immutable, safe to share."""

    def __init__(self, rules: RuleBook) -> None:
        self._shields = Shields(rules.shields)
        self._units = UnitTable(rules.units)
        self._modifiers = ModifierTable(rules.modifiers)

    def scan(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
        """The quantities in reading order, none overlapping another; `blocked` spans (periods) hold no figure.

        `text` is normalised (`extractor.text.normalise`); offsets and quotes are its code points.
        """
        hidden = self._shields.hide(text, blocked)
        found = list(numbers(hidden))
        quantities: list[Quantity] = []
        index = end = 0
        while index < len(found):
            if found[index].start < end:
                found[index] = plus(found[index])
            if found[index].start >= end:
                quantities += self._read(hidden, found, index, quantities[-1] if quantities else None)
                end = quantities[-1].end if quantities else 0
            index = following(found, index, end)
        return [_quoted(quantity, text) for quantity in quantities]

    def _read(self, text: str, found: list[Number], index: int, previous: Quantity | None) -> list[Quantity]:
        """What the number at `index` states: nothing, one figure, or the list of figures that share a unit."""
        number, end = found[index], previous.end if previous else 0
        if is_ordinal(text, number):
            ranked = rank(text, number)
            return [] if ranked is None else [ranked]
        if _inside_a_code(text, number) or (index and follows_ordinal(text, found[index - 1], number)):
            return []
        first = amount(text, found, index, self._units)
        if first is not None and (_is_title(text, first, modified=self._is_modified(text, first)) or first.start < end):
            return []
        ranged = range_from(text, found, index, first, self._units)
        if ranged is not None:
            return [self._quantity(text, ranged)]
        if first is None and (shared := shared_list(text, found, index, self._units)):
            return [self._quantity(text, member) for member in shared]
        if first is None:
            first = elided(text, number, previous, modified=self._is_modified(text, number))
        return [] if first is None else [self._quantity(text, first)]

    def _is_modified(self, text: str, figure: Number | Amount) -> bool:
        before, after = self._modifiers.before(text, figure.start), self._modifiers.after(text, figure.end)
        return bool(figure.inside or before or after)

    def _quantity(self, text: str, figure: Amount) -> Quantity:
        modifier = self._modifier(text, figure)
        number, value = figure.number, figure.value
        if value is None and figure.low is not None:
            low: Decimal | None = figure.low
            high: Decimal | None = figure.high
        else:
            scale = Scale(*(worth * figure.scale for worth in (number.place, number.step, number.unit, ONE)))
            inside = self._modifiers.inside(figure.inside) if figure.inside else None
            low, high = self._modifiers.interval(inside or modifier, value, scale)
        vague = modifier is not None and modifier.modifier == "several"
        return Quantity(
            figure.start,
            figure.end,
            "",
            figure.kind,
            None if vague else value,
            low,
            high,
            figure.unit,
            None if modifier is None else modifier.modifier,
            role(text, figure),
            tuple(_flags(figure, vague=vague)),
            figure.rule_id,
        )

    def _modifier(self, text: str, figure: Amount) -> ModifierRule | None:
        inside = self._modifiers.inside(figure.inside) if figure.inside else None
        if inside is not None and inside.modifier == "several":
            return inside
        before = self._modifiers.before(text, figure.start)
        if before is not None or inside is not None:
            return before or inside
        if "bounded" in figure.flags:
            return None
        after = self._modifiers.after(text, figure.end)
        if after is None or figure.kind != ONLY_BEHIND.get(text[figure.end : after[1]], figure.kind):
            return None
        return after[0]


def _flags(figure: Amount, *, vague: bool) -> Iterator[str]:
    if vague:
        yield "vague"
    if figure.value is None and figure.low is not None:
        yield "range"
    if "unit_elided" in figure.flags:
        yield "unit_elided"
    if figure.number.spelt:
        yield "spelt_out"


def _is_title(text: str, figure: Amount, *, modified: bool) -> bool:
    """百城千镇, 万米深潜, 千亿斤行动: a step with no digit names; 超百家, 达百亿元, 万名 count."""
    number = figure.number
    if not number.bare_step or number.value is None or number.value < 100 or modified or figure.kind == "percent":
        return False
    return figure.unit not in BARE_UNITS and not text.endswith(BARE_LEADS, 0, figure.start)


_CODE = re.compile(r"[%_]|[A-Za-z0-9_]-|(?:^|[^A-Za-z])[A-Za-z]{1,2}-?|[a-z0-9_][A-Z]+-?|[A-Za-z][a-z]-?")


def _inside_a_code(text: str, number: Number) -> bool:
    """C919, B-2, gB2K8: Latin letters right before a digit make a name of it, but for abbreviations (GDP3.5万亿元)."""
    start = number.digits_start
    before = text[start - 1 : start]
    if number.spelt or not before.isascii() or not (before.isalpha() or before in "-_%"):
        return False
    return any(_CODE.fullmatch(text, max(0, start - size), start) for size in (1, 2, 3, 4))


def _quoted(quantity: Quantity, text: str) -> Quantity:
    return Quantity(
        quantity.start,
        quantity.end,
        text[quantity.start : quantity.end],
        quantity.kind,
        quantity.value,
        quantity.value_low,
        quantity.value_high,
        quantity.unit,
        quantity.modifier,
        quantity.role,
        quantity.flags,
        quantity.rule_id,
    )
