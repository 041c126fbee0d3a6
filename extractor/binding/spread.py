"""Times of single figures: those that a 分别 hands out, and the day behind what is counted."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from extractor.binding.tokens import BASE, BODY, FIGURE, GROUP, INDICATOR, PERIOD, index_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.clauses import Clause
    from extractor.binding.distribute import Distributor
    from extractor.binding.place import Place
    from extractor.binding.scene import Scene
    from extractor.binding.tokens import CueBook, Token
    from extractor.model import Period

_YEARS = re.compile(r"(\d{4})年?[至到—–~-]+(\d{4})年")
_NEAR = 6  # tokens behind a figure
_NOUNS = frozenset({"n", "w", "m", "a", BODY, GROUP, INDICATOR})


class PeriodSpread:
    """Finds them; the word lists come from the rule book.

    2018年、2019年转股金额分别为80亿元和995亿元, 2021至2023年分别上调23%、9%、8%: as many times as figures.
    """

    def __init__(self, cues: CueBook, distributor: Distributor) -> None:
        self._join = cues["join"]
        self._before, self._on = cues["before-day"], cues["on-day"]
        self._from, self._turning = cues["from-word"], cues["up"] | cues["down"] | cues["turn"] | cues["word-turning"]
        self._distributor = distributor

    def read(self, scene: Scene, clause: Clause) -> dict[int, Period]:
        """The period of each figure that has its own, by token index in the sentence; none where bodies are listed."""
        tokens = scene.view.tokens
        cue = self._cue(tokens, clause)
        if cue is None:
            return {}
        listed = self._listed([*tokens[clause.low : cue]])
        figures = self._distributor.rows.group(tokens, cue) if listed else []
        share = scene.context.shares.get(figures[0]) if figures else None
        if len(figures) <= 1 or (share is not None and share.member.is_body):
            return {}
        if len(listed) == 1:
            spread = scene.carrier.each(listed[0], len(figures))
        else:
            spread = [scene.carrier.dated(token) for token in listed]
        return dict(zip(figures, spread, strict=True)) if len(spread) == len(figures) else {}

    def bases(self, scene: Scene, clause: Clause) -> dict[int, int]:
        """较2020年和2019年同期分别增长27.3%和22.8%: the base of each figure, by token index in the sentence."""
        tokens = scene.view.tokens
        cue = self._cue(tokens, clause)
        found = [token for token in tokens[clause.low : cue] if token.tag == BASE] if cue is not None else []
        figures = self._distributor.rows.group(tokens, cue) if cue is not None and len(found) > 1 else []
        bases = [index_of(token) for token in found]
        return dict(zip(figures, bases, strict=True)) if len(figures) == len(bases) else {}

    def _cue(self, tokens: Sequence[Token], clause: Clause) -> int | None:
        return next((at for at in range(clause.low, clause.high) if tokens[at].text in self._distributor.cue), None)

    def behind(self, place: Place, scene: Scene) -> Period | None:
        """190名官兵今天抵达, 五名病患已于21日出院, 跌穿0.6%关口是在2月5日: the day on which those counted do it."""
        tokens = place.tokens
        for at in range(place.index + 1, min(place.index + _NEAR, len(tokens))):
            token = tokens[at]
            if token.tag == PERIOD:
                ends = at + 1 == len(tokens)
                told = tokens[at - 1].text in self._on or (scene.carrier.is_day(token) and not ends)
                return scene.carrier.dated(token) if told and (ends or tokens[at + 1].text != "的") else None
            if token.tag not in _NOUNS and token.text not in self._before:
                return None
        return None

    def of_levels(self, place: Place, period: Period | None) -> Period | None:
        """2015年至2019年，…从48亿元增加到128亿元: the first level is of the first year, the second of the last."""
        years = _YEARS.fullmatch(period.quote) if period is not None else None
        if period is None or years is None:
            return period
        before = (at for at in range(place.index - 1, -1, -1) if place.tokens[at].tag == FIGURE)
        last = next(before, -1)
        if place.tokens[place.index - 1].text in self._from:
            year = int(years[1])
        elif last > 0 and place.tokens[last - 1].text in self._from and place.tokens[last + 1].text in self._turning:
            year = int(years[2])
        else:
            return period
        return msgspec.structs.replace(period, period_start=date(year, 1, 1), period_end=date(year, 12, 31))

    def _listed(self, tokens: list[Token]) -> list[Token]:
        """The times of a clause, where only 、 or 和 stand between them."""
        places = [at for at, token in enumerate(tokens) if token.tag == PERIOD]
        between = tokens[places[0] : places[-1]] if places else []
        joined = all(token.tag == PERIOD or token.text in self._join for token in between)
        return [tokens[at] for at in places] if joined else []
