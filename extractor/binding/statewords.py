"""The words that a document's running state goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from extractor.binding.tokens import CueBook


class StateWords(NamedTuple):
    """The words by what they decide."""

    bare: frozenset[str]  # the measures that every sector has: 增加值
    standing: tuple[str, ...]  # the endings of classes that have measures of their own
    short: frozenset[str]  # the last words of names that stand for the whole of one: 平台
    staff: frozenset[str]  # who work in an institution: 医护人员
    staffed: tuple[str, ...]  # the endings of the names of such: 医院
    points: tuple[str, ...]  # 顶部, 日高: levels come near, that measure nothing
    counting: frozenset[str]  # between the name of a set and the figure that counts a part of it: 有, 达
    this_year: frozenset[str]  # behind 截至10月底 it is so far
    now: tuple[str, ...]  # 截至目前: of no date in a year
    levels: frozenset[str]  # of places: 全省 and 我市 are the document's own
    zones: tuple[str, ...]  # the endings of the names of parts of a place: 高新区


def state_words(cues: CueBook) -> StateWords:
    """Those of a rule book."""
    return StateWords(
        bare=cues["bare-measure"],
        standing=cues.ordered("standing-class"),
        short=cues["suffix-short-name"],
        staff=cues["staff"],
        staffed=cues.ordered("suffix-staffed"),
        points=cues.ordered("level-point"),
        counting=cues["word-counting"],
        this_year=cues["this-year"],
        now=cues.ordered("now"),
        levels=cues["place-level"],
        zones=cues.ordered("suffix-zone"),
    )
