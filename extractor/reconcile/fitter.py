"""How well a claim fits a submitted figure: subject, unit, period, kind of statement, and what is measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.reconcile.claims import Fit
from extractor.reconcile.measures import MeasureFitter
from extractor.reconcile.names import Guards, either_short, is_short_form

if TYPE_CHECKING:
    from extractor.model import Fact
    from extractor.reconcile.claims import Claim
    from extractor.reconcile.entries import Entry
    from extractor.reconcile.labels import LabelReader
    from extractor.reconcile.readings import Reading

_MONTH = re.compile(r"(?<!\d)(?:1[0-2]|[1-9])(?:月(?!租|费|供)|季度)")


class Fitter:
    """Judges pairs of a submitted figure and a claim by one rule book."""

    def __init__(self, reader: LabelReader, row_ids: frozenset[str]) -> None:
        """`row_ids`: the registered bodies that rows are about; a total is about none of them."""
        self._reader = reader
        self.words = reader.words
        self._row_ids = row_ids
        self._guards = Guards(reader.words.twins)
        self.measures = MeasureFitter(reader)
        self._shorts: dict[str, str] | None = None

    def fit(self, entry: Entry, claim: Claim, *, any_period: bool = False, any_subject: bool = False) -> Fit | None:
        """How well they fit, or `None` where something rules the pair out."""
        if self.reading(entry, claim) is None or not same_kind_of_statement(entry, claim.fact):
            return None
        period = period_fit(entry, claim.fact)
        subject = self.subject_fit(entry, claim)
        if (period == 0 and not any_period) or (subject == 0 and not any_subject):
            return None
        measure, nearness = self.measures.fit(entry, claim)
        return Fit(measure, nearness, period, subject) if measure else None

    def reading(self, entry: Entry, claim: Claim) -> Reading | None:
        """The entry's reading in the claim's unit."""
        unit = self.words.counted_as(claim.fact.unit)
        for reading in entry.readings:
            own = self.words.counted_as(reading.unit)
            if own == unit or own is None or (unit is None and claim.fact.kind == "count" and own not in ("元", "%")):
                return reading
            if claim.fact.kind == "count" and "个" in (own, unit) and own not in ("元", "%"):
                return reading
        return None

    def undated(self, entry: Entry) -> bool:
        """Whether the labels name a time that the table does not date: 本年, 上年, 10月."""
        said = entry.phrases[-1:] if entry.period is None else ()
        return any(self.words.holds(phrase, "undated") or _MONTH.search(phrase) for phrase in said)

    def may_mean(self, entry: Entry, claim: Claim) -> bool:
        """Whether a claim is worth suggesting: of the entry's body or place, a like statement of a like measure."""
        kind = same_kind_of_statement(entry, claim.fact)
        return kind and self.subject_fit(entry, claim) > 1 and self.measures.compatible(entry, claim)

    def subject_fit(self, entry: Entry, claim: Claim) -> int:
        """4 by the register, 3 in the same words, 2 by a short form or for the whole place, 1 open, 0 another body."""
        if entry.total or entry.whole:
            return self._whole_fit(entry, claim)
        if not entry.subjects:
            return 1
        return max(self._body_fit(entry, number, claim) for number in range(len(entry.subjects)))

    def _body_fit(self, entry: Entry, number: int, claim: Claim) -> int:
        subject, fact = entry.subjects[number], claim.fact
        if subject.id is not None and subject.id == fact.subject_id:
            return 4
        if subject.text == claim.subject:
            return 3
        if subject.id is not None and subject.id == subject.region:
            return self._place_fit(subject.text, subject.region, claim)
        if entry.titled and claim.subject in self.words.of("whole"):
            return 2
        registered = subject.id is not None and fact.subject_id is not None
        elsewhere = subject.region and fact.region and subject.region[:2] != fact.region[:2]
        twins = self._guards.are_twins(subject.text, claim.subject)
        ruled_out = registered or elsewhere or twins or not claim.subject
        return 2 if not ruled_out and either_short(subject.text, claim.subject) else 0

    def _whole_fit(self, entry: Entry, claim: Claim) -> int:
        """A total: of the place in the title, of all bodies in it, never of one of the rows."""
        if claim.fact.subject_id in self._row_ids:
            return 0
        if claim.subject and is_short_form(claim.subject, entry.heading):
            return 3
        if claim.subject in self.words.of("whole"):
            return 3 if entry.whole and entry.subjects and entry.subjects[0].text == claim.subject else 2
        places = [subject for subject in entry.subjects if subject.region]
        if not places:
            return 1 if not claim.subject or claim.fact.subject_id is None else 0
        return max(self._place_fit(subject.text, subject.region, claim) for subject in places)

    def _place_fit(self, name: str, region: str | None, claim: Claim) -> int:
        """A place against a claim of the place, of what it calls 全省, or of a body in it that is only carried on."""
        fact = claim.fact
        if fact.subject_id == region or claim.subject == name:
            return 4
        if claim.subject in self.words.of("whole"):
            return 2
        if not claim.subject:
            return 1
        if fact.subject_id is not None:
            return 1 if fact.region == region and fact.borrows_subject else 0
        return 2 if claim.subject.startswith(self.short_place(name, region)) else 0

    def short_place(self, name: str, region: str | None) -> str:
        """A place as names begin with it: 浙江 for 浙江省."""
        if self._shorts is None:
            self._shorts = {d.code: d.short for d in reversed(self._reader.rules.divisions) if d.short}
        return self._shorts.get(region or "", name)


def period_fit(entry: Entry, fact: Fact) -> int:
    """3 the same days, 2 the same end, 1 left open on one side, 0 another time."""
    period = entry.period
    if period is None or (fact.period_start is None and fact.period_end is None):
        return 1
    if period.period_end != fact.period_end:
        return 0
    if period.period_start == fact.period_start:
        return 3
    return 2 if period.period_start is None or fact.period_start is None else 0


def same_kind_of_statement(entry: Entry, fact: Fact) -> bool:
    """A level is no change, a plan is no result, 同比 is not 环比."""
    if (entry.change is not None) != (fact.change_direction is not None):
        return False
    if {"yoy", "mom"} <= {entry.change, fact.change_base}:
        return False
    return entry.target == (fact.status == "target")
