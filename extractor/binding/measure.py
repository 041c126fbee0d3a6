"""What each figure measures: the phrase before it, the noun behind it, its share of a list, or an inherited head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.behind import Behind, BehindReader
from extractor.binding.bounds import BoundBinder
from extractor.binding.change import RATIOS
from extractor.binding.comparing import ComparedReader
from extractor.binding.durations import DurationReader
from extractor.binding.judge import PhraseJudge
from extractor.binding.moves import MoveReader
from extractor.binding.phrase import Phrase, acts, verbal
from extractor.binding.place import (
    LEVELS,
    Place,
    behind_bound,
    compared_from,
    held,
    holds_any,
    modifies,
    term_before,
)
from extractor.binding.spending import SpendingReader
from extractor.binding.take import COUNTED, Measured, MeasureTaker
from extractor.binding.tokens import ACTION
from extractor.binding.tolls import TollReader

if TYPE_CHECKING:
    from extractor.binding.change import Change
    from extractor.binding.changing import ChangeBinder
    from extractor.binding.context import Context
    from extractor.binding.distribute import Share
    from extractor.binding.draft import Draft
    from extractor.binding.phrases import PhraseReader
    from extractor.binding.scene import Scene
    from extractor.binding.tokens import CueBook

_COUNTED_NOUNS = "nouns"  # the rule of figures that hold the noun they count
_AMOUNTS = frozenset({"money", "measure"})
_AHEAD = frozenset({"提前"})
_AMONG = frozenset({"中", "里", "当中"})
_TERM = "期"
_DOUBLED = ("翻", "倍增")


class MeasureBinder:
    """Reads the words around a figure and fills what it measures, for whom, and how it changed."""

    def __init__(self, cues: CueBook, *, phrases: PhraseReader, behind: BehindReader, changes: ChangeBinder) -> None:
        self._distributing = cues["distribute"]
        self._durations = cues["duration-unit"]
        self._tolls = TollReader(cues)
        self._ranking = cues["ranked"]
        self._lasting = cues["running-on"]
        self._moves = MoveReader(cues)
        self._holding = cues["bound-verb"]
        self._directions = cues["up"] | cues["down"]
        self._bounds = BoundBinder(cues)
        self._spending = SpendingReader(cues)
        self._compared = ComparedReader(cues)
        self._taking = DurationReader(cues)
        self._phrases = phrases
        self.judge = self._judge = PhraseJudge(cues)
        self._taker = MeasureTaker(cues)
        self._behind = behind
        self._changes = changes

    def read(self, draft: Draft, place: Place, context: Context, share: Share | None) -> Measured:
        """Read around the figure.  A later figure of a distributed list has the phrase and the change of the first."""
        if share is not None and share.position > 0 and context.shared is not None:
            phrase, change = context.shared
            counts = share.last and draft.quantity.kind == "count" and change.direction is None
            noun = self._behind.read(place.tokens, place.index + 1, len(place.tokens)).noun if counts else ""
            return Measured(phrase, Behind(noun, index=place.index + 1), change)
        change = self._changes.read(draft, place, context)
        if share is None and change.direction is None and (toll := self._tolls.read(draft, place)) is not None:
            return Measured(Phrase(), toll, change)
        low = place.low if share is None else self._behind_list(place, share)
        phrase = self._judge.in_business(self._phrase(draft, place, low, change, context), context.clause_head)
        lasts = draft.quantity.unit in self._durations and holds_any(place, self._lasting)
        if lasts and phrase.indicator and not self._judge.is_dependent(phrase):
            context.head = phrase
        behind = self._lasting_behind(place, phrase) if lasts else self._words_behind(draft, place, phrase)
        if share is not None:
            context.shared = (phrase, change)
        return Measured(phrase, behind, change)

    def _phrase(self, draft: Draft, place: Place, low: int, change: Change, context: Context) -> Phrase:
        """The phrase that leads up to the figure; none where it only names a place: 全省七成以上贫困县."""
        kind = draft.quantity.kind
        if kind == "rank":
            return self._ranked(place, low)
        level = self._compared.start(place, low)
        if level >= 0 and change.direction is None:
            phrase = self._phrases.before(place.tokens, low, level, change=False)
            if phrase.indicator and not self._judge.bodies_only(phrase):
                return msgspec.structs.replace(phrase, action=self._compared.said(place, level))
        degree = self._changes.degree(place) if change.direction is not None else -1
        compared = compared_from(place, self._directions) if change.direction is not None else -1
        high = place.index if compared < 0 else compared
        low = max(min(low, high), degree + 1)
        phrase = self._phrases.before(place.tokens, low, high, change=change.direction is not None)
        if degree >= 0 and phrase.indicator == phrase.action and phrase.action in context.last[1]:
            phrase = msgspec.structs.replace(phrase, indicator="")  # 处置不良贷款112亿元，比去年同期多处置26亿元
        if phrase.words and (term := term_before(place.tokens, phrase.words[0])):
            phrase = msgspec.structs.replace(phrase, indicator=term + phrase.indicator)
        if kind == "percent" and change.direction is None and self._judge.bodies_only(phrase):
            return Phrase(statistic=phrase.statistic)
        return phrase

    def _lasting_behind(self, place: Place, phrase: Phrase) -> Behind:
        """What goes on so long: of what the phrase names, or of the measure before (平均利率为3%，已连续6个月下降)."""
        following = place.index + 1
        words = self._behind.going_on(place.tokens, following)
        if holds_any(place, _AHEAD):  # 比计划提前4个月建成
            words = "提前" + words
        return Behind(index=following, thing=words) if phrase.indicator else Behind(index=following, predicate=words)

    def _words_behind(self, draft: Draft, place: Place, phrase: Phrase) -> Behind:
        """The noun that is counted, what became of it, or what an amount is of."""
        tokens, following, kind = place.tokens, place.index + 1, draft.quantity.kind
        if kind in COUNTED or not phrase.indicator or modifies(place, kind, phrase):
            chained = phrase.indicator == phrase.action or acts(phrase)
            behind = self._behind.read_bounded(tokens, following, behind_bound(place), chained=chained)
            if draft.quantity.rule_id == _COUNTED_NOUNS and (not phrase.indicator or verbal(phrase)):
                done = (
                    behind.noun if tokens[following : following + 1] and tokens[following].tag in ("v", ACTION) else ""
                )
                behind = msgspec.structs.replace(  # 103万贫困人口脱贫
                    behind, noun=draft.quantity.unit or "", predicate=done + behind.predicate
                )
        elif kind == "rank":
            return Behind(index=following)
        elif kind == "percent" and tokens[place.index - 1].text in _AMONG:  # 随迁子女中80%以上已在公办学校就读
            return Behind(index=following, predicate=self._behind.predicate(tokens, behind_bound(place)))
        else:
            bound = behind_bound(place)
            behind = self._behind.thing(tokens, bound, adjacent=kind in _AMOUNTS, bounded=bound > following)
            behind = msgspec.structs.replace(behind, index=following)
        if draft.quantity.quote.endswith(_TERM):  # 7天期利率上涨52个基点: the rate is what the next figure measures
            behind = msgspec.structs.replace(behind, index=following)
        return msgspec.structs.replace(behind, noun="") if behind.noun in LEVELS else behind

    def _ranked(self, place: Place, low: int) -> Phrase:
        """What is ranked, without those that it is ranked among: 产量居全省第一, 创新能力在40个国家中升到第19位."""
        tokens, high = place.tokens, place.index
        among = next((at for at in range(place.since - 2, 0, -1) if tokens[at].text == "在"), 0)
        if among and any(token.text in ("中", "里", "内") for token in tokens[place.since : high]):
            return self._phrases.before(tokens, 0, among, change=False)
        while high > low and self._judge.ranks(tokens[high - 1]):
            high -= 1
        return self._phrases.before(tokens, low, high, change=False)

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
        if kind == "count" and draft.rule_id == "count-noun" and not phrase.action and share is None:
            draft.action = held(place, measured.behind.noun, self._holding) or draft.action
        if not draft.indicator and kind == "count":
            draft.indicator = draft.quantity.unit or ""
        draft.indicator = self._bounds.name(draft, place, phrase, context)
        if change.direction is None and share is None:
            self._spending.fill(draft, place, phrase, scene.view)
            self._taking.fill(draft, place, scene.view)
        if draft.rule_id == "carried-head" and draft.indicator:  # 总面积为19亿平方米，人均1.46平方米
            draft.indicator = self._judge.each(place) + draft.indicator
        draft.statistic = draft.statistic or self._judge.per_head(draft.indicator)
        change = self._changes.directed(draft, place, change)
        draft.direction = change.direction or ("up" if draft.quantity.quote.startswith(_DOUBLED) else None)
        if kind == "rank" and not draft.action:  # 大荔排名全省第51位
            before = place.tokens[place.since : place.index]
            draft.action = next((token.text for token in before if token.text in self._ranking), "")
        if change.direction is None and kind == "count":
            self._changes.stand(place, scene)
        if change.direction is not None:
            self._changes.base(draft, place, change.base, scene)
            if kind in RATIOS and share is None:
                self._moves.fill(draft, place, phrase, scene.reading.text)
