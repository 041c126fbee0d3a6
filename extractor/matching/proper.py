"""Names that a word for a body ends and a proper noun opens, wherever a register has none: 雷神山医院, 京港地铁."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.matching.shapes import MINED
from extractor.model import Mention
from extractor.text.automaton import hits, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.rulebook.book import RuleBook
    from extractor.text.words import Word, Words

_HAN = r"\u4e00-\u9fff"
_HEAD = re.compile(rf"[{_HAN}]*\Z")
_LONGEST = 10  # characters before the ending
_SHORTEST = 2
_PLACED = frozenset({"ns", "nt"})
_PROPER = _PLACED | {"nr", "nz", "nrt", "nrfg"}
_LOOSE = frozenset("pcurqdvmtieloyk")  # first letters of parts of speech that no name has a whole word of
_NTH = "第"


class ProperNames:
    """Finds them at the head of a clause, and then wherever the text has them; the words come from the rule book."""

    def __init__(self, rules: RuleBook, words: Words) -> None:
        cues = {cue.id: cue.words for cue in rules.cues}
        self._weak = frozenset(cues.get("shape-proper-weak-end", ()))
        self._bodies = self._weak.union(cues.get("shape-proper-end", ()))
        self._ends = AhoCorasick(sorted(self._bodies), MatchKind.LeftmostLongest)
        self._done = frozenset(cues.get("shape-proper-no-opening", ()))
        self._deeds = (*sorted(self._done), *cues.get("deed-opening", ()))
        self._none = re.compile("|".join(map(re.escape, cues.get("shape-proper-none", ()))) or "(?!)")
        self._common = frozenset(cues.get("shape-proper-common", ()))
        self._words = words

    def find(self, text: str, names: Sequence[Mention]) -> list[Mention]:
        """The names in a text, in no order; `names` are the registered mentions."""
        known = {mention.start: mention.end for mention in names}
        found = {text[start:end] for start, end in self._tried(text) if self._is_name(text, start, end, known)}
        return [
            Mention(start, end, text[start:end], "organisation", "", MINED)
            for _, start, end in places(text, sorted(found))
        ]

    def _tried(self, text: str) -> Iterator[tuple[int, int]]:
        """What stands between the head of a clause and a word for a body."""
        for _, at, end in hits(self._ends, text):
            start = _HEAD.search(text, max(0, at - _LONGEST - 1), at)
            if start is not None and at - _LONGEST <= start.start() <= at - _SHORTEST:
                yield start.start(), end

    def _is_name(self, text: str, start: int, end: int, known: dict[int, int]) -> bool:
        """Whether a proper noun, or what is no word at all, is among the words before the ending."""
        if known.get(start, start) >= end or self._none.search(text, start, end):
            return False
        tagged = self._words.tag(text[start : end + 3])
        before = _cut_before(tagged, end - start)
        if len(before) < 2:
            return False
        head, size = before[:-1], sum(len(word) for word, _ in before[:-1])
        if known.get(start, start) == start + size:
            return False  # 北京医院: a place and a body, which the clause's tokens say
        proper = _PLACED if before[-1][0] in self._weak else _PROPER
        opening = list(takewhile(lambda word: word[0] not in self._bodies, head))  # 双流国际机场|新开通航线
        return any(self._is_proper(word, proper) for word in opening) and not self._tells(head)

    def _is_proper(self, word: Word, proper: frozenset[str]) -> bool:
        """What the dictionary has for a proper noun, and a character that it has in no word."""
        return (word[1] in proper or len(word[0]) == 1) and word[0] not in self._common

    def _tells(self, words: Sequence[Word]) -> bool:
        """水利局新建水库, 经解放军总医院: whether the words hold one of doing or joining, or open with one."""
        if any(word in self._done for word, _ in words):
            return True
        loose = any(len(word) > 1 and tag[0] in _LOOSE and not word.startswith(_NTH) for word, tag in words)
        return loose or words[0][1][0] in _LOOSE or "".join([word for word, _ in words]).startswith(self._deeds)


def _cut_before(tagged: Sequence[Word], size: int) -> list[Word]:
    """The words of the first `size` characters; none where a word goes on behind them."""
    end, words = 0, []
    for word in tagged:
        if end >= size:
            break
        words.append(word)
        end += len(word[0])
    return words if end == size else []
