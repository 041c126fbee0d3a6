"""Words that the segmenter's dictionary lacks and cuts into characters: 首贷户, 批而未供, 健身圈."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extractor.text.words import Word, Words

_NOUN = "n"
_STEMS = frozenset({"n", "v", "vn", "a", "b", "l", "nz", "i", "j"})
_SHORTEST = 2  # characters of a word that takes an ending


class Compounds:
    """A segmenter that joins what another has cut; it joins whole words alone, so 国考 stays cut in 全国考核."""

    def __init__(self, words: Words, compounds: Mapping[str, str], endings: Iterable[str]) -> None:
        self._words = words
        self._compounds = compounds
        self._endings = frozenset(endings)
        self._firsts: dict[str, int] = {}
        for compound in compounds:
            first = words.tag(compound)[0][0]
            self._firsts[first] = max(self._firsts.get(first, 0), len(compound))
        self._joining = self._endings.union(self._firsts)

    def tag(self, text: str) -> list[Word]:
        """See `Words.tag`."""
        tagged = self._words.tag(text)
        if self._joining.isdisjoint([word for word, _ in tagged]):
            return tagged
        joined: list[Word] = []
        firsts, endings = self._firsts, self._endings
        index, count = 0, len(tagged)
        while index < count:
            word, tag = tagged[index]
            if word in firsts and (end := self._end(tagged, index)):
                word = "".join([piece for piece, _ in tagged[index:end]])
                joined.append((word, self._compounds[word]))
                index = end
                continue
            if word in endings and joined and self._takes_ending(joined[-1]):
                joined[-1] = (joined[-1][0] + word, _NOUN)
            else:
                joined.append((word, tag))
            index += 1
        return joined

    def _end(self, tagged: list[Word], index: int) -> int:
        """Where the longest compound ends that begins at a word; 0 where none does."""
        word, found = "", 0
        longest = self._firsts[tagged[index][0]]
        for end in range(index, len(tagged)):
            word += tagged[end][0]
            if len(word) > longest:
                break
            if word in self._compounds:
                found = end + 1
        return found

    @staticmethod
    def _takes_ending(word: Word) -> bool:
        return word[1] in _STEMS and len(word[0]) >= _SHORTEST
