"""Whether a paragraph of a work report says what has been done or what is to be done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from extractor.text.automaton import hits

if TYPE_CHECKING:
    from extractor.binding.tokens import CueBook

_CLAUSE = re.compile("[，。；：！？\n]")
_BEFORE = "“”《》（）一二三四五六七八九十是、 \u3000"  # what may stand before a clause's first word: （二）, 一是, 四、
_GLOSS = re.compile(r"\s*[\[［]?\d{1,3}[\]］]?[.．]?[^，。；：:\n]{1,30}[：:]")  # [8]三大产业：…, 12.海绵城市：…
_PRECISE = re.compile(r"(?<![\d.])\d+\.\d\d+(?![\d.])")  # 12.43万个, 98.71%: nobody plans so precisely
_OPENING, _ENDING, _MEASURE = "^", "$", "#"
_MOST = 2  # precise figures: what more of them say is the same
_UNIT = 4  # the classes weigh quarters


class PlanReader:
    """Adds up the signs of plan and account that a paragraph has; words and weights come from the rule book.

    The classes `sign-plan-N` and `sign-account-N` weigh N quarters; a word behind ^ counts where it opens a clause, one
    behind $ where it ends one (推进改革 is planned, 改革深入推进 is told); for # see `measures_of`.  They
    are made by tools/make_plan_signs.py, whose `--score` tells how well they do on reports left out.
    """

    def __init__(self, cues: CueBook) -> None:
        self._marked: dict[str, dict[str, int]] = {_OPENING: {}, _ENDING: {}, _MEASURE: {}}
        words: list[tuple[str, int]] = []
        for name in sorted((*cues.starting("sign-plan-"), *cues.starting("sign-account-"))):
            _, side, weight = name.split("-")
            signed = int(weight) if side == "plan" else -int(weight)
            for word in cues.ordered(name):
                if word[0] in self._marked:
                    self._marked[word[0]][word[1:]] = signed
                else:
                    words.append((word, signed))
        self._heads = sorted(set(map(len, self._marked[_OPENING])))
        self._tails = sorted(set(map(len, self._marked[_ENDING])))
        self._address = cues["report-address"]
        self._weights = [weight for _, weight in words]
        self._automaton = AhoCorasick([word for word, _ in words]) if words else None

    def addresses(self, paragraph: str) -> bool:
        """各位代表：, 请予审议: whether a paragraph speaks to those who hear the report."""
        return any(word in paragraph for word in self._address)

    def weigh(self, paragraph: str) -> float:
        """Above 0 a plan, below it an account; 0 where nothing says so, or the paragraph explains a word."""
        if explains(paragraph):
            return 0.0
        automaton, weights = self._automaton, self._weights
        found = hits(automaton, paragraph, overlapping=True) if automaton is not None else ()
        signs = [weights[index] for index in {index for index, _, _ in found}]
        openings, endings = self._marked[_OPENING], self._marked[_ENDING]
        clauses = clauses_of(paragraph)
        heads = {clause[:length] for clause in clauses for length in self._heads if len(clause) >= length}
        tails = {clause[-length:] for clause in clauses for length in self._tails if len(clause) >= length}
        signs += [openings[word] for word in heads & openings.keys()]
        signs += [endings[word] for word in tails & endings.keys()]
        if not any(signs):
            return 0.0
        signs += [self._marked[_MEASURE].get(sign[1:], 0) for sign in measures_of(paragraph)]
        return sum(signs) / _UNIT


def clauses_of(paragraph: str) -> set[str]:
    """The clauses of a paragraph, without their marks and numbers."""
    return {clause.strip(_BEFORE) for clause in _CLAUSE.split(paragraph)}


def measures_of(paragraph: str) -> set[str]:
    """#all of every paragraph, and #0, #1 or #2 by how many of its figures have two decimals."""
    return {"#all", f"#{min(len(_PRECISE.findall(paragraph)), _MOST)}"}


def explains(paragraph: str) -> bool:
    """Whether a paragraph explains a word, as those at the end of a report do: it goes on with nothing."""
    return _GLOSS.match(paragraph) is not None
