"""Zones that have a name: 金山高新区, 上海自贸试验区; not 国家级高新区, nor 各类开发区."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import GROUP, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_SORT = "类"


class ZoneReader:
    """Tells them from groups of zones; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._endings, self._kinds, self._join = cues.ordered("suffix-zone"), cues["zoning"], cues["join"]

    def is_one(self, last: Token, before: Sequence[Token], places: Sequence[Token]) -> bool:
        """Whether one place, or one other name, and no list of them stands before what lies in it.

        `places`: those of the tokens `before` that a register knows.
        """
        if last.tag != GROUP or not last.text.endswith(self._endings):
            return False
        if any(token.text in self._join for token in before):
            return False
        words = [token for token in before if token.text not in self._kinds]
        proper = bool(words) and all(token.tag == "n" and token.text[-1] != _SORT for token in words)
        return len(places) == 1 or (proper and not places)
