"""The characters of numerals and what each is worth."""

from __future__ import annotations

from decimal import Decimal

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
CHINESE_CHARS = DIGIT_CHARS + TEN_CHARS + MULTIPLIER_CHARS

ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
LONGEST = 64
"""A numeral of more characters than this is no figure: an account number, noise."""

ONE = Decimal(1)
POWERS = {power: Decimal(10**power) if power >= 0 else ONE.scaleb(power) for power in range(-LONGEST, 2 * LONGEST)}
"""Ten to the power, with no zeros left out: 1000 and not 1E+3."""
