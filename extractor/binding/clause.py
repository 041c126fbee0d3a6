"""Binds the figures of one clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, PLACE, Body, Lead
from extractor.binding.draft import Draft
from extractor.binding.leading import LeadingReader
from extractor.binding.memory import apply_bound, remember
from extractor.binding.outlook import take_status
from extractor.binding.place import Place, behind_mark, topic_end
from extractor.binding.rated import RateReader
from extractor.binding.silent import SilentClauseReader
from extractor.binding.spread import PeriodSpread
from extractor.binding.telling import TellingReader
from extractor.binding.tokens import BASE, index_of, named_body
from extractor.model import SUBJECT_ASSUMED, SUBJECT_INHERITED

if TYPE_CHECKING:
    from extractor.binding.agents import AgentFinder
    from extractor.binding.bodies import BodyFinder
    from extractor.binding.clauses import Clause
    from extractor.binding.distribute import Distributor, Share
    from extractor.binding.measure import MeasureBinder
    from extractor.binding.phrases import PhraseReader
    from extractor.binding.scene import Scene
    from extractor.binding.status import StatusReader
    from extractor.binding.tokens import CueBook

_SHARED = "占"


class ClauseBinder:
    """Reads each figure's slots from its clause, its share of a list, the patterns and the context, in that order."""

    def __init__(  # noqa: PLR0913  # one reader a slot
        self,
        cues: CueBook,
        *,
        bodies: BodyFinder,
        agents: AgentFinder,
        phrases: PhraseReader,
        measures: MeasureBinder,
        statuses: StatusReader,
        distributor: Distributor,
    ) -> None:
        self._bodies = bodies
        self._agents = agents
        self._leading = LeadingReader(cues, bodies)
        self._telling = TellingReader(cues)
        self._silent = SilentClauseReader(cues, bodies=bodies, agents=agents, phrases=phrases, judge=measures.judge)
        self._measures = measures
        self._statuses = statuses
        self._places = cues["place-pronoun"]
        self._distributor = distributor
        self._spread = PeriodSpread(cues, distributor)
        self._rates = RateReader(cues)
        self._cumulative, self._from = cues["cumulative"], cues["from-word"]
        self._surpassing = cues.ordered("surpassing")

    def bind(self, scene: Scene, clause: Clause, opening: Lead) -> list[Draft]:
        """The drafts of one of the sentence's clauses; `opening` as `BodyFinder.lead` reads it."""
        lead = self._leading.read(scene, clause, opening)
        if not clause.places:
            self._silent.read(scene, clause, lead)
            self._end(scene, clause, lead)
            return []
        self._open(scene, clause, lead)
        low, since = lead.low, 0
        if low > 0 and clause.tokens[low - 1].text in self._cumulative:  # ，累计惠及…: said of the figure
            low -= 1
        drafts: list[Draft] = []
        scene.context.previous = None
        for index in clause.places:
            if index < lead.index:  # 全长293公里的汉宜铁路
                low = lead.start
            elif since > 0 or clause.bodies:
                low = self._pass(scene, clause, (low, since), index)
            place = Place(clause.tokens, low, since, index, topic_end(clause.tokens, index, lead.body))
            draft = Draft(scene.reading.figures[index_of(clause.tokens[index])], scene.view.sentence)
            drafts.append(draft)
            low, since = self._figure(draft, scene, clause, place), index + 1
        self._close(scene, clause, low, since)
        self._end(scene, clause, lead)
        return drafts

    def _end(self, scene: Scene, clause: Clause, lead: Lead) -> None:
        happened = self._bodies.calamities.happened(clause.tokens, lead, scene.reading.text)
        scene.context.happened = happened or scene.context.happened
        self._rates.see(clause.tokens, scene.context)
        scene.carrier.end_clause(clause.mark, behind_figure=scene.context.previous is not None)
        scene.context.end_clause(clause.mark)

    def _open(self, scene: Scene, clause: Clause, lead: Lead) -> None:
        """The topic, the periods before the first figure, and the list that the figures share out."""
        context, tokens = scene.context, clause.tokens
        listed = not self._distributor.cue.isdisjoint([token.text for token in tokens])
        context.among = lead.member or context.among
        own = self._telling.own(context, lead, tokens)
        context.topic(lead, tokens, counts=True, listed=listed)
        context.clause_body = own or context.clause_body
        if clause.bodies:
            context.named = self._agents.company(tokens, clause.bodies) or context.named
        if clause.periods:
            early = [index for index in clause.periods if index < clause.places[0]]
            scene.carrier.see(tokens, early, context, source=False)
        if listed:
            context.shares |= self._distributor.shares(scene.view, clause, context)
            context.spread |= self._spread.read(scene, clause)
            context.based_on |= self._spread.bases(scene, clause)
        elif context.members and clause.low + clause.places[0] not in context.shares:
            context.shares |= self._distributor.silent(scene.view, clause, context)
        if not listed and clause.low + clause.places[0] not in context.shares:
            context.shares |= self._distributor.unannounced(scene.view, clause, context, scene.reading.figures)

    def _pass(self, scene: Scene, clause: Clause, behind: tuple[int, int], place: int) -> int:
        """Take over the bodies and periods before a figure; `behind`: see `Place`.  Returns where its words begin."""
        low, since = behind
        context, tokens = scene.context, clause.tokens
        if clause.bodies:
            first = max(low, since)
            low = self._agents.take(tokens, [index for index in clause.bodies if first < index < place], low, context)
        if since > 0 and clause.periods:
            between = [index for index in clause.periods if since <= index < place]
            scene.carrier.see(tokens, between, context, source=False)
        return low

    def _figure(self, draft: Draft, scene: Scene, clause: Clause, place: Place) -> int:
        """Fill the slots of one figure; returns where the words of the next begin."""
        context, index = scene.context, clause.low + place.index
        share = context.shares.get(index)
        measured = self._measures.read(draft, place, context, share)
        self._measures.fill(draft, place, measured, scene, share)
        if not draft.population and (group := scene.reading.group_in(draft.quantity)):
            draft.population = context.population = group
        if (base := context.based_on.get(index)) is not None and draft.direction is not None:
            draft.base = scene.carrier.base_value(base, context)
        if context.level_period is not None and place.tokens[place.index - 1].text in self._from:
            context.passing = context.passing or context.level_period
        if draft.direction is None and draft.quantity.kind != "multiple":
            self._of_base(place, scene)
        draft.period = context.period_for(counted=draft.quantity.kind == "count")
        if share is not None and share.member.month is not None:
            draft.period = scene.carrier.month(share.member.month) or draft.period
        draft.period = context.spread.get(index) or self._spread.of_levels(place, draft.period)
        if draft.period is None or draft.period.start < draft.sentence.start:
            draft.period = self._spread.behind(place, scene) or draft.period
        self._subject(draft, share, scene, place)
        if draft.period is not None and draft.period.start < draft.sentence.start:
            draft.flags.append("period_inherited")
        if context.among:
            draft.flags.append("among")
        take_status(draft, scene, index, self._statuses)
        bound = scene.bound.get(index_of(place.tokens[place.index]))
        if bound is not None:
            apply_bound(draft, bound, context)
        remember(draft, context)
        behind = max(measured.behind.index, place.index + 1)
        befallen = draft.rule_id == "count-predicate" or (draft.quantity.kind == "count" and measured.behind.predicate)
        return behind_mark(place.tokens, behind) if befallen else behind

    def _of_base(self, place: Place, scene: Scene) -> None:
        """相比2010年的580万套，增长72.4%: the level of another time, from which what follows has changed.

        In 高于2010年20万套 the figure is by how much, and of the time of the rest.
        """
        at = place.index - 1
        at -= at > place.since and place.tokens[at].text == "的"
        base = place.tokens[at] if at >= place.since else None
        if at == place.index - 1 and base is not None and base.text.startswith(self._surpassing):
            return
        period = scene.carrier.base_period(index_of(base)) if base is not None and base.tag == BASE else None
        if base is not None and period is not None:
            scene.context.passing = scene.context.passing or period
            scene.context.level_base = scene.carrier.base_value(index_of(base), scene.context)

    def _close(self, scene: Scene, clause: Clause, low: int, since: int) -> None:
        """The periods and bodies behind the last figure, which hold for the next clause."""
        context, tokens = scene.context, clause.tokens
        if clause.periods:
            scene.carrier.see(tokens, [index for index in clause.periods if index >= since], context, source=False)
        if clause.bodies:
            first = max(low, since)
            self._agents.take(tokens, [index for index in clause.bodies if index > first], low, context)
        if clause.mark in "；;。":
            context.item = ""

    def _subject(self, draft: Draft, share: Share | None, scene: Scene, place: Place) -> None:
        context = scene.context
        if draft.quantity.kind == "count" and (whole := self._whole_of(place, scene.reading.text)) is not None:
            draft.subject = whole
            return
        if draft.mover is not None:
            context.take_over(draft.mover)
        context.clause_body = draft.bearer or context.clause_body  # of its sentence alone
        if share is not None and share.member.is_body:
            mention = named_body(share.member.body) if share.member.body is not None else None
            draft.subject = Body(draft.quantity.start, draft.quantity.start, share.member.name, INSTITUTION, mention)
            return
        body = share.member.subject if share is not None and share.member.subject is not None else context.subject()
        draft.subject = context.placed(body, rooted=body is not None and scene.reading.is_place(body.start))
        here = body is not None and draft.sentence.start <= body.start <= draft.quantity.start
        if body is not None and (body is context.default or not here):
            draft.flags.append(SUBJECT_ASSUMED if body.assumed else SUBJECT_INHERITED)

    def _whole_of(self, place: Place, text: str) -> Body | None:
        """占全省11个贫困县的18.1%: the whole that a share is of is counted for the place that stands before it."""
        at = place.index - 1
        if at < 1 or not place.tokens[at - 1].text.endswith(_SHARED):
            return None
        token, mention = place.tokens[at], named_body(place.tokens[at])
        if token.text not in self._places and (mention is None or mention.kind != "region"):
            return None
        return Body(token.start, token.end, text[token.start : token.end], PLACE, mention)
