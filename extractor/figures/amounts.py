"""A number with the unit it stands with: halves, 成 and 折, doublings, rates per something, money and fractions."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

import msgspec

from extractor.figures.marks import MULTIPLIERS, ONE
from extractor.figures.number import Number, shortened
from extractor.model import QuantityKind  # noqa: TC001  # msgspec resolves the annotations

if TYPE_CHECKING:
    from extractor.figures.units import UnitTable
    from extractor.figures.wording import Vocabulary, Wording
    from extractor.rulebook.book import UnitRule

HALF = Decimal("0.5")
NONE = Decimal(0)
TIER = "级"
NO_COUNT = frozenset("零〇○二")
"""Spelt out before a counter these name (零基预算) or order (二期工程)."""

NOUNS = "nouns"
"""The register of nouns counted without a counter; their `min_number` holds in any writing."""
_COLUMN_BEFORE = tuple("/每：:（(位")
SHARED_STEPS = frozenset("千百")
"""The last step of a number that may belong to the unit: 三千瓦, 每百人."""

_POINTS = re.compile(r"个(?:[、，,和及]\d+(?:\.\d+)?个)*[、，,和及]\d+(?:\.\d+)?(个百分点)")  # 4.2个、11.6个和3个百分点
_BARE_ONE = frozenset("一壹")
_EACH = "每"
_STROKES = frozenset("/／每")
_PER_NAMES = {"h": "小时", "s": "秒"}
_ENDS_PER = re.compile(r"[^\u4e00-\u9fff\d]|[的左以至到起]|\Z")
_SPLITS = frozenset(("个半", "个多"))
_ALTERING = _STROKES | {"半"}
_SPECIAL = frozenset("番折")
_PER_STEPS = frozenset(MULTIPLIERS) | frozenset("0123456789")
_COLUMN_AFTER = tuple("）)\t\n /\u3000")


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A number and its unit at `start:end`; `value`, `low` and `high` are in that unit.

    `scale` is what one of the number is worth in the unit; 0 where its printed places say nothing (三分之二).
    """

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


def number_in(text: str, number: Number, units: UnitTable) -> Number:
    """The number as the unit behind it lets it be read: the 千 of 三千瓦 and 3.2万千瓦时 belongs to the unit."""
    if number.inside or number.core[-1] not in SHARED_STEPS or len(number.core) < 2:
        return number
    unit = units.at(text, number.end - 1, number.start)
    if unit is None or (number.core[-1] == "百" and not unit[0].name.startswith("百")):
        return number
    return shortened(number) or number


def unit_behind(text: str, number: Number, units: UnitTable) -> tuple[UnitRule, int, str] | None:
    """The unit behind a number, its end, and what stands before it (3个半小时, 2个多百分点); `None` for no unit."""
    if not number.spelt and (shared := _POINTS.match(text, number.end)):
        points = units.at(text, shared.start(1), shared.start(1))
        return None if points is None else (points[0], number.end + 1, "")
    if text[number.end : number.end + 2] in _SPLITS:
        split = units.at(text, number.end + 2, number.start)
        if split is None and (whole := units.at(f"个{text[number.end + 2 : number.end + 5]}", 0, 0)):
            split = whole[0], number.end + 1 + whole[1]
        if split is not None and split[0].kind in {"measure", "point"}:
            return *split, text[number.end + 1]
    place = units.at(text, number.end, number.start)
    if place is None:
        spaced = not number.spelt and text[number.end : number.end + 1] == " "
        place = units.at(text, number.end + 1, number.start) if spaced else None
        if place is None:
            return None
    return place[0], place[1], ""


def counts(text: str, number: Number, rule: UnitRule, end: int, words: Wording) -> bool:
    """Whether a spelt-out number is a figure here: a bare 一 means "a", 二 before a counter is an ordinal."""
    if not number.spelt and rule.rule_id != NOUNS:
        return True
    if number.bare_step and _heads_a_column(text, number, (rule, end), words):
        return False
    return _spelt_counts(text, number, rule, words)


def _spelt_counts(text: str, number: Number, rule: UnitRule, words: Wording) -> bool:
    least = rule.min_number
    if rule.kind == "count" and (number.core in NO_COUNT or (rule.rule_id == NOUNS and _too_few(number, least or 0))):
        return False
    if number.core in _BARE_ONE:
        least = least or (2 if rule.kind == "count" else 1)
        return least <= 1 or words.one_counts.ends(text, number.start)
    if not number.spelt or number.value is None or number.inside or number.core == "半":
        return True
    if rule.name == TIER:
        return words.tiers.ends(text, number.start) or "点" in number.core
    return least is None or number.bare_step or number.value >= least


def _too_few(number: Number, least: int) -> bool:
    """Too few to go without a counter (5老年人 opens an item of a list), or a year (2021城市)."""
    top = number.high if number.value is None else number.value
    return top is not None and (abs(top) < least or (len(number.core) == 4 and 1900 <= top < 2100))


def _heads_a_column(text: str, number: Number, unit_at: tuple[UnitRule, int], words: Wording) -> bool:
    """亿元 or (万人) alone heads a table's column; 百大 is a title."""
    rule, end = unit_at
    if number.value is None or number.value < 100:
        return False
    before = text[number.start - 1] if number.start else " "
    if words.thresholds.begins(text, end):
        return False
    if rule.name == "大" or before in _COLUMN_BEFORE:
        return True
    return before.isspace() and (rule.kind != "count" or end == len(text) or text[end] in _COLUMN_AFTER)


def measured(text: str, number: Number, unit_at: tuple[UnitRule, int, str], known: Vocabulary) -> Amount | None:
    """The amount of a number with a unit other than money; `unit_at` as `unit_behind` gives it."""
    rule, end, between = unit_at
    if _is_plain(text, number, unit_at, known):
        inside = number.inside
        return Amount(number.start, end, number, rule.kind, rule.name, rule.rule_id, number.value, inside=inside)
    extra, inside = (HALF if between == "半" else NONE), (between if between == "多" else number.inside)
    if text[end - 1] == "番":
        return _doublings(text, number, rule, end)
    scale, kind, unit, start = rule.scale, rule.kind, rule.name, number.start
    if text[end - 1] == "折" and number.value is not None and number.value >= 10:
        scale = ONE  # 八五折, 85折
    if unit == TIER and "." not in number.core and "点" not in number.core and known.words.tiers.ends(text, start):
        kind = "count"
    if number.value is not None and not extra and _ends_in_half(text, end, rule, known.words):
        extra, end = HALF, end + 1
    per = per_behind(text, end, known)
    if per is not None and kind in {"measure", "count"}:
        (end, per_unit), kind = per, "rate"
        unit = f"{unit}/{per_unit}"
    elif rule.rule_id == "length" and (prefix := known.words.speeds.ending(text, start)):
        unit = f"{unit}/{prefix.removeprefix(_EACH)}"
    value = None if number.value is None else scaled(number.value + extra.copy_sign(number.value), scale)
    low = None if number.low is None else scaled(number.low, scale)
    high = None if number.high is None else scaled(number.high, scale)
    return Amount(start, end, number, kind, unit, rule.rule_id, value, low, high, scale, inside)


def _is_plain(text: str, number: Number, unit_at: tuple[UnitRule, int, str], known: Vocabulary) -> bool:
    """The unit has nothing about it that changes the value: no 半, no 每, no scale."""
    rule, end, between = unit_at
    return not (
        number.low is not None
        or between
        or rule.scale is not ONE
        or text[end : end + 1] in _ALTERING
        or text[end - 1] in _SPECIAL
        or rule.name == TIER
        or known.words.speeds.ends(text, number.start)
    )


def scaled(value: Decimal, scale: Decimal) -> Decimal:
    """`value` in the unit that `scale` leads to, without the zeros that scaling leaves."""
    if scale == ONE:
        return value
    with localcontext() as context:
        context.prec = 80
        product = value * scale
        whole = product.to_integral_value()
        return whole if product == whole else product.normalize()


def _ends_in_half(text: str, end: int, rule: UnitRule, words: Wording) -> bool:
    """十五斤半, 三成半, 两年半; not 三年半价."""
    half = text[end : end + 1] == "半" and rule.kind in {"measure", "percent"}
    return half and not words.no_half.begins(text, end + 1)


def _doublings(text: str, number: Number, rule: UnitRule, end: int) -> Amount | None:
    """翻一番 is twice as much, 翻两番 four times."""
    for verb in ("翻了", "翻"):
        if text.endswith(verb, 0, number.start) and number.value is not None and 0 < number.value < 20:
            start = number.start - len(verb)
            value = Decimal(2) ** number.value
            return Amount(start, end, number, "multiple", rule.name, rule.rule_id, value, scale=NONE)
    return None


def per_behind(text: str, end: int, known: Vocabulary, *, money: bool = False) -> tuple[int, str] | None:
    """End and name of `/人`, `/百人`, `/每小时`, `每立方米` behind a unit; `None` where there is no such thing."""
    if text[end : end + 1] not in _STROKES:
        return None
    position = start = end + (2 if text[end + 1 : end + 2] == _EACH else 1)
    while position < end + 8 and text[position : position + 1] and text[position] in _PER_STEPS:
        position += 1
    unit = known.units.at(text, position, position) or known.units.at(text, start, start)  # 千克 is no 千 of 克
    word = next((word for word in known.words.per if text.startswith(word, position)), "")
    stop = max(unit[1] if unit else 0, position + len(word) if word else 0)
    if not stop:
        return None
    if text[end] == _EACH and not (money and _ENDS_PER.match(text, stop)):  # 78元每月
        of_measure = unit is not None and unit[0].kind == "measure" and not text.startswith("年", position)
        if not of_measure:
            return None  # 米每秒; but 三年每年 are two statements, and 3亿元每年可… are too
    name = text[start:stop].strip()
    return stop, _PER_NAMES.get(name, name)
