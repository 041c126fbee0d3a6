"""What is known about documents from outside: a CSV with the columns source, published, issuer, title, document_number.

Other columns are left alone: catalogues have more.
"""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from extractor.errors import UsageError, system_reason
from extractor.readers.dates import ANY as ANY_DATE
from extractor.readers.dates import parse_date as date_of
from extractor.readers.encoding import decode
from extractor.readers.naming import unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Document

COLUMNS = ("source", "published", "issuer", "title", "document_number")


class Row(NamedTuple):
    """One document's metadata; `None` where the cell is empty."""

    published: date | None
    issuer: str | None
    title: str | None
    document_number: str | None = None


class Metadata:
    """Rows by source; a document finds its row by path, else by file name, else by the name without suffix."""

    def __init__(self, rows: dict[str, Row], ignored_columns: Sequence[str] = ()) -> None:
        self._rows = dict(rows)
        self.ignored_columns = tuple(ignored_columns)

    def row(self, source: str) -> Row | None:
        """The row of `source`, or `None`: that of the whole path, else of its longest end (b/c.txt of a/b/c.txt)."""
        source = unmarked(source)
        path = PurePath(source)
        ends = ("/".join(path.parts[start:]) for start in range(len(path.parts)))
        return next((self._rows[key] for key in (source, *ends, path.stem) if key in self._rows), None)

    def rows_digest(self) -> str:
        """Of all rows: another digest, another table."""
        return hashlib.sha256(repr(sorted(self._rows.items())).encode()).hexdigest()[:16] if self._rows else ""

    def apply(self, document: Document) -> Document:
        """The document with the cells of its row over what was read; empty cells change nothing."""
        row = self.row(document.source)
        if row is None:
            return document
        stated = {name: value for name, value in row._asdict().items() if value is not None}
        return replace(document, **stated)


def parse_date(text: str, where: str) -> date:
    """An ISO date, or one like 2021年12月31日; `UsageError` says where it stands and what was wanted."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        printed = date_of(text) if ANY_DATE.fullmatch(text.strip()) else None
        if printed is not None:
            return printed
        raise UsageError(
            f"{where}: '{text}' is not a date; expected YYYY-MM-DD, e.g. 2021-12-31",
            f"{where}：'{text}' 不是日期；请写成 YYYY-MM-DD，如 2021-12-31",
        ) from error


def load_metadata(path: Path) -> Metadata:
    """Read the CSV at `path`; `UsageError` for a missing file or column, a bad date, a source given twice."""
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise UsageError(
            f"{path}: metadata file cannot be read ({error.strerror}); give an existing CSV file",
            f"{path}：元数据文件读不了（{system_reason(error)}）；请给出已有的 CSV 文件",
        ) from error
    except ValueError as error:
        raise UsageError(
            f"{path}: metadata file is not text ({error}); save it as CSV in UTF-8",
            f"{path}：元数据文件不是文本（{error}）；请另存为 UTF-8 的 CSV",
        ) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    _check_columns(path, reader.fieldnames or ())
    rows: dict[str, Row] = {}
    for cells in reader:
        where = f"{path}:{reader.line_num}"
        source = (cells["source"] or "").strip()
        if not source:
            raise UsageError(
                f"{where}: source: empty; give the file's name or path", f"{where}：source 是空的；请写文件名或路径"
            )
        if source in rows:
            raise UsageError(
                f"{where}: source: '{source}' stands here a second time; keep one row a file",
                f"{where}：source '{source}' 出现了两次；每个文件只留一行",
            )
        if None in cells:
            raise UsageError(
                f"{where}: more cells than columns; quote cells that hold a comma",
                f"{where}：单元格比列多；含逗号的单元格请加引号",
            )
        published = (cells.get("published") or "").strip()
        rows[source] = Row(
            published=parse_date(published, f"{where}: published") if published else None,
            issuer=(cells.get("issuer") or "").strip() or None,
            title=(cells.get("title") or "").strip() or None,
            document_number=(cells.get("document_number") or "").strip() or None,
        )
    return Metadata(rows, [name for name in reader.fieldnames or () if name not in COLUMNS])


def _check_columns(path: Path, names: Sequence[str]) -> None:
    if "source" not in names:
        wanted = ", ".join(COLUMNS)
        raise UsageError(
            f"{path}:1: no column 'source'; wanted are {wanted}", f"{path}:1：没有 source 列；应有 {wanted}"
        )
