"""From a correction a rule file: a new name, or one more alias of a registered one, with this sentence as example."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from extractor.rulebook.new import folder_of

if TYPE_CHECKING:
    from extractor.model import Document, Fact
    from extractor.rulebook.book import NameRule, RuleBook, RuleFile
    from extractor.web.figures import Row

KINDS: Final = (
    ("subject", "organisation"),
    ("indicator", "indicator"),
    ("population", "population"),
    ("action", "action"),
)
IDS: Final = {"subject": "subject_id", "indicator": "indicator_id"}
SHORTEST: Final = 2  # one character stands for too much


class Proposal(NamedTuple):
    """A rule file as it would be written; `slot` is what the correction was on, `words` what the rule is to find."""

    slot: str
    words: str
    alias_of: str
    path: str
    text: str


def proposals(row: Row, document: Document, book: RuleBook) -> list[Proposal]:
    """What can be learnt from the corrections of a figure; nothing where its words are registered already."""
    if row.stand is None or row.state in {"rejected", "open"}:
        return []
    fact, found = row.fact, []
    corrected = set(row.stand.corrections) if row.stand.added is None else {slot for slot, _ in KINDS}
    for slot, kind in KINDS:
        words = getattr(fact, slot)
        if not words or len(words) < SHORTEST or not corrected & {slot, IDS.get(slot, slot)}:
            continue
        sentence = document.text[fact.sentence_start : fact.sentence_end].strip()
        known = next((one for one in book.named(words) if _is(one, kind)), None)
        if known is not None or words not in sentence:
            continue
        wanted = getattr(fact, IDS[slot]) if slot in IDS else None
        file = _file_of(book, wanted, kind) if wanted else None
        if file is not None:
            found.append(_alias(slot, words, file, sentence))
        else:
            found.append(_name(slot, kind, words, fact, sentence))
    return found


def _is(name: NameRule, kind: str) -> bool:
    return name.kind == kind or (kind == "organisation" and name.kind == "region")


def _file_of(book: RuleBook, entry_id: str, kind: str) -> RuleFile | None:
    """The rule file that is this one entry; entries of a register have none of their own."""
    return next((file for file in book.files if file.id == entry_id and file.kind == kind), None)


def _name(slot: str, kind: str, words: str, fact: Fact, sentence: str) -> Proposal:
    rule_id = f"own-{hashlib.sha256(words.encode()).hexdigest()[:8]}"
    data: dict[str, Any] = {"kind": kind, "id": rule_id, "name": words}
    if kind == "indicator":
        data["unit_kind"] = fact.kind
    data |= {
        "description": f"{words}，由复核更正得出",
        "examples": [{"text": sentence, "finds": [rule_id] * sentence.count(words)}],
    }
    return Proposal(slot, words, "", f"{folder_of(kind)}/{rule_id}.yaml", written(data))


def _alias(slot: str, words: str, file: RuleFile, sentence: str) -> Proposal:
    data: dict[str, Any] = yaml.load(file.path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # strings alone
    head = {name: data.pop(name) for name in ("kind", "id", "name") if name in data}
    aliases = [*data.pop("aliases", []), words]
    examples = [*data.pop("examples", []), {"text": sentence, "facts": [{slot: words, IDS[slot]: file.id}]}]
    data = head | {"replaces": data.pop("replaces", file.id), "aliases": aliases} | data | {"examples": examples}
    return Proposal(slot, words, file.name, f"{folder_of(file.kind)}/{file.id}.yaml", written(data))


def written(data: dict[str, Any]) -> str:
    """The file's text."""
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)
    return text
