"""`extractor timeline`: the facts of a run as series over time."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.messages import Lang, LangOption, RulesOption, error_line, help_text, language, say
from extractor.cli.run_options import RunArgument, demand_folder, demand_known, tell_unfinished
from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from extractor.timeline.values import Series

FORMATS = ("text", "csv", "ics", "timelinejs", "html")
FILES = {
    "text": "timeline.txt",
    "csv": "timeline.csv",
    "ics": "timeline.ics",
    "timelinejs": "timeline.json",
    "html": "timeline.html",
}


def show_timeline(  # noqa: PLR0913  # one parameter an option
    facts: RunArgument,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help=help_text("输出目录；不给则把文本打印到屏幕", "folder to write; without it the text is printed"),
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar=",".join(FORMATS),
            help=help_text(
                "输出格式，逗号分隔（有 --output 时默认全部）", "formats, comma-separated (default all with --output)"
            ),
        ),
    ] = None,
    indicator: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help=help_text(
                "只要此指标：代码，或名称中的字（可重复）", "this indicator only: id, or part of its name (repeatable)"
            ),
        ),
    ] = None,
    subject: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help=help_text(
                "只要此主体：代码，或名称中的字（可重复）", "this subject only: id, or part of its name (repeatable)"
            ),
        ),
    ] = None,
    min_points: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help=help_text(
                "至少有 N 个时点的序列（默认 2；指定指标或主体时为 1）",
                "series with at least N reference periods (default 2; 1 with --indicator or --subject)",
            ),
        ),
    ] = None,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Show or write the series; the status is 1 where documents contradict each other, or the run is not finished."""
    speech = language(lang)
    from extractor.timeline.telling import LEAST, tells  # noqa: PLC0415  # takes the values with it

    chosen = parse_formats(formats, output)
    every, finished = _load(facts, rules, speech)
    fitting = choose(every, indicator or (), subject or ())
    least = min_points or (1 if indicator or subject else LEAST)
    series = [one for one in fitting if tells(one, least)]
    if output is None:
        from extractor.reports.timeline_text import timeline_text  # noqa: PLC0415

        sys.stdout.write(timeline_text(series, speech))
        sys.stdout.flush()
    else:
        _write(output, chosen, series, speech)
    error_line(_summary(series, len(fitting), least, output, speech))
    conflicts = any(observation.standing == "conflicts" for one in series for observation in one.observations)
    return 1 if conflicts or not finished else 0


def parse_formats(formats: str | None, output: Path | None) -> tuple[str, ...]:
    """The formats asked for, each once; `UsageError` for an unknown one, or for a file without a folder for it."""
    demand_folder(output)
    names = [name.strip() for name in (formats or ("text" if output is None else ",".join(FORMATS))).split(",")]
    for name in names:
        demand_known(name, FORMATS, option="--format", of="format of timeline")
        if output is None and name != "text":
            raise UsageError(
                f"--format {name}: needs a folder to write {FILES[name]} to; give --output DIR",
                f"--format {name}：{FILES[name]} 要写入目录；请加 --output DIR",
            )
    return tuple(dict.fromkeys(names))


def _load(facts: str, rules: Sequence[str] | None, lang: Lang) -> tuple[tuple[Series, ...], bool]:
    """The series, and whether the run came to its end."""
    from extractor.reports.reviewed import reviewed_facts  # noqa: PLC0415
    from extractor.rulebook.load import load_rules  # noqa: PLC0415
    from extractor.store.source import load_run  # noqa: PLC0415
    from extractor.timeline.build import timeline  # noqa: PLC0415

    run = load_run(facts)
    tell_unfinished(facts, lang, finished=run.finished)
    stated = reviewed_facts(facts, run.facts, [document.doc_id for document in run.documents])
    return timeline(stated, run.documents, rules=load_rules(*rules) if rules else None), run.finished


def choose(series: Sequence[Series], indicators: Sequence[str], subjects: Sequence[str]) -> list[Series]:
    """The series of the indicators and the subjects asked for; `UsageError` where a name fits none."""
    kept = list(series)
    for option, names, of in (
        ("--indicator", indicators, _indicator),
        ("--subject", subjects, _subject),
    ):
        if names:
            _demand(option, names, series, of)
            kept = [one for one in kept if any(_fits(name, of(one)) for name in names)]
    if not kept and indicators and subjects:
        asked = f"--indicator {', '.join(indicators)} --subject {', '.join(subjects)}"
        raise UsageError(
            f"{asked}: no series has both; leave one out to see what there is",
            f"{asked}：没有同时符合的序列；请去掉其中一个，看看有哪些",
        )
    return kept


def _indicator(series: Series) -> tuple[str | None, str | None]:
    return series.indicator_id, series.indicator


def _subject(series: Series) -> tuple[str | None, str | None]:
    return series.subject_id, series.subject


def _demand(
    option: str,
    names: Iterable[str],
    series: Sequence[Series],
    of: Callable[[Series], tuple[str | None, str | None]],
) -> None:
    for name in names:
        if not any(_fits(name, of(one)) for one in series):
            known = sorted({word for one in series for word in of(one) if word})
            near = get_close_matches(name, known, n=3)
            hint = f"did you mean {', '.join(near)}?" if near else "leave it out to see all series"
            zh = f"是不是 {'、'.join(near)}？" if near else "去掉此选项可列出全部序列"
            raise UsageError(
                f"{option}: '{name}' names no series of these facts; {hint}",
                f"{option}：这些事实中没有 '{name}' 的序列；{zh}",
            )


def _fits(name: str, words: tuple[str | None, str | None]) -> bool:
    """A registered id as it stands, or a part of the name."""
    registered, written = words
    return name == registered or name in (written or "")


def _write(folder: Path, formats: Iterable[str], series: Sequence[Series], lang: Lang) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in formats:
        _write_one(name, folder / FILES[name], series, lang)


def _write_one(name: str, path: Path, series: Sequence[Series], lang: Lang) -> None:
    """Write one format; each writer is imported when it is wanted."""
    if name == "text":
        from extractor.reports.timeline_text import write_timeline_text  # noqa: PLC0415

        write_timeline_text(path, series, lang)
    elif name == "csv":
        from extractor.reports.timeline_csv import write_timeline_csv  # noqa: PLC0415

        write_timeline_csv(path, series)
    elif name == "ics":
        from extractor.reports.timeline_ics import write_timeline_ics  # noqa: PLC0415

        write_timeline_ics(path, series, lang)
    elif name == "timelinejs":
        from extractor.reports.timeline_js import write_timeline_js  # noqa: PLC0415

        write_timeline_js(path, series, lang)
    else:
        from extractor.reports.timeline_page import write_timeline_page  # noqa: PLC0415

        write_timeline_page(path, series, lang)


def _summary(series: Sequence[Series], fitting: int, least: int, folder: Path | None, lang: Lang) -> str:
    standings = [observation.standing for one in series for observation in one.observations]
    restated, conflicting = standings.count("revises"), standings.count("conflicts")
    gaps = sum(gap.missing for one in series for gap in one.gaps)
    line = say(
        lang,
        f"序列 {len(series)} 个，观测值 {len(standings)} 个，修订 {restated} 处，说法不一 {conflicting} 处，"
        f"缺 {gaps} 期",
        f"series {len(series)}, observations {len(standings)}, restated {restated}, conflicting {conflicting}, "
        f"periods missing {gaps}",
    )
    if fitting > len(series):
        line += say(
            lang,
            f"；另有 {fitting - len(series)} 个序列不足 {least} 个时点，用 --min-points 1 列出",
            f"; {fitting - len(series)} more with fewer than {least} reference periods: --min-points 1 shows them",
        )
    return f"{line} → {folder}" if folder else line
