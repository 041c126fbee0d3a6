"""The rule book as the stages see it: flat, frozen records, with no trace of YAML but the file they stand in."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  # msgspec resolves the annotations when the class is built
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003
from decimal import Decimal
from functools import cached_property
from pathlib import Path  # noqa: TC003
from typing import Literal

import msgspec

from extractor.model import MentionKind, Modifier, QuantityKind  # noqa: TC001

Level = Literal["province", "city", "county"]
Position = Literal["before", "after", "inside"]
BodyType = Literal["carrier", "institution", "place", "class", "group", "person"]
CheckType = Literal[
    "siblings",
    "among",
    "brackets",
    "divided",
    "identity",
    "growth",
    "from_to",
    "share",
    "ratio",
    "average",
    "claims",
    "running",
    "slip",
    "table",
]
ExampleSlots = dict[str, str | tuple[str, ...]]


class UnitRule(msgspec.Struct, frozen=True, kw_only=True):
    """A unit.  `name` goes into `Fact.unit`; `scale` is what one of it is worth in that unit.

    `writings` are its spellings in a text; where an entry has its own `canonical` (分: 0.01 元), without its name.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: QuantityKind
    pint: str | None = None
    scale: Decimal = Decimal(1)
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    min_number: int | None = None
    rule_id: str = ""
    writings: tuple[str, ...] = ()


class ModifierRule(msgspec.Struct, frozen=True, kw_only=True):
    """Words before, after or inside a number and the interval they allow (`low`, `high`: see `quantities`)."""

    id: str
    words: tuple[str, ...]
    position: Position
    modifier: Modifier
    low: str
    high: str
    reason: str
    rule_id: str = ""


class ShieldRule(msgspec.Struct, frozen=True, kw_only=True):
    """Words that hold numerals or units and never are a figure: 5G, 十四五, 大陆."""

    words: tuple[str, ...]
    id: str
    rule_id: str = ""


class NameRule(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A registered name: an organisation, region, population, action or indicator; `region` is a division code."""

    id: str
    name: str
    aliases: tuple[str, ...]
    not_in: tuple[str, ...] = ()
    kind: MentionKind
    type: str | None = None
    region: str | None = None
    unit_kind: QuantityKind | None = None
    rule_id: str = ""

    @property
    def writings(self) -> tuple[str, ...]:
        """Every spelling that stands for the entry."""
        return (self.name, *self.aliases)


class CueRule(msgspec.Struct, frozen=True, kw_only=True):
    """A class of cue words; its id (`target`, `yoy`) is what the binder asks for."""

    id: str
    words: tuple[str, ...]
    not_in: tuple[str, ...] = ()
    rule_id: str = ""


class PatternRule(msgspec.Struct, frozen=True, kw_only=True):
    """A binding pattern: shapes to match and, for each figure in them, what its slots are bound to."""

    id: str
    match: tuple[str, ...]
    binds: tuple[dict[str, str], ...]
    rule_id: str
    description: str = ""


class ReasonRule(msgspec.Struct, frozen=True, kw_only=True):
    """Why figures that do not fit may be right all the same, in Chinese and English.

    It holds where one of `words` stands in a figure's sentence, or of `measures` in the name of what it measures, or
    where the measure is one of the `indicators`.  Without any of them only the check itself knows when it holds.
    """

    id: str
    text: str
    english: str
    words: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


class CheckRule(msgspec.Struct, frozen=True, kw_only=True):
    """What figures are held against each other; `docs/how-to-check.md` says what each type does.

    `identity`: the indicator `total` is by definition the sum of the indicators `parts`.
    `siblings`: bodies whose ids begin with `parts`, against the wider body before them.
    `among`, `brackets`, `divided`: lists behind 其中, in the bracket behind their total, or behind 按…划分; no parts.
    `ratio`: the indicator `total` is in percent what the first of `parts` is of the second.
    The other types go by `words`: lists by name, which ones is the type's business (`WORD_LISTS` in the schema).
    """

    id: str
    type: CheckType
    total: str | None
    parts: tuple[str, ...]
    description: str = ""
    rule_id: str = ""
    name: str = ""
    english: str = ""
    words: Mapping[str, tuple[str, ...]] = {}
    reasons: tuple[ReasonRule, ...] = ()

    def reason(self, reason_id: str) -> ReasonRule | None:
        """The reason of that id; `None` where the rule gives none."""
        return next((reason for reason in self.reasons if reason.id == reason_id), None)


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with what must be found in it; what is `None` is not asserted, `()` asserts that there is nothing."""

    text: str
    line: int
    why: str | None = None
    published: date | None = None
    finds: tuple[str, ...] | None = None
    quantities: tuple[ExampleSlots, ...] | None = None
    periods: tuple[ExampleSlots, ...] | None = None
    facts: tuple[ExampleSlots, ...] | None = None
    findings: tuple[ExampleSlots, ...] | None = None

    @property
    def positive(self) -> bool:
        """Whether it says that something is found."""
        return any((self.finds, self.quantities, self.periods, self.facts, self.findings))


class RuleFile(msgspec.Struct, frozen=True, kw_only=True):
    """One rule file: where it is, what it says about itself, and its examples."""

    path: Path
    shown: str
    kind: str
    id: str
    name: str
    description: str
    source: str | None = None
    replaces: str | None = None
    examples: tuple[Example, ...] = ()


class Division(msgspec.Struct, frozen=True):
    """An administrative division: its six-digit code, full name, short form (or '') and the code it belongs to."""

    code: str
    name: str
    short: str
    level: Level
    parent_code: str


@dataclass(frozen=True)
class RuleBook:
    """All rules, in a fixed order: folders as given, files by path, entries as written."""

    units: tuple[UnitRule, ...] = ()
    modifiers: tuple[ModifierRule, ...] = ()
    shields: tuple[ShieldRule, ...] = ()
    names: tuple[NameRule, ...] = ()
    cues: tuple[CueRule, ...] = ()
    patterns: tuple[PatternRule, ...] = ()
    checks: tuple[CheckRule, ...] = ()
    tables: tuple[CueRule, ...] = ()
    files: tuple[RuleFile, ...] = ()
    version: str = ""
    divisions: tuple[Division, ...] = ()
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of an ambiguous region entry → the codes it may stand for (鼓楼区: four cities have one)."""

    @cached_property
    def _names_by_id(self) -> dict[tuple[str, str], NameRule]:
        return {(name.kind, name.id): name for name in self.names}

    def name(self, kind: str, entry_id: str) -> NameRule | None:
        """The entry a mention resolved to, by its kind and `entry_id`; `None` for cues and unknown ids."""
        return self._names_by_id.get((kind, entry_id))

    @cached_property
    def _names_by_writing(self) -> dict[str, tuple[NameRule, ...]]:
        found: dict[str, tuple[NameRule, ...]] = {}
        for writing, name in ((words, one) for one in self.names for words in one.writings):
            found[writing] = (*found.get(writing, ()), name)
        return found

    def named(self, writing: str) -> tuple[NameRule, ...]:
        """The entries that a writing stands for, of every kind, as written in the files."""
        return self._names_by_writing.get(writing, ())

    @cached_property
    def _classes_by_word(self) -> dict[str, tuple[str, ...]]:
        classes: dict[str, tuple[str, ...]] = {}
        for cue in self.cues:
            for word in cue.words:
                known = classes.get(word, ())
                classes[word] = known if cue.id in known else (*known, cue.id)
        return classes

    def cue_classes(self, word: str) -> tuple[str, ...]:
        """Every cue class that a word stands in, in file order; a cue mention's `entry_id` is the first of them."""
        return self._classes_by_word.get(word, ())
