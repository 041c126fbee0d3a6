"""Whom an age or a load is told of, where a plain noun stands right before it: 男孩4.5岁, 校车实载33人."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, Body
from extractor.binding.tokens import GROUP

if TYPE_CHECKING:
    from extractor.binding.draft import Draft
    from extractor.binding.place import Place
    from extractor.binding.tokens import CueBook

_NOUNS = frozenset({"n", GROUP})


class BearerReader:
    """Finds the noun; the units of age, the verbs of carrying and what leads up to them come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._ages = cues["age-unit"]
        self._carrying = cues["carrying"]
        self._none = tuple(sorted(cues["no-bearer"] | cues["average"] | cues["suffix-measure"]))
        self._leading = cues["carrying-lead"] | cues["adverb"]

    def bearer(self, draft: Draft, place: Place, text: str) -> Body | None:
        """The noun as a body; None where the clause says more before the figure than it and the verb."""
        tokens, high = place.tokens, place.index
        if draft.quantity.unit not in self._ages:
            if not (high > place.since and tokens[high - 1].text in self._carrying):
                return None
            high -= 1
            while high > place.since and tokens[high - 1].text in self._leading:
                high -= 1
        words = tokens[place.since : high]
        if len(words) != 1 or words[0].tag not in _NOUNS or place.since > 0 or words[0].text.endswith(self._none):
            return None
        return Body(words[0].start, words[0].end, text[words[0].start : words[0].end], INSTITUTION)
