"""Target or actual: whether a figure is planned or reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from extractor.binding.dues import is_described, is_due, is_share
from extractor.binding.goals import GoalReader
from extractor.binding.tokens import ACTION, BASE, BODY, FIGURE, GROUP, INDICATOR, PERIOD, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Status


Stated = Literal["", "target", "targets", "forecast", "due", "actual"]  # targets: a list of them, to the sentence's end
_NAMED = frozenset({FIGURE, BODY, INDICATOR})
_NAMED_BY = frozenset({"v", "w", ACTION})
_COMMAS = frozenset("，,；;。")
_WILL, _MOST, _BUILDING = "将", "最", "建设"
_DONE = "已"  # 已有, 已达到: what opens so has been
_REACH = 7  # tokens between a requirement and its figure
_NEAR = 4  # tokens before it that may say it has been reached
_PARTED = frozenset({FIGURE, BODY, INDICATOR, GROUP, "n", "w", "x"})
_ADVERB = 2  # characters
_CLAUSE = 16  # tokens from a figure to the 将 of its clause
_DOING = frozenset({"v", "V", "d", "p"})


class StatusReader:
    """Reads the status from the words before a figure; a target runs from its cue until something is done."""

    def __init__(self, cues: CueBook) -> None:
        self._target = cues["target"] | cues["target-noun"]
        self._effort = cues["effort"]
        self._goal, self._goal_reader = tuple(cues["goal-noun"]), GoalReader(cues)
        self._goals = cues["goal-noun"]
        self._planning, self._plans = cues.ordered("planning"), cues["plan-noun"]
        self._links = cues["goal-link"] | {"：", ":"}
        self._actual = cues["actual"]
        self._same_plan = cues["same-plan"]
        self._forecast = cues["forecast"]
        self._required = cues["requirement"]
        self._budgets = cues.ordered("suffix-budget")
        self._surpassing = cues["surpassing"]
        self._bounds, self._joins = cues["limit"], cues["join"]
        self._orders, self._ordering_links = cues["ordering"], cues["ordering-before"]
        self._against = cues["comparing"] | cues["against-goal"] | self._actual
        self._events = cues["takes-place"]
        self.coming = cues.ordered("coming")  # 明年: a time that says itself that it is to come
        self._due, self.to_come = cues.ordered("due-verb"), cues.ordered("to-come")
        self._outlook = cues["outlook-noun"]
        self._able = cues["able"]
        self._reached, self._musts, self._always = cues["reached"], cues["must"], cues["no-result"]
        self._adverbs = cues["adverb"]
        self._sums, self._finishing, self._using = cues["summing"], cues.ordered("finishing"), cues["using"]
        self._cues = self._target | self._actual | self._forecast | self._goals | frozenset({"；", ";", _WILL})
        self._really = cues["word-really"]
        self._reaching = cues["up"] | cues["down"] | cues["completing-verb"] | cues["level"]
        self._cues |= self._orders | self._sums | self._musts | self._really

    def advance(self, stated: Stated, tokens: Sequence[Token], span: tuple[int, int], *, past: bool) -> Stated:
        """What the sentence says behind the tokens of that span, given what it said before them: the last cue counts.

        `past`: the section looks back; what it says of effort (确保, 努力办好) has been done.
        """
        low, high = span
        for position, token in enumerate(tokens[low:high], low):
            text = token.text
            if token.tag == INDICATOR and text.startswith(self._planning):
                stated = "target"  # 计划总投资 is a registered name
                continue
            if text.endswith(self._budgets) and self._goal_reader.plans(tokens, position):
                stated = "targets"
                continue
            if token.tag in _NAMED or (text not in self._cues and text[0] != _DONE) or (past and text in self._effort):
                continue
            if text in "；;":
                stated = stated if stated == "targets" else ""
            elif text in self._goals:
                stated = self._goal_reader.aims(tokens, position) or stated
            elif text in self._orders:
                stated = stated if past or not self._is_order(tokens, position) else "target"
            elif text in self._actual or self._is_done(tokens, position):
                stated = "actual"
            else:
                stated = self._planned(tokens, position) or stated
        return stated

    def _planned(self, tokens: Sequence[Token], position: int) -> Stated:
        """What the cue makes of what stands behind it, where it is no result; `""` where it says nothing."""
        text = tokens[position].text
        if position > 0 and tokens[position - 1].text in self._against and text[0] != _WILL:
            return ""  # 比计划目标多2.5万人, 已规划建设3个港区; 累计将达7.6万亿元 is planned
        if text in self._musts and is_due(tokens, position):
            return "due"
        if text in self._able and any(token.text[:1] == _MOST for token in tokens[max(0, position - _NEAR) : position]):
            return ""  # 最高时速可达80公里: what something can do
        will = text == _WILL and self._is_adverb(tokens, position) and not self._takes_place(tokens, position)
        if will or (text in self._target and not _is_built(tokens, position) and self._governs(tokens, position)):
            return "forecast" if text in self._forecast else "target"
        return ""

    def read(self, stated: Stated, tokens: Sequence[Token], index: int, *, over: bool, told: bool) -> Status | None:
        """The status of the figure at `tokens[index]`, given what stands before it; `None` where nothing is said.

        `over`: the figure's period has ended; an estimate (预计) of it is then a result, but for 预计的2700亿元.
        `told`: so has the one that its own sentence states, in which 不低于30张 was reached.
        """
        if not stated and not over and self._is_to_be(tokens, index):
            return "target"
        if self._goal_reader.compared(tokens, index) or self._goal_reader.quoted(tokens, index):
            return "target"
        if (
            self._goal_reader.budgeted(tokens, index)
            or self._goal_reader.next_to(tokens, index)
            or (stated != "actual" and self._is_required(tokens, index, over=told))
        ):
            return "target"
        if stated == "due":  # 上半年需救助3.2万人 is no plan when the half-year is over
            return None if over else "target"
        if stated == "forecast":
            planned = index > 1 and tokens[index - 1].text == "的" and tokens[index - 2].text in self._forecast
            return "actual" if over and not planned else "target"
        return "target" if stated == "targets" else stated or None

    def _is_to_be(self, tokens: Sequence[Token], index: int) -> bool:
        """33项收费将取消: what is counted is the subject of 将, in the clause of the figure; not 将于5月4日解禁."""
        last = min(len(tokens), index + _CLAUSE)
        end = next((at for at in range(index, last) if tokens[at].tag == "x"), last)
        will = next((at for at in range(index + 1, end) if tokens[at].text == _WILL), end)
        between = tokens[index + 1 : will]
        if will + 1 >= end or any(token.tag == FIGURE or token.text in self._actual for token in between):
            return False
        return tokens[will + 1].tag in _DOING and not self._takes_place(tokens, will)

    def _is_required(self, tokens: Sequence[Token], index: int, *, over: bool) -> bool:
        """不得超过5年, 常住人口不低于15万人: what is required of the figure; not where it is said to be reached.

        A noun between the two parts them (生活不能自理老人500人).  A bound is none of a time that is `over`, nor of
        what stands before 的 (不低于1000万元的企业).
        """
        last = index  # 不低于5%和8%的比例: in a list the 的 stands behind the last
        while last + 2 < len(tokens) and tokens[last + 1].text in self._joins and tokens[last + 2].tag == FIGURE:
            last += 2
        bounds = over or (last + 1 < len(tokens) and tokens[last + 1].text == "的")
        while index > 1 and tokens[index - 1].text in self._joins and tokens[index - 2].tag == FIGURE:
            index -= 2  # 分别不低于65%、53%
        bounded = index > 0 and tokens[index - 1].text in self._surpassing  # 不能携带净重超过1.8公斤的奶粉
        for position in range(index - 1, max(-1, index - _REACH), -1):
            token = tokens[position]
            if token.tag in _PARTED and not (bounded and token.tag in ("n", "w")):
                return False
            if token.text in self._required:
                before = tokens[max(0, position - _NEAR) : position]
                told = any(earlier.text in self._reached for earlier in before)
                return not told and not (bounds and token.text in self._bounds)
        return False

    def _governs(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether the cue has something behind it in its clause; 实施…计划，形成… has not."""
        text = tokens[position].text
        if text in self._outlook and not self._foretells(tokens, position):
            return False
        if text not in self._planning:
            return True
        before = tokens[position - 1] if position > 0 else None
        if position + 1 < len(tokens) and tokens[position + 1].tag == FIGURE:
            return True  # 下达投资计划500亿元
        if text in self._plans and is_share(tokens, position):
            return False
        if text in self._plans and before is not None and len(before.text) > 1 and before.tag in _NAMED_BY:
            return before.text.endswith("是")  # 一是计划收购…
        return position + 1 < len(tokens) and tokens[position + 1].tag != "x"

    def _foretells(self, tokens: Sequence[Token], position: int) -> bool:
        """增长预期7%左右, 预期增长7%; not 投资预期和信心: whether the word has a figure or a verb right behind it."""
        near = tokens[position + 1 : position + 3]
        following = next((token for token in near if token.text not in self._links), None)
        return following is not None and following.tag in (FIGURE, "v", "V", "w", PERIOD)

    def _is_done(self, tokens: Sequence[Token], position: int) -> bool:
        """已有80家; 计划造林35万亩，共完成28万亩; 共 alone says how many: 共计划招收60.8万人."""
        if tokens[position].text in self._really:  # 计划投资10亿元，实际完成6亿元; not 预计GDP实际增长6%
            following = tokens[position + 1].text if position + 1 < len(tokens) else ""
            return following in self._reaching and (position == 0 or tokens[position - 1].tag == "x")
        if tokens[position].text[0] == _DONE:
            return tokens[position].text not in self._always and not is_described(tokens, position, self._using)
        following = tokens[position + 1].text if position + 1 < len(tokens) else ""
        return tokens[position].text in self._sums and following.startswith(self._finishing)

    def _is_order(self, tokens: Sequence[Token], position: int) -> bool:
        """印发通知，明确每人救助10天; 要求市、县户均配套7500元: what is ordered; not 按规定，, 明确了, 数据要求."""
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if following is None or following.tag in ("x", FIGURE, "u") or following.text in self._goals:
            return False
        before = tokens[position - 1] if position > 0 else None
        return before is None or before.tag in ("x", BODY, PERIOD, "d") or before.text in self._ordering_links

    def _is_adverb(self, tokens: Sequence[Token], position: int) -> bool:
        """将实现 is a plan, 将78家…与银行分享 is not: behind the adverb stands a verb, another adverb or a time."""
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if self._fronts(tokens, position):
            return False
        counted = position + 2 < len(tokens) and tokens[position + 2].tag == FIGURE
        if counted and following is not None and following.tag == "w":  # 将投资500亿元
            return True
        return following is not None and (
            following.tag in ("v", "V", "d", "p", "a", PERIOD, BASE)
            or following.text in self._goal
            or following.text in self._adverbs
        )

    def _takes_place(self, tokens: Sequence[Token], position: int) -> bool:
        """将于5月4日解禁，解禁股数为…: an event is announced, and what is told of it in later clauses is so already."""
        end = next((at for at in range(position, len(tokens)) if tokens[at].text in _COMMAS), len(tokens))
        clause = tokens[position + 1 : end]
        dated = any(token.tag == PERIOD for token in clause) and all(token.tag != FIGURE for token in clause)
        return dated and any(token.text in self._events for token in clause)

    def _fronts(self, tokens: Sequence[Token], position: int) -> bool:
        """将扶贫标准提高到2300元: behind 将 a noun that something is done to, up to its figure."""
        end = next((at for at in range(position, len(tokens)) if tokens[at].tag in (FIGURE, "x")), len(tokens))
        words = tokens[position + 1 : end]
        if (
            end == len(tokens)
            or tokens[end].tag != FIGURE
            or len(words) < 3
            or words[-1].text not in ("到", "至", "为")
        ):
            return False
        return (
            words[-2].tag in ("v", "w") and words[-3].tag in ("n", INDICATOR) and words[0].tag not in ("d", "p", PERIOD)
        )

    def is_due(self, text: str, at: int) -> bool:
        """2025年建成通道180座, 2025年基本建成: whether what stands there is to be by a time to come."""
        return text.startswith(self._due, at) or text.startswith(self._due, at + _ADVERB)

    def continues(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence goes on about the plan before it: it opens with the project or a part of it."""
        first = next((token for token in tokens if token.tag not in ("x", PERIOD)), None)
        return first is not None and first.text in self._same_plan


def _is_built(tokens: Sequence[Token], position: int) -> bool:
    """园区规划建设加快，: the planning itself does something, and nothing is planned behind it."""
    does = [token.tag for token in tokens[position + 1 : position + 3]] == ["v", "x"]
    return does and tokens[position].text.endswith(_BUILDING)
