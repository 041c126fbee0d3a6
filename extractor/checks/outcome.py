"""From a comparison to a finding: its arithmetic in the bulletin's own figures, and why a difference may be fair."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from extractor.model import Finding
from extractor.rulebook.book import ReasonRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.checks.intervals import Comparison, Interval
    from extractor.checks.view import View
    from extractor.model import Fact
    from extractor.rulebook.book import CheckRule

UNSEEN = ReasonRule(
    id="text-unseen",
    text="未提供原文，看不到口径说明，不能判断",
    english="the text is not given, so that a note on its basis cannot be seen",
)
SIGN = {"holds": "=", "within_rounding": "≈", "within_wording": "≈", "differs": "≠", "undecided": "?"}
FINER = 2  # places of a difference beyond those of the printed figure
MAGNITUDES = {"万亿": 10**12, "亿": 10**8, "万": 10**4}  # the longest first


def finding(  # noqa: PLR0913  # what a finding is made of
    check: CheckRule,
    printed: Fact,
    others: Sequence[Fact],
    compared: Comparison,
    computed: str,
    *,
    reason: ReasonRule | None = None,
) -> Finding:
    """The outcome: the printed figure, the sign of the verdict, and how the others make it (`computed`).

    A difference for which there is a fair reason is not decided.
    """
    verdict = "undecided" if compared.verdict == "differs" and reason is not None else compared.verdict
    given = reason if verdict == "undecided" or compared.verdict == "differs" else None
    return Finding(
        check_id=check.id,
        verdict=verdict,
        fact_ids=(printed.fact_id, *(fact.fact_id for fact in others)),
        arithmetic=f"{named(printed)} {SIGN[compared.verdict]} {computed}",
        difference=compared.difference,
        tolerance=compared.tolerance,
        explanation=given.text if given is not None else "",
        reason=given.id if given is not None else "",
        source=printed.source,
    )


def fair_reason(check: CheckRule, facts: Sequence[Fact], view: View) -> ReasonRule | None:
    """The first reason of the check that a sentence, the name of a measure, or a registered indicator gives.

    Where the text is not given, reasons that stand in it cannot be seen: that is a reason itself.
    """
    said = "".join(view.sentence(fact) for fact in facts)
    measures = "".join(f"{fact.subject or ''}{fact.indicator or ''}{fact.action or ''}\n" for fact in facts)
    indicators = {fact.indicator_id for fact in facts}
    if facts and not said:
        return UNSEEN
    for reason in check.reasons:
        if any(word in said for word in reason.words) or any(word in measures for word in reason.measures):
            return reason
        if not indicators.isdisjoint(reason.indicators):
            return reason
    return None


def named(fact: Fact) -> str:
    """The figure as quoted, with the body it is about."""
    return f"{fact.quote}（{fact.subject}）" if fact.subject else fact.quote


def shown(value: Decimal, computed: Interval, like: Fact) -> str:
    """A computed figure as the printed one would be, one digit finer, with the ends that rounding allows."""
    places = decimals(like) + 1
    text = as_printed(rounded(value, places, like), like)
    if computed.low is None or computed.high is None or computed.low == computed.high:
        return text
    ends = [as_printed(rounded(end, places, like), like) for end in (computed.low, computed.high)]
    return text if ends[0] == ends[1] else f"{text}（{ends[0]} … {ends[1]}）"


def rounded(value: Decimal, places: int, like: Fact) -> Decimal:
    """The value to so many places of the magnitude that `like` is printed in."""
    step = magnitude(like)[1]
    return (value / step).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN) * step


def gap(value: Decimal, like: Fact) -> Decimal:
    """A difference as it is shown: two places finer than the figure it is held against."""
    return rounded(value, decimals(like) + FINER, like)


def apart(value: Decimal | None, like: Fact | None, points: str = "个百分点") -> str:
    """A difference in the magnitude and unit of the figure; percentages are points apart, `points` is their word."""
    if value is None or like is None:
        return as_printed(value, like)
    text = as_printed(gap(value, like), like)
    return text.removesuffix("%") + points if like.unit == "%" else text


def magnitude(fact: Fact) -> tuple[str, int]:
    """The word that scales the printed figure, and what it is worth: 万 and 10000 of 8652.4万元."""
    return next(((word, step) for word, step in MAGNITUDES.items() if word in fact.quote), ("", 1))


def decimals(fact: Fact) -> int:
    """The places behind the point as printed."""
    digits = fact.quote.partition(".")[2]
    return len(digits) - len(digits.lstrip("0123456789"))


def as_printed(value: Decimal | None, fact: Fact | None) -> str:
    """The value in the magnitude and unit that the fact is printed in: 1000 beside 8652.4万元 is 0.1万元."""
    if value is None or fact is None:
        return "" if value is None else _plain(value)
    word, step = magnitude(fact)
    return f"{_plain(value / step)}{word}{fact.unit or ''}"


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
