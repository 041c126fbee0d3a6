"""The words of tables by class, from the rule book's register of kind `tables`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.rulebook.book import RuleBook

RULE = "table-cells"
"""The rule file whose words make facts of cells; facts and relations cite it."""

_SPACE = re.compile(r"[\s\u3000]+")
_NOTE = re.compile(r"[①-⑳*＊†]+|\[\d{1,2}\]|［\d{1,2}］|【\d{1,2}】|〔\d{1,2}〕|[¹²³⁴⁵⁶⁷⁸⁹]+$")
_BRACKETS = re.compile(r"[（(\[][^（()）\[\]]*[）)\]]$")


def clean(text: str) -> str:
    """A label without spaces, line breaks and the marks of footnotes."""
    return _NOTE.sub("", _SPACE.sub("", text))


def bare(text: str) -> str:
    """A label without what stands in brackets at its end, and without a colon there."""
    return _BRACKETS.sub("", text.rstrip(":：")).strip(":：")


class CellWords:
    """The classes of words that tables use.  Built once, immutable."""

    def __init__(self, rules: RuleBook) -> None:
        words: dict[str, tuple[str, ...]] = {}
        longer: dict[str, tuple[str, ...]] = {}
        for entry in rules.tables:
            words[entry.id] = (*words.get(entry.id, ()), *map(clean, entry.words))
            longer[entry.id] = (*longer.get(entry.id, ()), *entry.not_in)
        self._sets = {name: frozenset(found) for name, found in words.items()}
        self._endings = {
            name: tuple(w[1:] for w in found if len(w) > 1 and w[0] == "~") for name, found in words.items()
        }
        self._ends = {name: tuple(found) for name, found in words.items()}
        self._patterns = {name: _pattern(found, longer[name]) for name, found in words.items()}

    def of(self, name: str) -> frozenset[str]:
        """The words of a class."""
        return self._sets.get(name, frozenset())

    def is_in(self, label: str, name: str) -> bool:
        """Whether a clean label without its brackets is one of the words, or ends in one behind ~."""
        known, words = bare(label), self.of(name)
        return bool(label) and (label in words or known in words or known.endswith(self._endings.get(name) or ("\0",)))

    def ends(self, label: str, name: str) -> bool:
        """Whether the label ends in a word of the class."""
        return label.endswith(self._ends.get(name, ()))

    def holds(self, label: str, name: str) -> bool:
        """Whether the label holds a word of the class, what it stands in by its `not_in` left out."""
        return self.first(label, name) is not None

    def first(self, label: str, name: str) -> re.Match[str] | None:
        """Where the first word of the class stands in the label, the longest of those that begin there."""
        pattern = self._patterns.get(name)
        found = None if pattern is None else pattern.finditer(label)
        return next((match for match in found or () if match.lastgroup == "word"), None)

    def without(self, label: str, name: str) -> str:
        """The label without every word of the class."""
        pattern = self._patterns.get(name)
        return (
            label
            if pattern is None
            else pattern.sub(lambda found: "" if found.lastgroup == "word" else found[0], label)
        )


def _pattern(words: tuple[str, ...], longer: tuple[str, ...]) -> re.Pattern[str]:
    """The words, the longest first; what they may stand in is matched before them and is no `word`."""
    kept = "|".join(map(re.escape, sorted(longer, key=len, reverse=True))) or r"(?!)"
    found = "|".join(map(re.escape, sorted((w for w in words if w[:1] != "~" or len(w) == 1), key=len, reverse=True)))
    return re.compile(f"(?P<longer>{kept})|(?P<word>{found or r'(?!)'})")
