"""Names of events, works and unnamed persons by their shape: 第二届…博览会, …高速淳安段, 王某某."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.rulebook.book import RuleBook

EVENT = "event-name"
PERSON = "person-name"
_HAN = r"\u4e00-\u9fff"
_WITHIN = rf"(?:(?!今天|今晚|昨天|日前|近日|[在于将了是为]|以来)[{_HAN}A-Za-z0-9“”·\-—Ⅰ-Ⅻ（）《》])"
_NUMBERED = r"第[一二三四五六七八九十百0-9]{1,4}[届次]"
_QUOTED = r"“[^”，。；\n]{2,24}”"


class EventShapes:
    """Finds the names of events and works; the words they end in come from the rule book."""

    def __init__(self, rules: RuleBook) -> None:
        words = {cue.id: cue.words for cue in rules.cues}
        events = _either(words.get("shape-event", ()))
        works = _either(words.get("shape-work", ()))
        happens = _either(words.get("shape-happens", ()))
        behind = rf"(?=[，,]?(?:[0-9]{{1,2}}[日月]|{happens}))"
        opens = rf"(?:^|(?<=[。；\n\u3000])|(?<=[周月天]的)|{_either_behind(words.get('shape-time', ()))})"
        numbered = rf"{_WITHIN}{{0,12}}?{_NUMBERED}{_WITHIN}{{1,40}}(?:{events})(?<!代表大会)"
        quoted = rf"{_WITHIN}{{0,16}}?{_QUOTED}{_WITHIN}{{0,12}}?(?:{events}|{works}){behind}"
        self._numbered = re.compile(opens + numbered, re.MULTILINE)
        self._quoted = re.compile(opens + quoted, re.MULTILINE)
        none = _either(words.get("shape-no-name", ()))
        self._opening = re.compile(
            rf"{opens}(?:(?!{none})[{_HAN}A-Za-z0-9·\-—]){{3,20}}?(?:{works}){behind}", re.MULTILINE
        )

        surnames = _either(words.get("shape-surname", ()))
        self._person = re.compile(rf"(?:{surnames})某(?:某(?![村镇县市区局]|公司)|[甲乙丙丁强军伟明华平](?![{_HAN}]))?")

    def find(self, text: str) -> list[Mention]:
        """The events and works that a text names, in no order; those of one shape do not overlap."""
        found: list[Mention] = []
        if "届" in text or "次" in text:
            found += self._of(self._numbered, text)
        if "“" in text:
            found += self._of(self._quoted, text)
        if "某" in text:
            found += [
                Mention(match.start(), match.end(), match.group(), "organisation", "", PERSON)
                for match in self._person.finditer(text)
            ]
        return found + self._of(self._opening, text)

    def _of(self, shape: re.Pattern[str], text: str) -> list[Mention]:
        return [
            Mention(match.start(), match.end(), match.group(), "organisation", "", EVENT)
            for match in shape.finditer(text)
        ]


def _either(words: Iterable[str]) -> str:
    """The words as one alternative, the longest first; nothing where there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"


def _either_behind(words: Iterable[str]) -> str:
    """Look-behinds for the words with a comma behind them."""
    return "|".join(f"(?<={re.escape(word)}，)" for word in words) or r"(?!)"
