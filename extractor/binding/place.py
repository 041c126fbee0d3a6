"""Where a figure stands in its clause, and what that place alone tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence  # noqa: TC003  # msgspec resolves the annotations when the class is built
from typing import TYPE_CHECKING

import msgspec

from extractor.binding.draft import COUNTED, RATIO_KINDS
from extractor.binding.tokens import ACTION, BODY, FIGURE, GROUP, INDICATOR, Token

if TYPE_CHECKING:
    from extractor.binding.body import Body
    from extractor.binding.context import Context
    from extractor.binding.draft import Draft

_NAMING = frozenset({"n", INDICATOR, BODY})
_HELD = frozenset({"n", "w", "v", "a", INDICATOR})
_FEW = 4  # tokens that name a measure
_NAMES = frozenset({"n", "w", BODY, INDICATOR, GROUP})


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a figure stands: `tokens[index]` of its clause.

    The words that may name what it measures begin at `low`, those that may tell its comparison base at `since`.
    A count in the name of the clause's topic has nothing behind `stop`: 70个大中城市|价格下降的城市有50个.
    """

    tokens: Sequence[Token]
    low: int
    since: int
    index: int
    stop: int | None = None


def follows(draft: Draft, place: Place, context: Context) -> bool:
    """52392万人，增加1137万人: behind a level of its unit, and naming nothing of its own, a count is a change."""
    if not context.recent or context.last_unit != draft.quantity.unit:
        return False
    return not any(token.tag in _NAMING for token in place.tokens[place.since : place.index])


def goes_on(draft: Draft, place: Place, context: Context, join: frozenset[str]) -> bool:
    """同比分别上升19倍、192倍: a figure joined to one of its kind, without words of its own, changes as it did."""
    kind, unit, words = draft.quantity.kind, draft.quantity.unit, place.tokens[place.since : place.index]
    if context.joined and place.index == 0 and kind == context.last_change[0] and unit in context.by_unit:
        return context.last_unit != unit  # 事故1起、死亡7人，减少10起、20人
    if kind not in RATIO_KINDS:  # 压减炼铁产能3391万吨、炼钢4106万吨: said of each of the list
        alike = context.last_change[0] == kind or {kind, context.last_change[0]} <= COUNTED  # …、平板玻璃3717万重量箱
        return context.joined and place.since == 0 and alike and names_only(words)
    joins = bool(words) and all(token.text in join for token in words)
    joined = (context.joined and place.since == 0 and not words) or (place.since > 0 and joins)
    return joined and context.last_change[0] == kind


def holds_any(place: Place, words: frozenset[str]) -> bool:
    """Whether one of the words leads up to the figure: 林木覆盖率连续7年居全省第一."""
    return any(token.text in words for token in place.tokens[place.since : place.index])


def is_right_behind(place: Place, words: frozenset[str]) -> bool:
    """Whether one of the words stands right before the figure: 为期一周的宣传活动."""
    return place.index > place.since and place.tokens[place.index - 1].text in words


def topic_end(tokens: Sequence[Token], index: int, topic: Body | None) -> int | None:
    """Where the clause's topic ends that holds the count at `index`, and some of it are counted behind; else none."""
    if topic is None or not topic.start <= tokens[index].start < topic.end:
        return None
    stop = next((at for at in range(index + 1, len(tokens)) if tokens[at].start >= topic.end), 0)
    count = next((at for at in range(stop, len(tokens)) if tokens[at].tag == FIGURE), 0)
    counted = stop > index + 1 and any(token.text == "的" for token in tokens[stop:count])
    return stop if counted and tokens[stop].tag in _NAMING else None


def is_qualified(place: Place) -> bool:
    """全长652公里的太行山高速: the measure's own name stands before it, and 的 behind it opens what has it."""
    following = place.index + 1
    return following < len(place.tokens) and place.tokens[following].text == "的"


def verb_before(place: Place) -> bool:
    """Whether a verb of its own leads up to the figure: 新开工40件工程，实施1000公里防渗工程."""
    low = max(place.low, place.since) if place.since else 0
    return any(token.tag in ("v", ACTION) for token in place.tokens[low : place.index])


def behind_mark(tokens: Sequence[Token], index: int) -> int:
    """47人死亡、16人重伤: what befell the first is not said of the second; `index` where no 、 divides them."""
    mark = next((at for at in range(index, len(tokens)) if tokens[at].text == "、"), index - 1)
    return mark + 1


def held(place: Place, noun: str, bounds: frozenset[str]) -> str:
    """17家公司得分在40分以上: what the counted have, up to the figure that bounds it; or `""`."""
    tokens, low, text = place.tokens, place.index + 1, ""
    while low < len(tokens) and text != noun and noun.startswith(text):
        text += tokens[low].text
        low += 1
    stop = next((at for at in range(low, len(tokens)) if tokens[at].tag == FIGURE), 0)
    words = tokens[low : stop - 1] if stop else ()
    if text != noun or not 0 < len(words) <= _FEW or tokens[stop - 1].text not in bounds:
        return ""
    return "".join([token.text for token in words]) if all(token.tag in _HELD for token in words) else ""


def term_before(tokens: Sequence[Token], word: Token) -> str:
    """10年期国债收益率: the term right before a name belongs to it."""
    at = bisect_left(tokens, word.start, key=_end_of)
    before = tokens[at] if at < len(tokens) and tokens[at].end == word.start else None
    return before.text if before is not None and before.tag == FIGURE and before.text.endswith("期") else ""


def _end_of(token: Token) -> int:
    return token.end


def joined(group: str, measure: str) -> str:
    """The measure of a group: 城镇居民 and 居民人均可支配收入 share a word."""
    for length in range(min(len(group), len(measure)), 0, -1):
        if group.endswith(measure[:length]):
            return group + measure[length:]
    return group + measure


def names_only(tokens: Sequence[Token]) -> bool:
    """Whether the tokens are a bare name."""
    return bool(tokens) and all(token.tag in _NAMES for token in tokens)
