"""Names that no register has and that a text keeps opening its clauses with: 碧桂园, 中铁建川公司."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from extractor.matching.shapes import MINED
from extractor.model import Mention
from extractor.text.automaton import places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from extractor.text.words import Words

_HAN = r"\u4e00-\u9fff"
_OPENING = re.compile(rf"(?:^|[，：:；;。！？!?\s“])([{_HAN}]{{2,10}})", re.MULTILINE)
_COMPANY = re.compile(rf"([{_HAN}]{{2,6}})公司")
_PROPER = frozenset({"nr", "nz", "nt", "nrt", "nrfg"})
_ACTS = frozenset("dvpca")  # first letters of the parts of speech that may follow a name that acts
_SHORTEST = 3  # characters: shorter ones are mostly words (力争)
_TIMES = 3  # that it stands in the text


def recurring_names(text: str, names: Sequence[Mention], words: Words, saying: Collection[str] = ()) -> list[Mention]:
    """Proper nouns and short company names that open a clause and stand in the text three times.

    `names` are the registered mentions, sorted; a name that begins where one of them does is left alone.  Who is quoted
    (王建国说: `saying` has the verbs) is not what the figures are about.
    """
    known = {mention.start for mention in names}
    openings = {match[1] for match in _OPENING.finditer(text) if match.start(1) not in known}
    often = _frequent({opening[:_SHORTEST] for opening in openings}, text)
    tried = {name for opening in openings if opening[:_SHORTEST] in often for name in _names_at(opening, words)}
    said = re.compile(rf"({'|'.join(map(re.escape, sorted(tried)))})(?:{'|'.join(sorted(saying))})") if tried else None
    speaking = {match[1] for match in said.finditer(text)} if said and saying else set()
    found = _frequent(tried - speaking, text)
    return [
        Mention(start, end, text[start:end], "organisation", "", MINED) for _, start, end in places(text, sorted(found))
    ]


def _frequent(names: Collection[str], text: str) -> set[str]:
    """Those that stand in the text often enough, found in one pass."""
    listed = sorted(names)
    counts = Counter([index for index, _, _ in places(text, listed)])
    return {listed[index] for index, count in counts.items() if count >= _TIMES}


def _names_at(opening: str, words: Words) -> Iterator[str]:
    """The names that a clause may open with."""
    company = _COMPANY.match(opening)
    if company and len(words.tag(company[1][-2:])) > 1 and len(words.tag(company[1])) > 1:
        yield company[0]
    tagged = words.tag(opening)
    name, tag = tagged[0]
    acts = len(tagged) > 1 and tagged[1][1][0] in _ACTS
    if tag in _PROPER and len(name) >= _SHORTEST and acts and not _is_compound(name, words):
        yield name


def _is_compound(name: str, words: Words) -> bool:
    """高水平, 绿水青山: the dictionary has set phrases for proper nouns; two letters of theirs are a common word."""
    pairs = [words.tag(name[place : place + 2]) for place in range(len(name) - 1)]
    return any(len(pair) == 1 and pair[0][1] not in (*_PROPER, "ns") for pair in pairs)
