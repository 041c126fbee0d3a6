"""What a timeline is made of: series, their reference periods, the observations of each, and the gaps between.

The words are those of SDMX: an *observation* is a figure for a *reference period*; a *vintage* is what was held to be
true of that period from one publication on, until a later publication restated it.  Everything is frozen; numbers are
`Decimal` in the fact's unit, dates are inclusive at both ends.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003  # msgspec resolves the annotations when the class is built
from decimal import Decimal  # noqa: TC003
from typing import Literal

import msgspec

from extractor.model import Direction, Modifier, QuantityKind, Status  # noqa: TC001  # same

Measure = Literal["level", "change"]
Standing = Literal["first", "agrees", "revises", "conflicts", "beside", "before", "undecided"]
DatedBy = Literal["period", "publication", "nothing"]


class Saying(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One place that states an observation.

    `start:end` is the figure, `sentence_start` where `sentence` begins; both count in the document's text.  `announced`
    is the publication date of the original where the document is a reprint, else its own.
    """

    fact_id: str
    doc_id: str
    source: str
    start: int
    end: int
    quote: str
    sentence: str = ""
    sentence_start: int = 0
    published: date | None = None
    announced: date | None = None
    issuer: str | None = None
    title: str | None = None
    reprint_of: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def words_before(self) -> str:
        """The sentence up to the figure."""
        return self.sentence[: self.start - self.sentence_start]

    @property
    def words_behind(self) -> str:
        """The sentence behind the figure."""
        return self.sentence[self.end - self.sentence_start :]


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """One statement about one reference period, however often it was printed; the earliest printing comes first.

    Of a change, `value`, `value_low` and `value_high` carry its sign: 下降5.6% is -5.6.  `vintage` counts from 1.
    `standing` is how the statement stands to what was known of the period when it was announced:

    - `first`: nothing was;
    - `agrees`: rounding or wording allow both (超4.2万亿 and 4.2万亿), the vintage stays;
    - `revises`: announced on a later day, and no value satisfies both: a new vintage;
    - `conflicts`: announced on the same day (or nobody knows when), and no value satisfies both;
    - `beside`: another figure, but the words do not say that it is of the same thing: it stands in the same sentence
      or document, is a part (其中), inherits its indicator, is worded otherwise, or counts what can happen again in
      its period (举办培训); it is shown and not compared;
    - `before`: the level that a change starts from (由33%提高到52%), whose own date the text does not say;
    - `undecided`: the wording leaves no figure to compare (数百).
    """

    period_start: date | None
    period_end: date | None
    period_text: str | None
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    modifier: Modifier | None
    direction: Direction | None
    quote: str
    said: tuple[Saying, ...]
    vintage: int = 1
    standing: Standing = "first"

    @property
    def fact_id(self) -> str:
        """The fact that stated it first."""
        return self.said[0].fact_id

    @property
    def doc_id(self) -> str:
        """The document that stated it first."""
        return self.said[0].doc_id

    @property
    def source(self) -> str:
        """Where that document was read from."""
        return self.said[0].source

    @property
    def published(self) -> date | None:
        """When that document was published."""
        return self.said[0].published


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A reference period and all that was said of it, in the order of announcement.

    `start` is `None` where the figure stands for a day (截至…) or nothing tells; `end` is `None` where nothing tells a
    date.  `dated_by` says whether the text gave the end, or the publication date had to.
    """

    start: date | None
    end: date | None
    dated_by: DatedBy
    observations: tuple[Observation, ...]

    @property
    def latest(self) -> Observation:
        """What holds today: the first statement of the last vintage."""
        held = [observation for observation in self.observations if observation.standing in {"first", "revises"}]
        return held[-1]


class Gap(msgspec.Struct, frozen=True):
    """Reference periods that a regular series leaves out: `missing` periods from `start` to `end`."""

    start: date
    end: date
    missing: int


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator of one subject over time: everything in it can be compared.

    `series_id` is a hash of what makes the series: stable between runs and machines.  `frequency` is `as_of` (截至…),
    `day`, `month`, `quarter`, `half_year`, `year`, `to_date` (from 1 January on: 1—5月), `since` (from another day on),
    an ISO 8601 duration for other stretches (`P5Y`, `P7D`), or `undated`.  `change_base` is `yoy`, `mom`,
    `previous_year_end`, or an ISO year, month or day; `None` on a level, and on a change whose base nobody names.
    `prices` is `constant` where the words before the figure say so (实际增长): real growth is no nominal growth.
    """

    series_id: str
    indicator: str
    indicator_id: str | None
    subject: str | None
    subject_id: str | None
    region: str | None
    population: str | None
    statistic: str | None
    kind: QuantityKind
    unit: str | None
    measure: Measure
    change_base: str | None
    prices: Literal["constant"] | None
    status: Status
    frequency: str
    points: tuple[Point, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Every observation, by reference period, then by announcement."""
        return tuple(observation for point in self.points for observation in point.observations)
