"""From matches to items: the verdict on each, and what a person should know about it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from extractor.reconcile.item import Item
from extractor.reconcile.phrases import Lang, said
from extractor.reconcile.reasons import Reasons, period_text
from extractor.reconcile.suggest import closest
from extractor.reconcile.verdict import Compared, compare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.model import Fact
    from extractor.reconcile.candidates import Case
    from extractor.reconcile.entries import Entry
    from extractor.reconcile.match import Match
    from extractor.reconcile.readings import Reading

_SHOWN = 4
_VOUCHING = 2  # rows that agree before a lone one that does not is called different


class ItemMaker:
    """Makes the items of one reconciliation."""

    def __init__(self, case: Case, matches: Mapping[int, Match], lang: Lang) -> None:
        self._entries, self._claims, self._fitter, self._candidates = case
        self._matches = matches
        self._lang: Lang = lang
        self._reasons = Reasons(case, lang)
        self._claimed = {n: self._claims[m.claim].fact for n, m in matches.items() if m.claim is not None}
        self._units: dict[tuple[str, str, int], str | None] = {}
        for number, fact in self._claimed.items():
            entry = self._entries[number]
            self._units.setdefault((entry.source, entry.sheet, entry.column), fact.unit)
        self._asked: dict[int, list[int]] = {}
        for number, match in sorted(matches.items()):
            if match.claim is not None:
                self._asked.setdefault(match.claim, []).append(number)

    def items(self) -> tuple[Item, ...]:
        """One an entry, in the tables' order, then one a claim that was not submitted, in the texts'."""
        found = [self._item(number) for number in range(len(self._entries))]
        answered = {item.fact_id for item in found}
        matched = [m for n, m in self._matches.items() if m.claim is not None and found[n].fact_id is not None]
        answered |= {self._claims[claim].fact.fact_id for match in matched for claim in match.candidates}
        open_ids = {fact_id for item in found for fact_id in item.candidates}
        left = [claim for claim in self._claims if claim.fact.fact_id not in answered | open_ids]
        return (*found, *(_unsubmitted(claim.fact) for claim in left))

    def _item(self, number: int) -> Item:
        match = self._matches[number]
        if match.claim is None:
            return self._ambiguous(number, match.candidates) if match.firm else self._unclaimed(number)
        claim = self._claims[match.claim]
        reading = self._fitter.reading(self._entries[number], claim)
        if reading is None or match.fit is None:
            raise AssertionError("a claim was matched in a unit that it does not have")
        compared = compare(self._entries[number], reading, claim.fact)
        if not compared.agrees and not (match.first and (match.fit.firm or self._vouched(number, match.claim))):
            return self._unclaimed(number, claim.fact)
        alike = () if compared.agrees else self._alike(number, match.claim)
        if alike:
            note = said(self._lang, "columns_alike", cells="、".join(alike))
            return self._open(number, reading, (claim.fact.fact_id,), note)
        return self._matched(number, match, reading, compared)

    def _vouched(self, number: int, claim: int) -> bool:
        """Whether other rows under the same header agree with claims of the same measure, most of them: one is off."""
        agreeing = self._column_agrees.get(self._column_of(number, claim), ())
        return sum(agreeing) >= _VOUCHING and sum(agreeing) * 2 > len(agreeing)

    def _column_of(self, number: int, claim: int) -> tuple[object, ...]:
        entry = self._entries[number]
        return entry.source, entry.sheet, entry.phrases[-1:], self._claims[claim].measures

    @cached_property
    def _column_agrees(self) -> Mapping[tuple[object, ...], Sequence[bool]]:
        """For each header and measure that were put together: which of the figures agree."""
        found: dict[tuple[object, ...], list[bool]] = {}
        for number, match in self._matches.items():
            if match.claim is not None:
                claim = self._claims[match.claim]
                reading = self._fitter.reading(self._entries[number], claim)
                agrees = reading is not None and compare(self._entries[number], reading, claim.fact).agrees
                found.setdefault(self._column_of(number, match.claim), []).append(agrees)
        return found

    def _alike(self, number: int, claim: int) -> tuple[str, ...]:
        """Cells of the same row that were matched with the same claim, and agree with it."""
        entry, found = self._entries[number], []
        for other in self._asked.get(claim, ()):
            twin = self._entries[other]
            reading = self._fitter.reading(twin, self._claims[claim])
            same_row = (twin.source, twin.sheet, twin.row) == (entry.source, entry.sheet, entry.row)
            if other != number and same_row and reading and compare(twin, reading, self._claims[claim].fact).agrees:
                found.append(twin.place)
        return tuple(found)

    def _matched(self, number: int, match: Match, reading: Reading, compared: Compared) -> Item:
        entry, claim = self._entries[number], self._claims[match.claim or 0]
        notes: list[str] = []
        if not compared.agrees:
            notes += self._reasons.for_difference(entry, reading, claim.fact, self._claimed)
        if match.fit is not None and not match.fit.firm:
            notes.append(said(self._lang, "weak", about=about(claim.fact)))
        if reading.unit is None and claim.fact.unit is not None:
            notes.append(said(self._lang, "no_unit"))
        others = [self._entries[n].place for n in self._asked.get(match.claim or 0, ()) if n != number]
        if others:
            notes.append(said(self._lang, "twice", cells="、".join(others)))
        if len(match.candidates) > 1:
            notes.append(self._also_claimed([n for n in match.candidates if n != match.claim]))
        return Item(
            verdict=compared.verdict,
            fact_id=claim.fact.fact_id,
            difference=compared.difference,
            tolerance=compared.tolerance,
            explanation="；".join(notes) if self._lang == "zh" else "; ".join(notes),
            **self._slots(entry, reading, claim.fact),
        )

    def _also_claimed(self, others: Sequence[int]) -> str:
        facts = [self._claims[number].fact for number in others]
        places = [f"{fact.source}:{fact.start}–{fact.end} “{fact.quote}”" for fact in facts[:_SHOWN]]
        mark = "、" if self._lang == "zh" else ", "
        shown = mark.join(places) + ("…" if len(facts) > _SHOWN else "")
        return said(self._lang, "also_claimed", count=len(facts), places=shown)

    def _ambiguous(self, number: int, candidates: Sequence[int]) -> Item:
        facts = [self._claims[candidate].fact for candidate in candidates]
        rivals = self._matches[number].rivals
        if len(facts) == 1 and rivals:
            cells = "、".join(self._entries[rival].place for rival in rivals)
            note = said(self._lang, "contested", cells=cells, quote=facts[0].quote)
        else:
            quotes = "、".join(f"“{about(fact)}”{fact.quote}" for fact in facts[:_SHOWN])
            note = said(self._lang, "several", count=len(facts), quotes=quotes + ("…" if len(facts) > _SHOWN else ""))
        reading = self._fitter.reading(self._entries[number], self._claims[candidates[0]])
        return self._open(number, reading, tuple(fact.fact_id for fact in facts), note)

    def _open(self, number: int, reading: Reading | None, candidates: tuple[str, ...], note: str) -> Item:
        return Item(
            verdict="ambiguous",
            fact_id=None,
            explanation=note,
            candidates=candidates,
            **self._slots(self._entries[number], reading, None),
        )

    def _unclaimed(self, number: int, nearest: Fact | None = None) -> Item:
        """No claim that surely is meant; one whose words are only close, and whose figure differs, is a suggestion."""
        entry = self._entries[number]
        reading = self._as_in_column(entry)
        note = self._other_period(entry) or self._near(nearest) or self._suggestion(entry)
        return Item(
            verdict="submitted_not_claimed", fact_id=None, explanation=note, **self._slots(entry, reading, None)
        )

    def _as_in_column(self, entry: Entry) -> Reading | None:
        """Of several units in the corner, the one that the column's matched figures are in."""
        if len(entry.readings) == 1:
            return entry.readings[0]
        unit = self._units.get((entry.source, entry.sheet, entry.column))
        return next((r for r in entry.readings if r.unit == unit), None) if unit is not None else None

    def _near(self, fact: Fact | None) -> str:
        return said(self._lang, "weak_differs", about=about(fact), quote=fact.quote) if fact else ""

    def _other_period(self, entry: Entry) -> str:
        for claim in map(self._claims.__getitem__, self._candidates.of(entry, any_period=True)):
            fit = self._fitter.fit(entry, claim, any_period=True)
            if fit is not None and fit.firm:
                fact = claim.fact
                return said(self._lang, "same_in_other_period", period=period_text(fact), quote=fact.quote)
        return ""

    def _suggestion(self, entry: Entry) -> str:
        """Only for the reader: likeness decides nothing."""
        near = self._candidates.of_its_body(entry)
        free = [self._claims[number] for number in near if number not in self._asked]
        fitting = [claim for claim in free if self._fitter.may_mean(entry, claim)]
        found = closest(entry.phrases, [about(claim.fact) for claim in fitting])
        if found is None:
            return ""
        fact = fitting[found].fact
        return said(self._lang, "suggestion", about=about(fact), quote=fact.quote)

    def _slots(self, entry: Entry, reading: Reading | None, fact: Fact | None) -> dict[str, Any]:
        """Where and what was submitted; what the table leaves out is taken from the claim."""
        period = entry.period
        subject = entry.subjects[0].text if entry.subjects and not entry.total else None
        return {
            "source": entry.source,
            "sheet": entry.sheet or None,
            "cell": entry.cell,
            "subject": subject
            or (fact.subject if fact else None)
            or (entry.subjects[0].text if entry.subjects else None),
            "indicator": "·".join(entry.phrases) or (about(fact) if fact else None),
            "population": next(iter(entry.populations), None) or (fact.population if fact else None),
            "period_start": period.period_start if period else (fact.period_start if fact else None),
            "period_end": period.period_end if period else (fact.period_end if fact else None),
            "unit": (reading.unit if reading else None) or (fact.unit if fact else None),
            "value": reading.value if reading else None,
            "submitted": reading.written if reading else entry.shown,
        }


def about(fact: Fact) -> str:
    """What a claim measures, as short as it stays clear."""
    parts = [part for part in (fact.action, fact.indicator) if part]
    if len(parts) == 2 and (parts[1] in parts[0] or parts[0] in parts[1]):
        parts = [max(parts, key=len)]
    return " ".join(parts)


def _unsubmitted(fact: Fact) -> Item:
    return Item(
        verdict="claimed_not_submitted",
        fact_id=fact.fact_id,
        source=fact.source,
        sheet=None,
        cell=None,
        subject=fact.subject,
        indicator=about(fact) or None,
        population=fact.population,
        period_start=fact.period_start,
        period_end=fact.period_end,
        unit=fact.unit,
        value=fact.value,
        submitted=None,
    )
