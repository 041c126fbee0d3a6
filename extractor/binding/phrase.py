"""The phrase that says what a figure measures."""

from __future__ import annotations

from collections.abc import Sequence  # noqa: TC003  # msgspec resolves the annotations when the class is built

import msgspec

from extractor.binding.tokens import ACTION, Token

VERBS = frozenset({"v", ACTION})
_BRIEF = 4  # characters of what was done, where it names nothing
_DOING = frozenset({"v", "w", "d", ACTION})


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """What a figure measures: the indicator, what was done, the registered indicator's token, the cues seen.

    `words` are the tokens that the phrase was read from.
    """

    indicator: str = ""
    action: str = ""
    registered: Token | None = None
    population: str = ""
    statistic: str = ""
    words: Sequence[Token] = ()
    counted: bool = False  # is the noun behind a count
    compares: bool = False  # what was done is a comparison: 比全省高

    def uncompared(self) -> Phrase:
        """What a later figure goes on with: not the comparison."""
        return Phrase(self.indicator, "", self.registered) if self.compares else self

    def inherited(self, slot: str) -> str:
        """What a later figure takes over in that slot; see `patterns.INHERITED`."""
        slots = {
            "indicator": self.indicator,
            "action": self.action,
            "population": self.population,
            "statistic": self.statistic,
        }
        return slots[slot]


def verbal(phrase: Phrase) -> bool:
    """Whether the phrase has a verb in it."""
    return any(token.tag in VERBS for token in phrase.words)


def acts(phrase: Phrase) -> bool:
    """Whether the phrase says only what was done: 完成改造, 先后调配."""
    return bool(phrase.words) and all(token.tag in _DOING for token in phrase.words)


def is_brief(phrase: Phrase) -> bool:
    """完成改造 names nothing; 扶持自主创业 and 宽带提速 do."""
    return len(phrase.indicator) <= _BRIEF and all(len(token.text) < _BRIEF for token in phrase.words)
