"""How a work report goes from account to plan: what each part of it weighs, with the parts before and behind it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from extractor.binding.plans import explains

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.plans import PlanReader
    from extractor.text.sentences import Sentence

_PART = 600  # characters of a long paragraph that are weighed at once
_CARRIED = 0.8  # of the weight of the part before, or behind
_MOST = 3.0  # of a part: the longest paragraph says no more of its neighbours
_SUB = ("（", "(")  # （一）…: a heading below another goes on with what stands around it


class Part(NamedTuple):
    """A part of a paragraph: where it begins, its own weight, and its weight among its neighbours."""

    start: int
    own: float
    among: float


class Course:
    """The parts of one report in reading order; above 0 one plans, below it one tells of what has been done."""

    def __init__(self, parts: Sequence[Part] = ()) -> None:
        self._parts = parts
        self._starts = [part.start for part in parts]

    def at(self, start: int) -> Part | None:
        """The part that holds the character at `start`."""
        index = bisect_right(self._starts, start) - 1
        return self._parts[index] if index >= 0 else None


def course_of(text: str, lines: Sequence[Sentence], plans: PlanReader) -> Course:
    """Weigh a report part by part: 0.8 of what a neighbour weighs, up to 3, counts, and 0.64 of the next.

    Nothing is carried over the heading of a section, over what is said to those who hear the report, or over the
    explanation of a word.
    """
    starts: list[int] = []
    weights: list[float] = []
    breaks: set[int] = set()
    end = 0
    for sentence in lines:
        if sentence.start < end:
            continue
        long = text.find("。", sentence.start + _PART, sentence.paragraph_end) + 1
        end = long or sentence.paragraph_end
        part = text[sentence.start : end]
        if explains(part) or plans.addresses(part) or (sentence.heading and not part.startswith(_SUB)):
            breaks.add(len(starts))
        starts.append(sentence.start)
        weights.append(plans.weigh(part))
    before, behind = carried(weights, breaks), carried(weights[::-1], {len(weights) - 1 - at for at in breaks})[::-1]
    return Course(
        [
            Part(start, own, own + left + right)
            for start, own, left, right in zip(starts, weights, before, behind, strict=True)
        ]
    )


def carried(weights: Sequence[float], breaks: set[int]) -> list[float]:
    """What each part has from those before it; nothing is carried to or from the parts at `breaks`."""
    given, running = [], 0.0
    for index, weight in enumerate(weights):
        running = 0.0 if index in breaks else running
        given.append(_CARRIED * running)
        running = 0.0 if index in breaks else max(-_MOST, min(_MOST, weight)) + _CARRIED * running
    return given
