"""The scope that opens a clause: a whole without one of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import COUNTED, PLACE, Body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds
    from extractor.binding.names import NameReader
    from extractor.binding.tokens import CueBook, Token


class ScopeReader:
    """Finds the scope at the head of a clause; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, kinds: BodyKinds, names: NameReader) -> None:
        self._kind_of = kinds.of
        self._names = names
        self._without = cues["leaving-out"]
        self._as_well = cues.ordered("as-well")
        self._beyond = cues["beyond"]
        self._areas = tuple(sorted(cues["suffix-counted-body"]))

    def read(self, tokens: Sequence[Token], index: int, text: str) -> tuple[Body | None, int]:
        """除湖北外，新增确诊病例…, 湖北除武汉为92.7%, 湖北以外省份为97.3%: a whole without the part that it names.

        And the index behind it, or `index`.
        """
        first = index + (tokens[index].text not in self._without)
        if first >= len(tokens) or (first > index and self._kind_of(tokens[index]) != PLACE):
            return None, index
        if tokens[first].text in self._without:
            after = self._left_out(tokens, first, text, whole=first > index)
        elif first > index and tokens[first].text in self._beyond:
            after = self._others(tokens, first + 1)
        else:
            return None, index
        if after == 0:
            return None, index
        start, end = tokens[index].start, tokens[after - 1].end
        return Body(start, end, text[start:end], COUNTED), after

    def _others(self, tokens: Sequence[Token], index: int) -> int:
        """The index behind the 省份 of 湖北以外的省份; 0 where none stands there."""
        index += index < len(tokens) and tokens[index].text == "的"
        return index + 1 if index < len(tokens) and tokens[index].text.endswith(self._areas) else 0

    def _left_out(self, tokens: Sequence[Token], first: int, text: str, *, whole: bool) -> int:
        """The index behind 除湖北外, or behind 除湖北 where the `whole` stands before it; 0 where no place is left out.

        除上海外，还在苏州开设门店30家 leaves none out.
        """
        after = first + 1
        while after < len(tokens) and (self._kind_of(tokens[after]) == PLACE or self._names.joins(tokens[after])):
            after += 1
        if after == first + 1:
            return 0
        closed = after < len(tokens) and tokens[after].text in self._beyond
        if not (closed or whole):
            return 0
        after += closed
        behind = text[tokens[-1].end : tokens[-1].end + 2].strip("，, ")
        return 0 if after == len(tokens) and behind.startswith(self._as_well) else after
