"""A run folder in, everything its report shows out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.checks import check
from extractor.reports.contents import Report
from extractor.reports.load import load_run, load_unreadable
from extractor.rulebook.load import load_rules
from extractor.timeline.build import timeline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def make_report(folder: Path, *, rules: Sequence[str] = ()) -> Report:
    """Read the run, check its facts against each other, and follow them over time."""
    book = load_rules(*rules)
    documents, facts, relations = load_run(folder)
    return Report(
        documents=documents,
        facts=facts,
        findings=check(facts, relations, rules=book),
        series=timeline(facts, documents, rules=book),
        unreadable=load_unreadable(folder),
        rules={file.id: file for file in book.files},
        checks={rule.id: rule for rule in book.checks},
    )
