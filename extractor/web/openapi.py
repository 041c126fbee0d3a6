"""What the desk answers, as an OpenAPI document: for tests and for those who script it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.responses import JSONResponse

from extractor.review.slots import EDITABLE
from extractor.web.queue import FILTERS

if TYPE_CHECKING:
    from starlette.requests import Request

Address = tuple[str, str, tuple[str, ...]]  # path, what it does, what it takes
ANSWERS: Final = (
    ("200", "the page, or the part of it that changes"),
    ("400", "the form cannot be read"),
    ("403", "no request of a page of ours"),
    ("404", "no such page, document or figure"),
    ("405", "another method is wanted"),
    ("409", "somebody else decided meanwhile; nothing was saved"),
    ("413", "the body is too long"),
    ("422", "nothing was saved, and why"),
)
GETS: tuple[Address, ...] = (
    ("/", "the queue", (*FILTERS, "page", "documents")),
    ("/suggest", "registered names that hold what was typed", ("slot", "subject", "indicator")),
    ("/playground", "the page to type a sentence on", ()),
    ("/exchange", "what can be had and given back", ()),
    ("/exchange/{format}", "the run as reviewed: labelstudio, doccano, spacy, brat or gold", ()),
    ("/document/{doc_id}", "a bulletin with one fact beside it", ("at",)),
    ("/document/{doc_id}/fact", "a fact with its evidence", ("at",)),
    ("/document/{doc_id}/checks", "what the checks say of it after a correction", ("at", "since")),
    ("/document/{doc_id}/adding", "the form for a missed figure", ("start", "end", "words")),
    ("/document/{doc_id}/learn", "rules that corrections come to", ("at",)),
    ("/document/{doc_id}/page/{number}", "the picture of a page", ()),
)
POSTS: tuple[Address, ...] = (
    ("/name", "say who reviews", ("reviewer",)),
    ("/bulk", "accept everything that is clear", FILTERS),
    ("/document/{doc_id}/decide", "accept, reject or comment", ("at", "seen", "verdict", "comment")),
    ("/document/{doc_id}/correct", "correct slots", ("at", "seen", "comment", *EDITABLE)),
    ("/document/{doc_id}/add", "add a figure", ("start", "end", "words", "comment", *EDITABLE)),
    ("/document/{doc_id}/undo", "take back one's last action", ("at",)),
    ("/learn/try", "which facts a rule would change", ("rule",)),
    ("/learn/keep", "keep a rule", ("rule",)),
    ("/playground/explain", "what a sentence is read as", ("text",)),
)
UPLOADS: tuple[Address, ...] = (
    ("/exchange/import", "annotations as decisions", ("format", "reject_missing", "dry_run")),
)


def described(_: Request) -> JSONResponse:
    """The document itself."""
    return JSONResponse(description())


def description() -> dict[str, Any]:
    """Every address with what it takes.  A change needs a page's cookie, its `X-CSRF-Token` and its `Origin`."""
    paths: dict[str, Any] = {}
    for path, says, names in GETS:
        query = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]
        paths[path] = {"get": {"summary": says, "parameters": [*_in_path(path), *query], "responses": _answers()}}
    for kind, listed in (("application/x-www-form-urlencoded", POSTS), ("multipart/form-data", UPLOADS)):
        for path, says, names in listed:
            fields: dict[str, Any] = {name: {"type": "string"} for name in names}
            if listed is UPLOADS:
                fields["file"] = {"type": "string", "format": "binary"}
            body = {"content": {kind: {"schema": {"type": "object", "properties": fields}}}}
            paths[path] = {
                "post": {"summary": says, "parameters": _in_path(path), "requestBody": body, "responses": _answers()}
            }
    return {"openapi": "3.0.3", "info": {"title": "review desk", "version": "1"}, "paths": paths}


def _in_path(path: str) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer", "minimum": 0} if name == "number" else {"type": "string"},
        }
        for name in names
    ]


def _answers() -> dict[str, Any]:
    return {code: {"description": says} for code, says in ANSWERS}
