"""Words inside the name of a body that the segmenter takes for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, PLACE, WEAK
from extractor.binding.offices import ends_office
from extractor.binding.tokens import BODY, GROUP, PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds
    from extractor.binding.tokens import CueBook, Token

_DOES = frozenset({"v", "d", "p", PERIOD})
_SHORT = 2  # characters of a word that may be anything
_FIRM = 4  # tokens of a firm's name that the segmenter has cut
_BEFORE = frozenset("前后")
_OF_TIME = frozenset("天日周月年季")


class InnardReader:
    """Tells them by what stands around them; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._kind_of = kinds.of
        self._deeds = cues["naming-deed"]
        self._firms = cues["suffix-firm"]
        self._offices = cues["office"]

    def is_inside(self, tokens: Sequence[Token], index: int, position: int, end: int) -> bool:
        """Whether the word at `position` is of the name that begins at `index` and may reach up to `end`."""
        token = tokens[position]
        if position == index or position + 1 >= end:
            return False
        following = tokens[position + 1]
        plain = following.tag not in (BODY, GROUP) and self._kind_of(following) not in (None, PLACE)
        if (token.tag in ("a", "v") and plain) or ends_office(tokens, position, self._offices):
            return True  # 环卫绿化处, 供销社
        if self._kind_of(tokens[index]) != PLACE:
            return False
        if token.text in self._deeds and plain:
            return self._acts(tokens, index, position)
        if token.tag == "v":
            return self._studies(tokens, position)
        return token.tag == "a" and len(token.text) == 1 and self._is_firm(tokens, index, position)

    def _acts(self, tokens: Sequence[Token], index: int, position: int) -> bool:
        """黑龙江阳光采购服务平台是…: whether a word of doing stands inside the name of what acts."""
        does = position + 2 < len(tokens) and tokens[position + 2].tag in _DOES
        return position > index + 1 and does and len(tokens[position + 1].text) > _SHORT

    def _studies(self, tokens: Sequence[Token], position: int) -> bool:
        """成都大熊猫繁殖研究基地，: whether a noun of doing and a word for a body end the clause behind the verb."""
        behind = tokens[position + 1 :]
        closes = len(behind) == _SHORT and behind[0].tag == "w"
        return closes and self._kind_of(behind[1]) in (INSTITUTION, WEAK)

    def _is_firm(self, tokens: Sequence[Token], index: int, position: int) -> bool:
        """Whether a character of a place's firm has been taken for an adjective: 内蒙古|高|路|公司."""
        behind = tokens[position + 1 : position + _FIRM]
        firm = next((at for at, token in enumerate(behind) if token.text in self._firms), -1)
        return firm > 0 and position == index + 1 and all(t.tag == "n" and len(t.text) == 1 for t in behind[:firm])


def begins_time(tokens: Sequence[Token], position: int) -> bool:
    """黄龙景区前4天接待…: whether a length of time begins there, of which the name before it is none."""
    behind = tokens[position + 1 : position + 3]
    timed = len(behind) == _SHORT and behind[0].tag == "m" and behind[1].text in _OF_TIME
    return tokens[position].text in _BEFORE and timed
