"""Claims with their words cleaned, and how well one fits a submitted figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.reconcile.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.model import Fact
    from extractor.reconcile.labels import LabelReader

EXACT, WORDED, SHORT, REGISTERED, PIECED, CLOSE, NOT = 7, 6, 5, 4, 3, 1, 0
"""The measure is the same: in the same words, but for idle ones (金额, 数), as a short form, by the
register, piece by piece, only nearly, not at all.

Only what is better than `CLOSE` may say that figures differ.
"""


_LISTED = re.compile(r"^.*、.*等")  # 乡村振兴卡、孝心卡等专属套餐: what is listed does not narrow what it is


class Fit(NamedTuple):
    """How well a claim fits; compared as tuples, the first slot decides."""

    measure: int
    nearness: int
    period: int
    subject: int

    @property
    def firm(self) -> bool:
        """Whether figures that disagree are a difference, or only two different things."""
        return self.measure > CLOSE


class Claim:
    """A fact with its words cleaned once."""

    def __init__(self, fact: Fact, reader: LabelReader) -> None:
        self.fact = fact
        self.subject = clean(fact.subject or "")
        texts = [clean(text) for text in (fact.indicator, fact.action, fact.object) if text]
        group = reader.without_place(self.subject) if fact.subject_id is None and texts else ""
        if group not in ("", self.subject):  # 辽宁省城镇居民: 居民人均可支配收入
            texts.append(joined(group, texts[0]))
        self.measures = tuple(dict.fromkeys(texts))
        self.population = clean(fact.population or "")
        self.about = "".join((*self.measures, self.population))
        self.core = "".join(_LISTED.sub("", text) for text in (*self.measures, self.population))
        self.measured = (self.measures, self.population, fact.indicator_id, fact.unit, fact.change_base)

    @property
    def counts_population(self) -> bool:
        """Whether it is the number of those it is for: 18.9万家中小微企业."""
        return bool(self.population) and self.population in self.measures


def joined(first: str, second: str) -> str:
    """The two with what they share written once: 城镇居民 and 居民人均可支配收入."""
    shared = next((n for n in range(min(len(first), len(second)), 0, -1) if first.endswith(second[:n])), 0)
    return first + second[shared:]


def claims_of(facts: Iterable[Fact], reader: LabelReader) -> list[Claim]:
    """What can be reconciled: reported figures whose value, or range of values, is known."""
    return [
        Claim(fact, reader)
        for fact in facts
        if fact.role == "claim"
        and (fact.value is not None or fact.value_low is not None or fact.value_high is not None)
    ]
