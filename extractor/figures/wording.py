"""Words around a figure that decide what it is, from the cue classes of the rule book that begin with `figure-`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.figures.marks import CHINESE_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.figures.modifiers import ModifierTable
    from extractor.figures.units import UnitTable
    from extractor.rulebook.book import CueRule

PREFIX = "figure-"


class Ending:
    """Words that may end at a place in a text; looked at only where their last character stands."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self.last: dict[str, tuple[str, ...]] = {}
        for word in self.words:
            self.last[word[-1]] = (*self.last.get(word[-1], ()), word)

    def ends(self, text: str, position: int) -> bool:
        """Whether one of them stands right before `position`."""
        if position < 1 or text[position - 1] not in self.last:
            return False
        return text.endswith(self.last[text[position - 1]], 0, position)

    def all_ending(self, text: str, position: int) -> list[str]:
        """Those that stand right before `position`, in the order given."""
        if position < 1 or text[position - 1] not in self.last:
            return []
        return [word for word in self.last[text[position - 1]] if text.endswith(word, 0, position)]

    def ending(self, text: str, position: int) -> str | None:
        """The first of those that stand right before `position`."""
        found = self.all_ending(text, position)
        return found[0] if found else None


class Beginning:
    """Words that may begin at a place in a text; looked at only where their first character stands."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self._first = frozenset(word[0] for word in self.words)

    def begins(self, text: str, position: int) -> bool:
        """Whether one of them stands right behind `position`."""
        return text[position : position + 1] in self._first and text.startswith(self.words, position)


class Wording:
    """The words by what they decide.  Immutable."""

    def __init__(self, cues: Iterable[CueRule]) -> None:
        words: dict[str, tuple[str, ...]] = {}
        for cue in cues:
            if cue.id.startswith(PREFIX):
                name = cue.id.removeprefix(PREFIX)
                words[name] = tuple(dict.fromkeys((*words.get(name, ()), *cue.words)))
        get = words.get
        self.one_counts = Ending(get("one", ()))
        self.tiers = Ending(get("tier", ()))
        self.no_half = Beginning(get("no-half", ()))
        self.no_whole = Beginning(get("no-whole", ()))
        self.speeds = Ending(get("speed", ()))
        self.per = tuple(sorted(get("per", ()), key=len, reverse=True))
        self.bare_leads = Ending(get("bare-lead", ()))
        self.attribute_before = Ending(get("attribute-before", ()))
        self.attribute_after = Beginning(get("attribute-after", ()))
        self.thresholds = Beginning(get("threshold", ()))
        self.bound_up = Beginning(get("bound-up", ()))
        self.from_up = re.compile(rf"(?:{_joined(get('bound-up', ()))})[、，,至到]?")
        self.to_down = re.compile(rf".{{0,6}}?(?:{_joined(get('bound-down', ()))})")
        self.ages = get("age", ())
        self.currency_before = get("currency-before", ())
        self.currency_behind = get("currency-behind", ())
        self.fillers = Ending(get("filler", ()))
        self.rank_scopes = get("rank-scope", ())
        self.rank_units = get("rank-unit", ())
        self.people = re.compile(rf"(?:(?![的{CHINESE_CHARS}])[\u4e00-\u9fff]){{0,3}}(?:{_joined(get('people', ()))})")
        self.bare_units = frozenset(get("bare-unit", ()))
        self.titles = _any(get("title", ()))
        self.far = frozenset(get("far-modifier", ()))
        self.of_whole = re.compile(
            rf"({_joined(get('whole-modifier', ()))})[占为是达到]*[^\d占为是的，。；：！？、（）()\n]{{2,}}的$"
        )
        self.verbs = Ending(get("verb", ()))
        self.modals = Ending(sorted(get("modal", ()), key=len, reverse=True))
        self.forbidding = _any(get("forbidding", ()))
        self.money = _any(get("money", ()))
        self.great_money = _any(get("great-money", ()))
        self.great_behind = _any(get("great-money-behind", ()))
        self.not_money = _any(get("not-money", ()))
        self.money_or_verb = _any((*get("money", ()), *get("money-verb", ())))
        self.led_by_rate = re.compile(f"(?:{_joined(get('rate', ()))})(?:{_joined(get('rate-verb', ()))})$")
        self.led_to_rank = _rank_lead(words)
        self.worded = _any((*get("first", ()), *get("twice", ())))
        self.worded_first = re.compile(
            rf"(?:{_joined(get('first-lead', ()))})(?:{_joined(self.rank_scopes)})[^，。；、：\d\n]{{0,4}}?"
            rf"({_joined(get('first', ()))})"
        )
        self.worded_twice = re.compile(
            rf"(?:{_joined(get('twice-lead', ()))})(?:{_joined(get('twice-within', ()))}){{0,2}}"
            rf"({_joined(get('twice', ()))})(?=[，。；、！\s”]|的?(?:{_joined(get('twice-goal', ()))})|$)"
        )


class Vocabulary(NamedTuple):
    """What the reader of figures knows of a rule book."""

    units: UnitTable
    modifiers: ModifierTable
    words: Wording


def _joined(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; one that matches nothing where there is none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_joined(words))


def _rank_lead(words: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    """A verb of ranking or a scope, with at most nine characters of its clause behind it."""
    leads = (*words.get("rank-verb", ()), *words.get("rank-scope", ()))
    others = words.get("rank-not-verb", ())
    patterns = "|".join(_but_in(lead, others) for lead in leads) or r"(?!)"
    listed = rf"(?:第[{CHINESE_CHARS}\d]{{1,4}}[位名]?[、和与]){{0,2}}"  # 位列第一、第二
    return re.compile(rf"(?:{patterns})[^，。；、：\d\n]{{0,9}}{listed}$")


def _but_in(word: str, others: Iterable[str]) -> str:
    """A pattern for the word where it does not end one of the others: 排 but not 安排."""
    fronts = (other.removesuffix(word) for other in others if other.endswith(word) and other != word)
    return "".join(f"(?<!{re.escape(front)})" for front in fronts) + re.escape(word)
