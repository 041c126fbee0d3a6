# ruff: noqa: TC001  # pydantic resolves the annotations when the classes are built
"""What stands in rule files, as pydantic models: examples, the entries of registers, the generating block.

Every scalar arrives as the string that was typed; a field that wants a number turns it into one.
"""

from __future__ import annotations

from decimal import Decimal  # noqa: TC003
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractor.model import Modifier, QuantityKind
from extractor.rulebook.book import BodyType, Level, Position
from extractor.rulebook.fieldtypes import (
    Code,
    Day,
    EntryId,
    OneOrMore,
    Slots,
    SomeWords,
    Template,
    Text,
    Word,
    Words,
)


class Strict(BaseModel):
    """Frozen, and every field it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ExampleModel(Strict):
    """A sentence and what must be found in it; an empty list says that nothing is found."""

    text: Text
    facts: tuple[Slots, ...] | None = None
    finds: tuple[str, ...] | None = None
    quantities: tuple[Slots, ...] | None = None
    periods: tuple[Slots, ...] | None = None
    findings: tuple[Slots, ...] | None = Field(None, description="exactly what the checks find: [{check_id, verdict}]")
    published: Day | None = Field(None, description="the day the sentence was published: 去年 is counted from it")
    why: Text | None = None

    @model_validator(mode="after")
    def _asserts_something(self) -> ExampleModel:
        if all(said is None for said in (self.finds, self.quantities, self.periods, self.facts, self.findings)):
            wanted = "'finds', 'quantities', 'periods', 'facts', 'findings'"
            raise ValueError(f"says nothing; wanted one of {wanted} ([] for none)")
        return self


class NameEntry(Strict):
    """One entry of a register of names."""

    id: EntryId
    name: Word
    aliases: Words = ()
    not_in: Words = Field((), description="longer words in which the name means something else")
    type: BodyType | None = None
    region: Code | None = None
    unit_kind: QuantityKind | None = None
    description: Text | None = None
    source: Text | None = None


class UnitEntry(Strict):
    """One unit.  A bare word is a unit of that name."""

    id: EntryId | None = Field(None, description="the name, where it is not given")
    name: Word
    aliases: Words = ()
    kind: QuantityKind | None = Field(None, description="the file's `unit_kind`, where it is not given")
    canonical: Word | None = Field(None, description="the unit that `scale` converts to")
    scale: Annotated[Decimal, Field(gt=0)] | None = None
    pint: Text | None = None
    not_before: Words = ()
    not_after: Words = ()
    min_number: int | None = None
    description: Text | None = None


class ModifierEntry(Strict):
    """Words that widen or bound a number, and why."""

    id: EntryId
    words: SomeWords
    position: Position
    modifier: Modifier
    low: Text
    high: Text
    reason: Text


class ShieldEntry(Strict):
    """Words that never are a figure."""

    id: EntryId | None = None
    words: SomeWords
    description: Text | None = None


class CueEntry(Strict):
    """One class of cue words."""

    id: EntryId
    words: SomeWords
    not_in: Words = ()
    description: Text | None = None


class ReasonEntry(Strict):
    """Why figures that do not fit may be right all the same."""

    id: EntryId
    text: Text = Field(description="the reason as a reader of Chinese reads it")
    english: Text
    words: Words = Field((), description="words of a figure's sentence that give it")
    measures: Words = Field((), description="words in the name of what is measured that give it")
    indicators: Words = Field((), description="ids of indicators for which it always holds")


class Body(Strict):
    """A body that has a branch in every region."""

    id: EntryId
    name: Word
    short: Words = ()


class Generate(Strict):
    """Crosses bodies with regions: each template gives one name of the branch, `canonical` its own name."""

    over: OneOrMore[Level]
    carriers: tuple[Body, ...] = ()
    bodies: tuple[Body, ...] = ()
    templates: dict[Level, tuple[Template, ...]]
    canonical: dict[Level, Template]
    entry_id: dict[Level, Template] = Field(default_factory=dict)
    type: Text | None = None
    not_in: Words = ()

    @model_validator(mode="after")
    def _covers_every_level(self) -> Generate:
        if not self.carriers and not self.bodies:
            raise ValueError("'carriers' (or 'bodies') is missing; wanted a list of {id, name, short}")
        missing = [level for level in self.over if level not in self.canonical or level not in self.templates]
        if missing:
            raise ValueError(
                f"'templates' and 'canonical' say nothing for level '{missing[0]}'; add it, or take it out of 'over'"
            )
        return self
