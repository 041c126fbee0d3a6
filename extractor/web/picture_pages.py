"""The page of the original beside a fact: PDF files of the run alone, as they were when they were read."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from extractor.web.base import Pages
from extractor.web.picture import picture, read_original

if TYPE_CHECKING:
    from starlette.requests import Request

    from extractor.model import Document


def page_of(document: Document, start: int) -> int | None:
    """The page that a place stands on, where the original is a PDF that can be shown."""
    if Path(document.source).suffix.lower() != ".pdf":
        return None
    return next((one.number for one in document.pages if one.start <= start < one.end), None)


class PicturePages(Pages):
    """Pictures are made one at a time: each takes a process of its own."""

    def picture(self, request: Request) -> Response:
        """The picture of a page; 404 where the file is gone or another than was read."""
        document = self._desk.documents.get(request.path_params["doc_id"])
        number: int = request.path_params["number"]
        if document is None or number not in {one.number for one in document.pages}:
            raise HTTPException(404)
        if Path(document.source).suffix.lower() != ".pdf":
            raise HTTPException(404)
        known = self._desk.journal.digest_of(document.source)
        data = read_original(Path(document.source)) if known else None
        if data is None or hashlib.sha256(data).hexdigest() != known:
            raise HTTPException(404)
        with self._costly:
            found = picture(data, number, document.source)
        return Response(found, media_type="image/png", headers={"cache-control": "private, max-age=3600"})
