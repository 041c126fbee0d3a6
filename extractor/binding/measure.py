"""What each figure measures: the phrase before it, the noun behind it, its share of a list, or an inherited head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.behind import Behind, BehindReader
from extractor.binding.change import Change
from extractor.binding.judge import PhraseJudge
from extractor.binding.moves import MoveReader
from extractor.binding.phrases import Phrase, PhraseReader, acts, verbal
from extractor.binding.place import (
    Place,
    behind_bound,
    follows,
    goes_on,
    holds_any,
    modifies,
    with_threshold,
)
from extractor.binding.take import COUNTED, Measured, MeasureTaker
from extractor.binding.tokens import BASE, index_of

if TYPE_CHECKING:
    from extractor.binding.change import ChangeReader
    from extractor.binding.clause import Scene
    from extractor.binding.context import Context
    from extractor.binding.distribute import Share
    from extractor.binding.draft import Draft
    from extractor.binding.tokens import CueBook

_COUNTED_NOUNS = "nouns"  # the rule of figures that hold the noun they count
_AMOUNTS = frozenset({"money", "measure"})
_RATIOS = frozenset({"percent", "point", "multiple"})
_DOUBLED = "翻"


class MeasureBinder:
    """Reads the words around a figure and fills what it measures, for whom, and how it changed."""

    def __init__(self, cues: CueBook, *, phrases: PhraseReader, behind: BehindReader, changes: ChangeReader) -> None:
        self._distributing = cues["distribute"]
        self._join = cues["join"]
        self._durations = cues["duration-unit"]
        self._ranking = cues["ranked"]
        self._lasting = cues["running-on"]
        self._moves = MoveReader(cues)
        self._phrases = phrases
        self._judge = PhraseJudge(cues)
        self._taker = MeasureTaker(cues)
        self._behind = behind
        self._changes = changes

    def read(self, draft: Draft, place: Place, context: Context, share: Share | None) -> Measured:
        """Read around the figure.  A later figure of a distributed list has the phrase and the change of the first."""
        if share is not None and share.position > 0 and context.shared is not None:
            phrase, change = context.shared
            return Measured(phrase, Behind(index=place.index + 1), change)
        tokens, index, kind = place.tokens, place.index, draft.quantity.kind
        change = self._change(draft, place, context)
        low = place.low if share is None else self._behind_list(place, share)
        phrase = self._phrases.before(tokens, low, index, change=change.direction is not None)
        if kind == "percent" and change.direction is None and self._judge.bodies_only(phrase):
            phrase = Phrase(statistic=phrase.statistic)  # 全省七成以上贫困县
        if kind == "rank" and place.since > 0:
            phrase = self._ranked_among(place, phrase)
        lasts = phrase.indicator and draft.quantity.unit in self._durations and holds_any(place, self._lasting)
        if lasts and not self._judge.is_dependent(phrase):
            context.head = phrase
        if (kind in COUNTED and not lasts) or not phrase.indicator or modifies(place, kind, phrase):
            chained = phrase.indicator == phrase.action or acts(phrase)
            bounded = behind_bound(place) if phrase.indicator or kind in ("percent", "count") else index + 1
            behind = self._behind.read_bounded(tokens, index + 1, bounded, chained=chained)
            if draft.quantity.rule_id == _COUNTED_NOUNS and (not phrase.indicator or verbal(phrase)):
                done = behind.noun if tokens[index + 1 : index + 2] and tokens[index + 1].tag == "v" else ""
                behind = msgspec.structs.replace(  # 103万贫困人口脱贫
                    behind, noun=draft.quantity.unit or "", predicate=done + behind.predicate
                )
        elif kind == "rank" or lasts:
            behind = Behind(index=index + 1, thing=self._behind.going_on(tokens, index + 1) if lasts else "")
        else:
            behind = self._behind.thing(tokens, behind_bound(place), adjacent=kind in _AMOUNTS)
            behind = msgspec.structs.replace(behind, index=index + 1)
        if share is not None:
            context.shared = (phrase, change)
        return Measured(phrase, behind, change)

    def _ranked_among(self, place: Place, phrase: Phrase) -> Phrase:
        """创新能力在40个主要国家中升到第19位: what is ranked stands before those that it is ranked among."""
        tokens = place.tokens
        among = next((at for at in range(place.since - 2, 0, -1) if tokens[at].text == "在"), 0)
        inside = among and any(token.text in ("中", "里", "内") for token in tokens[place.since : place.index])
        return self._phrases.before(tokens, 0, among, change=False) if inside else phrase

    def _change(self, draft: Draft, place: Place, context: Context) -> Change:
        """The change that the words before the figure, or a rate behind a percentage, make of it."""
        kind = draft.quantity.kind
        parallel = context.changed_in_sentence or follows(draft, place, context)
        change = self._changes.read(place.tokens, place.since, place.index, kind, parallel=parallel)
        if change.direction is None and not change.relation and goes_on(kind, place, context, self._join):
            return Change(context.last_change[1], change.base, change.relation)
        if change.direction is None and kind == "percent":
            direction = self._behind.rate(place.tokens, place.index)
            if direction is not None:
                return Change(direction, change.base, change.relation)
        return change

    def _behind_list(self, place: Place, share: Share) -> int:
        """Where the words behind the list begin, or those behind 分别."""
        if share.words >= 0:
            return max(place.low, place.index - share.words)
        for index in range(place.index, -1, -1):
            if place.tokens[index].text in self._distributing:
                return index + 1
        return place.low

    def fill(self, draft: Draft, place: Place, measured: Measured, scene: Scene, share: Share | None) -> None:
        """What is measured, for whom, and from what base it changed."""
        change, context, kind = measured.change, scene.context, draft.quantity.kind
        if kind not in COUNTED and self._judge.bodies_only(measured.phrase):  # 全省 in 全省第4位 measures nothing
            measured = Measured(Phrase(statistic=measured.phrase.statistic), measured.behind, change)
        phrase = measured.phrase
        self._taker.take(draft, place, measured, context, share)
        self._taker.take_behind(draft, place, measured, context, alone=share is None)
        if not draft.indicator and kind == "count":
            draft.indicator = draft.quantity.unit or ""
        draft.indicator = with_threshold(draft.indicator, place)
        if draft.rule_id == "carried-head" and draft.indicator:  # 总面积为19亿平方米，人均1.46平方米
            draft.indicator = self._judge.each(place) + draft.indicator
        draft.statistic = draft.statistic or self._judge.per_head(draft.indicator)
        draft.direction = change.direction or ("up" if draft.quantity.quote.startswith(_DOUBLED) else None)
        if kind == "rank" and not draft.action:  # 大荔排名全省第51位
            before = place.tokens[place.since : place.index]
            draft.action = next((token.text for token in before if token.text in self._ranking), "")
        if change.direction is not None:
            self._base(draft, place, change.base, scene)
            if kind in _RATIOS and share is None:
                self._moves.fill(draft, place, phrase, scene.reading.text)

    def _base(self, draft: Draft, place: Place, base: int | None, scene: Scene) -> None:
        """The base of a change: its own, the clause's, or the one that the members before it had."""
        context = scene.context
        if base is None:
            before = reversed(place.tokens[: place.index])
            base = next((index_of(token) for token in before if token.tag == BASE), None)
        context.changed_in_sentence = True
        context.based = context.based or base is not None
        if base is not None:
            context.base = scene.carrier.base_value(base, context)
            if context.base in ("yoy", "mom"):
                context.standing_base = context.base
        elif context.base is None or not (context.based or draft.quantity.kind in _RATIOS):
            return  # 贷款增加7.25万亿元 is not since last year, though the sentence before was
        else:
            draft.flags.append("base_inherited")
        draft.base = context.base
