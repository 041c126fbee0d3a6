"""Readers: a path in, a `Document` out; one module a format.  May touch the disk; the core may not."""

from __future__ import annotations

import os
import warnings
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from extractor.errors import UsageError
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.naming import name_of
from extractor.readers.reading import Reading
from extractor.readers.refusal import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from extractor.model import Document

MAX_BYTES: Final = DEFAULT.bytes
RUN_FILES: Final = frozenset({"documents.jsonl", "unreadable.csv"})


def read(path: str | os.PathLike[str], *, max_bytes: int | None = None, limits: Limits = DEFAULT) -> Document:
    """The one document in the file at `path`; `ReadError` says which file, why, and what to do.

    For plain text and Markdown `text` is the decoded file itself, without a byte order mark.  Pages of a document that
    could not be read (scans, where the extra `ocr` is not installed) are a warning.
    """
    documents, refusals = _gathered(Path(path), _with_bytes(limits, max_bytes), most=2)
    if len(documents) > 1 or (documents and "!/" in documents[0].source):
        raise UnreadableError(name_of(path), "container", found=f"{documents[0].source} …")
    if not documents:
        raise refusals[0]
    for refusal in refusals:
        warnings.warn(str(refusal), stacklevel=2)
    return documents[0]


def read_all(
    path: str | os.PathLike[str],
    *,
    max_bytes: int | None = None,
    limits: Limits = DEFAULT,
    on_refusal: Callable[[UnreadableError], None] | None = None,
) -> Iterator[Document]:
    """Every document in the file: one for a plain file, all for a container (ZIP, TAR, EML, JSON Lines).

    What cannot be read goes to `on_refusal`, and the rest is read; without it the first refusal is raised when the
    rest has been given.
    """
    refusals: list[UnreadableError] = []
    yield from Reading(_with_bytes(limits, max_bytes), on_refusal or refusals.append).path(Path(path))
    if refusals:
        raise refusals[0]


def _gathered(path: Path, limits: Limits, most: int) -> tuple[list[Document], list[UnreadableError]]:
    refusals: list[UnreadableError] = []
    return list(islice(Reading(limits, refusals.append).path(path), most)), refusals


def _with_bytes(limits: Limits, max_bytes: int | None) -> Limits:
    return limits if max_bytes is None else replace(limits, bytes=max_bytes)


def find_files(paths: Sequence[Path], *, without: Sequence[Path] = (), listed: Sequence[Path] = ()) -> list[Path]:
    """The files named, those under the folders named, and those `listed`, each once, in a fixed order.

    Hidden files (`.DS_Store`), what an earlier run wrote, and the files and folders in `without` are left out.
    `UsageError` for a path that does not exist; a listed one that has gone is for the reader to report.
    """
    left_out = {path.resolve() for path in without}
    seen = set(left_out)
    found: list[Path] = []
    for path in (*paths, *listed):
        if not path.exists() and path not in listed:
            raise UsageError(f"{path}: no such file or folder; check the path", f"{path}：没有此文件或目录；请检查路径")
        for file in _files_under(path, left_out) if path.is_dir() else [path]:
            resolved = file.resolve()
            if resolved not in seen:
                seen.add(resolved)
                found.append(file)
    return found


def _files_under(folder: Path, left_out: set[Path]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        if set(names) >= RUN_FILES:  # what a run wrote is no bulletin
            folders.clear()
            continue
        seen = (
            name for name in folders if not name.startswith(".") and (Path(parent) / name).resolve() not in left_out
        )
        folders[:] = sorted(seen)
        yield from (Path(parent) / name for name in sorted(names) if not name.startswith("."))
