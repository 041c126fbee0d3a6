"""Which facts belong to one series."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from extractor.timeline.names import name_key
from extractor.timeline.spans import frequency

if TYPE_CHECKING:
    from datetime import date

    from extractor.model import Fact, QuantityKind, Status
    from extractor.timeline.names import Names
    from extractor.timeline.values import Measure

# 扣除价格因素，比上年实际增长9.6%
REAL_GROWTH = re.compile(r"实际(?:增长|增加|提高|上升|下降|减少|回落)了?[约近超]?$")
ISO_PARTS = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?$")


class Key(NamedTuple):
    """What all facts of a series share, but for the kind of reference period."""

    indicator: str
    subject: str
    region: str | None
    population: str
    statistic: str | None
    kind: QuantityKind
    unit: str | None
    measure: Measure
    change_base: str | None
    prices: Literal["constant"] | None
    status: Status
    since: date | None  # totals from that day on are no series with those from another


def key_of(fact: Fact, words_before: str, speaker: str, names: Names) -> Key:
    """The key of a fact that `speaker` stated behind those words of its sentence.

    Registered names go by their id, others by their letters alone.
    """
    measure: Measure = "level" if fact.change_direction is None else "change"
    subject = names.subject(fact, speaker)
    return Key(
        indicator=names.indicator(fact),
        subject=subject,
        region=names.region(fact, subject),
        population=name_key(fact.population),
        statistic=_statistic(fact),
        kind=fact.kind,
        unit=fact.unit,
        measure=measure,
        change_base=base_of(fact) if measure == "change" else None,
        prices="constant" if measure == "change" and REAL_GROWTH.search(words_before) else None,
        status=fact.status,
        since=fact.period_start if fact.period_end is None else None,
    )


def series_id(key: Key, kind_of_period: str) -> str:
    """Twelve hex digits that are the same for the same series everywhere."""
    parts = "\x1f".join("" if part is None else str(part) for part in (*key, kind_of_period))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _statistic(fact: Fact) -> str | None:
    """A total over a whole named stretch is the stretch's figure: 1—5月累计 and 上半年 are one series."""
    stretch = frequency(fact.period_start, fact.period_end)
    whole = stretch in {"to_date", "quarter", "half_year", "year", "since"} or stretch.startswith("P")
    return None if whole and fact.statistic == "cumulative" else fact.statistic


def base_of(fact: Fact) -> str | None:
    """The base of a change relative to its period where it can be told: `2019` is `yoy` to the year 2020.

    A level at the end of last year (比上年末, 比年初) is `previous_year_end`, which at a year's end is `yoy`.
    """
    parts = ISO_PARTS.match(fact.change_base or "")
    if parts is None or fact.period_end is None:
        return fact.change_base
    year, month = int(parts[1]), parts[2]
    if year != fact.period_end.year - 1:
        return fact.change_base
    if month is None:
        return "yoy" if frequency(fact.period_start, fact.period_end) == "year" else fact.change_base
    if month == "12":
        return "yoy" if fact.period_end.month == 12 else "previous_year_end"
    return "yoy" if int(month) == fact.period_end.month else fact.change_base
