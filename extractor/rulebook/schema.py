# ruff: noqa: TC001  # pydantic resolves the annotations when the classes are built
"""What a rule file may hold, as pydantic models: one a kind.  The source of `rules/schema.json` too."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field, model_validator

from extractor.model import QuantityKind
from extractor.rulebook.book import BodyType, CheckType, Level
from extractor.rulebook.entries import (
    CueEntry,
    ExampleModel,
    Generate,
    ModifierEntry,
    NameEntry,
    ReasonEntry,
    ShieldEntry,
    Strict,
    UnitEntry,
)
from extractor.rulebook.fieldtypes import (
    Code,
    Entries,
    FileId,
    Named,
    OneOrMore,
    SomeWords,
    Template,
    Text,
    Word,
    Worded,
    Words,
)


class RuleFileModel(Strict):
    """What every rule file says about itself."""

    id: FileId = Field(description="the file's name without .yaml; permanent, facts cite it")
    name: Text
    description: Text
    source: Text | None = None
    replaces: FileId | None = Field(
        None, description="the id of the earlier rule file that this one takes the place of"
    )
    examples: tuple[ExampleModel, ...] = ()


class RegisterFile(RuleFileModel):
    """A register of names: organisations, populations, actions, indicators."""

    kind: Literal["organisations", "populations", "actions", "indicators"]
    type: BodyType | None = Field(None, description="the type of every entry that gives none")
    unit_kind: QuantityKind | None = None
    entries: tuple[NameEntry, ...] = ()
    generate: Generate | None = None

    @model_validator(mode="after")
    def _holds_something(self) -> RegisterFile:
        if not self.entries and self.generate is None:
            raise ValueError("holds no names; wanted 'entries' or 'generate'")
        return self


class NameFile(RuleFileModel):
    """A file that is one entry itself: its id, name and aliases."""

    kind: Literal["indicator", "organisation", "population", "action"]
    aliases: Words = ()
    not_in: Words = ()
    type: BodyType | None = None
    region: Code | None = None
    unit_kind: QuantityKind | None = None


class RegionsFile(RuleFileModel):
    """Regions, from a table of divisions and from entries of their own."""

    kind: Literal["regions"]
    data: Text | None = Field(None, description="CSV beside this file: code,name,short,level,parent_code[,aliases]")
    templates: dict[Level, tuple[Template, ...]] = Field(default_factory=dict)
    not_alone: Words = Field((), description="names that are common words: never registered by themselves")
    prefer: dict[Word, Code] = Field(default_factory=dict, description="which division an ambiguous name means")
    not_in: Words = ()
    entries: tuple[NameEntry, ...] = ()


class UnitsFile(RuleFileModel):
    """A register of units."""

    kind: Literal["units"]
    unit_kind: QuantityKind | None = None
    entries: Entries[Named[UnitEntry]]


class ModifiersFile(RuleFileModel):
    """A register of modifiers."""

    kind: Literal["modifiers"]
    entries: Entries[ModifierEntry]


class ShieldsFile(RuleFileModel):
    """A register of words that never are a figure."""

    kind: Literal["shields"]
    entries: Entries[Worded[ShieldEntry]]


class CuesFile(RuleFileModel):
    """A register of cue words by class."""

    kind: Literal["cues"]
    entries: Entries[CueEntry]


class TablesFile(RuleFileModel):
    """A register of words that tables use: over columns, beside totals, in notes."""

    kind: Literal["tables"]
    entries: Entries[CueEntry]


class PatternFile(RuleFileModel):
    """A binding pattern."""

    kind: Literal["pattern"]
    match: OneOrMore[Text]
    binds: OneOrMore[dict[Text, str]]


SUMS = ("siblings", "among", "brackets", "divided", "identity")
OPTIONAL_LISTS: dict[str, frozenset[str]] = {
    "among": frozenset({"inner", "holding", "balances", "back", "bodies", "carriers", "classes", "empty"}),
    "siblings": frozenset({"exhaust", "open", "narrowing"}),
    "brackets": frozenset({"counted", "cases"}),
    "claims": frozenset({"events", "purposes"}),
    "table": frozenset({"doubtful", "excepted", "counted", "scaled"}),
    "growth": frozenset({"bases"}),
    "running": frozenset({"purposes"}),
    "from_to": frozenset({"falling", "rising", "basis-points"}),
}
WORD_LISTS: dict[str, frozenset[str]] = {
    "from_to": frozenset({"from", "down", "up", "either", "aside", "lead"}),
    "share": frozenset({"all", "exceeding"}),
    "brackets": frozenset({"open", "unending"}),
    "divided": frozenset({"by", "divided"}),
    "running": frozenset({"may-fall"}),
    "table": frozenset({"total", "part"}),
}
"""The lists of words that a type of check goes by; each must be given.  `average` goes by lists of its own names."""


class CheckFile(RuleFileModel):
    """What figures are held against each other."""

    kind: Literal["check"]
    type: CheckType = Field(description="siblings: parts by their body; among: behind 其中; identity: by definition")
    english: Text | None = Field(None, description="the check's name in English")
    total: Text | None = Field(
        None, description="identity: the indicator that the parts add up to; ratio: the indicator in percent"
    )
    parts: Words = Field(
        (), description="identity, ratio: ids of indicators; siblings: how the ids of the bodies begin"
    )
    words: dict[Word, SomeWords] = Field(default_factory=dict, description="lists of words that the type goes by")
    reasons: tuple[ReasonEntry, ...] = Field((), description="why figures that do not fit may be right all the same")

    @model_validator(mode="after")
    def _holds_what_its_type_needs(self) -> CheckFile:
        if self.type in ("identity", "ratio") and self.total is None:
            raise ValueError(
                f"a check of type '{self.type}' has no 'total'; name the indicator that {_MAKE[self.type]}"
            )
        if self.type not in ("identity", "ratio") and self.total is not None:
            raise ValueError(f"a check of type '{self.type}' takes no 'total'; remove it, or write type: identity")
        if self.type == "among" and self.parts:
            raise ValueError("a check of type 'among' takes no 'parts': 其中 says which they are; remove them")
        if self.type not in ("siblings", "identity", "ratio") and self.parts:
            raise ValueError(f"a check of type '{self.type}' takes no 'parts'; remove them")
        if len({*self.parts, self.total}) < len(self.parts) + 1:
            raise ValueError("'total' and 'parts' name one thing twice; remove it")
        if self.type in ("siblings", "identity") and len(self.parts) < 2:
            raise ValueError(f"a check of type '{self.type}' needs two 'parts' or more")
        if self.type == "ratio" and len(self.parts) != 2:
            raise ValueError("a check of type 'ratio' needs two 'parts': what is above the line and what is below")
        return self

    @model_validator(mode="after")
    def _has_the_lists_of_its_type(self) -> CheckFile:
        if self.type == "average":
            if not self.words:
                raise ValueError(
                    "words: a check of type 'average' says what it divides by, such as 户均: [户]; give it"
                )
            return self
        wanted = WORD_LISTS.get(self.type, frozenset())
        for name in sorted(wanted ^ (self.words.keys() - OPTIONAL_LISTS.get(self.type, frozenset()))):
            what = "is missing; give it" if name in wanted else "is no list of it; remove it"
            raise ValueError(f"words: a check of type '{self.type}' goes by {_quoted(wanted)}: '{name}' {what}")
        return self


_MAKE = {"identity": "the parts add up to", "ratio": "is the first part in percent of the second"}


def _quoted(names: frozenset[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names)) or "no list of words"


MODELS: dict[str, type[RuleFileModel]] = {
    "units": UnitsFile,
    "modifiers": ModifiersFile,
    "shields": ShieldsFile,
    "organisations": RegisterFile,
    "regions": RegionsFile,
    "populations": RegisterFile,
    "actions": RegisterFile,
    "indicators": RegisterFile,
    "cues": CuesFile,
    "organisation": NameFile,
    "population": NameFile,
    "action": NameFile,
    "indicator": NameFile,
    "pattern": PatternFile,
    "check": CheckFile,
    "tables": TablesFile,
}
"""The model of every `kind`."""


def fields_of(model: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The fields that a model allows, in the order written."""
    return tuple(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else ()
