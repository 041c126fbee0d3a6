"""A run in, everything its report shows out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from extractor.checks.once import check_once
from extractor.reconciliation import reconcile
from extractor.reports.contents import Report
from extractor.reports.reviewed import reviewed_facts
from extractor.rulebook.load import builtin_folder, builtin_rules, load_rules
from extractor.store.source import load_run
from extractor.store.unreadable import load_unreadable
from extractor.timeline.build import timeline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extractor.rulebook.book import RuleFile
    from extractor.store.labels import Lang


def make_report(
    place: str | Path,
    *,
    submitted: Sequence[Path] = (),
    mapping: Path | None = None,
    rules: Sequence[str] = (),
    lang: Lang = "zh",
) -> Report:
    """Read the run, check its facts against each other and against what was submitted, follow them over time."""
    own = load_rules(*rules) if rules else None
    book = own or builtin_rules()
    run = load_run(place, texts=True)
    documents = run.documents
    facts = reviewed_facts(str(place), run.facts, [document.doc_id for document in documents])
    items = reconcile(facts, submitted, mapping=mapping, rules=own, lang=lang) if submitted else None
    return Report(
        documents=documents,
        facts=facts,
        findings=check_once(facts, run.relations, documents, book),
        items=items,
        submitted=[str(path) for path in submitted],
        problems=items.problems if items is not None else (),
        notices=items.notices if items is not None else (),
        series=timeline(facts, documents, rules=own),
        unreadable=load_unreadable(place, run, lang),
        finished=run.finished,
        rules={file.id: _without_our_folder(file) for file in book.files},
        checks={rule.id: rule for rule in book.checks},
    )


def _without_our_folder(file: RuleFile) -> RuleFile:
    """A built-in rule by its place among the rules: where the program stands on a machine is nobody's business."""
    folder = builtin_folder()
    if not file.path.is_relative_to(folder):
        return file
    return replace(file, shown=f"rules/{file.path.relative_to(folder).as_posix()}")
