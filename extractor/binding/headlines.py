"""What an item of news is about, in the words that its headline and its first sentence share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import EVENT, INSTITUTION, PLACE, Body
from extractor.binding.tokens import ACTION, BODY, FIGURE, INDICATOR, PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds
    from extractor.binding.reading import View
    from extractor.binding.tokens import CueBook, Token

_NAMES = frozenset({"n", "w", "m", BODY})
_DOES = frozenset({"v", "d", "p", PERIOD, ACTION})
_NOUNS = frozenset({"n", BODY})
_TOLD = frozenset({FIGURE, INDICATOR, PERIOD})
_SHARED = 4  # characters that both have


class HeadlineReader:
    """Reads the topic of an item; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._kind_of = kinds.of
        self._countries = cues["country-name"] | cues["whole-country"]
        self._said = cues["up"] | cues["down"] | cues["flat"] | cues["level"] | cues["comparing"]
        self._telling = cues["marker"] | cues["source"]
        self._measured = tuple(
            sorted(
                cues["suffix-measure"]
                | cues["suffix-ratio"]
                | cues["average"]
                | cues["abstract-thing"]
                | cues["suffix-calamity"]
                | cues["economy"]
            )
        )

    def locates(self, body: Body | None) -> bool:
        """临水公交新票价下月实施: an item of news is of the place that its headline begins with; not of 中国."""
        return body is not None and body.type == PLACE and body.name not in self._countries

    def topic(self, headline: str, view: View, text: str) -> Body | None:
        """丝路文物展今天开展⏎丝路文物展今天在临水开展: what the headline opens with and the first sentence does.

        None where that is a place, is measured, or does nothing.
        """
        for clause in view.clauses:
            tokens = clause.tokens
            for start, token in enumerate(tokens):
                quoted = start > 0 and tokens[start - 1].text == "《"
                if token.tag in _NAMES and headline.startswith(token.text) and not quoted:
                    return self._shared(headline, tokens, start, text)
        return None

    def _shared(self, headline: str, tokens: Sequence[Token], start: int, text: str) -> Body | None:
        """The phrase at `start`, as far as the headline has it."""
        low, stop = tokens[start].start, start + 1
        while stop < len(tokens) and headline.startswith(text[low : tokens[stop].end]):
            stop += 1
        shared = stop
        while stop > start and tokens[stop - 1].tag not in _NOUNS:
            stop -= 1
        goes_on = stop < shared < len(tokens) and tokens[shared].tag in _NAMES  # 湄公河联合执法|行动
        own = tokens[start].end if tokens[start].tag == BODY else low  # 河北来京患者
        if goes_on or stop == start or stop == len(tokens) or tokens[stop - 1].end - own < _SHARED:
            return None
        while start > 0 and tokens[start - 1].tag in _NAMES:
            start -= 1
        acts = tokens[stop].tag in _DOES and tokens[stop].text not in self._said
        low, high = tokens[start].start, tokens[stop - 1].end
        return Body(low, high, text[low:high], EVENT) if acts and self._is_thing(tokens[start:stop]) else None

    def _is_thing(self, phrase: Sequence[Token]) -> bool:
        """Whether a noun phrase is neither a body (a ministry only tells) nor measured."""
        last = phrase[-1]
        told = any(token.tag in _TOLD or self._kind_of(token) == INSTITUTION for token in phrase)
        return not (told or phrase[0].text in self._telling or last.text.endswith(self._measured) or last.tag == BODY)
