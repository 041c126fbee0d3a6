"""What the command line says: Chinese unless asked for English, errors on standard error, one line each."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

Lang = Literal["zh", "en"]

VARIABLE = "EXTRACTOR_LANG"


def say(lang: Lang, zh: str, en: str) -> str:
    """The text in that language."""
    return zh if lang == "zh" else en


def language(option: str | None = None) -> Lang:
    """The language asked for by `--lang`, else by EXTRACTOR_LANG, else Chinese; `UsageError` for any other."""
    asked, where = (option, "--lang") if option else (os.environ.get(VARIABLE) or "zh", VARIABLE)
    if asked == "zh":
        return "zh"
    if asked == "en":
        return "en"
    raise UsageError(
        f"{where}: '{asked}' is no language here; wanted is zh or en", f"{where}：'{asked}' 不可用；可选 zh、en"
    )


def asked_language(arguments: Sequence[str]) -> Lang:
    """The language of errors: what follows `--lang` in a call that may not be parsed, else that of the help."""
    asked = [value for name, value in pairwise([*arguments, ""]) if name == "--lang"]
    asked += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    return "en" if "en" in asked[-1:] else "zh" if "zh" in asked[-1:] else help_language()


def help_language() -> Lang:
    """The language of help: options are not parsed yet, so the variable alone decides."""
    return "en" if os.environ.get(VARIABLE) == "en" else "zh"


def help_text(zh: str, en: str) -> str:
    """Help in the language of EXTRACTOR_LANG."""
    return say(help_language(), zh, en)


def error_line(message: str) -> None:
    """One line on standard error, whatever the message holds; standard output stays clean."""
    print(" ".join(message.splitlines()), file=sys.stderr)  # noqa: T201  # the edge that prints


def option(chinese: str, english: str, *names: str, metavar: str | None = None) -> Any:  # noqa: ANN401
    """An option of a command, with its help in the language of the call."""
    return typer.Option(*names, metavar=metavar, help=help_text(chinese, english))


def argument(chinese: str, english: str, *, metavar: str) -> Any:  # noqa: ANN401
    """An argument of a command, with its help in the language of the call."""
    return typer.Argument(metavar=metavar, help=help_text(chinese, english))


LangOption = Annotated[
    str | None,
    option("输出语言（默认 zh）", "language of the output (default zh)", "--lang", metavar="zh|en"),
]
PublishedOption = Annotated[
    str | None,
    option(
        "发布日期 YYYY-MM-DD，用来确定“去年”“前三季度”等",
        "publication date YYYY-MM-DD: what 去年, 前三季度 refer to",
        metavar="DATE",
    ),
]
RulesOption = Annotated[
    list[str] | None,
    option(
        "自己的规则目录，叠加在内置规则之上（可重复）",
        "own rule folder, over the built-in rules (repeatable)",
        metavar="DIR",
    ),
]
