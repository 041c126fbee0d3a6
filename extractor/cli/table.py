"""`extractor table`: the facts of a run as a table in the terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal

import typer

from extractor.cli.messages import LangOption, error_line, language, say
from extractor.cli.run_options import RunArgument, tell_unfinished
from extractor.cli.terminal import fitting, print_table, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from extractor.cli.messages import Lang
    from extractor.model import Fact

COLUMNS = ("quote", "subject", "indicator", "change_direction", "value", "unit", "period_end", "status")
NAMES = ("subject", "indicator")  # these give way where there is no room
NARROW = 100  # columns: below, a change stands behind its indicator


def show_table(facts: RunArgument, *, lang: LangOption = None) -> int:
    """Print the facts, of several documents a table each; the status is 1 where the run is not finished."""
    speech = language(lang)
    from extractor.store.source import load_run  # noqa: PLC0415

    run = load_run(facts)
    tell_unfinished(facts, speech, finished=run.finished)
    narrow = width() < NARROW
    documents = [list(facts) for _, facts in groupby(run.facts, key=lambda fact: fact.source)]
    for number, facts_of_one in enumerate(documents):
        if len(documents) > 1:
            typer.echo(f"{'' if number == 0 else chr(10)}{facts_of_one[0].source}")
        print_table(facts_table(facts_of_one, speech, narrow=narrow))
    if not documents:
        error_line(say(speech, f"{facts}：没有事实", f"{facts}: no facts"))
    return 0 if run.finished else 1


def facts_table(facts: Sequence[Fact], lang: Lang, *, narrow: bool) -> Table:
    """What a reader asks first of each fact, in reading order."""
    from rich.table import Table  # noqa: PLC0415

    from extractor.store.labels import title  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="bold")
    shown = [name for name in COLUMNS if not (narrow and name == "change_direction")]
    for name in shown:
        side: Literal["left", "right"] = "right" if name == "value" else "left"
        table.add_column(title(name, lang), justify=side, overflow="fold", no_wrap=name not in NAMES)
    for fact in facts:
        cells = _cells(fact, lang)
        if narrow:
            cells["indicator"] = f"{cells['indicator']} {cells['change_direction']}".strip()
        table.add_row(*(fitting(cells[name]) if name in NAMES else cells[name] for name in shown))
    return table


def _cells(fact: Fact, lang: Lang) -> dict[str, str]:
    """The words of a fact's row, by column."""
    from extractor.store.labels import code  # noqa: PLC0415

    return {
        "quote": fact.quote,
        "subject": fact.subject or "",
        "indicator": _about(fact),
        "change_direction": _change(fact, lang),
        "value": _amount(fact),
        "unit": fact.unit or "",
        "period_end": fact.period_end.isoformat() if fact.period_end else "",
        "status": code("status", fact.status, lang),
    }


def _change(fact: Fact, lang: Lang) -> str:
    """The direction and the base of a change; `''` for a level."""
    from extractor.store.labels import code  # noqa: PLC0415

    base = code("change_base", fact.change_base, lang) if fact.change_base else ""
    way = code("change_direction", fact.change_direction, lang) if fact.change_direction else ""
    return say(lang, f"{base}{way}", f"{way} {base}".strip()) if way else ""


def _about(fact: Fact) -> str:
    """What is measured: the indicator, with the object, population or action that tell it apart."""
    parts = [part for part in (fact.population, fact.indicator, fact.object, fact.action) if part]
    said = [part for part in dict.fromkeys(parts) if not any(part in other and part != other for other in parts)]
    return " ".join(said)


def _amount(fact: Fact) -> str:
    """The value in its unit, or the ends of a range."""
    from extractor.store.records import plain  # noqa: PLC0415

    if fact.value is not None:
        return plain(fact.value)
    ends = [plain(end) if end is not None else "" for end in (fact.value_low, fact.value_high)]
    return "–".join(ends) if any(ends) else ""
