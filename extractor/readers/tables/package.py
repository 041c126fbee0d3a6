"""What a workbook would cost, told from its package before any cell of it is made."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from extractor.grid import column_number
from extractor.readers.limits import DEFAULT
from extractor.readers.tables.refusal import UnreadableTableError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED: Final = 500_000_000
CHUNK: Final = 1_000_000
OVERLAP: Final = 200  # longer than what is looked for: it may lie across the end of a chunk
SHEETS: Final = "xl/worksheets/"
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Za-z]{1,3})(\d+):([A-Za-z]{1,3})(\d+)["']""")


def check_package(data: bytes, source: str, *, cells: int = DEFAULT.cells) -> bool:
    """Whether there are formulas in it; `UnreadableTableError` for what is no workbook, or too large to be read.

    A merged range counts as all its cells, since the library that reads workbooks makes every one of them.
    """
    found, formulas = 0, False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            size = sum(info.file_size for info in package.infolist())
            if "xl/workbook.xml" not in names:
                raise UnreadableTableError(source, "not_a_workbook")
            if size > MAX_UNPACKED:
                raise UnreadableTableError(source, "too_large", found=str(size), wanted=str(MAX_UNPACKED))
            for before, chunk in _chunks(package):
                found += _made(chunk) - _made(before)
                formulas = formulas or _FORMULA.search(chunk) is not None
                if found > cells:
                    raise UnreadableTableError(source, "too_many_cells", wanted=str(cells))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise UnreadableTableError(source, "broken", found=str(error)) from error
    return formulas


def _chunks(package: zipfile.ZipFile) -> Iterator[tuple[bytes, bytes]]:
    """The XML of the sheets, piece by piece: the end of the piece before, and the piece with that before it."""
    for name in package.namelist():
        if not name.startswith(SHEETS):
            continue
        with package.open(name) as part:
            before = b""
            while piece := part.read(CHUNK):
                yield before, before + piece
                before = (before + piece)[-OVERLAP:]


def _made(xml: bytes) -> int:
    """How many cells would be made of it."""
    return sum(1 for _ in _CELL.finditer(xml)) + sum(_area(found) for found in _MERGED.finditer(xml))


def _area(found: re.Match[bytes]) -> int:
    left, right = (column_number(found[group].decode()) for group in (1, 3))
    return (abs(right - left) + 1) * (abs(int(found[4]) - int(found[2])) + 1)
