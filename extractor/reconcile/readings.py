"""A cell as a figure: the number with the unit its column gives it, read by the reader of figures in text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from extractor.model import Modifier, QuantityKind  # noqa: TC001  # msgspec resolves the annotations when the class is built
from extractor.numerals import parse_numeral
from extractor.reconcile.words import clean
from extractor.text.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.grid import Cell
    from extractor.reconcile.labels import LabelReader

_REMARK = re.compile(r"[（(][^（）()]*[)）]$")


class Reading(msgspec.Struct, frozen=True):
    """A figure in one unit, scaled to it; `unit` is `None` where neither cell nor table gives one."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    written: str
    modifier: Modifier | None = None
    kind: QuantityKind | None = None


class NoFigureError(ValueError):
    """The cell holds something else than a figure."""


def readings(cell: Cell, units: Sequence[str], reader: LabelReader) -> tuple[Reading, ...]:
    """The cell's figure in each of the units that it may be in; `NoFigureError` where it holds none.

    A unit of the cell's own (5.4%, 18.9万家, a number format) wins over its column's; a magnitude alone (18.9万) is put
    before the column's unit.
    """
    if cell.number is not None:
        number, mark = format(cell.number, "f"), cell.mark
    else:
        number, mark = _REMARK.sub("", clean(cell.text)).lstrip("+"), ""
        own = _read(number, reader)
        if own is not None:
            return (own,)
    if mark and reader.is_unit(mark):
        whole = _read(number + mark, reader)
        if whole is not None:
            return (_as_precise(whole, cell),)
    found = (
        _read(number + (mark if mark in {"万", "亿"} and unit[0] not in "万亿" else "") + unit, reader)
        for unit in units
    )
    known = tuple(reading for reading in found if reading is not None) or (_bare(number + mark),)
    return tuple(_as_precise(reading, cell) for reading in known)


def is_figure(cell: Cell, reader: LabelReader) -> bool:
    """Whether the cell holds a figure: a number, or text that can be read as one."""
    if cell.number is not None:
        return True
    try:
        readings(cell, (), reader)
    except NoFigureError:
        return False
    return True


def _read(text: str, reader: LabelReader) -> Reading | None:
    """The one figure that the whole text is, with its modifier."""
    plain = normalise(text)
    found = reader.figures.scan(plain)
    if len(found) != 1 or found[0].unit is None:
        return None
    figure = found[0]
    before, behind = plain[: figure.start], plain[figure.end :]
    if (before or behind) and (figure.modifier is None or len(before) + len(behind) > 4):
        return None
    value, low, high = figure.value, figure.value_low, figure.value_high
    return Reading(value, low, high, figure.unit, text, figure.modifier, figure.kind)


def _as_precise(reading: Reading, cell: Cell) -> Reading:
    """Half the last digit either way where the last digits written are no units: `3.9057E+07` is known to 1000."""
    number, value = cell.number, reading.value
    exponent = number.as_tuple().exponent if number else 0
    if not number or value is None or not isinstance(exponent, int) or exponent <= 0:
        return reading
    half = abs(Decimal(1).scaleb(exponent) / 2 * (value / number))
    return msgspec.structs.replace(reading, low=value - half, high=value + half, written=cell.text)


def _bare(text: str) -> Reading:
    """A number without a unit; half its last place either way."""
    try:
        value = parse_numeral(text)
    except ValueError as error:
        raise NoFigureError(text) from error
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    half = Decimal(1).scaleb(-places) / 2 if places else Decimal(0)
    return Reading(value, value - half, value + half, None, text)
