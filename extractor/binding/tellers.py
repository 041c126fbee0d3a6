"""Who only tells of others: broadcasters, persons who say something, bureaus that publish a place's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import PLACE
from extractor.binding.tokens import BASE, PERIOD, CueBook, Token, any_of, named_body
from extractor.matching.persons import PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds

_TIMES = frozenset({PERIOD, BASE})


class Tellers:
    """Tells those who tell of something from those whose figures it is."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._kind_of = kinds.of
        self._reporters = any_of(cues["reporter"])
        self._saying = cues["saying"] | cues["source"]
        self._publishing = cues["publishing"]

    def reports(self, issuer: str) -> bool:
        """Whether an issuer only reports on others: a broadcaster, a newspaper, an agency."""
        return self._reporters.search(issuer) is not None

    def speaks(self, tokens: Sequence[Token], after: int) -> bool:
        """村民张飞元说: who tells of something is not what it is about.  `after`: behind the name."""
        mention = named_body(tokens[after - 1])
        person = mention is not None and mention.rule_id == PERSON
        return person and after < len(tokens) and tokens[after].text in self._saying

    def published(self, tokens: Sequence[Token], after: int) -> int | None:
        """海关总署公布2016年我国货物贸易进出口总值…: where the place begins that the published figures are about."""
        if after >= len(tokens) or tokens[after].text not in self._publishing:
            return None
        place = after + 1
        while place < len(tokens) and (tokens[place].tag in _TIMES or tokens[place].text == "了"):
            place += 1
        return place if place < len(tokens) and self._kind_of(tokens[place]) == PLACE else None
