"""Units by their writings: the longest that starts behind a number, or a currency that ends before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.figures.wording import Wording
    from extractor.rulebook.book import UnitRule

Lengths = tuple[int, ...]
_EARLY = "提前"  # 提前一年 is a length of time, 前一年 is a time


class UnitTable:
    """Writing → unit, for lookups at a place in a text.  Immutable."""

    def __init__(self, rules: Iterable[UnitRule], words: Wording) -> None:
        self._units: dict[str, UnitRule] = {}
        self._folded: dict[str, UnitRule] = {}
        for rule in rules:
            for writing in rule.writings or (rule.name, *rule.aliases):
                self._units.setdefault(writing, rule)
                if len(writing) > 1 and writing.isascii():
                    self._folded.setdefault(writing.casefold(), rule)
        self._lengths = _lengths_by_beginning(self._units)
        money = {writing: rule for writing, rule in self._units.items() if rule.kind == "money"}
        named, behind = words.currency_before, words.currency_behind
        self._prefixes = {word: rule for word, rule in money.items() if word in named or not word.endswith(behind)}
        self._prefix_lengths = lengths_by(-1, self._prefixes)

    def at(self, text: str, position: int, number_start: int) -> tuple[UnitRule, int] | None:
        """The longest unit that starts at `position`, with its end; what its rule excludes is passed over."""
        first = text[position : position + 2].casefold()
        lengths = self._lengths.get(first) or self._lengths.get(first[:1])
        if lengths is None:
            return None
        for length in lengths:
            end = position + length
            writing = text[position:end]
            rule = self._units.get(writing) or (self._folded.get(writing.casefold()) if writing.isascii() else None)
            if rule is None or len(writing) < length or (writing[-1].isascii() and _runs_on(writing, text, end)):
                continue
            if rule.not_before and text.startswith(rule.not_before, end):
                continue
            if (
                rule.not_after
                and text.endswith(rule.not_after, 0, number_start)
                and not text.endswith(_EARLY, 0, number_start)
            ):
                continue
            return rule, end
        return None

    def currency_before(self, text: str, position: int) -> tuple[UnitRule, int] | None:
        """The currency whose sign or name ends at `position` (a space may stand between), with its start."""
        end = position - 1 if text[position - 1 : position] == " " and position > 1 else position
        last = text[end - 1 : end]
        for length in self._prefix_lengths.get(last.casefold(), ()):
            rule = self._prefixes.get(text[end - length : end]) if end >= length else None
            if rule is not None and not _inside_a_word(text, end - length):
                return rule, end - length
        return None


def _inside_a_word(text: str, start: int) -> bool:
    """JVTMOP6: the letters before a code make another word of it."""
    before, first = text[start - 1 : start], text[start]
    return first.isascii() and first.isalpha() and before.isascii() and before.isalnum()


def lengths_by(index: int, writings: Iterable[str]) -> dict[str, Lengths]:
    """First or last character → the lengths of the writings that have it there, longest first."""
    found: dict[str, set[int]] = {}
    for writing in writings:
        found.setdefault(writing[index].casefold(), set()).add(len(writing))
    return {mark: tuple(sorted(lengths, reverse=True)) for mark, lengths in found.items()}


def _lengths_by_beginning(writings: Iterable[str]) -> dict[str, Lengths]:
    """First two characters → the lengths of the writings that may stand there; a first one alone stands for itself."""
    found: dict[str, set[int]] = {}
    for writing in writings:
        found.setdefault(writing[:2].casefold(), set()).add(len(writing))
    for beginning, lengths in found.items():
        if beginning[:1] in found:
            lengths.add(1)
    return {beginning: tuple(sorted(lengths, reverse=True)) for beginning, lengths in found.items()}


def _runs_on(writing: str, text: str, end: int) -> bool:
    """A Latin writing that goes on in Latin letters is another word: 5mm is no 5m, 3Mbps no 3M."""
    after = text[end : end + 1]
    return writing[-1].isalpha() and after.isascii() and after.isalnum()
