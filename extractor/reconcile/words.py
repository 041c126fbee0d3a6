"""The words of tables, from the rule book's register of kind `tables`."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from extractor.text.normalise import normalise

if TYPE_CHECKING:
    from extractor.rulebook.book import RuleBook

_SPACE = re.compile(r"[\s\u3000]+")
_FOOTNOTE = re.compile(r"[①②③④⑤⑥⑦⑧⑨⑩*＊†]+$|[\[［]\d{1,2}[\]］]$|(?<=\D)[¹²³]+$")
ROLES = ("number", "note", "unit", "period", "population", "value", "indicator", "subject")


def clean(text: str) -> str:
    """A label without spaces, line breaks and footnote marks; full-width letters as ASCII."""
    return _FOOTNOTE.sub("", _SPACE.sub("", normalise(text)))


class TableWords:
    """The classes of words that tables use.  Built once, immutable."""

    def __init__(self, rules: RuleBook) -> None:
        self._classes: dict[str, tuple[str, ...]] = {}
        self._longer: dict[str, tuple[str, ...]] = {}
        for entry in rules.tables:
            self._longer[entry.id] = self._longer.get(entry.id, ()) + entry.not_in
            self._classes[entry.id] = self._classes.get(entry.id, ()) + tuple(clean(word) for word in entry.words)

    def of(self, name: str) -> tuple[str, ...]:
        """The words of a class."""
        return self._classes.get(name, ())

    def is_in(self, text: str, name: str) -> bool:
        """Whether the label is one of the class's words, brackets behind it left out."""
        return _bare(text) in self._sets.get(name, frozenset())

    def holds(self, text: str, name: str) -> str | None:
        """The first word of the class that the text holds, what it stands in by its `not_in` left out."""
        for longer in self._longer.get(name, ()):
            text = text.replace(longer, "")
        return next((word for word in self.of(name) if word in text), None)

    def role(self, header: str) -> str | None:
        """What a column under this header holds by its word alone."""
        return next((role for role in ROLES if self.is_in(header, role)), None)

    def leads(self, text: str, name: str) -> bool:
        """Whether the text begins with one of the class's words and a colon: `单位：万元`."""
        head, mark, _ = text.replace("：", ":").partition(":")
        return bool(mark) and clean(head).lstrip("（(") in self._sets.get(name, frozenset())

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(words) for name, words in self._classes.items()}

    @cached_property
    def twins(self) -> tuple[tuple[str, str], ...]:
        """Pairs of words that never mean the same."""
        named = (words for name, words in self._classes.items() if name.startswith("twin-"))
        return tuple(pair for words in named for pair in combinations(words, 2))

    @cached_property
    def same_units(self) -> dict[str, str]:
        """Unit → the unit that it is counted as."""
        named = (words for name, words in self._classes.items() if name.startswith("same-unit-"))
        return {word: words[0] for words in named for word in words}

    def counted_as(self, unit: str | None) -> str | None:
        """The unit that a unit is counted as: 用户 as 户."""
        return self.same_units.get(unit or "", unit)

    def level(self, phrase: str) -> str:
        """What changes, without the words that say so: 进出口同比增长 → 进出口; '' where nothing else is said."""
        words = sorted(
            (word for name in ("change", "yoy", "mom", "fall") for word in self.of(name)), key=len, reverse=True
        )
        for word in words:
            if phrase.endswith(word) or phrase.startswith(word):
                return self.level(phrase.removesuffix(word).removeprefix(word))
        return phrase

    def without_form(self, title: str) -> str:
        """The title without 各市 at its head and 情况统计表 at its end."""
        for word in sorted(self.of("form"), key=len, reverse=True):
            title = title.removesuffix(word)
        for word in sorted(self.of("spread"), key=len, reverse=True):
            title = title.removeprefix(word)
        return title

    def stripped(self, phrase: str) -> str:
        """The phrase without the words that say nothing at its end (惠及企业数 → 惠及企业), if something is left."""
        for word in sorted(self.of("neutral"), key=len, reverse=True):
            if phrase.endswith(word) and len(phrase) - len(word) >= 2:
                return self.stripped(phrase.removesuffix(word))
        return phrase


def _bare(text: str) -> str:
    return re.sub(r"[（(][^（）()]*[)）]$", "", clean(text))
