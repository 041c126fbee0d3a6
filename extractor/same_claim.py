"""Whether two figures are claims of one thing, by the words of their clauses: one test for checks and timelines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.model import Fact
    from extractor.rulebook.book import CheckRule

BREAK = re.compile(r"[，,。；;：:！!？?\n（(）)]")
TAIL = 24  # characters behind a figure that may say what it is for
_LEAST = 2  # characters that say what is measured
_TELLING = 3  # digits that two places do not share by chance
_NOISE = re.compile(
    r"[\d０-９.%％—\-－~～至、 　“”\"‘’，,。；;：:（）()\n]+|截至|截止|全年|当年|累计|共计|总计|合计"
    r"|其中|分别|达到|完成|实现|[年月日共为达是约近超过了已底末的]"
)


class ClaimWords(NamedTuple):
    """The words of the check of claims that say what a difference may come from."""

    events: tuple[str, ...] = ()  # what can happen again in its period: 下达, 举办
    purposes: tuple[str, ...] = ()  # what money is for: 用于, 支持
    revisions: tuple[str, ...] = ()  # that an earlier figure is put right: 修订, 核减


class Worded(NamedTuple):
    """What the clause of a figure says before and behind it, but for times, names of its body and empty words."""

    head: str
    tail: str
    event: bool
    digits: str


def claim_words(check: CheckRule | None) -> ClaimWords:
    """The words that the rule of the check gives."""
    if check is None:
        return ClaimWords()
    revised = check.reason("revised")
    return ClaimWords(
        tuple(check.words.get("events", ())), tuple(check.words.get("purposes", ())), revised.words if revised else ()
    )


def worded(fact: Fact, before: str, behind: str, words: ClaimWords) -> Worded:
    """What is said of the figure, by its clause up to it and the words right behind it."""
    head = bare(before, fact, words.revisions)
    event = any(said.startswith(words.events) for said in (fact.action or "", fact.indicator or "", head))
    return Worded(head, bare(behind, fact), event, significant(fact))


def one_wording(one: Worded, other: Worded, words: ClaimWords) -> bool:
    """Whether the clauses say the same about their figures.

    Behind the figures they may say something, but not two things (3.2亿元用于教育, 1.5亿元用于医疗), nor one of them a
    purpose.
    """
    if one.head != other.head or len(one.head) < _LEAST:
        return False
    tails = one.tail, other.tail
    return one.tail == other.tail or not (all(tails) or any(tail.startswith(words.purposes) for tail in tails))


def is_slip(one: Worded, other: Worded) -> bool:
    """Whether figures that differ are each other with the point moved, to at least three digits."""
    return one.digits == other.digits and len(one.digits) >= _TELLING


def bare(words: str, fact: Fact, empty: Iterable[str] = ()) -> str:
    """The words without times, the names of the fact's body, and those that say nothing."""
    for known in (fact.period_text, fact.subject, fact.subject_name, "全国", "我国", *empty):
        words = words.replace(known, "") if known else words
    return _NOISE.sub("", words)


def significant(fact: Fact) -> str:
    """The digits of the figure without the zeros at its ends."""
    value = fact.value
    return "" if value is None else "".join(map(str, value.as_tuple().digits)).strip("0")
