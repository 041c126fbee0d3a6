"""Running the examples that stand in rule files: a rule is tested where it stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING

from extractor.matching.lexicon import Lexicon
from extractor.model import Document
from extractor.rulebook.complain import MEANT, MEANT_ZH, did_you_mean
from extractor.text.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import msgspec

    from extractor.figures.reader import QuantityReader
    from extractor.model import Fact, Finding, Period, Quantity
    from extractor.pipeline import Extractor
    from extractor.rulebook.book import Example, ExampleSlots, RuleBook, RuleFile

_PERIOD_SLOTS = {"start": "period_start", "end": "period_end"}
_NOTHING = frozenset({"", "null", "~"})


class Tools:
    """What examples are run against, all made from one rule book; each is built when the first example needs it."""

    def __init__(self, rules: RuleBook, extractor: Extractor | None = None) -> None:
        self.rules, self._made = rules, extractor

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self.rules)

    @cached_property
    def _reader(self) -> QuantityReader:
        from extractor.figures.reader import QuantityReader  # noqa: PLC0415

        return QuantityReader(self.rules)

    @cached_property
    def _extractor(self) -> Extractor:
        from extractor.pipeline import Extractor  # noqa: PLC0415

        return self._made or Extractor(self.rules)

    def finds(self, text: str, rule_id: str) -> tuple[str, ...]:
        """The entries of one file that the lexicon finds, in reading order."""
        return tuple(m.entry_id for m in self._lexicon.find(normalise(text)) if m.rule_id == rule_id)

    def quantities(self, text: str) -> Sequence[Quantity]:
        """The quantities, with periods out of the way."""
        from extractor.times.text import find_periods  # noqa: PLC0415

        clean = normalise(text)
        return self._reader.scan(clean, [(period.start, period.end) for period in find_periods(clean)])

    def periods(self, text: str, published: date | None) -> Sequence[Period]:
        """The periods, resolved by the day of publication."""
        from extractor.times.text import periods  # noqa: PLC0415

        return periods(text, published=published)

    def facts(self, text: str, published: date | None) -> Sequence[Fact]:
        """The facts of the whole pipeline."""
        return self._extractor.extract(text, published=published)

    def findings(self, text: str, published: date | None) -> Sequence[Finding]:
        """What every check of the book says about those facts, in reading order."""
        from extractor.checks import check  # noqa: PLC0415

        document = Document(text=text, published=published)
        return check(self._extractor.extract(document), rules=self.rules, documents=[document])


def problems_of(example: Example, file: RuleFile, tools: Tools, *, zh: bool = False) -> list[str]:
    """What the example says and is not so; empty where it holds."""
    found: list[str] = []
    if example.finds is not None:
        entries = tools.finds(example.text, file.id)
        if entries != example.finds:
            found.append(f"finds: {_list(entries)}{_wanted(zh=zh)}{_list(example.finds)}")
    if example.quantities is not None:
        found += _sequence("quantities", example.quantities, tools.quantities(example.text), zh=zh)
    if example.periods is not None:
        wanted = [{_PERIOD_SLOTS.get(slot, slot): value for slot, value in slots.items()} for slots in example.periods]
        found += _sequence("periods", wanted, tools.periods(example.text, example.published), zh=zh)
    if example.facts is not None:
        facts = tools.facts(example.text, example.published)
        found += _facts(example.facts, facts, zh=zh) if example.facts else _no_facts(facts, file, tools.rules, zh=zh)
    if example.findings is not None:
        found += _sequence("findings", example.findings, tools.findings(example.text, example.published), zh=zh)
    return found


def _wanted(*, zh: bool) -> str:
    return "；应为 " if zh else "; wanted "


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(words)}]"


def _sequence(name: str, wanted: Sequence[ExampleSlots], got: Sequence[msgspec.Struct], *, zh: bool) -> Iterator[str]:
    """Exactly these records, in order, each with at least these slots."""
    if len(wanted) != len(got):
        yield f"{name}: {len(got)} {_list([_quoted(record) for record in got])}{_wanted(zh=zh)}{len(wanted)}"
        return
    for index, (slots, record) in enumerate(zip(wanted, got, strict=True), start=1):
        yield from (f"{name}[{index}].{difference}" for difference in _differences(slots, record, zh=zh))


def _quoted(record: msgspec.Struct) -> str:
    """The record in the text's own words; a finding has its arithmetic for them."""
    return str(getattr(record, "quote", "") or getattr(record, "arithmetic", ""))


def _facts(wanted: Sequence[ExampleSlots], facts: Sequence[Fact], *, zh: bool) -> Iterator[str]:
    """Every mapping describes some fact; where none does, how the nearest differs."""
    for index, slots in enumerate(wanted, start=1):
        differences = [list(_differences(slots, fact, zh=zh)) for fact in facts]
        nearest = min(differences, key=len, default=["一条事实也没有" if zh else "there is no fact at all"])
        said = "没有这样的事实；最接近的一条不同在" if zh else "no such fact; the nearest differs in"
        if nearest:
            yield f"facts[{index}]: {said} {'; '.join(nearest)}"


def _no_facts(facts: Sequence[Fact], file: RuleFile, rules: RuleBook, *, zh: bool) -> Iterator[str]:
    """No fact that the file has a part in; for a file whose part a fact does not show, no fact at all."""
    own = {name.id for name in rules.names if name.rule_id == file.id}
    writings = {writing for name in rules.names if name.rule_id == file.id for writing in name.writings}
    for fact in facts:
        if file.kind == "pattern":
            concerned = fact.rule_id == file.id
        elif file.kind in {"indicator", "indicators", "organisation", "organisations"}:
            concerned = bool({fact.rule_id, fact.indicator_id, fact.subject_id} & {file.id, *own})
        elif file.kind in {"population", "populations", "action", "actions"}:
            concerned = bool({fact.population, fact.action} & writings)
        else:
            concerned = True
        if concerned:
            what = fact.indicator_id or fact.indicator or fact.rule_id
            yield f"facts: '{fact.quote}' ({what}){_wanted(zh=zh)}{'没有' if zh else 'none'}"


def _differences(slots: Mapping[str, str | tuple[str, ...]], record: msgspec.Struct, *, zh: bool) -> Iterator[str]:
    for slot, wanted in slots.items():
        if slot not in record.__struct_fields__:
            said = "没有这个字段" if zh else "no such slot"
            near = did_you_mean(slot, record.__struct_fields__, MEANT_ZH if zh else MEANT)
            yield f"{slot}: {said}{near}"
            continue
        value = getattr(record, slot)
        if not _same(value, wanted):
            yield f"{slot}: {_written(value)}{_wanted(zh=zh)}{_written(wanted)}"


def _same(value: object, wanted: str | tuple[str, ...]) -> bool:
    """Decimals by value, lists whatever their order, everything else as it is written; null is nothing."""
    if isinstance(value, tuple) or isinstance(wanted, tuple):
        got = value if isinstance(value, tuple) else (value,)
        return set(got) == set(wanted if isinstance(wanted, tuple) else (wanted,))
    if value is None:
        return wanted in _NOTHING
    if isinstance(value, Decimal):
        try:
            return value == Decimal(wanted)
        except InvalidOperation:
            return False
    return _written(value) == wanted


def _written(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return _list([str(part) for part in value]) if isinstance(value, tuple) else str(value)
