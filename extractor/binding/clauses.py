"""The clauses of a sentence, and which marks divide them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from extractor.binding.splitting import held_against
from extractor.binding.tokens import BODY, FIGURE, GROUP, INDICATOR, PERIOD, Token
from extractor.matching.dateline import is_wired

if TYPE_CHECKING:
    from collections.abc import Sequence

_ANNOUNCING = frozenset({"分别是", "分别为"})
_IS = frozenset("为是")
_BRACKETS = frozenset("（）()")
_PLACED = frozenset({FIGURE, PERIOD, BODY})
_COUNTS = re.compile(f"{BODY}(?:{BODY}?等)?{FIGURE}")  # 天津119条, 河北石家庄等五个城市
_NEAR = 8  # tokens of a place, its count and what is counted
_BRACKETED = 40  # tokens between brackets
_CLOSING = frozenset("）)")
_DATELINE = 8  # tokens: 中新网 昆明 10月1日 电
_REPORTERS = frozenset({"记者", "通讯员", "见习", "实习生"})
_ALWAYS = frozenset("，,；;：:。！？!?")
_DIVIDERS = _ALWAYS | _BRACKETS | _ANNOUNCING | {"、"}
_PART = 4  # characters of a heading's part
_BARE = frozenset({PERIOD, BODY, "x", "m"})  # a part of no more than them says nothing
_AMONG = "其中"
_LEADING = 2  # tokens: 近30亿人次出行
_NAMING = frozenset({BODY, INDICATOR, GROUP, "n"})


class Clause(msgspec.Struct, frozen=True, gc=False):
    """A clause of a sentence: its `tokens` are the sentence's from `low` to `high`; `mark` ends it (`""` at the end).

    `places`, `periods` and `bodies` are the figures, periods and names of bodies among its tokens, counted from `low`.
    """

    low: int
    high: int
    mark: str
    tokens: list[Token]
    places: list[int]
    periods: list[int]
    bodies: list[int]


def divided(tokens: list[Token], bounds: frozenset[str], *, heading: bool) -> list[Clause]:
    """The clauses of a sentence; the blanks in a heading are marks as well, and `bounds` stand behind a figure."""
    clauses: list[Clause] = []
    low = story = _story(tokens)
    places: list[int] = []
    periods: list[int] = []
    bodies: list[int] = []
    for index, token in enumerate(tokens):
        if index < story:
            continue
        tag = token.tag
        if tag in _PLACED:  # one look for the many that are neither
            (places if tag == FIGURE else periods if tag == PERIOD else bodies).append(index - low)
        elif token.text in _DIVIDERS and (tag == "x" if token.text in _ALWAYS else _divides(tokens, index, bounds)):
            if index > low:
                clauses.append(Clause(low, index, token.text, tokens[low:index], places, periods, bodies))
                places, periods, bodies = [], [], []
            elif clauses and token.text in _CLOSING and clauses[-1].mark[-1] in _CLOSING:  # （其中…（其中6例））
                clauses[-1] = msgspec.structs.replace(clauses[-1], mark=clauses[-1].mark + token.text)
            low = index + 1
        elif (
            tag == "x" and token.text.isspace() and ((heading and _parts(tokens, low, index)) or _among(tokens, index))
        ):
            clauses.append(Clause(low, index, token.text, tokens[low:index], places, periods, bodies))
            places, periods, bodies = [], [], []
            low = index + 1
    if low < len(tokens):
        clauses.append(Clause(low, len(tokens), "", tokens[low:], places, periods, bodies))
    return clauses


def _story(tokens: Sequence[Token]) -> int:
    """Where a report begins behind its dateline: 新华社广州5月9日电（记者某某）|广东省…."""
    days = (at for at in range(min(_DATELINE, len(tokens)) - 1) if tokens[at].tag == PERIOD)
    start = next((day + 2 for day in days if is_wired("".join([t.text for t in tokens[day + 1 : day + 3]]))), 0)
    while 0 < start < len(tokens) and tokens[start].text.isspace():
        start += 1
    if start and start + 1 < len(tokens) and tokens[start].text in _BRACKETS and tokens[start + 1].text in _REPORTERS:
        start = next((at + 1 for at in range(start, len(tokens)) if tokens[at].text in _CLOSING), start)
    return start if start < len(tokens) else 0


def _parts(tokens: Sequence[Token], low: int, index: int) -> bool:
    """强力治理 临水收获蓝天: whether a heading's second part, behind the blank at `index`, says what it is about."""
    before, behind = tokens[low:index], tokens[index + 1 :]
    if any(
        sum(len(token.text) for token in part) < _PART or all(token.tag in _BARE for token in part)
        for part in (before, behind)
    ):
        return False
    first = next((at for at, token in enumerate(behind) if token.tag == FIGURE), len(behind))
    return first < _LEADING or any(token.tag in _NAMING for token in behind[:first])  # not 外贸低位回稳 同比增长8%


def _among(tokens: Sequence[Token], index: int) -> bool:
    """新增23例 其中北京10例: whether the blank stands where a comma would."""
    return index > 0 and tokens[index - 1].tag == FIGURE and [t.text for t in tokens[index + 1 : index + 2]] == [_AMONG]


def _divides(tokens: Sequence[Token], index: int, bounds: frozenset[str]) -> bool:
    text = tokens[index].text
    if text == "、":  # 1733亿元、批发零售业…; 北京139条公交线路、天津119条…
        counts = _COUNTS.match(
            "".join([token.tag if token.text != "等" else "等" for token in tokens[index + 1 : index + 5]])
        )
        bounded = index > 1 and tokens[index - 1].text in bounds  # 播种面积639.3万亩以上、产量…
        return index > 0 and (
            tokens[index - 1 - bounded].tag == FIGURE or (counts is not None and _counted_before(tokens, index))
        )
    if text in _ANNOUNCING:  # 排前三位的分别是农业银行71起、…
        return index + 1 < len(tokens) and tokens[index + 1].tag == BODY and not held_against(tokens, index)
    return _encloses_figures(tokens, index)


def _counted_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether a place and its count stand before the mark: what the next place has is told in the same way."""
    before = [token.tag for token in tokens[max(0, index - _NEAR) : index]]
    return any(before[place : place + 2] == [BODY, FIGURE] for place in range(len(before) - 1))


def _encloses_figures(tokens: Sequence[Token], index: int) -> bool:
    """Whether a bracket at `tokens[index]` holds figures and stands behind one or closes such: 60例（上海35例，…）."""
    if tokens[index].text in "）)":
        inside = tokens[max(0, index - _BRACKETED) : index]
        opened = next((place for place in range(len(inside) - 1, -1, -1) if inside[place].text in "（("), -1)
        return any(token.tag == FIGURE for token in inside[opened if opened >= 0 else -4 :])
    ranked = index > 1 and tokens[index - 1].tag == BODY and tokens[index - 2].text in _IS  # 增速最高的为张家口市（…）
    behind = ranked or any(token.tag == FIGURE for token in tokens[max(0, index - 8) : index])
    inside = tokens[index + 1 : index + 6]
    closed = next((place for place, token in enumerate(inside) if token.text in "）)"), len(inside))
    return behind and any(token.tag == FIGURE for token in inside[:closed])
