"""The slots in the templates of patterns: `{q1}`, `{q1:money|count}`, `{period}`, `{object?}`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

import regex

from extractor.model import QuantityKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SLOT = re.compile(r"\{(q\d)(?::([a-z|]+))?\}|\{([a-z_]+)(\?)?\}")
"""A slot: the figure and its kinds, or a name and whether it may be missing."""

BINDABLE = ("indicator", "object", "action", "population", "statistic", "change", "status", "subject", "role")
"""What `binds` may say of a figure."""

QUANTITY = "quantity"
"""The key of `binds` that names the figure."""

FIRST = "q1"
"""The figure that `binds` means where it names none."""


def unknown_figures(match: Sequence[str], binds: Sequence[Mapping[str, str]]) -> Iterator[tuple[int, str, str, str]]:
    """The bindings of figures that no expression has: index, what is named, and what to do in English and Chinese.

    Forms that the program itself binds (`@head-value`) have no slots to be held against.
    """
    if all(template.startswith("@") for template in match):
        return
    figures = sorted({found[1] for template in match for found in SLOT.finditer(template) if found[1]})
    en = f"wanted one of the figures in 'match' ({', '.join(figures)})"
    zh = f"应为 match 中的数字槽之一（{'、'.join(figures)}）"
    if not figures:
        en = "'match' has no figure; write {q1} where the figure stands, such as '合格{q1}', and quantity: q1"
        zh = "match 里没有数字槽；请在数字处写 {q1}（如“合格{q1}”），binds 里写 quantity: q1"
    for index, bound in enumerate(binds):
        name = bound.get("quantity", FIRST)
        if name not in figures:
            yield index, name, en, zh


def unreadable(match: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """What is wrong with the expressions themselves: index, and what was found and wanted in English and Chinese.

    A slot of a kind that no figure has (`{q1:cuont}`), and what is no regular expression (an open bracket).
    """
    known = get_args(QuantityKind)
    for index, template in enumerate(match):
        kinds = [kind for found in SLOT.finditer(template) for kind in (found[2] or "").split("|") if found[2]]
        for kind in dict.fromkeys(kind for kind in kinds if kind not in known):
            near = next(iter(get_close_matches(kind, known, 1)), "")
            meant, asked = (f"; did you mean '{near}'?", f"；是不是 '{near}'？") if near else ("", "")
            yield (
                index,
                f"'{kind}' is no kind of figure; wanted {', '.join(known)}{meant}",
                f"没有数字类型 '{kind}'；应为 {'、'.join(known)}{asked}",
            )
        try:
            regex.compile(SLOT.sub("x", template))
        except regex.error as error:
            yield (
                index,
                f"'{template}' is no regular expression ({error}); close every bracket, or write \\( for a bracket",
                f"'{template}' 不是正则表达式（{error}）；请配对括号，或把括号本身写成 \\(",
            )


def unknown_keys(binds: Sequence[Mapping[str, str]]) -> Iterator[tuple[int, str]]:
    """The keys under `binds` that say nothing of a figure: the index of the binding, and the key."""
    for index, bound in enumerate(binds):
        yield from ((index, key) for key in bound if key not in BINDABLE and key != QUANTITY)
