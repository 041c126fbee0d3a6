"""What each figure measures: the phrase before it, the noun behind it, its share of a list, or an inherited head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.around import Measured, SurroundingReader
from extractor.binding.bearers import BearerReader
from extractor.binding.bounds import BoundBinder
from extractor.binding.draft import COUNTED, RATIO_KINDS
from extractor.binding.durations import DurationReader
from extractor.binding.judge import PhraseJudge
from extractor.binding.moves import MoveReader
from extractor.binding.phrase import Phrase, acts
from extractor.binding.place import (
    Place,
    held,
)
from extractor.binding.rated import RateReader
from extractor.binding.spending import SpendingReader
from extractor.binding.take import MeasureTaker
from extractor.binding.tokens import BASE, FIGURE, index_of

if TYPE_CHECKING:
    from extractor.binding.behind import BehindReader
    from extractor.binding.change import Change, ChangeReader
    from extractor.binding.context import Context
    from extractor.binding.distribute import Share
    from extractor.binding.draft import Draft
    from extractor.binding.phrases import PhraseReader
    from extractor.binding.scene import Scene
    from extractor.binding.tokens import CueBook

_AMOUNTS = frozenset({"money", "measure"})
_LIKE = ("yoy", "mom")
_REACH = 200  # tokens of its clause from a base to a change
_DOUBLED = ("翻", "倍增")


class MeasureBinder:
    """Reads the words around a figure and fills what it measures, for whom, and how it changed."""

    def __init__(self, cues: CueBook, *, phrases: PhraseReader, behind: BehindReader, changes: ChangeReader) -> None:
        self._ranking = cues["ranked"]
        self._moves = MoveReader(cues)
        self._bearers = BearerReader(cues)
        self._holding = cues["bound-verb"]
        self._divisions = cues["suffix-division"]
        self._bounds = BoundBinder(cues)
        self._spending = SpendingReader(cues)
        self._taking = DurationReader(cues)
        self.judge = self._judge = PhraseJudge(cues)
        self._around = SurroundingReader(cues, phrases=phrases, behind=behind, changes=changes, judge=self._judge)
        self._taker = MeasureTaker(cues)
        self._rates = RateReader(cues)
        self._changes = changes

    def read(self, draft: Draft, place: Place, context: Context, share: Share | None) -> Measured:
        """What stands around the figure."""
        return self._around.read(draft, place, context, share)

    def fill(self, draft: Draft, place: Place, measured: Measured, scene: Scene, share: Share | None) -> None:
        """What is measured, for whom, and from what base it changed."""
        change, context, kind = measured.change, scene.context, draft.quantity.kind
        done = kind != "rank" and acts(measured.phrase)  # 获得500万元 is done, 获得第4位 is not
        if kind not in COUNTED and not done and self._judge.bodies_only(measured.phrase):  # 全省 measures nothing
            measured = msgspec.structs.replace(measured, phrase=Phrase(statistic=measured.phrase.statistic))
        phrase = measured.phrase
        self._taker.take(draft, place, measured, context, share)
        self._taker.take_behind(draft, place, measured, context, alone=share is None)
        if kind == "count" and draft.rule_id == "count-noun" and not phrase.action and share is None:
            draft.action = held(place, measured.behind.noun, self._holding) or draft.action
        if kind == "count":
            self._by_unit(draft, place, measured)
        self._bound(draft, place, phrase, context)
        if kind == "count":
            draft.indicator = self._rates.of_moved(draft.indicator, context)
        if change.direction is None:
            self._spent(draft, place, phrase, scene, alone=share is None)
        self._each(draft, place, phrase)
        draft.statistic = draft.statistic or self._judge.per_head(draft.indicator)
        change = self._directed(draft, place, change)
        self._doubled(draft, place, change, scene)
        if kind == "rank" and not draft.action:  # 大荔排名全省第51位
            before = place.tokens[place.since : place.index]
            draft.action = next((token.text for token in before if token.text in self._ranking), "")
        if change.direction is None and kind == "count":
            self._stand(place, scene)
        draft.bearer = self._bearers.bearer(draft, place, scene.reading.text)
        if change.direction is not None:
            self._base(draft, place, change.base, scene)
            if kind in RATIO_KINDS and share is None:
                self._moves.fill(draft, place, phrase, scene.reading.text)

    def _doubled(self, draft: Draft, place: Place, change: Change, scene: Scene) -> None:
        """The direction of the change; 比2014年翻一番 says it itself, with its own base."""
        draft.direction = change.direction or draft.direction
        if change.direction is None and draft.quantity.quote.startswith(_DOUBLED):
            base = self._changes.base(place.tokens, place.since, place.index)
            draft.direction = "up"
            draft.base = None if base is None else scene.carrier.base_value(base, scene.context)

    def _by_unit(self, draft: Draft, place: Place, measured: Measured) -> None:
        """辖7镇7乡1个管委会, 甲、乙等五县，: the figure alone names what it counts, where no noun does."""
        unit, following = draft.quantity.unit or "", place.tokens[place.index + 1 : place.index + 2]
        named = unit in self._divisions and unit not in draft.indicator + draft.action
        alone = not measured.behind.noun or (bool(following) and following[0].tag == FIGURE)
        if not draft.indicator or (named and alone):
            draft.action = draft.action or (draft.indicator if acts(measured.phrase) else "")  # 受益68村
            draft.indicator, draft.registered = unit, None

    def _spent(self, draft: Draft, place: Place, phrase: Phrase, scene: Scene, *, alone: bool) -> None:
        """What is done at that rate or for that long, or spent on."""
        at_rate = self._spending.by(draft, place)
        if at_rate and scene.context.head.indicator == draft.indicator:  # 按0.25%收取，最低0.9元
            scene.context.head = msgspec.structs.replace(scene.context.head, action=draft.action)
        if alone and not at_rate:
            self._spending.fill(draft, place, phrase, scene.view)
        if alone:
            self._taking.fill(draft, place, scene.view)

    def _bound(self, draft: Draft, place: Place, phrase: Phrase, context: Context) -> None:
        """亿元以上投资项目…，增长16.9%: its bound belongs to the name, also of what goes on from it."""
        named = self._bounds.name(draft, place, phrase, context)
        if named != draft.indicator == context.head.indicator:
            context.head = msgspec.structs.replace(context.head, indicator=named)
        draft.indicator = named

    def _each(self, draft: Draft, place: Place, phrase: Phrase) -> None:
        """总面积为19亿平方米，人均1.46平方米; 对贫困户按户均不低于2万元保障: the 人均 right before the figure."""
        if draft.rule_id == "carried-head" and draft.indicator:
            draft.indicator = self._judge.each(place) + draft.indicator
        elif draft.rule_id == "head-value" and draft.quantity.kind in _AMOUNTS and self._judge.groups_only(phrase):
            draft.indicator += self._judge.each(place)

    def _directed(self, draft: Draft, place: Place, change: Change) -> Change:
        """The change with the direction that the name of a carried rate (涨幅), or the figure's own sign, gives it."""
        carried = draft.quantity.kind == "percent" and draft.rule_id in ("carried-head", "distributed")
        moved = change.relation or self._changes.moves(place.tokens[place.since : place.index])
        if carried and change.direction is None and not moved:
            return msgspec.structs.replace(change, direction=self._rates.direction(draft.indicator))
        turned = change.signed or (change.direction == "up" and draft.quantity.kind in RATIO_KINDS)  # 增长-3%
        if turned and draft.quantity.value is not None and draft.quantity.value <= 0:
            return msgspec.structs.replace(change, direction="down" if draft.quantity.value else "flat")
        return change

    def _stand(self, place: Place, scene: Scene) -> None:
        """环比上涨的城市有46个，涨幅均未超过1.2%: what counts those that changed says the base of what follows."""
        base = self._changes.base(place.tokens, place.since, place.index)
        value = None if base is None else scene.carrier.base_value(base, scene.context)
        if value in _LIKE:
            scene.context.base = scene.context.standing_base = value

    def _base(self, draft: Draft, place: Place, base: int | None, scene: Scene) -> None:
        """The base of a change: its own, the clause's, or the one that the members before it had."""
        context = scene.context
        if base is None:
            before = reversed(place.tokens[max(0, place.index - _REACH) : place.index])
            base = next((index_of(token) for token in before if token.tag == BASE), None)
        context.changed_in_sentence = True
        context.based = context.based or base is not None
        if base is not None:
            context.base = scene.carrier.base_value(base, context)
            if context.base in _LIKE:
                context.standing_base = context.base
            if scene.reading.bases[base].lasting:
                context.lasting_base = context.base
        elif context.level_base is not None and not context.based:
            if draft.rule_id == "carried-head":
                draft.flags.append("base_inherited")
                draft.base = context.level_base
            return
        elif context.base is None or not (
            context.based or draft.quantity.kind in RATIO_KINDS or _goes_on(draft, place, context)
        ):
            return  # 贷款增加7.25万亿元 is not since last year, though the sentence before was
        else:
            draft.flags.append("base_inherited")
        counted = base is None and draft.quantity.kind in RATIO_KINDS and context.base_kind in COUNTED
        slowed = base is None and draft.quantity.kind == "percent" and context.base_kind == "point"
        if base is not None:
            context.base_kind = draft.quantity.kind
        draft.base = context.standing_base if counted and context.standing_base else context.base
        if slowed and context.base not in _LIKE:
            draft.base = context.standing_base or _like(place, scene)


def _goes_on(draft: Draft, place: Place, context: Context) -> bool:
    """发行债券2万亿元，比上年增加3437亿元。其中，金融债券11797亿元，|减少116亿元: right behind its own level."""
    moves = place.index == 1 and draft.rule_id == "carried-head" and draft.quantity.kind == context.base_kind
    return moves and context.last[0] == context.base_kind


def _like(place: Place, scene: Scene) -> str | None:
    """2%的同比涨幅比去年12月低0.5个百分点，其中猪肉价格下降5%: the base of the growth, not of its slowing."""
    start = place.tokens[place.index].start
    bases = (index_of(token) for token in scene.view.tokens if token.tag == BASE and token.start < start)
    values = (scene.carrier.base_value(base, scene.context) for base in bases)
    return next((value for value in values if value in _LIKE), None)
