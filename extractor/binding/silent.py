"""What a clause without figures leaves to those behind it: its topic, its times, and the noun it opens with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import EVENT
from extractor.binding.goods import GoodsReader
from extractor.binding.heads import HeadReader
from extractor.binding.phrase import Phrase
from extractor.binding.rated import RateReader
from extractor.binding.telling import TellingReader
from extractor.binding.tokens import BASE, index_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.agents import AgentFinder
    from extractor.binding.bodies import BodyFinder
    from extractor.binding.body import Lead
    from extractor.binding.clauses import Clause
    from extractor.binding.judge import PhraseJudge
    from extractor.binding.phrases import PhraseReader
    from extractor.binding.scene import Scene
    from extractor.binding.tokens import CueBook, Token


class SilentClauseReader:
    """Reads clauses without figures; the word lists come from the rule book."""

    def __init__(
        self, cues: CueBook, *, bodies: BodyFinder, agents: AgentFinder, phrases: PhraseReader, judge: PhraseJudge
    ) -> None:
        self._bodies = bodies
        self._agents = agents
        self._phrases = phrases
        self._judge = judge
        self._heads = HeadReader(cues, phrases)
        self._goods = GoodsReader(cues)
        self._rates = RateReader(cues)
        self._telling = TellingReader(cues)
        self._works = cues.ordered("suffix-work")
        self._alike = cues["alike"] | cues["flat"]
        self._settings, self._setting_ends = cues["setting-opening"], cues["setting-end"]

    def read(self, scene: Scene, clause: Clause, lead: Lead) -> None:
        """What a clause without figures leaves behind: topic, periods, and the noun it opens with."""
        context, tokens = scene.context, clause.tokens
        source = self._telling.says_who(lead, clause) or self._bodies.tells(tokens, lead)
        if not source or self._telling.see(context, lead, tokens):
            context.among = lead.member or context.among
            context.topic(lead, tokens, counts=clause.mark.isspace(), listed=False)  # 台湾大规模停电 影响668万用户
        if clause.bodies:
            context.named = self._agents.company(tokens, clause.bodies) or context.named
        if clause.periods:
            scene.carrier.see(tokens, clause.periods, context, source=source)
        if clause.bodies:
            self._agents.take(tokens, [index for index in clause.bodies if index > lead.index], 0, context)
            context.rank(self._agents.named_last(tokens))
        self._compare(scene, tokens, lead.index)
        fronted = self._heads.fronted(tokens)
        context.clause_named = lead.nominal or lead.body is not None
        context.clause_bodied = lead.body is not None
        alike = not self._alike.isdisjoint([token.text for token in tokens])  # 涨幅与上月相同, says all there is
        sets = tokens[0].text in self._settings and tokens[-1].text in self._setting_ends  # 经季节性因素调整后，
        topic = "" if fronted or source or alike or sets else self._heads.topic(tokens, lead.index)
        counted = context.rated and (
            context.head.counted or context.last[0] == "count"
        )  # of the price that 54 cities were counted by
        if topic and context.head.indicator and not counted and self._rates.is_rate(topic):  # 广州涨幅居首，
            topic = self._rates.whole(topic, context.head.indicator)
        topic = self._goods.topic(tokens, lead.index, topic, context)
        times = len(clause.periods) == len(tokens)
        if not (times and self._judge.tells_business(context.clause_head)):  # 云业务快速增长，去年，实现收入…
            context.clause_head = fronted or topic
        context.clause_object = "" if source or context.clause_head else self._heads.last_noun(tokens)
        if lead.body is not None and lead.body.type == EVENT and lead.body.name.endswith(self._works):
            context.item = lead.body.name  # 青禾乙烯项目投产，总产能达190万吨
        if fronted:
            context.head = Phrase(indicator=fronted)

    def _compare(self, scene: Scene, tokens: Sequence[Token], low: int) -> None:
        """与2021年1-11月相比， and 二手住宅价格与上月相比，: the base and the measure of what follows."""
        context = scene.context
        for index, token in enumerate(tokens):
            if token.tag == BASE:
                context.base = scene.carrier.base_value(index_of(token), context)
                context.comparing = context.based = True  # of amounts too: 与2016年相比，全年增加2304万辆
                measure = self._phrases.before(tokens, low, index, change=False).indicator
                context.compared = measure or context.compared
