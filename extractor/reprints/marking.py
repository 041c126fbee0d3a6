"""Which facts of a reprint stand in the documents before it: those are repeated, the others are its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from extractor.reprints.likeness import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Fact

Figure = tuple[object, ...]
REWORDED = 0.3  # share of the pairs of characters that a sentence keeps when it is reworded


class Announcement:
    """What the documents of one announcement have stated so far, the earliest first."""

    def __init__(self) -> None:
        self._stated: Counter[tuple[Figure, str]] = Counter()

    def repeated(self, text: str, facts: Sequence[Fact]) -> list[bool]:
        """For each fact of the next document whether it was stated before; what is new is remembered.

        A figure repeats one of the same value and unit in the same sentence, else in a sentence that was reworded;
        a figure stated twice before is repeated at most twice.
        """
        keys = [(_figure(fact), bare(text[fact.sentence_start : fact.sentence_end])) for fact in facts]
        left = Counter(self._stated)
        marks = [_take(left, key) for key in keys]
        by_figure: defaultdict[Figure, list[str]] = defaultdict(list)
        for (figure, sentence), count in left.items():
            by_figure[figure] += [sentence] * count
        for number, (figure, sentence) in enumerate(keys):
            if not marks[number]:
                marks[number] = _take_reworded(by_figure[figure], sentence)
        self._stated |= Counter(keys)
        return marks


def _figure(fact: Fact) -> Figure:
    return (fact.kind, fact.unit, fact.value, fact.value_low, fact.value_high)


def _take(left: Counter[tuple[Figure, str]], key: tuple[Figure, str]) -> bool:
    found = left[key] > 0
    if found:
        left[key] -= 1
    return found


def _take_reworded(sentences: list[str], sentence: str) -> bool:
    like = next((other for other in sentences if _reworded(sentence, other)), None)
    if like is None:
        return False
    sentences.remove(like)
    return True


def _reworded(sentence: str, other: str) -> bool:
    first, second = _pairs(sentence), _pairs(other)
    return len(first & second) >= REWORDED * max(1, min(len(first), len(second)))


def _pairs(sentence: str) -> set[str]:
    return {sentence[start : start + 2] for start in range(len(sentence) - 1)}
