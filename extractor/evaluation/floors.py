"""Floors: the figures below which an evaluation fails, with the whole history of how they came to be.

The file holds a log of pins, oldest first; the newest pin is in force.  A pin that lowers a figure must name that
figure in its reason.  Each pin carries a seal over itself and the pin before, so that an old pin cannot be changed
without changing every seal after it: a slip or a quiet edit is found, a forger is not kept out.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal  # noqa: TC003  # msgspec resolves the annotations
from typing import TYPE_CHECKING

import msgspec

from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SEAL_DIGITS = 16


class FloorError(ExtractorError):
    """The floors file is wrong: which pin, what was found, what was wanted."""


class Floor(msgspec.Struct, frozen=True):
    """One figure held to its floor, both 0 to 1."""

    name: str
    floor: Decimal
    measured: Decimal

    @property
    def met(self) -> bool:
        """The figure is not below its floor."""
        return self.measured >= self.floor


class Pin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The floors from one day on, and why; decimals are written as strings, to keep every digit."""

    date: str
    floors: dict[str, Decimal]
    reason: str
    seal: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    log: tuple[Pin, ...]


def load_pins(path: Path) -> tuple[Pin, ...]:
    """The log, oldest first, checked; no file is no floors.  `FloorError` for a file that breaks the rules above."""
    if not path.exists():
        return ()
    try:
        pins = msgspec.json.decode(path.read_bytes(), type=_File).log
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FloorError(f"{path}: not a log of floors ({error}); restore the committed file") from error
    problems = faults(pins)
    if problems:
        raise FloorError(f"{path}: {problems[0]}")
    return pins


def seal(pin: Pin, before: str) -> str:
    """The seal of a pin that follows one sealed `before` (empty for the first)."""
    floors = [[name, str(value)] for name, value in sorted(pin.floors.items())]
    sealed = msgspec.json.encode([before, pin.date, floors, pin.reason])
    return hashlib.sha256(sealed).hexdigest()[:SEAL_DIGITS]


def faults(pins: Sequence[Pin]) -> list[str]:
    """What is wrong with a log: broken seals, and floors lowered or dropped without their name in the reason."""
    found = []
    before = Pin(date="", floors={}, reason="")
    for number, pin in enumerate(pins, 1):
        if pin.seal != seal(pin, before.seal):
            found.append(
                f"pin {number}: seal '{pin.seal}' does not fit; restore the old pins and add a new one instead"
            )
        unsaid = [name for name in lowered(before.floors, pin.floors) if name not in pin.reason]
        found += [f"pin {number}: '{name}' is lowered; its reason must name the figure and say why" for name in unsaid]
        before = pin
    return found


def lowered(old: Mapping[str, Decimal], new: Mapping[str, Decimal]) -> list[str]:
    """The figures whose floor fell or is gone."""
    return [name for name, floor in old.items() if name not in new or new[name] < floor]


def add_pin(pins: Sequence[Pin], floors: Mapping[str, Decimal], *, date: str, reason: str) -> tuple[Pin, ...]:
    """The log with one more sealed pin; `FloorError` where it lowers a figure that the reason does not name."""
    fresh = Pin(date=date, floors=dict(floors), reason=reason)
    log = (*pins, msgspec.structs.replace(fresh, seal=seal(fresh, pins[-1].seal if pins else "")))
    problems = faults(log)
    if problems:
        raise FloorError(problems[0])
    return log


def encode_pins(pins: Sequence[Pin]) -> bytes:
    """The file's bytes."""
    return msgspec.json.format(msgspec.json.encode(_File(tuple(pins))), indent=2) + b"\n"


def hold(pins: Sequence[Pin], figures: Mapping[str, Decimal]) -> tuple[Floor, ...]:
    """Each floor in force against its figure; `FloorError` for the floor of a figure that nobody measures."""
    if not pins:
        return ()
    unknown = [name for name in pins[-1].floors if name not in figures]
    if unknown:
        raise FloorError(f"floor '{unknown[0]}': no such figure; wanted is one of {', '.join(figures)}")
    return tuple(Floor(name, floor, figures[name]) for name, floor in pins[-1].floors.items())
