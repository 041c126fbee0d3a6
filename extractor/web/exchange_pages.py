"""Annotations in the page: downloads of the run as reviewed, uploads that become decisions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from extractor.errors import UsageError
from extractor.exchange.formats import MOST_BYTES, SUFFIXES, decode, encode, packed, suffix_of
from extractor.web.base import Pages
from extractor.web.deciding import Author
from extractor.web.golding import gold_of, is_whole
from extractor.web.importing import imported, sheets_of

if TYPE_CHECKING:
    from starlette.requests import Request

GOLD = "gold"


class ExchangePages(Pages):
    """The page, the files, the upload."""

    def exchange(self, request: Request) -> Response:
        """What can be had, and where files are given back."""
        context = {
            "title": self._render.word("exchange"),
            "formats": [name for name, _ in SUFFIXES],
            "whole": sum(is_whole(self._desk, doc_id) for doc_id in self._desk.documents),
            "documents": len(self._desk.documents),
            "most": MOST_BYTES // 1024 // 1024,
        }
        return self._page(request, "exchange.html.j2", context)

    def export(self, request: Request) -> Response:
        """The run as reviewed, in one file."""
        name = request.path_params["format"]
        if name == GOLD:
            return _file(packed(gold_of(self._desk).files), "gold.zip")
        if name not in dict(SUFFIXES):
            raise HTTPException(404)
        return _file(encode(sheets_of(self._desk), name), f"{name}.{suffix_of(name)}")

    async def upload(self, request: Request) -> Response:
        """Take annotations in; with `dry_run` only say what they come to."""
        async with request.form(max_files=1, max_fields=10, max_part_size=64 * 1024) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile) or not file.filename:
                raise UsageError("file: nothing was chosen; choose the file that the tool exported", "没有选择文件")
            data, name = await file.read(), file.filename[:100]
            form_name = str(form.get("format", ""))
            reject, dry = bool(form.get("reject_missing")), bool(form.get("dry_run"))
        author = Author(self._name(request), datetime.now(UTC))
        return await run_in_threadpool(self._imported, request, (data, form_name, name), author, (reject, dry))

    def _imported(
        self, request: Request, given: tuple[bytes, str, str], author: Author, how: tuple[bool, bool]
    ) -> Response:
        sheets = decode(*given)
        if how[1]:
            found = imported(self._desk, sheets, author, reject_missing=how[0])
        else:
            with self._desk.journal.turn() as write:
                found = imported(self._desk, sheets, author, reject_missing=how[0])
                write(found.decisions)
            self._desk.sync()
        counts = [(verdict, found.count(verdict)) for verdict in ("accept", "correct", "add", "reject")]
        context = {"found": found, "counts": counts, "dry_run": how[1]}
        return self._page(request, "imported.html.j2", context)


def _file(data: bytes, name: str) -> Response:
    headers = {"content-disposition": f"attachment; filename={quote(name)}"}
    return Response(data, media_type="application/octet-stream", headers=headers)
