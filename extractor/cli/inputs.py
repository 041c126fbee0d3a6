"""What `extract` reads: paths on the command line, a list of files, and the limits of reading."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from extractor.cli.messages import argument, option
from extractor.errors import UsageError, system_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

STANDARD_INPUT = "-"

PathsArgument = Annotated[
    list[Path] | None,
    argument(
        "文件或目录（含子目录）；- 表示从标准输入读取文件清单",
        "files, and folders with all below them; - takes a list of files from standard input",
        metavar="[PATH]...",
    ),
]
FilesFromOption = Annotated[
    str | None,
    option(
        "文件清单，每行一个路径（或以 NUL 分隔，如 find -print0）；- 为标准输入",
        "list of files, one a line (or parted by NUL, as find -print0 writes); - is standard input",
        "--files-from",
        metavar="FILE",
    ),
]
LimitOption = Annotated[
    list[str] | None,
    option(
        "读取上限（可重复）：unpacked_bytes, entries, depth, pages, cells, seconds, memory_bytes",
        "limit of reading (repeatable): unpacked_bytes, entries, depth, pages, cells, seconds, memory_bytes",
        "--limit",
        metavar="NAME=N",
    ),
]


def inputs(paths: Sequence[Path] | None, files_from: str | None) -> tuple[list[Path], list[Path]]:
    """Paths that must be there, and listed files, which may have gone meanwhile.

    `UsageError` where nothing is named, or standard input is asked for twice.
    """
    named = [path for path in paths or () if str(path) != STANDARD_INPUT]
    dashes = len(paths or ()) - len(named) + (files_from == STANDARD_INPUT)
    if dashes > 1:
        zh = "-：标准输入只有一份文件清单；请只写一次"
        raise UsageError("-: standard input holds one list of files; name it once", zh)
    lists = ([STANDARD_INPUT] if dashes else []) + ([files_from] if files_from not in {None, STANDARD_INPUT} else [])
    listed = [path for place in lists if place for path in _listed(place)]
    if not paths and files_from is None:
        raise UsageError(
            "PATH: nothing to read; name files or folders, or give a list with --files-from",
            "PATH：没有要读的；请写出文件或目录，或用 --files-from 给出清单",
        )
    return named, listed


def _listed(place: str) -> list[Path]:
    if place == STANDARD_INPUT:
        data = sys.stdin.buffer.read()
    else:
        try:
            data = Path(place).read_bytes()
        except OSError as error:
            raise UsageError(
                f"--files-from {place}: cannot be read ({error.strerror}); give a list of files",
                f"--files-from {place}：读不了（{system_reason(error)}）；请给出文件清单",
            ) from error
    separator = b"\0" if b"\0" in data else b"\n"
    names = [name.strip(b"\r") for name in data.removeprefix(b"\xef\xbb\xbf").split(separator)]
    return [Path(name.decode("utf-8", "surrogateescape")) for name in names if name.strip()]
