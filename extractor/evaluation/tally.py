"""Judgements counted: per document, over the corpus, and each error with what was wanted.  Pure."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from extractor.evaluation.floors import Floor  # noqa: TC001  # msgspec resolves the annotations
from extractor.evaluation.gold import PlacedGold  # noqa: TC001  # same
from extractor.evaluation.scoring import SLOTS, judge, pair
from extractor.model import Fact  # noqa: TC001  # same

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FIGURES = ("detect_precision", "detect_recall", "detect_f1", *SLOTS, "fact")


class Tally(NamedTuple):
    """How many were right of how many judged."""

    right: int
    of: int

    @property
    def share(self) -> Decimal:
        """0 to 1; 0 where nothing was judged."""
        return Decimal(self.right) / self.of if self.of else Decimal(0)


class Error(msgspec.Struct, frozen=True):
    """A gold figure missed (no fact), a fact too many (no gold), or a fact with wrong slots."""

    document: str
    wrong: tuple[str, ...]
    gold: PlacedGold | None = None
    fact: Fact | None = None

    @property
    def kind(self) -> str:
        """`miss`, `extra` or `slots`."""
        if self.fact is None:
            return "miss"
        return "extra" if self.gold is None else "slots"


class Score(msgspec.Struct, frozen=True):
    """One document's counts, or the sum over several."""

    name: str
    gold: int
    predicted: int
    matched: int
    slots: dict[str, Tally]
    facts: Tally  # claims with every slot right, of all claims
    errors: tuple[Error, ...] = ()

    @property
    def figures(self) -> dict[str, Decimal]:
        """Each figure of `FIGURES`, 0 to 1."""
        precision, recall = Tally(self.matched, self.predicted).share, Tally(self.matched, self.gold).share
        f1 = 2 * precision * recall / (precision + recall) if self.matched else Decimal(0)
        found = {"detect_precision": precision, "detect_recall": recall, "detect_f1": f1, "fact": self.facts.share}
        return {name: found[name] if name in found else self.slots[name].share for name in FIGURES}


class Scores(msgspec.Struct, frozen=True):
    """What an evaluation found: the documents in order, the whole corpus, and each pinned floor."""

    documents: tuple[Score, ...]
    total: Score
    floors: tuple[Floor, ...] = ()

    @property
    def met(self) -> bool:
        """Every floor is reached."""
        return all(floor.met for floor in self.floors)


def score(name: str, gold: Sequence[PlacedGold], facts: Sequence[Fact]) -> Score:
    """Score one document's facts against its gold."""
    pairs = pair(gold, facts)
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    errors: list[Error] = []
    whole = 0
    for match in pairs:
        line, fact = gold[match.gold], facts[match.fact]
        verdicts = judge(line.fact, fact)
        judged.update(verdicts.keys())
        right.update(slot for slot, good in verdicts.items() if good)
        wrong = tuple(slot for slot, good in verdicts.items() if not good)
        if wrong:
            errors.append(Error(name, wrong, line, fact))
        elif line.fact.role == "claim":
            whole += 1
    found_gold, found_facts = {match.gold for match in pairs}, {match.fact for match in pairs}
    errors += [Error(name, (), gold=line) for index, line in enumerate(gold) if index not in found_gold]
    errors += [Error(name, (), fact=fact) for index, fact in enumerate(facts) if index not in found_facts]
    return Score(
        name=name,
        gold=len(gold),
        predicted=len(facts),
        matched=len(pairs),
        slots={slot: Tally(right[slot], judged[slot]) for slot in SLOTS},
        facts=Tally(whole, sum(line.fact.role == "claim" for line in gold)),
        errors=tuple(sorted(errors, key=_place)),
    )


def total(scores: Iterable[Score], name: str = "") -> Score:
    """The counts of several documents together."""
    scores = tuple(scores)
    return Score(
        name=name,
        gold=sum(each.gold for each in scores),
        predicted=sum(each.predicted for each in scores),
        matched=sum(each.matched for each in scores),
        slots={slot: _sum(each.slots[slot] for each in scores) for slot in SLOTS},
        facts=_sum(each.facts for each in scores),
        errors=tuple(error for each in scores for error in each.errors),
    )


def measured(score: Score) -> Mapping[str, Decimal]:
    """The figures rounded down to four places, as floors are written: a floor pinned to one is met by it."""
    return {name: figure.quantize(Decimal("0.0001"), rounding="ROUND_FLOOR") for name, figure in score.figures.items()}


def _sum(tallies: Iterable[Tally]) -> Tally:
    tallies = tuple(tallies)
    return Tally(sum(tally.right for tally in tallies), sum(tally.of for tally in tallies))


def _place(error: Error) -> int:
    place = error.gold or error.fact
    return place.start if place else 0
