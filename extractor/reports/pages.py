"""A page for each bulletin and one for the run: whole in themselves, readable without a network and without scripts.

Everything that comes from outside is escaped by the templates.  Style and script are the project's own files; their
hashes are the only ones that the page's security policy lets pass.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.reports.bulletin_page import bulletin_context
from extractor.reports.contents import page_name
from extractor.reports.index_page import MOST_SERIES, TIMELINE, index_context
from extractor.reports.slots import column
from extractor.reports.timeline_page import write_timeline_page
from extractor.reports.words import words
from extractor.store.atomic import atomic_path
from extractor.store.verdicts import FINDINGS, ITEMS, look

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

    from extractor.reports.contents import Report
    from extractor.store.labels import Lang


class Shown(NamedTuple):
    """A verdict for a template: a class name, a word, a mark."""

    css: str
    word: str
    mark: str


def write_pages(report: Report, folder: Path, lang: Lang = "zh") -> None:
    """Write `index.html` and a page for each text into the folder; each appears when it is whole."""
    pages = Pages(report, lang)
    for document in report.pages:
        _write(folder / page_name(document.doc_id), pages.bulletin(document.doc_id))
    if report.told_series:
        longest = sorted(report.told_series, key=lambda series: -len(series.points))[:MOST_SERIES]
        kept = {series.series_id for series in longest}
        write_timeline_page(folder / TIMELINE, [one for one in report.told_series if one.series_id in kept], lang)
    _write(folder / "index.html", pages.index())


def _write(path: Path, text: str) -> None:
    with atomic_path(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


class Pages:
    """The pages of one report."""

    def __init__(self, report: Report, lang: Lang) -> None:
        from markupsafe import Markup  # noqa: PLC0415  # comes with the templates

        self._report, self._lang = report, lang
        self._templates = _environment(lang)
        self._css = Markup(read_template("page.css") + verdict_colours())  # noqa: S704  # our own file
        self._js = Markup(read_template("page.js"))  # noqa: S704  # same

    def bulletin(self, doc_id: str) -> str:
        """The page of a text."""
        return self._render("bulletin.html.j2", bulletin_context(self._report, doc_id, self._lang), js=self._js)

    def index(self) -> str:
        """The page of the run."""
        return self._render("index.html.j2", index_context(self._report, self._lang), js="")

    def _render(self, template: str, context: dict[str, Any], js: str) -> str:
        policy = security_policy(self._css, js)
        return self._templates.get_template(template).render(**context, css=self._css, js=js, csp=policy)


def security_policy(css: str, js: str) -> str:
    """Nothing is loaded from anywhere; this style and this script alone are run."""
    style, script = (
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'" for text in (css, js)
    )
    scripts = script if js else "'none'"
    return f"default-src 'none'; style-src {style}; script-src {scripts}; base-uri 'none'; form-action 'none'"


def _environment(lang: Lang) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # only a report pays for it

    environment = Environment(
        loader=PackageLoader("extractor.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.finalize = lambda value: "" if value is None else value
    shared: dict[str, Any] = {
        "lang": lang,
        "word": words(lang),
        "column": partial(column, lang=lang),
        "look": partial(shown, lang=lang),
        "looks": FINDINGS,
        "item_looks": ITEMS,
    }
    environment.globals |= shared
    return environment


def shown(verdict: str, lang: Lang) -> Shown:
    """A verdict for a template."""
    seen = look(verdict)
    return Shown(re.sub(r"[^a-z_]", "", verdict) or "other", seen.word(lang), seen.mark)


def read_template(name: str) -> str:
    """A style sheet or script of the reports."""
    return (files("extractor.reports") / "templates" / name).read_text(encoding="utf-8")


def verdict_colours() -> str:
    """The verdicts' colours, those of the workbook, as rules of the style sheet."""
    rules = []
    for verdict, seen in {**FINDINGS, **ITEMS}.items():
        fill, font = seen.tint
        rules.append(f".v-{verdict} {{ background: {fill} !important; color: {font} !important; }}")
        rules.append(f"a.figure.v-{verdict} {{ border-bottom-color: {font}; }}")
        rules.append(f".fill-{verdict} {{ fill: {fill}; stroke: {font}; }} svg text.ink-{verdict} {{ fill: {font}; }}")
    return "\n".join(rules) + "\n"
