"""The counts that summaries show, the same in workbook and pages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from extractor.reports.slots import open_flags

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractor.reports.contents import Report


def key_figures(report: Report, word: Callable[..., str]) -> list[tuple[str, int | str]]:
    """What a report is about, as pairs of name and value."""
    facts = report.facts
    checked = sum(1 for fact in facts if fact.fact_id in report.findings_by_fact)
    figures: list[tuple[str, int | str]] = [
        (word("documents"), len(report.documents)),
        (word("published"), published_range(report)),
        (word("facts"), len(facts)),
        (word("facts_actual"), sum(1 for fact in facts if fact.status == "actual" and fact.role == "claim")),
        (word("facts_target"), sum(1 for fact in facts if fact.status == "target" and fact.role == "claim")),
        (word("facts_attribute"), sum(1 for fact in facts if fact.role == "attribute")),
        (word("facts_flagged"), sum(1 for fact in facts if open_flags(fact))),
        (word("facts_checked"), checked),
        (word("findings"), len(report.findings)),
    ]
    if report.items is not None:
        figures.append((word("reconciliation"), len(report.concerned_items)))
    figures.append((word("unreadable"), len(report.unreadable)))
    return [(name, value) for name, value in figures if value != ""]


def published_range(report: Report) -> str:
    """The first and last publication date known."""
    days = sorted({document.published for document in report.documents if document.published is not None})
    if not days:
        return ""
    return days[0].isoformat() if len(days) == 1 else f"{days[0].isoformat()} – {days[-1].isoformat()}"


def by_check(report: Report) -> Sequence[tuple[str, int, int]]:
    """Each check with how many findings it gave and how many of them differ; the most differing first."""
    total = Counter(finding.check_id for finding in report.findings)
    differs = Counter(finding.check_id for finding in report.findings if finding.verdict == "differs")
    return sorted(
        ((check_id, number, differs[check_id]) for check_id, number in total.items()),
        key=lambda row: (-row[2], -row[1], row[0]),
    )
