"""What is counted as the topic of its clause: 42个外资项目在上海集中签约."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import COUNTED, Body, Lead
from extractor.binding.tokens import ACTION, PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.clauses import Clause
    from extractor.binding.scene import Scene
    from extractor.binding.tokens import CueBook, Token

_NAMING = frozenset({"n", "w"})
_ACTS = frozenset({"d", PERIOD, ACTION})


class CountedThings:
    """Finds counted things that act, in news that has named no one else; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._nation = cues["whole-country"]
        self._abstract = tuple(sorted(cues["abstract-thing"]))
        self._counters = tuple(sorted(cues["suffix-thing-counter"] - cues["counter-of-people"]))

    def read(self, scene: Scene, clause: Clause, lead: Lead) -> Lead:
        """The opening, with what its first figure counts as the topic."""
        context, tokens, start = scene.context, clause.tokens, lead.start
        subject = context.subject()
        nation = subject is None or (subject is context.default and subject.name in self._nation)
        if not nation or context.report or clause.places[:1] != [start]:
            return lead
        last = self._last(tokens, start)
        if last == start:
            return lead
        low, high = tokens[start].start, tokens[last].end
        return Lead(start, start, Body(low, high, scene.reading.text[low:high], COUNTED))

    def _last(self, tokens: Sequence[Token], start: int) -> int:
        """The last word of the name of the things that the figure at `start` counts; `start` where they do nothing."""
        stop = next((at for at in range(start + 1, len(tokens)) if tokens[at].tag not in _NAMING), len(tokens))
        if stop == start + 1 or stop == len(tokens) or not tokens[start].text.endswith(self._counters):
            return start
        acts = tokens[stop].tag in _ACTS or tokens[stop].text == "在"
        thing = tokens[stop - 1].tag == "n" and not tokens[stop - 1].text.endswith(self._abstract)
        return stop - 1 if acts and thing else start
