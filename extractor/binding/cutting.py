"""Cuts a sentence into tokens: the segmenter's words around the pieces that are one token each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from extractor.binding.tokens import ACTION, BASE, BODY, FIGURE, GROUP, PERIOD, SIMPLE, Piece, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.text.words import Words

_RATE = "率"
_PIECE = "\uf8fe"  # stands for a piece in the text that is segmented
_SHORT = ("以下", "简称")
_QUOTED = 10  # tokens: what is longer is speech, not a name
_CODE = re.compile(r"[036][0-9]{5}\Z")
_GLOSS = 40  # tokens between brackets
_TOLD = frozenset({FIGURE, PERIOD, BASE, BODY})
_DATED = frozenset({FIGURE, PERIOD, BASE})
_NAMES = re.compile(r"[\u3400-\u9fff\u2160-\u217f\u0370-\u03ff]")


class Cutter(msgspec.Struct, frozen=True):
    """What a text is cut with: the segmenter, and words that say how what it has cut hangs together."""

    words: Words
    bounds: frozenset[str]  # behind a figure: 以上
    taking_in: tuple[str, ...]  # first in a bracket: 含


def tokenise(text: str, start: int, end: int, pieces: Sequence[Piece], cutter: Cutter) -> list[Token]:
    """The tokens of `text[start:end]`; `pieces` are sorted and do not overlap.

    The segmenter sees the sentence once, each piece as one private-use character, at which it always cuts.
    """
    masked: list[str] = []
    position = start
    for piece in pieces:
        masked.append(text[position : piece.start])
        position = piece.end
    masked.append(text[position:end])
    tokens: list[Token] = []
    coming = iter(pieces)
    position = start
    add, simple_tag = tokens.append, SIMPLE.get
    for word, tag in cutter.words.tag(_PIECE.join(masked)):
        if word == _PIECE:
            piece = next(coming)
            position = piece.end
            if piece.tag == FIGURE and len(tokens) > 1 and tokens[-1].text.isspace() and tokens[-2].tag not in _TOLD:
                tokens.pop()  # 增加值增长 7.8%
            add(Token(piece.start, position, text[piece.start : position], piece.tag, piece.ref))
            continue
        following = position + len(word)
        if word == _RATE and tokens and tokens[-1].tag == ACTION and tokens[-1].end == position:  # 实施率
            done = tokens.pop()
            add(Token(done.start, following, done.text + word, "n"))
            position = following
            continue
        simple = simple_tag(tag, "n")
        if simple == "x" and _NAMES.match(word):  # unknown characters, and Ⅲ类水体
            simple = "n"
        add(Token(position, following, word, simple))
        position = following
    if "[" in text[start:end]:
        tokens = _without_notes(tokens)
    if "（" in text[start:end] or "(" in text[start:end]:
        tokens = _without_glosses(tokens, cutter.taking_in)
    return _quoted(tokens, text) if "“" in text[start:end] else tokens


def _without_notes(tokens: list[Token]) -> list[Token]:
    """The tokens without the numbers of footnotes: 六大高耗能行业[8]增加值."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        note = tokens[index : index + 3]
        if len(note) == 3 and note[0].text == "[" and note[1].text.isdigit() and note[2].text == "]":
            index += 3
            continue
        kept.append(tokens[index])
        index += 1
    return kept


def _without_glosses(tokens: list[Token], taking_in: tuple[str, ...]) -> list[Token]:
    """The tokens without what only explains a name: 精炼钴（包括钴粉、钴盐，折金属量）产量, 10省（区、市）."""
    kept: list[Token] = []
    index, count = 0, len(tokens)
    while index < count:
        token = tokens[index]
        close = -1
        if token.text in "（(" and kept and kept[-1].tag not in _DATED:
            close = _closing(tokens, index)
        elif token.text in "（(" and kept and _is_counter(tokens[index + 1 : index + 3]):  # 60条（段）幸福河湖
            index += 3
            continue
        if close > 0 and _explains(tokens[index + 1 : close], taking_in):
            index = close + 1
            continue
        kept.append(token)
        index += 1
    return kept


def _is_counter(inner: Sequence[Token]) -> bool:
    """Whether a bracket holds one character alone and closes: another counter."""
    return len(inner) == 2 and len(inner[0].text) == 1 and inner[0].tag != "x" and inner[1].text in "）)"


def _closing(tokens: Sequence[Token], index: int) -> int:
    """Where the bracket that opens at `index` closes; -1 where it does not, within the longest gloss."""
    depth = 0
    for at in range(index, min(len(tokens), index + _GLOSS)):
        if tokens[at].text in "（(":
            depth += 1
        elif tokens[at].text in "）)":
            depth -= 1
            if depth == 0:
                return at
    return -1


def _explains(inner: Sequence[Token], taking_in: tuple[str, ...]) -> bool:
    """Whether a bracket lists, or says what a name takes in or its code: 电解钴、钴粉, 含大豆; not 力争, 农村."""
    if inner and _CODE.match(inner[0].text) is not None:  # 民生银行(600016,股吧)
        return True
    if inner and inner[0].text.startswith(_SHORT) and not any(token.tag in _DATED for token in inner):
        return True  # （以下简称青农）
    told = any(token.tag in _TOLD or token.tag == GROUP for token in inner)
    lists = any(token.text in "、，" for token in inner)
    return bool(inner) and not told and (lists or inner[0].text.startswith(taking_in))


def _quoted(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with each short quotation as one noun: “校农结合”."""
    merged: list[Token] = []
    index, count = 0, len(tokens)
    while index < count:
        token = tokens[index]
        close = index
        if token.text == "“":
            while (
                close < count - 1
                and close - index < _QUOTED
                and tokens[close].text != "”"
                and tokens[close].tag != FIGURE
            ):
                close += 1
        if close > index and tokens[close].text == "”":
            merged.append(Token(token.start, tokens[close].end, text[token.start : tokens[close].end], "n"))
            index = close + 1
        else:
            merged.append(token)
            index += 1
    return merged
