"""What a body is: an institution, a place, a sector, an event, and how its name may end."""

from __future__ import annotations

import msgspec

from extractor.model import Mention  # noqa: TC001  # msgspec resolves the annotations when the class is built

INSTITUTION, PLACE, CLASS, EVENT, WEAK = "institution", "place", "class", "event", "weak"
ANY = "*"  # a noun that may mean any thing: 项目, 活动
LEADER = "leader"  # who visits and speaks: the subject of the clause alone
COUNTED = "counted"  # a plain noun that its count makes a body: 9个试点省市; in a report it passes
ACTOR = "actor"  # a plain noun that acts: 旅客, 中央; in a report it passes


class Body(msgspec.Struct, frozen=True, gc=False):
    """A body and what kind of thing it is; `mention` where a register knows it."""

    start: int
    end: int
    name: str
    type: str
    mention: Mention | None = None
    assumed: bool = False  # no word of the text names it: 全国 of a text without a nation


class Lead(msgspec.Struct, frozen=True, gc=False):
    """How a clause opens: where its phrase starts, the index behind its topic, the topic; `member`: a part (其中)."""

    start: int
    index: int
    body: Body | None
    member: bool = False
    modifies: bool = False  # the body is followed by a noun
    pronoun: bool = False  # 该公司: the body named last
    closed: bool = False  # a list that a count closes: 海口等6个市县; in a report it passes
    nominal: bool = False  # opens with a noun phrase that is no body
    graded: bool = False  # the country's word opens the name of what is counted: 全国重点文物保护单位13处
    thing: str = ""  # 大桥, 项目: the noun by which a thing named before is meant

    @property
    def low(self) -> int:
        """Where the words that name a measure begin; a sector before its noun (邮政行业业务总量) is one of them."""
        if self.body is None or (self.modifies and self.body.type == CLASS):
            return self.start
        return self.index


def ends_with(text: str, suffix: str) -> bool:
    """民政局 ends like a body, 干部 and 全部 do not: a one-character ending needs two characters before it or none."""
    return text.endswith(suffix) and (len(suffix) > 1 or len(text) != 2)


def endings(*classes: tuple[frozenset[str], str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The endings and what they make of a phrase, by their last character; the first class has the first word."""
    table: dict[str, tuple[tuple[str, str], ...]] = {}
    for words, kind in classes:
        for word in sorted(words):
            table[word[-1]] = (*table.get(word[-1], ()), (word, kind))
    return table
