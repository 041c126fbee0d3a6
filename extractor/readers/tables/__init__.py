"""Submitted tables: a path or a data frame in, sheets of cells out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.readers.naming import name_of
from extractor.readers.tables.refusal import UnreadableTableError
from extractor.readers.tables.separated import read_separated
from extractor.readers.tables.xlsx import OLE, ZIP, read_xlsx, refuse_ole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.grid import Sheet

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
MAX_BYTES = 50_000_000


def read_submitted(submitted: Any, *, max_bytes: int = MAX_BYTES) -> tuple[Sheet, ...]:  # noqa: ANN401  # a path, a pandas frame, or several of them
    """The sheets of one table or of several: paths, or pandas data frames.

    `UnreadableTableError` says which file, why, and what to do.
    """
    return tuple(sheet for one in _each(submitted) for sheet in _read(one, max_bytes))


def _each(submitted: Any) -> Iterator[Any]:  # noqa: ANN401
    if isinstance(submitted, str | os.PathLike) or _is_frame(submitted):
        yield submitted
    else:
        yield from submitted


def _is_frame(submitted: object) -> bool:
    """Told without importing pandas: who has a frame has imported it."""
    return any(kind.__module__.startswith("pandas") and kind.__name__ == "DataFrame" for kind in type(submitted).mro())


def _read(one: Any, max_bytes: int) -> tuple[Sheet, ...]:  # noqa: ANN401
    if _is_frame(one):
        from extractor.readers.tables.frames import read_frame  # noqa: PLC0415  # only who has a frame pays for pandas

        return (read_frame(one),)
    path = Path(one)
    source = name_of(path)
    try:
        if path.is_dir():
            raise UnreadableTableError(source, "folder")
        size = path.stat().st_size
        if size > max_bytes:  # before reading: a huge file must not cost memory
            raise UnreadableTableError(source, "too_large", found=str(size), wanted=str(max_bytes))
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableTableError(source, "cannot_open", found=error.strerror or str(error), cause=error) from error
    if not data.strip():
        raise UnreadableTableError(source, "empty")
    if data.startswith(OLE):
        raise refuse_ole(data, source)
    if data.startswith(ZIP):  # whatever it is called
        return read_xlsx(data, source)
    suffix = path.suffix.lower()
    if suffix in {".xlsx", ".xlsm"}:
        raise UnreadableTableError(source, "not_a_workbook")
    if suffix not in SUFFIXES:
        raise UnreadableTableError(source, "no_reader", found=suffix or name_of(path.name), wanted=" ".join(SUFFIXES))
    return (read_separated(data, source),)
