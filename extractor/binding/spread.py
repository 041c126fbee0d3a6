"""The times that a 分别 hands out: 2018年、2019年转股金额分别为80亿元和995亿元, 2021至2023年分别上调23%、9%、8%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import PERIOD

if TYPE_CHECKING:
    from extractor.binding.clauses import Clause
    from extractor.binding.distribute import Distributor
    from extractor.binding.scene import Scene
    from extractor.binding.tokens import CueBook, Token
    from extractor.model import Period


class PeriodSpread:
    """Finds as many times before a 分别 as figures stand behind it; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, distributor: Distributor) -> None:
        self._join = cues["join"]
        self._distributor = distributor

    def read(self, scene: Scene, clause: Clause) -> dict[int, Period]:
        """The period of each figure that has its own, by token index in the sentence; none where bodies are listed."""
        tokens = scene.view.tokens
        cue = next((at for at in range(clause.low, clause.high) if tokens[at].text in self._distributor.cue), None)
        if cue is None:
            return {}
        listed = self._listed([*tokens[clause.low : cue]])
        figures = self._distributor.group(tokens, cue) if listed else []
        share = scene.context.shares.get(figures[0]) if figures else None
        if len(figures) <= 1 or (share is not None and share.member.body is not None):
            return {}
        if len(listed) == 1:
            spread = scene.carrier.each(listed[0], len(figures))
        else:
            spread = [scene.carrier.dated(token) for token in listed]
        return dict(zip(figures, spread, strict=True)) if len(spread) == len(figures) else {}

    def _listed(self, tokens: list[Token]) -> list[Token]:
        """The times of a clause, where only 、 or 和 stand between them."""
        places = [at for at, token in enumerate(tokens) if token.tag == PERIOD]
        between = tokens[places[0] : places[-1]] if places else []
        joined = all(token.tag == PERIOD or token.text in self._join for token in between)
        return [tokens[at] for at in places] if joined else []
