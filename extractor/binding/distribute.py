"""分别: the members of a list and the figures that belong to them, one to one."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from extractor.binding.lists import ListReader
from extractor.binding.rows import RowReader
from extractor.binding.splitting import before_span, held_against
from extractor.binding.tokens import BASE, BODY, FIGURE, PERIOD, CueBook, Token, index_of, named_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.clauses import Clause
    from extractor.binding.context import Context
    from extractor.binding.members import Member
    from extractor.binding.reading import View
    from extractor.model import Quantity
    from extractor.text.words import Words

_BACK = 8  # clauses from a list to its 分别
_ROW = 4  # tokens from a row of figures to the next: 提高到, 分别变为
_STOPS = frozenset("，,；;。：:")
_OPENS = frozenset("（(")


class Share(NamedTuple):
    """A figure's place in a distributed list: its member, its position, and what stood between list and 分别."""

    member: Member
    position: int
    last: bool
    prefix: str = ""
    words: int = -1  # tokens between the list and the first figure, where no 分别 divides them


class Distributor:
    """Splits the list before 分别 into as many members as figures follow."""

    def __init__(self, cues: CueBook, words: Words) -> None:
        self.cue = cues["distribute"]
        self._spans = tuple(cues["average"] | cues["duration-unit"])
        self._join = cues["join"]
        self._joined = cues["join"] | cues["level"]
        self._skip = cues["connector"] | cues["adverb"] | cues["cumulative"] | cues["level"]
        self._leading = (
            cues["up"]
            | cues["down"]
            | cues["level"]
            | cues["adverb"]
            | cues["average"]
            | cues["cumulative"]
            | cues["flat"]
        )
        self._naming, self._from = cues["naming"], cues["from-word"]
        self._turning = cues["up"] | cues["down"] | cues["turn"] | cues["word-turning"]
        self._announcing = cues["distribute"] | cues["copula"]
        self._causes = cues["cause-opening"]
        self._classes = tuple(cues["suffix-class"])
        self._measures = tuple(sorted(cues["suffix-measure"]))
        self.rows = RowReader(cues)
        self._lists = ListReader(cues, words)

    def shares(self, view: View, clause: Clause, context: Context) -> dict[int, Share]:
        """The share of each figure behind a 分别 of the clause, by token index in the sentence."""
        for index in range(clause.low, clause.high):
            token = view.tokens[index]
            if (
                token.tag == FIGURE
                or token.text not in self.cue
                or (following := view.tokens[min(index + 1, clause.high - 1)]).text in self.cue
                or (following.tag == BODY and not held_against(view.tokens, index))
            ):
                continue
            figures = self.rows.group(view.tokens, index)
            if len(figures) < 2:
                continue
            high = index - (view.tokens[index - 1].text in _OPENS)  # 广东、北京(分别以1.4万亿元、1.3万亿元)
            high = before_span(view.tokens, clause.low, high, self._spans)
            members, prefix = self._lists.members(view.tokens, clause.low, high, len(figures)), ""
            if not members:
                members = self._earlier(view, clause, context, len(figures))
                prefix = self._prefix(view.tokens, clause.low, index)
            if members:
                shares = self._share_out(figures, members, prefix, context)
                return shares | self._again(view.tokens, index, figures, members)
        return self._announced(view, clause, context)

    def _again(
        self, tokens: Sequence[Token], cue: int, figures: list[int], members: tuple[Member, ...]
    ) -> dict[int, Share]:
        """分别从1685元和1025元提高到1820元和1110元: the second row has the members of the first."""
        low = figures[-1] + 1
        if not any(token.text in self._from for token in tokens[cue : figures[0]]) or low >= len(tokens):
            return {}
        first = next((at for at in range(low, min(low + _ROW, len(tokens))) if tokens[at].tag == FIGURE), low)
        row = self.rows.run(tokens, first) if first > low else []
        if len(row) != len(figures) or tokens[low].text not in self._turning:
            return {}
        last = len(row) - 1
        return {
            figure: Share(member, position, position == last, words=first - low)
            for position, (figure, member) in enumerate(zip(row, members, strict=True))
        }

    def _announced(self, view: View, clause: Clause, context: Context) -> dict[int, Share]:
        """排在第三和第四位的分别是甲问题和乙问题: the members stand behind the figures that they have."""
        tokens = view.tokens
        if not clause.places:
            return {}
        figures = self.rows.run(tokens, clause.low + clause.places[0])
        after = figures[-1] + 1
        if len(figures) < 2 or after + 2 >= len(tokens) or tokens[after].text != "的":
            return {}
        if tokens[after + 1].text not in self._announcing:
            return {}
        stop = next((at for at in range(after + 2, len(tokens)) if tokens[at].text in _STOPS), len(tokens))
        members = self._lists.announced(tokens, after + 2, stop, len(figures))
        return self._share_out(figures, members, "", context) if members else {}

    def unannounced(
        self, view: View, clause: Clause, context: Context, quantities: Sequence[Quantity]
    ) -> dict[int, Share]:
        """The shares of figures that no 分别 before them hands out: their members stand behind them or before."""
        return self._announced(view, clause, context) or self._implicit(view, clause, context, quantities)

    def _implicit(
        self, view: View, clause: Clause, context: Context, quantities: Sequence[Quantity]
    ) -> dict[int, Share]:
        """煤炭、粗钢产能1672万吨、631万吨: as many members as figures of one kind, without 分别."""
        tokens, first = view.tokens, clause.low + clause.places[0]
        figures = self.rows.run(tokens, first)
        if len(figures) < 2:
            return {}
        counted = [quantities[index_of(tokens[figure])] for figure in figures]
        if len({(one.kind, one.unit) for one in counted}) > 1:
            return {}
        high = first
        while high > clause.low and tokens[high - 1].text in self._leading:
            high -= 1
        members = self._lists.members(tokens, clause.low, high, len(figures))
        if not members or any(self._holds_list(member) for member in members):
            return {}
        if counted[0].kind == "count":  # 高新技术企业、瞪羚企业466家、21家: they are what is counted
            members = tuple(member.as_counted() for member in members)
        shares = self._share_out(figures, members, "", context)
        return {figure: share._replace(words=first - high) for figure, share in shares.items()}

    def _holds_list(self, member: Member) -> bool:
        if member.name.endswith(self._classes):  # 鞋帽及皮具制造业 is one name
            return any(member.shared.startswith(join) for join in self._join)
        return any(join in member.name or member.shared.startswith(join) for join in self._join)

    def silent(self, view: View, clause: Clause, context: Context) -> dict[int, Share]:
        """A second row of values over the list before, without 分别.

        …分别达到3.9万元和1.6万元，增长4.2%和6.9%: the growth of each member.
        """
        places = [clause.low + place for place in clause.places]
        if len(places) == 1:  # 2.2万亿元、2.4万亿元: the mark behind a figure ends its clause
            places = self.rows.run(view.tokens, places[0])
        count = len(places)
        joined = all(
            view.tokens[index].text in self._joined for index in range(places[0], places[-1]) if index not in places
        )
        if count < 2 or count != len(context.members) or not joined:
            return {}
        levels = tuple(context.recent) if len(context.recent) == count else context.members
        return self._share_out(places, levels, "", context)

    def _share_out(
        self, figures: list[int], members: tuple[Member, ...], prefix: str, context: Context
    ) -> dict[int, Share]:
        context.members = members
        context.recent = []
        last = len(figures) - 1
        return {
            figure: Share(member, position, position == last, prefix)
            for position, (figure, member) in enumerate(zip(figures, members, strict=True))
        }

    def _earlier(self, view: View, clause: Clause, context: Context, count: int) -> tuple[Member, ...]:
        """The figures just before, the list that an earlier 分别 of the sentence had, or that an earlier clause is."""
        here = bisect_left(view.clauses, clause.low, key=lambda other: other.low)
        if here and (named := self._just_named(view, view.clauses[here - 1], count)):
            return named
        before = view.clauses[here - 1] if here > 0 else clause
        if not before.places and before.tokens[-1].text.endswith(self._measures):  # …补贴和…补贴标准，分别提高到
            named = self._lists.members(view.tokens, before.low, before.high, count, whole=True)
            if named:
                return named
        if len(context.recent) >= count:
            return tuple(context.recent[-count:])
        if len(context.members) == count:
            return context.members
        for earlier in reversed(view.clauses[max(0, here - _BACK) : here]):
            opens = earlier.tokens[0]
            if opens.tag == "p" or opens.text in self._causes:  # 受…和…的带动: not the list's members
                continue
            members = self._lists.members(view.tokens, earlier.low, earlier.high, count, whole=True)
            if members:
                return members
        opening = not any(earlier.places for earlier in view.clauses[:here])
        return tuple(context.told) if opening and len(context.told) == count else ()  # 事故4起、死亡7人。同比分别…

    def _just_named(self, view: View, clause: Clause, count: int) -> tuple[Member, ...]:
        """有2家得分在30分以下，为青禾保险和蓝溪保险，分别为29.5分和20分: names alone in the clause before."""
        if clause.places or not clause.bodies:
            return ()
        low = clause.low + (clause.tokens[0].text in self._naming)
        members = self._lists.members(view.tokens, low, clause.high, count, whole=True)
        named = (named_body(member.body) for member in members if member.body is not None)
        firms = sum(mention is not None and mention.kind == "organisation" for mention in named)
        return members if firms == len(members) else ()

    def _prefix(self, tokens: Sequence[Token], low: int, high: int) -> str:
        """The words between the clause's start and its 分别, such as 增速."""
        kept = [t.text for t in tokens[low:high] if t.tag not in (PERIOD, BASE, "x") and t.text not in self._skip]
        return "".join(kept).strip("（(")[-12:]
