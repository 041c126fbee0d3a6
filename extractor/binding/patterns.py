"""Binding patterns: regular expressions over the skeleton of a sentence, with named slots.

`由{q1}降至{q2}` matches two figures; what each is bound to stands under `binds`.  Slots: `{q1}` (any figure),
`{q1:money}` or `{q1:count|measure}` (a figure of that kind), `{period}`, `{base}`, and any other name for a stretch of
text without marks or figures (`{object}`; `{object?}` where it may be missing).  The rest is a regular expression.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

from extractor.binding.draft import CHANGES, ROLES, STATUSES
from extractor.errors import RuleError
from extractor.matching.skeleton import CODES, QUANTITY, Skeleton
from extractor.rulebook.slots import BINDABLE, FIRST, SLOT, unknown_figures, unknown_keys

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from extractor.rulebook.book import PatternRule, RuleBook

TIMEOUT_SECONDS = 0.25
_TEXT = r"[^\ue000-\ue0ff，,；;。：:！!？?\s]{1,20}?"
_GROUP = regex.compile(r"\((?:[^()]|(?R))*\)[?*+]?|\[[^\]]*\](?:[?*+]|\{[^}]*\})*")
_CHOICE = regex.compile(r"\(\?:([\u4e00-\u9fff|]+)\)\+?")
_CERTAIN = regex.compile(r"[\u4e00-\u9fff](?![?*{])")
_LITERAL = regex.compile(r"[\u4e00-\u9fff]+")
SAME = "="
"""As a value under `binds`: what the figure before has in the slot."""

INHERITED = frozenset({"indicator", "action", "population", "statistic"})
CHOICES = {"change": CHANGES.keys(), "status": STATUSES.keys(), "role": ROLES.keys()}


class Bound(NamedTuple):
    """What a pattern says about one figure: slot values, each filled from the text, and the rule that says so."""

    rule_id: str
    slots: dict[str, str]
    start: int
    end: int


class Matched(NamedTuple):
    """One match of a pattern, as offsets into the skeleton, with the figures it binds."""

    rule_id: str
    start: int
    end: int
    bound: dict[int, Bound]


class Needed(NamedTuple):
    """Characters that must all stand in a text, and of each choice of words one; none where nothing is certain."""

    all: tuple[str, ...] = ()
    choices: tuple[tuple[str, ...], ...] = ()

    def missing(self, text: str) -> bool:
        """Whether the text cannot match."""
        for char in self.all:
            if char not in text:
                return True
        for words in self.choices:
            for word in words:  # loops: asked of every sentence, a generator would cost more than it saves
                if word in text:
                    break
            else:
                return True
        return False


class NearMiss(NamedTuple):
    """An expression that did not match, and which of its words are missing."""

    rule_id: str
    match: str
    missing: tuple[str, ...]
    words: int

    @property
    def is_close(self) -> bool:
        """Whether at least half of the words are there."""
        return 2 * len(self.missing) <= self.words

    def __str__(self) -> str:
        there = f"{self.words - len(self.missing)}/{self.words}"
        return f"{self.rule_id}: {self.match}  ({there}; - {' '.join(self.missing) or '…'})"


class Pattern(NamedTuple):
    """A compiled pattern: each expression with what a skeleton must have for it to match."""

    rule: PatternRule
    expressions: tuple[tuple[regex.Pattern[str], Needed], ...]


class PatternBook:
    """All patterns of a rule book.  Raises RuleError where one does not compile."""

    def __init__(self, rules: RuleBook) -> None:
        self._patterns = tuple(_compile(rule) for rule in rules.patterns if not is_form(rule))
        self._needed = tuple(needed for pattern in self._patterns for _, needed in pattern.expressions)

    def may_match(self, text: str) -> bool:
        """Whether a sentence has the words that at least one pattern needs."""
        for needed in self._needed:  # noqa: SIM110  # asked of every sentence: a generator costs more
            if not needed.missing(text):
                return True
        return False

    def matches(self, skeleton: Skeleton) -> list[Matched]:
        """All matches, earliest first and longest on a tie, before overlap is settled."""
        found = [match for pattern in self._patterns for match in _matches(pattern, skeleton)]
        found.sort(key=lambda match: (match.start, match.start - match.end, match.rule_id))
        return found

    def near(self, skeleton: Skeleton, matched: set[str]) -> Iterator[NearMiss]:
        """The patterns that did not match though some of their words stand in the skeleton; and the words missing."""
        for pattern in self._patterns:
            if pattern.rule.id in matched:
                continue
            for match in pattern.rule.match:
                words = dict.fromkeys(_LITERAL.findall(SLOT.sub("\ue000", match)))
                missing = [word for word in words if word not in skeleton.text]
                if words and len(missing) < len(words):
                    yield NearMiss(pattern.rule.id, match, tuple(missing), len(words))

    def bind(self, skeleton: Skeleton) -> dict[int, Bound]:
        """What the patterns bind, by figure; a figure is bound by the earliest match, the longest on a tie."""
        bound: dict[int, Bound] = {}
        for match in self.matches(skeleton):
            for figure, slots in match.bound.items():
                bound.setdefault(figure, slots)
        return bound


def is_form(rule: PatternRule) -> bool:
    """Whether the rule describes a form that the program itself binds (`match: ["@head"]`), not an expression."""
    return all(match.startswith("@") for match in rule.match)


def _compile(rule: PatternRule) -> Pattern:
    for _, key in unknown_keys(rule.binds):
        raise RuleError(f"{rule.rule_id}: binds: found {key!r}; wanted {', '.join(BINDABLE)}")
    for slot, value in (item for binds in rule.binds for item in binds.items()):
        if slot in CHOICES and value not in CHOICES[slot]:
            raise RuleError(f"{rule.rule_id}: {slot}: found {value!r}; wanted {', '.join(CHOICES[slot])}")
        if value == SAME and slot not in INHERITED:
            raise RuleError(f"{rule.rule_id}: {slot}: found {SAME!r}; only {', '.join(sorted(INHERITED))} can be so")
    for _, name, wanted, _zh in unknown_figures(rule.match, rule.binds):
        raise RuleError(f"{rule.rule_id}: quantity: found {name!r}; {wanted}")
    return Pattern(rule, tuple((_expression(rule, match), _needed(match)) for match in rule.match))


def _needed(match: str) -> Needed:
    """What must stand in a text for the template to match."""
    plain = SLOT.sub("\ue000", match)
    outside = _GROUP.sub("\ue000", plain)
    if "|" in outside:
        return Needed()
    choices = (tuple(found[1].split("|")) for group in _GROUP.findall(plain) if (found := _CHOICE.fullmatch(group)))
    return Needed(tuple(dict.fromkeys(_CERTAIN.findall(outside))), tuple(words for words in choices if all(words)))


def _expression(rule: PatternRule, match: str) -> regex.Pattern[str]:
    """The template as a regular expression."""
    try:
        return regex.compile(SLOT.sub(_slot, match))
    except regex.error as error:
        raise RuleError(f"{rule.rule_id}: match: {match!r} is no regular expression ({error})") from None


def _slot(found: re.Match[str]) -> str:
    figure, kinds, name, optional = found.groups()
    if figure:
        codes = f"[{''.join(CODES[kind] for kind in kinds.split('|'))}]" if kinds else QUANTITY
        return f"(?P<{figure}>{codes})"
    if name in ("period", "base"):
        return f"(?P<{name}>{CODES[name]}){optional or ''}"
    return f"(?P<{name}>{_TEXT}){optional or ''}"


def _matches(pattern: Pattern, skeleton: Skeleton) -> Iterator[Matched]:
    for expression, needed in pattern.expressions:
        if needed.missing(skeleton.text):
            continue
        try:
            for found in expression.finditer(skeleton.text, timeout=TIMEOUT_SECONDS):
                yield Matched(pattern.rule.id, found.start(), found.end(), _bound(pattern.rule, found, skeleton))
        except TimeoutError:
            raise RuleError(
                f"{pattern.rule.rule_id}: match: took longer than {TIMEOUT_SECONDS} s on one sentence; "
                "wanted an expression without nested repetition; simplify it",
            ) from None


def _bound(rule: PatternRule, found: regex.Match[str], skeleton: Skeleton) -> dict[int, Bound]:
    groups = {name: text for name, text in found.groupdict().items() if text is not None}
    bound: dict[int, Bound] = {}
    for binds in rule.binds:
        name = binds.get("quantity", FIRST)
        if name not in groups:
            continue
        slots = {slot: _filled(template, groups) for slot, template in binds.items() if slot != "quantity"}
        figure = skeleton.figures[found.start(name)]
        start, end = skeleton.offset(found.start()), skeleton.offset(found.end() - 1) + 1
        bound[figure] = Bound(rule.id, {slot: text for slot, text in slots.items() if text}, start, end)
    return bound


def _filled(template: str, groups: dict[str, str]) -> str:
    """The template with `{slot}` replaced by what the slot matched, or nothing where it did not."""
    return SLOT.sub(lambda slot: groups.get(slot.group(3) or "", ""), template)
