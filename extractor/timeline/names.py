"""What a name in a text stands for: a registered id, its own letters, or whoever speaks (全市, 本公司)."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from extractor.rulebook.load import builtin_rules
from extractor.same_claim import claim_words
from extractor.text.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.model import Document, Fact
    from extractor.rulebook.book import NameRule, RuleBook

NOT_NAMING = re.compile(r"[\s\"'“”‘’「」『』《》〈〉【】\[\]，,、。；;：:·]+")
# words that mean another body in every document: pronouns, and endings of names standing alone (市政府)
INSTITUTIONS = "suffix-institution"
SPEAKING = ("place-pronoun", "body-pronoun", "suffix-institution", "suffix-weak", "suffix-class")
# the registers of public bodies: what they report, unless a sentence names them, is of their place
PUBLIC_BODIES = frozenset({"national-bodies", "provincial-bodies", "city-bodies", "city-bureaus", "municipal-bureaus"})
NATION = "china"
CLAIMS = "claims"  # the type of the check whose words say what is another claim
PLACES = frozenset({"province", "city", "county", "place", "ambiguous"})


def name_key(name: str | None) -> str:
    """A name without spaces, quotation marks and commas, full-width letters as ASCII, in lower case."""
    return NOT_NAMING.sub("", normalise(name or "")).lower()


class Names:
    """Names and pronouns of a rule book, for telling whether two facts speak of the same body and thing."""

    def __init__(self, rules: RuleBook) -> None:
        self._by_id = {name.id: name for name in rules.names}
        self._bodies = _ids(name for name in rules.names if name.kind in {"organisation", "region"})
        self._indicators = _ids(name for name in rules.names if name.kind == "indicator")
        self.claims = claim_words(next((check for check in rules.checks if check.type == CLAIMS), None))
        # the first line of a release that is a body and a colon: for Python and for Java
        self.heading = (
            rf"\A[\s\u3000\ufeff]*((?!各|有关)[\u4e00-\u9fff（）()]{{2,40}}(?:{_endings(rules)}))[:：][ \t\r\u3000]*\n"
        )
        self._heading = re.compile(self.heading)
        self._speaking = frozenset(name_key(word) for cue in rules.cues if cue.id in SPEAKING for word in cue.words)

    def name(self, registered: str) -> str | None:
        """The name of a registered id; `None` for anything else."""
        entry = self._by_id.get(registered)
        return entry.name if entry else None

    def headed(self, document: Document) -> str | None:
        """The body that the document's first line names, before a colon and nothing else: it is whose 全市 is meant."""
        found = self._heading.match(document.text)
        return found[1] if found else None

    def indicator(self, fact: Fact) -> str:
        """The indicator's id; without one the letters of what is measured."""
        letters = name_key(fact.indicator or fact.object or fact.action)
        return fact.indicator_id or self._indicators.get(letters, letters)

    def subject(self, fact: Fact, speaker: str) -> str:
        """The subject's id or letters; with the speaker where the name alone means another body in each document.

        So are 全市, 公司 and no subject at all, and a class of bodies (小微企业) in no stated region.  A public body
        whose name a sentence only inherits reports of its place: 国务院 of the nation, 江苏省人民政府 of Jiangsu.
        """
        letters = name_key(fact.subject)
        subject = fact.subject_id or self._bodies.get(letters)
        if subject is None:
            return f"{letters}@{speaker}" if not letters or letters in self._speaking else letters
        entry = self._by_id.get(subject)
        if entry is None:
            return subject
        if fact.borrows_subject and entry.rule_id in PUBLIC_BODIES:
            return entry.region or (NATION if entry.rule_id == "national-bodies" else subject)
        return f"{subject}@{speaker}" if entry.type == "class" and fact.region is None else subject

    def region(self, fact: Fact, subject: str) -> str | None:
        """The region where it says more than the subject does."""
        entry = self._by_id.get(subject)
        return None if entry is not None and entry.type in PLACES else fact.region


@cache
def builtin_names() -> Names:
    """The names of the built-in rule book."""
    return Names(builtin_rules())


def _endings(rules: RuleBook) -> str:
    """What names of institutions end with, for a pattern; the longest first."""
    words = {word for cue in rules.cues if cue.id == INSTITUTIONS for word in cue.words}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _ids(names: Iterable[NameRule]) -> dict[str, str]:
    """The id of each writing that only one entry has."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for written in (name.name, *name.aliases):
            found[name_key(written)].add(name.id)
    return {written: next(iter(ids)) for written, ids in found.items() if len(ids) == 1}
