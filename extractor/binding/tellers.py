"""Who only tells of others: broadcasters, persons who say something, bureaus that publish a place's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, LEADER, PLACE, Body
from extractor.binding.tokens import BASE, BODY, PERIOD, CueBook, Token, any_of, named_body
from extractor.matching.persons import PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.body import Lead
    from extractor.binding.kinds import BodyKinds
    from extractor.binding.reading import Reading

NATIONAL = "national-bodies"
"""The rule file of the bodies that tell of the whole country or of the world."""

_OPENING = 200  # characters of a text that may say whose figures it gives
_ANNOUNCED = 60  # characters in which a ministry publishes something
_ACTS = 12  # characters behind its name in which it does something
_TIMES = frozenset({PERIOD, BASE})


class Tellers:
    """Tells those who tell of something from those whose figures it is."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._kind_of = kinds.of
        self._reporters = any_of(cues["reporter"])
        self._bureaus = tuple(sorted(cues["statistics-bureau"], key=len, reverse=True))
        self._national = tuple(sorted(cues["national-bureau"]))
        self._saying = cues["saying"] | cues["source"]
        self._foretelling = self._saying | cues["foretelling"]
        self._publishing = cues["publishing"]
        self._data = cues["publishing"] | cues["publishing-data"]
        self._sources = cues["source"]
        self._meetings = cues["press-meeting"]
        self._deeds = cues["own-deed"]
        self._acting = cues["own-act"]
        self._country = cues["whole-country"]
        self._officers = tuple(cues["officer"])

    def reports(self, issuer: str) -> bool:
        """Whether an issuer only reports on others: a broadcaster, a newspaper, an agency."""
        return self._reporters.search(issuer) is not None

    def place_of(self, teller: Body | None) -> Body | None:
        """宁波市 of 宁波市统计局 and 国家统计局宁波调查队: whose figures a bureau publishes; else None."""
        if teller is None or teller.name in self._national:
            return None
        prefix = next((len(word) for word in self._national if teller.name.startswith(word)), 0)
        suffix = next((len(word) for word in self._bureaus if teller.name.endswith(word)), 0)
        name = teller.name[prefix : len(teller.name) - suffix]
        start = teller.start + prefix
        return Body(start, start + len(name), name, PLACE) if suffix and len(name) > 1 else None

    def of_issuer(self, issuer: str) -> Body | None:
        """The place whose figures an issuer publishes that is a statistics bureau."""
        place = self.place_of(Body(0, 0, issuer, INSTITUTION))
        return None if place is None else Body(0, 0, place.name, PLACE)

    def bureau_place(self, reading: Reading) -> Body | None:
        """据宁波市统计局统计，: the place of such a bureau that a text begins with; None where it names none there."""
        for mention in reading.names:
            if mention.start > _OPENING:
                break
            if mention.kind == "organisation" and mention.quote.endswith(self._bureaus):
                place = self.place_of(Body(mention.start, mention.end, mention.quote, PLACE))
                if place is not None:
                    return place
            if mention.kind == "region" and reading.text.startswith(self._bureaus, mention.end):
                return Body(mention.start, mention.end, mention.quote, PLACE, mention)
        return None

    def speaks(self, tokens: Sequence[Token], after: int) -> bool:
        """村民张飞元说: who tells of something is not what it is about.  `after`: behind the name."""
        mention = named_body(tokens[after - 1])
        person = mention is not None and mention.rule_id == PERSON
        return person and after < len(tokens) and tokens[after].text in self._saying

    def officer(self, tokens: Sequence[Token], lead: Lead) -> Body | None:
        """The body of an opening; 市委书记某某 and 局长某某 are the subject of their clause alone."""
        body, name = lead.body, lead.index - 1
        mention = named_body(tokens[name]) if body is not None and name > lead.start else None
        if body is None or mention is None or mention.rule_id != PERSON:
            return body
        return (
            Body(body.start, body.end, body.name, LEADER, mention)
            if tokens[name - 1].text.endswith(self._officers)
            else body
        )

    def tells(self, tokens: Sequence[Token], start: int) -> bool:
        """世界银行的最新一期报告预测，: whether a national body opens a clause that says no more than that it tells."""
        opens = tokens[start] if start < len(tokens) else None
        mention = named_body(opens) if opens is not None and opens.tag == BODY else None
        national = mention is not None and mention.rule_id == NATIONAL
        return national and tokens[-1].text in self._foretelling

    def publishes(self, body: Body, text: str) -> bool:
        """Whether a ministry publishes what is said of the whole country: 工信部公布，全国规模以上工业…."""
        if body.mention is None or body.mention.rule_id != NATIONAL:
            return False
        behind = text[body.end : body.end + _ANNOUNCED].partition("\n")[0].partition("。")[0]
        deed = min((at for at in map(behind.find, self._deeds) if at >= 0), default=-1)
        if deed >= 0:  # 中央纪委：近期查处案件111起; but 公布了2月全国查处的案件
            return any(word in behind[:deed] for word in self._country)
        if any(word in behind for word in self._meetings):  # 国务院联防联控机制新闻发布会：除湖北外…
            return True
        if behind.startswith(("：", ":")):  # 工信部：2021年镍行业供需两旺
            acts = any(word in behind[:_ACTS] for word in self._acting)  # 央行：今日开展逆回购操作1000亿元
            return not acts or any(word in text for word in self._country)
        if any(word in behind for word in self._data):
            return True
        return any(word in behind for word in self._sources) and any(word in text for word in self._country)

    def qualifies(self, tokens: Sequence[Token], after: int) -> bool:
        """国务院授权的30项任务完成: what a national body has done only describes what is told of."""
        mention = named_body(tokens[after - 1])
        national = mention is not None and mention.rule_id == NATIONAL
        does = after + 2 < len(tokens) and tokens[after].tag in ("v", "V")
        return national and does and tokens[after + 1].text == "的"

    def published(self, tokens: Sequence[Token], after: int) -> int | None:
        """海关总署公布2016年我国货物贸易进出口总值…: where the place begins that the published figures are about."""
        if after >= len(tokens) or tokens[after].text not in self._publishing:
            return None
        place = after + 1
        while place < len(tokens) and (tokens[place].tag in _TIMES or tokens[place].text == "了"):
            place += 1
        return place if place < len(tokens) and self._kind_of(tokens[place]) == PLACE else None
