"""The figures of one document on the desk: as read, as decided, as the checks see them; kept until they change."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from extractor.reports.slots import open_flags
from extractor.review.apply import added_fact, place_of, reviewed_fact
from extractor.review.standing import Place, Standing, standing
from extractor.store.verdicts import worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractor.decisions import Decision
    from extractor.model import Fact, Finding

LOOK_AT = frozenset({"differs", "undecided", "ambiguous"})


@dataclass(frozen=True)
class Row:
    """A figure on the desk: the fact as it stands, as it was read, what was decided, and what the checks say."""

    fact: Fact
    read: Fact | None
    stand: Standing | None
    verdict: str | None

    @cached_property
    def at(self) -> str:
        """Its place in the document, as links name it."""
        return f"{self.fact.start}-{self.fact.end}"

    @cached_property
    def state(self) -> str:
        """What was decided: see `Standing.state`."""
        return self.stand.state if self.stand is not None else "open"

    @cached_property
    def is_green(self) -> bool:
        """Whether nothing speaks against accepting it unseen: undecided, no flag, no check against it."""
        return self.state == "open" and not self.fact.flags and self.verdict not in LOOK_AT

    @cached_property
    def rank(self) -> tuple[int, int]:
        """The lower, the sooner a person should look."""
        if self.state == "contested":
            return 0, 0
        if self.state != "open":
            return 9, 0
        by_verdict = {"differs": 1, "ambiguous": 2, "undecided": 3}.get(self.verdict or "", 5)
        return by_verdict - (by_verdict == 5 and bool(open_flags(self.fact))), -len(self.fact.flags)


@dataclass(frozen=True)
class Shown:
    """A document's figures at one moment, in reading order, rejected ones too; what is counted is counted once."""

    rows: tuple[Row, ...]

    @cached_property
    def by_at(self) -> Mapping[str, Row]:
        """The figures by their places."""
        return {row.at: row for row in reversed(self.rows)}

    @cached_property
    def ranked(self) -> tuple[Row, ...]:
        """The figures, those to look at first."""
        return tuple(sorted(self.rows, key=lambda row: row.rank))

    @cached_property
    def states(self) -> Counter[str]:
        """How many figures are in each state."""
        return Counter(row.state for row in self.rows)

    @cached_property
    def green(self) -> int:
        """How many figures are clear."""
        return sum(row.is_green for row in self.rows)

    @cached_property
    def look_at(self) -> int:
        """How many figures need a person."""
        return sum(row.rank < (5, 0) for row in self.rows)


class Figures:
    """One document's figures.  Not safe between threads: the desk guards it."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._read: dict[Place, Fact] = {}
        for fact in facts:
            self._read.setdefault(place_of(fact), fact)
        self.decisions: list[Decision] = []
        self.findings: Sequence[Finding] = ()
        self.changes = self._checked = 0
        """How often decisions changed facts."""
        self.turned: list[frozenset[str]] = []
        """Of each round of checks, the places whose verdict it changed."""
        self._decided: defaultdict[Place, list[Decision]] = defaultdict(list)
        self._stands: dict[Place, Standing] = {}
        self._verdicts: Mapping[str, str | None] = {}
        self._rows: dict[Place, Row] = {}
        self._shown: Shown | None = None
        for place in self._read:
            self._place(place)

    def take(self, news: Sequence[Decision]) -> None:
        """Take in decisions on this document; an undo is on the place of what it undoes."""
        self.decisions += news
        for one in news:
            self._decided[one.place].append(one)
        for place in dict.fromkeys(one.place for one in news):
            before = self._stands.get(place)
            self._stands[place] = standing(self._decided[place])[place]
            self.changes += _said(before) != _said(self._stands[place])
            self._place(place)

    @property
    def unchecked(self) -> bool:
        """Whether decisions changed facts since the findings were made."""
        return self.changes != self._checked

    def _place(self, place: Place) -> None:
        read, stand = self._read.get(place), self._stands.get(place)
        self._shown = None
        if read is not None:
            fact = read if stand is None or stand.rejected else reviewed_fact(read, stand)
        elif stand is not None and stand.added is not None:
            fact = reviewed_fact(added_fact(stand.added), stand)
        else:
            self._rows.pop(place, None)
            return
        self._rows[place] = Row(fact, read, stand, self._verdicts.get(fact.fact_id))

    def found(self, findings: Sequence[Finding], more: Mapping[str, Sequence[str]]) -> None:
        """What the checks say now, and with `more` what the submitted tables say of a fact."""
        by_fact: defaultdict[str, list[str]] = defaultdict(list)
        for finding in findings:
            for fact_id in finding.fact_ids:
                by_fact[fact_id].append(finding.verdict)
        for row in self._rows.values():
            by_fact[row.fact.fact_id] += more.get(row.fact.fact_id, ())
        self.findings, self._checked = findings, self.changes
        self._verdicts = {fact_id: worst(verdicts) for fact_id, verdicts in by_fact.items() if verdicts}
        turned = set()
        for place, row in self._rows.items():
            verdict = self._verdicts.get(row.fact.fact_id)
            if verdict != row.verdict:
                self._rows[place] = replace(row, verdict=verdict)
                turned.add(row.at)
        self.turned.append(frozenset(turned))
        self._shown = None

    def facts(self) -> list[Fact]:
        """The facts as reviewed, without the rejected ones, in reading order."""
        return [row.fact for row in self.shown().rows if row.stand is None or not row.stand.rejected]

    def touched(self) -> frozenset[str]:
        """The ids of the facts that decisions are on."""
        return frozenset(f"{doc_id}:{start}-{end}" for doc_id, start, end, _ in self._stands)

    def at_place(self, place: Place) -> Sequence[Decision]:
        """The decisions on one figure, in order."""
        return self._decided.get(place, ())

    def shown(self) -> Shown:
        """The figures as they stand."""
        if self._shown is None:
            self._shown = Shown(tuple(sorted(self._rows.values(), key=lambda row: (row.fact.start, row.fact.end))))
        return self._shown


def _said(stand: Standing | None) -> tuple[object, ...]:
    """What of a standing changes facts: accepting and commenting do not."""
    if stand is None:
        return False, None, {}
    added = stand.added.id if stand.added is not None else None
    return stand.rejected, added, {slot: one.new_value for slot, one in stand.corrections.items()}
