"""How like two texts are: by whole sentences, by runs of characters, by their figures."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

FIGURE = re.compile(r"\d+(?:,(?=\d{3})\d+)*(?:\.\d+)?")
"""A figure of a text in one width, with the commas between its thousands."""
_WORDS = re.compile(r"[^\W_]+")  # letters, digits and characters
SHORTEST = 6  # characters of a sentence that says something of its own
RUN = 5  # characters of a run: long enough to be rare, short enough to survive an edit nearby

CONTAINED = 0.6  # share of the shorter text's sentences that stand in the longer one
ALIKE = 0.5  # share of the runs of both that are common to both
SAME_FIGURES = 0.9  # share of the figures: templates filled anew share sentences, not figures
SUBSTANTIAL = 0.25  # share of a longer, later text that is not its own: a report that quotes a notice is no reprint
SHORT_TEXT = 50  # characters of sentences below which a text without figures is like too many others


class Likeness(NamedTuple):
    """What is compared of one text: its sentences with their lengths, and its figures."""

    sentences: dict[int, int]
    figures: Counter[str]
    length: int


def bare(text: str) -> str:
    """Letters, digits and characters alone, in one width: what survives another site's typography."""
    return "".join(_WORDS.findall(unicodedata.normalize("NFKC", text)))


def runs(text: str) -> frozenset[str]:
    """The runs of `RUN` characters of a text."""
    kept = bare(text)
    return frozenset(kept[start : start + RUN] for start in range(len(kept) - RUN + 1))


def repeats(later: Likeness, earlier: Likeness) -> bool:
    """Whether the later text carries the earlier one, whole or in good part, with its figures."""
    shared = sum(length for key, length in later.sentences.items() if key in earlier.sentences)
    shorter = min(later.length, earlier.length)
    if not shorter or shared < CONTAINED * shorter or shared < SUBSTANTIAL * later.length:
        return False
    return same_figures(later, earlier)


def rewords(later_runs: frozenset[str], earlier_runs: frozenset[str]) -> bool:
    """Whether the two texts are one, edited within its sentences; whether their figures agree is asked before."""
    common = len(later_runs & earlier_runs)
    return common > 0 and common >= ALIKE * len(later_runs | earlier_runs)


def same_figures(later: Likeness, earlier: Likeness) -> bool:
    """Whether the figures of the one text are those of the other, or among them."""
    few, many = sorted((later.figures, earlier.figures), key=Counter.total)
    if not few:
        return not many and min(later.length, earlier.length) >= SHORT_TEXT
    return (few & many).total() >= SAME_FIGURES * few.total()
