"""Names that are not written out: regions from the table of divisions, branches from bodies × divisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.rulebook.book import NameRule
from extractor.rulebook.divisions import read_divisions, region_names
from extractor.rulebook.generate import branches
from extractor.rulebook.schema import RegionsFile, RegisterFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.rulebook.draft import Draft, Loaded


def expand(draft: Draft) -> None:
    """Add the regions, then the branches that need them; names written out in a register keep clear of both."""
    for loaded in draft.loaded:
        if isinstance(loaded.model, RegionsFile) and loaded.model.data is not None:
            _add_divisions(draft, loaded, loaded.model, loaded.model.data)
    for loaded in draft.loaded:
        if isinstance(loaded.model, RegisterFile) and loaded.model.generate is not None:
            _add_branches(draft, loaded, loaded.model)


def _add_divisions(draft: Draft, loaded: Loaded, model: RegionsFile, data: str) -> None:
    table_path = loaded.source.path.parent / data
    shown = loaded.source.shown.rpartition("/")[0]
    content, table = read_divisions(table_path, f"{shown}/{data}" if shown else data)
    draft.extra_bytes.append(content)
    draft.tables_read.append(table_path)
    draft.problems += table.problems
    for name, code in model.prefer.items():
        if code not in table.divisions:
            draft.problems.append(loaded.source.problem(("prefer", name), f"'{code}'; {data} has no such code"))
    draft.divisions |= table.divisions
    written = {writing for rule in draft.names if rule.kind == "region" for writing in rule.writings}
    rules, ambiguous = region_names(model, table)
    draft.generated += [
        kept for rule in _shielded(rules, model.not_in) if (kept := _without(rule, written)) is not None
    ]
    draft.ambiguous |= {entry: codes for entry, codes in ambiguous.items() if entry not in written}


def _add_branches(draft: Draft, loaded: Loaded, model: RegisterFile) -> None:
    block = model.generate
    if block is None:
        return
    if not draft.divisions:
        draft.problems.append(
            loaded.source.problem(("generate",), "there are no regions to cross with; add a 'kind: regions' file")
        )
    written = {writing for rule in draft.names if rule.kind == "organisation" for writing in rule.writings}
    draft.generated += _shielded(branches(block, draft.divisions, model.id, written), block.not_in)


def _shielded(rules: list[NameRule], words: Sequence[str]) -> list[NameRule]:
    """Each shield given to the entries whose name it contains."""
    owner = {writing: index for index, rule in enumerate(rules) for writing in rule.writings} if words else {}
    for word in words:
        inside = {word[i:j] for i in range(len(word)) for j in range(i + 1, len(word) + 1)} - {word}
        for index in {owner[part] for part in inside if part in owner}:
            rule = rules[index]
            rules[index] = _with(rule, not_in=(*rule.not_in, word))
    return rules


def _without(rule: NameRule, written: set[str]) -> NameRule | None:
    """The rule less what an entry written out already names."""
    left = tuple(writing for writing in rule.writings if writing not in written)
    if len(left) == len(rule.aliases) + 1:
        return rule
    return _with(rule, name=left[0], aliases=left[1:]) if left else None


def _with(rule: NameRule, **changes: Any) -> NameRule:  # noqa: ANN401
    return NameRule(**{name: getattr(rule, name) for name in NameRule.__struct_fields__} | changes)
