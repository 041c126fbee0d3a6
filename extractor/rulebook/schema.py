# ruff: noqa: TC001  # pydantic resolves the annotations when the classes are built
"""What a rule file may hold, as pydantic models: one a kind.  The source of `rules/schema.json` too."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field, model_validator

from extractor.model import QuantityKind
from extractor.rulebook.book import CheckType, Level
from extractor.rulebook.entries import (
    CueEntry,
    ExampleModel,
    Generate,
    ModifierEntry,
    NameEntry,
    ShieldEntry,
    Strict,
    UnitEntry,
)
from extractor.rulebook.fieldtypes import Code, Entries, FileId, Named, OneOrMore, Template, Text, Word, Worded, Words


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
    type: Text | None = Field(None, description="the type of every entry that gives none")
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
    type: Text | None = None
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


class CheckFile(RuleFileModel):
    """A sum to be checked."""

    kind: Literal["check"]
    type: CheckType = Field(description="siblings: parts by their body; among: behind 其中; identity: by definition")
    total: Text | None = Field(None, description="identity: the indicator that the parts add up to")
    parts: Words = Field((), description="identity: ids of indicators; siblings: how the ids of the bodies begin")

    @model_validator(mode="after")
    def _holds_what_its_type_needs(self) -> CheckFile:
        if self.type == "identity" and self.total is None:
            raise ValueError("a check of type 'identity' has no 'total'; name the indicator that the parts add up to")
        if self.type != "identity" and self.total is not None:
            raise ValueError(f"a check of type '{self.type}' takes no 'total'; remove it, or write type: identity")
        if self.type == "among" and self.parts:
            raise ValueError("a check of type 'among' takes no 'parts': 其中 says which they are; remove them")
        if self.type != "among" and len({*self.parts, self.total}) < len(self.parts) + 1:
            raise ValueError("'total' and 'parts' name one thing twice; remove it")
        if self.type != "among" and len(self.parts) < 2:
            raise ValueError(f"a check of type '{self.type}' needs two 'parts' or more")
        return self


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
