"""What the commands that read a run share: its argument, the options of submitted tables, and what is said of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from extractor.cli.messages import Lang, argument, error_line, option, say
from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

RunArgument = Annotated[
    str,
    argument(
        "extract 的输出目录、其中的 extractor.db 或 facts.jsonl，或存储的 URL",
        "the folder that extract wrote, its extractor.db or facts.jsonl, or the URL of a store",
        metavar="RUN",
    ),
]
SubmittedOption = Annotated[
    list[Path] | None,
    option(
        "报送表 .xlsx .csv .tsv，与公布数比对（可重复）",
        "submitted table (.xlsx .csv .tsv) to reconcile with the claims (repeatable)",
        metavar="FILE",
    ),
]
MappingOption = Annotated[
    Path | None,
    option(
        "报送表的列对照，改正自动识别的列（由 reconcile --write-mapping 写出）",
        "what the columns of the submitted tables are, over the guess (as reconcile --write-mapping writes it)",
        metavar="FILE.yaml",
    ),
]


def tell_unfinished(place: str, lang: Lang, *, finished: bool) -> None:
    """Say that a run did not come to its end; the password in a store's URL is left out."""
    if finished:
        return
    place = re.sub(r"(://[^:/@]*):[^@/]*@", r"\1:***@", place)
    error_line(
        say(
            lang,
            f"{place}：抽取尚未完成，以下只是已读部分；请用同一命令再次运行 extract",
            f"{place}: the extraction is not finished, this is what was read so far; run the same extract again",
        )
    )


def demand_known(name: str, known: Collection[str], *, option: str, of: str) -> None:
    """`UsageError` for a value that the option does not take."""
    if name not in known:
        from extractor.rulebook.complain import MEANT_ZH, did_you_mean  # noqa: PLC0415  # a wrong call alone pays

        wanted = ", ".join(known)
        raise UsageError(
            f"{option}: '{name}' is no {of}; wanted are {wanted}{did_you_mean(name, known)}",
            f"{option}：'{name}' 不可用；可选 {wanted}{did_you_mean(name, known, MEANT_ZH)}",
        )


def demand_folder(path: Path | None, *, or_stdout: bool = False) -> None:
    """`UsageError` where --output names a file."""
    if path is not None and path.exists() and not path.is_dir():
        raise UsageError(
            f"{path}: is a file; give --output a folder{', or - for standard output' if or_stdout else ''}",
            f"{path}：是文件；--output 请给目录{'，或用 - 表示标准输出' if or_stdout else ''}",
        )
