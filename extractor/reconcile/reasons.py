"""Why figures may differ: a slip of the unit, another period, another body, digits exchanged, what a total counts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.checks.intervals import Interval, total
from extractor.reconcile.phrases import Lang, said
from extractor.reconcile.verdict import compare, scaled, signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.model import Fact
    from extractor.reconcile.candidates import Case
    from extractor.reconcile.claims import Claim
    from extractor.reconcile.entries import Entry
    from extractor.reconcile.readings import Reading

_SLIPS = tuple(power for size in range(1, 9) for power in (size, -size))
_NOT_DIGIT = re.compile(r"[^\d]")
_SHOWN = 3


class Reasons:
    """Looks for explanations among all claims and entries of one reconciliation."""

    def __init__(self, case: Case, lang: Lang) -> None:
        self._entries, self._claims, self._fitter, self._candidates = case
        self._lang: Lang = lang

    def for_difference(self, entry: Entry, reading: Reading, fact: Fact, claimed: Mapping[int, Fact]) -> list[str]:
        """What would explain that an entry and its claim differ; `claimed` is each entry's claim."""
        found = [self._slip(entry, reading, fact), self._exchanged(reading, fact)]
        found += [self._other(entry, fact), self._total(entry, reading, fact, claimed)]
        return [reason for reason in found if reason]

    def _slip(self, entry: Entry, reading: Reading, fact: Fact) -> str:
        """The figure agrees when it is moved by some places."""
        stated = signed(fact, falls=entry.fall)
        if not reading.value or fact.value is None:
            return ""
        for power in _SLIPS:
            if scaled(reading, power).overlaps(stated):
                return said(self._lang, "unit_slip", factor=format(Decimal(1).scaleb(power), "f"))
        return ""

    def _exchanged(self, reading: Reading, fact: Fact) -> str:
        """1457.4 for 1475.4: the same digits but for two neighbours."""
        first, second = (_NOT_DIGIT.sub("", text) for text in (reading.written, fact.quote))
        apart = [index for index, (one, other) in enumerate(zip(first, second, strict=False)) if one != other]
        neighbours = len(first) == len(second) and len(apart) == 2 and apart[1] == apart[0] + 1
        if neighbours and first[apart[0]] == second[apart[1]] and first[apart[1]] == second[apart[0]]:
            return said(self._lang, "transposed", written=reading.written, quote=fact.quote)
        return ""

    def _other(self, entry: Entry, fact: Fact) -> str:
        """The same measure for another period, else of another body, with the figure submitted."""
        same = [c for c in self._agreeing(entry) if c.fact.fact_id != fact.fact_id]
        for claim in same:
            other = claim.fact
            if self._fitter.subject_fit(entry, claim) and other.period_end != fact.period_end:
                return said(self._lang, "other_period", period=period_text(other), quote=other.quote)
        for claim in same:
            other = claim.fact
            if not self._fitter.subject_fit(entry, claim) and other.subject:
                return said(self._lang, "other_subject", subject=other.subject, quote=other.quote)
        return ""

    def _agreeing(self, entry: Entry) -> Iterator[Claim]:
        for number in self._candidates.agreeing(entry):
            claim = self._claims[number]
            reading = self._fitter.reading(entry, claim)
            if reading is None or not compare(entry, reading, claim.fact).agrees:
                continue
            fit = self._fitter.fit(entry, claim, any_period=True, any_subject=True)
            if fit is not None and fit.firm:
                yield claim

    def _total(self, entry: Entry, reading: Reading, fact: Fact, claimed: Mapping[int, Fact]) -> str:
        """A total that adds up in its own column: the rows that differ, or that the text does not claim, explain it.

        Where none does, the total that the text prints is not the sum of its own parts.
        """
        if not entry.total:
            return ""
        rows = [number for number, other in enumerate(self._entries) if _adds_to(entry, other)]
        figures = {number: self._in_unit(self._entries[number], fact) for number in rows}
        known = {number: figure for number, figure in figures.items() if figure is not None}
        if len(known) < 2 or not total(_interval(figure) for figure in known.values()).overlaps(_interval(reading)):
            return ""
        extra = [number for number in known if number not in claimed]
        verdicts = {n: compare(self._entries[n], known[n], claimed[n]).verdict for n in known if n in claimed}
        wrong = [n for n, verdict in verdicts.items() if verdict == "differs"]
        if extra and not wrong:
            rest = total([_interval(reading), *(_negative(known[number]) for number in extra)])
            if rest.overlaps(signed(fact)):
                return said(self._lang, "total_counts", rows=self._named(extra, known))
        if not (wrong or extra):  # 9418.6万元 in the text, whose own parts add up to 9418.5
            return said(self._lang, "total_printed", quote=fact.quote)
        return said(self._lang, "total_follows", rows=self._named(wrong or extra, known))

    def _in_unit(self, entry: Entry, fact: Fact) -> Reading | None:
        return next((r for r in entry.readings if r.unit == fact.unit or r.unit is None), None)

    def _named(self, numbers: Sequence[int], readings: Mapping[int, Reading]) -> str:
        named = [f"{_who(self._entries[n])} {readings[n].written}（{self._entries[n].cell}）" for n in numbers[:_SHOWN]]
        return "、".join(named) + ("…" if len(numbers) > _SHOWN else "")


def _adds_to(whole: Entry, part: Entry) -> bool:
    same = (part.source, part.sheet, part.column) == (whole.source, whole.sheet, whole.column)
    return same and not part.total and not part.whole and part.row < whole.row


def _who(entry: Entry) -> str:
    return entry.subjects[0].text if entry.subjects else entry.cell


def _interval(reading: Reading) -> Interval:
    return Interval(reading.low, reading.high)


def _negative(reading: Reading) -> Interval:
    return Interval(None if reading.high is None else -reading.high, None if reading.low is None else -reading.low)


def period_text(fact: Fact) -> str:
    """The time of a fact, for people."""
    if fact.period_text:
        return fact.period_text
    ends = (fact.period_start, fact.period_end)
    return " – ".join(end.isoformat() for end in ends if end is not None) or "?"
