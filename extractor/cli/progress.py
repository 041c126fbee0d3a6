"""How a run goes, on standard error: a bar where that is a terminal, and a line for each file that cannot be read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

from extractor.cli.messages import Lang, error_line, say

if TYPE_CHECKING:
    from rich.progress import Progress, Task, TaskID
    from rich.text import Text

    from extractor.readers.refusal import UnreadableError


class Bar:
    """The bar: files read of all, how many a second, how long it will take; then the files that are written."""

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, files: int, current: int) -> None:
        """Show the bar where there is something to wait for."""
        if files - current < 2 or not sys.stderr.isatty():
            return
        self._bar = progress(self._lang)
        self._bar.start()
        self._task = self._bar.add_task(
            say(self._lang, "抽取", "extracting"), total=files, completed=current, rated=True
        )

    def read(self) -> None:
        """One more file is over."""
        self._advance()

    def refuse(self, refusal: UnreadableError) -> None:
        """Say which file could not be read, and why."""
        error_line(refusal.line(self._lang))

    def compare(self) -> None:
        """Show that reprints are looked for."""
        self._turn_to(say(self._lang, "查找转载", "finding reprints"), None)

    def finish(self, steps: int) -> None:
        """Show the bar of what is written."""
        self._turn_to(say(self._lang, "写出", "writing"), steps)

    def step(self) -> None:
        """One more piece is written."""
        self._advance()

    def _turn_to(self, doing: str, steps: int | None) -> None:
        """Another bar in place of this one; without `steps` nobody knows how long it takes."""
        if self._bar is not None and self._task is not None:
            self._bar.remove_task(self._task)
            self._task = self._bar.add_task(doing, total=steps)

    def _advance(self) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)


def progress(lang: Lang) -> Progress:
    """A bar with count, rate and remaining time, on standard error."""
    from rich.console import Console  # noqa: PLC0415  # only a terminal pays for it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class Rate(ProgressColumn):
        """Files a second."""

        def render(self, task: Task) -> Text:
            """The rate, once there is one."""
            speed = task.speed if task.fields.get("rated") else None
            return Text("" if speed is None else f"{speed:.1f} {say(lang, '份/秒', '/s')}", style="progress.data.speed")

    class Count(MofNCompleteColumn):
        """Done of all."""

        def render(self, task: Task) -> Text:
            """Nothing where nobody knows how many there are."""
            return Text("") if task.total is None else super().render(task)

    class Left(TimeRemainingColumn):
        """The time it will take."""

        def render(self, task: Task) -> Text:
            """Nothing where nobody knows."""
            return Text("") if task.total is None else Text(say(lang, "剩余 ", "left ")) + super().render(task)

    columns = (TextColumn("{task.description}"), BarColumn(), Count(), Rate(), Left())
    return Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
