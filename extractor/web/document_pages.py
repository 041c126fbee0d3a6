"""A bulletin with its figures, and what a person does to one of them: the answer is the part of the page that changes.

What a correction means for the checks is not waited for: the part of the page that shows them asks for it (`checks`).
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response

from extractor.reports.pages import shown as look_of
from extractor.web import deciding, evidence, queue
from extractor.web.adding import adding_form, draft_at, span_of
from extractor.web.base import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from starlette.requests import Request

    from extractor.decisions import Decision
    from extractor.web.base import Form
    from extractor.web.figures import Row, Shown

MOST_LOOKS = 200  # figures whose look one answer changes


class DocumentPages(Pages):
    """The pages and actions on one document; synchronous ones run in threads."""

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
        context = evidence.panel_context(self._desk, doc_id, row) | {"notice": notice}
        return self._page(request, "panel.html.j2", context | self._progress(doc_id), **more)

    def checks(self, request: Request) -> Response:
        """What the checks say of a fact after a correction: asked for by the part of the page that has the rest."""
        doc_id = self._known(request)
        shown = self._desk.shown(doc_id)
        row = self._row(doc_id, request.query_params.get("at", ""))
        since = request.query_params.get("since", "0")
        turned = self._desk.turned(doc_id, int(since) if since.isascii() and since.isdigit() and len(since) < 9 else 0)
        context = evidence.checks_context(self._desk, doc_id, row) | {"doc_id": doc_id, "row": row}
        looks = _looks(shown.by_at[at] for at in turned if at in shown.by_at)
        return self._page(request, "checks.html.j2", context | self._progress(doc_id), headers=looks)

    def _progress(self, doc_id: str) -> dict[str, Any]:
        shown, unchecked = self._desk.standing(doc_id)
        return {"progress": queue.progress_of(self._desk, doc_id), "green": shown.green, "unchecked": unchecked}

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
            before, _ = self._desk.standing(doc_id)
            row = self._row(doc_id, form.get("at", ""))
            if rival := _decided_meanwhile(row, form.get("seen", "0"), author.reviewer):
                notice = self._render.word("meanwhile", who=rival)
                return self._panel(request, doc_id, row, notice, status_code=409)
            write(make(author, self._desk.documents[doc_id], row, form))
        self._desk.sync()
        now, _ = self._desk.standing(doc_id)
        moving = form.get("verdict") in {"accept", "reject"}
        shown = evidence.next_open(now, row.at) if moving else now.by_at[row.at]
        return self._panel(request, doc_id, shown, headers=_looks(_moved(before, now)))

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
            before, _ = self._desk.standing(doc_id)
            made = deciding.undo_last(self._author(request), self._desk.decisions(doc_id))
            write(made)
        self._desk.sync()
        now, _ = self._desk.standing(doc_id)
        touched = [row for one in made if (row := now.by_at.get(f"{one.start}-{one.end}"))]
        if len(made) > MOST_LOOKS or len(touched) < len(made) or not form.get("at"):
            return Response(headers={"HX-Redirect": f"/document/{doc_id}"})
        return self._panel(request, doc_id, touched[0], headers=_looks(_moved(before, now)))


def _decided_meanwhile(row: Row, seen: str, reviewer: str) -> str:
    """Who else decided on the figure after the page was made; nothing where nobody did."""
    if row.stand is None or not seen.isascii() or not seen.isdigit() or row.stand.last_id <= int(seen[:18]):
        return ""
    words = [row.stand.whole, *row.stand.corrections.values()]
    others = [one.reviewer for one in words if one and (one.id or 0) > int(seen[:18]) and one.reviewer != reviewer]
    return "、".join(dict.fromkeys(others))


def _moved(before: Shown, now: Shown) -> Iterator[Row]:
    """The figures that a decision changed."""
    return (
        row
        for at, row in now.by_at.items()
        if (was := before.by_at.get(at)) is not row and (was is None or was.state != row.state)
    )


def _looks(rows: Iterable[Row]) -> dict[str, str]:
    """The header that tells the page how figures look now; for many of them, to load it anew."""
    changed = {row.at: [row.state, look_of(row.verdict, "zh").css if row.verdict else ""] for row in rows}
    if len(changed) > MOST_LOOKS:
        return {"HX-Refresh": "true"}
    return {"HX-Trigger": json.dumps({"desk:looks": {"figures": changed}})}
