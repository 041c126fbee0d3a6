"""The facts that checks look at, with the documents they stand in; built once, read by every check."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

import msgspec

from extractor.same_claim import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from extractor.model import Document, Fact

ADDITIVE = ("count", "money", "measure")
_AVERAGES = frozenset({"average", "daily_average", "per_capita", "share"})
_TRADE = ("出口", "进口", "贸易", "顺差", "逆差")
_PARTNER = re.compile(
    r"[对自从与同](?P<partner>[^，,。；;、对自从与同\d]{1,16}?)(?:的?(?:双边)?(?:货物|服务)?(?:进出口|出口|进口|贸易))"
)
_WHOLE = re.compile(r"我国|全国|全省|全市|总值|总额")
_LONGEST = (
    400  # characters of a clause; lists without a break run longer, and a slice of all would grow with its square
)
_ASIDE = re.compile(r"[（(]([^（()）]{1,40})[)）]")


class View:
    """Facts in reading order, by document, with what their documents say around them.

    A fall that is printed with its sign (-2.3 below 增长) counts as text writes it: down by 2.3.

    A fact whose document is not given, or does not hold its quote, has no text: checks that need words pass it over.
    """

    def __init__(self, facts: Iterable[Fact], documents: Iterable[Document] = ()) -> None:
        self.facts = tuple(map(_unsigned, facts))
        self.by_id = {fact.fact_id: fact for fact in self.facts}
        self.given = {document.doc_id: document for document in documents}
        self._texts = {doc_id: document.text for doc_id, document in self.given.items()}
        self._breaks: dict[str, tuple[int, ...]] = {}
        self._sentences: dict[tuple[str, int, int], str] = {}
        grouped: dict[str, list[Fact]] = {}
        for fact in self.facts:
            grouped.setdefault(fact.doc_id, []).append(fact)
        self.documents = {doc_id: tuple(sorted(found, key=lambda f: f.start)) for doc_id, found in grouped.items()}

    def published(self, fact: Fact) -> date | None:
        """The day the fact's document was published, where it is known."""
        document = self.given.get(fact.doc_id)
        return None if document is None else document.published

    def text(self, fact: Fact) -> str | None:
        """The text of the fact's document; `None` where it is not given or is another."""
        text = self._texts.get(fact.doc_id)
        return text if text is not None and text[fact.start : fact.end] == fact.quote else None

    def sentence(self, fact: Fact) -> str:
        """The sentence that the fact stands in; `''` where its text is not known."""
        text, key = self.text(fact), (fact.doc_id, fact.sentence_start, fact.sentence_end)
        if text is None:
            return ""
        if key not in self._sentences:
            self._sentences[key] = text[fact.sentence_start : fact.sentence_end]
        return self._sentences[key]

    def between(self, first: Fact, second: Fact) -> str | None:
        """The words between two facts of one document."""
        text = self.text(second)
        return None if text is None or first.doc_id != second.doc_id else text[first.end : second.start]

    def clause(self, fact: Fact) -> str:
        """The words of the fact's clause before its figure, the last 400 characters of them."""
        text = self.text(fact)
        if text is None:
            return ""
        if fact.doc_id not in self._breaks:
            self._breaks[fact.doc_id] = tuple(found.end() for found in BREAK.finditer(text))
        breaks = self._breaks[fact.doc_id]
        last = bisect_left(breaks, fact.start + 1) - 1
        begin = breaks[last] if last >= 0 else 0
        return text[max(begin, fact.sentence_start, fact.start - _LONGEST) : fact.start]

    def before(self, fact: Fact) -> str:
        """The words of the fact's sentence before its figure, the last 400 characters of them."""
        return (self.text(fact) or "")[max(fact.sentence_start, fact.start - _LONGEST) : fact.start]

    def partner(self, fact: Fact) -> str | None:
        """Whom trade is with: 美国 of 对美国出口; of the clauses behind it too, until 我国 or 总额 is said."""
        if not any(word in (fact.indicator or "") for word in _TRADE):
            return None
        said = self.before(fact)
        found = list(_PARTNER.finditer(said))
        return found[-1]["partner"] if found and not _WHOLE.search(said, found[-1].end()) else None

    def behind(self, fact: Fact, longest: int = 12) -> str:
        """The words right behind the figure, up to the end of its clause."""
        text = (self.text(fact) or "")[fact.end : min(fact.end + longest, fact.sentence_end)]
        return BREAK.split(text)[0]

    def aside(self, fact: Fact) -> str:
        """What stands in brackets right behind the figure: 不含民办 of 8所（不含民办）."""
        text = self.text(fact)
        found = None if text is None else _ASIDE.match(text, fact.end)
        return found[1] if found else ""


def _unsigned(fact: Fact) -> Fact:
    if fact.change_direction != "down" or fact.value is None or fact.value >= 0:
        return fact
    low, high = (None if end is None else -end for end in (fact.value_high, fact.value_low))
    return msgspec.structs.replace(fact, value=-fact.value, value_low=low, value_high=high)


def is_level(fact: Fact) -> bool:
    """Whether the fact states a level with a value, and no change, property or vague figure."""
    return fact.role == "claim" and fact.change_direction is None and fact.value is not None


def adds_up(fact: Fact) -> bool:
    """Whether the fact is a level of something that can be added: no average, no share."""
    return is_level(fact) and fact.kind in ADDITIVE and fact.statistic not in _AVERAGES


def measure(fact: Fact) -> tuple[object, ...]:
    """What is measured, of whom, how: everything of a level but its period and its value."""
    return (
        fact.subject_id or fact.subject,
        fact.indicator,
        fact.action,
        fact.object,
        fact.population,
        fact.statistic if fact.statistic != "cumulative" else None,
        fact.status,
        fact.kind,
        fact.unit,
    )


def place(fact: Fact) -> str | None:
    """The registered body or place that the fact is about, the same in every document; 全市 is another in each."""
    return fact.subject_id
