"""What a label of a table says: a header, a row's head or a line of the caption, read by the registers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from extractor.binding.body import INSTITUTION, PLACE, Body
from extractor.binding.tokens import CueBook
from extractor.comparisons import Base  # noqa: TC001
from extractor.model import Mention, MentionKind  # noqa: TC001  # msgspec resolves the annotations when the class is built
from extractor.tables.cells import DATED, YEAR
from extractor.tables.stated import CellFigures
from extractor.tables.times import times
from extractor.tables.words import CellWords, bare, clean
from extractor.times.mention import PeriodMention  # noqa: TC001

if TYPE_CHECKING:
    from extractor.figures.reader import QuantityReader
    from extractor.matching.lexicon import Lexicon
    from extractor.rulebook.book import RuleBook

_BRACKETS = re.compile(r"[（(\[]([^（()）\[\]]*)[)）\]]")
_STATED = re.compile(r"(?:计量|金额|数量|数据)?单\s*位\s*[:：]\s*([^\s）)；;。]{1,24})")
_LISTED = re.compile(r"[、，,；;]")
_BEHIND = re.compile(r"[,，/:：]([^,，/:：、（）()]{1,6})$|([%％‰])$")
_AMONG = re.compile(r"^(?:其中|#|＃)[:：,，、]?(?=.)|^(?:含|内)[:：](?=.)")
_SERIAL = re.compile(
    r"^(?:(?:续|附)?表\s?\d*[:：]|[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|"
    r"\d{1,2}[、.．)）](?!\d)|[-—#＃·●○■◆•]+)"
)
NUMBERED = re.compile(r"(?:续|附)?表\s*\d{1,2}(?:-\d{1,2})?[:：.、\s]*(?=(?:19|20)\d{2}年|\D|$)")
_MAGNITUDES = frozenset({"万", "亿", "千", "百万", "万亿", "千万"})
_LONGEST_UNIT = 10
_NAME = 5  # characters of a body that no register has
_SUM = 2  # characters of 合计
_SHORT = 16  # characters of a label that says plan or budget of its figures, and not of what it names
_BODIES: tuple[MentionKind, ...] = ("organisation", "region")
_NAMES: tuple[MentionKind, ...] = (*_BODIES, "indicator", "population")
_EDGES = "、，,:：和及与之的 -—/±+"


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One label taken apart; offsets count from the label's start.

    `phrase` is what is left for the indicator, `body` the registered body or place that the label is or begins with.
    """

    text: str
    phrase: str = ""
    units: tuple[str, ...] = ()
    body: str = ""
    mention: Mention | None = None
    whole: bool = False  # 全省: the body is the place that the table is about
    period: PeriodMention | None = None
    span: tuple[int, int] = (0, 0)  # of the period's words
    base: Base | None = None
    base_mention: PeriodMention | None = None
    change: bool = False
    falls: bool = False
    share: bool = False
    percent: bool = False
    rank: bool = False
    target: bool = False
    total: bool = False
    subtotal: bool = False
    among: bool = False
    neutral: bool = False  # says nothing of its own

    def as_body(self, mention: Mention | None) -> Body | None:
        """The body that the label names; `mention` where it is known which."""
        kind = PLACE if self.whole or (mention is not None and mention.kind == "region") else INSTITUTION
        return Body(0, 0, self.body, kind, mention) if self.body else None


class LabelReader:
    """Reads labels by one rule book.  Built once, immutable, safe to share between threads."""

    def __init__(self, rules: RuleBook, figures: QuantityReader, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.words = CellWords(rules)
        self.figures = figures
        self._rules = rules
        cues = CueBook(rules)
        self.stated = CellFigures(rules, figures, cues)
        self._institutions = tuple(sorted(word for word in cues["suffix-institution"] if len(word) > 1))

    def read(self, text: str) -> Label:
        """A header, or the head of a row."""
        words = self.words
        mention, span, base, base_mention, rest = times(text)
        among = _AMONG.match(rest) is not None
        rest, units = self._units(_SERIAL.sub("", _AMONG.sub("", _SERIAL.sub("", clean(rest)))))
        label = clean(text)
        rest, total, subtotal = self._total(rest)
        change = base is not None or words.holds(rest, "cell-change")
        percent = words.holds(rest, "cell-percent")
        phrase = bare(words.without(rest, "cell-change") if change else rest).strip(_EDGES)
        body, found, phrase = self._body(phrase)
        return Label(
            text=label,
            phrase=phrase,
            units=units,
            body=body,
            mention=found,
            whole=body in words.of("cell-whole"),
            period=mention,
            span=span,
            base=base,
            base_mention=base_mention,
            change=change,
            falls=words.holds(rest, "cell-fall") and not words.holds(rest, "cell-share"),
            share=not change and words.holds(rest, "cell-share"),
            percent=percent,
            rank=words.holds(rest, "cell-rank"),
            target=len(label) <= _SHORT and words.holds(label, "cell-target"),
            total=total,
            subtotal=subtotal,
            among=among,
            neutral=not phrase or words.is_in(phrase, "cell-neutral"),
        )

    def caption(self, text: str) -> Label:
        """A line above a table: `measure` of 表5：2009年全省货物进出口额情况表 is 货物进出口额."""
        lead = NUMBERED.match(text)
        behind_number = lead.end() if lead else 0
        mention, span, _, _, rest = times(text[behind_number:])
        span = (span[0] + behind_number, span[1] + behind_number)
        stated = _STATED.search(rest)
        units = self.units_of(stated[1]) if stated else ()
        rest = _STATED.sub("", rest)
        label, behind = self._units(_SERIAL.sub("", clean(rest)))
        label = _SERIAL.sub("", bare(label).strip(_EDGES + "（）()"))
        label, body, found = self._within(label)
        changed = self.words.first(label, "cell-change")
        if changed is not None and changed.end() == len(label):
            label = label[: changed.start()].strip(_EDGES)
        for name in ("cell-form", "cell-spread"):
            label = self.words.without(label, name)
        label = label.strip(_EDGES)
        return Label(
            text=clean(text), phrase=label, units=units or behind, body=body, mention=found, period=mention, span=span,
            whole=body in self.words.of("cell-whole"),
        )  # fmt: skip

    def _within(self, label: str) -> tuple[str, str, Mention | None]:
        """A caption without the place or body that it begins with."""
        body, found, phrase = self._body(label)
        return phrase, body, found

    def units_of(self, text: str) -> tuple[str, ...]:
        """The units that a text lists and nothing else (`万元、万户`); empty where it is no list of units."""
        text = text.strip("（）() ")
        if self.is_unit(text):
            return (text,)
        listed = [part for part in _LISTED.split(text) if part]
        return tuple(listed) if listed and all(self.is_unit(part) for part in listed) else ()

    def is_unit(self, text: str) -> bool:
        """Whether the text is one unit, with a magnitude before it or a magnitude alone."""
        if not text or len(text) > _LONGEST_UNIT or text[0].isdigit():
            return False
        if text in _MAGNITUDES:
            return True
        sample = self.figures.scan(f"12{text}")
        return (
            len(sample) == 1 and sample[0].start == 0 and sample[0].end == len(text) + 2 and sample[0].unit is not None
        )

    def is_figure(self, text: str) -> bool:
        """Whether a cell is a number, alone or with its unit; codes, telephones and dates are none."""
        return self.stated.is_figure(text)

    def is_time(self, text: str) -> bool:
        """Whether a cell is a year or a date."""
        return YEAR.fullmatch(text) is not None or (DATED.fullmatch(text) is not None and not self.is_figure(text))

    def registered(self, phrase: str) -> Mention | None:
        """The registered indicator that the phrase is, or ends in behind nothing but places."""
        found = self._lexicon.find(phrase, _NAMES)
        if not found or found[-1].kind != "indicator" or found[-1].end != len(phrase):
            return None
        at = 0
        for mention in found[:-1]:
            if mention.kind != "region" or mention.start != at:
                return None
            at = mention.end
        return found[-1] if found[-1].start == at else None

    def is_institution(self, name: str) -> bool:
        """Whether a row's name ends as the names of bodies do."""
        return len(name) >= _NAME and name.endswith(self._institutions)

    def body_of(self, text: str) -> Mention | None:
        """The registered body or place that the whole text names, or whose name all but fills it."""
        found = self._lexicon.find(text, _BODIES)
        return found[0] if len(found) == 1 and found[0].start == 0 and found[0].end == len(text) else None

    def region_of(self, mention: Mention) -> str | None:
        """The code of the place that a mention is or lies in."""
        if mention.kind == "region":
            return mention.entry_id
        name = self._rules.name(mention.kind, mention.entry_id)
        return name.region if name is not None else None

    def _total(self, label: str) -> tuple[str, bool, bool]:
        """The label without 合计 at its end: 收入合计 is the 收入 of all rows."""
        known = bare(label)
        if self.words.is_in(known, "cell-total"):
            return "", True, self.words.is_in(known, "cell-subtotal")
        if not self.words.ends(known, "cell-sum"):
            return label, False, False
        return known[:-_SUM].strip(_EDGES), True, self.words.ends(known, "cell-subtotal")

    def _units(self, label: str) -> tuple[str, tuple[str, ...]]:
        for found in reversed(list(_BRACKETS.finditer(label))):
            inside = re.sub(r"^(?:计量)?单位[:：]", "", found[1])
            if units := self.units_of(inside):
                return label[: found.start()] + label[found.end() :], units
        if (behind := _BEHIND.search(label)) and (units := self.units_of(behind[1] or behind[2])):
            return label[: behind.start()], units
        return label, ()

    def _body(self, phrase: str) -> tuple[str, Mention | None, str]:
        """The body that a phrase is or begins with, and what is left of the phrase."""
        whole = next((word for word in self.words.of("cell-whole") if phrase.startswith(word)), "")
        if whole:
            return whole, self.body_of(whole), phrase[len(whole) :].strip(_EDGES)
        first = next(iter(self._lexicon.find(phrase, _BODIES)), None)
        if first is not None and first.start == 0 and self._stands_alone(first):
            rest = phrase[first.end :].strip(_EDGES)
            if not rest or self.words.ends(rest, "cell-measure") or self.registered(rest) is not None:
                return first.quote, first, rest
        return "", None, phrase

    def _stands_alone(self, mention: Mention) -> bool:
        """第一产业 in 第一产业增加值 is no body but part of the measure."""
        name = self._rules.name(mention.kind, mention.entry_id)
        return mention.kind == "region" or (name is not None and name.type not in ("class", "group"))
