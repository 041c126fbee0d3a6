"""All that was said of one reference period: identical statements once, restatements as vintages."""

from __future__ import annotations

from collections import defaultdict
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from extractor.same_claim import BREAK, TAIL, ClaimWords, Worded, is_slip, one_wording, worded
from extractor.tables.words import RULE as TABLE_CELLS
from extractor.timeline.values import Observation, Saying

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from extractor.model import Fact
    from extractor.timeline.values import Standing

    Stated = tuple[Fact, Saying]
    Statement = tuple[Decimal | None, Decimal | None, Decimal | None, str | None]

# such a figure may be of something else than the words before it name
DOUBTS = frozenset({"indicator_inherited", "indicator_guessed", "among"})
FROM_TO = "from-to"  # the rule of 由X到Y: both levels in reading order


class _Firmness(IntEnum):
    """How surely a statement is of what its series is named after."""

    DOUBTFUL = 0  # a part, or an indicator carried from before
    NAMED = 1  # its own words name the indicator: a registered one, or beside its own subject
    WHOLE = 2  # one sentence says indicator, subject and period


class _Stated(NamedTuple):
    observation: Observation
    firmness: _Firmness
    worded: frozenset[Worded]  # the ways in which it is said, where the text is known


def observations(stated: Iterable[Stated], *, words: ClaimWords, dated: bool = True) -> tuple[Observation, ...]:
    """The statements about one reference period, each once, in the order of announcement, with their vintages.

    `dated`: whether they are known to be of one period; statements that nothing dates only stand beside each other.
    `words` tell, as for the check of claims, that figures may be of two things.
    """
    same: dict[Statement, list[Stated]] = defaultdict(list)
    everything = {_identity(fact): (fact, saying) for fact, saying in _in_order(stated)}
    for fact, saying in everything.values():
        same[fact.value, fact.value_low, fact.value_high, fact.modifier].append((fact, saying))
    starts = _starts(everything.values())
    before, found = [], []
    for group in same.values():
        observation = _observation(group)
        if all(_identity(fact) in starts for fact, _ in group):
            before.append(replace(observation, standing="before"))
        else:
            firmness = max(_firmness(fact) for fact, _ in group) if dated else _Firmness.DOUBTFUL
            found.append(_Stated(observation, firmness, _all_worded(group, words)))
    ordered = sorted(found, key=lambda one: (not one.firmness, announced_first(one.observation.said[0])))
    judged = [*before, *_with_vintages(ordered, words)]
    return tuple(sorted(judged, key=lambda o: (o.vintage, announced_first(o.said[0]))))


def _in_order(stated: Iterable[Stated]) -> list[Stated]:
    pairs = list(stated)
    return sorted(pairs, key=_whole_order) if len(pairs) > 1 else pairs


def _whole_order(pair: Stated) -> tuple[object, ...]:
    fact, saying = pair
    return announced_first(saying), fact.flags, fact.quote, fact.period_text or "", str(fact.statement)


def _identity(fact: Fact) -> tuple[object, ...]:
    """One figure may state two things, and the same text may lie in two places."""
    return fact.fact_id, fact.source, fact.statement


def _firmness(fact: Fact) -> _Firmness:
    if DOUBTS.intersection(fact.flags):
        return _Firmness.DOUBTFUL
    if fact.indicator_id is None:
        return _Firmness.DOUBTFUL if fact.borrows_subject else _Firmness.NAMED
    inherited = fact.borrows_subject or "period_inherited" in fact.flags
    return _Firmness.NAMED if inherited else _Firmness.WHOLE


def announced_first(saying: Saying) -> tuple[object, ...]:
    """Sorts what was announced first to the front; the original before its reprints; what has no date last."""
    return (
        saying.announced is None,
        str(saying.announced),
        saying.reprint_of is not None,
        str(saying.published),
        saying.source,
        saying.start,
        saying.end,
        saying.fact_id,
    )


def _observation(group: Sequence[Stated]) -> Observation:
    said = {(saying.fact_id, saying.source): saying for _, saying in group}
    first, _ = min(group, key=lambda pair: announced_first(pair[1]))
    value, low, high = _signed(first)
    return Observation(
        period_start=first.period_start,
        period_end=first.period_end,
        period_text=first.period_text,
        value=value,
        value_low=low,
        value_high=high,
        modifier=first.modifier,
        direction=first.change_direction,
        quote=first.quote,
        said=tuple(sorted(said.values(), key=announced_first)),
    )


def _signed(fact: Fact) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """A fall is negative, also where it is printed as one (下降-5.6%)."""
    value, low, high = fact.value, fact.value_low, fact.value_high
    printed = next((number for number in (value, low, high) if number is not None), None)
    if fact.change_direction != "down" or printed is None or printed < 0:
        return value, low, high
    return (None if value is None else -value, None if high is None else -high, None if low is None else -low)


def _starts(stated: Iterable[Stated]) -> frozenset[tuple[object, ...]]:
    """The facts that are X in 由X到Y where Y is here too."""
    sentences: dict[tuple[str, str, int], list[Fact]] = defaultdict(list)
    for fact, _ in stated:
        if fact.rule_id == FROM_TO:
            sentences[fact.doc_id, fact.source, fact.sentence_start].append(fact)
    return frozenset(
        _identity(earlier)
        for facts in sentences.values()
        for place, (earlier, _) in enumerate(pairwise(sorted(facts, key=_reading_order)))
        if place % 2 == 0
    )


def _reading_order(fact: Fact) -> tuple[int, int, str, str]:
    return fact.start, fact.end, fact.fact_id, str(fact.statement)


def _all_worded(group: Sequence[Stated], words: ClaimWords) -> frozenset[Worded]:
    """How the texts word the figure; a cell of a table has its words elsewhere."""
    return frozenset(
        worded(fact, BREAK.split(saying.words_before)[-1], BREAK.split(saying.words_behind[:TAIL])[0], words)
        for fact, saying in group
        if fact.rule_id != TABLE_CELLS and _holds(saying)
    )


def _holds(saying: Saying) -> bool:
    start = saying.start - saying.sentence_start
    return saying.sentence[start : saying.end - saying.sentence_start] == saying.quote


def _with_vintages(ordered: Sequence[_Stated], words: ClaimWords) -> Iterator[Observation]:
    """The firm statements make the vintages; doubtful ones come last in `ordered` and only agree or stand beside."""
    vintage = 1
    current: list[_Stated] = []  # what the vintage holds so far
    for one in ordered:
        standing = _standing(one, current, words)
        if standing == "revises":
            vintage, current = vintage + 1, []
        if standing != "beside":
            current.append(one)
        yield replace(one.observation, vintage=vintage, standing=standing)


def _standing(one: _Stated, current: Sequence[_Stated], words: ClaimWords) -> Standing:
    if not current:
        return "first"
    observation = one.observation
    if not _is_known(observation) or not all(_is_known(other.observation) for other in current):
        return "undecided"
    if any(_overlap(observation, other.observation) for other in current):
        return "agrees"
    if any(_may_differ_in_meaning(one, other, words) for other in current):
        return "beside"
    before, now = current[0].observation.said[0].announced, observation.said[0].announced
    return "revises" if before is not None and now is not None and now > before else "conflicts"


def _may_differ_in_meaning(one: _Stated, other: _Stated, words: ClaimWords) -> bool:
    """One document seldom contradicts itself: its figures are of one thing only where each says all of it."""
    if one.worded and other.worded and not _one_claim(one.worded, other.worded, words):
        return True
    least = min(one.firmness, other.firmness)
    if least == _Firmness.DOUBTFUL or _share_a_sentence(one.observation, other.observation):
        return True
    same_document = not _documents(one.observation).isdisjoint(_documents(other.observation))
    return same_document and least < _Firmness.WHOLE


def _one_claim(one: frozenset[Worded], other: frozenset[Worded], words: ClaimWords) -> bool:
    """Whether both are worded alike somewhere, and count nothing that can happen again, unless digits are the same."""
    alike = [(first, second) for first in one for second in other if one_wording(first, second, words)]
    return any(is_slip(*pair) or not any(saying.event for saying in pair) for pair in alike)


def _share_a_sentence(one: Observation, other: Observation) -> bool:
    return not _sentences(one).isdisjoint(_sentences(other))


def _documents(observation: Observation) -> frozenset[str]:
    return frozenset(saying.doc_id for saying in observation.said)


def _sentences(observation: Observation) -> frozenset[tuple[str, str, int]]:
    return frozenset((saying.doc_id, saying.source, saying.sentence_start) for saying in observation.said)


def _is_known(observation: Observation) -> bool:
    return observation.value_low is not None or observation.value_high is not None or observation.value is not None


def _overlap(one: Observation, other: Observation) -> bool:
    """Whether one true value can lie behind both; an end that is `None` is open where the other end is known."""
    (low, high), (other_low, other_high) = _ends(one), _ends(other)
    below = high is not None and other_low is not None and high < other_low
    above = low is not None and other_high is not None and low > other_high
    return not below and not above


def _ends(observation: Observation) -> tuple[Decimal | None, Decimal | None]:
    if observation.value_low is None and observation.value_high is None:
        return observation.value, observation.value
    return observation.value_low, observation.value_high
