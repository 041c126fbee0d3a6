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
            files = (first.loaded.model.id, claim.loaded.model.id)
            yield claim.loaded.source.problem(
                _place(claim), *_both(claim.writing, (first.entry_id, claim.entry_id), files)
            )


def _both(writing: str, ids: tuple[str, str], files: tuple[str, str]) -> tuple[str, str]:
    """One writing names two entries, in English and Chinese."""
    rules = f"rule '{files[0]}'" if files[0] == files[1] else f"rules '{files[0]}' and '{files[1]}'"
    where = f"规则 '{files[0]}'" if files[0] == files[1] else f"规则 '{files[0]}' 与 '{files[1]}'"
    return (
        f"'{writing}' names both '{ids[0]}' and '{ids[1]}' ({rules}); give it to one",
        f"'{writing}' 同时是 '{ids[0]}' 和 '{ids[1]}' 的名称（{where}）；请只留给一个",
    )


def _taken(entry_id: str, shown: str) -> tuple[str, str]:
    """An id that another entry has, in English and Chinese."""
    return (
        f"'{entry_id}' is taken by an entry of {shown}; choose another",
        f"'{entry_id}' 已是 {shown} 中一个条目的 id；请另取一个",
    )


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
            told = _taken(claim.entry_id, first.loaded.source.shown)
            yield claim.loaded.source.problem((*claim.path, "id"), *told)


def _generated(draft: Draft) -> Iterator[Problem]:
    """Generated entries keep clear of names written out; their ids must too, and two blocks must not share a name.

    The file that was read later is the one to mend: built-in rules come first.
    """
    files = {loaded.model.id: loaded for loaded in draft.loaded}
    order = {rule_id: place for place, rule_id in enumerate(files)}
    claims = {(claim.namespace, claim.entry_id): claim for claim in draft.claims}
    ids: dict[tuple[str, str], str] = {}
    owners: defaultdict[str, dict[str, NameRule]] = defaultdict(dict)
    for rule in draft.generated:
        source = files[rule.rule_id].source
        claim = claims.get((rule.kind, rule.id))
        first_file = ids.setdefault((rule.kind, rule.id), claim.loaded.model.id if claim else rule.rule_id)
        if claim is not None and order[claim.loaded.model.id] > order[rule.rule_id]:
            yield claim.loaded.source.problem((*claim.path, "id"), *_taken(rule.id, source.shown))
        elif first_file != rule.rule_id:
            message = f"gives '{rule.id}', which is an entry of '{first_file}'; choose another"
            yield source.problem(_block(rule), message, f"产生的 id '{rule.id}' 已是 '{first_file}' 的条目；请另取一个")
        known = owners[rule.kind]
        for writing in rule.writings:
            first = known.setdefault(writing, rule)
            if first is not rule:
                yield source.problem(_block(rule), *_both(writing, (first.id, rule.id), (first.rule_id, rule.rule_id)))


def _block(rule: NameRule) -> tuple[str]:
    return ("data",) if rule.kind == "region" else ("generate",)
