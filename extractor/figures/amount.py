"""The amount that a number states with what stands around it; the one place that knows all its forms."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from extractor.figures.amounts import HALF, NONE, SHARED_STEPS, Amount, counts, measured, number_in, unit_behind
from extractor.figures.marks import ONE
from extractor.figures.money import currency_alone, money

if TYPE_CHECKING:
    from extractor.figures.number import Number
    from extractor.figures.wording import Vocabulary

HUNDRED = Decimal(100)
OVER = "分之"
POWERS_OF_TEN = frozenset(Decimal(10) ** power for power in range(9))
WIDEST = 16
HOUR, MINUTES = "小时", 60
DEGREE_SIGNS = ("°", "度", "º")


def amount(text: str, found: list[Number], index: int, known: Vocabulary) -> Amount | None:
    """The number at `index` with the unit that it stands with; `None` where it has none.

    `found[index]` is replaced where the unit takes the number's last step for itself (三千瓦).
    """
    number = found[index]
    if text.startswith(OVER, number.end):
        return _fraction(text, found, index, known)
    if number.celsius or not number.place:
        return _degrees(text, number) if number.celsius else _part(number)
    if number.core[-1] in SHARED_STEPS:
        found[index] = number = number_in(text, number, known.units)
    behind = unit_behind(text, number, known.units)
    if behind is None:
        return currency_alone(text, number, known.units)
    rule, end, _ = behind
    if not counts(text, number, rule, end, known.words):
        return None
    if rule.kind == "money":
        return money(text, found, index, known, (rule, end))
    whole = measured(text, number, behind, known)
    return _with_minutes(text, found, index, whole) if whole is not None and whole.unit == HOUR else whole


def _with_minutes(text: str, found: list[Number], index: int, hours: Amount) -> Amount:
    """2小时50分: one length of time, in minutes."""
    later = found[index + 1] if index + 1 < len(found) else None
    if later is None or later.value is None or hours.value is None or not text.startswith("分", later.end):
        return hours
    if text[hours.end : later.start].strip("零 ") or text.startswith("分之", later.end):
        return hours
    end = later.end + (2 if text.startswith("分钟", later.end) else 1)
    value = hours.value * MINUTES + later.value
    return msgspec.structs.replace(hours, end=end, unit="分钟", number=later, value=value, scale=ONE)


def _part(number: Number) -> Amount:
    """一半, 2/3: already in percent."""
    return Amount(number.start, number.end, number, "percent", "%", "percent", number.value, scale=NONE)


def _degrees(text: str, number: Number) -> Amount | None:
    """摄氏37°, 零下摄氏11度半."""
    if not text.startswith(DEGREE_SIGNS, number.end):
        return None
    end, value = number.end + 1, number.value
    if value is not None and text.startswith("半", end):
        value, end = value + HALF.copy_sign(value), end + 1
    return Amount(number.start, end, number, "measure", f"{number.celsius}度", "temperature", value)


def _fraction(text: str, found: list[Number], index: int, known: Vocabulary) -> Amount | None:
    """百分之六十 and 三分之二 in percent; 四分之一公升 in its unit."""
    below = found[index]
    above = found[index + 1] if index + 1 < len(found) else None
    if above is None or above.start != below.end + len(OVER) or not below.value:
        return None
    exact = abs(below.value) in POWERS_OF_TEN
    unit = None if exact else known.units.at(text, above.end, below.start)
    if unit is not None and unit[0].kind in {"measure", "money"} and above.value is not None:
        rule, end = unit
        part = _share(above.value * rule.scale, below.value)
        return Amount(below.start, end, above, rule.kind, rule.name, rule.rule_id, part, scale=NONE)
    value, low, high = (
        None if part is None else _share(part * HUNDRED, below.value) for part in (above.value, above.low, above.high)
    )
    scale = HUNDRED / abs(below.value) if exact else NONE
    return Amount(below.start, above.end, above, "percent", "%", "percent", value, low, high, scale, above.inside)


def _share(above: Decimal, below: Decimal) -> Decimal:
    """Exact where the division ends, else to ten places; beyond the precision of decimals as it is."""
    share = above / below
    if share.adjusted() >= WIDEST:
        return share
    if len(share.as_tuple().digits) > 20:
        return round(share, 10)
    return share.quantize(ONE) if share == share.to_integral_value() else share
