"""Binds the figures of one clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.binding.bodies import BodyFinder
from extractor.binding.body import CLASS, INSTITUTION, PLACE, Body, Lead
from extractor.binding.distribute import Member
from extractor.binding.draft import Draft
from extractor.binding.phrases import Phrase, PhraseReader
from extractor.binding.tokens import INDICATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.binding.context import Context
    from extractor.binding.distribute import Distributor, Share
    from extractor.binding.measure import MeasureBinder
    from extractor.binding.patterns import Bound
    from extractor.binding.reading import Reading, View
    from extractor.binding.status import StatusReader
    from extractor.binding.times import PeriodCarrier
    from extractor.binding.tokens import CueBook, Token

SAME = "="  # in a pattern's binds: the slot of the figure before


@dataclass(frozen=True)
class Scene:
    """A sentence on its way through binding, with the document's running state."""

    reading: Reading
    view: View
    context: Context
    carrier: PeriodCarrier
    bound: dict[int, Bound]
    plan: bool


class ClauseBinder:
    """Reads each figure's slots from its clause, its share of a list, the patterns and the context, in that order."""

    def __init__(  # noqa: PLR0913  # one reader a slot
        self,
        cues: CueBook,
        *,
        bodies: BodyFinder,
        phrases: PhraseReader,
        measures: MeasureBinder,
        statuses: StatusReader,
        distributor: Distributor,
    ) -> None:
        self._bodies = bodies
        self._phrases = phrases
        self._measures = measures
        self._statuses = statuses
        self._distributor = distributor
        self._sources = cues["source"]
        self._reaching = cues["level"] - {"为", "是"}

    def bind(self, scene: Scene, number: int) -> Iterator[Draft]:
        """The drafts of the sentence's clause of that number."""
        clause = scene.view.clauses[number]
        tokens = scene.view.tokens[clause.low : clause.high]
        context = scene.context
        places = clause.places
        lead = self._lead(scene, tokens, places)
        source = not places and any(token.text in self._sources for token in tokens[-4:])
        listed = bool(places) and any(token.text in self._distributor.cue for token in tokens)
        if not source:
            context.among = lead.member or context.among
            context.topic(lead, tokens, counts=bool(places), listed=listed)
        if clause.bodies:
            context.named = self._bodies.company([tokens[index] for index in clause.bodies]) or context.named
        if clause.periods:
            early = [index for index in clause.periods if not places or index < places[0]]
            scene.carrier.see(tokens, early, context, source=source)
        if not places:
            self._agent(tokens, [index for index in clause.bodies if index > lead.index], 0, context)
            context.clause_head = self._phrases.topic(tokens, lead.index)
            return
        if listed:
            context.shares |= self._distributor.shares(scene.view, clause, context)
        elif len(places) > 1 and context.members:
            context.shares |= self._distributor.silent(scene.view, clause, context)
        low, since = self._low(lead), 0
        context.previous = None
        for place in places:
            if clause.bodies:
                low = self._agent(
                    tokens, [index for index in clause.bodies if max(low, since) < index < place], low, context
                )
            if since > 0 and clause.periods:
                scene.carrier.see(
                    tokens, [index for index in clause.periods if since <= index < place], context, source=False
                )
            draft = Draft(scene.reading.figures[tokens[place].ref], scene.view.sentence)  # type: ignore[index]
            share = context.shares.get(clause.low + place)
            measured = self._measures.read(draft, tokens, (low, since, place), scene.context, share)
            self._measures.fill(draft, tokens, place, measured, scene, share)
            draft.period = context.period_for(counted=draft.quantity.kind == "count")
            self._subject(draft, share, context, tokens[0].start)
            if context.among:
                draft.flags.append("among")
            self._status(draft, scene, clause.low + place)
            self._apply(draft, scene.bound.get(tokens[place].ref), context)  # type: ignore[arg-type]
            context.clause_head = ""
            context.last_unit = draft.quantity.unit
            if draft.direction is None and draft.quantity.kind != "rank" and draft.role == "claim":
                context.recent.append(Member("", draft.indicator, None, is_body=False, subject=draft.subject))
            context.previous = Phrase(draft.indicator, draft.action, draft.registered)
            low, since = max(measured.behind.index, place + 1), place + 1
            yield draft
        if clause.periods:
            scene.carrier.see(tokens, [index for index in clause.periods if index >= since], context, source=False)
        self._agent(tokens, [index for index in clause.bodies if index > max(low, since)], low, context)
        if clause.mark in "；;。":
            context.item = ""

    def _low(self, lead: Lead) -> int:
        """Where the words that name a measure begin; a sector before its noun (邮政行业业务总量) is one of them."""
        if lead.body is None or (lead.modifies and lead.body.type == CLASS):
            return lead.start
        return lead.index

    def _agent(self, tokens: Sequence[Token], bodies: Sequence[int], low: int, context: Context) -> int:
        """A company or bureau that takes over inside the clause; returns where the words behind it begin."""
        for index in bodies:
            body = self._bodies.agent(tokens, index)
            if body is not None:
                context.take_over(body)
                low = index + 1
        return low

    def _lead(self, scene: Scene, tokens: Sequence[Token], places: Sequence[int]) -> Lead:
        """The clause's opening; an unregistered body right before its count (上市公司86家) is what is counted."""
        lead = self._bodies.lead(tokens, scene.reading.text)
        body = lead.body
        if body is None or not places or body.start <= tokens[places[0]].start < body.end:
            return lead
        if body.type == PLACE or (body.mention is not None and body.type != CLASS):
            return lead
        between = tokens[lead.index : places[0]]
        figure = scene.reading.figures[tokens[places[0]].ref]  # type: ignore[index]
        named = body.type == CLASS and all(
            token.tag in ("n", INDICATOR) or token.text in self._reaching for token in between
        )
        if figure.kind in ("count", "measure", "rate") and (
            named or all(token.text in self._reaching for token in between)
        ):
            return Lead(lead.start, lead.start, None, lead.member)
        return lead

    def _subject(self, draft: Draft, share: Share | None, context: Context, clause_start: int) -> None:
        if share is not None and share.member.is_body:
            mention = share.member.body.ref if share.member.body is not None else None
            draft.subject = Body(draft.quantity.start, draft.quantity.start, share.member.name, INSTITUTION, mention)  # type: ignore[arg-type]
            return
        body = share.member.subject if share is not None and share.member.subject is not None else context.subject()
        draft.subject = body
        if body is not None and not clause_start <= body.start < draft.quantity.start:
            draft.flags.append("subject_inherited")

    def _status(self, draft: Draft, scene: Scene, index: int) -> None:
        period, published = draft.period, scene.carrier.published
        end = period.period_end if period is not None else None
        over = end is not None and published is not None and end <= published
        context = scene.context
        context.stated = self._statuses.advance(context.stated, scene.view.tokens, context.stated_to, index)
        context.stated_to = index
        stated = self._statuses.read(context.stated, scene.view.tokens, index, over=over)
        carried = "target" if scene.plan and not over else scene.context.section_status
        draft.status = stated or ("actual" if over else carried)
        if stated == "target" or (scene.plan and draft.status == "target"):
            context.plan = True

    def _apply(self, draft: Draft, bound: Bound | None, context: Context) -> None:
        """What a pattern binds goes over what was read from the clause."""
        if bound is None:
            return
        draft.rule_id = bound.rule_id
        for slot, value in bound.slots.items():
            if slot == "change":
                draft.direction = None if value == "none" else value  # type: ignore[assignment]  # checked when the rule was read
            elif value == SAME:
                head = context.previous or context.head
                setattr(draft, slot, getattr(head, slot))
                context.head = head
            else:
                setattr(draft, slot, value)
