"""What a run could not read, from its store or its list."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.store.source import stored_unreadable
from extractor.store.table_csv import FORMULA_STARTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractor.store.labels import Lang
    from extractor.store.source import Loaded


def load_unreadable(place: str | Path, run: Loaded, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    """Source, reason and explanation of each file that the run could not read; none where the list is missing."""
    if run.store is not None:
        return tuple((one.source, one.reason, one.explanation(lang)) for one in stored_unreadable(run.store))
    path = Path(place) / "unreadable.csv" if Path(place).is_dir() else Path(place).with_name("unreadable.csv")
    if not path.exists():
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (csv.Error, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: cannot be read ({error}); run extract again", f"{path}：读不了（{error}）；请重新运行 extract"
        ) from error
    return tuple((_cell(row, "source"), _cell(row, "reason"), _cell(row, "explanation")) for row in rows)


def _cell(row: Mapping[str, str | None], name: str) -> str:
    """A cell as it was before it was made safe for spreadsheets."""
    text = row.get(name) or ""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text
