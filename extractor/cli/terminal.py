"""Tables on a terminal, no wider than it is, and for other programs: there no row takes two lines."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

PIPED = 120  # columns


def on_terminal() -> bool:
    """Whether somebody sees what is printed as it is printed."""
    return sys.stdout.isatty()


def width() -> int:
    """How many columns there are; COLUMNS has the last word."""
    from rich.console import Console  # noqa: PLC0415

    return Console(width=None if on_terminal() or os.environ.get("COLUMNS", "").isdigit() else PIPED).width


def fitting(name: str) -> Text:
    """A name that takes more lines on a terminal where there is no room, and is cut (…) where it is piped."""
    from rich.text import Text  # noqa: PLC0415

    return Text(name) if on_terminal() else Text(name, no_wrap=True, overflow="ellipsis")


def print_table(table: Table) -> None:
    """Print it, without blanks at the ends of lines."""
    from rich.console import Console  # noqa: PLC0415

    console = Console(width=width(), highlight=False, markup=False)
    with console.capture() as printed:
        console.print(table)
    typer.echo("\n".join(line.rstrip() for line in printed.get().splitlines()))
