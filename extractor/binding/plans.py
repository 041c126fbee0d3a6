"""Whether a paragraph of a work report says what has been done or what is to be done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from extractor.text.automaton import hits

if TYPE_CHECKING:
    from extractor.binding.tokens import CueBook

_CLAUSE = re.compile("[，。；：！？\n]")
_BEFORE = "“”《》（）一二三四五是 \u3000"  # what may stand before a clause's first word: （二）, 一是
_OPENING = "^"
_LEAN = 3.0  # most paragraphs of a work report that hold figures and none of the signs are plans
_CARRIED = 0.5  # of the weight of the paragraph before


class PlanReader:
    """Adds up the signs of plan and account that a paragraph has; words and weights come from the rule book.

    The classes `sign-plan-N` and `sign-account-N` weigh N; a word behind ^ counts where it opens a clause.  The weights
    came from a logistic regression over 4,613 paragraphs of 120 reports, each labelled by its section, which told 95 in
    100 apart over reports left out of it.  They are rounded, and 今年 and 同比 were then set by hand.
    """

    def __init__(self, cues: CueBook) -> None:
        self._openings: dict[str, list[int]] = {}
        words: list[tuple[str, int]] = []
        for name in sorted((*cues.starting("sign-plan-"), *cues.starting("sign-account-"))):
            _, side, weight = name.split("-")
            signed = int(weight) if side == "plan" else -int(weight)
            for word in cues.ordered(name):
                if word.startswith(_OPENING):
                    self._openings.setdefault(word.removeprefix(_OPENING), []).append(signed)
                else:
                    words.append((word, signed))
        self._lengths = sorted(set(map(len, self._openings)))
        self._weights = [weight for _, weight in words]
        self._automaton = AhoCorasick([word for word, _ in words]) if words else None

    def weigh(self, paragraph: str) -> float:
        """Above 0 a plan, below it an account; 0 where nothing says so."""
        automaton, weights = self._automaton, self._weights
        found = hits(automaton, paragraph, overlapping=True) if automaton is not None else ()
        signs = [weights[index] for index in {index for index, _, _ in found}]
        clauses = {clause.strip(_BEFORE) for clause in _CLAUSE.split(paragraph)}
        heads = {clause[:length] for clause in clauses for length in self._lengths}
        signs += [weight for word in heads & self._openings.keys() for weight in self._openings[word]]
        planned = any(weight > 0 for weight in signs)
        return sum(signs) + (_LEAN if planned else 0.0)

    @staticmethod
    def is_plan(weight: float, before: float) -> bool:
        """Whether a paragraph of that weight is a plan, behind one of weight `before`."""
        return weight + _CARRIED * before > 0
