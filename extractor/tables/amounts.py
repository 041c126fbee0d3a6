"""The quantity that a cell states: its number with its own unit, or with the unit that the table gives it."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from extractor.model import Quantity, QuantityKind
from extractor.tables.cells import NUMBER

if TYPE_CHECKING:
    from extractor.figures.reader import QuantityReader
    from extractor.tables.grid import Cell
    from extractor.tables.stated import CellFigures

_MINUS = str.maketrans({"−": "-", "–": "-", "△": "-", "▲": "-", "，": "", ",": ""})
_FIGURES = re.compile(r"\d")
_SAMPLE = "12"
_ELIDED = ("unit_elided",)
_HALF = Decimal("0.5")
_ONE = Decimal(1)
_WIDE = Context(prec=64)  # exact for the most digits of a cell and any unit


class Measure(NamedTuple):
    """What one of a column's numbers is worth: `scale` in `unit`."""

    kind: QuantityKind
    unit: str | None
    scale: Decimal = _ONE
    rule_id: str | None = None
    flags: tuple[str, ...] = ()


PERCENT = Measure("percent", "%", flags=_ELIDED)
PERCENT_STATED = Measure("percent", "%")
RANK = Measure("rank", "位")
BARE = Measure("count", None, flags=_ELIDED)

BARE_MONEY = Measure("money", None, flags=_ELIDED)


class AmountReader:
    """Reads cells by the figures of text.  One for a document: it remembers the units that it has read."""

    def __init__(self, figures: QuantityReader, stated: CellFigures) -> None:
        self._stated = stated
        self._figures = figures
        self._known: dict[tuple[str, str], Measure | None] = {}

    def measure(self, unit: str, phrase: str) -> Measure | None:
        """What a unit means beside the words of its column: 亿 is 亿元 where they speak of money."""
        key = (unit, phrase)
        if key not in self._known:
            self._known[key] = self._measure(unit, phrase)
        return self._known[key]

    def _measure(self, unit: str, phrase: str) -> Measure | None:
        lead = _FIGURES.sub("", phrase)
        for before in (lead, ""):
            read = self._figures.scan(f"{before}{_SAMPLE}{unit}")
            last = read[-1] if read else None
            whole = last is not None and last.start == len(before) and last.end == len(before) + len(_SAMPLE + unit)
            if last is not None and whole and last.value is not None:
                flags = tuple(flag for flag in last.flags if flag == "unit_elided")
                return Measure(last.kind, last.unit, last.value / int(_SAMPLE), last.rule_id, flags)
        return None

    def read(self, cell: Cell, measure: Measure) -> Quantity | None:
        """The quantity of a cell; what it has a unit of its own for is read as in text."""
        if NUMBER.fullmatch(cell.text) is None:
            return self._own(cell)
        digits = cell.text.translate(_MINUS)
        number = Decimal(digits)
        value, place = (
            number if measure.scale == _ONE else _whole(_WIDE.multiply(number, measure.scale)),
            _ONE.scaleb(-len(digits.partition(".")[2])) * measure.scale,
        )
        exact = (measure.kind in ("count", "rank") and place == _ONE) or measure.kind == "rank"
        half = Decimal(0) if exact else _HALF * place
        return Quantity(
            cell.start, cell.end, cell.text, measure.kind, value, _WIDE.subtract(value, half), _WIDE.add(value, half),
            measure.unit,
            flags=measure.flags, rule_id=measure.rule_id,
        )  # fmt: skip

    def _own(self, cell: Cell) -> Quantity | None:
        stated = self._stated.read(cell.text)
        if stated is None:
            return None
        found = stated.quantity
        return msgspec.structs.replace(found, start=cell.start + found.start, end=cell.start + found.end)


def _whole(value: Decimal) -> Decimal:
    """12345.6万 is 123456000, with no place behind the point."""
    return value.quantize(_ONE, context=_WIDE) if value != 0 and value == value.to_integral_value() else value
