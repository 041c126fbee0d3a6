"""Names of events, works and quoted bodies by their shape: 第二届…博览会, …高速淳安段, 电视连续剧《…》."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.model import Mention
from extractor.text.automaton import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.rulebook.book import RuleBook

EVENT = "event-name"
QUOTED = "quoted-name"
_HAN = r"\u4e00-\u9fff"
_ENDS = r"今天|今晚|昨天|日前|近日|[在于将了是为的被把]|以来|——|--"  # no name goes on behind them
_WITHIN = rf"(?:(?!{_ENDS})[{_HAN}A-Za-z0-9“”·\-—Ⅰ-Ⅻ（）《》])"
_NTH = r"第[一二三四五六七八九十百0-9]{1,4}"
_NUMBERED = rf"(?:{_NTH}[届次]|首届|(?<![0-9])20[0-9]{{2}}(?![年0-9]))"
_DISPATCHED = rf"(?:{_NTH}[批次]|首批)"
_QUOTATION = r"“[^”，。；\n]{2,24}”"
_TITLE = r"《[^《》，。；\n]{1,24}》"
_SERIES = r"[0-9一二三四五六七八九十百]{1,4}集"  # stands before the name of a programme
_OPENINGS = frozenset("，。；：\n\u3000")
_LONG = 5  # characters of a name that is looked for again
_WITHIN_HEAD = 20  # characters from the head of a sentence to a number or a quotation mark
_BEFORE_QUOTE = re.compile(rf"(?<![{_HAN}])[{_HAN}]{{2,12}}\Z")


class EventShapes:
    """Finds what opens a sentence as the name of an event or work; the words it ends in come from the rule book."""

    def __init__(self, rules: RuleBook) -> None:
        words = {cue.id: cue.words for cue in rules.cues}
        names = [word for kind in ("shape", "suffix", "lone") for word in words.get(f"{kind}-event", ())]
        events = _either(names)
        works = _either(words.get("shape-work", ()))
        behind = rf"(?=[，,]?(?:[0-9]{{1,2}}[日月号]|{_either(words.get('shape-happens', ()))}))"
        none = _either(words.get("shape-no-name", ()))
        bodies = _either(word for word in words.get("suffix-institution", ()) if len(word) > 1)
        times = _either(words.get("shape-time", ()))
        parts = _either(words.get("shape-part", ()))
        teams = _either(words.get("shape-team", ()))
        tells = _either(words.get("shape-tells", ()))
        meetings = _either(word for word in names if len(word) > 1)
        hours = "上午|下午|晚|早|凌晨|清晨|中午|傍晚|深夜"
        days = rf"[0-9]{{1,2}}日(?:{hours})?，|截[至止][^，。\n]{{1,14}}，|(?<![0-9])20[0-9]{{2}}年"
        dates = rf"(?:{times})(?:（[^（）\n]{{1,8}}）)?，|{days}"
        self._yearly = re.compile(rf"(?:(?!{tells}|{_ENDS}){_WITHIN}){{2,24}}?(?:{meetings}){behind}")
        self._starts = re.compile(rf"\A|[。；\n\u3000]+|{dates}|{_SERIES}|的|--+|——+")
        known = _either(words.get("lone-event", ()))
        named = rf"(?:{known}|(?:(?!{tells}){_WITHIN}){{1,40}}(?:{events}|{teams})(?<!代表大会))"
        numbered = re.compile(rf"(?:(?!{tells}){_WITHIN}){{0,12}}?{_NUMBERED}{named}")
        team = re.compile(
            rf"(?:(?!{tells}){_WITHIN}){{0,12}}?{_DISPATCHED}{_WITHIN}{{0,20}}?(?:{teams})(?:{_NTH}梯队)?"
        )
        quoted = re.compile(
            rf"(?:(?!{none}){_WITHIN}){{0,16}}?{_QUOTATION}{_WITHIN}{{0,12}}?(?:{events}|{works}){behind}"
        )
        course = re.compile(rf"“[^”，。；\n]{{2,22}}(?:{meetings})”(?:{_NTH}[期届季])?{behind}")
        self._ending = re.compile(works)  # looked for first: most sentences have none where a work's name would end
        self._reach = 20 + max(map(len, words.get("shape-work", ())), default=0)
        self._work = re.compile(
            rf"(?![0-9]|{parts})(?:(?!{none}|{_ENDS})[{_HAN}A-Za-z0-9·\-—]){{2,20}}?(?:{works})(?:（[^（）\n]{{1,8}}）)?{behind}"
        )
        kinds, shown = _either(words.get("shape-titled", ())), _either(words.get("shape-shown", ()))
        titled = re.compile(
            rf"(?!{_SERIES})(?:(?!{none})[{_HAN}]){{0,12}}?(?:{kinds}){_TITLE}(?:{_NTH}[季部集期])?"
            rf"|{_TITLE}[{_HAN}]{{0,4}}?(?=[，,]?(?:近日|日前|今天|今晚|将|正式|由[^，。]{{1,12}})?(?:{shown}))"
        )
        self._signed = (  # a shape is looked for where one of its signs stands near
            (("届", "次", "20"), numbered),
            (("批", "次"), team),
            (("“",), quoted),
            (("“",), course),
            (("《",), titled),
        )
        self._body = re.compile(rf"{_QUOTATION}(?:{bodies})")

    def find(self, text: str) -> list[Mention]:
        """The names in a text, in no order; those of one shape do not overlap."""
        found = list(self._events(text))
        found += _again(text, found)
        if "“" in text:
            found += self._bodies(text)
        return found

    def _events(self, text: str) -> Iterator[Mention]:
        """Events and works, at the head of a sentence."""
        end = 0
        for opening in self._starts.finditer(text):
            start = opening.end()
            match = self._event_at(text, start) if start >= end else None
            if match is not None:
                end = match.end()
                end += text.startswith("”", end) and "“" in match[0] and "”" not in match[0]
                yield _mention(text, start, end, EVENT)

    def _event_at(self, text: str, start: int) -> re.Match[str] | None:
        near = text[start : start + _WITHIN_HEAD]
        for signs, shape in self._signed:
            if any(sign in near for sign in signs) and (match := shape.match(text, start)) is not None:
                return match
        if text.startswith("年", start - 1) and (match := self._yearly.match(text, start)) is not None:
            return match  # 2019年全国社区工作者培训班在长春开班
        if self._ending.search(text, start + 2, start + self._reach) is None:
            return None
        return self._work.match(text, start)

    def _bodies(self, text: str) -> Iterator[Mention]:
        """在筑职业院校“校农结合”联盟: a body with a quotation in its name, at the head of a clause."""
        for match in self._body.finditer(text):
            before = _BEFORE_QUOTE.search(text, max(0, match.start() - 13), match.start())
            if before is not None:
                yield _mention(text, before.start(), match.end(), QUOTED)


def _again(text: str, found: list[Mention]) -> Iterator[Mention]:
    """The names where they open a later clause: 据介绍，叶新公路新建工程西起…."""
    if not found:
        return
    taken = {mention.start for mention in found}
    names = sorted({mention.quote for mention in found if len(mention.quote) >= _LONG})
    for _, start, end in places(text, names):
        if start not in taken and text[start - 1 : start] in _OPENINGS:
            yield _mention(text, start, end, EVENT)


def _mention(text: str, start: int, end: int, rule_id: str) -> Mention:
    return Mention(start, end, text[start:end], "organisation", "", rule_id)


def _either(words: Iterable[str]) -> str:
    """The words as one alternative, the longest first; nothing where there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"
