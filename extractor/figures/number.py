"""One number of a text, and what its wording lets one say about it."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

import msgspec

from extractor.figures.marks import LARGE, MULTIPLIERS, ONE
from extractor.figures.sums import Reading, read

_LARGE_TAIL = re.compile(rf"[{''.join(LARGE)}]+$")


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number at `start:end` (with its sign), and what its wording lets one say about it.

    `value` is `None` for a vague number (数百) and for a pair (三五百), whose ends are `low` and `high`.  `place` is
    the worth of the last place printed, `step` of the last place that is not zero, `unit` of the step behind 几 or 数.
    """

    start: int
    digits_start: int
    end: int
    core: str
    value: Decimal | None
    place: Decimal = ONE
    step: Decimal = ONE
    magnitude: Decimal = ONE  # of the 万 or 亿 it ends in
    spelt: bool = True  # written in Chinese numerals alone
    bare_step: bool = False  # nothing but a step, as in 亿元 or 百余吨
    inside: str = ""
    unit: Decimal = ONE
    low: Decimal | None = None
    high: Decimal | None = None
    celsius: str = ""


def shortened(number: Number) -> Number | None:
    """The number without its last character; `None` where nothing readable is left."""
    core = number.core[:-1]
    reading = read(core)
    if reading is None or number.value is None:
        return None
    return msgspec.structs.replace(
        number,
        end=number.end - 1,
        core=core,
        value=reading.value.copy_sign(number.value),
        place=reading.place,
        step=step_of(reading, core),
        magnitude=magnitude_of(core),
        bare_step=is_bare(core),
    )


def is_bare(core: str) -> bool:
    """Nothing but a step: 亿, 百万."""
    return core[0] in MULTIPLIERS and all(mark in MULTIPLIERS for mark in core)


def worth_of(steps: str) -> Decimal:
    """What the steps multiply by: 万亿 is 10¹²."""
    worth = ONE
    if len(steps) > 8:
        return worth
    with localcontext() as context:
        context.prec = 80
        for mark in steps:
            worth *= MULTIPLIERS[mark]
    return worth


def magnitude_of(core: str) -> Decimal:
    """The worth of the 万 or 亿 that a numeral ends in."""
    tail = _LARGE_TAIL.search(core)
    return worth_of(tail[0]) if tail else ONE


def step_of(reading: Reading, core: str) -> Decimal:
    """Worth of the last place that is not zero: 2200 → 100, 6.4万 → 1000, 十 → 10."""
    if not reading.value:
        return reading.place
    if core[-1] in MULTIPLIERS and core[0] not in "0123456789":
        return MULTIPLIERS[core[-1]] if len(core) < 2 or core[-2] not in MULTIPLIERS else worth_of(core[-2:])
    exponent = int(reading.value.normalize().as_tuple().exponent)
    return max(reading.place, ONE.scaleb(exponent)) if exponent >= 0 else reading.place
