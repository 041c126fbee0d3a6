"""The routes of the desk: pages are made on the server, actions answer with the part of the page that changes."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from extractor.errors import ExtractorError
from extractor.web import deciding, evidence, queue
from extractor.web.adding import adding_form, draft_at, span_of
from extractor.web.base import Pages, form_of
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

    from extractor.decisions import Decision
    from extractor.web.desk import Desk, Row
    from extractor.web.guard import Policy

LONGEST_NAME = 60


def make_app(desk: Desk, policy: Policy) -> ASGIApp:
    """The desk as an ASGI application."""
    render, deciding_lock = Renderer(desk), threading.Lock()
    made = (desk, render, deciding_lock)
    pages, learning, exchange = Routes(*made), LearningPages(*made), ExchangePages(*made)
    routes = [
        Route("/", pages.queue),
        Route("/static/{name}", pages.static),
        Route("/suggest", pages.suggest),
        Route("/name", pages.rename, methods=["POST"]),
        Route("/bulk", pages.bulk, methods=["POST"]),
        Route("/document/{doc_id}", pages.document),
        Route("/document/{doc_id}/fact", pages.panel),
        Route("/document/{doc_id}/adding", pages.adding),
        Route("/document/{doc_id}/decide", pages.decide, methods=["POST"]),
        Route("/document/{doc_id}/correct", pages.correct, methods=["POST"]),
        Route("/document/{doc_id}/add", pages.add, methods=["POST"]),
        Route("/document/{doc_id}/undo", pages.undo, methods=["POST"]),
        Route("/document/{doc_id}/page/{number:int}", PicturePages(*made).picture),
        Route("/document/{doc_id}/learn", learning.proposed),
        Route("/learn/try", learning.tried, methods=["POST"]),
        Route("/learn/keep", learning.kept, methods=["POST"]),
        Route("/playground", learning.playground),
        Route("/playground/explain", learning.explained, methods=["POST"]),
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
        query = queue.parse_query(request.query_params)
        found = queue.entries(self._desk, query)
        asked = request.query_params.get("page", "1")
        pages = max(1, -(-len(found) // queue.PAGE))
        page = min(pages, max(1, int(asked))) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
        context = {
            "query": query,
            "entries": found[(page - 1) * queue.PAGE : page * queue.PAGE],
            "number": len(found),
            "green": sum(entry.row.is_green for entry in found),
            "page": page,
            "pages": pages,
            "progress": queue.progress(self._desk, query)[:200],
            "totals": queue.totals(self._desk),
            "link": urlencode({name: value for name, value in query._asdict().items() if value}),
        }
        return self._page(request, "queue.html.j2", context)

    def document(self, request: Request) -> Response:
        """A bulletin with its figures marked, and one fact beside it."""
        doc_id = self._known(request)
        at = request.query_params.get("at", "")
        return self._page(request, "document.html.j2", evidence.document_context(self._desk, doc_id, at))

    def panel(self, request: Request) -> Response:
        """One fact with its evidence."""
        doc_id = self._known(request)
        return self._panel(request, doc_id, self._row(doc_id, request.query_params.get("at", "")))

    def _panel(self, request: Request, doc_id: str, row: Row, **more: Any) -> HTMLResponse:  # noqa: ANN401
        context = evidence.panel_context(self._desk, doc_id, row)
        context |= {"notice": more.pop("notice", ""), "progress": queue.progress_of(self._desk, doc_id)}
        context["green"] = sum(other.is_green for other in self._desk.rows(doc_id))
        return self._page(request, "panel.html.j2", context, **more)

    async def decide(self, request: Request) -> Response:
        """Accept, reject or comment; the answer is the next figure to decide on."""
        return await self._on_fact(request, deciding.whole)

    async def correct(self, request: Request) -> Response:
        """Correct slots; the answer is the fact as it stands then."""

        def made(author: deciding.Author, document: Any, row: Row, form: Mapping[str, str]) -> list[Decision]:  # noqa: ANN401
            return deciding.corrections(author, document, row, form, self._desk.book)

        return await self._on_fact(request, made)

    async def _on_fact(self, request: Request, make: Any) -> Response:  # noqa: ANN401
        form = await form_of(request)
        doc_id = self._known(request)
        author = self._author(request)
        with self._deciding:
            self._desk.sync()
            row = self._row(doc_id, form.get("at", ""))
            if rival := _decided_meanwhile(row, form.get("seen", "0"), author.reviewer):
                notice = self._render.word("meanwhile", who=rival)
                return self._panel(request, doc_id, row, notice=notice, status_code=409)
            self._desk.journal.append(make(author, self._desk.documents[doc_id], row, form))
            self._desk.sync()
        row = self._row(doc_id, row.at)
        moving = form.get("verdict") in {"accept", "reject"}
        shown = evidence.next_open(self._desk.rows(doc_id), row) if moving else row
        return self._panel(request, doc_id, shown, headers=_states([row]))

    def adding(self, request: Request) -> Response:
        """The form for a figure that was missed."""
        doc_id = self._known(request)
        span = span_of(self._desk, doc_id, request.query_params, self._render.word)
        return self._page(request, "adding.html.j2", adding_form(self._desk, doc_id, span))

    async def add(self, request: Request) -> Response:
        """Add a figure; the page is loaded again with it marked."""
        form = await form_of(request)
        doc_id = self._known(request)
        span = span_of(self._desk, doc_id, form, self._render.word)
        document = self._desk.documents[doc_id]
        draft = draft_at(self._desk, doc_id, span)
        self._desk.journal.append(deciding.addition(self._author(request), document, span, form, draft))
        self._desk.sync()
        return Response(headers={"HX-Redirect": f"/document/{doc_id}?at={span[0]}-{span[1]}"})

    async def undo(self, request: Request) -> Response:
        """Take back the reviewer's last action in the document."""
        form = await form_of(request)
        doc_id = self._known(request)
        with self._deciding:
            made = deciding.undo_last(self._author(request), self._desk.decisions(doc_id))
            self._desk.journal.append(made)
            self._desk.sync()
        rows = self._desk.rows(doc_id)
        touched = [row for row in rows if (row.fact.start, row.fact.end) in {(one.start, one.end) for one in made}]
        if not touched or (len(touched) < len(made) and not form.get("at")):
            return Response(headers={"HX-Redirect": f"/document/{doc_id}"})
        return self._panel(request, doc_id, touched[0], headers=_states(touched))

    async def bulk(self, request: Request) -> Response:
        """Accept everything that is clear, in a document or in the queue as it is filtered."""
        form = await form_of(request)
        with self._deciding:
            self._desk.sync()
            green = [one for one in queue.entries(self._desk, queue.parse_query(form)) if one.row.is_green]
            author = self._author(request)
            self._desk.journal.append(
                [author.on(self._desk.documents[one.doc_id], one.row.fact, verdict="accept") for one in green]
            )
        return Response(headers={"HX-Refresh": "true"})

    async def rename(self, request: Request) -> Response:
        """Say who reviews in this browser."""
        name = " ".join((await form_of(request)).get("reviewer", "").split())[:LONGEST_NAME]
        response = Response(headers={"HX-Refresh": "true"})
        response.headers["set-cookie"] = f"{REVIEWER}={quote(name)}{COOKIE}"
        return response

    def suggest(self, request: Request) -> Response:
        """Registered names that hold what was typed."""
        slot = request.query_params.get("slot", "")
        typed = request.query_params.get(slot, "")[: deciding.LONGEST_COMMENT].strip()
        found = deciding.suggestions(self._desk.book, slot, typed)
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
        return self._page(request, "gone.html.j2", {}, status_code=error.status_code)

    def not_saved(self, request: Request, error: ExtractorError) -> Response:
        """What was asked for cannot be done; why, in a line."""
        why = self._render.word("not_saved", why=str(error))
        return self._page(request, "notice.html.j2", {"notice": why}, status_code=422)


def _decided_meanwhile(row: Row, seen: str, reviewer: str) -> str:
    """Who else decided on the figure after the page was made; nothing where nobody did."""
    if row.stand is None or not seen.isascii() or not seen.isdigit() or row.stand.last_id <= int(seen[:18]):
        return ""
    words = [row.stand.whole, *row.stand.corrections.values()]
    others = [one.reviewer for one in words if one and (one.id or 0) > int(seen[:18]) and one.reviewer != reviewer]
    return "、".join(dict.fromkeys(others))


def _states(rows: list[Row]) -> dict[str, str]:
    """The header that tells the page how figures stand now."""
    return {"HX-Trigger": json.dumps({"desk:states": {"rows": {row.at: row.state for row in rows}}})}
