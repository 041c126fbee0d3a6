"""The words around a figure: the phrase before it, what stands behind it, and the change that they make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.against import AgainstReader
from extractor.binding.behind import Behind
from extractor.binding.change import Change
from extractor.binding.comparing import ComparisonReader
from extractor.binding.draft import COUNTED
from extractor.binding.limits import LimitReader
from extractor.binding.phrase import Phrase, acts, verbal
from extractor.binding.place import follows, goes_on, holds_any, term_before
from extractor.binding.rated import RateReader
from extractor.binding.tokens import ACTION, BODY, FIGURE, GROUP
from extractor.binding.tolls import TollReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.behind import BehindReader
    from extractor.binding.change import ChangeReader
    from extractor.binding.context import Context
    from extractor.binding.distribute import Share
    from extractor.binding.draft import Draft
    from extractor.binding.judge import PhraseJudge
    from extractor.binding.phrases import PhraseReader
    from extractor.binding.place import Place
    from extractor.binding.tokens import CueBook, Token

_COUNTED_NOUNS = "nouns"  # the rule of figures that hold the noun they count
_AMOUNTS = frozenset({"money", "measure"})
_OF, _INSIDE = frozenset("的"), frozenset("中里内")
_REACH = 200  # tokens from 在 to a rank among those behind it
_AHEAD = "提前"
_TERM = "期"


class Measured(msgspec.Struct, frozen=True, gc=False):
    """What was read around one figure."""

    phrase: Phrase
    behind: Behind
    change: Change
    compares: bool = False  # something is compared on the way to the figure


class SurroundingReader:
    """Reads around a figure; the word lists come from the rule book."""

    def __init__(  # one reader a side
        self, cues: CueBook, *, phrases: PhraseReader, behind: BehindReader, changes: ChangeReader, judge: PhraseJudge
    ) -> None:
        self._distributing = cues["distribute"]
        self._join = cues["join"]
        self._durations = cues["duration-unit"]
        self._copula = cues["copula"]
        self._holding = cues["exceeding"] - {"的"}
        self._lengths = tuple(sorted(self._durations))
        self._lasting = cues["running-on"]
        self._within, self._positions = cues["word-within"], cues["rank-place"]
        self._tolls = TollReader(cues)
        self._rates = RateReader(cues)
        self._limits = LimitReader(cues)
        self._compared = ComparisonReader(cues, phrases)
        self._against = AgainstReader(cues)
        self._phrases = phrases
        self._judge = judge
        self._behind = behind
        self._changes = changes

    def read(self, draft: Draft, place: Place, context: Context, share: Share | None) -> Measured:
        """Read around the figure.  A later figure of a distributed list has the phrase and the change of the first."""
        if share is not None and share.position > 0 and context.shared is not None:
            phrase, change = context.shared
            own = self._changes.read(place.tokens, place.since, place.index, draft.quantity.kind, parallel=True)
            if own.direction is not None:  # 分别增长12.4%、下降1.8%
                change = msgspec.structs.replace(change, direction=own.direction)
            counts = share.last and draft.quantity.kind == "count" and change.direction is None
            noun = self._behind.read(place.tokens, place.index + 1, len(place.tokens)).noun if counts else ""
            return Measured(phrase, Behind(noun, index=place.index + 1), change)
        change = self._change(draft, place, context)
        if share is None and change.direction is None and (toll := self._tolls.read(draft, place)) is not None:
            return Measured(Phrase(), toll, change)
        low = place.low if share is None else self._behind_list(place, share)
        phrase = self._judge.in_business(self._phrase(draft, place, low, change, context), context.clause_head)
        lasts = draft.quantity.unit in self._durations and holds_any(place, self._lasting)
        if lasts and phrase.indicator and not self._judge.is_dependent(phrase):
            context.head = phrase
        behind = self._lasting_behind(place, phrase) if lasts else self._words_behind(draft, place, phrase)
        if share is not None:
            context.shared = (phrase, change)
        return Measured(phrase, behind, change, self._compared.holds(place))

    def _phrase(self, draft: Draft, place: Place, low: int, change: Change, context: Context) -> Phrase:
        """The phrase that leads up to the figure; none where it only names a place: 全省七成以上贫困县."""
        kind = draft.quantity.kind
        if kind == "rank":
            return self._ranked(place, low)
        if kind == "multiple" and (held := self._held(place)) >= 0:
            return self._phrases.before(place.tokens, low, held, change=False)
        moves = change.direction is not None
        if moves and (degree := self._against.degree(place)) >= 0:
            phrase = self._phrases.before(place.tokens, degree + 1, place.index, change=True)
            again = phrase.indicator == phrase.action and phrase.action in context.last[1]
            return msgspec.structs.replace(phrase, indicator="") if again else phrase  # 处置贷款9亿元，比上年多处置2亿
        compared = self._compared.read(place, low, moves=moves)
        if compared is not None and (moves or not self._judge.bodies_only(compared)):
            phrase = compared
        else:
            phrase = self._phrases.before(place.tokens, low, place.index, change=moves)
        if phrase.compares:
            return phrase
        if phrase.words and (term := term_before(place.tokens, phrase.words[0])):
            phrase = msgspec.structs.replace(phrase, indicator=term + phrase.indicator)
        if kind == "percent" and change.direction is None and self._judge.bodies_only(phrase):
            return Phrase(statistic=phrase.statistic)
        return phrase

    def _held(self, place: Place) -> int:
        """年外送电量…亿千瓦时，是三峡电站年发电量的1.3倍: where what it is held against begins; -1 where nothing is."""
        tokens, last = place.tokens, place.index - 1
        if last < 0 or tokens[last].text != "的":
            return -1
        return next((at for at in range(last, place.since - 1, -1) if tokens[at].text in self._holding), -1)

    def _lasting_behind(self, place: Place, phrase: Phrase) -> Behind:
        """What goes on so long: of what the phrase names, or of the measure before (平均利率为3%，已连续6个月下降)."""
        following = place.index + 1
        words = self._behind.going_on(place.tokens, following)
        if holds_any(place, frozenset({_AHEAD})):  # 比计划提前4个月建成
            words = _AHEAD + words
        return Behind(index=following, thing=words) if phrase.indicator else Behind(index=following, predicate=words)

    def _words_behind(self, draft: Draft, place: Place, phrase: Phrase) -> Behind:
        """The noun that is counted, what became of it, or what an amount is of."""
        following, kind = place.index + 1, draft.quantity.kind
        tokens = place.tokens if place.stop is None else place.tokens[: place.stop]
        if kind == "rank" and (named := self._announced(tokens, following)) is not None:
            return Behind(named, index=following)
        if draft.is_nth_largest:  # 第一大贸易伙伴
            return self._behind.read(tokens, following, len(tokens))
        bound = self._limits.behind(tokens, following)
        if kind in COUNTED or not phrase.indicator or self._limits.modifies(place, kind, phrase):
            chained = phrase.indicator == phrase.action or acts(phrase)
            behind = self._behind.read_bounded(tokens, following, bound, chained=chained)
            if draft.quantity.rule_id == _COUNTED_NOUNS and (not phrase.indicator or verbal(phrase)):
                opens = tokens[following].tag if following < len(tokens) else ""
                done, thing = (behind.noun, "") if opens in ("v", ACTION) else ("", behind.noun)
                whose = draft.quantity.unit or ""  # 103万贫困人口脱贫, 改善70万农村人口饮水条件
                behind = msgspec.structs.replace(behind, noun=whose + thing, predicate=done + behind.predicate)
        elif kind == "rank":  # 美国排名第二的智能手表制造商
            return Behind(thing=self._behind.thing(tokens, following, adjacent=False).thing, index=following)
        elif kind == "percent" and tokens[place.index - 1].text in self._within:  # 随迁子女中80%以上已在公办学校就读
            return Behind(index=following, predicate=self._behind.predicate(tokens, bound))
        else:
            behind = self._behind.thing(tokens, bound, adjacent=kind in _AMOUNTS, bounded=bound > following)
            behind = msgspec.structs.replace(behind, index=following)
        if draft.quantity.unit in self._durations and self._owned(tokens, following, behind.index):
            behind = msgspec.structs.replace(behind, index=following)
        if draft.quantity.quote.endswith(_TERM):  # 7天期利率上涨52个基点: the rate is what the next figure measures
            behind = msgspec.structs.replace(behind, index=following)
        return msgspec.structs.replace(behind, noun="") if self._limits.is_level(behind.noun) else behind

    def _announced(self, tokens: Sequence[Token], low: int) -> str | None:
        """排在第二位的是违规用车案件: what stands behind 的是; `""` where more is said or a body, None without 的是."""
        if [token.text in words for token, words in zip(tokens[low:], (_OF, self._copula), strict=False)] != [True] * 2:
            return None
        named = tokens[low + 2 :]
        bodies = all(token.tag in (BODY, GROUP) or token.text in self._join for token in named)
        told = any(token.tag in (FIGURE, "x") and token.text not in self._join for token in named)
        return "" if bodies or told else self._phrases.text(list(named))

    def _owned(self, tokens: Sequence[Token], low: int, index: int) -> bool:
        """五年新增上市公司35家: whether the noun behind a length of time is of the figure behind it."""
        index += low < index < len(tokens) - 1 and tokens[index].tag == ACTION  # 三年时间造林绿化916万亩
        owned = low < index < len(tokens) and tokens[index].tag == FIGURE
        return owned and not tokens[index].text.endswith(self._lengths)  # 五年目标四年完成

    def _ranked(self, place: Place, low: int) -> Phrase:
        """What is ranked, without those that it is ranked among: 产量居全省第一, 创新能力在40个国家中升到第19位."""
        tokens, high = place.tokens, place.index
        farthest = max(0, place.since - _REACH)
        among = next((at for at in range(place.since - 2, farthest, -1) if tokens[at].text == "在"), 0)
        if among and any(token.text in _INSIDE for token in tokens[place.since : high]):
            return self._phrases.before(tokens, 0, among, change=False)
        inside = next((at for at in range(high - 1, place.since, -1) if tokens[at].text in _INSIDE), 0)
        if inside and self._judge.is_rival(tokens[inside - 1]):  # 在前十经济大省中并列第一
            opens = next((at for at in range(inside - 1, low - 1, -1) if tokens[at].text == "在"), inside)
            high = opens if opens < inside else high
        return self._phrases.before(tokens, low, self._judge.among(tokens, low, high), change=False)

    def _change(self, draft: Draft, place: Place, context: Context) -> Change:
        """The change that the words before the figure, or a rate behind a percentage, make of it."""
        kind = draft.quantity.kind
        if (against := self._against.read(place, kind)) is not None:
            return against
        places = {token.text for token in place.tokens[place.index + 1 : place.index + 2]} & self._positions
        parallel = context.changed_in_sentence or follows(draft, place, context) or bool(places)
        change = self._changes.read(place.tokens, place.since, place.index, kind, parallel=parallel)
        if change.direction is None and not change.relation and goes_on(draft, place, context, self._join):
            return Change(context.last_change[1], change.base, change.relation)
        if change.direction is None and kind == "percent":
            direction = self._rates.behind(place.tokens, place.index)
            if direction is not None:
                return Change(direction, change.base, change.relation)
        return change

    def _behind_list(self, place: Place, share: Share) -> int:
        """Where the words behind the list begin, or those behind 分别."""
        if share.words >= 0:
            return max(place.low, place.index - share.words)
        for index in range(place.index, -1, -1):
            if place.tokens[index].text in self._distributing:
                return index + 1
        return place.low
