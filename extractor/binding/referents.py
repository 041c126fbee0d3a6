"""What words of a text point back to: 该公司 and 全局 an institution, 大桥 and 项目 a work or an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import ANY, EVENT, Body, Lead
from extractor.binding.holding import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.statewords import StateWords
    from extractor.binding.tokens import Token
    from extractor.model import Mention

_ENDING = 8  # characters of a name that may say what kind of thing it is: …特大桥主体工程
_NTH = "届"  # 本届农交会 means the 第十七届… named before, whatever it calls it


class Referents:
    """What was named last; part of the running state of a document.

    Of `words`, `short` are the last words of names that stand for the whole of one, `staff` those for people who work
    in an institution whose name ends in one of `staffed`.
    """

    def __init__(self, words: StateWords, *, report: bool) -> None:
        self._short = words.short
        self._staff = words.staff
        self.staffed = words.staffed
        self.report = report  # on a place: the bodies it names come and go
        self.named: Body | None = None  # the institution named last, anywhere: what 该公司 means
        self.thing: Body | None = None  # the event or work that was named last below the heading
        self.thing_far = False  # in another paragraph

    def _is_called(self, thing: Body, noun: str) -> bool:
        """Whether a noun may mean a thing: 大桥 a 特大桥, 活动 and 项目 what is called otherwise; 该车 is no fair."""
        return noun == ANY or noun[-1] in thing.name[-_ENDING:]

    def meant(self, lead: Lead, tokens: Sequence[Token]) -> Body | None:
        """What a word that opens a clause points back to: 大桥 the bridge named before, 该公司 the company."""
        if shortened(self.named, lead, tokens, self._short) or self._is_staff(lead.body):
            return self.named
        if lead.thing and not self.report:
            own = lead.body
            far = lead.member or (self.thing_far and lead.thing == ANY and not lead.pronoun and own is None)
            nth = own is not None and own.name[1:2] == _NTH and self.thing is not None and _NTH in self.thing.name
            called = nth or (self.thing is not None and self._is_called(self.thing, lead.thing))
            thing = self.thing if called else None
            return (None if far else thing) or lead.body or (self.named if lead.pronoun else None)
        this = lead.body.name if lead.body is not None and lead.body.name.startswith("该") else ""
        named = self.named is not None and this and self.named.name.endswith(this[1:])  # 该基地: 某云计算基地
        return self.named if lead.pronoun or named else None

    def _is_staff(self, body: Body | None) -> bool:
        """Whether those who act are of the institution named last: 医护人员 of 临水县中医院."""
        named = self.named is not None and self.named.name.endswith(self.staffed)
        return named and body is not None and body.name in self._staff and not self.report

    def see_institution(self, body: Body | None) -> None:
        """An institution with staff that a clause without figures has opened with."""
        if body is not None and body.name.endswith(self.staffed):
            self.named = body

    def see_event(self, event: Mention | None) -> None:
        """An event or work that a paragraph without figures has named."""
        if event is not None:
            self.thing = Body(event.start, event.end, event.quote, EVENT, event)
