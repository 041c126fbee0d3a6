"""Registered names and cue words in a text: one automaton, leftmost-longest, with shields."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, get_args

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.model import Mention, MentionKind
from extractor.text.automaton import hits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from extractor.rulebook.book import RuleBook

KIND_ORDER: tuple[MentionKind, ...] = get_args(MentionKind)
"""Which kind a writing is that two kinds register: the first of these."""

_start, _end = itemgetter(1), itemgetter(2)
_BEGINNING = 3
"""Characters of a writing that the automaton holds: what stands behind them is looked up, for 142,000 writings begin in
26,000 ways, and an automaton of those is built twenty times as soon and scanned sooner."""


class _Entry(msgspec.Struct, frozen=True, gc=False):
    """What a pattern of the automaton stands for; `shields`: its offset in longer words, and those words."""

    kind: MentionKind
    entry_id: str
    rule_id: str
    shields: tuple[tuple[int, tuple[str, ...]], ...]


class Lexicon:
    """Every registered writing.  Built once, immutable, safe to share between threads.

    Earliest first, longest on a tie; where two kinds register one writing, the first in `KIND_ORDER`.  A name inside
    one of its own `not_in` words is not seen; whatever else stands there is found as if it were not registered.
    """

    def __init__(self, rules: RuleBook, *, kinds: Collection[MentionKind] = KIND_ORDER) -> None:
        """Hold the writings of these kinds; the others are not seen, and stand in nobody's way."""
        self._entries = _entries(rules, kinds)
        longer: dict[str, set[int]] = {}
        for writing in self._entries:
            lengths = longer.setdefault(writing[:_BEGINNING], set())
            if len(writing) > _BEGINNING:
                lengths.add(len(writing))
        self._begun = [(self._entries.get(word), sorted(rest, reverse=True)) for word, rest in longer.items()]
        # All hits, not the automaton's own leftmost-longest: what a shield takes away must leave room for others.
        self._automaton = AhoCorasick(list(longer), MatchKind.Standard)

    def find(self, text: str, kinds: Collection[MentionKind] | None = None) -> list[Mention]:
        """The mentions in reading order, none overlapping another; offsets are code points.

        Of `kinds` alone where they are given: the others stand in nobody's way, but keep the writings that they share
        with kinds behind them in `KIND_ORDER`.
        """
        found = hits(self._automaton, text, overlapping=True)
        found.sort(key=_end, reverse=True)
        found.sort(key=_start)  # stable: the longest of those that start together stays first
        mentions: list[Mention] = []
        free_from = 0
        for index, start, stop in found:
            if start < free_from:
                continue
            (entry, lengths), end = self._begun[index], stop
            for length in lengths:
                longer = self._entries.get(text[start : start + length])
                if longer is not None and _is_seen(longer, text, start, kinds):
                    entry, end = longer, min(start + length, len(text))
                    break
            if entry is not None and (end > stop or _is_seen(entry, text, start, kinds)):
                mentions.append(Mention(start, end, text[start:end], entry.kind, entry.entry_id, entry.rule_id))
                free_from = end
        return mentions


def _is_seen(entry: _Entry, text: str, start: int, kinds: Collection[MentionKind] | None) -> bool:
    """Whether the writing at `start` stands for its entry: no shield covers it, and its kind is asked for."""
    if kinds is not None and entry.kind not in kinds:
        return False
    for offset, words in entry.shields:  # noqa: SIM110  # a generator costs more than what it runs over
        if text.startswith(words, start - offset):
            return False
    return True


def _entries(rules: RuleBook, kinds: Collection[MentionKind]) -> dict[str, _Entry]:
    """Writing → entry; of two kinds the first in `KIND_ORDER`, of two cue classes the first in the book."""
    found: dict[str, _Entry] = {}
    for kind in KIND_ORDER:
        if kind not in kinds:
            continue
        for entry_id, rule_id, writings, not_in in _registered(rules, kind):
            bare = _Entry(kind, entry_id, rule_id, ())
            for writing in writings:
                if writing not in found:
                    shields = _offsets(writing, not_in) if not_in else ()
                    found[writing] = _Entry(kind, entry_id, rule_id, shields) if shields else bare
    return found


def _registered(rules: RuleBook, kind: MentionKind) -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Entry, rule file, writings and `not_in` words of every entry of a kind."""
    if kind == "cue":
        yield from ((cue.id, cue.rule_id, cue.words, cue.not_in) for cue in rules.cues)
    else:
        yield from ((n.id, n.rule_id, n.writings, n.not_in) for n in rules.names if n.kind == kind)


def _offsets(writing: str, not_in: tuple[str, ...]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Each offset that the writing has in longer words, with those words."""
    found: dict[int, list[str]] = {}
    for word in not_in:
        for offset in range(len(word) - len(writing) + 1) if word != writing else ():
            if word.startswith(writing, offset):
                found.setdefault(offset, []).append(word)
    return tuple((offset, tuple(words)) for offset, words in found.items())
