"""Villages that no register has, by where a text puts them: 英德树山村, 双龙镇新华村, and then 树山村 everywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.matching.shapes import MINED
from extractor.model import Mention
from extractor.text.automaton import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.rulebook.book import RuleBook

_HAN = r"\u4e00-\u9fff"
_NAME = re.compile(rf"[{_HAN}]{{2,3}}村(?![镇民庄委里级官])")
_TOWNSHIPS = "镇乡"  # 双龙镇新华村: its village stands behind a township, which no register has either
_TIMES = 2  # that it stands in the text


class VillageShapes:
    """Finds them behind a registered place or a township; the words come from the rule book."""

    def __init__(self, rules: RuleBook) -> None:
        cues = {cue.id: cue.words for cue in rules.cues}
        self._none = re.compile("|".join(map(re.escape, sorted(cues.get("village-none", ())))) or "(?!)")

    def find(self, text: str, names: Sequence[Mention]) -> list[Mention]:
        """The villages of a text, in no order; `names` are the registered mentions."""
        ends = {mention.end for mention in names if mention.kind == "region"}
        starts = {mention.start for mention in names}
        found = {
            match[0]
            for start in {*ends, *(match.end() for match in re.finditer(f"[{_TOWNSHIPS}]", text))} - starts
            if (match := _NAME.match(text, start)) is not None and self._is_name(match[0])
        }
        often = {name for name in found if text.count(name) >= _TIMES}
        return [
            Mention(start, end, text[start:end], "region", "", MINED) for _, start, end in places(text, sorted(often))
        ]

    def _is_name(self, name: str) -> bool:
        """Not 30个村, 各村, 贫困村: whether what stands before the last character may be a name."""
        return self._none.search(name) is None
