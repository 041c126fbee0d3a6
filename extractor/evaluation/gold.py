"""Gold facts: one JSON line a figure that the bulletin states, each pinned to one place of the text.

`corpus/README.md` says what the fields mean.  Offsets are half-open code points of the text as read.
"""

from __future__ import annotations

from decimal import Decimal  # noqa: TC003  # msgspec resolves the annotations when the class is built
from typing import TYPE_CHECKING

import msgspec

from extractor.errors import ExtractorError
from extractor.model import Direction, Modifier, QuantityKind, Role, Status  # noqa: TC001  # same

if TYPE_CHECKING:
    from pathlib import Path


class GoldError(ExtractorError):
    """A gold file is wrong: `file:line: found; wanted`."""


class GoldPeriod(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What time the figure covers: ISO dates, inclusive; `None` where open."""

    start: str | None
    end: str | None


class GoldChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The figure is a change: which way, and from when (`yoy`, `mom`, ISO year, month or day; `None` is any)."""

    direction: Direction
    base: str | None


class GoldFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One figure as a person annotated it; `value` is one number, both ends of a range, or `None` for a vague one."""

    q: str
    ctx: str
    kind: QuantityKind
    value: Decimal | tuple[Decimal, Decimal] | None
    unit: str | tuple[str | None, ...] | None
    mod: Modifier | None
    subject: tuple[str, ...]
    about_all: tuple[str, ...]
    about_none: tuple[str, ...]
    period: GoldPeriod | None
    change: GoldChange | None
    status: Status
    role: Role

    @property
    def units(self) -> tuple[str | None, ...]:
        """The units accepted, the preferred one first."""
        return self.unit if isinstance(self.unit, tuple) else (self.unit,)


class PlacedGold(msgspec.Struct, frozen=True):
    """A gold fact and where its figure stands."""

    start: int
    end: int
    fact: GoldFact


def load_gold(path: Path, text: str) -> tuple[PlacedGold, ...]:
    """The gold facts of one document, placed in its `text`, in the file's order.

    `GoldError` for a line that is no gold fact, or whose `ctx` does not stand exactly once in the text or does not
    hold `q`.
    """
    decoder = msgspec.json.Decoder(GoldFact)
    placed = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            fact = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise GoldError(f"{path}:{number}: not a gold fact ({error}); see corpus/README.md") from error
        placed.append(_place(fact, text, f"{path}:{number}"))
    return tuple(placed)


def _place(fact: GoldFact, text: str, where: str) -> PlacedGold:
    first = text.find(fact.ctx)
    if not fact.ctx or first < 0 or text.find(fact.ctx, first + 1) >= 0:
        raise GoldError(f"{where}: ctx: '{fact.ctx}' does not stand exactly once in the text; lengthen or correct it")
    if fact.q not in fact.ctx:
        raise GoldError(f"{where}: q: '{fact.q}' does not stand in ctx '{fact.ctx}'")
    start = first + fact.ctx.index(fact.q)
    return PlacedGold(start=start, end=start + len(fact.q), fact=fact)
