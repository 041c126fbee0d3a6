"""Readers: a path in, a `Document` out; one module a format.  May touch the disk; the core may not."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from extractor.errors import UsageError
from extractor.readers.plain import read_plain
from extractor.readers.refusal import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.model import Document

READERS: Final = MappingProxyType({".txt": read_plain, ".text": read_plain, ".md": read_plain, ".markdown": read_plain})
MAX_BYTES: Final = 20_000_000


def read(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> Document:
    """The document in the file at `path`; `ReadError` says which file, why, and what to do.

    For plain text and Markdown `text` is the decoded file itself, without a byte order mark.
    """
    path = Path(path)
    source = path.as_posix()
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableError(source, "no_reader", found=path.suffix or path.name, wanted=" ".join(sorted(READERS)))
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableError(source, "cannot_open", found="not a regular file")
        if size > max_bytes:  # before reading: a huge file must not cost memory
            raise UnreadableError(source, "too_large", found=str(size), wanted=str(max_bytes))
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(source, "cannot_open", found=error.strerror or str(error)) from error
    return reader(data, source)


def read_all(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> Iterator[Document]:
    """Every document in the file: one for a plain file."""
    yield read(path, max_bytes=max_bytes)


def find_files(paths: Sequence[Path], *, without: Sequence[Path] = ()) -> list[Path]:
    """The files named, and those under the folders named, each once, in a fixed order.

    Hidden files (`.DS_Store`) are left out, and so are the files and folders in `without`.  `UsageError` for a path
    that does not exist.
    """
    left_out = {path.resolve() for path in without}
    seen = set(left_out)
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder; check the path")
        for file in _files_under(path, left_out) if path.is_dir() else [path]:
            resolved = file.resolve()
            if resolved not in seen:
                seen.add(resolved)
                found.append(file)
    return found


def _files_under(folder: Path, left_out: set[Path]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        seen = (
            name for name in folders if not name.startswith(".") and (Path(parent) / name).resolve() not in left_out
        )
        folders[:] = sorted(seen)
        yield from (Path(parent) / name for name in sorted(names) if not name.startswith("."))
