"""Binds every figure of a document: the order of the steps, sentence by sentence and clause by clause."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from extractor.binding.agents import AgentFinder
from extractor.binding.behind import BehindReader
from extractor.binding.bodies import BodyFinder
from extractor.binding.body import INSTITUTION, PLACE, Lead
from extractor.binding.change import ChangeReader
from extractor.binding.clause import ClauseBinder
from extractor.binding.context import Context
from extractor.binding.course import Course, course_of
from extractor.binding.cutting import Cutter
from extractor.binding.distribute import Distributor
from extractor.binding.echoes import echo_headlines
from extractor.binding.headings import HeadingReader
from extractor.binding.headlines import HeadlineReader
from extractor.binding.kinds import BodyKinds
from extractor.binding.measure import MeasureBinder
from extractor.binding.opening import OPENING, OpeningReader
from extractor.binding.patterns import Bound, PatternBook
from extractor.binding.phrases import PhraseReader
from extractor.binding.plans import PlanReader, explains
from extractor.binding.scene import Scene
from extractor.binding.statewords import state_words
from extractor.binding.status import StatusReader
from extractor.binding.times import PeriodCarrier
from extractor.binding.tokens import BASE, FIGURE, PERIOD, CueBook, index_of
from extractor.matching.skeleton import CODES, Coded, Skeleton, skeleton
from extractor.tables.setting import Frame
from extractor.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.binding.draft import Draft
    from extractor.binding.reading import Reading, View
    from extractor.rulebook.book import RuleBook
    from extractor.text.sentences import Sentence
    from extractor.text.words import Words


_CODED = frozenset({FIGURE, PERIOD, BASE})
_NO_LEAD = Lead(0, 0, None)


class Binder:
    """Built once from a rule book; holds no state between documents."""

    def __init__(self, rules: RuleBook, words: Words) -> None:
        cues = CueBook(rules)
        kinds = BodyKinds(rules, cues)
        phrases = PhraseReader(cues)
        self._cutter = Cutter(words, cues["bound"], cues.ordered("word-taking-in"))
        self._among = cues["among"]
        self._headlines = HeadlineReader(cues, kinds)
        self._state_words = state_words(cues)
        self._cues = cues
        self.patterns = PatternBook(rules)
        self._bodies = BodyFinder(cues, kinds)
        self._opening = OpeningReader(cues, self._bodies)
        self._statuses = StatusReader(cues)
        self._headings = HeadingReader(cues)
        self._plans = PlanReader(cues)
        self._clauses = ClauseBinder(
            cues,
            bodies=self._bodies,
            agents=AgentFinder(cues, kinds),
            phrases=phrases,
            measures=MeasureBinder(cues, phrases=phrases, behind=BehindReader(cues), changes=ChangeReader(cues)),
            statuses=self._statuses,
            distributor=Distributor(cues, words),
        )

    def bind(self, reading: Reading) -> list[Draft]:
        """One draft a figure, in reading order."""
        lines = list(sentences(reading.text))
        opening = [reading.view(sentence, self._cutter) for sentence in lines[:OPENING]]
        report = self._opening.genre.is_report(reading)
        carrier = PeriodCarrier(reading, self._cues, report=report)
        context = Context(
            self._state_words,
            default=self._opening.default_body(reading, opening),
            title_period=carrier.title_period(),
            report=report,
        )
        drafts: list[Draft] = []
        course = course_of(reading.text, lines, self._plans) if self._opening.genre.plans(reading) else Course()
        for number, sentence in enumerate(lines):
            if not sentence.heading and not reading.figures_between(sentence.start, sentence.paragraph_end):
                carrier.see_opening(sentence, context)
                carrier.see_days(sentence)
                context.see_event(reading.event_between(sentence.start, sentence.end))
                self._see_staffed(reading, sentence, context)
                continue  # whatever else it says holds within its paragraph, where no figure follows
            view = opening[number] if number < OPENING else reading.view(sentence, self._cutter)
            goes_on = bool(view.tokens) and view.tokens[0].text in self._among
            context.open_sentence(sentence, goes_on=goes_on)
            carrier.open_paragraph(sentence.paragraph, goes_on=goes_on)
            if not sentence.heading and (part := course.at(sentence.start)) is not None:
                context.plan_weight, context.plans_weigh = part.own, part.among
            carrier.see_opening(sentence, context)
            drafts += self._sentence(reading, view, context, carrier)
        if not report:
            echo_headlines(drafts)
        return drafts

    def _see_staffed(self, reading: Reading, sentence: Sentence, context: Context) -> None:
        """The hospital that acts in a paragraph without figures: whose 医护人员 act in the next."""
        if any(reading.text.find(word, sentence.start, sentence.end) >= 0 for word in context.staffed):
            for clause in reading.view(sentence, self._cutter).clauses:
                context.see_institution(self._bodies.lead(clause.tokens, reading.text).body)

    def frame(self, reading: Reading) -> Frame:
        """What the document says for tables that say nothing: its body, its title's period, its date."""
        opening = [reading.view(sentence, self._cutter) for sentence in islice(sentences(reading.text), OPENING)]
        carrier = PeriodCarrier(reading, self._cues, report=self._opening.genre.is_report(reading))
        return Frame(self._opening.default_body(reading, opening), carrier.title_period(), carrier.published)

    def views(self, reading: Reading) -> Iterator[View]:
        """The document's sentences, cut into tokens."""
        for sentence in sentences(reading.text):
            yield reading.view(sentence, self._cutter)

    def _sentence(self, reading: Reading, view: View, context: Context, carrier: PeriodCarrier) -> list[Draft]:
        leads = [self._bodies.lead(clause.tokens, reading.text) for clause in view.clauses]
        if view.sentence.heading:
            self._heading(reading, view, leads[0] if leads else _NO_LEAD, context, carrier)
        elif context.headline:
            context.headlined = self._headlines.topic(context.headline, view, reading.text)
            context.headline = ""
        scene = Scene(
            reading=reading,
            view=view,
            context=context,
            carrier=carrier,
            bound=self._bound(reading, view),
            plan=context.plan and self._statuses.continues(view.tokens),
        )
        context.plan = False
        drafts: list[Draft] = []
        for clause, lead in zip(view.clauses, leads, strict=True):
            drafts += self._clauses.bind(scene, clause, lead)
        carrier.see_rest(view.rest, context)
        return drafts

    def _bound(self, reading: Reading, view: View) -> dict[int, Bound]:
        """What patterns bind in a sentence; the skeleton is only built where one of them may match."""
        start, end = view.sentence.start, view.sentence.end
        if not view.has_figures or not self.patterns.may_match(reading.text[start:end]):
            return {}
        return self.patterns.bind(self.skeleton(reading, view))

    def skeleton(self, reading: Reading, view: View) -> Skeleton:
        """The skeleton of a sentence, over which patterns match."""
        coded = [
            Coded(token.start, token.end, CODES[reading.figures[index_of(token)].kind], index_of(token))
            if token.tag == FIGURE
            else Coded(token.start, token.end, CODES["period" if token.tag == PERIOD else "base"], -1)
            for token in view.tokens
            if token.tag in _CODED
        ]
        return skeleton(reading.text, view.sentence.start, view.sentence.end, coded)

    def _heading(self, reading: Reading, view: View, lead: Lead, context: Context, carrier: PeriodCarrier) -> None:
        """What a heading says holds for the section below it."""
        text = reading.text[view.sentence.start : view.sentence.end]
        passes = context.report and lead.closed  # （二）滇池治理扎实有力。 heads no lake
        passes = passes or (lead.modifies and (context.report or not self._headlines.locates(lead.body)))
        body = None if passes else lead.body
        if body is not None and (body.type not in (INSTITUTION, PLACE) or self._opening.tells(reading, body)):
            body = None
        sub = text.lstrip().startswith(("（", "("))
        item = context.report and text.lstrip()[:1].isdigit() and not explains(text)  # 2、加大治污水力度。
        period = carrier.heading_period(view, anew=not (sub or context.report))
        held = period or context.section_period
        over = held is not None and held.period_end is not None and not carrier.is_ahead(held.period_end)
        told = view.sentence.start == 0 and view.has_figures  # 山西计划年内开展6个项目: a headline tells of its figure
        end = None if period is None or told else period.period_end
        ahead = end is not None and carrier.is_ahead(end)
        if item:
            context.section_body = body
        context.open_heading(
            body=body,
            period=period,
            heading=self._headings.kind(text, ahead=ahead, over=over),
            sub=sub or item,
            review=self._headings.looks_back(text),
        )
        if not context.report:
            context.headline, context.headlined = text, None
