"""What a name in a text stands for: a registered id, its own letters, or whoever speaks (全市, 本公司)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.text.normalise import normalise

if TYPE_CHECKING:
    from extractor.model import Fact
    from extractor.rulebook.book import RuleBook

NOT_NAMING = re.compile(r"[\s\"'“”‘’「」『』《》〈〉【】\[\]，,、。；;：:·]+")
# words that mean another body in every document: pronouns, and endings of names standing alone (市政府)
SPEAKING = ("place-pronoun", "body-pronoun", "suffix-institution", "suffix-weak", "suffix-class")
PLACES = frozenset({"province", "city", "county", "place", "ambiguous"})


def name_key(name: str | None) -> str:
    """A name without spaces, quotation marks and commas, full-width letters as ASCII, in lower case."""
    return NOT_NAMING.sub("", normalise(name or "")).lower()


class Names:
    """Names and pronouns of a rule book, for telling whether two facts speak of the same body and thing."""

    def __init__(self, rules: RuleBook) -> None:
        self._types = {name.id: name.type for name in rules.names}
        self._nation: dict[str, str] = {}
        self._indicators: dict[str, str] = {}
        for name in rules.names:
            if name.kind == "region" and name.type == "place":
                self._nation |= {name_key(written): name.id for written in (name.name, *name.aliases)}
            elif name.kind == "indicator":
                self._indicators |= {name_key(written): name.id for written in (name.name, *name.aliases)}
        self._speaking = frozenset(name_key(word) for cue in rules.cues if cue.id in SPEAKING for word in cue.words)

    def indicator(self, fact: Fact) -> str:
        """The indicator's id; without one the letters of what is measured."""
        letters = name_key(fact.indicator or fact.object or fact.action)
        return fact.indicator_id or self._indicators.get(letters, letters)

    def subject(self, fact: Fact, speaker: str) -> str:
        """The subject's id or letters; with the speaker where the name alone means another body in each document.

        So are 全市, 公司 and no subject at all, and a class of bodies (小微企业) in no stated region.
        """
        letters = name_key(fact.subject)
        subject = fact.subject_id or self._nation.get(letters) or letters
        alone = letters in self._speaking and fact.subject_id is None and subject == letters
        of_somewhere = self._types.get(subject) == "class" and fact.region is None
        return f"{subject}@{speaker}" if alone or of_somewhere or not subject else subject

    def region(self, fact: Fact, subject: str) -> str | None:
        """The region where it says more than the subject does."""
        return None if self._types.get(subject) in PLACES else fact.region
