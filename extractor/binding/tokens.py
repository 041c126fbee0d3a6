"""A sentence as tokens: figures, periods, comparison bases and names as one token each, words in between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from extractor.model import Mention
from extractor.text.compounds import Compounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractor.rulebook.book import RuleBook
    from extractor.text.words import Words

FIGURE, PERIOD, BASE, BODY, INDICATOR, GROUP, ACTION = "Q", "T", "C", "B", "N", "P", "V"
_TAG_OF_KIND = {
    "organisation": BODY,
    "region": BODY,
    "indicator": INDICATOR,
    "population": GROUP,
    "action": ACTION,
}
SIMPLE = {
    **dict.fromkeys(("n", "nr", "ns", "nt", "nz", "ng", "nrt", "nrfg", "j", "l", "b", "s"), "n"),
    **dict.fromkeys(("an", "i", "eng", "zg", "nl"), "n"),
    **dict.fromkeys(("v", "vd", "vi", "vq", "vg", "vx"), "v"),
    **dict.fromkeys(("a", "ad", "ag"), "a"),
    **dict.fromkeys(("d", "df", "dg", "z"), "d"),
    "h": "a",  # 非行政许可
    **dict.fromkeys(("u", "uj", "ul", "uz", "uv", "ud", "ug", "y", "e", "o", "k", "yg"), "u"),
    **dict.fromkeys(("m", "mq", "mg", "q", "r", "rr", "rz", "rg"), "m"),
    "vn": "w",
    "p": "p",
    "c": "c",
    "f": "f",
    "t": "f",
    "tg": "f",
    "x": "x",
}


_FIRST = "among"  # cues of that class are found before names


class Token(msgspec.Struct, frozen=True, gc=False):
    """One token; `ref` is the index of its figure, period or base, or the `Mention` of a name."""

    start: int
    end: int
    text: str
    tag: str
    ref: int | Mention | None = None


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A mention that becomes one token."""

    start: int
    end: int
    tag: str
    ref: int | Mention | None


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words; nothing where there are none."""
    return re.compile("|".join(map(re.escape, sorted(words))) or r"(?!)")


def named_body(token: Token) -> Mention | None:
    """The registered name that a token for a body is; `None` for every other token."""
    return token.ref if token.tag == BODY and isinstance(token.ref, Mention) else None


def index_of(token: Token) -> int:
    """The index of the figure, period or base that a token stands for."""
    if not isinstance(token.ref, int):
        raise TypeError(f"{token.text!r}: found a word; wanted a figure, a period or a base")
    return token.ref


class CueBook:
    """The cue words by class."""

    def __init__(self, rules: RuleBook) -> None:
        by_class: dict[str, frozenset[str]] = {}
        for cue in rules.cues:
            by_class[cue.id] = by_class.get(cue.id, frozenset()) | frozenset(cue.words)
        self._ordered = {cue.id: cue.words for cue in rules.cues}
        self._by_class: Mapping[str, frozenset[str]] = by_class

    def ordered(self, cue_class: str) -> tuple[str, ...]:
        """The words of a class in the order written."""
        return self._ordered.get(cue_class, ())

    def starting(self, prefix: str) -> tuple[str, ...]:
        """The classes whose names begin so."""
        return tuple(name for name in self._ordered if name.startswith(prefix))

    def splits(self) -> frozenset[str]:
        """The classes whose phrases are found on characters; endings and `figure-` words are not."""
        return frozenset(
            name
            for name in self._by_class
            if not name.startswith(("suffix-", "figure-", "shape-", "item-", "list-of-", "sign-", "compound-", "word-"))
        )

    def __getitem__(self, cue_class: str) -> frozenset[str]:
        """The words of a class; none when no rule file has the class."""
        return self._by_class.get(cue_class, frozenset())


def name_pieces(mentions: Iterable[Mention], taken: Sequence[Piece], cue_tags: Mapping[str, str]) -> list[Piece]:
    """The names and cue words that do not touch a figure, a period or a base; `taken` is sorted.

    `cue_tags` gives the part of speech of each cue word that is found on characters; other cue words are left alone.
    """
    pieces: list[Piece] = []
    index, count = 0, len(taken)
    for mention in mentions:
        tag = cue_tags.get(mention.quote) if mention.kind == "cue" else _TAG_OF_KIND[mention.kind]
        if tag is None:
            continue
        while index < count and taken[index].end <= mention.start:
            index += 1
        if index < count and taken[index].start < mention.end:
            continue
        pieces.append(Piece(mention.start, mention.end, tag, mention))
    return pieces


def with_compounds(words: Words, rules: RuleBook) -> Words:
    """The segmenter with the words that its dictionary lacks; events and times of the trading day are such too."""
    cues = CueBook(rules)
    tags = {"compound-noun": "n", "compound-adjective": "a", "compound-verb": "v", "lone-event": "n", "session": "t"}
    compounds = {word: tag for name, tag in tags.items() for word in cues.ordered(name)}
    return Compounds(words, compounds, cues["compound-ending"]) if compounds else words


def cue_tags(rules: RuleBook, words: Words) -> dict[str, str]:
    """The cue phrases that the segmenter would cut, with the part of speech they act as: their last word's.

    A cue that the segmenter knows as a word is left to it: 增加 is no cue inside 增加值.
    """
    classes = CueBook(rules).splits()
    tags: dict[str, str] = {}
    for cue in rules.cues:
        if cue.id in classes:
            for word in cue.words:
                tagged = words.tag(word)
                if len(tagged) > 1 or (cue.id == _FIRST and len(word) > 1):  # 其中|小学, though 中小学 is a word
                    tags[word] = SIMPLE.get(tagged[-1][1], "n")
    return tags
