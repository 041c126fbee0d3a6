"""How one table is laid out: what each column holds, and what the figures in it share.

A layout is guessed from the table (`guess`), written out as a mapping, or taken from one.
"""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from extractor.reconcile.blocks import Block  # noqa: TC001  # msgspec resolves the annotations when the class is built

Role = Literal["subject", "indicator", "period", "population", "unit", "value", "note", "number"]
ROLES: tuple[Role, ...] = get_args(Role)


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column.  `path` is its header from the top down without units; the rest holds for the figures in it."""

    number: int
    role: Role
    path: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    subject: str | None = None
    population: str | None = None
    period: str | None = None


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """One table: its rows, its columns, and what its title says for all of it.

    `units` are those of the corner (`单位：万元、万户`).  `skip` are rows that a mapping leaves out.
    """

    source: str
    sheet: str
    block: Block
    columns: tuple[Column, ...]
    heading: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    subject: str | None = None
    period: str | None = None
    skip: frozenset[int] = frozenset()
    subjects: dict[str, str] = msgspec.field(default_factory=dict)

    def of(self, role: Role) -> tuple[Column, ...]:
        """The columns of a role."""
        return tuple(column for column in self.columns if column.role == role)
