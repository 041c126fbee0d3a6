"""Which claims a submitted figure is worth comparing with, told without looking at each of them.

Every rule of the fitter that lets a pair through has its counterpart here, so that nothing is lost: what is found here
is still judged by the fitter.
"""

from __future__ import annotations

from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from extractor.reconcile.fitter import period_fit, same_kind_of_statement
from extractor.reconcile.text_index import TextIndex, numbers_in
from extractor.reconcile.verdict import signed

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
    from decimal import Decimal

    from extractor.checks.intervals import Interval
    from extractor.reconcile.claims import Claim
    from extractor.reconcile.entries import Entry
    from extractor.reconcile.fitter import Fitter
    from extractor.reconcile.labels import Subject


_FEW = 50  # candidates that cost less than a look at all figures


class Case(NamedTuple):
    """The two sides of one reconciliation, and what judges and finds pairs of them."""

    entries: Sequence[Entry]
    claims: Sequence[Claim]
    fitter: Fitter
    candidates: Candidates


class Candidates:
    """An index over the claims of one reconciliation; sets of claims are the bits of an integer."""

    def __init__(self, claims: Sequence[Claim], fitter: Fitter) -> None:
        self._claims = claims
        self._fitter = fitter
        self._all = (1 << len(claims)) - 1
        self._subjects = TextIndex([(claim.subject,) for claim in claims])
        self._measures = TextIndex([(*claim.measures, claim.population) for claim in claims])
        self._by_body = self._group(lambda claim: claim.fact.subject_id)
        self._by_region = self._group(lambda claim: claim.fact.region)
        self._by_name = self._group(lambda claim: claim.subject)
        self._by_indicator = self._group(lambda claim: claim.fact.indicator_id)
        self._by_unit = self._group(lambda claim: fitter.words.counted_as(claim.fact.unit))
        self._unmeasured = _union(1 << number for number, claim in enumerate(claims) if not claim.measures)
        self._units = self._group(lambda claim: (claim.fact.unit, claim.fact.kind))
        self._statements = self._group(lambda c: (c.fact.change_direction is None, c.fact.change_base, c.fact.status))
        self._periods = self._group(lambda claim: (claim.fact.period_start, claim.fact.period_end))
        self._bodies = self._group(lambda c: (c.subject, c.fact.subject_id, c.fact.region, c.fact.flags))
        self._known: dict[Hashable, int] = {}

    def of(self, entry: Entry, *, any_period: bool = False) -> Iterator[int]:
        """The numbers of the claims that may fit, from small to large."""
        found = self._readable(entry) & self._of_its_kind(entry) & self._measuring(entry)
        found &= self._all if any_period else self._of_its_time(entry)
        return numbers_in(found & self._about(entry))

    def agreeing(self, entry: Entry) -> Iterator[int]:
        """The numbers of the claims of any body and time that may fit and agree in their figure."""
        found = self._readable(entry) & self._of_its_kind(entry) & self._measuring(entry)
        bounds = self._falling if entry.fall else self._bounds
        return numbers_in(found) if found.bit_count() < _FEW else self._near(entry, bounds, found)

    def _near(self, entry: Entry, bounds: Sequence[tuple[float, float]], found: int) -> Iterator[int]:
        spans = [_widened(reading.low, reading.high) for reading in entry.readings]
        low, high = min(span[0] for span in spans), max(span[1] for span in spans)
        near = [number for number, (least, most) in enumerate(bounds) if least <= high and most >= low]
        return (number for number in near if found >> number & 1)

    @cached_property
    def _bounds(self) -> list[tuple[float, float]]:
        return [_ends(signed(claim.fact)) for claim in self._claims]

    @cached_property
    def _falling(self) -> list[tuple[float, float]]:
        return [_ends(signed(claim.fact, falls=True)) for claim in self._claims]

    def of_its_body(self, entry: Entry) -> Iterator[int]:
        """The numbers of the claims in its unit that may be about its body, whatever they measure."""
        return numbers_in(self._readable(entry) & self._about(entry))

    def _group(self, key: Callable[[Claim], Hashable]) -> dict[Hashable, int]:
        groups: dict[Hashable, int] = {}
        for number, claim in enumerate(self._claims):
            groups[key(claim)] = groups.get(key(claim), 0) | 1 << number
        return groups

    def _once(self, key: Hashable, find: Callable[[], int]) -> int:
        if key not in self._known:
            self._known[key] = find()
        return self._known[key]

    def _where(self, groups: dict[Hashable, int], fits: Callable[[Claim], bool]) -> int:
        """The groups whose claims fit; one of each is asked."""
        return _union(group for group in groups.values() if fits(self._claims[next(numbers_in(group))]))

    def _readable(self, entry: Entry) -> int:
        key = ("unit", *(reading.unit for reading in entry.readings))
        return self._once(key, lambda: self._where(self._units, lambda c: self._fitter.reading(entry, c) is not None))

    def _of_its_kind(self, entry: Entry) -> int:
        key = ("kind", entry.change, entry.target)
        return self._once(key, lambda: self._where(self._statements, lambda c: same_kind_of_statement(entry, c.fact)))

    def _of_its_time(self, entry: Entry) -> int:
        return self._once(
            ("time", entry.period), lambda: self._where(self._periods, lambda c: period_fit(entry, c.fact) > 0)
        )

    def _about(self, entry: Entry) -> int:
        if entry.total or entry.whole:
            key = ("whole", entry.subjects, entry.whole, entry.heading)
            return self._once(key, lambda: self._where(self._bodies, lambda c: self._fitter.subject_fit(entry, c) > 0))
        if not entry.subjects:
            return self._all
        return _union(
            self._once(("body", one, entry.titled), lambda one=one: self._named(one, titled=entry.titled))  # type: ignore[misc]
            for one in entry.subjects
        )

    def _named(self, subject: Subject, *, titled: bool) -> int:
        found = self._subjects.containing(subject.text) | self._subjects.within(subject.text)
        found |= self._by_name.get(subject.text, 0)
        found |= self._by_body.get(subject.id, 0) if subject.id is not None else 0
        place = subject.id is not None and subject.id == subject.region
        if place or titled:
            found |= _union(self._by_name.get(word, 0) for word in self._fitter.words.of("whole"))
        if place:
            found |= self._by_region.get(subject.region, 0) | self._by_name.get("", 0)
            found |= self._subjects.containing(self._fitter.short_place(subject.text, subject.region))
        return found

    def _measuring(self, entry: Entry) -> int:
        if not entry.phrases:
            return self._unmeasured
        return self._once(("measure", entry.phrases), lambda: self._measured_by(entry.phrases))

    def _measured_by(self, phrases: tuple[str, ...]) -> int:
        words = self._fitter.measures.words_of(phrases)
        found = _union(self._measures.containing(word) for word in words if len(word) > 1 or word == phrases[-1])
        found |= self._measures.within(phrases[-1])
        registered = {self._fitter.measures.registered(word) for word in words} - {None}
        found |= _union(self._by_indicator.get(one, 0) for one in registered)
        return found | _union(self._by_unit.get(self._fitter.words.counted_as(word), 0) for word in words)


def _ends(interval: Interval) -> tuple[float, float]:
    return _widened(interval.low, interval.high)


def _widened(low: Decimal | None, high: Decimal | None) -> tuple[float, float]:
    """The ends as floats, a little apart: what is found is compared exactly afterwards."""
    least, most = float("-inf") if low is None else float(low), float("inf") if high is None else float(high)
    return least - abs(least) * 1e-9, most + abs(most) * 1e-9


def _union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)
