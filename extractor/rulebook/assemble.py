"""From valid rule files to the flat rule book, with every name's origin for messages about clashes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.rulebook.book import (
    CheckRule,
    CueRule,
    Example,
    ModifierRule,
    NameRule,
    PatternRule,
    ReasonRule,
    RuleFile,
    ShieldRule,
    UnitRule,
)
from extractor.rulebook.complain import unknown_field
from extractor.rulebook.draft import Claim, Draft, Loaded, Place
from extractor.rulebook.expand import expand
from extractor.rulebook.nodes import line_at
from extractor.rulebook.schema import (
    CheckFile,
    CuesFile,
    ModifiersFile,
    NameFile,
    PatternFile,
    RegionsFile,
    RegisterFile,
    RuleFileModel,
    ShieldsFile,
    TablesFile,
    UnitsFile,
)
from extractor.rulebook.slots import BINDABLE, QUANTITY, unknown_figures, unknown_keys, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from extractor.model import MentionKind
    from extractor.rulebook.entries import NameEntry

_MENTION_KINDS: dict[str, MentionKind] = {
    "organisations": "organisation",
    "organisation": "organisation",
    "regions": "region",
    "populations": "population",
    "population": "population",
    "actions": "action",
    "action": "action",
    "indicators": "indicator",
    "indicator": "indicator",
}


def assemble(files: Sequence[Loaded]) -> Draft:
    """Everything the files hold: what is written out first, then regions, then what is generated from both."""
    draft = Draft(loaded=files)
    for loaded in files:
        draft.files.append(_rule_file(loaded))
        _ADDERS[type(loaded.model)](draft, loaded, loaded.model)
    expand(draft)
    draft.names += draft.generated
    return draft


def _rule_file(loaded: Loaded) -> RuleFile:
    source = loaded.source
    examples = tuple(
        Example(line=line_at(source.root, ("examples", index)), **dict(example))
        for index, example in enumerate(loaded.model.examples)
    )
    return RuleFile(
        path=source.path,
        shown=source.shown,
        kind=str(source.data["kind"]),
        id=loaded.model.id,
        name=loaded.model.name,
        description=loaded.model.description,
        source=loaded.model.source,
        replaces=loaded.model.replaces,
        examples=examples,
    )


def _add_units(draft: Draft, loaded: Loaded, model: UnitsFile) -> None:
    for index, entry in enumerate(model.entries):
        kind = entry.kind or model.unit_kind
        if kind is None:
            path = ("entries", index)
            message = f"'{entry.name}' has no 'kind'; give it one, or the file a 'unit_kind'"
            zh = f"'{entry.name}' 没有 'kind'；请补上，或给文件写 'unit_kind'"
            draft.problems.append(loaded.source.problem(path, message, zh))
            continue
        writings = (entry.name, *entry.aliases)
        rule = UnitRule(
            id=entry.id or entry.name,
            name=entry.canonical or entry.name,
            aliases=writings if entry.canonical else entry.aliases,
            kind=kind,
            pint=entry.pint,
            scale=entry.scale or Decimal(1),
            not_before=entry.not_before,
            not_after=entry.not_after,
            min_number=entry.min_number,
            rule_id=model.id,
            writings=writings,
        )
        draft.units.append(rule)
        _claim(draft, "units", rule.id, writings, (loaded, ("entries", index)))


def _add_modifiers(draft: Draft, loaded: Loaded, model: ModifiersFile) -> None:
    for index, entry in enumerate(model.entries):
        draft.modifiers.append(ModifierRule(rule_id=model.id, **dict(entry)))
        _claim(draft, f"modifiers {entry.position}", entry.id, entry.words, (loaded, ("entries", index)))


def _add_shields(draft: Draft, _: Loaded, model: ShieldsFile) -> None:
    draft.shields += [ShieldRule(words=e.words, id=e.id or e.words[0], rule_id=model.id) for e in model.entries]


def _add_cues(draft: Draft, loaded: Loaded, model: CuesFile) -> None:
    for index, entry in enumerate(model.entries):
        draft.cues.append(CueRule(id=entry.id, words=entry.words, not_in=entry.not_in, rule_id=model.id))
        _claim(draft, "cue", entry.id, entry.words, (loaded, ("entries", index)))


def _add_tables(draft: Draft, loaded: Loaded, model: TablesFile) -> None:
    for index, entry in enumerate(model.entries):
        draft.tables.append(CueRule(id=entry.id, words=entry.words, not_in=entry.not_in, rule_id=model.id))
        _claim(
            draft, f"table {entry.id}", entry.id, entry.words, (loaded, ("entries", index))
        )  # one word, many classes


def _add_register(draft: Draft, loaded: Loaded, model: RegisterFile | RegionsFile) -> None:
    defaults = model if isinstance(model, RegisterFile) else None
    kind = _MENTION_KINDS[str(loaded.source.data["kind"])]
    for index, entry in enumerate(model.entries):
        rule = _name_rule(
            entry,
            kind,
            model.id,
            type=entry.type or (defaults.type if defaults else None),
            unit_kind=entry.unit_kind or (defaults.unit_kind if defaults else None),
        )
        draft.names.append(rule)
        _claim(draft, kind, rule.id, rule.writings, (loaded, ("entries", index)))


def _add_name(draft: Draft, loaded: Loaded, model: NameFile) -> None:
    kind = _MENTION_KINDS[model.kind]
    rule = _name_rule(model, kind, model.id, type=model.type, unit_kind=model.unit_kind)
    draft.names.append(rule)
    _claim(draft, kind, rule.id, rule.writings, (loaded, ()))


def _name_rule(entry: NameEntry | NameFile, kind: MentionKind, rule_id: str, **more: Any) -> NameRule:  # noqa: ANN401
    return NameRule(
        id=entry.id,
        name=entry.name,
        aliases=entry.aliases,
        not_in=entry.not_in,
        kind=kind,
        region=entry.region,
        rule_id=rule_id,
        **more,
    )


def _add_pattern(draft: Draft, loaded: Loaded, model: PatternFile) -> None:
    unread = [] if all(match.startswith("@") for match in model.match) else list(unreadable(model.match))
    for index, en, zh in unread:
        draft.problems.append(loaded.source.problem(("match", index), en, zh))
    for index, name, en, zh in unknown_figures(model.match, model.binds):
        path: tuple[int | str, ...] = ("binds", index, "quantity")
        path = path if "quantity" in model.binds[index] else path[:-1]
        draft.problems.append(loaded.source.problem(path, f"'{name}'; {en}", f"'{name}'；{zh}"))
    misspelt = list(unknown_keys(model.binds))
    for index, key in misspelt:
        draft.problems.append(loaded.source.problem(("binds", index, key), *unknown_field(key, (*BINDABLE, QUANTITY))))
    if misspelt or unread:
        return  # said once, with its line: the pattern itself would be refused for it again
    draft.patterns.append(
        PatternRule(id=model.id, match=model.match, binds=model.binds, rule_id=model.id, description=model.description),
    )


def _add_check(draft: Draft, _: Loaded, model: CheckFile) -> None:
    draft.checks.append(
        CheckRule(
            id=model.id,
            type=model.type,
            total=model.total,
            parts=model.parts,
            description=model.description,
            rule_id=model.id,
            name=model.name,
            english=model.english or model.name,
            words=model.words,
            reasons=tuple(ReasonRule(**reason.model_dump()) for reason in model.reasons),
        ),
    )


_ADDERS: dict[type[RuleFileModel], Callable[[Draft, Loaded, Any], None]] = {
    UnitsFile: _add_units,
    ModifiersFile: _add_modifiers,
    ShieldsFile: _add_shields,
    CuesFile: _add_cues,
    RegisterFile: _add_register,
    RegionsFile: _add_register,
    NameFile: _add_name,
    PatternFile: _add_pattern,
    CheckFile: _add_check,
    TablesFile: _add_tables,
}


def _claim(draft: Draft, namespace: str, entry_id: str, writings: Sequence[str], place: Place) -> None:
    draft.claims += [Claim(namespace, writing, entry_id, *place) for writing in writings]
