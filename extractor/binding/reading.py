"""What was seen in a document, before anything is bound: figures, periods, bases, names, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from extractor.binding.tokens import BASE, BODY, FIGURE, PERIOD, Piece, Token, name_pieces, tokenise
from extractor.comparisons import base_mentions
from extractor.text.sentences import skip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.comparisons import Base
    from extractor.model import Document, Mention, Quantity
    from extractor.times.text import PeriodMention
    from extractor.text.sentences import Sentence
    from extractor.text.words import Words

_CLAUSE_MARKS = frozenset("，,；;：:。！？!?")


class Clause(NamedTuple):
    """A clause of a sentence: its tokens are `tokens[low:high]`; `mark` is the character that ends it, if any."""

    low: int
    high: int
    mark: str


class View(NamedTuple):
    """A sentence with its tokens and clauses; `whole` is false where only its first clause was cut into tokens."""

    sentence: Sentence
    tokens: list[Token]
    clauses: list[Clause]
    has_figures: bool


class Reading:
    """The mentions of a document, in order.  `text` is the normalised text."""

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
    ) -> None:
        self.document = document
        self.text = text
        self.figures = figures
        self.periods = periods
        self.bases = bases
        self.names = _merged(names, shapes)
        self._cue_tags = cue_tags
        self._pieces = self._merge()
        self._starts = [piece.start for piece in self._pieces]

    def _merge(self) -> list[Piece]:
        """Figures, bases, periods that are no base's, and the names that touch none of them."""
        fixed = [Piece(figure.start, figure.end, FIGURE, index) for index, figure in enumerate(self.figures)]
        fixed += [Piece(base.start, base.end, BASE, index) for index, base in enumerate(self.bases)]
        covered = base_mentions(self.bases)
        fixed += [
            Piece(period.start, period.end, PERIOD, index) for index, period in enumerate(self.periods) if index not in covered
        ]
        fixed.sort()
        apart: list[Piece] = []
        for piece in fixed:
            if not apart or piece.start >= apart[-1].end:
                apart.append(piece)
        names = name_pieces(self.names, [(piece.start, piece.end) for piece in apart], self._cue_tags)
        return sorted([*apart, *names])

    def view(self, sentence: Sentence, words: Words) -> View:
        """The sentence cut into tokens."""
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        start = skip_marks(self.text, sentence.start, sentence.end)
        pieces = [piece for piece in self._pieces[first:last] if start <= piece.start and piece.end <= sentence.end]
        tokens = tokenise(self.text, start, sentence.end, pieces, words)
        has_figures = any(piece.tag == FIGURE for piece in pieces)
        return View(sentence, tokens, list(_clauses(tokens)), has_figures)


def _merged(names: Sequence[Mention], shapes: Sequence[Mention]) -> list[Mention]:
    """Registered names and names by shape, none overlapping another: earliest, then longest."""
    if not shapes:
        return list(names)
    kept: list[Mention] = []
    for mention in sorted([*names, *shapes], key=lambda m: (m.start, -m.end, m.rule_id)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _clauses(tokens: Sequence[Token]) -> Iterator[Clause]:
    low = 0
    for index, token in enumerate(tokens):
        listed = token.text == "、" and index > 0 and tokens[index - 1].tag == FIGURE  # 1733亿元、批发零售业…
        announced = index + 1 < len(tokens) and tokens[index + 1].tag == BODY and token.text in ("分别是", "分别为")
        if announced:  # 排前三位的分别是农业银行71起、…
            yield Clause(low, index, token.text)
            low = index + 1
        elif listed or (token.text in _CLAUSE_MARKS and token.tag == "x"):
            if index > low:
                yield Clause(low, index, token.text)
            low = index + 1
    if low < len(tokens):
        yield Clause(low, len(tokens), "")
