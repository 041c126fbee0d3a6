"""Short names of companies by their shape: two characters before a trade (大富科技), and what is listed with them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.matching.shapes import COMPANY
from extractor.model import Mention
from extractor.text.automaton import hits, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.rulebook.book import RuleBook
    from extractor.text.words import Word, Words

_HAN = r"\u4e00-\u9fff"
_PROPER = frozenset({"nz", "nr", "nt", "nrt", "nrfg"})
_TWICE = 2
_JOINS = "、和与及"
_PREFIX = 2  # characters before the trade


class FirmShapes:
    """Finds the short names of companies; trades, and the characters that no name has, come from the rule book.

    What stands behind a mark or a joining word is one where the letters before its trade are a proper noun or no word
    at all; it is then found wherever the text has it.
    """

    def __init__(self, rules: RuleBook, words: Words) -> None:
        cues = {cue.id: cue.words for cue in rules.cues}
        trades = _either(cues.get("shape-firm-trade", ()))
        none = _either(cues.get("shape-firm-none", ()))
        ending = _either(cues.get("shape-firm-none-last", ()))
        own = _either(cues.get("shape-firm-own", ()))
        behind = _either(cues.get("shape-firm-goes-on", ()))
        self._words = words
        self._trades = AhoCorasick(list(cues.get("shape-firm-trade", ())), MatchKind.LeftmostLongest)
        self._sure = frozenset(cues.get("shape-firm-sure", ()))
        self._of_place = frozenset(cues.get("shape-firm-of-place", ()))
        self._shape = re.compile(
            rf"(?:(?<![{_HAN}])|(?<=[和与及为是由对而但])|(?<=其中))"
            rf"((?!{none})[{_HAN}](?!{none}|{ending})[{_HAN}])({trades})(?!(?!{own})(?:{behind}))"
        )

    def find(self, text: str, names: Sequence[Mention]) -> list[Mention]:
        """The names in a text, in no order; `names` are the registered mentions."""
        known = {mention.start: mention for mention in names}
        starts = sorted({start - _PREFIX for _, start, _ in hits(self._trades, text) if start >= _PREFIX})
        tried = [
            match
            for match in map(partial(self._shape.match, text), starts)
            if match is not None and (match.start() not in known or known[match.start()].end < match.end())
        ]
        found = {match[0] for match in tried if self._is_name(match, known.get(match.start()), text)}
        for row in _rows(tried, text):  # 天安保险、大众保险: what is listed with a name is one
            if not found.isdisjoint(row):
                found.update(row)
        return [
            Mention(start, end, text[start:end], "organisation", "", COMPANY)
            for _, start, end in places(text, sorted(found))
        ]

    def _is_name(self, match: re.Match[str], known: Mention | None, text: str) -> bool:
        """天安 and 容百 before a trade, and whatever stands before 财险; a word of the dictionary is none: 社会保险."""
        letters, trade = match[1], match[2]
        if known is not None and known.kind == "region" and known.end == match.end(1):  # 锦州银行
            return trade in self._of_place and text.count(match[0]) >= _TWICE
        if not _cuts_at(self._words.tag(match[0]), _PREFIX):
            return False
        tagged = self._words.tag(letters)
        return len(tagged) > 1 or tagged[0][1] in _PROPER or trade in self._sure


def _cuts_at(tagged: Iterable[Word], place: int) -> bool:
    """Whether the segmenter cuts there: not within 以中|医药."""
    end = 0
    for word, _ in tagged:
        end += len(word)
        if end >= place:
            break
    return end == place


def _rows(matches: Sequence[re.Match[str]], text: str) -> Iterator[list[str]]:
    """The names that 、 or 和 joins, two or more in a row."""
    row: list[str] = []
    end = -1
    for match in matches:
        if row and not (match.start() == end + 1 and text[end] in _JOINS):
            if len(row) > 1:
                yield row
            row = []
        row.append(match[0])
        end = match.end()
    if len(row) > 1:
        yield row


def _either(words: Iterable[str]) -> str:
    """The words as one alternative, the longest first; nothing where there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"
