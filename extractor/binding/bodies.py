"""Bodies: the institutions, places, sectors and groups that a statement can be about.

A body stands at the head of a clause (its topic).  Registered names are found on characters; unregistered ones are noun
phrases that end like a body (局, 公司, 业 …).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import CLASS, EVENT, INSTITUTION, PLACE, WEAK, Body, Lead, endings, ends_with
from extractor.binding.tokens import BASE, BODY, FIGURE, GROUP, INDICATOR, PERIOD, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.rulebook.book import RuleBook

_TYPES = {"carrier": INSTITUTION, "institution": INSTITUTION, "place": PLACE, "class": CLASS, "group": CLASS}
_NOMINAL = frozenset({"n", "w", "m", BODY, INDICATOR, GROUP, "f"})
_QUOTES = '“”《》‘’"「」'
_LONGEST = 24  # tokens: a noun phrase longer than that is a list, not a name


class BodyFinder:
    """Finds the topic of a clause from its tokens; the word lists come from the rule book."""

    def __init__(self, rules: RuleBook, cues: CueBook) -> None:
        self._types = {
            (name.kind, name.id): _TYPES.get(name.type or "", INSTITUTION)
            for name in rules.names
            if name.kind == "organisation"
        }
        self._reporters = tuple(cues["reporter"])
        self._skip = cues["connector"] | cues["adverb"] | cues["cumulative"]
        self._among = cues["among"]
        self._join = cues["join"]
        self._markers = cues["marker"] - self._join
        self._places = cues["place-pronoun"]
        self._place_words = tuple(word for word in cues["place-pronoun"] if len(word) == 2)
        self._pronouns = cues["body-pronoun"]
        self._endings = endings(
            (cues["suffix-institution"], INSTITUTION),
            (cues["suffix-weak"], WEAK),
            (cues["suffix-class"], CLASS),
            (cues["suffix-event"], EVENT),
        )

    def reports(self, issuer: str) -> bool:
        """Whether an issuer only reports on others: a broadcaster, a newspaper, an agency."""
        return any(word in issuer for word in self._reporters)

    def lead(self, tokens: Sequence[Token], text: str) -> Lead:
        """The opening of the clause that `tokens` are."""
        index, member = self._opening(tokens)
        if index >= len(tokens):
            return Lead(index, index, None, member)
        first = tokens[index]
        if first.text == "在" and index + 2 == len(tokens) and tokens[index + 1].tag == BODY:  # 在苏州，
            index += 1
            first = tokens[index]
        if first.tag == INDICATOR and first.text.startswith(self._place_words):  # 全省生产总值
            return Lead(index, index, Body(first.start, first.start + 2, first.text[:2], PLACE), member)
        if first.text == "在":  # 在筑职业院校联盟已…: a name that begins with 在
            stop = self._phrase_end(tokens, index + 1)
            inside, after = self._body_in(tokens, index + 1, stop, text) if stop > index + 2 else (None, 0)
            if inside is not None and inside.type == INSTITUTION and after < len(tokens) and tokens[after].tag == "d":
                return Lead(index, after, inside, member)
        if first.text == "以":  # 以钢铁为主的重工业
            index = self._behind_attribute(tokens, index)
            first = tokens[index]
        if first.text in self._markers:
            return Lead(index, index, None, member)
        if first.tag == FIGURE:
            return self._counted(tokens, index, member, text)
        if first.tag in ("p", "w") or (
            first.tag == "v" and first.text not in self._places and not self._names_sector(tokens, index)
        ):
            return Lead(index, index, None, member)
        stop = self._phrase_end(tokens, index)
        body, after = self._body_in(tokens, index, stop, text)
        if body is not None and body.name.startswith(self._reporters):
            return Lead(index, after, None, member)
        if body is None:
            if first.text in self._pronouns or first.text.startswith("该"):
                return Lead(index, min(stop, index + 1), None, member, pronoun=True)
            return Lead(index, index, None, member, nominal=stop > index)
        return Lead(index, after, body, member, modifies=after < stop)

    def _behind_attribute(self, tokens: Sequence[Token], index: int) -> int:
        """Behind 以…为主的; the same index where there is no such attribute."""
        for position in range(index + 2, min(len(tokens) - 1, index + _LONGEST)):
            if tokens[position].text == "的":
                before = tokens[position - 1].text + tokens[position - 2].text
                return (
                    position + 1
                    if any(word in before for word in ("为主", "代表", "重点", "核心", "支撑", "主为"))
                    else index
                )
        return index

    def _names_sector(self, tokens: Sequence[Token], index: int) -> bool:
        """批发零售业: a verb may open the name of a sector."""
        return index + 1 < len(tokens) and tokens[index + 1].tag == "n" and self._ends(tokens[index + 1]) == CLASS

    def _counted(self, tokens: Sequence[Token], index: int, member: bool, text: str) -> Lead:  # noqa: FBT001
        """三家基础电信企业完成…: counted bodies that do something are the topic."""
        stop = self._phrase_end(tokens, index + 1)
        acts = stop < len(tokens) and tokens[stop].tag in ("v", "V", "d", BASE, PERIOD, "p")
        if stop > index + 1 and acts and self._ends(tokens[stop - 1]) in (CLASS, INSTITUTION, WEAK):
            start = tokens[index].start
            end = tokens[stop - 1].end
            return Lead(index, index, Body(start, end, text[start:end], CLASS), member)
        return Lead(index, index, None, member)

    def company(self, tokens: Sequence[Token]) -> Body | None:
        """The company named last in the clause, by its full name: what 该公司 points to."""
        for token in reversed(tokens):
            if token.tag == BODY and token.text.endswith(("公司", "集团")):
                return Body(token.start, token.end, token.text, INSTITUTION, token.ref)  # type: ignore[arg-type]
        return None

    def agent(self, tokens: Sequence[Token], index: int) -> Body | None:
        """The company at `tokens[index]` where nothing before it makes it an object, or that 由 makes the agent."""
        token, before = tokens[index], tokens[index - 1]
        if token.tag != BODY or self._ends(token) != INSTITUTION:
            return None
        acts = index + 1 < len(tokens) and tokens[index + 1].tag in ("v", "V", "d", "p", PERIOD, "n")
        full = (
            token.text.endswith("公司")
            and before.tag not in ("v", "V", "p", "u", "c", "x")
            and before.text not in self._join
        )
        if acts and (before.text == "由" or full):
            return Body(token.start, token.end, token.text, INSTITUTION, token.ref)  # type: ignore[arg-type]
        return None

    def _opening(self, tokens: Sequence[Token]) -> tuple[int, bool]:
        """Behind times, bases, connectives, bullets and `在…` times."""
        index, member, count = 0, False, len(tokens)
        while index < count:
            token = tokens[index]
            if token.text in self._among:
                member = True
            elif (
                token.tag in (PERIOD, BASE)
                or (token.text in self._skip and token.tag != FIGURE)
                or (token.tag == "x" and token.text not in _QUOTES)
                or (token.tag == "p" and index + 1 < count and tokens[index + 1].tag == PERIOD)
            ):
                pass
            else:
                break
            index += 1
        return index, member

    def _phrase_end(self, tokens: Sequence[Token], index: int) -> int:
        """Where the noun phrase that begins at `index` ends."""
        end = min(len(tokens), index + _LONGEST)
        position = index
        while position < end:
            token = tokens[position]
            if token.tag in _NOMINAL or token.text in self._join or token.text in _QUOTES or token.text in "（）()":
                position += 1
            elif (
                token.tag in ("a", "v") and position > index and position + 1 < end and self._ends(tokens[position + 1])
            ):
                position += 1  # a verb inside a name: 环卫绿化处, 供销社
            else:
                break
        return position

    def _ends(self, token: Token) -> str | None:
        """The type of body that a phrase ending in this token is, if it is one."""
        if token.tag == BODY and token.ref is not None:
            default = PLACE if token.ref.kind == "region" else INSTITUTION  # type: ignore[union-attr]  # a Mention
            return self._types.get((token.ref.kind, token.ref.entry_id), default)  # type: ignore[union-attr]  # a Mention
        if token.tag in (FIGURE, PERIOD, INDICATOR):
            return None
        if token.tag == GROUP:
            return CLASS
        text = token.text
        if text in self._places:
            return PLACE
        for suffix, kind in self._endings.get(text[-1], ()):
            if ends_with(text, suffix):
                return kind
        return None

    def _body_in(self, tokens: Sequence[Token], index: int, stop: int, text: str) -> tuple[Body | None, int]:
        """The body that the phrase opens with, and the index behind it."""
        best: tuple[int, str] | None = None
        for position in range(index, stop):
            kind = self._ends(tokens[position])
            if kind is None:
                continue
            token = tokens[position]
            if len(token.text) == 1 and token.tag != BODY and position + 1 < stop:
                continue  # 局 and 处 end a name only where the noun phrase ends
            lone = position == index and token.tag != BODY
            if lone and kind != PLACE and (len(tokens[position].text) < 3 or tokens[position].text in self._pronouns):
                continue
            if (
                kind == PLACE
                and position > index
                and not all(self._ends(t) == PLACE or t.text in self._join for t in tokens[index:position])
            ):
                continue
            if self._takes_over(best, kind, tokens, position):
                best = (position, kind)
        if best is None:
            return None, index
        position, kind = best
        kind = self._strength(kind, tokens[index : position + 1])
        weak = kind in (EVENT, WEAK) or tokens[position].tag == GROUP
        if weak and position + 1 < stop and tokens[position + 1].text not in self._join:
            # 小微企业贷款余额: a group before the noun it belongs to is part of what is measured
            return self._place_only(tokens, index, text)
        last = tokens[position]
        mention = last.ref if position == index and last.tag == BODY else None
        start = tokens[index].start
        return Body(start, last.end, text[start : last.end].strip(_QUOTES), kind, mention), position + 1  # type: ignore[arg-type]

    def _strength(self, kind: str, phrase: Sequence[Token]) -> str:
        """A weak head (机构, 平台) with a name inside is an institution."""
        named = any(self._ends(token) in (PLACE, INSTITUTION) or token.text.startswith("“") for token in phrase[:-1])
        return INSTITUTION if kind == WEAK and named else kind

    def _takes_over(self, best: tuple[int, str] | None, kind: str, tokens: Sequence[Token], position: int) -> bool:
        """Whether a later ending beats the earlier one: an institution behind its place, a list's last member."""
        if best is None:
            return True
        if kind == PLACE and best[1] == INSTITUTION:
            return any(token.text in self._join for token in tokens[best[0] + 1 : position])
        return tokens[position].tag != INDICATOR

    def _place_only(self, tokens: Sequence[Token], index: int, text: str) -> tuple[Body | None, int]:
        first = tokens[index]
        if self._ends(first) != PLACE:
            return None, index
        mention = first.ref if first.tag == BODY else None
        return Body(first.start, first.end, text[first.start : first.end], PLACE, mention), index + 1  # type: ignore[arg-type]
