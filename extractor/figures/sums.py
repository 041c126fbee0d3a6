"""A run of numeral characters added up to its value: Arabic, Chinese, financial, mixed (25万6千), 点 decimals."""

from __future__ import annotations

import re
from decimal import Context, Decimal, getcontext, localcontext
from typing import NamedTuple

from extractor.figures.marks import (
    ARABIC,
    CHINESE_CHARS,
    DIGIT_CHARS,
    DIGITS,
    LARGE,
    LONGEST,
    MULTIPLIER_CHARS,
    MULTIPLIERS,
    TEN_CHARS,
    TENS,
    ZEROS,
)

MOST_LARGE_STEPS = 6
"""More 万 and 亿 than this in one numeral is noise."""

WIDE = Context(prec=4 * LONGEST)

_ARABIC = re.compile(rf"{ARABIC}|\.\d+", re.ASCII)
_PIECE = re.compile(
    rf"(?P<arabic>{ARABIC}|\.\d+)|(?P<digit>[{DIGIT_CHARS}])|(?P<ten>[{TEN_CHARS}])|(?P<unit>[{MULTIPLIER_CHARS}])"
)
_POINT = re.compile(r"[点點](?=.)")


class Reading(NamedTuple):
    """A numeral read: its value, and the worth of one unit in the last place that was printed (80.8万: 1000)."""

    value: Decimal
    place: Decimal


def read(core: str) -> Reading | None:
    """The value of a run of numeral characters, with no sign and no space; `None` where it is not a numeral."""
    if not core or len(core) > LONGEST:
        return None
    if core.isascii() or ("，" in core and not any(mark in CHINESE_CHARS for mark in core)):
        return _arabic(core)
    steps = sum(map(core.count, LARGE))
    if steps > MOST_LARGE_STEPS:
        return None
    if len(core) > 20 or steps > 2:  # more digits than the default context keeps
        with localcontext(WIDE):
            return _read_mixed(core)
    return _read_mixed(core)


def _arabic(core: str) -> Reading | None:
    if _ARABIC.fullmatch(core) is None:
        return None
    value = Decimal(core.replace(",", "").replace("，", ""))
    return Reading(value, Decimal(1).scaleb(int(value.as_tuple().exponent)))


def _read_mixed(core: str) -> Reading | None:
    if point := _POINT.search(core):
        return _read_pointed(core[: point.start()], core[point.end() :])
    total = _Sum()
    position = 0
    while position < len(core):
        piece = _PIECE.match(core, position)
        if piece is None or not total.take(piece):
            return None
        position = piece.end()
    return total.result()


def _read_pointed(before: str, after: str) -> Reading | None:
    """`一万零十二点一五`, `1点45`, `二点五万`: digits behind the 点, then steps of the whole."""
    steps = re.search(rf"[{MULTIPLIER_CHARS}]*$", after)
    decimals = after[: steps.start()] if steps else after
    digits = "".join(str(DIGITS[mark]) if mark in DIGITS else mark for mark in decimals)
    whole = read(before) if before else Reading(Decimal(0), Decimal(1))
    if whole is None or not digits.isdecimal() or not digits.isascii():
        return None
    worth = Decimal(1)
    for mark in after[len(decimals) :]:
        worth *= MULTIPLIERS[mark]
    place = Decimal(1).scaleb(-len(digits)) * worth
    return Reading(integral((whole.value + Decimal(f"0.{digits}")) * worth), place)


def integral(value: Decimal) -> Decimal:
    """Scaled values without the zeros that scaling left behind: 2675700.00 → 2675700, 5E+8 → 500000000."""
    if value.adjusted() >= getcontext().prec:
        return value
    whole = value.to_integral_value()
    if value == whole:
        return whole.quantize(Decimal(1)) if int(whole.as_tuple().exponent) > 0 else whole
    return value.normalize()


class _Sum:
    """A numeral being added up from left to right: finished groups, the open group, and the number before a step."""

    def __init__(self) -> None:
        self.groups: list[tuple[Decimal, Decimal]] = []  # (value, the step that closed it)
        self.section = Decimal(0)
        self.open = False  # whether the section holds anything
        self.number: Decimal | None = None
        self.elidable = False  # the number is one digit right behind a step: 十三万五
        self.step: Decimal | None = None
        self.after_step = False
        self.place = Decimal(1)
        self.large = False
        self.arabic = False
        self.scaled = False
        self.led_by_arabic = False

    def take(self, piece: re.Match[str]) -> bool:
        """Add a piece; `False` where it cannot stand there."""
        kind, mark = piece.lastgroup, piece[0]
        if kind == "unit":
            return self._step(mark)
        if kind == "ten":
            return self._ten(mark)
        if kind == "digit":
            return self._digit(mark)
        return self._number(mark)

    def _digit(self, mark: str) -> bool:
        if mark in ZEROS and self.after_step:  # 一千零一: nothing is elided behind it
            self.after_step = False
            return True
        if self.number is not None and self.arabic:
            return False
        self.elidable = self.number is None and self.after_step
        self.number = DIGITS[mark] if self.number is None else self.number * 10 + DIGITS[mark]
        self.after_step, self.arabic, self.place = False, False, Decimal(1)
        return True

    def _number(self, mark: str) -> bool:
        reading = _arabic(mark) if self.number is None else None
        if reading is None:
            return False
        self.number, self.place = reading
        self.elidable = self.after_step and len(mark) == 1 and mark != "0"
        self.led_by_arabic = self.led_by_arabic or not self.scaled
        self.after_step, self.arabic = False, True
        return True

    def _ten(self, mark: str) -> bool:
        if self.number is not None or self.open:
            return False
        self.section, self.open, self.after_step, self.step = TENS[mark], True, False, Decimal(10)
        return True

    def _step(self, mark: str) -> bool:
        worth = MULTIPLIERS[mark]
        if mark in LARGE:
            within = self.place if self.led_by_arabic or self.after_step else min(self.place, Decimal(1))
            self._close(worth)
            self.place, self.large = within * worth, True
        elif self.number is None and self.after_step and self.step is not None and self.step < worth:
            self.section *= worth  # 百千 is 100000
            self.place *= worth
        else:
            self.section += (Decimal(1) if self.number is None else self.number) * worth
            self.open = True
            self.place = worth * (self.place if self.number is not None else 1)
        self.number, self.arabic = None, False
        self.step, self.after_step, self.scaled = worth, worth != 10, True
        return True

    def _close(self, worth: Decimal) -> None:
        """万 or 亿 ends a group; right behind another step, or behind a smaller group, it multiplies that too."""
        value = self.section + (self.number or 0)
        empty = not self.open and self.number is None
        while self.groups and (empty or self.groups[-1][1] < worth):
            earlier, _ = self.groups.pop()
            value, empty = value + earlier, False
        self.groups.append(((Decimal(1) if empty else value) * worth, worth))
        self.section, self.open = Decimal(0), False

    def result(self) -> Reading:
        rest, place = self.number, self.place
        if rest is None:
            rest = Decimal(0)
        elif self.elidable and self.step is not None:
            rest, place = rest * self.step / 10, self.step / 10
        value = sum((group for group, _ in self.groups), self.section + rest)
        if self.scaled:
            value = integral(value)
        if self.number is not None and not self.elidable and not self.arabic:
            place = Decimal(1)
        if not self.large and not self.led_by_arabic:
            place = min(place, Decimal(1))  # 三百 is said of 300 as of 3 hundred: taken as exact
        return Reading(value, place)
