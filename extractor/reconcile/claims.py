"""How well a claim fits a submitted figure: subject, unit, period, and what is measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.reconcile.names import are_twins, either_short, is_short_form, narrower
from extractor.reconcile.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.model import Fact
    from extractor.reconcile.entries import Entry
    from extractor.reconcile.labels import LabelReader
    from extractor.reconcile.readings import Reading

EXACT, WORDED, REGISTERED, PIECED, CLOSE, NOT = 6, 5, 4, 3, 1, 0
"""The measure is the same: in the same words, but for idle ones (金额, 数), by the register or as a short form, piece by
piece, only nearly, not at all.

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

    def __init__(self, fact: Fact) -> None:
        self.fact = fact
        self.subject = clean(fact.subject or "")
        self.measures = tuple(dict.fromkeys(clean(t) for t in (fact.indicator, fact.action, fact.object) if t))
        self.population = clean(fact.population or "")
        self.about = "".join((*self.measures, self.population))
        self.core = "".join(_LISTED.sub("", text) for text in (*self.measures, self.population))

    @property
    def counts_population(self) -> bool:
        """Whether it is the number of those it is for: 18.9万家中小微企业."""
        return bool(self.population) and self.population in self.measures


class Fitter:
    """Judges pairs of a submitted figure and a claim by one rule book."""

    def __init__(self, reader: LabelReader, row_ids: frozenset[str]) -> None:
        """`row_ids`: the registered bodies that rows are about; a total is about none of them."""
        self._reader = reader
        self._words = reader.words
        self._row_ids = row_ids
        self._pieces: dict[str, tuple[str, ...]] = {}

    def fit(self, entry: Entry, claim: Claim, *, any_period: bool = False, any_subject: bool = False) -> Fit | None:
        """How well they fit, or `None` where something rules the pair out."""
        if self.reading(entry, claim) is None or not _same_kind_of_statement(entry, claim.fact):
            return None
        period = period_fit(entry, claim.fact)
        subject = self.subject_fit(entry, claim)
        if (period == 0 and not any_period) or (subject == 0 and not any_subject):
            return None
        measure, nearness = self.measure_fit(entry, claim)
        return Fit(measure, nearness, period, subject) if measure else None

    def reading(self, entry: Entry, claim: Claim) -> Reading | None:
        """The entry's reading in the claim's unit."""
        unit = self._unit(claim.fact.unit)
        for reading in entry.readings:
            own = self._unit(reading.unit)
            if own == unit or own is None or (unit is None and claim.fact.kind == "count" and own not in ("元", "%")):
                return reading
            if claim.fact.kind == "count" and "个" in (own, unit) and own not in ("元", "%"):
                return reading
        return None

    def _unit(self, unit: str | None) -> str | None:
        return self._words.same_units.get(unit or "", unit)

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
        if (subject.id is not None and fact.subject_id is not None) or not claim.subject:
            return 0
        if are_twins(subject.text, claim.subject, self._words.twins):
            return 0
        elsewhere = subject.region and fact.region and subject.region[:2] != fact.region[:2]
        return 2 if not elsewhere and either_short(subject.text, claim.subject) else 0

    def _whole_fit(self, entry: Entry, claim: Claim) -> int:
        """A total: of the place in the title, of all bodies in it, never of one of the rows."""
        if claim.fact.subject_id in self._row_ids:
            return 0
        if claim.subject and is_short_form(claim.subject, entry.heading):
            return 3
        if claim.subject in self._words.of("whole"):
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
        if claim.subject in self._words.of("whole"):
            return 2
        if not claim.subject:
            return 1
        if fact.subject_id is not None:
            return 1 if fact.region == region and "subject_inherited" in fact.flags else 0
        short = next((d.short for d in self._reader.rules.divisions if d.code == region and d.short), name)
        return 2 if claim.subject.startswith(short) else 0

    def measure_fit(self, entry: Entry, claim: Claim) -> tuple[int, int]:
        """How sure it is that both measure the same, and how near the rest of their words is."""
        if not entry.phrases:
            return (CLOSE, 0) if not claim.measures else (NOT, 0)
        written = "".join((*entry.phrases, *entry.populations))
        if are_twins(written, claim.about, self._words.twins):
            return NOT, 0
        measure = self._phrase_fit(entry, claim)
        if measure == NOT:
            return NOT, 0
        apart = claim.counts_population and not _compatible(entry.populations, claim.population)
        if measure < WORDED and (apart or narrower(written, claim.core, self._words.of("narrowing"))):
            measure = CLOSE
        return measure, self._nearness(entry, claim)

    def _phrase_fit(self, entry: Entry, claim: Claim) -> int:
        head = entry.phrases[-1]
        if head in claim.measures:
            return EXACT
        forms = self._forms(head)
        if any(form in claim.measures for form in forms):
            return WORDED
        registered = claim.fact.indicator_id
        if registered is not None and any(self._reader.registered(form) == registered for form in forms):
            return REGISTERED
        texts = (*claim.measures, *((claim.population,) if claim.counts_population else ()))
        wordings = (*forms, "".join(entry.phrases))
        if any(is_short_form(wording, text) for wording in wordings for text in texts):
            return REGISTERED
        return self._pieces_fit(head, claim)

    def _forms(self, head: str) -> tuple[str, ...]:
        """The phrase as written, without idle words at its end, and without a verb before what is counted."""
        bare = self._words.stripped(head)
        verb = next(
            (word for word in self._words.of("verb") if bare.startswith(word) and len(bare) >= len(word) + 2), ""
        )
        return tuple(dict.fromkeys((head, bare, bare.removeprefix(verb))))

    def _pieces_fit(self, head: str, claim: Claim) -> int:
        """提速专线 against 专线 and 提速: the register's words in it, each on its own."""
        if head not in self._pieces:
            self._pieces[head] = self._reader.pieces(head)
        pieces = self._pieces[head]
        texts = (*claim.measures, claim.population)
        found = [piece for piece in pieces if self._covers(claim, piece, texts)]
        if len(pieces) > 1 and len(found) == len(pieces):
            return PIECED
        if any(is_short_form(text, head) for text in claim.measures):
            return CLOSE
        return CLOSE if sum(map(len, found)) * 2 >= len(head) else NOT

    def _covers(self, claim: Claim, piece: str, texts: Sequence[str]) -> bool:
        """Whether a piece of a header is in the claim: in its words, as its registered indicator, or as its unit."""
        if any(is_short_form(piece, text) for text in texts):
            return True
        registered = self._reader.registered(piece)
        if registered is not None and registered == claim.fact.indicator_id:
            return True
        return claim.fact.unit is not None and self._unit(piece) == self._unit(claim.fact.unit)

    def _nearness(self, entry: Entry, claim: Claim) -> int:
        """How many of the other words agree: groups of columns, populations."""
        parents = sum(1 for parent in entry.phrases[:-1] if _within(parent, claim.about))
        return 2 * parents + (1 if claim.population and _compatible(entry.populations, claim.population) else 0)


def _within(word: str, about: str) -> bool:
    return len(word) >= 2 and word in about


def _compatible(populations: Sequence[str], population: str) -> bool:
    return bool(populations) and all(either_short(one, population) for one in populations)


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


def _same_kind_of_statement(entry: Entry, fact: Fact) -> bool:
    """A level is no change, a plan is no result, 同比 is not 环比."""
    if (entry.change is not None) != (fact.change_direction is not None):
        return False
    if {"yoy", "mom"} <= {entry.change, fact.change_base}:
        return False
    return entry.target == (fact.status == "target")


def claims_of(facts: Iterable[Fact]) -> list[Claim]:
    """What can be reconciled: reported figures whose value, or range of values, is known."""
    return [
        Claim(fact)
        for fact in facts
        if fact.role == "claim"
        and (fact.value is not None or fact.value_low is not None or fact.value_high is not None)
    ]
