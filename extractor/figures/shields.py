"""What never is a figure, hidden before numbers are looked for: registered words, and shapes such as clock times.

A hidden character is replaced by a private-use one, so that offsets stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.figures.marks import CHINESE_CHARS, DIGIT_CHARS, MULTIPLIER_CHARS, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.rulebook.book import ShieldRule

HIDDEN = "\ue0ff"

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_N = rf"(?:\d{{1,3}}|[{DIGIT_CHARS}十百几]{{1,4}})"
_CLOCK = (
    r"(?:上午|下午|中午|凌晨|清晨|早上|早晨|晚上|晚间|傍晚|夜间|今晨|今晚|昨晚|当晚|今早|[早晚日午])"
    r"\d{1,2}[时点](?:\d{1,2}分|[半许多整])?"
    r"|\d{1,2}时(?:\d{1,2}分|[许多整])|\d{1,2}点(?:\d{1,2}分|[半许钟整])"
    r"|[一二两三四五六七八九十]{1,3}点(?:[半钟整许]|[一二三四五十]{1,3}分)"
    r"|(?<![\d:])\d{1,2}[:：][0-5]\d(?::[0-5]\d)?(?![\d:])"
)
_YEAR = (
    r"(?<!\d)(?:19|20)\d\d ?(?:[-–—~至、和]+ ?(?:19|20)?\d\d ?)?年(?:度|末|底|初)?"
    r"|[一二][〇零○九][〇零○一二三四五六七八九]{2}年|(?<=[“‘'「])\d\d年"
)
_SPAN = (
    rf"(?:过去|未来|今后|最近|往后|接下来|此前|(?<!附)近|这|前)[的了]?{_N}多?(?:年|个月|个?季度|周|天|日)(?:来|以来|间|内)?"
    rf"|(?<!\d){_N}多?(?:年|个月|天)多?(?:来|以来|前|之前|以前)(?![沿半台])"
    rf"|[每隔]隔?(?:\d+|[{CHINESE_CHARS}]+)"
    r"|[两三四五]年(?:平均|行动|规划|计划|攻坚|滚动|倍增|提升)"
)
_RATIO = r"(?<![\d.])\d++(?:\.\d++)?(?: ?[:：∶] ?\d++(?:\.\d++)?)++"
_LEVEL = (
    rf"(?<![\d.{CHINESE_CHARS}])(?:\d{{1,4}})?[{MULTIPLIER_CHARS}]+"
    r"(?:[元吨亩人米]|千瓦|美元|公里|平方米|立方米)?级(?!地震|大风)"
)
_QUOTED = (
    rf"[“‘「][^“”‘’「」\n，。；：\d%]{{0,7}}[{CHINESE_CHARS}][^“”‘’「」\n，。；：\d%]{{0,7}}[”’」]"
    r"|[“‘「]\d+[^“”‘’「」\n，。；\d%元亿万]{0,5}[”’」]"
)
_WORD = rf"(?![{CHINESE_CHARS}点分个])[\u4e00-\u9fff]"
_PHRASE = rf"(?<![{CHINESE_CHARS}])一{_WORD}一{_WORD}"  # 一企一策, 一草一木
_NUMBERED = (
    rf"第[{CHINESE_CHARS}\d]++(?:届|批|期|章|节|款|卷|编|季度|轮|代|产业|次|线|方|梯队|阶段|师|军|集团军)"
    rf"|(?<![{CHINESE_CHARS}])[{CHINESE_CHARS}]{{1,5}}次(?:全会|会议|全体会议|党代会|代表大会)"
    rf"|(?<=届)[{CHINESE_CHARS}]{{1,5}}次"
)
_FIRST = rf"[\d{CHINESE_CHARS}几上下中凌清早晚傍夜今昨当日午过未最往接此近这前每隔第“‘「]"
_SHAPES = re.compile(
    rf"(?={_FIRST})(?:{_CLOCK}|{_YEAR}|{_SPAN}|{_RATIO}|{_LEVEL}|{_QUOTED}|{_PHRASE}|{_NUMBERED})",
    re.ASCII,
)


class Shields:
    """The registered words of a rule book and the regular shapes.  Immutable."""

    def __init__(self, rules: Iterable[ShieldRule]) -> None:
        self._words = sorted({word for rule in rules for word in rule.words})
        self._automaton = AhoCorasick(self._words, MatchKind.LeftmostLongest) if self._words else None

    def hide(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> str:
        """`text` with whatever cannot be part of a figure made unreadable, character for character."""
        spans = [*self._word_spans(text), *blocked]
        hidden = _hide(text, spans) if spans else text
        return _SHAPES.sub(lambda match: HIDDEN * len(match[0]), hidden)

    def _word_spans(self, text: str) -> Iterator[tuple[int, int]]:
        if self._automaton is None:
            return
        haystack = text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)
        for index, start, end in self._automaton.find_matches_as_indexes(haystack):
            if _stands_alone(self._words[index], text, start, end):
                yield start, end


def _hide(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for start, end in sorted(spans):
        first = max(start, position)
        if end > first:
            pieces += [text[position:first], HIDDEN * (end - first)]
            position = end
    return "".join([*pieces, text[position:]])


def _stands_alone(word: str, text: str, start: int, end: int) -> bool:
    """Not a piece of a longer number: 5G in 35.5GB, 百强 in 三百强, 万一 in 3万一."""
    before, after = text[start - 1 : start], text[end : end + 1]
    first, last = word[0], word[-1]
    if first.isascii() and first.isalnum() and before.isascii() and (before.isalnum() or before == "."):
        return False
    if last.isascii() and last.isalnum() and after.isascii() and after.isalnum():
        return False
    if first in MULTIPLIER_CHARS:
        return not (before.isdigit() or (before and before in CHINESE_CHARS + "几数"))
    if first in DIGIT_CHARS:
        return not (before.isdigit() or (before and before in (*DIGIT_CHARS, *SMALL)))
    return True
