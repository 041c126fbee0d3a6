"""Which claim each submitted figure belongs to: one to one where possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.reconcile.verdict import compare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.reconcile.candidates import Case
    from extractor.reconcile.claims import Fit
    from extractor.reconcile.entries import Entry


class Match(NamedTuple):
    """What is known of one entry: its claim, or the claims it may belong to, or the entries that want the same one.

    `first` says whether the claim was the entry's best at the outset, before others took theirs; `firm`, whether its
    candidates surely measure the same.
    """

    claim: int | None = None
    fit: Fit | None = None
    first: bool = True
    candidates: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()
    firm: bool = False


class Matcher:
    """Assigns claims to entries: the best fits first, ties left to a person."""

    def __init__(self, case: Case) -> None:
        self._entries, self._claims, self._fitter, candidates = case
        self._fits: list[dict[int, Fit]] = [
            {n: fit for n in candidates.of(entry) if (fit := self._fitter.fit(entry, self._claims[n])) is not None}
            for entry in self._entries
        ]
        self._first = [frozenset(self._best(fits)) for fits in self._fits]
        self._wanting: dict[int, list[int]] = {}
        for number, best in enumerate(self._first):
            for claim in best:
                self._wanting.setdefault(claim, []).append(number)
        self._found: dict[int, Match] = {}
        self._takers: dict[int, list[int]] = {}
        self._taken: dict[int, Fit] = {}

    def matches(self) -> Mapping[int, Match]:
        """One match an entry, by its number."""
        while self._round():
            pass
        for number in range(len(self._entries)):
            if number not in self._found:
                self._found[number] = self._undecided(number)
        return self._found

    def _round(self) -> bool:
        """Assign every entry whose best claim is one, and is wanted more by no other; whether anything was."""
        wants = {n: best for n in range(len(self._entries)) if n not in self._found and (best := self._open_best(n))}
        wanted: dict[int, list[int]] = {}
        for number, best in wants.items():
            for claim in best:
                wanted.setdefault(claim, []).append(number)
        settled = False
        for number, best in wants.items():
            alike = self._alike(best)
            if alike is None:
                continue
            fit = self._fits[number][alike]
            rivals = [rival for rival in wanted[alike] if rival != number]
            if any(self._fits[rival][alike] > fit for rival in rivals):
                continue
            equal = [rival for rival in rivals if self._fits[rival][alike] == fit]
            if any(not same_question(self._entries[number], self._entries[rival]) for rival in equal):
                continue
            self._found[number] = Match(alike, fit, first=alike in self._first[number], candidates=tuple(best))
            self._takers.setdefault(alike, []).append(number)
            self._taken[alike] = fit
            for other in best:
                self._taken[other] = fit
            settled = True
        return settled

    def _open_best(self, number: int) -> tuple[int, ...]:
        """The best claims that are free, or that an entry asking the same has taken."""
        free = {
            claim: fit
            for claim, fit in self._fits[number].items()
            if claim not in self._taken or self._asked_alike(number, claim)
        }
        return self._best(free)

    def _asked_alike(self, number: int, claim: int) -> bool:
        takers = self._takers.get(claim, ())
        return any(same_question(self._entries[number], self._entries[other]) for other in takers)

    @staticmethod
    def _best(fits: Mapping[int, Fit]) -> tuple[int, ...]:
        top = max(fits.values(), default=None)
        return tuple(claim for claim, fit in fits.items() if fit == top)

    def _alike(self, best: Sequence[int]) -> int | None:
        """The one claim that the best are: one, or one said again elsewhere with the same figure."""
        facts = [self._claims[number].fact for number in best]
        same = {(f.value, f.value_low, f.value_high, f.subject_id or f.subject, f.period_end) for f in facts}
        return best[0] if len(same) == 1 else None

    def _undecided(self, number: int) -> Match:
        """What is left: several claims that fit alike, or one that others want as much, or nothing.

        Of claims whose words are only close, the one that agrees in its figure is taken.
        """
        best = self._open_best(number)
        if not best:
            return Match()
        fit = self._fits[number][best[0]]
        if not fit.firm and self._fitter.undated(self._entries[number]):
            return Match(candidates=best, firm=True)  # 上年减免费用: of which year is for a person to say
        if not fit.firm:
            agreeing = [claim for claim in best if self._agrees(number, claim)]
            if len(agreeing) == 1:
                self._takers.setdefault(agreeing[0], []).append(number)
            return Match(agreeing[0], fit, candidates=tuple(agreeing)) if len(agreeing) == 1 else Match()
        wanting = sorted({other for claim in best for other in self._wanting.get(claim, ())})
        rivals = tuple(other for other in wanting if other != number and other not in self._found)
        return Match(candidates=best, rivals=rivals, firm=True)

    def _agrees(self, number: int, claim: int) -> bool:
        """Whether an entry's figure and a claim's may be one."""
        entry, stated = self._entries[number], self._claims[claim]
        reading = self._fitter.reading(entry, stated)
        return reading is not None and compare(entry, reading, stated.fact).agrees


def same_question(first: Entry, second: Entry) -> bool:
    """Whether two entries submit the same thing twice, perhaps on two sheets."""
    return _asked(first) == _asked(second)


def _asked(entry: Entry) -> tuple[object, ...]:
    who = tuple(subject.id or subject.text for subject in entry.subjects)
    when = (entry.period.period_start, entry.period.period_end) if entry.period else None
    return who, entry.phrases[-1:], entry.populations, when, entry.total, entry.change
