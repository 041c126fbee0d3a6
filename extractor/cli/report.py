"""`extractor report`: the workbook and the pages people read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.messages import Lang, LangOption, RulesOption, error_line, help_text, language, say
from extractor.cli.run_options import MappingOption, RunArgument, SubmittedOption, demand_folder, tell_unfinished
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.reports.contents import Report

DEFAULT_FOLDER = "report"


def report(  # noqa: PLR0913  # one parameter an option
    run: RunArgument,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help=help_text(
                "输出目录（默认 RUN/report；RUN 为 URL 时必须给出）",
                "folder to write (default RUN/report; needed where RUN is a URL)",
            ),
        ),
    ] = None,
    submitted: SubmittedOption = None,
    mapping: MappingOption = None,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Write workbook and pages; the status is 1 where there is something to look at."""
    speech = language(lang)
    from extractor.reports.make import make_report  # noqa: PLC0415  # takes the rule book with it
    from extractor.reports.pages import write_pages  # noqa: PLC0415
    from extractor.reports.workbook import write_workbook  # noqa: PLC0415

    folder = output or default_folder(run)
    demand_folder(folder)
    made = make_report(run, submitted=submitted or (), mapping=mapping, rules=rules or (), lang=speech)
    tell_unfinished(run, speech, finished=made.finished)
    write_workbook(made, folder / "report.xlsx", speech)
    write_pages(made, folder, speech)
    error_line(_summary(made, folder, speech))
    return 1 if _worth_a_look(made) else 0


def default_folder(run: str) -> Path:
    """The folder beside the facts; `UsageError` for the URL of a store, which has none."""
    if "://" in run:
        raise UsageError(
            "RUN is the URL of a store, which has no folder for the report; add --output DIR",
            "RUN 是存储的 URL，没有可写报告的目录；请加 --output DIR",
        )
    path = Path(run)
    return (path.parent if path.is_file() else path) / DEFAULT_FOLDER


def _worth_a_look(made: Report) -> bool:
    differs = any(finding.verdict == "differs" for finding in made.findings)
    return differs or not made.finished or bool(made.unreadable or made.problems or made.looked_at_items)


def _summary(made: Report, folder: Path, lang: Lang) -> str:
    differs = sum(1 for finding in made.findings if finding.verdict == "differs")
    counts = (len(made.documents), len(made.facts), len(made.findings), differs)
    line = say(
        lang,
        "文档 {} 份，事实 {} 条，核对 {} 项，不一致 {} 项".format(*counts),
        "documents {}, facts {}, checks {}, differing {}".format(*counts),
    )
    if made.items is not None:
        unlike = sum(1 for item in made.looked_at_items if item.verdict == "differs")
        compared = (len(made.concerned_items), unlike, len(made.looked_at_items) - unlike)
        line += say(
            lang,
            "；比对 {} 项，不一致 {} 项，无法确定对应 {} 项".format(*compared),
            "; compared {}, differing {}, ambiguous {}".format(*compared),
        )
    return f"{line} → {folder / 'index.html'}, {folder / 'report.xlsx'}"
