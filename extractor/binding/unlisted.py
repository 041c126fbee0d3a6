"""Names that no register has and no ending makes: 泉吉乡, 南方五省区, Fitbit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, PLACE, Body, Lead
from extractor.binding.tokens import BASE, BODY, FIGURE, INDICATOR, PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds
    from extractor.binding.tokens import CueBook, Token

_LATIN = re.compile(r"[A-Z][a-z]+[A-Za-z0-9]*\Z")  # no GDP, no iPhone
_MODEL = re.compile(r"([A-Z]{1,4})-?\d{3,4}[A-Z]*\Z")  # C919, AG600; no K12
_LETTERS = 4  # of such a name, or more
_TOWNSHIP = 5  # characters of its name
_SHORT = 2
_OWN = frozenset({"n", "a", "m", "v", "w", "f"})  # the segmenter cuts an unknown name at random
_ACTS = frozenset({"v", "V", "d", "p", PERIOD, BASE})
_TOLD = frozenset({"n", "a", "v", "V", "d", "p", PERIOD, INDICATOR})
_NUMERALS = frozenset("二两三四五六七八九十")
_APPOSED = 8  # tokens from the head of a clause to a name that the noun before it describes
_NOUNS = frozenset({"n", "w", "v", "a", "m"})


class UnlistedReader:
    """Reads them where a clause opens with them; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, kinds: BodyKinds) -> None:
        self._kind_of = kinds.of
        self._townships = tuple(sorted(cues["suffix-township"]))
        self._common = tuple(sorted(cues["suffix-common-township"]))
        self._lying = cues["lying"]
        self._wide = cues["part-of-country"]
        self._divisions = cues["suffix-several-divisions"]
        self._telling = cues["publishing-data"] | cues["foretelling"] | cues["showing"]
        self._reporting = cues["reporting-noun"] | cues["publishing-data"] | cues["showing"]
        self._researchers = cues["researching"]
        self._no_models = cues["no-model"]
        self._makers = tuple(sorted(cues["suffix-maker"]))

    def read(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """The opening of a clause that such a name opens at `index`."""
        end = self._township(tokens, index)
        if end == index:
            end = self._several(tokens, index)
        if end > index:
            start, stop = tokens[index].start, tokens[end - 1].end
            return Lead(index, end, Body(start, stop, text[start:stop], PLACE), member)
        return self._latin(tokens, index, text, member=member)

    def _township(self, tokens: Sequence[Token], index: int) -> int:
        """泉吉乡辖6个行政村, 紫金镇桃花沟村: behind a township's name, before what only a place does, or its village's.

        `index` where none stands.
        """
        name, levels = "", 0
        for at in range(index, min(len(tokens) - 1, index + 2 * _TOWNSHIP)):
            if tokens[at].tag not in _OWN or len(name) + len(tokens[at].text) > _TOWNSHIP:
                return index
            name += tokens[at].text
            if not name.endswith(self._townships):
                continue
            if len(name) <= _SHORT or name.endswith(self._common):
                return index
            levels += 1
            if levels > 1 or tokens[at + 1].text in self._lying:
                return at + 1
            name = ""
        return index

    def _several(self, tokens: Sequence[Token], index: int) -> int:
        """南方五省区全社会用电量…: behind the provinces that are counted in words; `index` where none stands."""
        behind = tokens[index + 1 : index + 3]
        if len(behind) < _SHORT or behind[0].text not in _NUMERALS or behind[1].text not in self._divisions:
            return index
        opens = tokens[index].text in self._wide or self._kind_of(tokens[index]) == PLACE
        return index + 3 if opens else index

    def _latin(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """Fitbit在第三季度售出350万台设备, 可穿戴设备制造商Fitbit发布…: a name in Latin letters that acts."""
        match = _MODEL.match(tokens[index].text) if index + 1 < len(tokens) and tokens[index + 1].tag in _TOLD else None
        if match is not None and match[1] not in self._no_models:
            model = tokens[index]
            return Lead(index, index + 1, Body(model.start, model.end, model.text, INSTITUTION), member)
        for at in range(index, min(len(tokens) - 1, index + _APPOSED)):
            if _is_latin(tokens[at]):
                end = at + 1
                while end + 1 < len(tokens) and tokens[end].text.isspace() and _is_latin(tokens[end + 1]):
                    end += 2  # Under Armour
                apposed = at == index or tokens[at - 1].text.endswith(self._makers)
                acts = end < len(tokens) and self._acts(tokens[end], opens=at == index)
                start, stop = tokens[at].start, tokens[end - 1].end
                named = Body(start, stop, text[start:stop], INSTITUTION)
                told = self._tells(tokens, index, at, end)
                return (
                    Lead(index, end, named, member)
                    if apposed and acts and not told and stop - start >= _LETTERS
                    else None
                )
            if tokens[at].tag not in _NOUNS:
                break
        return None

    def _tells(self, tokens: Sequence[Token], index: int, at: int, end: int) -> bool:
        """调研公司Counterpoint今日发布报告称，: whether what is named at `at`, up to `end`, only reports on others."""
        before = any(token.text in self._researchers for token in tokens[index:at])
        return before or any(token.text in self._reporting for token in tokens[end:])

    def _acts(self, token: Token, *, opens: bool) -> bool:
        """Whether the token behind a name says that what it names does or has something."""
        if token.tag == "u":
            return len(token.text) > 1  # 发布了
        return (token.tag in _ACTS and token.text not in self._telling) or (opens and token.tag == INDICATOR)


def _is_latin(token: Token) -> bool:
    return "A" <= token.text[0] <= "Z" and _LATIN.match(token.text) is not None


def graded(tokens: Sequence[Token], lead: int, counters: tuple[str, ...]) -> bool:
    """全国重点文物保护单位13处: whether the country's word at `lead` opens the name of what is counted right behind."""
    count = next((at for at in range(lead, len(tokens)) if tokens[at].tag == FIGURE), 0)
    if not count or not tokens[count].text.endswith(counters):
        return False
    return count > lead and all(token.tag in ("n", "w", BODY, INDICATOR) for token in tokens[lead:count])
