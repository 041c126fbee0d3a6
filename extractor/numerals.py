"""One numeral, in any style a bulletin prints, as an exact `Decimal`.

Arabic with separators, Chinese, financial (壹佰), mixed (25万6千), negative, fractions (三分之二, 3/4), 点 decimals.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, InvalidOperation, localcontext
from typing import NamedTuple

DIGITS = {
    **dict(zip("零一二三四五六七八九", map(Decimal, range(10)), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", map(Decimal, range(10)), strict=True)),
    **dict(zip("○弌貳參", map(Decimal, (0, 1, 2, 3)), strict=True)),
    **dict(zip("两兩贰弍叄陸", map(Decimal, (2, 2, 2, 2, 3, 6)), strict=True)),
}
TENS = {"廿": Decimal(20), "卅": Decimal(30), "卌": Decimal(40)}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
MULTIPLIERS = {mark: Decimal(worth) for mark, worth in {**SMALL, **LARGE}.items()}
ZEROS = "零〇○"

DIGIT_CHARS = "".join(DIGITS)
TEN_CHARS = "".join(TENS)
MULTIPLIER_CHARS = "".join(MULTIPLIERS)
LARGE_CHARS = "".join(LARGE)
CHINESE_CHARS = DIGIT_CHARS + TEN_CHARS + MULTIPLIER_CHARS

ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
LONGEST = 64
"""A numeral of more characters than this is no figure: an account number, noise."""

MOST_LARGE_STEPS = 6
"""More 万 and 亿 than this in one numeral is noise."""

_ARABIC = re.compile(rf"{ARABIC}|\.\d+", re.ASCII)
_PIECE = re.compile(
    rf"(?P<arabic>{ARABIC}|\.\d+)|(?P<digit>[{DIGIT_CHARS}])|(?P<ten>[{TEN_CHARS}])|(?P<unit>[{MULTIPLIER_CHARS}])"
)
_POINT = re.compile(r"[点點](?=.)")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％／－−–—﹣＋，、　", "0123456789.%/-----+,, ")
_FRACTION = re.compile(r"(?:(?P<whole>[^又分]+)又)?(?P<below>[^分]+)分之(?P<above>[^分]+)")
_SLASHED = re.compile(rf"(?:(?P<whole>\d+) )?(?P<above>{ARABIC})/(?P<below>{ARABIC})")
_POWER = re.compile(r"(?P<base>\d+(?:\.\d+)?)(?:[eE](?P<e>[+-]?\d{1,3})|\^(?P<power>[+-]?\d{1,3}))")
_LAST_MARKS = {
    **dict(zip("kKMGT", (Decimal(10**power) for power in (3, 3, 6, 9, 12)), strict=True)),
    **dict(zip("%‰打", map(Decimal, ("0.01", "0.001", "12")), strict=True)),
}
_WIDE = Context(prec=4 * LONGEST)


class Reading(NamedTuple):
    """A numeral read: its value, and the worth of one unit in the last place that was printed (80.8万: 1000)."""

    value: Decimal
    place: Decimal


def parse_numeral(text: str) -> Decimal:
    """Read one numeral; the exponent shows the place it was printed to (`3.10`).

    Raises `ValueError` naming what could not be read.
    """
    bare = re.sub(r"\s+", " ", text.translate(_FULL_WIDTH)).strip().replace("\u3000", "")
    negative = bare.startswith(("-", "负", "負"))
    body = bare.lstrip("-+负負 ") if bare[:1] and bare[0] in "-+负負" else bare
    body = body.removesuffix("整")
    if len(body) > LONGEST * 4:
        raise ValueError(f"{text[:20]!r}… is too long for a numeral")
    with localcontext(_WIDE):
        value = _special(body)
        if value is None:
            value = _plain(body, text).value
        return -value if negative else value


def _special(body: str) -> Decimal | None:
    """Fractions, percentages, powers, dozens and steps in Latin letters; `None` for an ordinary numeral."""
    if match := _FRACTION.fullmatch(body) or _SLASHED.fullmatch(body):
        below = _plain(match["below"], body).value
        if not below:
            raise ValueError(f"{body!r} divides by zero")
        part = _quotient(_plain(match["above"], body).value, below)
        return part + (_plain(match["whole"], body).value if match["whole"] else 0)
    if match := _POWER.fullmatch(body):
        base = Decimal(match["base"])
        return _integral(base.scaleb(int(match["e"]))) if match["e"] else _power(base, int(match["power"]), body)
    worth = _LAST_MARKS.get(body[-1:])
    if worth is not None and len(body) > 1 and (not body[-1].isascii() or body[-2].isdigit()):
        return _integral(_plain(body[:-1], body).value * worth)
    return Decimal("0.5") if body in {"半", "半个"} else None


def _power(base: Decimal, exponent: int, body: str) -> Decimal:
    try:
        return base**exponent
    except (InvalidOperation, ArithmeticError):
        raise ValueError(f"{body!r} is out of range") from None


def _quotient(above: Decimal, below: Decimal) -> Decimal:
    """Exact where it ends, else to 28 digits."""
    return Context(prec=28).divide(above, below)


def _plain(body: str, text: str) -> Reading:
    core = body.strip().removesuffix("个").replace(" ", "")
    reading = read(core)
    if reading is None:
        raise ValueError(f"{text!r} is not a numeral; expected e.g. '1,234.5', '十二亿' or '4.78万亿'")
    return reading


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
        with localcontext(_WIDE):
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
    return Reading(_integral((whole.value + Decimal(f"0.{digits}")) * worth), place)


def _integral(value: Decimal) -> Decimal:
    """Scaled values without the zeros that scaling left behind: 2675700.00 → 2675700, 5E+8 → 500000000."""
    if value.adjusted() > 2 * LONGEST:
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
            value = _integral(value)
        if self.number is not None and not self.elidable and not self.arabic:
            place = Decimal(1)
        if not self.large and not self.led_by_arabic:
            place = min(place, Decimal(1))  # 三百 is said of 300 as of 3 hundred: taken as exact
        return Reading(value, place)
