"""What kind of body a word is, or makes of the phrase that it ends."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from extractor.binding.body import CLASS, EVENT, INSTITUTION, LEADER, PLACE, WEAK, endings, ends_with
from extractor.binding.tokens import BODY, FIGURE, GROUP, INDICATOR, PERIOD, CueBook, Token, named_body
from extractor.matching.events import EVENT as NAMED_EVENT

if TYPE_CHECKING:
    from extractor.model import Mention
    from extractor.rulebook.book import NameRule, RuleBook

_TYPES = {
    "carrier": INSTITUTION,
    "institution": INSTITUTION,
    "place": PLACE,
    "class": CLASS,
    "group": CLASS,
    "person": LEADER,
}
_FIRMS = "企业"
_SEASON = 2  # characters of 春运 and 暑运, which end no other event's name
_WORDS = 20_000  # remembered: each is asked of several times a clause
_NO_BODY = frozenset({FIGURE, PERIOD, INDICATOR})


class BodyKinds:
    """The registered bodies and the endings of unregistered ones; the word lists come from the rule book."""

    def __init__(self, rules: RuleBook, cues: CueBook) -> None:
        self._types = {
            name.id: _TYPES.get(name.type or "", INSTITUTION) for name in rules.names if name.kind == "organisation"
        }
        self._places = cues["place-pronoun"] | cues["country-name"] | cues["world-name"]
        self._natural = tuple(sorted(cues["suffix-natural"]))
        self._firms = tuple(
            sorted((word for name in rules.names for word in _words(name, _FIRMS)), key=len, reverse=True)
        )
        gatherings = {word for word in cues["lone-event"] if len(word) > _SEASON}
        self._endings = endings(
            (cues["suffix-no-body"], ""),
            (cues["suffix-institution"], INSTITUTION),
            (cues["suffix-weak"], WEAK),
            (cues["suffix-class"], CLASS),
            (cues["suffix-event"] | gatherings, EVENT),
            (cues["suffix-place"], PLACE),
        )

        self._of_word = lru_cache(maxsize=_WORDS)(self._by_ending)

    def _of_name(self, mention: Mention) -> str:
        if mention.rule_id == NAMED_EVENT:
            return EVENT
        return PLACE if mention.kind == "region" else self._types.get(mention.entry_id, INSTITUTION)

    def is_natural(self, token: Token) -> bool:
        """长江, 太行山: a river, a lake or mountains, which no division code has."""
        mention = named_body(token)
        nature = mention is not None and mention.kind == "region" and not mention.entry_id.isdigit()
        return nature and token.text.endswith(self._natural)

    def firms_in(self, indicator: str) -> str:
        """The class of firms that an indicator's name opens with: 民营企业 of 民营企业进出口."""
        return next((word for word in self._firms if indicator.startswith(word)), "") if _FIRMS in indicator else ""

    def of(self, token: Token) -> str | None:
        """The kind of body that a phrase ending in this token is; `None` where it is none."""
        tag, text = token.tag, token.text
        if tag == BODY and (mention := named_body(token)) is not None:
            return self._of_name(mention)
        if tag in _NO_BODY:
            return None
        if tag == GROUP:
            return CLASS
        return self._of_word(text)

    def _by_ending(self, word: str) -> str | None:
        """What the word makes of a phrase that it ends."""
        if word in self._places:
            return PLACE
        for suffix, kind in self._endings.get(word[-1], ()):
            if ends_with(word, suffix):
                return kind or None
        return None


def _words(name: NameRule, ending: str) -> tuple[str, ...]:
    """The name and aliases of a class of bodies that end so."""
    if name.kind != "organisation" or _TYPES.get(name.type or "") != CLASS:
        return ()
    return tuple(word for word in name.writings if word.endswith(ending))
