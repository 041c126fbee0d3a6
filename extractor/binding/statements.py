"""The words around a body: what describes it, and what shows that the clause is a statement about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, Body
from extractor.binding.names import LONGEST
from extractor.binding.tokens import BASE, FIGURE, INDICATOR, PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.tokens import Token

_TOLD = frozenset({"v", "V", "p", "d", "a", "u", FIGURE, PERIOD, BASE, INDICATOR})
_NEAR = 3  # tokens from 中国 to what it has
_MEASURE = 3  # characters of what is measured: 铁路|发送旅客
_AVERAGE = "平均"
_RANKED = frozenset({"排名", "排位", "位列", "位居"})
_FEW = 4  # tokens


def is_told(tokens: Sequence[Token], after: int, ranking: tuple[str, ...]) -> bool:
    """Whether something is told of the place before `after`: 法国中部降雪; 杭州绕城西复线建成 tells of a road."""
    if tokens[after - 1].text.endswith("部") or _does(tokens, after):
        return True
    return _has(tokens, after) or _ranks(tokens, after, ranking)


def _does(tokens: Sequence[Token], after: int) -> bool:
    """贵州启动绿色建设行动计划: a noun of doing right behind the body is its verb where the clause has no other."""
    return tokens[after].tag == "w" and all(token.tag not in ("v", "V") for token in tokens[after + 1 :])


def _has(tokens: Sequence[Token], after: int) -> bool:
    """Whether a registered measure, a number or a rank stands there: 深圳新建住宅价格涨幅最高, 上海第三, 深圳次之."""
    tag = tokens[after].tag
    return tag in (INDICATOR, "m") or (tag == "f" and after + 1 == len(tokens))


def _ranks(tokens: Sequence[Token], after: int, ranking: tuple[str, ...]) -> bool:
    """临水涨幅居首, 福州涨幅第二: whether a rank ends the clause behind a measure."""
    return len(tokens) > after + 1 and (tokens[-1].text.startswith(ranking) or tokens[-1].text.startswith("第"))


def behind_attribute(tokens: Sequence[Token], index: int, describing: tuple[str, ...]) -> int:
    """The index behind 以钢铁为主的重工业's 的, where one of those words ends what describes; else the same index."""
    for position in range(index + 2, min(len(tokens) - 1, index + LONGEST)):
        if tokens[position].text == "的":
            before = tokens[position - 1].text + tokens[position - 2].text
            return position + 1 if any(word in before for word in describing) else index
    return index


def behind_duration(tokens: Sequence[Token], index: int, lasting: frozenset[str]) -> int:
    """Behind 为期一周的 (书展今天开幕) and 为期40天的2017年 (春运)."""
    behind = tokens[index : index + 4]
    if len(behind) < 4 or behind[0].text not in lasting or (behind[1].tag, behind[2].text) != (FIGURE, "的"):
        return index
    return index + 3 + (behind[3].tag == PERIOD and index + 4 < len(tokens))


def is_compared_in(tokens: Sequence[Token], after: int, first_of: frozenset[str]) -> bool:
    """全区第四, 全省排名第五, 全国平均水平的1/3: what stands before `after` is no subject."""
    behind = tokens[after : after + _FEW]
    if behind and behind[0].text.startswith(_AVERAGE):
        tags = [token.tag if token.text != "的" else "的" for token in behind]
        return "的" in tags and tags[tags.index("的") + 1 :][:1] == [FIGURE]
    if behind and behind[0].text in first_of:  # 全国首创103项
        return True
    ranked = behind[1:] if behind and behind[0].text in _RANKED else behind
    return bool(ranked) and ranked[0].tag == FIGURE and ranked[0].text.startswith("第")


def is_countrys(tokens: Sequence[Token], after: int, stop: int, economy: frozenset[str]) -> bool:
    """中国经济增长7.5%, 中国互联网经济: what the country has, and no name that it opens."""
    near = tokens[after : after + 1 if tokens[after].tag != "n" else min(stop, after + _NEAR)]
    return tokens[after].tag in _TOLD or any(token.text in economy for token in near)


def named_by_measure(body: Body, tokens: Sequence[Token], after: int, nouns: tuple[str, ...]) -> Body:
    """全国|铁路发送旅客: the body, with the word of its name that the measure behind it opens with."""
    measure = tokens[after] if after < len(tokens) and tokens[after].tag == INDICATOR else None
    noun = next((noun for noun in nouns if measure is not None and measure.text.startswith(noun)), "")
    if measure is None or not noun or measure.start != body.end or len(measure.text) < len(noun) + _MEASURE:
        return body
    return Body(body.start, measure.start + len(noun), body.name + noun, INSTITUTION)
