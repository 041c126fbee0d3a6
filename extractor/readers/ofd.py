"""OFD (GB/T 33190-2016), the fixed-layout format of Chinese government: text objects of each page in reading order.

An OFD file is a ZIP of XML: OFD.xml names the document, Document.xml its pages and page templates, and a page's
Content.xml holds text objects with the places of their characters in millimetres.
"""

from __future__ import annotations

import posixpath
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from extractor.readers.builder import TextBuilder
from extractor.readers.dates import parse_date
from extractor.readers.layout import Piece, lines_of
from extractor.readers.mend import one_line
from extractor.readers.ocr import has_ocr, ocr_pieces, picture_of
from extractor.readers.packed import open_office
from extractor.readers.paged import Page, write_pages
from extractor.readers.recognise import NOTHING, Known

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from extractor.model import Document
    from extractor.readers.limits import Budget

A4: Final = (210.0, 297.0)  # millimetres
NEW_PIECE: Final = 0.6  # em
LONGEST_REPEAT: Final = 10_000  # of `g N value` in DeltaX


def read_ofd(data: bytes, budget: Budget) -> Document:
    """The pages of the first document body; CreationDate and Title of OFD.xml only where the text says nothing."""
    with open_office(data, budget, "OFD") as archive:
        package = Package(archive, budget)
        try:
            body = package.xml("OFD.xml").find(".//{*}DocBody")
            root = _text(body, "DocRoot")
            if body is None or not root:
                raise budget.refuse("broken", found="OFD.xml names no document", wanted="OFD")
            builder = TextBuilder(budget)
            write_pages(_pages(package, root), builder)
        except (ParseError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise budget.refuse("broken", found=f"{type(error).__name__}: {error}", wanted="OFD") from error
    fallback = Known(
        title=_text(body, "DocInfo/{*}Title"), published=parse_date(_text(body, "DocInfo/{*}CreationDate") or "")
    )
    return builder.document(budget.source, NOTHING, fallback=fallback)


def _text(element: Element | None, path: str) -> str | None:
    found = element.find("{*}" + path) if element is not None else None
    return one_line(found.text or "") or None if found is not None else None


class Package:
    """The parts of the file by name."""

    def __init__(self, archive: zipfile.ZipFile, budget: Budget) -> None:
        self._archive = archive
        self._names = {name.lstrip("/").lower(): name for name in archive.namelist()}
        self.budget = budget

    def data(self, path: str) -> bytes:
        """The bytes of a part; KeyError for one that is not there."""
        name = self._names[posixpath.normpath(path).lstrip("/").lower()]
        self.budget.check_bytes(self._archive.getinfo(name).file_size)
        return self._archive.read(name)

    def xml(self, path: str) -> Element:
        """The root of an XML part; entities are refused."""
        from defusedxml import DefusedXmlException  # noqa: PLC0415
        from defusedxml.ElementTree import fromstring  # noqa: PLC0415

        try:
            root: Element = fromstring(self.data(path))
        except DefusedXmlException as error:
            raise self.budget.refuse("forbidden_xml", found=f"{path}: {type(error).__name__}") from error
        return root


def _within(base: str, path: str) -> str:
    return path if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)


def _pages(package: Package, root: str) -> list[Page]:
    document = package.xml(root)
    templates = {
        part.get("ID"): _within(root, part.get("BaseLoc", "")) for part in document.iter() if _is(part, "TemplatePage")
    }
    listed = [part for part in document.iterfind("{*}Pages/{*}Page") if part.get("BaseLoc")]
    package.budget.check_pages(len(listed))
    common = _size(document.find("{*}CommonData/{*}PageArea"))
    pages, scans = [], []
    for number, part in enumerate(listed, 1):
        package.budget.check_time()
        path = _within(root, part.get("BaseLoc", ""))
        page = package.xml(path)
        size = _size(page.find("{*}Area")) or common or A4
        used = [
            templates[use.get("TemplateID")]
            for use in page.iterfind("{*}Template")
            if use.get("TemplateID") in templates
        ]
        pieces = [piece for layer in (*map(package.xml, used), page) for piece in _pieces(layer, package.budget)]
        picture = None if pieces else _picture(package, root, document, page)
        if picture and has_ocr():
            pixels = picture_of(picture, package.budget)
            pieces, size = ocr_pieces(pixels), (float(pixels.shape[1]), float(pixels.shape[0]))
        elif picture:
            scans.append(number)
        pages.append(Page(number, tuple(lines_of(pieces, size[0])), ocr=bool(picture)))
    if scans and not any(page.lines for page in pages):
        raise package.budget.refuse("needs_extra", found="all pages are scans", wanted="ocr")
    if scans:
        which = ", ".join(map(str, scans[:10]))
        package.budget.note(package.budget.refuse("needs_extra", found=f"pages {which} are scans", wanted="ocr"))
    return pages


def _is(element: Element, name: str) -> bool:
    return str(element.tag).rpartition("}")[2] == name


def _size(area: Element | None) -> tuple[float, float] | None:
    box = _numbers(_text(area, "PhysicalBox") or "")
    return (box[2], box[3]) if len(box) == 4 else None


def _picture(package: Package, root: str, document: Element, page: Element) -> bytes | None:
    """The largest picture of a page without text."""
    wanted = [part.get("ResourceID") for part in page.iter() if _is(part, "ImageObject")]
    listed = [part.text for part in document.iter() if _is(part, "DocumentRes") or _is(part, "PublicRes")]
    found = []
    for place in filter(None, listed):
        path = _within(root, place)
        resources = package.xml(path)
        base = posixpath.join(posixpath.dirname(path), resources.get("BaseLoc", ""))
        for media in resources.iter():
            file = _text(media, "MediaFile") if _is(media, "MultiMedia") and media.get("ID") in wanted else None
            if file:
                found.append(package.data(posixpath.join(base, file)))
    return max(found, key=len, default=None)


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split()]


def _pieces(layer: Element, budget: Budget) -> Iterator[Piece]:
    """Each text object's characters, cut where the object leaves a gap or begins a new line."""
    for element in layer.iter():
        if not _is(element, "TextObject"):
            continue
        budget.check_time()
        box = _numbers(element.get("Boundary", ""))
        if len(box) != 4:
            continue
        matrix = _numbers(element.get("CTM", "")) or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
        size = float(element.get("Size") or 3.5) * (abs(matrix[3]) or abs(matrix[1]) or 1.0)
        for code in element.iter():
            if _is(code, "TextCode") and code.text:
                yield from _of_code(code, box, matrix, size)


def _of_code(code: Element, box: list[float], matrix: list[float], size: float) -> Iterator[Piece]:
    x, y = float(code.get("X") or 0), float(code.get("Y") or 0)
    text = (code.text or "").replace("\n", " ")
    steps_x, steps_y = (_steps(code.get(name) or "", len(text)) for name in ("DeltaX", "DeltaY"))
    piece: Piece | None = None
    for index, character in enumerate(text):
        left = box[0] + matrix[0] * x + matrix[2] * y + matrix[4]
        base = box[1] + matrix[1] * x + matrix[3] * y + matrix[5]
        wide = size * (1.0 if ord(character) > 0x2E7F else 0.5)
        if piece and abs(base - piece.bottom) < 0.5 * size and left - piece.right < NEW_PIECE * size:
            piece = piece._replace(right=left + wide, text=piece.text + character)
        else:
            if piece:
                yield piece
            piece = Piece(left, base - size, left + wide, base, character, size)
        x += steps_x[index] if index < len(steps_x) else (0.0 if steps_y else wide / (abs(matrix[0]) or 1.0))
        y += steps_y[index] if index < len(steps_y) else 0.0
    if piece:
        yield piece


def _steps(text: str, most: int) -> list[float]:
    """The distances between characters; `g 3 4.2` stands for three times 4.2."""
    parts = text.split()
    steps: list[float] = []
    index = 0
    while index < len(parts) and len(steps) < most:
        if parts[index] == "g" and index + 2 < len(parts):
            steps += [float(parts[index + 2])] * min(int(parts[index + 1]), LONGEST_REPEAT)
            index += 3
        else:
            steps.append(float(parts[index]))
            index += 1
    return steps
