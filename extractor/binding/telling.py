"""What those who tell of something tell of themselves: 税务总局公布，已查处案件300起; 中国移动发布，用户数达9亿户."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, PLACE, Body, Lead
from extractor.binding.tellers import NATIONAL
from extractor.binding.tokens import ACTION, BASE, PERIOD, CueBook, Token, any_of
from extractor.matching.shapes import COMPANY, MINED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.clauses import Clause
    from extractor.binding.context import Context

_FIRM_NAMES = frozenset({COMPANY, MINED, "firms", "companies", "carriers"})
_COLONS = frozenset("：:")
_LEADING = frozenset({PERIOD, BASE, "d", "f", "m"})
_VERBS = frozenset({ACTION, "v", "w"})
_AFTER = frozenset({"后", "以来", "之后"})
_EVENT = 4  # tokens of what something is done after: 疫情发生后设立…


class TellingReader:
    """Finds who tells of something, and whether what is told are deeds of its own; the words are the rule book's."""

    def __init__(self, cues: CueBook) -> None:
        self._sources, self._firms = cues["source"], cues.ordered("suffix-reporting-firm")
        self._meetings = tuple(sorted(cues["press-meeting"]))
        self._own_reports = any_of(cues["suffix-own-report"])
        self._bureaus = cues.ordered("statistics-bureau")
        self._hearing = cues["hearing"]
        self._operators = tuple(sorted(cues["suffix-operator"]))
        self._deeds = cues["own-deed"] | cues["own-act"] | cues["publishing"]
        self._none = cues["level"] | cues["up"] | cues["down"] | cues["flat"] | cues["relation"] | cues["foretelling"]

    def says_who(self, lead: Lead, clause: Clause) -> bool:
        """据统计, 公布了: the clause says who counted; so does a ministry before a colon, 工信部：有色金属产量…."""
        if not self._sources.isdisjoint([token.text for token in clause.tokens]):
            return True
        named = lead.body is not None and lead.body.mention is not None and lead.body.mention.rule_id == NATIONAL
        return named and clause.mark in _COLONS and self._is_all(lead, clause.tokens)

    def _is_all(self, lead: Lead, tokens: Sequence[Token]) -> bool:
        """Whether a clause only names a body, or its press meeting."""
        rest = "".join([token.text for token in tokens[lead.index :]])
        return not rest or rest.endswith(self._meetings)

    def see(self, context: Context, lead: Lead, tokens: Sequence[Token]) -> bool:
        """Keep who tells in a clause that names a source; whether it tells of itself: 青禾科技半年报显示，."""
        body = lead.body
        if body is None:
            return False
        context.teller = body
        if body.type == PLACE and tokens[lead.index - 1].text.endswith(self._bureaus):
            return True  # 宁波市统计局公布，: of 宁波市
        if tokens[-1].text in self._hearing and tokens[-1].start >= body.end and body.name.endswith(self._operators):
            return True  # 记者从临水铁路局获悉，
        if not self._is_firm(body):
            return False
        if self._own_reports.search("".join([token.text for token in tokens])) is not None:
            return True
        only = all(token.tag in _LEADING for token in tokens[lead.index : -1])
        return only and tokens[-1].text in self._sources  # 中国移动近日发布，用户数达9亿户

    def own(self, context: Context, lead: Lead, tokens: Sequence[Token]) -> Body | None:
        """Who told of what the sentence goes on with, where a clause opens with a deed of its own.

        A ministry tells of much that others do: only what none but it does (查获, 下拨) is its own.
        """
        teller = None if context.opened else context.teller
        if teller is None or lead.body is not None or lead.pronoun or lead.thing or lead.member:
            return None
        start = self._start(lead, tokens)
        if start >= len(tokens) or tokens[start].tag not in _VERBS or tokens[start].text in self._none:
            return None
        national = teller.mention is not None and teller.mention.rule_id == NATIONAL
        own = tokens[start].text in self._deeds or (tokens[start].tag == ACTION and not national)
        return teller if own else None

    @staticmethod
    def _start(lead: Lead, tokens: Sequence[Token]) -> int:
        """Where the clause's words begin, behind what its deed follows: 疫情发生后设立…."""
        start = lead.start
        after = next((at for at, token in enumerate(tokens[start : start + _EVENT]) if token.text in _AFTER), -1)
        start = start + after + 1 if after > 0 else start
        while start < len(tokens) and tokens[start].tag in _LEADING:
            start += 1
        return start

    def _is_firm(self, body: Body) -> bool:
        rule = body.mention.rule_id if body.mention is not None else ""
        called = body.name.endswith(self._firms) or body.name.isascii()
        named = rule in _FIRM_NAMES or (rule != NATIONAL and called)
        return body.type == INSTITUTION and named
