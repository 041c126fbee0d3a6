"""Pages of lines → the text of a document with the spans of its pages; page numbers and running heads are left out."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from extractor.readers.aligned import cells_of, runs
from extractor.readers.layout import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.readers.builder import TextBuilder
    from extractor.readers.layout import Line

NUMBERED = re.compile(
    r"[-—–·.\s]*(?:\d{1,4}|[ivxlcIVXLC]{1,6}|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|\d{1,2}(?:-\d{1,3}){1,3})[-—–·.\s]*"
)
PAGE_NUMBER = re.compile(r"^\d{1,4}\s+|(?<![\d.,年月])(?:\s+|-)\d{1,4}$|\s*第\s*\d{1,4}\s*页$")
EDGE_LINES: Final = 2  # of the top and bottom of a page
WIDE_GAP: Final = 1.4  # of the usual distance between lines
REPEATED_PAGES: Final = 3  # from so many pages on, and more than half of all, a repeated line is furniture


class Page(NamedTuple):
    """The lines of one page in reading order."""

    number: int
    lines: tuple[Line, ...]
    ocr: bool = False


def write_pages(pages: Sequence[Page], builder: TextBuilder) -> None:
    """Append the pages; a paragraph may run from one page to the next."""
    kept = _without_furniture(pages)
    lines = [line for page in kept for line in page.lines]
    starts: list[int] = []
    for first_line, after_last, is_table in runs(lines):
        stretch = lines[first_line:after_last]
        if is_table:
            starts += builder.table(cells_of(stretch))
            continue
        for text, offsets in paragraphs(stretch):
            starts += [builder.length + offset for offset in offsets]
            builder.line(text)
    first = 0
    for page in kept:
        after = first + len(page.lines)
        if page.lines:
            end = starts[after] if after < len(starts) else builder.length
            builder.page(page.number, starts[first], end, ocr=page.ocr)
        first = after


def _without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Page numbers go; of a line that stands on most pages' edges the first stays."""
    apart = [_apart(page) for page in pages]
    edges = Counter(key for page, at in zip(pages, apart, strict=True) for key in {_key(page.lines[i]) for i in at})
    most = max(REPEATED_PAGES, len(pages) // 2 + 1)
    seen: set[str] = set()
    kept = []
    for page, heads in zip(pages, apart, strict=True):
        dropped = set()
        for index in _edge(page):
            line = page.lines[index]
            repeated = index in heads and edges[_key(line)] >= most
            if NUMBERED.fullmatch(line.text) or (repeated and _key(line) in seen):
                dropped.add(index)
            elif repeated:
                seen.add(_key(line))
        kept.append(page._replace(lines=tuple(line for i, line in enumerate(page.lines) if i not in dropped)))
    return kept


def _edge(page: Page) -> list[int]:
    count = len(page.lines)
    return sorted({*range(min(EDGE_LINES, count)), *range(max(0, count - EDGE_LINES), count)})


def _apart(page: Page) -> set[int]:
    """The lines at the top and bottom that a gap parts from the rest: heads and feet stand apart."""
    tops = [line.top for line in page.lines]
    gaps = [after - before for before, after in pairwise(tops)]
    usual = sorted(gaps)[len(gaps) // 3] if len(gaps) >= EDGE_LINES else 0.0
    wide = {at for at, gap in enumerate(gaps) if gap > WIDE_GAP * max(usual, page.lines[at].size)}
    above = max((at for at in wide if at < EDGE_LINES), default=-1)
    below = min((at for at in wide if at >= len(tops) - 1 - EDGE_LINES), default=len(tops))
    return {*range(above + 1), *range(below + 1, len(tops))}


def _key(line: Line) -> str:
    """The line without a page number at its end; other figures count: rows of a table differ in nothing else."""
    return PAGE_NUMBER.sub("", line.text) or line.text
