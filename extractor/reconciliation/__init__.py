"""Reconciliation for callers: paths and data frames in, items out; an edge around the core `extractor.reconcile`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.readers.tables import read_submitted
from extractor.reconcile.labels import LabelReader
from extractor.reconcile.mapping_file import Mapping, load_mapping
from extractor.reconcile.run import Outcome, reconcile_sheets
from extractor.rulebook.load import builtin_rules

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    import pandas as pd

    from extractor.model import Fact
    from extractor.reconcile.item import Item, Problem
    from extractor.reconcile.phrases import Lang
    from extractor.rulebook.book import RuleBook


class Items(tuple["Item", ...]):  # noqa: SLOT001  # a tuple that knows more cannot have slots
    """The items; `problems` are the cells that could not be read, `notices` what else to know of the tables."""

    outcome: Outcome

    @classmethod
    def of(cls, outcome: Outcome) -> Items:
        """The items of an outcome."""
        made = cls(outcome.items)
        made.outcome = outcome
        return made

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read: where, what was found, what to do."""
        return self.outcome.problems

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What is no fault and worth knowing: a hidden sheet."""
        return self.outcome.notices

    def to_frame(self) -> pd.DataFrame:
        """The items as a pandas table."""
        from extractor.reconciliation.frame import items_to_frame  # noqa: PLC0415  # only who asks for it pays for pandas

        return items_to_frame(self)


def reconcile(
    facts: Iterable[Fact],
    submitted: Any,  # noqa: ANN401  # a path, a pandas frame, or several of them
    *,
    mapping: str | os.PathLike[str] | Mapping | None = None,
    rules: RuleBook | None = None,
    lang: Lang = "zh",
) -> Items:
    """Items: one for each submitted figure, then one for each claim that no table holds.

    `submitted` is a path (.xlsx .csv .tsv), a pandas data frame, or several.  `mapping` is a file of `--write-mapping`,
    corrected; without one the layout is guessed.  `ReadError` for a table that cannot be read, `UsageError` for a wrong
    mapping.  A cell that cannot be read loses no other: `.problems` lists them.
    """
    known = load_mapping(Path(mapping)) if mapping is not None and not isinstance(mapping, Mapping) else mapping
    sheets = read_submitted(submitted)
    reader = _builtin_reader() if rules is None else LabelReader(rules)
    return Items.of(reconcile_sheets(tuple(facts), sheets, reader, mapping=known, lang=lang))


@cache
def _builtin_reader() -> LabelReader:
    """The reader of labels by the built-in rules; made once a process."""
    return LabelReader(builtin_rules())
