"""分别: the members of a list and the figures that belong to them, one to one."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from extractor.binding.tokens import BASE, BODY, FIGURE, INDICATOR, PERIOD, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.body import Body
    from extractor.binding.context import Context
    from extractor.binding.reading import Clause, View
    from extractor.text.words import Words

_SEPARATORS = (
    frozenset("、"),
    frozenset({"、", "和"}),
    frozenset({"、", "与"}),
    frozenset({"、", "及"}),
    frozenset({"、", "和", "与", "及", "以及"}),
    frozenset({"和"}),
    frozenset({"与"}),
    frozenset({"及", "以及"}),
)


_LIST_OF = "list-of-"
_BACK = 8  # clauses from a list to its 分别
_REACH = 200  # tokens from 分别 to the last of its figures
_LEAD = 8  # characters before the word that stands for the list: a time, a place


class Member(NamedTuple):
    """One member of a distributed list: its own words, what all members share, and whether it is a body."""

    name: str
    shared: str
    body: Token | None
    is_body: bool
    subject: Body | None = None  # of the figure that the member stands for: X 5万元、Y 3万元，分别增长…


class Share(NamedTuple):
    """A figure's place in a distributed list: its member, its position, and what stood between list and 分别."""

    member: Member
    position: int
    last: bool
    prefix: str = ""


class Distributor:
    """Splits the list before 分别 into as many members as figures follow."""

    def __init__(self, cues: CueBook, words: Words) -> None:
        self.cue = cues["distribute"]
        self._between = (
            cues["join"] | cues["level"] | cues["adverb"] | cues["average"] | frozenset({"，", ",", "；", "的", " "})
        )
        self._joined = cues["join"] | cues["level"]
        self._markers = cues["marker"]
        self._skip = cues["connector"] | cues["adverb"] | cues["cumulative"] | cues["level"]
        self._bodies = tuple(cues["suffix-institution"] | cues["suffix-class"])
        self._places = cues["place-pronoun"]
        self._lists = {name.removeprefix(_LIST_OF): cues.ordered(name) for name in cues.starting(_LIST_OF)}
        self._words = words

    def shares(self, view: View, clause: Clause, context: Context) -> dict[int, Share]:
        """The share of each figure behind a 分别 of the clause, by token index in the sentence."""
        for index in range(clause.low, clause.high):
            token = view.tokens[index]
            if (
                token.tag == FIGURE
                or token.text not in self.cue
                or view.tokens[min(index + 1, clause.high - 1)].text in self.cue
                or view.tokens[min(index + 1, clause.high - 1)].tag == BODY
            ):
                continue
            figures = self.group(view.tokens, index)
            if len(figures) < 2:
                continue
            members, prefix = self.members(view.tokens, clause.low, index, len(figures)), ""
            if not members:
                members = self._earlier(view, clause, context, len(figures))
                prefix = self._prefix(view.tokens, clause.low, index)
            if members:
                return self._share_out(figures, members, prefix, context)
        return {}

    def silent(self, view: View, clause: Clause, context: Context) -> dict[int, Share]:
        """A second row of values over the list before, without 分别.

        …分别达到3.9万元和1.6万元，增长4.2%和6.9%: the growth of each member.
        """
        places = [clause.low + place for place in clause.places]
        count = len(places)
        joined = all(
            view.tokens[index].text in self._joined for index in range(places[0], places[-1]) if index not in places
        )
        if count < 2 or count != len(context.members) or len(context.recent) != count or not joined:
            return {}
        return self._share_out(places, tuple(context.recent), "", context)

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
        if len(context.recent) >= count:
            return tuple(context.recent[-count:])
        if len(context.members) == count:
            return context.members
        here = bisect_left(view.clauses, clause.low, key=lambda other: other.low)
        for earlier in reversed(view.clauses[max(0, here - _BACK) : here]):
            members = self.members(view.tokens, earlier.low, earlier.high, count, whole=True)
            if members:
                return members
        return ()

    def _prefix(self, tokens: Sequence[Token], low: int, high: int) -> str:
        """The words between the clause's start and its 分别, such as 增速."""
        kept = [t.text for t in tokens[low:high] if t.tag not in (PERIOD, BASE, "x") and t.text not in self._skip]
        return "".join(kept)[-12:]

    def group(self, tokens: Sequence[Token], index: int) -> list[int]:
        """The indices of the figures behind the 分别 at `tokens[index]` that are one list: 31.4%，19.2%、15.3%."""
        figures: list[int] = []
        for position in range(index + 1, min(len(tokens), index + _REACH)):
            token = tokens[position]
            if token.tag == FIGURE:
                figures.append(position)
            elif figures and token.text not in self._between:
                break
        return figures

    def members(
        self, tokens: Sequence[Token], low: int, high: int, count: int, *, whole: bool = False
    ) -> tuple[Member, ...]:
        """The `count` members of the list in `tokens[low:high]`; empty when it has not that many.

        `whole`: the list stands in an earlier clause, so that nothing behind it is shared; a count may close it
        (三大行业).
        """
        while low < high and (
            tokens[low].tag in (PERIOD, BASE)
            or tokens[low].text in self._skip
            or (tokens[low].tag == "x" and tokens[low].text not in "“《")
        ):
            low += 1
        listed = list(tokens[low:high])
        counted = next((index for index, token in enumerate(listed) if token.tag == FIGURE), None)
        if counted is not None and not whole:
            return ()
        listed = listed[:counted]
        if len(listed) == 1 and listed[0].tag == INDICATOR:
            listed = self._retokenised(listed[0])  # 城镇和农村居民人均可支配收入 is one registered name
        implied = self._implied(listed, count)
        if implied:
            return implied
        if self._unequal(listed, count):
            return ()
        for separators in _SEPARATORS:
            parts = _split(listed, separators)
            if len(parts) == count and all(parts):
                if whole:
                    return tuple(self._member(part, "")._replace(is_body=True) for part in parts)
                return self._named(parts)
        return ()

    def _retokenised(self, token: Token) -> list[Token]:
        """The words of a registered name."""
        tokens: list[Token] = []
        position = token.start
        for word, _ in self._words.tag(token.text):
            tokens.append(Token(position, position + len(word), word, "n"))
            position += len(word)
        return tokens

    def _implied(self, tokens: list[Token], count: int) -> tuple[Member, ...]:
        """三次产业增加值分别…: a word that stands for a list; what follows it is shared."""
        text = "".join(token.text for token in tokens)
        for word, members in self._lists.items():
            before, found, after = text.rpartition(word)
            if found and len(members) == count and len(before) <= _LEAD:
                return tuple(Member(name, after, None, is_body=False) for name in members)
        return ()

    def _unequal(self, tokens: list[Token], count: int) -> bool:
        """Whether a list of bodies has another length than the figures: it is left alone, not guessed at."""
        parts = _split(tokens, _SEPARATORS[4])
        return 1 < len(parts) != count and all(len(part) == 1 and part[0].tag == BODY for part in parts)

    def _named(self, parts: list[list[Token]]) -> tuple[Member, ...]:
        last, shared = self._last(parts[-1])
        if parts[-1][-1].tag == INDICATOR and any(part[-1].tag == INDICATOR for part in parts[:-1]):
            last, shared = self._member(parts[-1], ""), ""  # 固定资产投资、工业投资: each is a whole name
        members = [
            self._member(self._first(part) if index == 0 else part, shared) for index, part in enumerate(parts[:-1])
        ]
        return (*members, last._replace(shared=shared))

    def _first(self, part: list[Token]) -> list[Token]:
        """The first member's own tokens: 我国对东盟、… begins behind 对."""
        for index in range(len(part) - 1, 0, -1):
            if part[index - 1].text in self._markers and part[index - 1].text != "的":
                return part[index:]
        place = part[0].text in self._places or (part[0].tag == BODY and part[0].text.endswith(("省", "市", "国")))
        return part[1:] if len(part) > 1 and place else part

    def _member(self, part: list[Token], shared: str) -> Member:
        name = "".join(token.text for token in part)
        body = part[-1] if part[-1].tag == BODY and len(part) == 1 else None
        return Member(name, shared, body, body is not None or name.endswith(self._bodies))

    def _last(self, part: list[Token]) -> tuple[Member, str]:
        """The last member and the words behind it that belong to all: 专线|平均资费."""
        kept = [t for t in part if t.tag not in (PERIOD, BASE) and t.text not in self._skip]
        text = "".join(token.text for token in kept)
        if kept and kept[0].tag == BODY:
            return Member(kept[0].text, "", kept[0], is_body=True), text[len(kept[0].text) :]
        words = [word for word, _ in self._words.tag(text)]
        cut = next((i for i in range(len(words) - 1, 0, -1) if words[i - 1].endswith(self._bodies)), 0)
        if cut == 0:
            cut = len(words) if text.endswith(self._bodies) else 1
        name = "".join(words[:cut])
        return Member(name, "", None, name.endswith(self._bodies)), text[len(name) :]


def _split(tokens: list[Token], separators: frozenset[str]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in separators and token.tag != BODY:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
