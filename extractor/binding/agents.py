"""Bodies inside a clause: the company that acts there, and the one that 该公司 will point to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, PLACE, Body
from extractor.binding.tokens import BASE, BODY, FIGURE, INDICATOR, PERIOD, CueBook, Token, named_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.context import Context
    from extractor.binding.kinds import BodyKinds

_OBJECT_BEHIND = frozenset({"v", "V", "p", "u", "c", "x"})
_TOLD = frozenset({"v", "V", "d", "p", BASE, PERIOD, INDICATOR})
_NAMING = frozenset({"n", "w", "V", INDICATOR})
_ACTS_BEFORE = frozenset({"v", "V", "d", "p", PERIOD, "n"})


class AgentFinder:
    """Finds companies by what stands on either side of them."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._join, self._is = cues["join"], cues["copula"]
        self._kinds = kinds
        self._kinds_of_place = tuple(sorted(cues["suffix-kind-of-place"]))
        self._striking = cues["striking"]
        self._weather = cues["weather"]
        self._parts = cues["place-part"]
        self._ranking = tuple(sorted(cues["ranking"]))
        self._measures = tuple(sorted(cues["suffix-measure"] | cues["suffix-ratio"]))

    def company(self, tokens: Sequence[Token], bodies: Sequence[int]) -> Body | None:
        """The company named last at those places, by its full name: what 该公司 points to."""
        for index in reversed(bodies):
            token = tokens[index]
            if token.text.endswith(("公司", "集团")):
                return _institution(token)
        return None

    def named_last(self, tokens: Sequence[Token]) -> Body | None:
        """涨幅最高的城市为深圳: the body that a clause ends by naming, where it ranks what it names."""
        last = tokens[-1]
        if len(tokens) < 3 or last.tag != BODY or tokens[-2].text not in self._is:
            return None
        kind = self._kinds.of(last)
        if kind is None or not self._ranks(tokens[:-2]):
            return None
        return Body(last.start, last.end, last.text, kind, named_body(last))

    def take(self, tokens: Sequence[Token], bodies: Sequence[int], low: int, context: Context) -> int:
        """Let what acts inside the clause take over; returns where the words behind it begin, `low` where none does."""
        for index in bodies:
            body = self.agent(tokens, index)
            if body is not None:
                context.take_over(body)
            else:
                body = self._apposed(tokens, index) or self._struck(tokens, index)
                context.rank(body)
            if body is not None and (body.type != PLACE or _measured(tokens, index + 1)):
                low = index + 1
        return low

    def _apposed(self, tokens: Sequence[Token], index: int) -> Body | None:
        """涨幅最高的城市福州…, 最高涨幅为北京的16.7%, 比例武汉为72.9%: a place behind its kind, rank or measure."""
        token, before = tokens[index], tokens[index - 1]
        mention = named_body(token)
        if index == 0 or mention is None or mention.kind != "region":
            return None
        following = tokens[index + 1 : index + 3]
        kind = before.tag == "n" and before.text.endswith(self._kinds_of_place)
        kind = kind and all(t.tag != "p" for t in tokens[max(0, index - 3) : index])  # 从南部城市拉各斯到…
        acts = kind and bool(following) and following[0].tag in _TOLD
        ranked = before.text in self._is and [t.tag for t in following] == ["u", FIGURE] and self._ranks(tokens[:index])
        reaches = len(following) > 1 and following[0].text in self._is and following[1].tag == FIGURE
        measured = reaches and (before.tag == INDICATOR or before.text.endswith(self._measures))
        return Body(token.start, token.end, token.text, PLACE, mention) if acts or ranked or measured else None

    def _struck(self, tokens: Sequence[Token], index: int) -> Body | None:
        """强风侵袭意大利，死者人数…, 强降雨造成贵州习水县…: the place that weather strikes has what follows."""
        if index < 2 or tokens[index - 1].text not in self._striking or not _is_region(tokens[index]):
            return None
        weather = not self._weather.isdisjoint([token.text for token in tokens[: index - 1]])
        if not weather or self._kinds.is_natural(tokens[index]):
            return None
        end = index + 1
        while end < len(tokens) and (
            _is_region(tokens[end])
            or tokens[end].text in self._parts
            or (tokens[end].text in self._join and end + 1 < len(tokens) and _is_region(tokens[end + 1]))
        ):
            end += 1
        name = "".join([token.text for token in tokens[index:end]])
        return Body(tokens[index].start, tokens[end - 1].end, name, PLACE, named_body(tokens[index]))

    def _ranks(self, tokens: Sequence[Token]) -> bool:
        return any(token.text.startswith(self._ranking) for token in tokens)

    def agent(self, tokens: Sequence[Token], index: int) -> Body | None:
        """The company at `tokens[index]` where nothing before it makes it an object, or that 由 makes the agent."""
        token, before = tokens[index], tokens[index - 1]
        if token.tag != BODY or self._kinds.of(token) != INSTITUTION:
            return None
        if index + 1 == len(tokens):  # 某某任股东的某公司，2015年收入…: the phrase is what the next clause is of
            described = before.text == "的" and tokens[0].tag not in _OBJECT_BEHIND and token.text.endswith("公司")
            return _institution(token) if described else None
        if tokens[index + 1].tag not in _ACTS_BEFORE:
            return None
        alone = before.tag not in _OBJECT_BEHIND and before.text not in self._join
        full = token.text.endswith("公司") and (alone or tokens[index + 1].text in self._is)
        return _institution(token) if full or before.text == "由" else None


def _is_region(token: Token) -> bool:
    mention = named_body(token) if token.tag == BODY else None
    return mention is not None and mention.kind == "region"


def _measured(tokens: Sequence[Token], low: int) -> bool:
    """Whether words that name a measure stand behind a place, before the next figure: 煤炭大省山西GDP增长7.2%."""
    behind = tokens[low:]
    stop = next((at for at, token in enumerate(behind) if token.tag == FIGURE), len(behind))
    return any(token.tag in _NAMING for token in behind[:stop])


def _institution(token: Token) -> Body:
    return Body(token.start, token.end, token.text, INSTITUTION, named_body(token))
