"""A spreadsheet cell as a person sees it: 0.054 with the format `0.0%` is `5.4%`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

EXACT_DIGITS = 15  # a spreadsheet's numbers are doubles
LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
PLACES = re.compile(r"[0#?,]*[0#?](?:\.([0#?]+))?")


def shown(value: object, number_format: str) -> str:
    """The cell's text: percent, thousands, decimals and literal units as formatted; dates in ISO form or 年月日."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return _date(value, number_format)
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, int | float | Decimal):
        return _number(_decimal(value), number_format or "General")
    return str(value)


def _decimal(value: float | Decimal) -> Decimal:
    return Decimal(format(value, f".{EXACT_DIGITS}g")) if isinstance(value, float) else Decimal(value)


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite():
        return str(value)
    section = _section(number_format, value)
    bare = LITERAL.sub("", section)
    pattern = PLACES.search(bare)
    if pattern is None or "General" in section or "E" in bare.upper() or "/" in bare:
        return _plain(value)
    percent = "%" in bare
    scaled = value * 100 if percent else value
    places = pattern[1] or ""
    rounded = scaled.quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP)
    text = format(abs(rounded), ",f" if "," in pattern[0].partition(".")[0] else "f")
    optional = len(places) - len(places.rstrip("#?"))
    for _ in range(optional):
        text = text.removesuffix("0")
    sign = "-" if rounded < 0 and _keeps_sign(number_format) else ""
    before, after = section[: section.find(pattern[0])], section[section.find(pattern[0]) + len(pattern[0]) :]
    return f"{_literals(before)}{sign}{text.removesuffix('.')}{'%' if percent else ''}{_literals(after)}".strip()


def _section(number_format: str, value: Decimal) -> str:
    """Formats hold up to four parts: positive; negative; zero; text."""
    parts = number_format.split(";")
    if value < 0 and len(parts) > 1 and parts[1].strip():
        return parts[1]
    if value == 0 and len(parts) > 2 and PLACES.search(LITERAL.sub("", parts[2])):
        return parts[2]
    return parts[0]


def _keeps_sign(number_format: str) -> bool:
    """A negative part prints its own sign."""
    parts = number_format.split(";")
    return len(parts) < 2 or not parts[1].strip()


def _literals(part: str) -> str:
    """Quoted and escaped text, and the signs and brackets that print as themselves."""
    kept = re.findall(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|([-+()（）¥￥$])', part)
    return "".join("".join(groups) for groups in kept)


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return "0" if text == "-0" else text


def _date(value: date, number_format: str) -> str:
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.isoformat(sep=" ", timespec="minutes" if not value.second else "seconds")
    bare = number_format.lower()
    if "年" in bare or "yyyy" in bare:
        if "d" not in bare:
            return f"{value.year}年{value.month}月"
        if "年" in bare:
            return f"{value.year}年{value.month}月{value.day}日"
    return value.strftime("%Y-%m-%d")
