"""The routes of the desk: pages are made on the server, actions answer with the part of the page that changes."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from extractor.errors import ExtractorError
from extractor.reports.pages import shown as look_of
from extractor.web import deciding, evidence, queue
from extractor.web.adding import adding_form, draft_at, span_of
from extractor.web.base import Pages, posted
from extractor.web.exchange_pages import ExchangePages
from extractor.web.guard import COOKIE, REVIEWER, Guard
from extractor.web.learning_pages import LearningPages
from extractor.web.openapi import described
from extractor.web.picture_pages import PicturePages
from extractor.web.rendering import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from extractor.decisions import Decision
    from extractor.web.base import Form
    from extractor.web.desk import Desk
    from extractor.web.figures import Row, Shown
    from extractor.web.guard import Policy

LONGEST_NAME = 60
MOST_LOOKS = 200  # figures whose look one answer changes


def make_app(desk: Desk, policy: Policy) -> ASGIApp:
    """The desk as an ASGI application."""
    made = (desk, Renderer(desk))
    pages, learning, exchange = Routes(*made), LearningPages(*made), ExchangePages(*made)
    routes = [
        Route("/", pages.queue),
        Route("/static/{name}", pages.static),
        Route("/suggest", pages.suggest),
        Route("/name", posted(pages.rename), methods=["POST"]),
        Route("/bulk", posted(pages.bulk), methods=["POST"]),
        Route("/document/{doc_id}", pages.document),
        Route("/document/{doc_id}/fact", pages.panel),
        Route("/document/{doc_id}/adding", pages.adding),
        Route("/document/{doc_id}/decide", posted(pages.decide), methods=["POST"]),
        Route("/document/{doc_id}/correct", posted(pages.correct), methods=["POST"]),
        Route("/document/{doc_id}/add", posted(pages.add), methods=["POST"]),
        Route("/document/{doc_id}/undo", posted(pages.undo), methods=["POST"]),
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
        query = queue.parse_query(request.query_params)
        found, documents = queue.fitting(self._desk, query), queue.progress(self._desk, query)
        asked = request.query_params.get("page", "1")
        page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
        context = {
            **queue.page_of(self._desk, found, page)._asdict(),
            "query": query,
            "green": sum(row.is_green for rows in found.values() for row in rows),
            "progress": documents[: queue.MOST_DOCUMENTS],
            "more_documents": max(0, len(documents) - queue.MOST_DOCUMENTS),
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

    def _panel(self, request: Request, doc_id: str, row: Row, notice: str = "", **more: Any) -> HTMLResponse:  # noqa: ANN401
        context = evidence.panel_context(self._desk, doc_id, row)
        context |= {"notice": notice, "progress": queue.progress_of(self._desk, doc_id)}
        context["green"] = self._desk.shown(doc_id).green
        return self._page(request, "panel.html.j2", context, **more)

    def decide(self, request: Request, form: Form) -> Response:
        """Accept, reject or comment; the answer is the next figure to decide on."""
        return self._on_fact(request, form, deciding.whole)

    def correct(self, request: Request, form: Form) -> Response:
        """Correct slots; the answer is the fact as it stands then."""
        return self._on_fact(request, form, partial(deciding.corrections, book=self._desk.book))

    def _on_fact(self, request: Request, form: Form, make: Callable[..., list[Decision]]) -> Response:
        doc_id = self._known(request)
        author = self._author(request)
        with self._desk.journal.turn() as write:
            self._desk.sync()
            before = self._desk.shown(doc_id)
            row = self._row(doc_id, form.get("at", ""))
            if rival := _decided_meanwhile(row, form.get("seen", "0"), author.reviewer):
                notice = self._render.word("meanwhile", who=rival)
                return self._panel(request, doc_id, row, notice, status_code=409)
            write(make(author, self._desk.documents[doc_id], row, form))
        self._desk.sync()
        now = self._desk.shown(doc_id)
        moving = form.get("verdict") in {"accept", "reject"}
        shown = evidence.next_open(now, row.at) if moving else now.by_at[row.at]
        return self._panel(request, doc_id, shown, headers=_looks(before, now))

    def adding(self, request: Request) -> Response:
        """The form for a figure that was missed."""
        doc_id = self._known(request)
        span = span_of(self._desk, doc_id, request.query_params, self._render.word)
        return self._page(request, "adding.html.j2", adding_form(self._desk, doc_id, span))

    def add(self, request: Request, form: Form) -> Response:
        """Add a figure; the page is loaded again with it marked."""
        doc_id = self._known(request)
        with self._desk.journal.turn() as write:
            self._desk.sync()
            span = span_of(self._desk, doc_id, form, self._render.word)
            draft = draft_at(self._desk, doc_id, span)
            write(deciding.addition(self._author(request), self._desk.documents[doc_id], span, form, draft))
        return Response(headers={"HX-Redirect": f"/document/{doc_id}?at={span[0]}-{span[1]}"})

    def undo(self, request: Request, form: Form) -> Response:
        """Take back the reviewer's last action in the document; the page is loaded again where it was a large one."""
        doc_id = self._known(request)
        with self._desk.journal.turn() as write:
            self._desk.sync()
            before = self._desk.shown(doc_id)
            made = deciding.undo_last(self._author(request), self._desk.decisions(doc_id))
            write(made)
        self._desk.sync()
        now = self._desk.shown(doc_id)
        touched = [row for one in made if (row := now.by_at.get(f"{one.start}-{one.end}"))]
        if len(made) > MOST_LOOKS or len(touched) < len(made) or not form.get("at"):
            return Response(headers={"HX-Redirect": f"/document/{doc_id}"})
        return self._panel(request, doc_id, touched[0], headers=_looks(before, now))

    def bulk(self, request: Request, form: Form) -> Response:
        """Accept everything that is clear, in a document or in the queue as it is filtered."""
        author = self._author(request)
        with self._desk.journal.turn() as write:
            self._desk.sync()
            for doc_id, rows in queue.fitting(self._desk, queue.parse_query(form)).items():
                document = self._desk.documents[doc_id]
                write([author.on(document, row.fact, verdict="accept") for row in rows if row.is_green])
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


def _decided_meanwhile(row: Row, seen: str, reviewer: str) -> str:
    """Who else decided on the figure after the page was made; nothing where nobody did."""
    if row.stand is None or not seen.isascii() or not seen.isdigit() or row.stand.last_id <= int(seen[:18]):
        return ""
    words = [row.stand.whole, *row.stand.corrections.values()]
    others = [one.reviewer for one in words if one and (one.id or 0) > int(seen[:18]) and one.reviewer != reviewer]
    return "、".join(dict.fromkeys(others))


def _looks(before: Shown, now: Shown) -> dict[str, str]:
    """The header that tells the page which figures look otherwise now; empty where it is as well to load it anew."""
    changed = {
        at: [row.state, look_of(row.verdict, "zh").css if row.verdict else ""]
        for at, row in now.by_at.items()
        if (was := before.by_at.get(at)) is not row
        and (was is None or (was.state, was.verdict) != (row.state, row.verdict))
    }
    if len(changed) > MOST_LOOKS:
        return {"HX-Refresh": "true"}
    return {"HX-Trigger": json.dumps({"desk:looks": {"figures": changed}})}
