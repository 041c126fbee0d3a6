"""Learning from corrections, and the playground: what a sentence is read as, while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.reports.slots import about
from extractor.web.base import Pages
from extractor.web.learning import proposals
from extractor.web.trying import keep_rule, try_rule

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from extractor.web.base import Form

LONGEST = 2000  # characters of a sentence


class LearningPages(Pages):
    """Proposals, trials, the playground."""

    def proposed(self, request: Request) -> Response:
        """The rule files that the corrections of a figure come to."""
        doc_id = self._known(request)
        row = self._row(doc_id, request.query_params.get("at", ""))
        found = proposals(row, self._desk.documents[doc_id], self._desk.book)
        return self._page(request, "learn.html.j2", {"proposals": found, "folder": self._folder()})

    def _folder(self) -> str:
        return str(self._desk.rule_folders[-1]) if self._desk.rule_folders else ""

    def tried(self, request: Request, form: Form) -> Response:
        """Which facts would change."""
        with self._costly:
            trial = try_rule(self._desk, _rule_in(form))
        return self._page(request, "trial.html.j2", {"trial": trial, "kept": False, "folder": self._folder()})

    def kept(self, request: Request, form: Form) -> Response:
        """Keep it, where it is sound."""
        with self._costly:
            trial = keep_rule(self._desk, _rule_in(form))
        context = {"trial": trial, "kept": not trial.problems, "folder": self._folder()}
        return self._page(request, "trial.html.j2", context)

    def playground(self, request: Request) -> Response:
        """The page to type a sentence on."""
        return self._page(request, "playground.html.j2", {"title": self._render.word("playground"), "longest": LONGEST})

    def explained(self, request: Request, form: Form) -> Response:
        """What the sentence is read as."""
        text = form.get("text", "")
        if len(text) > LONGEST:
            raise UsageError(f"{len(text)} characters; at most {LONGEST}", f"{len(text)} 字；至多 {LONGEST}")
        explanation = self._desk.extractor().explain(text) if text.strip() else None
        rendered = explanation.render(self._desk.lang) if explanation else ""
        facts = [(fact, about(fact)) for one in (explanation.sentences if explanation else ()) for fact in one.facts]
        return self._page(request, "explained.html.j2", {"rendered": rendered, "facts": facts})


def _rule_in(form: Form) -> str:
    return form.get("rule", "").replace("\r\n", "\n")
