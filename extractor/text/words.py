"""Words and their parts of speech, from jieba's dictionary.

Words are evidence about what stands around figures and names; they never decide where a figure or a name is.
"""

from __future__ import annotations

import re
import tempfile
from functools import cache
from typing import TYPE_CHECKING, Protocol

from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

Word = tuple[str, str]  # the word, jieba's part-of-speech tag

_LATIN = re.compile(r"[A-Za-z0-9\s]")
_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff〇]+|[A-Za-z][A-Za-z0-9.\-]*|[0-9]+|\s+|.", re.DOTALL)


class Words(Protocol):
    """Cuts text into tagged words; the words joined are the text."""

    def tag(self, text: str) -> list[Word]:
        """The words of `text` in order.  Latin words are tagged `eng`, digits `m`, marks and blanks `x`."""
        ...


def _tag_other(run: str) -> Word:
    if run[0].isdigit():
        return run, "m"
    return run, "eng" if run[0].isalpha() and run[0].isascii() else "x"


class JiebaWords:
    """jieba itself, in an own tokenizer: no dictionary is shared with the caller's jieba."""

    def __init__(self) -> None:
        import jieba  # noqa: PLC0415  # its dictionary costs half a second: only who extracts pays
        from jieba.posseg import POSTokenizer  # noqa: PLC0415

        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.tmp_dir = tempfile.gettempdir()
        self._tags: dict[str, str] = POSTokenizer(self._tokenizer).word_tag_tab  # type: ignore[attr-defined,call-arg]

    def tag(self, text: str) -> list[Word]:
        """See `Words.tag`."""
        words: list[Word] = []
        for run in _RUN.findall(text):
            if "\u3400" <= run[0] <= "\u9fff":
                words += [(word, self._tags.get(word, "x")) for word in self._tokenizer.cut(run, HMM=False)]
            else:
                words.append(_tag_other(run))
        return words


class _Tags(dict[str, str]):
    """Word → part of speech, asked of the dictionary once a word: to cut is three times as fast as to cut and tag."""

    def __init__(self, tag: Callable[[str, bool], list[Word]]) -> None:
        super().__init__()
        self._tag = tag

    def __missing__(self, word: str) -> str:
        self[word] = found = self._tag(word, False)[0][1]
        return found


class RustWords:
    """The Rust twin of jieba with the same dictionary; `tests/test_words.py` holds that its words are the same."""

    def __init__(self) -> None:
        import rjieba  # noqa: PLC0415

        tokenizer = rjieba.Jieba()
        self._cut: Callable[[str, bool], list[str]] = tokenizer.cut
        self._tags = _Tags(tokenizer.tag)

    def tag(self, text: str) -> list[Word]:
        """See `Words.tag`."""
        tags = self._tags
        if _LATIN.search(text) is None:  # marks stand alone anyway: one call for the whole text
            return [(word, tags[word]) for word in self._cut(text, False)]
        words: list[Word] = []
        for run in _RUN.findall(text):
            if "\u3400" <= run[0] <= "\u9fff":
                words += [(word, tags[word]) for word in self._cut(run, False)]
            else:
                words.append(_tag_other(run))
        return words


@cache
def words(segmenter: str) -> Words:
    """The segmenter of that name: `jieba` (its Rust twin where that is installed), `jieba-python` or `jieba-rust`."""
    if segmenter == "jieba-python":
        return JiebaWords()
    if segmenter == "jieba-rust":
        return RustWords()
    if segmenter != "jieba":
        raise UsageError(f"segmenter: found {segmenter!r}; wanted 'jieba', 'jieba-python' or 'jieba-rust'")
    try:
        return RustWords()
    except ImportError:
        return JiebaWords()
