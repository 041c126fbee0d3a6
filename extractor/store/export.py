"""The files of a run, written from its store: the same store gives the same bytes."""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

import msgspec

from extractor.store.atomic import atomic_path
from extractor.store.records import document_row, json_line
from extractor.store.run import fact_writer
from extractor.store.sql.database import clear_errors, open_engine, store_url
from extractor.store.sql.journal import facts_by_position
from extractor.store.sql.reading import stored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from extractor.store.labels import Lang

WORKBOOK_FACTS = 50_000
"""Facts of one workbook, a whole file's more or less: what a spreadsheet program opens within seconds."""
TEXTS = "texts"
LIGHT = frozenset({"jsonl", "csv"})
WORK: Final = MappingProxyType({"xlsx": 5.0, "parquet": 1.8, "csv": 1.3, "jsonl": 1.0, TEXTS: 0.1})
"""How long a fact takes in each format, more or less, beside JSON Lines: the longest piece is begun first."""
_NUMBERED = re.compile(r"facts-\d+\.xlsx")


class Piece(NamedTuple):
    """Files that are written in one go: `formats` to `names` in `folder`, of the places `first` … `last`."""

    store: str
    folder: str
    formats: tuple[str, ...]
    names: tuple[str, ...]
    lang: Lang
    first: int = 0
    last: int | None = None


def pieces(  # noqa: PLR0913  # all that says what is written, and where
    connection: Connection, store: str, folder: Path, formats: Sequence[str], lang: Lang, *, together: bool = True
) -> list[Piece]:
    """What is to be written, the longest work first; facts in many workbooks where one would be too long.

    `together`: JSON Lines and CSV in one reading of the store; otherwise two processes may each write one.
    """

    def piece(*names: str, kinds: tuple[str, ...], first: int = 0, last: int | None = None) -> Piece:
        return Piece(store, str(folder), kinds, names, lang, first, last)

    planned: list[tuple[float, Piece]] = []
    counts = facts_by_position(connection)
    total = sum(counts.values())
    if "xlsx" in formats:
        for number, (first, last, held) in enumerate(_bounds(counts), 1):
            name = "facts.xlsx" if number == 1 else f"facts-{number}.xlsx"
            planned.append((held * WORK["xlsx"], piece(name, kinds=("xlsx",), first=first, last=last)))
    light = tuple(name for name in formats if name in LIGHT and together)
    alone = [(name,) for name in formats if name != "xlsx" and name not in light]
    groups: list[tuple[str, ...]] = [*([light] if light else []), *alone]
    for group in groups:
        work = total * sum(WORK[name] for name in group)
        planned.append((work, piece(*(f"facts.{name}" for name in group), kinds=group)))
    planned.append((total * WORK[TEXTS], piece("documents.jsonl", "relations.jsonl", kinds=(TEXTS,))))
    return [one for _, one in sorted(planned, key=lambda one: -one[0])]


def _bounds(counts: Mapping[int, int]) -> list[tuple[int, int | None, int]]:
    """Ranges of places, none with more than `WORKBOOK_FACTS` facts but for half a file's, and how many each has.

    All have about as many, lest one process write a long workbook while another has written a short one.
    """
    total = sum(counts.values())
    books = -(-total // WORKBOOK_FACTS)
    starts, held, before, book = [0], [0], 0, 0
    for position, count in counts.items():
        middle = (2 * before + count) * books // (2 * total)
        if middle > book and held[-1]:
            starts.append(position)
            held.append(0)
        book = max(book, middle)
        held[-1] += count
        before += count
    return list(zip(starts, [*starts[1:], None], held, strict=True))


def remove_surplus(folder: Path, planned: Sequence[Piece]) -> None:
    """Remove workbooks of an earlier, longer run beyond those of this one."""
    names = {name for piece in planned for name in piece.names}
    if any("xlsx" in piece.formats for piece in planned):
        for path in folder.glob("facts-*.xlsx"):
            if _NUMBERED.fullmatch(path.name) and path.name not in names:
                path.unlink()


def write(piece: Piece) -> None:
    """Write the files of one piece."""
    url = store_url(piece.store)
    engine = open_engine(url, create=False)
    try:
        with clear_errors(url), engine.connect() as connection:
            if piece.formats == (TEXTS,):
                _write_texts(connection, Path(piece.folder))
            else:
                _write_facts(connection, piece)
    finally:
        engine.dispose()


def _write_facts(connection: Connection, piece: Piece) -> None:
    folder = Path(piece.folder)
    with ExitStack() as stack:
        writers = [
            stack.enter_context(fact_writer(folder / name, kind, piece.lang))
            for name, kind in zip(piece.names, piece.formats, strict=True)
        ]
        for one in stored(connection, piece.first, piece.last):
            for writer in writers:
                writer.write(one.document, one.facts)


def _write_texts(connection: Connection, folder: Path) -> None:
    with _lines(folder / "documents.jsonl") as documents, _lines(folder / "relations.jsonl") as relations:
        for one in stored(connection, with_facts=False):
            row = document_row(one.document) | {"reprint_of": one.reprint_of}
            documents.write(msgspec.json.encode(row) + b"\n")
            relations.writelines(json_line(relation) for relation in one.relations)


@contextmanager
def _lines(path: Path) -> Iterator[BinaryIO]:
    with atomic_path(path) as temporary, temporary.open("wb") as file:
        yield file
