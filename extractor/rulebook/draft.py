"""What rule files have given so far, and where each thing stands: for messages about clashes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from extractor.rulebook.nodes import Source  # noqa: TC001
from extractor.rulebook.schema import RuleFileModel  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extractor.rulebook.book import (
        CheckRule,
        CueRule,
        Division,
        ModifierRule,
        NameRule,
        PatternRule,
        RuleFile,
        ShieldRule,
        UnitRule,
    )
    from extractor.rulebook.nodes import Problem


class Loaded(NamedTuple):
    """A rule file as read and as understood."""

    source: Source
    model: RuleFileModel


Place = tuple[Loaded, tuple[int | str, ...]]


class Claim(NamedTuple):
    """An entry says that a writing, in one namespace, is its own."""

    namespace: str
    writing: str
    entry_id: str
    loaded: Loaded
    path: tuple[int | str, ...]


@dataclass
class Draft:
    """What the files have given so far."""

    units: list[UnitRule] = field(default_factory=list)
    modifiers: list[ModifierRule] = field(default_factory=list)
    shields: list[ShieldRule] = field(default_factory=list)
    names: list[NameRule] = field(default_factory=list)
    cues: list[CueRule] = field(default_factory=list)
    patterns: list[PatternRule] = field(default_factory=list)
    checks: list[CheckRule] = field(default_factory=list)
    tables: list[CueRule] = field(default_factory=list)
    files: list[RuleFile] = field(default_factory=list)
    loaded: Sequence[Loaded] = ()
    generated: list[NameRule] = field(default_factory=list)
    divisions: dict[str, Division] = field(default_factory=dict)
    ambiguous: dict[str, tuple[str, ...]] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unfilled: list[Problem] = field(default_factory=list)
    extra_bytes: list[bytes] = field(default_factory=list)
    tables_read: list[Path] = field(default_factory=list)
