"""Amounts of money: 123元1角1分 is one amount, and the currency may stand in front or behind 元."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.figures.amounts import Amount, per_behind, scaled
from extractor.figures.marks import ONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.figures.number import Number
    from extractor.figures.units import UnitTable
    from extractor.figures.wording import Vocabulary
    from extractor.rulebook.book import UnitRule

YUAN = "元"
SIGNS = "¥￥"
SMALL_CHANGE = (("角", Decimal("0.1")), ("毛", Decimal("0.1")), ("分", Decimal("0.01")))


def money(text: str, found: Sequence[Number], index: int, known: Vocabulary, unit: tuple[UnitRule, int]) -> Amount:
    """The amount of the number at `index` with a unit of money behind it."""
    rule, end = unit
    number = found[index]
    start, name, end = _currency(text, number, rule, end, known.units)
    value = None if number.value is None else scaled(number.value, rule.scale)
    if value is not None:
        value, end = _with_change(text, found, index, value, end)
    if text.startswith("整", end) and not known.words.no_whole.begins(text, end + 1):
        end += 1
    low = None if number.low is None else scaled(number.low, rule.scale)
    high = None if number.high is None else scaled(number.high, rule.scale)
    kind = rule.kind
    per = per_behind(text, end, known, money=True)
    if per is not None:
        (end, per_unit), kind = per, "rate"
        name = f"{name}/{per_unit}"
    return Amount(start, end, number, kind, name, rule.rule_id, value, low, high, rule.scale, number.inside)


def _currency(text: str, number: Number, rule: UnitRule, end: int, units: UnitTable) -> tuple[int, str, int]:
    """Start, currency and end: 三万元欧元, 新台币3亿元; 人民币 in front of 元 adds nothing to the quote."""
    start, name = number.start, rule.name
    if name != YUAN or rule.scale != ONE:
        return start, name, end
    behind = units.at(text, end, number.start)
    if behind is not None and behind[0].kind == "money" and behind[0].scale == ONE:
        name, end = behind[0].name, behind[1]
    before = units.currency_before(text, number.start)
    if before is not None:
        name = before[0].name
        start = before[1] if name != YUAN or text[before[1]] in SIGNS else start
    return start, name, end


def _with_change(
    text: str,
    found: Sequence[Number],
    index: int,
    value: Decimal,
    end: int,
) -> tuple[Decimal, int]:
    """九元九角, 50元6角三分: the smaller coins right behind belong to the amount."""
    coins = list(SMALL_CHANGE)
    for later in found[index + 1 : index + 3]:
        coin = next((coin for coin in coins if text.startswith(coin[0], later.end)), None)
        if later.start != end or later.value is None or coin is None or text.startswith("分之", later.end):
            break
        value, end = value + later.value * coin[1], later.end + 1
        coins = [smaller for smaller in coins if smaller[1] < coin[1]]
    return value, end


def currency_alone(text: str, number: Number, units: UnitTable) -> Amount | None:
    """$20, 人民币8千: the currency stands in front, and no unit behind."""
    before = units.currency_before(text, number.start)
    if before is None:
        return None
    rule, start = before
    return Amount(
        start,
        number.end,
        number,
        "money",
        rule.name,
        rule.rule_id,
        number.value,
        number.low,
        number.high,
        inside=number.inside,
    )
