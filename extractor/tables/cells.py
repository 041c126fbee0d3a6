"""What a single cell is by its writing: a number, a year, a date, a code."""

from __future__ import annotations

import re

NUMBER = re.compile(r"[+\-−–△▲]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|[+\-−–△▲]?\d+(?:\.\d+)?")
YEAR = re.compile(r"(?:19|20)\d{2}年?")
DATED = re.compile(
    r"(?:\d{2,4}[年./-])?\d{1,2}(?:[月./-]|[-~—]\d{1,2}月)(?:\d{1,2}日?)?(?: .*)?|\d{4}年(?:\d{1,2}月)?.{0,4}"
)
CODE = re.compile(r"0\d+|\d{9,}")
_MOST_DIGITS = 24
_NUMBERING = re.compile(
    r"(?P<chapter>[一二三四五六七八九十]{1,3}[、.．])|(?P<section>[（(][一二三四五六七八九十]{1,3}[)）])|"
    r"(?P<item>\d{1,2}[、.．)）](?!\d))|(?P<point>[（(]\d{1,3}[)）])|(?P<circle>[①-⑳])|(?P<mark>[-—#＃·●○■◆•])"
)


def is_endless(text: str) -> bool:
    """Whether a text has more digits than any figure: a key, a code, several numbers run together."""
    return len(text) > _MOST_DIGITS and sum(map(str.isdecimal, text)) > _MOST_DIGITS


def numbering(text: str) -> str:
    """The kind of number that a row's head begins with: 一、 and （一） and 1. are rows of three depths."""
    found = _NUMBERING.match(text)
    return (found.lastgroup or "") if found else ""
