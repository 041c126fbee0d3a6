"""The routes of the desk: pages are made on the server, actions answer with the part of the page that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from extractor.errors import ExtractorError
from extractor.web import deciding, queue
from extractor.web.base import Pages, posted
from extractor.web.document_pages import DocumentPages
from extractor.web.exchange_pages import ExchangePages
from extractor.web.guard import COOKIE, REVIEWER, Guard
from extractor.web.learning_pages import LearningPages
from extractor.web.openapi import described
from extractor.web.picture_pages import PicturePages
from extractor.web.rendering import Renderer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from extractor.web.base import Form
    from extractor.web.desk import Desk
    from extractor.web.guard import Policy

LONGEST_NAME = 60


def make_app(desk: Desk, policy: Policy) -> ASGIApp:
    """The desk as an ASGI application."""
    made = (desk, Renderer(desk))
    pages, figures = Routes(*made), DocumentPages(*made)
    learning, exchange = LearningPages(*made), ExchangePages(*made)
    routes = [
        Route("/", pages.queue),
        Route("/static/{name}", pages.static),
        Route("/suggest", pages.suggest),
        Route("/name", posted(pages.rename), methods=["POST"]),
        Route("/bulk", posted(pages.bulk), methods=["POST"]),
        Route("/document/{doc_id}", figures.document),
        Route("/document/{doc_id}/fact", figures.panel),
        Route("/document/{doc_id}/checks", figures.checks),
        Route("/document/{doc_id}/adding", figures.adding),
        Route("/document/{doc_id}/decide", posted(figures.decide), methods=["POST"]),
        Route("/document/{doc_id}/correct", posted(figures.correct), methods=["POST"]),
        Route("/document/{doc_id}/add", posted(figures.add), methods=["POST"]),
        Route("/document/{doc_id}/undo", posted(figures.undo), methods=["POST"]),
        Route("/document/{doc_id}/page/{number:int}", PicturePages(*made).picture),
        Route("/document/{doc_id}/learn", learning.proposed),
        Route("/learn/try", posted(learning.tried), methods=["POST"]),
        Route("/learn/keep", posted(learning.kept), methods=["POST"]),
        Route("/playground", learning.playground),
        Route("/playground/explain", posted(learning.explained), methods=["POST"]),
        Route("/exchange", exchange.exchange),
        Route("/exchange/import", exchange.upload, methods=["POST"]),
        Route("/exchange/{format}", exchange.export),
        Route("/openapi.json", described),
    ]
    handlers: Mapping[Any, Any] = {HTTPException: pages.refused, ExtractorError: pages.not_saved}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), policy)


class Routes(Pages):
    """The pages and actions of one desk; synchronous ones run in threads."""

    def queue(self, request: Request) -> Response:
        """The figures that most need a look, and the documents."""
        self._desk.sync()
        given = request.query_params
        query = queue.parse_query(given)
        context = queue.queue_context(self._desk, query, given.get("page", "1"), given.get("documents", "1"))
        context["link"] = urlencode({name: value for name, value in query._asdict().items() if value})
        return self._page(request, "queue.html.j2", context)

    def bulk(self, request: Request, form: Form) -> Response:
        """Accept everything that is clear, in a document or in the queue as it is filtered."""
        author = self._author(request)
        with self._desk.journal.turn() as write:
            self._desk.sync()
            for doc_id, facts in queue.clear(self._desk, queue.parse_query(form)).items():
                document = self._desk.documents[doc_id]
                write([author.on(document, fact, verdict="accept") for fact in facts])
        return Response(headers={"HX-Refresh": "true"})

    def rename(self, _: Request, form: Form) -> Response:
        """Say who reviews in this browser."""
        name = " ".join(form.get("reviewer", "").split())[:LONGEST_NAME]
        response = Response(headers={"HX-Refresh": "true"})
        response.headers["set-cookie"] = f"{REVIEWER}={quote(name)}{COOKIE}"
        return response

    def suggest(self, request: Request) -> Response:
        """Registered names that hold what was typed."""
        slot = request.query_params.get("slot", "")
        typed = request.query_params.get(slot, "")[: deciding.LONGEST_COMMENT].strip()
        found = self._desk.suggest(slot, typed)
        return self._page(request, "suggest.html.j2", {"found": found})

    def static(self, request: Request) -> Response:
        """The desk's own style and scripts; nothing else has an address."""
        found = self._render.assets.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        kind, text = found
        return Response(text, media_type=kind, headers={"cache-control": "max-age=3600"})

    def refused(self, request: Request, error: HTTPException) -> Response:
        """A page that is not there, a method that is not allowed."""
        said = self._render.word({404: "gone", 413: "too_large"}.get(error.status_code, "refused"))
        if request.headers.get("hx-request"):  # a part was asked for: desk.js shows the words
            return PlainTextResponse(said, error.status_code)
        return self._page(request, "gone.html.j2", {"said": said}, status_code=error.status_code)

    def not_saved(self, request: Request, error: ExtractorError) -> Response:
        """What was asked for cannot be done; why, in a line."""
        said = self._render.word("not_saved", why=error.line(self._desk.lang))
        if request.method != "GET" or request.headers.get("hx-request"):
            return self._page(request, "notice.html.j2", {"notice": said}, status_code=422)
        return self._page(request, "gone.html.j2", {"said": said}, status_code=422)
