"""Target or actual: whether a figure is planned or reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.tokens import BODY, FIGURE, INDICATOR, PERIOD, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Status


class StatusReader:
    """Reads the status from the words before a figure; a target runs from its cue rightwards until something is done."""

    def __init__(self, cues: CueBook) -> None:
        self._target = cues["target"]
        self._goal = cues["goal-noun"]
        self._actual = cues["actual"]
        self._heading = cues["target-heading"]
        self._same_plan = cues["same-plan"]
        self._forecast = cues["forecast"]

    def read(self, tokens: Sequence[Token], index: int, *, over: bool) -> Status | None:
        """The status that the sentence's tokens before `tokens[index]` give it; `None` where they say nothing.

        `over`: the figure's period has ended; an estimate (预计) of it is then a result.
        """
        for position in range(index - 1, -1, -1):
            token = tokens[position]
            if token.tag in (FIGURE, BODY, INDICATOR):
                continue
            text = token.text
            if text in ("；", ";"):
                return None
            if text in self._actual:
                return "actual"
            if (text in self._target and self._governs(tokens, position)) or (text == "将" and self._is_adverb(tokens, position)):
                planned = tokens[position + 1].text == "的" and position + 2 == index  # 年初预计的2700亿元
                return "actual" if over and text in self._forecast and not planned else "target"
            if text in self._goal and self._heads(tokens, position, index):
                return "target"
        return None

    def _governs(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether the cue has something behind it in its clause; 实施…计划，形成… has not."""
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        return following is not None and following.tag != "x"

    def _is_adverb(self, tokens: Sequence[Token], position: int) -> bool:
        """将实现 is a plan, 将78家…与银行分享 is not: behind the adverb stands a verb, another adverb or a time."""
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        return following is not None and (following.tag in ("v", "V", "d", "p", "a", PERIOD) or following.text in self._goal)

    def _heads(self, tokens: Sequence[Token], position: int, index: int) -> bool:
        """目标任务37亿元: a goal's noun makes a target only of the figure it stands next to."""
        return all(token.text in ("为", "是", "达", "达到", "的", "：", ":", "至") for token in tokens[position + 1 : index])

    def heading(self, text: str) -> bool:
        """Whether a heading opens a section of targets (下一步, 主要目标)."""
        return any(word in text for word in self._heading)

    def continues(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence goes on about the plan before it: it opens with the project or a part of it."""
        first = next((token for token in tokens if token.tag not in ("x", PERIOD)), None)
        return first is not None and first.text in self._same_plan
