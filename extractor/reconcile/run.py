"""Claims against submitted tables: sheets and facts in, items out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from extractor.grid import a1, letters
from extractor.reconcile.candidates import Candidates, Case
from extractor.reconcile.claims import claims_of
from extractor.reconcile.entries import entries_of
from extractor.reconcile.fitter import Fitter
from extractor.reconcile.guess import guess
from extractor.reconcile.item import Item, Problem
from extractor.reconcile.items import ItemMaker
from extractor.reconcile.mapping import mapped
from extractor.reconcile.match import Matcher
from extractor.reconcile.phrases import Lang, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.grid import Sheet
    from extractor.model import Fact
    from extractor.reconcile.entries import Entry
    from extractor.reconcile.labels import LabelReader
    from extractor.reconcile.layout import Layout
    from extractor.reconcile.mapping_file import Mapping


class Outcome(NamedTuple):
    """Everything one reconciliation says.  `notices` are worth knowing and no fault (a hidden sheet)."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    layouts: tuple[Layout, ...]


def reconcile_sheets(
    facts: Sequence[Fact],
    sheets: Sequence[Sheet],
    reader: LabelReader,
    *,
    mapping: Mapping | None = None,
    lang: Lang = "zh",
) -> Outcome:
    """One item for each submitted figure, in the tables' order, then one for each claim that none of them holds."""
    layouts, problems, notices = _layouts(sheets, reader, mapping, lang)
    entries: list[Entry] = []
    for sheet, layout in layouts:
        submission = entries_of(sheet, layout, reader, lang)
        entries += submission.entries
        problems += submission.problems
    claims = claims_of(facts, reader)
    fitter = Fitter(reader, _row_ids(entries))
    case = Case(entries, claims, fitter, Candidates(claims, fitter))
    items = ItemMaker(case, Matcher(case).matches(), lang).items()
    return Outcome(items, tuple(problems), tuple(notices), tuple(layout for _, layout in layouts))


def _layouts(
    sheets: Sequence[Sheet], reader: LabelReader, mapping: Mapping | None, lang: Lang
) -> tuple[list[tuple[Sheet, Layout]], list[Problem], list[Problem]]:
    found: list[tuple[Sheet, Layout]] = []
    problems: list[Problem] = []
    notices: list[Problem] = []
    named = set() if mapping is None else mapping.named(sheets)
    for sheet in sheets:
        if sheet.hidden and (sheet.source, sheet.name) not in named:
            notices.append(_note(sheet, "hidden_sheet", lang))
            continue
        notices += _hidden_parts(sheet, lang)
        guessed = guess(sheet, reader)
        layouts = guessed if mapping is None else mapped(mapping, sheet, guessed, reader)
        found += [(sheet, layout) for layout in layouts]
        if not guessed:
            problems += _without_figures(sheet, reader, lang)
            notices += [] if problems else [_note(sheet, "unmapped_sheet", lang)]
    if sheets and not found and not problems:
        problems.append(_note(sheets[0], "no_table", lang))
    return found, problems, notices


def _without_figures(sheet: Sheet, reader: LabelReader, lang: Lang) -> list[Problem]:
    """A table that should hold figures: a row of it names whose or what they are."""
    for place, cell in sorted(sheet.cells.items()):
        row = sum(1 for at in sheet.cells if at[0] == place[0])
        if row > 1 and reader.words.role(cell.text) in ("subject", "indicator"):
            return [msgspec.structs.replace(_note(sheet, "no_value_column", lang), cell=a1(*place))]
    return []


def _hidden_parts(sheet: Sheet, lang: Lang) -> list[Problem]:
    rows = [str(row) for row in sorted(sheet.hidden_rows) if any(row == place[0] for place in sheet.cells)]
    columns = [letters(c) for c in sorted(sheet.hidden_columns) if any(c == place[1] for place in sheet.cells)]
    parts = (("hidden_rows", rows), ("hidden_columns", columns))
    return [_note(sheet, key, lang, "、".join(names[:10])) for key, names in parts if names]


def _note(sheet: Sheet, key: str, lang: Lang, found: str = "") -> Problem:
    message = said(lang, key, found=found)
    return Problem(source=sheet.source, sheet=sheet.name, cell="", found=found, message=message)


def _row_ids(entries: Sequence[Entry]) -> frozenset[str]:
    rows = [entry for entry in entries if not entry.total and not entry.whole]
    return frozenset(s.id for entry in rows for s in entry.subjects[:1] if s.id is not None)
