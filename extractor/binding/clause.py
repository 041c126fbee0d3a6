"""Binds the figures of one clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.binding.bodies import CLASS, INSTITUTION, PLACE, Body, BodyFinder, Lead
from extractor.binding.distribute import Member
from extractor.binding.draft import Draft
from extractor.binding.phrases import Behind, Phrase, PhraseReader
from extractor.binding.tokens import BASE, BODY, FIGURE, INDICATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.binding.change import Change, ChangeReader
    from extractor.binding.context import Context
    from extractor.binding.distribute import Distributor, Share
    from extractor.binding.patterns import Bound
    from extractor.binding.reading import Reading, View
    from extractor.binding.status import StatusReader
    from extractor.binding.times import PeriodCarrier
    from extractor.binding.tokens import CueBook, Token

SAME = "="  # in a pattern's binds: the slot of the figure before
_COUNTED = frozenset({"count", "measure"})


@dataclass(frozen=True)
class Scene:
    """A sentence on its way through binding, with the document's running state."""

    reading: Reading
    view: View
    context: Context
    carrier: PeriodCarrier
    bound: dict[int, Bound]
    plan: bool


@dataclass
class _Measured:
    """What was read around one figure."""

    phrase: Phrase
    behind: Behind
    change: Change


class ClauseBinder:
    """Reads each figure's slots from its clause, its share of a list, the patterns and the context, in that order."""

    def __init__(  # noqa: PLR0913  # one reader a slot
        self,
        cues: CueBook,
        *,
        bodies: BodyFinder,
        phrases: PhraseReader,
        changes: ChangeReader,
        statuses: StatusReader,
        distributor: Distributor,
    ) -> None:
        self._bodies = bodies
        self._phrases = phrases
        self._changes = changes
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
                low = self._agent(tokens, [index for index in clause.bodies if max(low, since) < index < place], low, context)
            if since > 0 and clause.periods:
                scene.carrier.see(tokens, [index for index in clause.periods if since <= index < place], context, source=False)
            draft = Draft(scene.reading.figures[tokens[place].ref], scene.view.sentence)  # type: ignore[index]
            share = context.shares.get(clause.low + place)
            measured = self._measure(draft, tokens, (low, since, place), scene, share)
            self._fill(draft, tokens, place, measured, scene, share)
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
        named = body.type == CLASS and all(token.tag in ("n", INDICATOR) or token.text in self._reaching for token in between)
        if figure.kind in ("count", "measure", "rate") and (named or all(token.text in self._reaching for token in between)):
            return Lead(lead.start, lead.start, None, lead.member)
        return lead

    def _measure(
        self, draft: Draft, tokens: Sequence[Token], at: tuple[int, int, int], scene: Scene, share: Share | None
    ) -> _Measured:
        """Read around the figure at `at[2]`: words from `at[0]`, comparison bases from `at[1]`.

        A later figure of a distributed list has the phrase and the change of the first.
        """
        low, since, place = at
        kind = draft.quantity.kind
        if share is not None and share.position > 0 and scene.context.shared is not None:
            phrase, change = scene.context.shared
            return _Measured(phrase, Behind(index=place + 1), change)
        context = scene.context
        parallel = context.changed_in_sentence or self._follows(draft, tokens, since, place, context)
        change = self._changes.read(tokens, since, place, kind, parallel=parallel)
        if share is not None:
            low = next((i + 1 for i in range(place, -1, -1) if tokens[i].text in self._distributor.cue), low)
        if change.direction is None and kind == "percent":
            change = change._replace(direction=self._phrases.rate_behind(tokens, place))
        phrase = self._phrases.before(tokens, low, place, change=change.direction is not None)
        counted = kind in _COUNTED or not phrase.indicator or self._modifies(tokens, place, kind)
        chained = phrase.indicator == phrase.action
        behind = self._phrases.behind(tokens, place + 1, len(tokens), chained=chained) if counted else Behind(index=place + 1)
        if share is not None:
            scene.context.shared = (phrase, change)
        return _Measured(phrase, behind, change)

    def _follows(self, draft: Draft, tokens: Sequence[Token], since: int, place: int, context: Context) -> bool:
        """52392万人，增加1137万人: behind a level of its unit, and naming nothing of its own, a count is a change."""
        bare = not any(token.tag in ("n", INDICATOR, BODY) for token in tokens[since:place])
        return bare and bool(context.recent) and context.last_unit == draft.quantity.unit

    def _modifies(self, tokens: Sequence[Token], place: int, kind: str) -> bool:
        """50%—75%上座率: a percentage right before a noun."""
        return kind == "percent" and place + 1 < len(tokens) and tokens[place + 1].tag in ("n", INDICATOR)

    def _fill(
        self, draft: Draft, tokens: Sequence[Token], place: int, measured: _Measured, scene: Scene, share: Share | None
    ) -> None:
        """What is measured, for whom, and from what base it changed."""
        phrase, behind, change = measured.phrase, measured.behind, measured.change
        if phrase.bodies_only and draft.quantity.kind not in _COUNTED:
            phrase = Phrase(statistic=phrase.statistic)
        context, kind = scene.context, draft.quantity.kind
        draft.statistic = phrase.statistic
        draft.action = phrase.action
        if share is not None:
            self._take_share(draft, share, phrase, context)
        elif behind.noun and change.direction is None and (kind in _COUNTED or self._modifies(tokens, place, kind)):
            self._take_noun(draft, phrase, behind, context)
        elif change.relation and not self._phrases.is_dependent(phrase):
            self._take_relation(draft, phrase, context)
        else:
            self._take_phrase(draft, phrase, context, change=change.direction is not None)
        if kind in _COUNTED and not phrase.indicator and not behind.noun and behind.predicate and share is None:
            draft.indicator, draft.rule_id, draft.registered = behind.predicate, "count-predicate", None  # 88422人受灾
            draft.flags = [flag for flag in draft.flags if flag != "indicator_inherited"]
            draft.action = ""
        draft.action = draft.action or behind.predicate
        draft.population = behind.noun if behind.group and kind in _COUNTED else phrase.population or context.population
        if not draft.indicator and kind == "count":
            draft.indicator = draft.quantity.unit or ""
        draft.statistic = draft.statistic or self._phrases.per_head(draft.indicator)
        draft.direction = change.direction
        if change.direction is not None:
            self._base(draft, tokens, place, change.base, scene)

    def _take_relation(self, draft: Draft, phrase: Phrase, context: Context) -> None:
        """拉动工业增长3.1个百分点 stands alone; 占移动电话用户的39.4% is about the head before it."""
        draft.indicator, draft.registered, draft.rule_id = phrase.indicator, phrase.registered, "relation"
        head = context.previous or context.head
        if phrase.indicator.startswith("占") and head.indicator:
            draft.indicator = head.indicator + phrase.indicator
            draft.statistic = "share"

    def _take_noun(self, draft: Draft, phrase: Phrase, behind: Behind, context: Context) -> None:
        """103家民宿: what is counted stands behind its counter."""
        draft.indicator, draft.rule_id = behind.noun, "count-noun"
        draft.action = phrase.action or (phrase.indicator if phrase.verbal else "")
        if not phrase.indicator and not behind.predicate and context.head.counted:
            draft.action = context.head.action  # 帮扶64个县，77个乡镇
        if behind.group:
            context.population = behind.noun
        if draft.quantity.role == "claim" and draft.quantity.kind in _COUNTED:
            context.head = Phrase(indicator=behind.noun, action=draft.action, counted=True)

    def _take_phrase(self, draft: Draft, phrase: Phrase, context: Context, *, change: bool) -> None:
        """The phrase before the figure, or, where there is none, the head that the figure inherits."""
        head = context.head
        if not phrase.indicator:
            head = context.previous or head
            draft.indicator, draft.action, draft.registered = head.indicator, draft.action or head.action, head.registered
            draft.rule_id = "carried-head"
            if head.indicator:
                draft.flags.append("indicator_inherited")
            return
        draft.rule_id = "head-change" if change else "head-value"
        if phrase.indicator.startswith("占") and head.indicator:
            self._take_relation(draft, phrase, context)
            return
        draft.registered = phrase.registered
        draft.indicator = phrase.indicator
        if phrase.groups_only and head.indicator and draft.quantity.kind not in _COUNTED:
            draft.indicator = joined(phrase.indicator, head.indicator)  # 城镇居民 43051元, of 居民人均可支配收入
            return
        if self._phrases.is_dependent(phrase):
            draft.indicator = (context.clause_head or head.indicator) + phrase.indicator
            draft.registered = head.registered
            if context.clause_head:
                context.head = Phrase(indicator=context.clause_head)
            return
        context.head = phrase
        self._in_item(draft, context)

    def _in_item(self, draft: Draft, context: Context) -> None:
        """A list item's own noun goes before what all items have: 新材料7项，总投资38.4亿元."""
        item, noun = self._phrases.item(draft.indicator)
        if item:
            context.item = item
        elif noun and context.item:
            draft.indicator = context.item + draft.indicator
        elif draft.quantity.kind == "count" and not context.item:
            context.item = draft.indicator

    def _take_share(self, draft: Draft, share: Share, phrase: Phrase, context: Context) -> None:
        """A distributed figure: its own member of the list, what the members share, and the words behind 分别."""
        draft.rule_id = "distributed"
        member = share.member
        measure = share.prefix + member.shared + phrase.indicator
        if not measure:
            measure = context.head.indicator
        draft.indicator = measure if member.is_body else member.name + measure
        if share.last:
            context.head = Phrase(indicator=measure, registered=phrase.registered)

    def _base(self, draft: Draft, tokens: Sequence[Token], place: int, base: int | None, scene: Scene) -> None:
        """The base of a change: its own, the clause's, or the one that the members before it had."""
        context = scene.context
        if base is None:
            base = next((token.ref for token in reversed(tokens[:place]) if token.tag == BASE), None)  # type: ignore[assignment]
        if base is not None:
            context.base = scene.carrier.base_value(base, context)
        elif context.base is not None:
            draft.flags.append("base_inherited")
        draft.base = context.base
        context.changed_in_sentence = True

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


def joined(group: str, measure: str) -> str:
    """The measure of a group: 城镇居民 and 居民人均可支配收入 share a word."""
    for length in range(min(len(group), len(measure)), 0, -1):
        if group.endswith(measure[:length]):
            return group + measure[length:]
    return group + measure
