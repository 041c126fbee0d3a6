"""What befell those counted: 交通事故3人当场死亡、5人受伤."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.behind import Behind
from extractor.binding.tokens import GROUP, INDICATOR

if TYPE_CHECKING:
    from extractor.binding.draft import Draft
    from extractor.binding.place import Place
    from extractor.binding.tokens import CueBook

_NAMES = frozenset({"n", "u", GROUP, INDICATOR})


class TollReader:
    """Reads it right behind a count of persons; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._adverbs = cues["adverb"]
        self._persons = cues["toll-person"]
        self._befell = cues["toll-word"]

    def read(self, draft: Draft, place: Place) -> Behind | None:
        """What befell them, whatever stands before the figure; None where it describes a noun (两名受伤妇女)."""
        if (draft.quantity.unit or "") not in self._persons:
            return None
        tokens, at = place.tokens, place.index + 1
        while at < len(tokens) and (tokens[at].tag == "d" or tokens[at].text in self._adverbs):
            at += 1
        if at == len(tokens) or tokens[at].text not in self._befell:
            return None
        described = at + 1 < len(tokens) and tokens[at + 1].tag in _NAMES
        return None if described else Behind(index=at + 1, predicate=tokens[at].text)
