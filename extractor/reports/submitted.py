"""A submitted figure as the table has it: the digits of its cell, the table's unit, the file where several are."""

from __future__ import annotations

from decimal import Decimal
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from extractor.store.amounts import in_magnitude

if TYPE_CHECKING:
    from collections.abc import Collection

    from extractor.reconcile.item import Item

WORDS: Final = ("", "十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿")
SCALES: Final = MappingProxyType({Decimal(10) ** exponent: word for exponent, word in enumerate(WORDS)})


def as_submitted(item: Item) -> str:
    """`4126.34万元`: the cell as shown, and what it counts in, which its scaled value tells.

    A cell that words its own unit stays as it is; where the table's unit is no power of ten, the value stands beside.
    """
    shown = (item.submitted or "").strip()
    figure = _figure(shown)
    if item.cell is None or item.value is None or figure is None:
        return shown
    scale = SCALES.get(item.value / figure) if figure else ""
    if scale is None:
        return f"{shown}（{in_magnitude(item.value, '', item.unit)}）"
    return f"{shown}{scale}{item.unit or ''}"


def _figure(text: str) -> Decimal | None:
    plain = text.replace(",", "").replace("，", "")
    digits = plain.removeprefix("-").removeprefix("+")
    return Decimal(plain) if digits.replace(".", "", 1).isdecimal() and digits.isascii() else None


def shared_folder(sources: Collection[str]) -> str:
    """The folders that all of the files lie in, as their paths begin."""
    shared = 0
    for parts in zip(*(source.split("/")[:-1] for source in sources), strict=False):
        if len(set(parts)) > 1:
            break
        shared += 1
    first = next(iter(sources), "").split("/")[:shared]
    return "".join(f"{part}/" for part in first) if any(first) else ""


def file_names(sources: Collection[str]) -> dict[str, str]:
    """How each file is named beside a cell: not at all where there is one, by its whole path where names are alike."""
    known = dict.fromkeys(sources)
    if len(known) < 2:
        return dict.fromkeys(known, "")
    names = [PurePath(source).name for source in known]
    return {source: name if names.count(name) == 1 else source for source, name in zip(known, names, strict=True)}
