"""How a clause opens once its figures are seen: what is only counted there, and what befell those counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.acting import LoneTopics
from extractor.binding.aligning import is_division
from extractor.binding.body import CLASS, EVENT, INSTITUTION, PLACE, Body, Lead
from extractor.binding.edges import unglossed
from extractor.binding.splitting import text_of
from extractor.binding.tokens import GROUP, INDICATOR, index_of, named_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.bodies import BodyFinder
    from extractor.binding.clauses import Clause
    from extractor.binding.scene import Scene
    from extractor.binding.tokens import CueBook, Token

_COUNTED = frozenset({"n", INDICATOR, GROUP})
_PART = 3  # tokens of the name of a part
_KINDS_WITH_NOUN = frozenset({"count", "measure", "rate"})


class LeadingReader:
    """Looks at a clause's opening again, with its figures and with what stands before the clause."""

    def __init__(self, cues: CueBook, bodies: BodyFinder) -> None:
        self._bodies = bodies
        self._things = LoneTopics(cues)
        self._reaching = cues["level"] - {"为", "是"}
        self._divisions, self._kinds = tuple(sorted(cues["suffix-division"])), cues["area"] | cues["suffix-site"]

    def read(self, scene: Scene, clause: Clause, opening: Lead) -> Lead:
        """The opening; `opening` as `BodyFinder.lead` reads it."""
        lead = self._counted(scene, clause, self._caused(scene, clause.tokens, opening))
        if lead.body is not None or lead.member or lead.pronoun:
            return lead
        if lead.thing:
            return self._things.unmet(scene, clause, lead)
        return self._part(scene, clause, lead) or self._things.read(scene, clause, lead)

    def _part(self, scene: Scene, clause: Clause, lead: Lead) -> Lead | None:
        """死亡5人（东区1人，西区2人）: a division in brackets has a part of the figure before; not （农村1个）."""
        context, tokens, stop = scene.context, clause.tokens, clause.places[0] if clause.places else 0
        if not context.brackets or not lead.start < stop <= lead.start + _PART or not lead.nominal:
            return None
        unit = scene.reading.figures[index_of(tokens[stop])].unit
        name = text_of(tokens[lead.start : stop])
        named = is_division(name, self._divisions, self._kinds) and all(t.tag == "n" for t in tokens[lead.start : stop])
        if not named or unit is None or unit != context.last_unit:
            return None
        low, high = tokens[lead.start].start, tokens[stop - 1].end
        return Lead(lead.start, stop, Body(low, high, scene.reading.text[low:high], PLACE))

    def _counted(self, scene: Scene, clause: Clause, lead: Lead) -> Lead:
        """An unregistered body right before its count (上市公司86家) is what is counted."""
        tokens, places = clause.tokens, clause.places
        body = lead.body
        if body is None or not places or tokens[places[0]].start < body.end:
            return lead
        named = body.type == INSTITUTION and lead.index > 0 and named_body(tokens[lead.index - 1]) is not None
        if named or body.type == PLACE or (body.mention is not None and body.type != CLASS):
            return lead  # named: 大地保险、大众保险在两次测评…, a list that ends in a name
        counted = tokens[places[0] + 1 : places[0] + 2]
        acts = body.type == INSTITUTION and tokens[places[0] - 1].text == "在"
        within = acts and any(token.tag != "f" for token in counted)
        if within or any(token.tag in _COUNTED for token in counted):
            return lead  # 临港新片区42个项目: the noun behind the figure is; 横琴法院在500多件此类案件中适用…
        figure = scene.reading.figures[index_of(tokens[places[0]])]
        between = unglossed(tokens[lead.index : places[0]])
        if body.type == EVENT and figure.kind == "measure" and not between:  # 春运40天
            return Lead(lead.start, lead.start, body, lead.member)
        if figure.kind in _KINDS_WITH_NOUN and self._only_reaches(between, nouns=body.type == CLASS):
            place = self._bodies.place(tokens, lead.start, scene.reading.text)  # 宜春市上市公司86家
            return Lead(lead.start, lead.start + (place is not None), place, lead.member)
        return lead

    def _caused(self, scene: Scene, tokens: Sequence[Token], lead: Lead) -> Lead:
        """…发生一起交通事故，造成3人死亡: what the clause before told of, where the sentence has no topic."""
        context, happened = scene.context, scene.context.happened
        if happened is None or lead.body is not None or not self._bodies.calamities.causes(tokens, lead.start):
            return lead
        subject = context.subject()
        here = subject is not None and subject is not context.default and subject.start >= scene.view.sentence.start
        return lead if here else Lead(lead.start, lead.index, context.located(happened), lead.member)

    def _only_reaches(self, tokens: Sequence[Token], *, nouns: bool) -> bool:
        """Whether the words only lead up to a figure (达, 突破); `nouns` may stand among them."""
        return all(token.text in self._reaching or (nouns and token.tag in ("n", INDICATOR)) for token in tokens)
