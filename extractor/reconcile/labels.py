"""What a label says: a header, a row's name, a sheet's name or a title, read with the registers that read text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from extractor.figures.reader import QuantityReader
from extractor.matching.lexicon import Lexicon
from extractor.model import Period  # noqa: TC001  # msgspec resolves the annotations when the class is built
from extractor.reconcile.words import TableWords, clean
from extractor.times.text import periods

if TYPE_CHECKING:
    from datetime import date

    from extractor.model import Mention, MentionKind
    from extractor.rulebook.book import RuleBook

_BRACKETS = re.compile(r"[（(]([^（）()]*)[)）]")
_UNIT_BEHIND = re.compile(r"[,，/:：、]([^,，/:：、（）()]{1,6})$")
_SERIAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|[-—#·])+"
)
_AMONG = re.compile(r"^(?:其中|其他|#)[:：,，、]?(?=.)|^(?:含|内)[:：]")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})[-/.](\d{1,2})")
_REGION: tuple[MentionKind] = ("region",)
_LISTED = re.compile(r"[、,，/;；和及]")


class Subject(msgspec.Struct, frozen=True):
    """Whom a figure is about, as written, and the register entry it resolves to."""

    text: str
    id: str | None = None
    region: str | None = None


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One label taken apart; `phrase` is what is left for the indicator, '' where nothing is."""

    text: str
    phrase: str = ""
    subject: Subject | None = None
    period: Period | None = None
    populations: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    total: bool = False
    subtotal: bool = False
    whole: bool = False
    change: str | None = None
    target: bool = False


class LabelReader:
    """Reads labels by one rule book.  Built once, immutable."""

    def __init__(self, rules: RuleBook) -> None:
        self.rules = rules
        self.words = TableWords(rules)
        self.figures = QuantityReader(rules)
        self._names = Lexicon(rules, kinds=("organisation", "region", "population", "action", "indicator"))
        self._bodies = Lexicon(rules, kinds=("organisation", "region"))
        self._regions = Lexicon(rules, kinds=_REGION)

    def read(self, text: str, *, published: date | None = None) -> Label:
        """A label of a column or a row."""
        label = clean(text)
        phrase, units = self._without_units(_AMONG.sub("", _SERIAL.sub("", label)))
        if self.words.is_in(phrase, "total"):
            return Label(text=label, total=True, subtotal=self.words.is_in(phrase, "subtotal"), units=units)
        period, phrase = self._period(phrase, published)
        whole = phrase in self.words.of("whole")
        subject, phrase = (Subject(phrase), "") if whole else self._subject(phrase)
        names = self._names.find(phrase)
        change = next((kind for kind in ("yoy", "mom", "change") if self.words.holds(phrase, kind)), None)
        if change:
            phrase = self.words.level(phrase)
        return Label(
            text=label,
            phrase=phrase.strip(":：,，、。"),
            subject=subject,
            period=period,
            populations=tuple(name.quote for name in names if name.kind == "population"),
            indicators=tuple(name.entry_id for name in names if name.kind == "indicator"),
            units=units,
            whole=whole,
            change=change,
            target=self.words.holds(label, "target") is not None,
        )

    def measure_of_title(self, text: str) -> str:
        """What a title says of the measure: 2022年各市减免费用情况表（万元） → 减免费用; '' where that is nothing."""
        label = self.read(text)
        named = {m.quote for m in self._names.find(label.phrase) if m.kind == "indicator"}
        return named.pop() if len(named) == 1 else self.words.without_form(label.phrase)

    def without_units(self, text: str) -> str:
        """A header as written, without its units; '' where it is nothing else."""
        return self._without_units(clean(text))[0]

    def units_behind(self, text: str) -> tuple[str, ...]:
        """The units in brackets behind a title."""
        rest, units = self._without_units(clean(text))
        return units if rest else ()

    def units_of(self, text: str) -> tuple[str, ...]:
        """The units that a text lists and nothing else (`万元、万户`); empty where it is no list of units."""
        listed = [part for part in _LISTED.split(text) if part]
        if self.is_unit(text):
            return (text,)
        return tuple(listed) if listed and all(self.is_unit(part) for part in listed) else ()

    def is_unit(self, text: str) -> bool:
        """Whether the text is one unit, a magnitude before it or alone (万元, 亿GB, 元/户, %, 万)."""
        if not text or len(text) > 8 or text[0].isdigit():
            return False
        if text in {"万", "亿", "千", "百万", "万亿"}:
            return True
        return any(q.end == len(text) + 2 and q.start == 0 and q.unit for q in self.figures.scan(f"12{text}"))

    def subject(self, text: str) -> Subject:
        """A cell of a column of subjects: what it names, registered or not."""
        written = _SERIAL.sub("", clean(text))
        found = [mention for mention in self._bodies.find(written) if mention.start == 0 or mention.end == len(written)]
        longest = max(found, key=lambda mention: mention.end - mention.start, default=None)
        part = longest is not None and (self._is_class(longest) or longest.kind == "region")
        if longest is not None and len(longest.quote) * 2 >= len(written) and (not part or longest.quote == written):
            return self._resolved(longest, written)
        return Subject(written)

    def pieces(self, phrase: str) -> tuple[str, ...]:
        """The registered words in a phrase, and what stands between them."""
        pieces: list[str] = []
        end = 0
        for name in self._names.find(phrase):
            pieces += [phrase[end : name.start], name.quote]
            end = name.end
        idle = self.words.of("neutral")
        return tuple(piece for piece in (*pieces, phrase[end:]) if piece and piece not in idle)

    def body(self, text: str) -> Subject | None:
        """The registered body or place that the whole text names."""
        found = self._bodies.find(text)
        whole = len(found) == 1 and found[0].quote == text
        return self._resolved(found[0], text) if whole else None

    def without_place(self, text: str) -> str:
        """The name without the place that it begins with: 辽宁省城镇居民 → 城镇居民."""
        found = self._regions.find(text)
        return text[found[0].end :] if found and found[0].start == 0 else text

    def registered(self, phrase: str) -> str | None:
        """The indicator that the whole phrase is a writing of."""
        found = self._names.find(phrase)
        whole = len(found) == 1 and found[0].quote == phrase and found[0].kind == "indicator"
        return found[0].entry_id if whole else None

    def heading(self, text: str, *, published: date | None = None) -> tuple[tuple[Subject, ...], Period | None]:
        """Whom and what time a title or a sheet's name is about; bodies and regions it may mean, the likelier first.

        甘肃省电信普遍服务 holds a carrier's name and means the province: both are given.
        """
        written = clean(text)
        bodies = [m for m in self._bodies.find(written) if m.kind == "organisation"][:1]
        regions = [m for m in self._regions.find(written) if m.kind == "region"][:1]
        whole = len(bodies) == 1 and bodies[0].quote == written
        subjects = tuple(self._resolved(m, m.quote) for m in (bodies + regions if whole else regions + bodies))
        dated = [p for p in periods(_dotted(written), published=published) if p.period_end is not None]
        return subjects, dated[0] if dated else None

    def _without_units(self, label: str) -> tuple[str, tuple[str, ...]]:
        for found in reversed(list(_BRACKETS.finditer(label))):
            inside = re.sub(r"^(?:计量)?单位[:：]", "", found[1])
            if units := self.units_of(inside):
                return label[: found.start()] + label[found.end() :], units
        if (behind := _UNIT_BEHIND.search(label)) and (units := self.units_of(behind[1])):
            return label[: behind.start()], units
        return ("", (label,)) if self.is_unit(label) and not self.words.role(label) else (label, ())

    def _period(self, phrase: str, published: date | None) -> tuple[Period | None, str]:
        """The period that stands at either end of a label, and the label without it."""
        if _BARE_YEAR.fullmatch(phrase):
            phrase += "年"
        dotted = _dotted(phrase)
        found = periods(dotted, published=published)
        at_end = [p for p in found if (p.start == 0 or p.end == len(dotted)) and p.period_end is not None]
        if not at_end:
            return None, phrase
        period = at_end[0]
        return period, dotted[: period.start] + dotted[period.end :]

    def _subject(self, phrase: str) -> tuple[Subject | None, str]:
        """The registered body that a label is, or begins with (江西电信让利金额)."""
        first = next(iter(self._bodies.find(phrase)), None)
        if first is None or first.start > 0 or self._is_class(first):
            return None, phrase
        return self._resolved(first, first.quote), phrase[first.end :]

    def _is_class(self, mention: Mention) -> bool:
        """第一产业 in 第一产业增加值 is no body but part of the measure."""
        name = self.rules.name(mention.kind, mention.entry_id)
        return mention.kind == "organisation" and name is not None and name.type == "class"

    def _resolved(self, mention: Mention, written: str) -> Subject:
        name = self.rules.name(mention.kind, mention.entry_id)
        region = mention.entry_id if mention.kind == "region" else (name.region if name else None)
        return Subject(written, mention.entry_id, region)


def _dotted(text: str) -> str:
    """2022-11, 2022/11 and 2022.11 as 2022年11月."""
    return _YEAR_MONTH.sub(lambda found: f"{found[1]}年{int(found[2])}月", text)
