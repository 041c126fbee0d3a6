"""The facts of a run as a table in the terminal: `python -m extractor.cli.table RUN` (what `make demo` ends with)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from extractor.store.labels import code, header
from extractor.store.records import plain
from extractor.store.source import load_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Fact
    from extractor.store.labels import Lang

COLUMNS = ("quote", "subject", "indicator", "value", "unit", "period_end", "status")


def facts_table(facts: Sequence[Fact], lang: Lang) -> Table:
    """What a reader asks first of each fact, in reading order."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in COLUMNS:
        table.add_column(header(name, lang), justify="right" if name == "value" else "left", overflow="fold")
    for fact in facts:
        table.add_row(fact.quote, fact.subject or "", _about(fact), _amount(fact), fact.unit or "", *_when(fact, lang))
    return table


def _about(fact: Fact) -> str:
    """What is measured: the indicator, with the object, population or action that tell it apart."""
    parts = [part for part in (fact.population, fact.indicator, fact.object, fact.action) if part]
    said = [part for part in dict.fromkeys(parts) if not any(part in other and part != other for other in parts)]
    return " ".join(said)


def _amount(fact: Fact) -> str:
    if fact.value is not None:
        return plain(fact.value)
    ends = [plain(end) if end is not None else "" for end in (fact.value_low, fact.value_high)]
    return "–".join(ends) if any(ends) else ""


def _when(fact: Fact, lang: Lang) -> tuple[str, str]:
    end = fact.period_end.isoformat() if fact.period_end else ""
    return end, code("status", fact.status, lang)


def main(folder: Path) -> None:
    """Print the facts of a run folder."""
    Console().print(facts_table(load_run(folder).facts, "zh"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
