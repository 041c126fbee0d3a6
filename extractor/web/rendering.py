"""Templates and assets of the desk: everything from outside is escaped, nothing is loaded from elsewhere."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from extractor.reports.pages import read_template, shown, verdict_colours
from extractor.reports.slots import about, coded, column
from extractor.store.verdicts import FINDINGS
from extractor.web.words import desk_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractor.store.labels import Lang
    from extractor.web.desk import Desk

STATES = ("open", "contested", "accepted", "corrected", "added", "rejected")


class Renderer:
    """Makes pages of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.word = desk_words(desk.lang)
        self._templates = Environment(
            loader=PackageLoader("extractor.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.finalize = lambda value: "" if value is None else value
        words: dict[str, Any] = {
            "lang": desk.lang,
            "word": self.word,
            "column": partial(_label, lang=desk.lang),
            "coded": partial(coded, lang=desk.lang),
            "look": partial(shown, lang=desk.lang),
            "verdicts": tuple(FINDINGS),
            "states": STATES,
            "about": about,
            "writable": desk.journal.writable,
        }
        self._templates.globals |= words
        style = read_template("page.css") + verdict_colours() + _asset("desk.css")
        self.assets: Mapping[str, tuple[str, str]] = {
            "desk.css": ("text/css", style),
            "desk.js": ("text/javascript", _asset("desk.js")),
            "htmx.js": ("text/javascript", _asset("htmx.min.js")),
            "icon.svg": ("image/svg+xml", _asset("icon.svg")),
        }

    def __call__(self, template: str, context: Mapping[str, Any]) -> str:
        """The page or part."""
        return self._templates.get_template(template).render(context)


def _label(name: str, lang: Lang) -> str:
    label = column(name, lang)
    return label[:1].upper() + label[1:]


def _asset(name: str) -> str:
    return (files("extractor.web") / "static" / name).read_text(encoding="utf-8")
