"""Short names that may be a part of another word: 融创 in 金融创新, 昆明 in 昆明路."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.matching.dateline import WIRED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Mention
    from extractor.rulebook.book import RuleBook
    from extractor.text.words import Words

_SHORT = 2  # characters of a name
_FILE = "firms"  # the rule file of such names
_DATELINE = re.compile(rf"[ \u3000]?(?:(?:\d{{1,2}}月)?\d{{1,2}}日{WIRED}|时间(?=\d|[今昨上下凌早晚]))")
_AROUND = 4  # characters on either side that the segmenter sees


class WholeWords:
    """Takes from found names those that are a part of another word there.  Immutable."""

    def __init__(self, rules: RuleBook, words: Words) -> None:
        cues = {cue.id: cue.words for cue in rules.cues}
        self._streets = tuple(cues.get("street", ()))
        self._no_streets = tuple(cues.get("no-street", ()))
        self._words = words

    def of(self, text: str, names: Sequence[Mention]) -> list[Mention]:
        """The names without 融创 in 金融创新, 华为 in 以精华为重点, 昆明 in 昆明路 and in 昆明10月1日电."""
        return [mention for mention in names if self._is_whole(text, mention)]

    def _is_whole(self, text: str, mention: Mention) -> bool:
        if mention.kind == "region" and _DATELINE.match(text, mention.end):
            return False
        if mention.end - mention.start != _SHORT:
            return True
        if mention.rule_id == _FILE:
            return _is_cut_out(text, mention, self._words)
        street = mention.kind == "region" and text.startswith(self._streets, mention.end)
        if not street or text.startswith(self._no_streets, mention.end):
            return True
        length = max(len(word) for word in self._streets if text.startswith(word, mention.end))
        return not _cuts(text, mention.start, {mention.end + length}, self._words)  # 广东路灯 is of 广东


def _is_cut_out(text: str, mention: Mention, words: Words) -> bool:
    return _cuts(text, max(0, mention.start - _AROUND), {mention.start, mention.end}, words)


def _cuts(text: str, low: int, places: set[int], words: Words) -> bool:
    """Whether the segmenter, which sees the text from `low`, cuts at each of the places."""
    position, edges = low, {low}
    for word, _ in words.tag(text[low : max(places) + _AROUND]):
        position += len(word)
        edges.add(position)
    return places <= edges
