"""Whose part a figure is where lists stand within lists: brackets, and a 其中 or 含 behind a part."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractor.rulebook.book import CheckRule

_MARKS = r"(?P<open>[（(])|(?P<close>[）)])|(?P<line>\n)"
_NONE = r"(?!)"
_LONGEST = 600  # characters of a bracket


class Nesting:
    """The brackets of a text and the words that open a list within a list, found once; no bracket spans lines.

    The words are those of the checks of type `among`: `inner` open a list, `holding` behind a comma; `back` end it.
    """

    def __init__(self, text: str, checks: Iterable[CheckRule] = ()) -> None:
        self._text = text
        self._places: list[int] = []
        self._depths: list[int] = []  # behind each bracket or line
        self._words: dict[int, list[tuple[int, bool]]] = {}  # by depth: where, and whether it opens a list
        depth = 0
        for mark in _marks(tuple(check.words for check in checks if check.type == "among")).finditer(text):
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

    def parted(self, first: int, end: int) -> bool:
        """Whether a semicolon stands between two places."""
        return any(self._text.find(mark, first, end) >= 0 for mark in "；;")

    def announced(self, first: int, end: int) -> bool:
        """Whether a list announced by 其中： stands between two places."""
        return any(self._text.find(mark, first, end) >= 0 for mark in ("其中：", "其中:"))

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


def _marks(given: Sequence[Mapping[str, tuple[str, ...]]]) -> re.Pattern[str]:
    """Brackets, ends of lines, and the words of the lists."""

    def any_of(name: str) -> str:
        return "|".join(re.escape(word) for lists in given for word in lists.get(name, ())) or _NONE

    among = f"{any_of('inner')}|(?<=[，,、])(?:{any_of('holding')})"
    return re.compile(f"{_MARKS}|(?P<among>{among})|(?P<back>[；;]|{any_of('back')})")
