"""Figures next to a goal's noun: 目标任务37亿元, 高于年初确定的14%的目标, 集团目标于2020年达到…."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from extractor.binding.tokens import FIGURE, PERIOD, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_SETTING = frozenset({PERIOD, "n", "f", "a"})
_REACH = 7  # tokens between a comparison and its figure
_COMMAS = frozenset("，,；;。")
_QUOTED = 24  # tokens from a figure to the end of the quotation it stands in


class GoalReader:
    """Reads them; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._goal, self._goals = tuple(cues["goal-noun"]), cues["goal-noun"]
        self._links = cues["goal-link"] | {"：", ":"}
        self._budgets, self._moved = cues.ordered("suffix-budget"), cues["reducing"] | cues["moving"]
        self._exceeding, self._done = cues["against-goal"], cues.ordered("goal-reached")

    def next_to(self, tokens: Sequence[Token], index: int) -> bool:
        """目标任务37亿元: a goal's noun makes a target only of the figure it stands next to."""
        position = index - 1
        if position >= 0 and tokens[position].text == "的":
            return False  # 完成年度任务的102.6%: the share that was reached
        while position >= 0 and tokens[position].text in self._links:
            position -= 1
        if position < 0 or not tokens[position].text.endswith(self._goal):
            return False
        before = [token.text for token in tokens[max(0, position - 3) : position]]
        return self._exceeding.isdisjoint(before)  # 高于考核目标值4.8%

    def compared(self, tokens: Sequence[Token], index: int) -> bool:
        """高于年初确定的14%的目标: the goal that something is held against; one that is reached is none."""
        of = next((at for at in (index + 1, index + 2) if at < len(tokens) and tokens[at].text == "的"), 0)
        behind = tokens[of + 1 : of + 3] if of else []
        goal = next((at for at, token in enumerate(behind) if token.text in self._goals), None)
        if goal is None or any(token.tag not in _SETTING for token in behind[:goal]):
            return False
        return any(token.text in self._exceeding for token in tokens[max(0, index - _REACH) : index])

    def budgeted(self, tokens: Sequence[Token], index: int) -> bool:
        """4.4万亿美元规模的年度预算: what stands behind the figure is a budget, and not a share of one."""
        of = next((at for at in (index + 1, index + 2) if at < len(tokens) and tokens[at].text == "的"), 0)
        behind = tokens[of + 1 : of + 3] if of else []
        return any(token.text.endswith(self._budgets) for token in behind)

    def plans(self, tokens: Sequence[Token], position: int) -> bool:
        """安排“三公”经费预算5.2亿元，其中公务接待费…: a budget with its figure; 压减支出预算2500万元 is a deed."""
        clause = next((at for at in range(position, -1, -1) if tokens[at].text in _COMMAS), -1)
        moved = any(token.text in self._moved for token in tokens[clause + 1 : position])
        return position + 1 < len(tokens) and tokens[position + 1].tag == FIGURE and not moved

    def quoted(self, tokens: Sequence[Token], index: int) -> bool:
        """“建设5G基站30万个”的目标不变: the words of a goal, where nobody says that it is reached."""
        last = min(len(tokens), index + _QUOTED)
        close = next((at for at in range(index, last) if tokens[at].text in "”“"), last)
        goal = close + 2
        if goal >= len(tokens) or tokens[close].text != "”" or tokens[goal].text not in self._goals:
            return False
        start = next((at for at in range(index, -1, -1) if tokens[at].text == "“"), 0)
        reached = any(token.text.startswith(self._done) for token in tokens[max(0, start - 2) : start])
        return tokens[close + 1].text == "的" and not reached

    def aims(self, tokens: Sequence[Token], position: int) -> Literal["", "target", "targets"]:
        """集团目标于2020年达到…: the goal's noun with the time it is set for; 目标是：…；… a list of goals."""
        following = [token.text for token in tokens[position + 1 : position + 3]]
        if following[:1] in (["："], [":"]) or following[1:] in (["："], [":"]):
            return "targets"
        aims = following and (tokens[position + 1].tag == PERIOD or following[0] in ("于", "到", "是", "为"))
        return "target" if aims else ""
