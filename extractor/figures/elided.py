"""Numbers whose unit is left unsaid: 门磁近4.3万, 71起、325.03万, 倍率为1.23."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.figures.amounts import Amount
from extractor.figures.numbers import ONE, Number
from extractor.figures.wording import MONEY_NOUNS, MONEY_VERBS, RATE_NOUNS, RATE_VERBS
from extractor.figures.marks import LARGE

if TYPE_CHECKING:
    from extractor.model import Quantity, QuantityKind

_LED_BY_RATE = re.compile(rf"(?:{'|'.join(RATE_NOUNS)})(?:{'|'.join(sorted(RATE_VERBS, key=len, reverse=True))})$")
_DONE = re.compile(r"[，。、；：,;)）\s]|$")
_GOES_ON = re.compile(r"[A-Za-z0-9%‰°:：/.\-+×]|级|分之|号|版|里|次方|[年月日]")
_CLAUSE = re.compile(r"[，。；;！？\n：]")
_SENTENCE = re.compile(r"[。；;！？\n]")
_REACH = 60


def elided(text: str, number: Number, previous: Quantity | None, *, modified: bool) -> Amount | None:
    """The amount of a number that has no unit at all; `None` where it is no figure."""
    if _rate(text, number):
        return Amount(number.start, number.end, number, "rate", None, None, number.value, inside=number.inside)
    if (
        not any(mark in LARGE for mark in number.core)
        or (number.bare_step and not modified)
        or _GOES_ON.match(text, number.end)
    ):
        return None
    if number.start and text[number.start - 1].isascii() and text[number.start - 1].isalnum():
        return None
    kind: QuantityKind = "money" if _about_money(text, number, previous) else "count"
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


def _rate(text: str, number: Number) -> bool:
    """求人倍率为1.23: a decimal behind a word for a ratio."""
    if "." not in number.core or number.magnitude != ONE or not _DONE.match(text, number.end):
        return False
    return _LED_BY_RATE.search(text[max(0, number.start - 12) : number.start]) is not None


def _about_money(text: str, number: Number, previous: Quantity | None) -> bool:
    """Money stands right before it in the clause; or it is paired with a figure, and the sentence speaks of money."""
    before = text[max(0, number.start - _REACH) : number.start]
    clause = before[_last(_CLAUSE, before) :]
    if previous is not None and number.start - previous.end <= 1:
        sentence = before[_last(_SENTENCE, before) :]
        return any(noun in sentence for noun in (*MONEY_NOUNS, *MONEY_VERBS))
    near = clause[-9:]
    behind = _CLAUSE.split(text[number.end : number.end + 7], maxsplit=1)[0]
    return any(noun in near or noun in behind for noun in MONEY_NOUNS) or any(verb in near for verb in MONEY_VERBS)


def _last(pattern: re.Pattern[str], text: str) -> int:
    end = 0
    for match in pattern.finditer(text):
        end = match.end()
    return end
