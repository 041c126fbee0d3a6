"""DOCX: paragraphs and tables in the document's order, inserted text and text boxes with them, deleted text not."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

from extractor.readers.builder import TableCell, TextBuilder
from extractor.readers.mend import cell_text, mend
from extractor.readers.packed import check_office
from extractor.readers.recognise import NOTHING, Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.model import Document
    from extractor.readers.limits import Budget

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WRITTEN: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
LEFT_OUT: Final = frozenset({FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}tbl"})


def read_word(data: bytes, budget: Budget) -> Document:
    """The body of the document; its properties (title, time of the last change) only where the text says nothing."""
    import docx  # noqa: PLC0415  # only DOCX pays for it
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415
    from lxml.etree import XMLSyntaxError  # noqa: PLC0415

    check_office(data, budget, "DOCX")
    builder = TextBuilder(budget)
    try:
        package = docx.Document(io.BytesIO(data))
        _blocks(package.element.body, builder)
        fallback = _properties(package.core_properties)
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise budget.refuse("broken", found=f"{type(error).__name__}: {error}", wanted="DOCX") from error
    return builder.document(budget.source, NOTHING, fallback=fallback)


def _properties(core: Any) -> Known:  # noqa: ANN401  # python-docx's type is private
    changed, made = core.modified, core.created
    # a file that no person changed carries its template's dates
    published = changed.date() if changed and made and changed > made else None
    return Known(title=core.title or None, published=published)


def _blocks(parent: Any, builder: TextBuilder) -> None:  # noqa: ANN401  # an lxml element
    for element in parent:
        if element.tag == f"{W}p":
            for line in _text(element).split("\n"):
                builder.line(mend(line.replace("\t", " ")).rstrip())
        elif element.tag == f"{W}tbl":
            builder.table(list(_cells(element, builder.budget)))
        elif element.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            _blocks(element, builder)


def _text(element: Any) -> str:  # noqa: ANN401
    """The text a person sees in a paragraph or cell; paragraphs inside it (text boxes) on lines of their own."""
    parts: list[str] = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in WRITTEN:
            parts.append(WRITTEN[node.tag])
        if node is not element and node.tag == f"{W}p":
            parts.append("\n")
        if node is element or node.tag not in LEFT_OUT:
            waiting.extend(reversed(node))
    return "".join(parts)


def _cells(table: Any, budget: Budget) -> Iterator[TableCell]:  # noqa: ANN401
    """The cells with their extents: `gridSpan` over columns, `vMerge` over rows."""
    open_cells: dict[int, TableCell] = {}
    for row, line in enumerate(table.iter(f"{W}tr"), 1):
        budget.check_time()
        if line.getparent() is not table and line.getparent().tag == f"{W}tbl":
            continue  # a table within a cell is text of that cell
        column = 1
        for cell in line.iterchildren(f"{W}tc", f"{W}sdt"):
            span = _value(cell, "gridSpan")
            columns = int(span) if span and span.isdigit() else 1
            merge = _value(cell, "vMerge")
            if merge == "continue" and column in open_cells:
                above = open_cells[column]
                open_cells[column] = above._replace(rows=above.rows + 1)
            else:
                if column in open_cells:
                    yield open_cells.pop(column)
                open_cells[column] = TableCell(row, column, cell_text(_cell_text(cell)), 1, columns)
            column += columns
    yield from open_cells.values()


def _cell_text(cell: Any) -> str:  # noqa: ANN401
    return "\n".join(_text(paragraph) for paragraph in cell.iter(f"{W}p"))


def _value(cell: Any, name: str) -> str | None:  # noqa: ANN401
    """The setting of a cell: `vMerge` without a value means `continue`."""
    setting = cell.find(f"{W}tcPr/{W}{name}")
    if setting is None:
        return None
    return setting.get(f"{W}val") or "continue"
