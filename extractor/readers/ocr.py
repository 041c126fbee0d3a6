"""Text from pictures of pages, offline, through the extra `ocr` (rapidocr and onnxruntime, models in their wheels)."""

from __future__ import annotations

import logging
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from extractor.readers.builder import TextBuilder
from extractor.readers.layout import Piece, lines_of
from extractor.readers.paged import Page, write_pages

if TYPE_CHECKING:
    from extractor.model import Document
    from extractor.readers.limits import Budget

PIXELS: Final = 40_000_000  # of a picture that is looked at
TYPE_SHARE: Final = 0.8  # of the height of a recognised line is its type


def has_ocr() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def _engine() -> Any:  # noqa: ANN401  # rapidocr ships no types
    from rapidocr import RapidOCR  # noqa: PLC0415  # seconds to load

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def ocr_pieces(picture: Any) -> list[Piece]:  # noqa: ANN401  # an array of pixels
    """The lines that are recognised in a picture, with their places in pixels."""
    found = _engine()(picture)
    if found.boxes is None or found.txts is None:
        return []
    pieces = []
    for box, text in zip(found.boxes, found.txts, strict=True):
        left, top = float(min(point[0] for point in box)), float(min(point[1] for point in box))
        right, bottom = float(max(point[0] for point in box)), float(max(point[1] for point in box))
        pieces.append(Piece(left, top, right, bottom, text, max((bottom - top) * TYPE_SHARE, 1.0)))
    return pieces


def read_picture(data: bytes, budget: Budget) -> Document:
    """A picture file as a document of one page; what it says of itself is only what can be seen."""
    if not has_ocr():
        raise budget.refuse("needs_extra", found="a picture", wanted="ocr")
    pixels = picture_of(data, budget)
    builder = TextBuilder(budget)
    width = float(pixels.shape[1])
    write_pages([Page(1, tuple(lines_of(ocr_pieces(pixels), width)), ocr=True)], builder)
    return builder.document(budget.source)


def picture_of(data: bytes, budget: Budget) -> Any:  # noqa: ANN401  # an array of pixels
    """The picture as pixels; refused where it is broken or unpacks to more pixels than a page needs."""
    import io  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # comes with the extra

    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > PIXELS:
                raise budget.refuse(
                    "unpacks_too_large", found=str(image.width * image.height), wanted=str(PIXELS), option="bytes"
                )
            return np.asarray(image.convert("RGB"))[:, :, ::-1]  # rapidocr wants blue first
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise budget.refuse("broken", found=str(error), wanted="picture") from error
