"""Registered names that hold what a person types: a register of tens of thousands is looked through at each key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.rulebook.book import NameRule

MOST = 12
BODIES = frozenset({"organisation", "region"})


class Suggester:
    """The names of a rule book, by what they are suggested for."""

    def __init__(self, names: Iterable[NameRule]) -> None:
        self._entries: dict[str, list[tuple[str, NameRule]]] = {}
        for one in names:
            kind = "subject" if one.kind in BODIES else one.kind
            self._entries.setdefault(kind, []).append(("\n".join((one.id, *one.writings)), one))

    def __call__(self, slot: str, typed: str) -> list[tuple[str, str]]:
        """What to fill in, and the entry's name: those that begin with what was typed first, short ones first."""
        if not typed or "\n" in typed:
            return []
        fitting = [one for writings, one in self._entries.get(slot.removesuffix("_id"), ()) if typed in writings]
        fitting.sort(key=lambda one: (not one.name.startswith(typed), len(one.name), one.id))
        return [(one.id if slot.endswith("_id") else one.name, one.name) for one in fitting[:MOST]]
