"""Rows of figures that belong together: 分别增长12.4%、下降1.8%和增长3.3%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import FIGURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.tokens import CueBook, Token

_REACH = 200  # tokens from 分别 to the last of its figures
_LONGEST = 32  # figures of a list


class RowReader:
    """Finds where such a row ends; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._between = (
            cues["join"] | cues["level"] | cues["adverb"] | cues["average"] | cues["bound"] | frozenset("，,；的 ")
        )
        self._join, self._bounds = cues["join"], cues["bound"]
        self._moved = cues["up"] | cues["down"]

    def run(self, tokens: Sequence[Token], first: int) -> list[int]:
        """The figures from `first` on that only 、 or 和 join."""
        figures, at = [first], first
        while True:
            at += 2 if at + 1 < len(tokens) and tokens[at + 1].text in self._bounds else 1  # 8.5%左右和9.5%左右
            ends = at + 1 >= len(tokens) or tokens[at].text not in self._join or tokens[at + 1].tag != FIGURE
            if ends or len(figures) == _LONGEST:
                return figures
            at += 1
            figures.append(at)

    def group(self, tokens: Sequence[Token], index: int) -> list[int]:
        """The indices of the figures behind the 分别 at `tokens[index]` that are one list: 31.4%，19.2%、15.3%."""
        figures: list[int] = []
        for position in range(index + 1, min(len(tokens), index + _REACH)):
            token = tokens[position]
            if token.tag == FIGURE:
                new_row = figures and any(between.text in "，,；" for between in tokens[figures[-1] : position])
                if new_row and token.text[-1] != tokens[figures[0]].text[-1]:
                    break  # 分别增长9.1%、14.4%，达到2.2万亿元、…: the amounts are another row
                figures.append(position)
            elif figures and token.text not in self._between:
                turns = token.text in self._moved and tokens[position - 1].text in self._join
                turns = turns and tokens[figures[0] - 1].text in self._moved  # 达6万元和3万元、增长5%和7% are two
                if not turns:  # 增长12.4%、下降1.8%和增长3.3% are one list
                    break
        return figures
