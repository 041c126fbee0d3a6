"""Names of persons by their shape: those a title introduces (村民张飞元), then wherever they stand, and 王某某."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.model import Mention
from extractor.text.automaton import hits, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from extractor.rulebook.book import RuleBook

PERSON = "person-name"
_HAN = r"\u4e00-\u9fff"
_LONG, _SHORT = 3, 2  # characters of a name


class PersonShapes:
    """Finds the names of persons; titles and surnames come from the rule book.

    `is_word` tells the dictionary's words from names: 书记高度重视 names no one.
    """

    def __init__(self, rules: RuleBook, is_word: Callable[[str], bool]) -> None:
        words = {cue.id: cue.words for cue in rules.cues}
        surnames = _either(words.get("shape-surname", ()))
        clear = set(words.get("shape-surname", ())) - set(words.get("shape-doubtful-surname", ()))
        titles = words.get("shape-person-title", ())
        behind = _either(words.get("shape-behind-person", ()))
        self._titled = re.compile(rf"(?:{_either(titles)})(?={_either(clear)})([{_HAN}]{{2,3}})")
        self._ends = re.compile(rf"[^{_HAN}]|\Z|{behind}")
        self._unnamed = re.compile(
            rf"(?:{surnames})某(?:某(?![村镇县市区局]|公司)|[甲乙丙丁强军伟明华平](?![{_HAN}]))?"
        )
        self._is_word = is_word

    def find(self, text: str) -> list[Mention]:
        """The names in a text, in no order."""
        found: list[Mention] = []
        if "某" in text:
            found += [_mention(text, *match.span()) for match in self._unnamed.finditer(text)]
        introduced = list(self._titled.finditer(text))
        often = _counts(text, {match[1][:size] for match in introduced for size in (_SHORT, _LONG)})
        names = {name for match in introduced if (name := self._name(text, match.start(1), match[1], often))}
        found += [_mention(text, start, end) for start, end in _places(text, sorted(names))]
        return found

    def _name(self, text: str, start: int, letters: str, often: Mapping[str, int]) -> str:
        """Two or three characters: as the text repeats them, else as what stands behind lets them end."""
        short, long = letters[:_SHORT], letters[:_LONG] if len(letters) == _LONG else ""
        if self._is_word(short) or (long and self._is_word(long)):  # 张飞元 is a name, though 张飞 is a word
            return long if long and not self._is_word(long) and often[long] > 1 else ""
        if long and often[long] > max(1, often[short] // 2):
            return long
        if long and often[short] > 1 and often[long] == 1:
            return short
        if self._ends.match(text, start + _SHORT):
            return short
        return long if long and self._ends.match(text, start + _LONG) else ""


def _either(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _counts(text: str, words: set[str]) -> Counter[str]:
    """How often the words stand in the text, one inside another too."""
    ordered = sorted(words)
    return Counter([ordered[index] for index, _, _ in places(text, ordered)])


def _places(text: str, names: list[str]) -> list[tuple[int, int]]:
    """Where the names stand, the longer of two."""
    if not names:
        return []
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    return [(start, end) for _, start, end in hits(automaton, text)]


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, text[start:end], "organisation", "", PERSON)
