"""Names of persons by their shape: those a title introduces (村民张飞元), then wherever they stand, and 王某某."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.model import Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
        titles = words.get("shape-person-title", ())
        behind = _either(words.get("shape-behind-person", ()))
        self._last = frozenset(title[-1] for title in titles)
        self._titled = re.compile(rf"(?:{_either(titles)})(?={surnames})([{_HAN}]{{2,3}})")
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
        names = dict.fromkeys(name for name in self._introduced(text) if name)
        for name in names:
            longer = tuple(other for other in names if other != name and other.startswith(name))
            start = text.find(name)
            while start >= 0:
                if not text.startswith(longer, start):
                    found.append(_mention(text, start, start + len(name)))
                start = text.find(name, start + len(name))
        return found

    def _introduced(self, text: str) -> Iterator[str]:
        for match in self._titled.finditer(text):
            yield self._name(text, match.start(1), match[1])

    def _name(self, text: str, start: int, letters: str) -> str:
        """Two or three characters: as the text repeats them, else as what stands behind lets them end."""
        short, long = letters[:_SHORT], letters[:_LONG] if len(letters) == _LONG else ""
        if self._is_word(short) or (long and self._is_word(long)):  # 张飞元 is a name, though 张飞 is a word
            return long if long and not self._is_word(long) and text.count(long) > 1 else ""
        if long and text.count(long) > max(1, text.count(short) // 2):
            return long
        if text.count(short) > 1 and text.count(long or short) == 1 and long:
            return short
        if self._ends.match(text, start + _SHORT):
            return short
        return long if long and self._ends.match(text, start + _LONG) else ""


def _either(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, text[start:end], "organisation", "", PERSON)
