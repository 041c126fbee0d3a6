"""What a spreadsheet shows: the stored number in the scale of its number format, and what the format puts behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

STORED_DIGITS = 15  # a spreadsheet's numbers are doubles
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[0#?,]+(?:[!\\]?\.[0#?]+)?,*")
_PLACES = re.compile(r"[.]([0#?]+)")


class Shown(NamedTuple):
    """`number` keeps every stored digit; `text` is rounded as shown; `mark` is `%` or a unit written by the format."""

    number: Decimal
    text: str
    mark: str


def shown(value: float, number_format: str) -> Shown:
    """A stored number as the format shows it.

    `0.0%` shows 0.054 as 5.4%; `0!.0,` shows 189000 as 18.9 (in 万), `#,##0,` as 189; `0"家"` writes 家 behind.
    """
    number = exact(value)
    section = _section(number_format, number)
    literals = "".join(quoted or escaped for quoted, escaped in _literals(section))
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]', "", section)
    if section.strip().lower() in {"general", "", "@", "g/通用格式"}:
        return Shown(number, _grouped(number, None, grouped=False), "")
    number = _scaled(number, bare)
    percent = "%" in bare
    places = len(found[1]) if (found := _PLACES.search(bare.replace("!.", ".").replace("\\.", "."))) else 0
    mark = "%" if percent else literals.strip(" -+()（）")
    digits = _DIGITS.search(bare)
    text = _grouped(number, places, grouped=digits is not None and "," in digits[0].rstrip(","))
    return Shown(_padded(number, places), f"{text}{mark}", mark)


def exact(value: float) -> Decimal:
    """The number that was typed: a double's noise behind fifteen digits is none of it."""
    if isinstance(value, int):
        return Decimal(value)
    number = Decimal(format(value, f".{STORED_DIGITS}g"))
    return Decimal(int(number)) if number == number.to_integral_value() else number


def _section(number_format: str, number: Decimal) -> str:
    """The part of `positive;negative;zero` that applies."""
    parts = number_format.split(";")
    if number < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if number == 0 and len(parts) > 2 else parts[0]


def _literals(section: str) -> list[tuple[str, str]]:
    """Quoted texts, and escaped characters that are no point of a scaled number."""
    return [(found[1] or "", found[2] or "") for found in _QUOTED.finditer(section) if found[2] != "."]


def _scaled(number: Decimal, bare: str) -> Decimal:
    if "%" in bare:
        number = number * 100
    digits = _DIGITS.search(bare)
    if digits is None:
        return number
    thousands = len(digits[0]) - len(digits[0].rstrip(","))
    number = number.scaleb(-3 * thousands)
    if found := re.search(r"[!\\]\.([0#?]+)", bare):  # 0!.0, writes a point into the whole thousands
        number = number.scaleb(-len(found[1]))
    return number


def _padded(number: Decimal, places: int) -> Decimal:
    """At least as many places as are shown; stored digits that the format hides are kept."""
    whole = number.to_integral_value()
    bare = whole if number == whole else number.normalize()
    exponent = bare.as_tuple().exponent
    return bare.quantize(Decimal(1).scaleb(-places)) if isinstance(exponent, int) and -exponent < places else bare


def _grouped(number: Decimal, places: int | None, *, grouped: bool) -> str:
    pattern = f"{',' if grouped else ''}{'' if places is None else f'.{places}'}f"
    return format(number, pattern)
