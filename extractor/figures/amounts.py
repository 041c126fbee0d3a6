"""A number with its unit: money in steps, halves, fractions, 成 and 折, 翻番, rates per something."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

import msgspec

from extractor.figures.numbers import ONE, Number, shortened
from extractor.figures.wording import PER
from extractor.model import QuantityKind  # noqa: TC001  # msgspec resolves the annotations
from extractor.numerals import MULTIPLIER_CHARS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.figures.units import UnitTable
    from extractor.rulebook.book import UnitRule

HALF = Decimal("0.5")
HUNDRED = Decimal(100)
YUAN = "元"
MONEY_STEPS = (("角", Decimal("0.1")), ("毛", Decimal("0.1")), ("分", Decimal("0.01")))
_PREFIX_PER = {"每小时": "每小时", "每秒": "每秒", "每分钟": "每分钟", "每秒钟": "每秒"}
_COUNT_OF_TIERS = "级"
_TIERS = tuple("国省市州县区乡镇街村组旗户")
_HALVES = ("一半", "半数")


class Amount(msgspec.Struct, frozen=True):
    """A number and its unit at `start:end`; `value`, `low`, `high`, `place` and `step` are in that unit."""

    start: int
    end: int
    number: Number
    kind: QuantityKind
    unit: str | None
    rule_id: str | None
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    scale: Decimal = ONE
    inside: str = ""
    flags: tuple[str, ...] = ()


def amount(text: str, found: list[Number], index: int, units: UnitTable) -> Amount | None:
    """The number at `index` with the unit that it stands with; `None` where it has none."""
    found[index] = number = _before_unit_step(text, found[index], units)
    if text.startswith("分之", number.end):
        return _fraction(text, found, index, units)
    if number.celsius:
        return _celsius(text, number)
    if not number.place:
        return Amount(number.start, number.end, number, "percent", "%", "percent", number.value)
    half = text[number.end : number.end + 2] == "个半"
    after_half = number.end + 2 if half else number.end
    place = units.at(text, after_half, number.start)
    if half and place is None and (whole := units.at(f"个{text[after_half : after_half + 3]}", 0, 0)):
        place = whole[0], after_half + whole[1] - 1  # 个半月
    if place is None and text[after_half : after_half + 1] == " " and text[after_half + 1 : after_half + 2] not in " \n":
        place = units.at(text, after_half + 1, number.start) if not number.spelt else None
    if place is None:
        return _currency_alone(text, number, units)
    rule, end = place
    if half and rule.kind != "measure":
        half, place = False, units.at(text, number.end, number.start)
        if place is None:
            return None
        rule, end = place
    if not _counts(text, number, rule):
        return None
    return _measured(text, found, index, units, rule, end, extra=HALF if half else Decimal(0))


def _before_unit_step(text: str, number: Number, units: UnitTable) -> Number:
    """The 千 of 三千瓦 and 3.2万千瓦时 belongs to the unit."""
    if number.inside or number.core[-1] not in "千百" or len(number.core) < 2:
        return number
    unit = units.at(text, number.end - 1, number.start)
    if unit is None or text[number.end - 1 : unit[1]] != unit[0].name and text[number.end - 1] == "百":
        return number
    return shortened(number) or number


def _counts(text: str, number: Number, rule: UnitRule) -> bool:
    """Whether a spelt-out number is a count here: a bare 一 means "a", 二 before a counter is an ordinal."""
    if number.bare_step and _is_header(text, number, rule):
        return False
    if number.core in {"一", "壹"}:
        return (rule.min_number or (2 if rule.kind == "count" else 1)) <= 1 or _said_as_number(text, number)
    if not number.spelt or number.value is None or number.inside or number.core == "半":
        return True
    if rule.kind == "count" and number.core == "二":
        return False
    if rule.name == _COUNT_OF_TIERS:
        return text.endswith(_TIERS, 0, number.start) or "点" in number.core
    return rule.min_number is None or number.bare_step or number.value >= rule.min_number


def _is_header(text: str, number: Number, rule: UnitRule) -> bool:
    """亿元 or (万人) alone heads a table's column; 百大 is a title."""
    before = text[number.start - 1 : number.start] if number.start else "\n"
    after = text[number.end + len(rule.name) : number.end + len(rule.name) + 1]
    if rule.name == "大" or before in {"/", "每", "：", ":", "（", "(", "位"} or after in {"", "）", ")", "\t", "\n", " ", "\u3000", "/"}:
        return True
    return rule.kind != "count" and before.isspace()


def _said_as_number(text: str, number: Number) -> bool:
    from extractor.figures.wording import ONE_COUNTS  # noqa: PLC0415

    return text.endswith(ONE_COUNTS, 0, number.start)


def _measured(
    text: str,
    found: Sequence[Number],
    index: int,
    units: UnitTable,
    rule: UnitRule,
    end: int,
    *,
    extra: Decimal,
) -> Amount | None:
    number = found[index]
    start, unit, kind, scale, flags = number.start, rule.name, rule.kind, rule.scale, ()
    value, low, high, inside = number.value, number.low, number.high, number.inside
    if rule.name == "倍" and text[end - 1] == "番":
        return _doublings(text, number, rule, end)
    if text[end - 1] == "折" and value is not None and value >= 10:
        scale = ONE  # 八五折, 85折
    if kind == "count" and rule.name == _COUNT_OF_TIERS:
        pass
    if rule.name == _COUNT_OF_TIERS and number.spelt and "点" not in number.core:
        kind = "count"
    if kind == "money":
        value, unit, start, end = _money(text, found, index, units, rule, end)
        rule_scale_done = unit != rule.name
        scale = ONE if rule_scale_done else scale
    elif value is not None and _ends_in_half(text, end, rule):
        extra, end = HALF, end + 1
    if value is not None:
        value = _scaled(value + extra, scale)
    low, high = (None if low is None else _scaled(low, scale)), (None if high is None else _scaled(high, scale))
    if kind != "rank" and not inside and kind in {"measure", "money", "multiple"} and text[end : end + 1] in {"多", "余"} and text[end : end + 1]:
        inside = ""
    per = _per(text, end, units)
    if per is not None and kind in {"money", "measure", "count"}:
        end, unit, kind = per, f"{unit}/{text[end + 1 : per].strip()}", "rate"
    elif rule.rule_id == "length" and (prefix := next((p for p in _PREFIX_PER if text.endswith(p, 0, start)), None)):
        unit, kind = f"{unit}{_PREFIX_PER[prefix]}", "rate"
    return Amount(start, end, number, kind, unit, rule.rule_id, value, low, high, scale, inside, flags)


def _scaled(value: Decimal, scale: Decimal) -> Decimal:
    if scale == ONE:
        return value
    with localcontext() as context:
        context.prec = 80
        scaled = value * scale
        return scaled.to_integral_value() if scaled == scaled.to_integral_value() else scaled.normalize()


def _ends_in_half(text: str, end: int, rule: UnitRule) -> bool:
    """十五斤半, 三成半, 两年半; not 三年半价."""
    return text[end : end + 1] == "半" and rule.kind in {"measure", "percent"} and text[end + 1 : end + 2] not in tuple("价数年天载导径夜")


def _doublings(text: str, number: Number, rule: UnitRule, end: int) -> Amount | None:
    """翻一番 is twice as much, 翻两番 four times."""
    for verb in ("翻了", "翻"):
        if text.endswith(verb, 0, number.start) and number.value is not None and 0 < number.value < 20:
            start = number.start - len(verb)
            return Amount(start, end, number, "multiple", rule.name, rule.rule_id, Decimal(2) ** number.value)
    return None


def _money(
    text: str,
    found: Sequence[Number],
    index: int,
    units: UnitTable,
    rule: UnitRule,
    end: int,
) -> tuple[Decimal | None, str, int, int]:
    """123元1角1分 is one amount; a currency before the number or right behind 元 says which money it is."""
    number = found[index]
    value, start, unit = number.value, number.start, rule.name
    if unit == YUAN and rule.scale == ONE:
        behind = units.at(text, end, number.start)
        if behind is not None and behind[0].kind == "money" and behind[0].scale == ONE:
            unit, end = behind[0].name, behind[1]
        before = units.currency_before(text, number.start)
        if before is not None:
            unit = before[0].name
            start = before[1] if unit != YUAN or text[before[1] : before[1] + 1] in "¥￥" else start
    if value is not None and rule.scale != ONE:
        value = _scaled(value, rule.scale)
    if value is not None:
        value, end = _small_change(text, found, index, value, end)
    if text[end : end + 1] == "整" and text[end + 1 : end + 2] not in tuple("治体个改理合顿"):
        end += 1
    return value, (unit if rule.scale == ONE else YUAN), start, end


def _small_change(text: str, found: Sequence[Number], index: int, value: Decimal, end: int) -> tuple[Decimal, int]:
    steps = list(MONEY_STEPS)
    for later in found[index + 1 : index + 3]:
        if later.start != end or later.value is None:
            break
        position = next((i for i, (mark, _) in enumerate(steps) if text.startswith(mark, later.end)), None)
        if position is None:
            break
        mark, worth = steps[position]
        if mark == "分" and text[later.end + 1 : later.end + 2] in {"之", "别"}:
            break
        value, end = value + later.value * worth, later.end + 1
        steps = [step for step in steps if step[1] < worth]
    return value, end


def _currency_alone(text: str, number: Number, units: UnitTable) -> Amount | None:
    """$20, 人民币8千, EUR 3亿: the currency stands before, and no unit behind."""
    before = units.currency_before(text, number.start)
    if before is None:
        return None
    rule, start = before
    return Amount(start, number.end, number, "money", rule.name, rule.rule_id, number.value, number.low, number.high, inside=number.inside)


def _celsius(text: str, number: Number) -> Amount | None:
    """摄氏37°, 零下摄氏11度半."""
    if text[number.end : number.end + 1] not in {"°", "度", "º"}:
        return None
    end, value = number.end + 1, number.value
    if value is not None and text[end : end + 1] == "半":
        value, end = value + (HALF if value >= 0 else -HALF), end + 1
    return Amount(number.start, end, number, "measure", f"{number.celsius}度", "temperature", value)


def _fraction(text: str, found: Sequence[Number], index: int, units: UnitTable) -> Amount | None:
    """百分之六十, 三分之二 in percent; 四分之一公升 in its unit."""
    below = found[index]
    above = found[index + 1] if index + 1 < len(found) else None
    if above is None or above.start != below.end + 2 or not below.value:
        return None
    base = abs(below.value)
    sign = -1 if below.value < 0 else 1
    measured = units.at(text, above.end, below.start) if base <= HUNDRED and "百" not in below.core else None
    if measured is not None and measured[0].kind in {"measure", "money"} and above.value is not None:
        rule, end = measured
        value = _share(above.value * sign, base) * rule.scale
        return Amount(below.start, end, above, rule.kind, rule.name, rule.rule_id, value, scale=ONE / base)
    value, low, high = (None if x is None else _share(x * HUNDRED * sign, base) for x in (above.value, above.low, above.high))
    return Amount(below.start, above.end, above, "percent", "%", "percent", value, low, high, HUNDRED / base, above.inside)


def _share(above: Decimal, below: Decimal) -> Decimal:
    """Exact where the division ends, else to ten places."""
    share = above / below
    if len(share.as_tuple().digits) > 20:
        return round(share, 10)
    return share.to_integral_value() if share == share.to_integral_value() else share


def _per(text: str, end: int, units: UnitTable) -> int | None:
    """End of `/人`, `/百人`, `每立方米` behind a unit; `None` where there is no such thing."""
    stroke = text[end : end + 1]
    if not stroke or stroke not in "/／每":
        return None
    position = end + 1
    while text[position : position + 1] and text[position] in f"{MULTIPLIER_CHARS}0123456789":
        position += 1
    if position - end > 8:
        return None
    unit = units.at(text, position, position)
    longest = max((word for word in PER if text.startswith(word, position)), key=len, default="")
    stop = max(unit[1] if unit else 0, position + len(longest) if longest else 0)
    return stop or None
