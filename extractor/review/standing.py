"""What decisions come to at one place: undone ones gone, the last word of each reviewer, and who contradicts whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractor.decisions import Decision

Place = tuple[str, int, int, str]
WHOLE = ("accept", "reject", "add")


class Standing(NamedTuple):
    """What stands at a place: the verdict on the fact whole, the corrections by slot, contradictions.

    `contested` holds, by slot (`None`: the fact whole), the last word of each reviewer where they differ.
    """

    whole: Decision | None
    added: Decision | None
    corrections: Mapping[str, Decision]
    contested: Mapping[str | None, tuple[Decision, ...]]
    last_id: int

    @property
    def rejected(self) -> bool:
        """Whether the figure is no fact."""
        return self.whole is not None and self.whole.verdict == "reject"

    @property
    def state(self) -> str:
        """`contested` `rejected` `added` `corrected` `accepted`, or `open` where nobody has decided."""
        if self.contested:
            return "contested"
        if self.rejected:
            return "rejected"
        if self.added is not None:
            return "added"
        if self.corrections:
            return "corrected"
        return "accepted" if self.whole is not None else "open"


def standing(decisions: Iterable[Decision]) -> dict[Place, Standing]:
    """The standing of every place that decisions are on, in the order of the first of them."""
    ordered = sorted(decisions, key=lambda decision: decision.id or 0)
    taken_back = undone(ordered)
    places: defaultdict[Place, list[Decision]] = defaultdict(list)
    for decision in ordered:
        places[decision.place].append(decision)
    return {place: _standing(here, taken_back) for place, here in places.items()}


def undone(ordered: Sequence[Decision]) -> frozenset[int]:
    """The ids of the decisions that were taken back; an undo that was itself undone takes nothing back."""
    gone: set[int] = set()
    for decision in reversed(ordered):
        if decision.undoes is not None and decision.id not in gone:
            gone.add(decision.undoes)
    return frozenset(gone)


def _standing(here: Sequence[Decision], taken_back: frozenset[int]) -> Standing:
    active = [one for one in here if one.id not in taken_back and one.verdict != "undo"]
    whole = [one for one in active if one.verdict in WHOLE]
    corrections = {one.slot: one for one in active if one.verdict == "correct" and one.slot is not None}
    added = [one for one in active if one.verdict == "add"]
    return Standing(
        whole=whole[-1] if whole else None,
        added=added[-1] if added else None,
        corrections=corrections,
        contested=dict(_contested(active)),
        last_id=max((one.id or 0 for one in here), default=0),
    )


def _contested(active: Sequence[Decision]) -> Iterable[tuple[str | None, tuple[Decision, ...]]]:
    """Where the last words of two reviewers differ; accepting a fact does not contradict correcting it."""
    last: defaultdict[str | None, dict[str, Decision]] = defaultdict(dict)
    for one in active:
        if one.verdict != "comment":
            last[one.slot][one.reviewer] = one
    for slot, words in last.items():
        said = {(one.verdict == "reject", one.new_value if slot else None) for one in words.values()}
        if len(said) > 1:
            yield slot, tuple(words.values())
    rejecting = [one for one in last[None].values() if one.verdict == "reject"]
    correcting = [one for slot, words in last.items() if slot for one in words.values()]
    against = {one.reviewer for one in correcting} - {one.reviewer for one in rejecting}
    if rejecting and against and not any(one.verdict != "reject" for one in last[None].values()):
        yield None, (*rejecting, *(one for one in correcting if one.reviewer in against))
