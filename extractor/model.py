"""The values every stage passes on: documents, mentions, quantities, periods, facts, findings.

Imports nothing of ours.  Everything is frozen.  Offsets are half-open Unicode code points of the
document's text as read.  Numbers are `Decimal`, scaled to the unit (80.8万家 is 808000 家, 267.57万元 is 2675700 元).
"""

from __future__ import annotations

import builtins  # noqa: TC003  # a field of Fact hides `object`
import hashlib
from datetime import date  # noqa: TC003  # msgspec resolves the annotations when the class is built
from decimal import Decimal  # noqa: TC003
from functools import cached_property
from typing import Literal, get_args

import msgspec

QuantityKind = Literal["count", "money", "percent", "point", "multiple", "rank", "rate", "measure"]
Modifier = Literal["over", "nearly", "about", "at_most", "at_least", "several"]
Direction = Literal["up", "down", "flat"]
Status = Literal["actual", "target"]
Role = Literal["claim", "attribute"]
MentionKind = Literal["organisation", "region", "indicator", "population", "action", "cue"]
RelationKind = Literal["part_of", "includes", "remainder_of", "share_of", "change_of", "same_as", "average_of"]
Verdict = Literal["holds", "within_rounding", "within_wording", "differs", "undecided"]

QUANTITY_KINDS: tuple[str, ...] = get_args(QuantityKind)


class PageSpan(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One page of the original: `number` counts from 1; `ocr` where its text was recognised from a picture."""

    number: int
    start: int
    end: int
    ocr: bool = False


class CellSpan(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One table cell that holds text, at `start:end`.

    `table` counts the document's tables from 1; `row` and `column` count from 1 within the table, in a spreadsheet
    within the `sheet` (C14 is row 14, column 3).  `rows` and `columns` are the extent of a merged cell.  `unit` is
    what the table's header, corner or caption states for this figure, in its own words: `万元`; `None` where it
    states nothing.
    """

    table: int
    row: int
    column: int
    start: int
    end: int
    sheet: str | None = None
    rows: int = 1
    columns: int = 1
    unit: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One text with what is known about it.  `published` is "today" for 去年 and 前三季度.

    `pages` and `cells` are spans of `text`, in reading order, where the format has them; `reprint_of` is the
    `doc_id` of the earliest document that carried this text.
    """

    text: str
    source: str = ""
    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    published: date | None = None
    encoding: str | None = None
    reprint_of: str | None = None
    pages: tuple[PageSpan, ...] = ()
    cells: tuple[CellSpan, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Hash of the text as UTF-8; lone surrogates are kept apart, not refused."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def doc_id(self) -> str:
        """Stable id of the content: the first sixteen hex digits of its hash."""
        return self.sha256[:16]


class Mention(msgspec.Struct, frozen=True):
    """A registered name or cue word at a place in the text."""

    start: int
    end: int
    quote: str
    kind: MentionKind
    entry_id: str  # the register entry: `zhejiang-telecom`, `gdp`, or the cue class: `target`
    rule_id: str  # the rule file it stands in


class Quantity(msgspec.Struct, frozen=True):
    """A number with its unit, as written at `start:end`; see docs/reference for the slots."""

    start: int
    end: int
    quote: str
    kind: QuantityKind
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    unit: str | None
    modifier: Modifier | None = None
    role: Role = "claim"
    flags: tuple[str, ...] = ()  # `vague`, `range`, `unit_elided`, `spelt_out`
    rule_id: str | None = None  # the unit's rule file


class Period(msgspec.Struct, frozen=True):
    """A date or stretch of time; both ends inclusive, `None` where open (截至…: the start is open)."""

    start: int
    end: int
    quote: str
    period_start: date | None
    period_end: date | None


class Evidence(msgspec.Struct, frozen=True):
    """Where one slot of a fact was read: `slot` is the fact's column name."""

    slot: str
    start: int
    end: int


SUBJECT_INHERITED, SUBJECT_ASSUMED = "subject_inherited", "subject_assumed"


class Fact(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One quantity that a document states, with what it is a statement about.

    The columns are those of the fact record.  Two facts are equal when they state the same: place, document and
    evidence take no part.
    """

    fact_id: str
    doc_id: str
    source: str
    start: int
    end: int
    quote: str
    kind: QuantityKind
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    unit: str | None
    modifier: Modifier | None = None
    subject: str | None = None
    subject_id: str | None = None
    subject_name: str | None = None
    region: str | None = None
    indicator: str | None = None
    indicator_id: str | None = None
    action: str | None = None
    object: str | None = None
    population: str | None = None
    statistic: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    period_text: str | None = None
    change_direction: Direction | None = None
    change_base: str | None = None
    status: Status = "actual"
    role: Role = "claim"
    sentence_start: int = 0
    sentence_end: int = 0
    rule_id: str = ""
    flags: tuple[str, ...] = ()

    @property
    def statement(self) -> tuple[builtins.object, ...]:
        """What is claimed, without where it stands."""
        return tuple(getattr(self, name) for name in STATEMENT_COLUMNS)

    @property
    def borrows_subject(self) -> bool:
        """Whether its own sentence does not name the subject: it was named earlier, or the text names none."""
        return SUBJECT_INHERITED in self.flags or SUBJECT_ASSUMED in self.flags

    def __eq__(self, other: builtins.object) -> bool:
        return isinstance(other, Fact) and self.statement == other.statement

    def __hash__(self) -> int:
        return hash(self.statement)


FACT_COLUMNS: tuple[str, ...] = Fact.__struct_fields__
EVIDENCE_COLUMNS = frozenset(
    {
        "fact_id",
        "doc_id",
        "source",
        "start",
        "end",
        "quote",
        "sentence_start",
        "sentence_end",
        "rule_id",
        "flags",
        "period_text",
    },
)
STATEMENT_COLUMNS: tuple[str, ...] = tuple(name for name in FACT_COLUMNS if name not in EVIDENCE_COLUMNS)


class Relation(msgspec.Struct, frozen=True):
    """`fact_id` is, for example, `part_of` `target_id`; `rule_id` says who found it."""

    fact_id: str
    relation: RelationKind
    target_id: str
    rule_id: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of one check on one set of facts, with the arithmetic a person can redo.

    `difference` is what is printed minus what the others make of it, in the first fact's unit; `tolerance` is the
    widest difference that rounding and wording explain.
    """

    check_id: str
    verdict: Verdict
    fact_ids: tuple[str, ...]
    arithmetic: str
    difference: Decimal | None = None
    tolerance: Decimal | None = None
    explanation: str = ""
    source: str = ""
    reason: str = ""  # id of the check's reason that `explanation` words: `constant-prices`
    lines: tuple[int, ...] = ()  # of a table: where its rows stand in the document, from 1
