"""Short names that are common letters, too: taken only where the segmenter cuts at both their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Mention
    from extractor.text.words import Words

_SHORT = 2  # characters of a name
_FILE = "firms"  # the rule file of such names
_AROUND = 4  # characters on either side that the segmenter sees


def whole_words(text: str, names: Sequence[Mention], words: Words) -> list[Mention]:
    """The names without 融创 in 金融创新 and 华为 in 以精华为重点."""
    return [
        mention
        for mention in names
        if mention.rule_id != _FILE or mention.end - mention.start != _SHORT or _is_cut_out(text, mention, words)
    ]


def _is_cut_out(text: str, mention: Mention, words: Words) -> bool:
    low = max(0, mention.start - _AROUND)
    position, edges = low, {low}
    for word, _ in words.tag(text[low : mention.end + _AROUND]):
        position += len(word)
        edges.add(position)
    return {mention.start, mention.end} <= edges
