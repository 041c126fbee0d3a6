"""The command `extractor`: its commands, and what becomes of errors and exit statuses (docs/adr/0003)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import rules
from extractor.cli.annotations import app as annotations_app
from extractor.cli.call_errors import call_error
from extractor.cli.check import check_facts
from extractor.cli.eval import evaluate_corpus
from extractor.cli.explain import explain
from extractor.cli.extract import extract
from extractor.cli.messages import asked_language, error_line, help_text, say
from extractor.cli.reconcile import reconcile_tables
from extractor.cli.report import report
from extractor.cli.review import review
from extractor.cli.table import show_table
from extractor.cli.timeline import show_timeline
from extractor.errors import ExtractorError, system_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, LOOK, WRONG_CALL, INTERRUPTED = 0, 1, 2, 130

app = typer.Typer(
    name="extractor",
    help=help_text(
        "从政府公报、新闻稿中抽取可核对的数字事实：谁、什么指标、多少、什么时候。",
        "Government bulletins in, checked fact records out: who, what, how much, when.",
    ),
    epilog=help_text(
        "退出码：0 完成；1 完成，但有需要查看的内容；2 调用本身有误。",
        "Exit status: 0 done; 1 done, and there is something to look at; 2 the call itself is wrong.",
    ),
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract", help=help_text("从文件和目录中抽取事实", "Files and folders in, facts out."))(extract)
app.command("table", help=help_text("在终端里列出事实", "The facts of a run, a row each, in the terminal."))(show_table)
app.command("check", help=help_text("核对事实之间是否一致（合计等）", "Check that the figures of a run agree."))(
    check_facts
)
app.command("timeline", help=help_text("按时间列出各指标的数值", "Series by indicator and subject over time."))(
    show_timeline
)
app.command("reconcile", help=help_text("公布数与报送表逐项比对", "Claims against the tables that were submitted."))(
    reconcile_tables
)
app.command(
    "explain", help=help_text("解释一句话：看到了什么，哪条规则绑定", "What was seen, and which rule bound it.")
)(explain)
app.command("report", help=help_text("写出工作簿和网页报告", "Write the workbook and the pages people read."))(report)
app.command("review", help=help_text("在本机网页上逐条复核", "The local page where people accept, correct or reject."))(
    review
)
app.add_typer(rules.app, name="rules")
app.add_typer(annotations_app, name="annotations")
app.command("eval", help=help_text("对照标准答案评测，并与下限比较", "Precision and recall against gold."))(
    evaluate_corpus
)


def _version(asked: bool) -> None:  # noqa: FBT001  # typer calls it so
    if asked:
        from importlib.metadata import version  # noqa: PLC0415

        typer.echo(f"extractor {version('bulletin-extractor')}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[  # acts through its callback
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=help_text("显示版本", "show the version")),
    ] = False,
) -> None:
    """Take the options of the command itself."""


def run(arguments: Sequence[str]) -> int:
    """Run one call and give its exit status; an error that a user can act on becomes one line on standard error."""
    try:
        status = app(list(arguments) or ["--help"], prog_name="extractor", standalone_mode=False)
    except typer.TyperException as error:
        if error.format_message().startswith("Usage:"):  # a group without a command: its help is the answer
            sys.stderr.write(f"{error.format_message()}\n")
            return WRONG_CALL
        error_line(call_error(error.format_message(), asked_language(arguments)))
        return WRONG_CALL
    except ExtractorError as error:
        told = error.line(asked_language(arguments))
        for line in told.splitlines():  # a rule book is told everything that is wrong with it at once
            error_line(line)
        return WRONG_CALL
    except typer.Abort:
        return INTERRUPTED
    except OSError as error:  # a full disk, a folder without write permission
        place = error.filename or "extractor"
        error_line(say(asked_language(arguments), f"{place}：{system_reason(error)}", f"{place}: {error.strerror}"))
        return WRONG_CALL
    return status if isinstance(status, int) else DONE
