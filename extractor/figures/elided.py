"""Numbers whose unit is left unsaid: 门磁近4.3万, 71起、325.03万, 倍率为1.23."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.figures.amounts import Amount
from extractor.figures.marks import LARGE, ONE

if TYPE_CHECKING:
    from extractor.figures.number import Number
    from extractor.figures.wording import Wording
    from extractor.model import Quantity, QuantityKind

_DONE = re.compile(r"[，。、；：,;)）\s]|$")
_GOES_ON = re.compile(r"[A-Za-z0-9%‰°:：/.\-+×]|级|分之|号|版|里|次方|[年月日]")
_PER_HEADS = re.compile(r"/(?:10万|百万|十万|1?万|千)(?![元人吨户])")
_CLAUSE = re.compile(r"[，。；;！？\n：]")
_SENTENCE = re.compile(r"[。；;！？\n]")
_REACH = 60


def elided(text: str, number: Number, previous: Quantity | None, words: Wording, *, modified: bool) -> Amount | None:
    """The amount of a number that has no unit at all; `None` where it is no figure."""
    per = _PER_HEADS.match(text, number.end)
    if per is not None and not number.spelt:  # 发病率234.66/10万
        return Amount(number.start, per.end(), number, "rate", per[0], None, number.value)
    if _rate(text, number, words):
        return Amount(number.start, number.end, number, "rate", None, None, number.value, inside=number.inside)
    if (
        not any(mark in LARGE for mark in number.core)
        or (number.bare_step and not modified)
        or _GOES_ON.match(text, number.end)
    ):
        return None
    if number.start and text[number.start - 1].isascii() and text[number.start - 1].isalnum():
        return None
    kind: QuantityKind = "money" if _about_money(text, number, previous, words) else "count"
    unit = "元" if kind == "money" else None
    return Amount(
        number.start,
        number.end,
        number,
        kind,
        unit,
        None,
        number.value,
        number.low,
        number.high,
        inside=number.inside,
        flags=("unit_elided",),
    )


def _rate(text: str, number: Number, words: Wording) -> bool:
    """求人倍率为1.23: a decimal behind a word for a ratio."""
    if "." not in number.core or number.magnitude != ONE or not _DONE.match(text, number.end):
        return False
    return words.led_by_rate.search(text[max(0, number.start - 12) : number.start]) is not None


def _about_money(text: str, number: Number, previous: Quantity | None, words: Wording) -> bool:
    """Money stands right before it in the clause; or it is paired with a figure, and the sentence speaks of money."""
    before = text[max(0, number.start - _REACH) : number.start]
    clause = before[_last(_CLAUSE, before) :]
    if previous is not None and number.start - previous.end <= 1:
        sentence = before[_last(_SENTENCE, before) :]
        return words.money_or_verb.search(sentence) is not None
    near = clause[-9:]
    behind = _CLAUSE.split(text[number.end : number.end + 7], maxsplit=1)[0]
    if words.people.match(behind) is not None:
        return False
    if "万亿" in number.core or (
        "亿" in number.core and (words.great_money.search(near) or words.great_behind.search(behind))
    ):
        return True
    return bool(words.money_or_verb.search(near) or words.money.search(words.not_money.sub("", behind)))


def _last(pattern: re.Pattern[str], text: str) -> int:
    end = 0
    for match in pattern.finditer(text):
        end = match.end()
    return end
