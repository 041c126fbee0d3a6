"""Names and ids that two entries claim: each must mean one thing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.rulebook.book import NameRule
    from extractor.rulebook.draft import Claim, Draft
    from extractor.rulebook.nodes import Problem


def clashes(draft: Draft) -> list[Problem]:
    """Writings that name two entries of one kind, and entry ids given twice in one kind.

    Cues are classes of words, not names: a word may stand in several, and a class go on in another file.
    """
    return [*_writings(draft), *_entry_ids(draft), *_generated(draft)]


def _writings(draft: Draft) -> Iterator[Problem]:
    owners: dict[tuple[str, str], Claim] = {}
    for claim in draft.claims:
        if claim.namespace == "cue":
            continue
        first = owners.setdefault((claim.namespace, claim.writing), claim)
        if first.entry_id != claim.entry_id:
            yield claim.loaded.source.problem(_place(claim), _names_both(claim.writing, first, claim))


def _names_both(writing: str, first: Claim, second: Claim) -> str:
    files = (first.loaded.model.id, second.loaded.model.id)
    rules = f"rule '{files[0]}'" if files[0] == files[1] else f"rules '{files[0]}' and '{files[1]}'"
    return f"'{writing}' names both '{first.entry_id}' and '{second.entry_id}' ({rules}); give it to one"


def _place(claim: Claim) -> tuple[int | str, ...]:
    """The field, in the claim's entry, that holds the writing."""
    entry: object = claim.loaded.source.data
    for part in claim.path:
        entry = entry[part]  # type: ignore[index]  # the path is one the file has
    if not isinstance(entry, dict):
        return claim.path
    for name in ("name", "aliases", "words"):
        value = entry.get(name)
        if value == claim.writing:
            return (*claim.path, name)
        if isinstance(value, list) and claim.writing in value:
            return (*claim.path, name, value.index(claim.writing))
    return claim.path


def _entry_ids(draft: Draft) -> Iterator[Problem]:
    """Two entries of one kind with one id."""
    seen: dict[tuple[str, str], Claim] = {}
    for claim in draft.claims:
        if claim.namespace == "cue":
            continue
        key = (claim.namespace.partition(" ")[0], claim.entry_id)
        first = seen.setdefault(key, claim)
        if (first.loaded.source.path, first.path) != (claim.loaded.source.path, claim.path):
            seen[key] = claim
            message = f"'{claim.entry_id}' is taken by an entry of {first.loaded.source.shown}; choose another"
            yield claim.loaded.source.problem((*claim.path, "id"), message)


def _generated(draft: Draft) -> Iterator[Problem]:
    """Generated entries keep clear of names written out; their ids must too, and two blocks must not share a name."""
    files = {loaded.model.id: loaded for loaded in draft.loaded}
    ids = {(claim.namespace, claim.entry_id): claim.loaded.model.id for claim in draft.claims}
    owners: defaultdict[str, dict[str, NameRule]] = defaultdict(dict)
    for rule in draft.generated:
        source = files[rule.rule_id].source
        first_file = ids.setdefault((rule.kind, rule.id), rule.rule_id)
        if first_file != rule.rule_id:
            yield source.problem(
                _block(rule), f"gives '{rule.id}', which is an entry of '{first_file}'; choose another"
            )
        known = owners[rule.kind]
        for writing in rule.writings:
            first = known.setdefault(writing, rule)
            if first is not rule:
                rules = f"rules '{first.rule_id}' and '{rule.rule_id}'"
                message = f"'{writing}' names both '{first.id}' and '{rule.id}' ({rules}); give it to one"
                yield source.problem(_block(rule), message)


def _block(rule: NameRule) -> tuple[str]:
    return ("data",) if rule.kind == "region" else ("generate",)
