"""Whose part a figure is where lists stand within lists: brackets, and a 其中 or 含 behind a part."""

from __future__ import annotations

import re
from bisect import bisect_left

_MARKS = re.compile(
    r"(?P<open>[（(])|(?P<close>[）)])|(?P<line>\n)"
    r"|(?P<among>其中|(?<=[，,、])(?:含|包括))"
    r"|(?P<back>[；;]|另有|另外|此外|其[他它余])"
)
_LONGEST = 600  # characters of a bracket


class Nesting:
    """The brackets of a text and the words that open a list within a list, found once; no bracket spans lines."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: list[int] = []
        self._depths: list[int] = []  # behind each bracket or line
        self._words: dict[int, list[tuple[int, bool]]] = {}  # by depth: where, and whether it opens a list
        depth = 0
        for mark in _MARKS.finditer(text):
            if mark["among"] or mark["back"]:
                self._words.setdefault(depth, []).append((mark.start(), mark["among"] is not None))
                continue
            depth = depth + 1 if mark["open"] else max(depth - 1, 0) if mark["close"] else 0
            self._places.append(mark.start())
            self._depths.append(depth)

    def depth(self, place: int) -> int:
        """How many brackets are open before that place."""
        index = bisect_left(self._places, place)
        return self._depths[index - 1] if index else 0

    def bracket_behind(self, end: int) -> tuple[int, int] | None:
        """The span within the bracket that opens right at `end`; `None` where none does, or it is not closed soon."""
        index = bisect_left(self._places, end)
        if self._text[end : end + 1] not in ("（", "("):
            return None
        outside = self._depths[index] - 1
        for later in range(index + 1, len(self._places)):
            place = self._places[later]
            if place - end > _LONGEST or self._text[place] == "\n":
                return None
            if self._depths[later] == outside:
                return end + 1, place
        return None

    def inner(self, first: int, end: int) -> int | None:
        """Where the 其中 or 含 stands that follows a part which ends at `first`, if what is at `end` stands behind it.

        A semicolon, 另有 and 其他 lead back to the list outside: 住院18人，其中4人重伤，其他15人出院.
        """
        words = self._words.get(self.depth(first), ())
        index = bisect_left(words, (end, False)) - 1
        if index < 0:
            return None
        place, opens = words[index]
        return place if opens and place >= first else None
