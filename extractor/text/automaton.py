"""Where words stand in a text, by an automaton; a lone surrogate, which has no UTF-8, stands in no word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def hits(automaton: AhoCorasick, text: str, *, overlapping: bool = False) -> list[tuple[int, int, int]]:
    """Index of the word, start and end of each match, in the automaton's order; offsets are code points."""
    try:
        return automaton.find_matches_as_indexes(text, overlapping=overlapping)
    except UnicodeEncodeError:
        return automaton.find_matches_as_indexes(_LONE_SURROGATE.sub("\ufffd", text), overlapping=overlapping)


def places(text: str, words: Sequence[str]) -> list[tuple[int, int, int]]:
    """The same of a few words, overlapping, by an automaton for this text alone: in the form that is soonest built."""
    if not words:
        return []
    return hits(AhoCorasick(words, implementation=Implementation.NoncontiguousNFA), text, overlapping=True)
