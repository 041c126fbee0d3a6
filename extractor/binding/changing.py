"""What change a figure is, in its clause and its sentence: the words before it, a rate behind it, the base it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.change import RATIOS, Change
from extractor.binding.comparing import AgainstReader
from extractor.binding.place import follows, goes_on
from extractor.binding.tokens import BASE, index_of

if TYPE_CHECKING:
    from extractor.binding.behind import BehindReader
    from extractor.binding.change import ChangeReader
    from extractor.binding.context import Context
    from extractor.binding.draft import Draft
    from extractor.binding.place import Place
    from extractor.binding.scene import Scene
    from extractor.binding.tokens import CueBook

_POSITIONS = frozenset({"位次", "名次"})  # 提升8个位次 moves up


class ChangeBinder:
    """Takes what `ChangeReader` reads next to a figure together with what its sentence said before."""

    def __init__(self, cues: CueBook, *, changes: ChangeReader, behind: BehindReader) -> None:
        self._changes = changes
        self._against = AgainstReader(cues)
        self._behind = behind
        self._join = cues["join"]

    def read(self, draft: Draft, place: Place, context: Context) -> Change:
        """The change that the words before the figure, or a rate behind a percentage, make of it."""
        kind = draft.quantity.kind
        if (against := self._against.read(place, kind)) is not None:
            return against
        places = {token.text for token in place.tokens[place.index + 1 : place.index + 2]} & _POSITIONS
        parallel = context.changed_in_sentence or follows(draft, place, context) or bool(places)
        change = self._changes.read(place.tokens, place.since, place.index, kind, parallel=parallel)
        if change.direction is None and not change.relation and goes_on(draft, place, context, self._join):
            return Change(context.last_change[1], change.base, change.relation)
        if change.direction is None and kind == "percent":
            direction = self._behind.rate(place.tokens, place.index)
            if direction is not None:
                return Change(direction, change.base, change.relation)
        return change

    def degree(self, place: Place) -> int:
        """The index of the 多 of 比去年同期多处置25.9亿元; -1 where there is none."""
        return self._against.degree(place)

    def directed(self, draft: Draft, place: Place, change: Change) -> Change:
        """The change with the direction that the name of a carried rate (涨幅), or the figure's own sign, gives it."""
        carried = draft.quantity.kind == "percent" and draft.rule_id in ("carried-head", "distributed")
        moved = change.relation or self._changes.moves(place.tokens[place.since : place.index])
        if carried and change.direction is None and not moved:
            return msgspec.structs.replace(change, direction=self._changes.named_rate(draft.indicator))
        if change.signed and (draft.quantity.value or 0) <= 0:
            return msgspec.structs.replace(change, direction="down" if draft.quantity.value else "flat")
        return change

    def stand(self, place: Place, scene: Scene) -> None:
        """环比上涨的城市有46个，涨幅均未超过1.2%: what counts those that changed says the base of what follows."""
        base = self._changes.base(place.tokens, place.since, place.index)
        value = None if base is None else scene.carrier.base_value(base, scene.context)
        if value in ("yoy", "mom"):
            scene.context.base = scene.context.standing_base = value

    def base(self, draft: Draft, place: Place, base: int | None, scene: Scene) -> None:
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
            if scene.reading.bases[base].lasting:
                context.lasting_base = context.base
        elif context.level_base is not None and not context.based:
            if draft.rule_id == "carried-head":
                draft.flags.append("base_inherited")
                draft.base = context.level_base
            return
        elif context.base is None or not (context.based or draft.quantity.kind in RATIOS):
            return  # 贷款增加7.25万亿元 is not since last year, though the sentence before was
        else:
            draft.flags.append("base_inherited")
        draft.base = context.base
