"""What was seen in a document, before anything is bound: figures, periods, bases, names, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from extractor.binding.clauses import Clause, divided
from extractor.binding.cutting import Cutter, tokenise
from extractor.binding.tokens import BASE, FIGURE, PERIOD, Piece, Token, name_pieces
from extractor.comparisons import base_mentions
from extractor.matching.events import EVENT
from extractor.text.sentences import skip_marks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.comparisons import Base
    from extractor.model import Document, Mention, Quantity
    from extractor.tables.layout import Layout
    from extractor.text.sentences import Sentence
    from extractor.times.text import PeriodMention

_start, _end = attrgetter("start"), attrgetter("end")
_COMMAS = frozenset("，,")
_GLOSS = 60  # characters from the bracket to the time that it names
_CLOSED = re.compile(r"[）)。\n]")
_MARK = re.compile(r"[，；：。！？;:!?]|,(?!\d)")


class View(msgspec.Struct, frozen=True, gc=False):
    """A sentence with its tokens and clauses.

    Of a sentence without figures only the opening is cut into tokens: it may name a topic.  `rest` are the mentions
    behind it.
    """

    sentence: Sentence
    tokens: list[Token]
    clauses: list[Clause]
    has_figures: bool
    rest: list[Piece]

    def behind(self, tokens: Sequence[Token]) -> Clause | None:
        """The clause behind the one of those tokens, where only a comma parts them."""
        here = bisect_left(self.clauses, tokens[0].start, key=lambda clause: clause.tokens[0].start)
        parted = here + 1 < len(self.clauses) and self.clauses[here].mark in _COMMAS
        return self.clauses[here + 1] if parted else None


class Reading:
    """The mentions of a document, in order.  `text` is normalised, with blanks for the cells of its `tables`."""

    def __init__(  # noqa: PLR0913  # one slot a kind of mention
        self,
        document: Document,
        text: str,
        *,
        figures: Sequence[Quantity],
        periods: Sequence[PeriodMention],
        bases: Sequence[Base],
        names: Sequence[Mention],
        shapes: Sequence[Mention],
        cue_tags: Mapping[str, str],
        tables: Sequence[Layout] = (),
    ) -> None:
        self.document = document
        self.text = text
        self.figures = figures
        self.periods = periods
        self.bases = bases
        self.tables = tables
        self.names = _merged(names, shapes)
        self.events = [shape for shape in shapes if shape.rule_id == EVENT]
        self._cue_tags = cue_tags
        self._pieces = self._merge()
        self._figure_starts = [figure.start for figure in figures]
        self._starts = [piece.start for piece in self._pieces]

    def _merge(self) -> list[Piece]:
        """Figures, bases, periods that are no base's, and the names that touch none of them."""
        covered = base_mentions(self.bases)
        fixed = [Piece(figure.start, figure.end, FIGURE, index) for index, figure in enumerate(self.figures)]
        fixed += [Piece(base.start, base.end, BASE, index) for index, base in enumerate(self.bases)]
        fixed += [
            Piece(period.start, period.end, PERIOD, index)
            for index, period in enumerate(self.periods)
            if index not in covered
        ]
        fixed.sort(key=_start)
        end, apart = 0, []
        for piece in fixed:
            if piece.start >= end:
                apart.append(piece)
                end = piece.end
        apart += name_pieces(self.names, apart, self._cue_tags)
        apart.sort(key=_start)
        return apart

    def is_place(self, start: int) -> bool:
        """Whether the name of a place begins there."""
        index = bisect_left(self.names, start, key=_start)
        near = self.names[index : index + 2]
        return any(name.start == start and name.kind == "region" for name in near)

    def group_in(self, figure: Quantity) -> str:
        """The registered group that a figure counts without a counter: 农村居民 of 4291万农村居民; else nothing."""
        index = bisect_left(self.names, figure.end, key=_end)
        name = self.names[index] if index < len(self.names) else None
        counted = name is not None and name.end == figure.end and name.start > figure.start
        return name.quote if name is not None and counted and name.kind == "population" else ""

    def figures_between(self, start: int, end: int) -> bool:
        """Whether a figure begins in `text[start:end]`."""
        index = bisect_left(self._figure_starts, start)
        return index < len(self._figure_starts) and self._figure_starts[index] < end

    def event_between(self, start: int, end: int) -> Mention | None:
        """The event or work that `text[start:end]` names first."""
        return next((event for event in self.events if start <= event.start < end), None)

    def glossed(self, start: int) -> bool:
        """Whether `start` is in a bracket without figures behind a figure: 增长9.9%（以2019年同期数为基数）."""
        low = max(0, start - _GLOSS)
        opened = max(self.text.rfind("（", low, start), self.text.rfind("(", low, start))
        number = bisect_left(self._figure_starts, opened) - 1
        if opened < 0 or number < 0 or self.figures[number].end != opened:
            return False
        closed = _CLOSED.search(self.text, opened)
        return closed is not None and closed.start() > start and not self.figures_between(opened, closed.start())

    def view(self, sentence: Sentence, cutter: Cutter) -> View:
        """The sentence cut into tokens."""
        start, end = skip_marks(self.text, sentence.start, sentence.end), sentence.end
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        pieces = self._pieces[first:last]
        while pieces and pieces[-1].end > end:
            pieces.pop()
        has_figures = any([piece.tag == FIGURE for piece in pieces])  # noqa: C419  # a list is faster, and short
        rest = pieces[:0]
        if not has_figures and not sentence.heading:
            end = _opening_end(self.text, start, end)
            pieces, rest = [p for p in pieces if p.end <= end], [p for p in pieces if p.start >= end]
        tokens = tokenise(self.text, start, end, pieces, cutter)
        return View(sentence, tokens, divided(tokens, cutter.bounds, heading=sentence.heading), has_figures, rest)


def _opening_end(text: str, start: int, end: int) -> int:
    """The end of the second clause: the first is often no more than a time."""
    for number, mark in enumerate(_MARK.finditer(text, start, end)):
        if number == 1:
            return mark.start()
    return end


def _merged(names: Sequence[Mention], shapes: Sequence[Mention]) -> list[Mention]:
    """Registered names and names by shape, none overlapping another: earliest, then longest."""
    if not shapes:
        return list(names)
    kept: list[Mention] = []
    for mention in sorted([*names, *shapes], key=lambda m: (m.start, -m.end, m.rule_id)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
