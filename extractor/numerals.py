"""One numeral, in any style a bulletin prints, as an exact `Decimal`.

Arabic with separators, Chinese, financial (壹佰), mixed (25万6千), negative, fractions (三分之二, 3/4), 点 decimals.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, InvalidOperation, localcontext
from typing import TYPE_CHECKING

from extractor.figures.marks import ARABIC, LONGEST
from extractor.figures.sums import WIDE, integral, read

if TYPE_CHECKING:
    from extractor.figures.sums import Reading

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％／－−–—﹣＋，、　", "0123456789.%/-----+,, ")
_FRACTION = re.compile(r"(?:(?P<whole>[^又分]+)又)?(?P<below>[^分]+)分之(?P<above>[^分]+)")
_SLASHED = re.compile(rf"(?:(?P<whole>\d+) )?(?P<above>{ARABIC})/(?P<below>{ARABIC})")
_POWER = re.compile(r"(?P<base>\d+(?:\.\d+)?)(?:[eE](?P<e>[+-]?\d{1,3})|\^(?P<power>[+-]?\d{1,3}))")
_LAST_MARKS = {
    **dict(zip("kKMGT", (Decimal(10**power) for power in (3, 3, 6, 9, 12)), strict=True)),
    **dict(zip("%‰打", map(Decimal, ("0.01", "0.001", "12")), strict=True)),
}


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
    with localcontext(WIDE):
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
        return integral(base.scaleb(int(match["e"]))) if match["e"] else _power(base, int(match["power"]), body)
    worth = _LAST_MARKS.get(body[-1:])
    if worth is not None and len(body) > 1 and (not body[-1].isascii() or body[-2].isdigit()):
        return integral(_plain(body[:-1], body).value * worth)
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
