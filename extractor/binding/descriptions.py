"""Topics that what describes them stands before: 全长293公里的汉宜铁路, 国内首条高原铁路——青云铁路今天开通."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import EVENT, INSTITUTION, PLACE, Body, Lead
from extractor.binding.tokens import ACTION, BODY, FIGURE, INDICATOR, PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.counted import CountedReader
    from extractor.binding.kinds import BodyKinds
    from extractor.binding.names import NameReader
    from extractor.binding.things import ThingFinder
    from extractor.binding.tokens import CueBook, Token

_DASHES = frozenset("—─-")
_DESCRIBES = frozenset({"n", "w", BODY})
_TELLS = frozenset({PERIOD, FIGURE, "d", "p", "a"})
_DOES = frozenset({ACTION, "v"})
_BEHIND = frozenset({"", "n", "d", INDICATOR, PERIOD})
_ACTING = frozenset({ACTION, "v", "p", "m"})
_LINE = frozenset("至到经")  # a road leads so: 青云至临水铁路
_SET = frozenset({"后", "中", "所在"})  # 改造后的, 建设中的, 他所在的
_REGISTERED = frozenset({PLACE, INSTITUTION})
_SHORT, _LONG = 2, 24  # characters of a name


class DescriptionReader:
    """Reads the topic of a clause that opens with a description."""

    def __init__(
        self, cues: CueBook, kinds: BodyKinds, *, names: NameReader, things: ThingFinder, counted: CountedReader
    ) -> None:
        self._describing = tuple(sorted(cues["describing"]))
        self._kind_of = kinds.of
        self._names = names
        self._things = things
        self._counted = counted

    def read(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """The thing, the counted bodies or the name that words before it describe."""
        return (
            self._things.described(tokens, index, member=member)
            or self._counted.described(tokens, index, text, member=member)
            or (self._counted.coming(tokens, index, text, member=member) if index < len(tokens) else None)
            or self._apposed(tokens, index, text, member=member)
        )

    def _apposed(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """The name behind a dash, where words that describe it stand before, and what it does behind."""
        low = _behind_dash(tokens, index)
        short = self._names.end(tokens, low) if low > 0 else low
        stop = short
        while stop > low and stop + 1 < len(tokens) and tokens[stop].text in _LINE:
            stop = self._names.end(tokens, stop + 1)
        if stop == low or stop >= len(tokens):
            return None
        body, after = self._names.body(tokens, low, stop, text)
        known = body is not None and body.type in (INSTITUTION, EVENT) and stop == short
        name = text[tokens[low].start : tokens[stop - 1].end]
        if body is None or not known:
            kind = EVENT if tokens[stop].tag == FIGURE else INSTITUTION
            body, after = Body(tokens[low].start, tokens[stop - 1].end, name, kind), stop
        if tokens[stop].tag not in (_TELLS | _DOES if known else _TELLS):
            return None  # ——国家公园创建城市展演: a verb that nothing shows to be one may be of the name
        return Lead(index, after, body, member) if _SHORT < len(body.name) <= _LONG else None

    def named(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead:
        """成立于2000年的武汉某开发区，: the name that ends the clause, or stands before a measure, is its topic.

        Behind words that only describe (位于, 最大的, 改造后的) it is one before a verb too.
        """
        of = _last_of(tokens, index)
        if of < 0:
            return Lead(index, index, None, member)
        stop = self._names.end(tokens, of + 1)
        body, after = self._names.body(tokens, of + 1, stop, text)
        village = self._names.village(tokens, of, len(tokens)) if body is None else of
        if village > of:  # 距离震区最近的阿羌乡
            start, end = tokens[of + 1].start, tokens[village].end
            body, after = Body(start, end, text[start:end], PLACE), village + 1
        following = tokens[after].tag if after < len(tokens) else ""
        registered = body is not None and (body.mention is not None or self._kind_of(tokens[of + 1]) in _REGISTERED)
        named = body is not None and body.type in (INSTITUTION, PLACE) and len(body.name) > _SHORT
        only = self._only_describes(tokens, index, of)
        if not (named and (registered or village > of)) or following not in (_BEHIND | _ACTING if only else _BEHIND):
            return Lead(index, index, None, member)
        return Lead(index, after, body, member)

    def opens(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a clause that opens with another noun has words that only describe."""
        of = _last_of(tokens, index)
        return of > 0 and (self._only_describes(tokens, index, of) or self._measures(tokens, index, of))

    def _measures(self, tokens: Sequence[Token], index: int, of: int) -> bool:
        """年产25亿斤蜜橘的江西南丰，: whether the words before the 的 measure the place that ends the clause."""
        place = tokens[of + 1].tag == BODY and self._kind_of(tokens[of + 1]) == PLACE
        figures = any(token.tag == FIGURE for token in tokens[index:of])
        return place and figures and self._names.end(tokens, of + 1) == len(tokens)

    def _only_describes(self, tokens: Sequence[Token], index: int, of: int) -> bool:
        """Whether the words before the 的 at `of` only describe: 位于新疆的, 距离震区最近的, 改造后的."""
        if tokens[index].tag == "p" or any(token.tag == FIGURE for token in tokens[index:of]):
            return False
        superlative = any(token.text.startswith("最") for token in tokens[index + 1 : of])
        return tokens[index].text.startswith(self._describing) or tokens[of - 1].text in _SET or superlative


def _behind_dash(tokens: Sequence[Token], index: int) -> int:
    """The index behind the dash that words for a thing stand before; 0 where none does, or where one mark joins."""
    dash = next((at for at in range(index + 1, len(tokens)) if tokens[at].text in _DASHES), 0)
    low = next((at for at in range(dash, len(tokens)) if tokens[at].text not in _DASHES), 0)
    if low < dash + 2 or dash == 0 or tokens[dash - 1].tag not in _DESCRIBES:
        return 0
    return 0 if any(token.tag == INDICATOR for token in tokens[index:dash]) else low


def _last_of(tokens: Sequence[Token], index: int) -> int:
    """The last 的 behind `index` that words stand behind; -1 where none is."""
    return next((place for place in range(len(tokens) - 2, index, -1) if tokens[place].text == "的"), -1)
