"""Short names of companies by their shape: two characters before a trade (大富科技), and what is listed with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.matching.shapes import COMPANY
from extractor.model import Mention
from extractor.text.automaton import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.rulebook.book import RuleBook
    from extractor.text.words import Words

_HAN = r"\u4e00-\u9fff"
_PROPER = frozenset({"nz", "nr", "nt", "nrt", "nrfg"})
_TWICE = 2
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
        behind = _either(cues.get("shape-firm-goes-on", ()))
        self._words = words
        self._sure = frozenset(cues.get("shape-firm-sure", ()))
        self._of_place = frozenset(cues.get("shape-firm-of-place", ()))
        self._shape = re.compile(
            rf"(?:(?<![{_HAN}])|(?<=[和与及为是由对而但])|(?<=其中))"
            rf"((?:(?!{none})[{_HAN}]){{{_PREFIX}}})({trades})(?!{behind})"
        )

    def find(self, text: str, names: Sequence[Mention]) -> list[Mention]:
        """The names in a text, in no order; `names` are the registered mentions."""
        known = {mention.start: mention for mention in names}
        found: dict[str, None] = {}
        doubtful: dict[str, re.Match[str]] = {}
        for match in self._shape.finditer(text):
            name, mention = match[0], known.get(match.start())
            if name in found or (mention is not None and mention.end >= match.end()):
                continue
            if self._is_name(match[1], match[2]):
                found[name] = None
            elif mention is None or self._is_of_place(match, mention, text):
                doubtful.setdefault(name, match)
        for name, match in doubtful.items():
            if match.start() in known or _is_listed(text, match, found):
                found[name] = None
        return [
            Mention(start, end, text[start:end], "organisation", "", COMPANY)
            for _, start, end in places(text, sorted(found))
        ]

    def _is_name(self, letters: str, trade: str) -> bool:
        """天安 and 容百 before a trade, and whatever stands before 财险; a word of the dictionary is none: 社会保险."""
        cut = [word for word, _ in self._words.tag(letters + trade)]
        if "".join(cut[: -1 if len(cut) > 1 else None]) != letters and cut[0] != letters:
            return False
        tagged = self._words.tag(letters)
        return len(tagged) > 1 or tagged[0][1] in _PROPER or trade in self._sure

    def _is_of_place(self, match: re.Match[str], mention: Mention, text: str) -> bool:
        """锦州银行, a bank of the place before it that the text names twice."""
        place = mention.kind == "region" and mention.end == match.end(1)
        return place and match[2] in self._of_place and text.count(match[0]) >= _TWICE


def _is_listed(text: str, match: re.Match[str], found: Iterable[str]) -> bool:
    """大众保险, a common word and a trade, beside a name in a list."""
    return text.endswith(tuple(f"{name}{mark}" for name in found for mark in "、和与及"), 0, match.start()) or text.startswith(
        tuple(f"{mark}{name}" for name in found for mark in "、和与及"), match.end()
    )


def _either(words: Iterable[str]) -> str:
    """The words as one alternative, the longest first; nothing where there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"
