"""PDF: the text layer in reading order, page by page; pages that are pictures through the extra `ocr`."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any, Final

from extractor.readers.builder import TextBuilder
from extractor.readers.dates import parse_date
from extractor.readers.layout import Piece, lines_of
from extractor.readers.mend import one_line
from extractor.readers.ocr import has_ocr, ocr_pieces
from extractor.readers.paged import Page, write_pages
from extractor.readers.recognise import NOTHING, Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.model import Document
    from extractor.readers.limits import Budget

# what programs write where nobody gave a title: a file's name, their own name
NO_TITLE = re.compile(
    r"^<|\.\w{2,5}$|^(?:untitled|无标题|未命名|文档\d*|document\d*)$|^microsoft (?:word|excel)", re.IGNORECASE
)
PASSWORD: Final = 4  # pdfium's error number
NEW_PIECE: Final = 0.6  # em between two characters: they may belong to two cells
DPI: Final = 200
LONGEST_SIDE: Final = 3_000  # pixels: a page the size of a wall must not fill the memory
LEAST_CHARACTERS: Final = 8  # a page with fewer and a picture is a scan


def read_pdf(data: bytes, budget: Budget) -> Document:
    """The pages' text; the file's own title and date only where the text says nothing."""
    import pypdfium2  # noqa: PLC0415  # only PDF pays for it

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD or "password" in str(error).lower():
            raise budget.refuse("encrypted") from error
        raise budget.refuse("broken", found=str(error), wanted="PDF") from error
    try:
        budget.check_pages(len(pdf))
        builder = TextBuilder(budget)
        write_pages(_pages(pdf, budget), builder)
        fallback = _properties(pdf.get_metadata_dict())
    except pypdfium2.PdfiumError as error:
        raise budget.refuse("broken", found=str(error), wanted="PDF") from error
    finally:
        pdf.close()
    return builder.document(budget.source, NOTHING, fallback=fallback)


def _properties(found: dict[str, str]) -> Known:
    title = one_line(found.get("Title", ""))
    sensible = title if title and not NO_TITLE.search(title) else None
    return Known(title=sensible, published=parse_date(found.get("CreationDate", "").removeprefix("D:")[:8]))


def _pages(pdf: Any, budget: Budget) -> list[Page]:  # noqa: ANN401  # pypdfium2 ships no types
    pages, scans = [], []
    characters = 0
    for number in range(1, len(pdf) + 1):
        budget.check_time()
        page = pdf[number - 1]
        width, height = page.get_size()
        pieces = list(_pieces(page, height, budget))
        count = sum(len(piece.text) for piece in pieces)
        characters += count
        budget.check_bytes(characters)
        scanned = count < LEAST_CHARACTERS and _has_picture(page)
        if scanned and has_ocr():
            scale = min(DPI / 72, LONGEST_SIDE / max(width, height, 1))
            pieces = ocr_pieces(page.render(scale=scale).to_numpy())
            width *= scale
        elif scanned:
            scans.append(number)
        pages.append(Page(number, tuple(lines_of(pieces, width)), ocr=scanned and has_ocr()))
        page.close()
    _complain(scans, pages, budget)
    return pages


def _complain(scans: list[int], pages: list[Page], budget: Budget) -> None:
    """Pages that could not be read: the whole file where there is nothing else, else a note beside it."""
    if not scans:
        return
    which = "all pages are scans" if len(scans) == len(pages) else f"pages {_listed(scans)} are scans"
    refusal = budget.refuse("needs_extra", found=which, wanted="ocr")
    if not any(page.lines for page in pages):
        raise refusal
    budget.note(refusal)


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")


def _has_picture(page: Any) -> bool:  # noqa: ANN401
    import pypdfium2.raw as raw  # noqa: PLC0415, PLR0402

    count = raw.FPDFPage_CountObjects(page)
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index)) for index in range(min(count, 1_000)))
    return any(kind in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM} for kind in kinds)


def _pieces(page: Any, height: float, budget: Budget) -> Iterator[Piece]:  # noqa: ANN401
    """The characters with their boxes, run together where they touch."""
    import pypdfium2.raw as raw  # noqa: PLC0415, PLR0402

    text_page = page.get_textpage()
    box = raw.FS_RECTF()
    piece: Piece | None = None
    for index in range(text_page.count_chars()):
        if index % 10_000 == 0:
            budget.check_time()
        code = raw.FPDFText_GetUnicode(text_page, index)
        character = chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not character or character.isspace():
            piece = piece._replace(text=piece.text + " ") if piece and not piece.text.endswith(" ") else piece
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
        size = max(box.top - box.bottom, 0.1)
        here = Piece(box.left, height - box.top, box.right, height - box.bottom, character, size)
        if piece is not None and _touches(piece, here):
            piece = piece._replace(
                right=max(piece.right, here.right),
                top=min(piece.top, here.top),
                bottom=max(piece.bottom, here.bottom),
                text=piece.text + character,
            )
        else:
            if piece is not None:
                yield piece
            piece = here
    if piece is not None:
        yield piece
    text_page.close()


def _touches(piece: Piece, here: Piece) -> bool:
    same_line = abs((piece.top + piece.bottom) - (here.top + here.bottom)) < 0.5 * min(piece.size, here.size) * 2
    gap = here.left - piece.right
    return same_line and -0.6 * here.size < gap < NEW_PIECE * here.size
