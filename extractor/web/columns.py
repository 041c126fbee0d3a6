"""The figures of a run as columns of numbers: what a filter of the queue needs of each, whatever its document."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from extractor.web.figures import Row, Shown

    Numbers = NDArray[np.int64]
    Mask = NDArray[np.bool_]

DAY = 8  # digits of one


class Column(IntEnum):
    """What a column holds; `START` and `END` are of the sentence, in the text of all documents."""

    DOCUMENT = 0
    ORDINAL = auto()
    RANK = auto()
    STATE = auto()
    GREEN = auto()
    VERDICT = auto()
    STATUS = auto()
    SUBJECT = auto()
    INDICATOR = auto()
    OTHER = auto()
    FIRST = auto()
    LAST = auto()
    START = auto()
    END = auto()


NAMED = (Column.STATE, Column.VERDICT, Column.STATUS, Column.SUBJECT, Column.INDICATOR, Column.OTHER)


class Names:
    """Words that figures share, by number: a filter looks through each once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, words: Sequence[str | None], code: str | None = None) -> int:
        """The number of words in which one may search, and of a code that only a filter asks for."""
        named = "\n".join(one for one in words if one), code or ""
        return self._numbers.setdefault(named, len(self._numbers))

    def __iter__(self) -> Iterator[str]:
        """The words, by their numbers."""
        return (words for words, _ in self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def that(self, fits: Callable[[str, str], bool]) -> Mask:
        """Which of the numbers fit."""
        return np.fromiter((fits(*named) for named in self._numbers), np.bool_, len(self._numbers))


class Columns:
    """Makes the columns of one document's figures; codes, subjects, indicators and other words are numbered."""

    def __init__(self) -> None:
        self.names = {name: Names() for name in NAMED}

    def __call__(self, document: int, offset: int, shown: Shown) -> Numbers:
        """One line a column; `offset` is where the document's text begins in that of all."""
        lines = [self._line(document, offset, ordinal, row) for ordinal, row in enumerate(shown.rows)]
        return np.array(lines, np.int64).reshape(len(lines), len(Column)).T

    def _line(self, document: int, offset: int, ordinal: int, row: Row) -> tuple[int, ...]:
        fact, names = row.fact, self.names
        first, last = fact.period_start or fact.period_end, fact.period_end or fact.period_start
        return (
            document,
            ordinal,
            row.rank[0] * 1000 + max(row.rank[1], -999),
            names[Column.STATE].number((row.state,)),
            row.is_green,
            names[Column.VERDICT].number((row.verdict or "unchecked",)),
            names[Column.STATUS].number((fact.status,)),
            names[Column.SUBJECT].number((fact.subject, fact.subject_name), fact.subject_id),
            names[Column.INDICATOR].number((fact.indicator,), fact.indicator_id),
            names[Column.OTHER].number((fact.object, fact.action)),
            _as_number(first),
            _as_number(last),
            offset + min(fact.sentence_start, fact.start),
            offset + max(fact.sentence_end, fact.end),
        )


def _as_number(day: date | None) -> int:
    return day.year * 10_000 + day.month * 100 + day.day if day else 0
