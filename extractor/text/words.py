"""Words and their parts of speech, from jieba's dictionary.

Words are evidence about what stands around figures and names; they never decide where a figure or a name is.
"""

from __future__ import annotations

import re
import sys
import tempfile
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Protocol

from extractor.errors import UsageError

if TYPE_CHECKING:
    import rjieba

Word = tuple[str, str]  # the word, jieba's part-of-speech tag

_EXTENSION = "rjieba.rjieba"
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


class RustWords:
    """The Rust twin of jieba with the same dictionary; `tests/test_words.py` holds that its words are the same."""

    def __init__(self) -> None:
        self._tokenizer = _rust_tokenizer()

    def tag(self, text: str) -> list[Word]:
        """See `Words.tag`."""
        if _LATIN.search(text) is None:  # marks stand alone anyway: one call for the whole text
            return self._tokenizer.tag(text, False)
        words: list[Word] = []
        for run in _RUN.findall(text):
            if "\u3400" <= run[0] <= "\u9fff":
                words += self._tokenizer.tag(run, False)
            else:
                words.append(_tag_other(run))
        return words


def _rust_tokenizer() -> rjieba.Jieba:
    """An own tokenizer of rjieba's extension: the package around it loads the dictionary once more, to share it.

    Raises ImportError where it is not installed.
    """
    package = find_spec("rjieba")
    place = None if package is None or _EXTENSION in sys.modules else package.submodule_search_locations
    spec = PathFinder.find_spec(_EXTENSION, place) if place else None
    if spec is not None and spec.loader is not None:
        sys.modules[_EXTENSION] = module_from_spec(spec)  # whoever imports the package later gets the same
        spec.loader.exec_module(sys.modules[_EXTENSION])
    if package is None or _EXTENSION not in sys.modules:
        import rjieba  # noqa: PLC0415

        return rjieba.Jieba()
    return sys.modules[_EXTENSION].Jieba()  # type: ignore[no-any-return]


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
