"""A run folder in, everything its report shows out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.checks.once import check_once
from extractor.reconciliation import reconcile
from extractor.reports.contents import Report
from extractor.reports.load import load_run, load_unreadable
from extractor.rulebook.load import load_rules
from extractor.timeline.build import timeline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extractor.store.labels import Lang


def make_report(
    folder: Path,
    *,
    submitted: Sequence[Path] = (),
    mapping: Path | None = None,
    rules: Sequence[str] = (),
    lang: Lang = "zh",
) -> Report:
    """Read the run, check its facts against each other and against what was submitted, follow them over time."""
    book = load_rules(*rules)
    documents, facts, relations = load_run(folder)
    items = reconcile(facts, submitted, mapping=mapping, rules=book, lang=lang) if submitted else None
    return Report(
        documents=documents,
        facts=facts,
        findings=check_once(facts, relations, documents, book),
        items=items,
        problems=items.problems if items is not None else (),
        notices=items.notices if items is not None else (),
        series=timeline(facts, documents, rules=book),
        unreadable=load_unreadable(folder),
        rules={file.id: file for file in book.files},
        checks={rule.id: rule for rule in book.checks},
    )
