"""What each figure measures: the phrase before it, the noun behind it, its share of a list, or an inherited head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.behind import Behind, BehindReader
from extractor.binding.bounds import BoundBinder
from extractor.binding.change import Change
from extractor.binding.comparing import ComparedReader
from extractor.binding.draft import COUNTED
from extractor.binding.durations import DurationReader
from extractor.binding.judge import PhraseJudge
from extractor.binding.moves import MoveReader
from extractor.binding.phrase import Phrase, acts, verbal
from extractor.binding.place import (
    LEVELS,
    Place,
    behind_bound,
    compared_from,
    follows,
    goes_on,
    held,
    holds_any,
    modifies,
    term_before,
)
from extractor.binding.spending import SpendingReader
from extractor.binding.take import Measured, MeasureTaker
from extractor.binding.tokens import ACTION, BASE, index_of
from extractor.binding.tolls import TollReader

if TYPE_CHECKING:
    from extractor.binding.change import ChangeReader
    from extractor.binding.context import Context
    from extractor.binding.distribute import Share
    from extractor.binding.draft import Draft
    from extractor.binding.phrases import PhraseReader
    from extractor.binding.scene import Scene
    from extractor.binding.tokens import CueBook

_COUNTED_NOUNS = "nouns"  # the rule of figures that hold the noun they count
_AMOUNTS = frozenset({"money", "measure"})
_RATIOS = frozenset({"percent", "point", "multiple"})
_AHEAD = frozenset({"提前"})
_POSITIONS = frozenset({"位次", "名次"})  # 提升8个位次 moves up
_AMONG = frozenset({"中", "里", "当中"})
_TERM = "期"
_DOUBLED = ("翻", "倍增")


class MeasureBinder:
    """Reads the words around a figure and fills what it measures, for whom, and how it changed."""

    def __init__(self, cues: CueBook, *, phrases: PhraseReader, behind: BehindReader, changes: ChangeReader) -> None:
        self._distributing = cues["distribute"]
        self._join = cues["join"]
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
            return Measured(phrase, Behind(index=place.index + 1), change)
        change = self._change(draft, place, context)
        if share is None and change.direction is None and (toll := self._tolls.read(draft, place)) is not None:
            return Measured(Phrase(), toll, change)
        low = place.low if share is None else self._behind_list(place, share)
        phrase = self._judge.in_business(self._phrase(draft, place, low, change), context.clause_head)
        lasts = draft.quantity.unit in self._durations and holds_any(place, self._lasting)
        if lasts and phrase.indicator and not self._judge.is_dependent(phrase):
            context.head = phrase
        behind = self._lasting_behind(place, phrase) if lasts else self._words_behind(draft, place, phrase)
        if share is not None:
            context.shared = (phrase, change)
        return Measured(phrase, behind, change)

    def _phrase(self, draft: Draft, place: Place, low: int, change: Change) -> Phrase:
        """The phrase that leads up to the figure; none where it only names a place: 全省七成以上贫困县."""
        kind = draft.quantity.kind
        if kind == "rank":
            return self._ranked(place, low)
        level = self._compared.start(place, low)
        if level >= 0 and change.direction is None:
            phrase = self._phrases.before(place.tokens, low, level, change=False)
            if phrase.indicator and not self._judge.bodies_only(phrase):
                return msgspec.structs.replace(phrase, action=self._compared.said(place, level))
        compared = compared_from(place, self._directions) if change.direction is not None else -1
        high = place.index if compared < 0 else compared
        phrase = self._phrases.before(place.tokens, min(low, high), high, change=change.direction is not None)
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
        return self._phrases.before(tokens, low, self._judge.among(tokens, low, high), change=False)

    def _change(self, draft: Draft, place: Place, context: Context) -> Change:
        """The change that the words before the figure, or a rate behind a percentage, make of it."""
        kind = draft.quantity.kind
        places = {token.text for token in place.tokens[place.index + 1 : place.index + 2]} & _POSITIONS
        parallel = context.changed_in_sentence or follows(draft, place, context) or bool(places)
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
        change = self._directed(draft, place, change)
        draft.direction = change.direction or ("up" if draft.quantity.quote.startswith(_DOUBLED) else None)
        if kind == "rank" and not draft.action:  # 大荔排名全省第51位
            before = place.tokens[place.since : place.index]
            draft.action = next((token.text for token in before if token.text in self._ranking), "")
        if change.direction is None and kind == "count":
            self._stand(place, scene)
        if change.direction is not None:
            self._base(draft, place, change.base, scene)
            if kind in _RATIOS and share is None:
                self._moves.fill(draft, place, phrase, scene.reading.text)

    def _directed(self, draft: Draft, place: Place, change: Change) -> Change:
        """The change with the direction that the name of a carried rate (涨幅), or the figure's own sign, gives it."""
        carried = draft.quantity.kind == "percent" and draft.rule_id in ("carried-head", "distributed")
        moved = change.relation or self._changes.moves(place.tokens[place.since : place.index])
        if carried and change.direction is None and not moved:
            return msgspec.structs.replace(change, direction=self._changes.named_rate(draft.indicator))
        if change.signed and (draft.quantity.value or 0) <= 0:
            return msgspec.structs.replace(change, direction="down" if draft.quantity.value else "flat")
        return change

    def _stand(self, place: Place, scene: Scene) -> None:
        """环比上涨的城市有46个，涨幅均未超过1.2%: what counts those that changed says the base of what follows."""
        base = self._changes.base(place.tokens, place.since, place.index)
        value = None if base is None else scene.carrier.base_value(base, scene.context)
        if value in ("yoy", "mom"):
            scene.context.base = scene.context.standing_base = value

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
        elif context.level_base is not None and not context.based:
            if draft.rule_id == "carried-head":
                draft.flags.append("base_inherited")
                draft.base = context.level_base
            return
        elif context.base is None or not (context.based or draft.quantity.kind in _RATIOS):
            return  # 贷款增加7.25万亿元 is not since last year, though the sentence before was
        else:
            draft.flags.append("base_inherited")
        draft.base = context.base
