"""Organisations that have a branch in every region: bodies × divisions, by templates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.rulebook.book import NameRule
from extractor.rulebook.divisions import LEVELS, placeholders

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from extractor.rulebook.book import Division, Level
    from extractor.rulebook.entries import Body, Generate

_DEFAULT_ENTRY_ID = "{id}-{code}"
_Branch = tuple[str, str, list[str]]  # entry id, division code, names: its own first


def branches(
    block: Generate, divisions: Mapping[str, Division], rule_id: str, taken: Collection[str]
) -> list[NameRule]:
    """The name rules of a `generate` block.

    A name in `taken` (written out in some register) is left alone.  A name that a province's and a city's branch
    share (吉林电信) is the province's; one that two branches of a level share names neither.
    """
    used = set(taken)
    rules: list[NameRule] = []
    for level in LEVELS:
        if level not in block.over:
            continue
        found = list(_branches_of(block, level, divisions))
        used |= _shared_names(found)
        for entry_id, code, names in found:
            free = tuple(name for name in dict.fromkeys(names) if name not in used)
            if free:
                rules.append(_rule(block, rule_id, entry_id, code, free))
        used.update(name for _, _, names in found for name in names)
    return rules


def _rule(block: Generate, rule_id: str, entry_id: str, code: str, names: tuple[str, ...]) -> NameRule:
    return NameRule(
        id=entry_id,
        name=names[0],
        aliases=names[1:],
        kind="organisation",
        type=block.type,
        region=code,
        rule_id=rule_id,
    )


def _shared_names(found: list[_Branch]) -> set[str]:
    owner: dict[str, str] = {}
    return {name for entry_id, _, names in found for name in names if owner.setdefault(name, entry_id) != entry_id}


def _branches_of(block: Generate, level: Level, divisions: Mapping[str, Division]) -> Iterator[_Branch]:
    texts = (block.canonical[level], *block.templates[level])
    entry_id = block.entry_id.get(level, _DEFAULT_ENTRY_ID)
    bodies = [(body.id, _for_body(texts, body)) for body in (*block.carriers, *block.bodies)]
    asked = {name for _, templates in bodies for template in templates for name in _asks(template)}
    for division in divisions.values():
        if division.level != level:
            continue
        values = placeholders(division, divisions)
        lacks_some = not asked <= values.keys()
        for body_id, templates in bodies:
            usable = [t for t in templates if _asks(t) <= values.keys()] if lacks_some else templates
            names = [template.format_map(values) for template in usable]
            yield entry_id.format_map({**values, "id": body_id}), division.code, names


def _for_body(texts: tuple[str, ...], body: Body) -> list[str]:
    """The templates with the body filled in: one for each of its short forms where a short form is asked for."""
    named = [text.replace("{name}", body.name).replace("{id}", body.id) for text in texts]
    return [text.replace("{short}", short) for text in named for short in (body.short if "{short}" in text else ("",))]


def _asks(template: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", template))
