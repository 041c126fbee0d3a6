"""From facts to series: grouped, dated, in order; the same facts in any order give the same series."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from extractor.timeline.gaps import gaps
from extractor.timeline.keys import Key, key_of, series_id
from extractor.timeline.names import Names, builtin_names
from extractor.timeline.sayings import Publications
from extractor.timeline.spans import settled
from extractor.timeline.values import DatedBy, Point, Series
from extractor.timeline.vintages import observations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from extractor.model import Document, Fact
    from extractor.rulebook.book import RuleBook
    from extractor.same_claim import ClaimWords
    from extractor.timeline.values import Saying

    Stretch = tuple[date | None, date | None]
    Stated = tuple[Fact, Saying]

# in the order that a reader looks for them; other stretches (P5Y) come last
FREQUENCIES = ("year", "half_year", "quarter", "month", "to_date", "as_of", "day", "since", "undated")


def timeline(
    facts: Iterable[Fact], documents: Iterable[Document] = (), *, rules: RuleBook | None = None
) -> tuple[Series, ...]:
    """The series that the facts form; registered indicators first, then by name.

    `documents` give publication dates, issuers, and the sentences; without them nothing can be told to be a later
    vintage, and periods that the text leaves open stay undated.  Attributes (1000M专线) describe things and form no
    series.  Every other fact is in exactly one series.  `rules`: the book whose names are known; else
    the built-in one.
    """
    publications = Publications(documents)
    names = builtin_names() if rules is None else Names(rules)
    groups: dict[Key, list[Stated]] = defaultdict(list)
    for fact in facts:
        if fact.role == "claim":
            saying = publications.saying(fact)
            speaker = publications.speaker(fact, names)
            groups[key_of(fact, saying.words_before, speaker, names)].append((fact, saying))
    found = [series for key, group in groups.items() for series in series_of(key, group, names)]
    return tuple(sorted(found, key=_place))


def series_of(key: Key, group: Sequence[Stated], names: Names) -> Iterator[Series]:
    """One series for each kind of reference period among the facts of one key."""
    kinds = settled({_stretch(fact) for fact, _ in group})
    by_kind: dict[str, list[Stated]] = defaultdict(list)
    for fact, saying in group:
        by_kind[kinds[_stretch(fact)]].append((fact, saying))
    for kind, stated in by_kind.items():
        yield _series(key, kind, stated, names)


def _stretch(fact: Fact) -> Stretch:
    return fact.period_start, fact.period_end


def _series(key: Key, kind: str, stated: Sequence[Stated], names: Names) -> Series:
    points = _points(stated, names.claims)
    # a target is for the year a plan names; nobody owes one for every year
    regular = key.status == "actual"
    dated = sorted({point.end for point in points if point.end is not None})
    named = [fact for fact, _ in stated]
    subject_id = key.subject.partition("@")[0]
    subject = names.name(subject_id)
    indicator_id = key.indicator if names.name(key.indicator) else None
    return Series(
        series_id=series_id(key, kind),
        indicator=_commonest(fact.indicator or fact.object or fact.action or fact.population for fact in named) or "",
        indicator_id=indicator_id,
        subject=subject or _commonest(fact.subject_name or fact.subject for fact in named),
        subject_id=subject_id if subject else min((fact.subject_id for fact in named if fact.subject_id), default=None),
        region=key.region,
        population=_commonest(fact.population for fact in named),
        statistic=key.statistic,
        kind=key.kind,
        unit=key.unit,
        measure=key.measure,
        change_base=key.change_base,
        prices=key.prices,
        status=key.status,
        frequency=kind,
        points=points,
        gaps=gaps(kind, dated) if regular else (),
    )


def _points(stated: Sequence[Stated], words: ClaimWords) -> tuple[Point, ...]:
    by_period: dict[tuple[date | None, date | None, DatedBy], list[Stated]] = defaultdict(list)
    for fact, saying in stated:
        end, dated_by = _end(fact, saying)
        by_period[fact.period_start, end, dated_by].append((fact, saying))
    points = [
        Point(
            start=start,
            end=end,
            dated_by=dated_by,
            observations=observations(group, dated=dated_by != "nothing", words=words),
        )
        for (start, end, dated_by), group in by_period.items()
    ]
    return tuple(sorted(points, key=_when))


def _end(fact: Fact, saying: Saying) -> tuple[date | None, DatedBy]:
    """Where the text names no end, the figure is as of the day it was announced."""
    if fact.period_end is not None:
        return fact.period_end, "period"
    return (saying.announced, "publication") if saying.announced is not None else (None, "nothing")


def _when(point: Point) -> tuple[str, str, str]:
    return (point.end.isoformat() if point.end else "9999", str(point.start or ""), point.dated_by)


def _commonest(names: Iterable[str | None]) -> str | None:
    counts = Counter(name for name in names if name)
    return min(counts, key=lambda name: (-counts[name], len(name), name)) if counts else None


def _place(series: Series) -> tuple[object, ...]:
    about = (series.indicator_id is None, series.indicator_id or series.indicator, series.subject or "")
    rank = FREQUENCIES.index(series.frequency) if series.frequency in FREQUENCIES else len(FREQUENCIES)
    kind = (series.status, series.measure != "level", rank, series.frequency, series.unit or "")
    return (*about, series.population or "", *kind, series.series_id)
