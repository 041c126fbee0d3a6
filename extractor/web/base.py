"""What the pages of the desk have in common: who asks, the desk as it stands now, and how a page is made."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from extractor.web import deciding
from extractor.web.guard import REVIEWER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from extractor.web.desk import Desk
    from extractor.web.figures import Row
    from extractor.web.rendering import Renderer

Form = dict[str, str]


class Pages:
    """One desk's pages; their handlers run in threads."""

    def __init__(self, desk: Desk, render: Renderer) -> None:
        self._desk, self._render = desk, render
        self._costly = threading.Lock()  # of each group of pages one costly answer at a time

    def _author(self, request: Request) -> deciding.Author:
        return deciding.Author(self._name(request), datetime.now(UTC))

    def _name(self, request: Request) -> str:
        return unquote(request.state.cookies.get(REVIEWER, "")) or self._desk.reviewer

    def _page(self, request: Request, template: str, context: Mapping[str, Any], **more: Any) -> HTMLResponse:  # noqa: ANN401
        known = {"csrf": request.state.csrf, "nonce": request.state.nonce, "reviewer": self._name(request)}
        return HTMLResponse(self._render(template, {**context, **known}), **more)

    def _known(self, request: Request) -> str:
        doc_id: str = request.path_params["doc_id"]
        if doc_id not in self._desk.documents:
            raise HTTPException(404)
        self._desk.sync()
        return doc_id

    def _row(self, doc_id: str, at: str) -> Row:
        row = self._desk.standing(doc_id)[0].by_at.get(at)
        if row is None:
            raise HTTPException(404)
        return row


def posted(act: Callable[[Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
    """The handler of a form without files: acted on in a thread, others are answered meanwhile."""

    async def handle(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=60) as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(act, request, given)

    return handle
