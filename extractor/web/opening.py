"""A run in, its desk out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.figures.text import quantities
from extractor.reconciliation import reconcile
from extractor.review.apply import apply_decisions
from extractor.rulebook.load import load_rules
from extractor.store.decided import decisions_of
from extractor.store.source import load_run, store_of
from extractor.web.desk import Desk
from extractor.web.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.store.labels import Lang


def open_desk(  # noqa: PLR0913  # what a call of `review` may say
    run: str,
    *,
    reviewer: str,
    lang: Lang = "zh",
    rules: Sequence[str] = (),
    submitted: Sequence[Path] = (),
    mapping: Path | None = None,
) -> Desk:
    """The desk of a run folder or a store; `UsageError` for a run without a store to keep decisions in."""
    store = store_of(run)
    if store is None:
        raise UsageError(
            f"{run}: no store in it to keep decisions in; give a folder that extract wrote, or its store",
            f"{run}：里面没有可记下结论的存储；请给出 extract 的输出目录或其存储",
        )
    loaded = load_run(run)
    book = load_rules(*rules)
    journal = Journal(store)
    quantities("1元")  # reads its rules now, not when the first figure is added
    book.named("")  # same
    items = None
    if submitted:
        facts = apply_decisions(loaded.facts, decisions_of(store), {one.doc_id for one in loaded.documents}).facts
        items = reconcile(facts, submitted, mapping=mapping, rules=book, lang=lang)
    desk = Desk(loaded, book, journal, lang=lang, items=items, reviewer=reviewer)
    desk.rule_folders = tuple(Path(folder) for folder in rules)
    return desk
