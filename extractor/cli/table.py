"""The facts of a run as a table in the terminal: `python -m extractor.cli.table RUN` (what `make demo` ends with)."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.table import Table

from extractor.store.labels import code, header
from extractor.store.records import plain
from extractor.store.source import load_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Fact
    from extractor.store.labels import Lang

COLUMNS = ("quote", "subject", "indicator", "change_direction", "value", "unit", "period_end", "status")
PIPED = 200  # columns
WHOLE = ("quote", "value", "period_end")  # never cut over two lines


def facts_table(facts: Sequence[Fact], lang: Lang) -> Table:
    """What a reader asks first of each fact, in reading order."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in COLUMNS:
        side: Literal["left", "right"] = "right" if name == "value" else "left"
        table.add_column(header(name, lang), justify=side, overflow="fold", no_wrap=name in WHOLE)
    for fact in facts:
        about = (fact.quote, fact.subject or "", _about(fact), _change(fact, lang))
        table.add_row(*about, _amount(fact), fact.unit or "", *_when(fact, lang))
    return table


def _change(fact: Fact, lang: Lang) -> str:
    """The direction and the base of a change; `''` for a level."""
    base = code("change_base", fact.change_base, lang) if fact.change_base else ""
    way = code("change_direction", fact.change_direction, lang) if fact.change_direction else ""
    return (f"{base}{way}" if lang == "zh" else f"{way} {base}".strip()) if way else ""


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
    """Print the facts of a run folder; a row is one line where no terminal says how wide it is."""
    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    Console(width=None if known else PIPED).print(facts_table(load_run(folder).facts, "zh"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
