"""Text in lines that fit a terminal, Chinese characters counting two; words and slots stay whole."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 80
_PIECE = re.compile(r"[ \t]+|[^ \t,，、；;]*[,，、；;]|[^ \t,，、；;]+")
_ATOM = re.compile(r"\{[^{}]*\}|[!-z|~]+|.", re.DOTALL)


def wrapped(text: str, *, indent: int) -> list[str]:
    """The text in lines of at most 80 columns, broken at spaces and commas.

    A piece wider than a line is broken between Chinese characters; a word or a slot only where it alone is too wide.
    """
    lines: list[str] = []
    line, width, room = "", 0, WIDTH - indent
    for piece in _pieces(textwrap.dedent(text).replace("\n", " "), room):
        columns = _columns(piece)
        if width + columns > room:
            lines.append(" " * indent + line.rstrip())
            line, width = "", 0
        if line or piece.strip():
            line += piece
            width += columns
    return [*lines, " " * indent + line.rstrip()]


def _pieces(text: str, room: int) -> Iterator[str]:
    """What is not broken: up to a space or comma, or as little as fits."""
    for piece in _PIECE.findall(text):
        if _columns(piece) <= room:
            yield piece
            continue
        for atom in _ATOM.findall(piece):
            if _columns(atom) <= room:
                yield atom
            else:
                yield from atom


def _columns(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
