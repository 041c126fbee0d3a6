"""Bodies that a count names: 三家基础电信企业, 9个试点省市, 天津、重庆等5个试点地区."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import CLASS, COUNTED, INSTITUTION, PLACE, WEAK, Body, Lead
from extractor.binding.names import LONGEST
from extractor.binding.tokens import BASE, BODY, FIGURE, GROUP, INDICATOR, PERIOD, named_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.kinds import BodyKinds
    from extractor.binding.names import NameReader
    from extractor.binding.tokens import CueBook, Token

_ACTS = frozenset({"v", "V", "d", BASE, PERIOD, "p", INDICATOR})
_DOES = frozenset({"v", "V", "d", "m"})  # 参加, 已公布, 本次参加
_BODIES = frozenset({CLASS, INSTITUTION, WEAK, PLACE})
_LEADS = frozenset({"v", "V", "d", "f", "p", PERIOD})  # between a count and its part: 已经复工, 中有
_REACHING = frozenset("至到")
_ETC = "等"
_ROUTE = 5  # tokens from 至 to what runs there
_NARROWING = 3  # tokens between 等 and its count: 四川等西部5个自贸试验区
_ATTRIBUTE = 6  # tokens from a count to the 的 of its description
_NOUNS = frozenset({"n", "w", BODY, GROUP})
_TOLD = frozenset({"v", "V", "p", "d", "u"})
_PEOPLE = frozenset({"n", GROUP})
_DOING = _TOLD | {"w"}  # 专家评审通过
_WITHIN = frozenset({"n", "w", "m", "v", "V", "a", BODY, GROUP})
_MODIFIERS = frozenset({"n", "w", "f", "a", BODY})


class CountedReader:
    """Reads counted bodies at the head of a clause; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, kinds: BodyKinds, names: NameReader) -> None:
        self._kind_of = kinds.of
        self._names = names
        self._behind = cues["reporting-noun"] | cues["cumulative"] | cues["level"] | cues["session"]  # 五大险企合计…
        self._nouns = tuple(sorted(cues["suffix-counted-body"]))
        self._routes = tuple(sorted(cues["suffix-route"]))
        self._wide, self._persons = cues["inland"], cues.ordered("toll-person")
        self._places = cues["place-pronoun"]
        self._belonging = cues["suffix-belonging"]
        self._counters = tuple(sorted(cues["suffix-body-counter"]))
        self._among_ends = cues["among-end"]
        self._pointing, self._origins = cues["pointing"], cues["origin"]
        self._moves = cues["up"] | cues["down"] | cues["flat"]

    def opening(self, tokens: Sequence[Token], index: int, low: int, text: str) -> Body | None:
        """三家基础电信企业完成…, 9个试点省市减轻负担…: counted bodies that do or have something are the topic.

        The name begins at `low`: 其余 before the figure at `index` belongs to it.
        """
        pointed = low < index and tokens[low].text in self._pointing  # 这两座电站年发电量…
        last = self._last(tokens, index)
        if last is None and pointed and index + 1 < len(tokens) and tokens[index + 1].tag == "n":
            last = index + 1
        if last is None or last + 1 >= len(tokens):
            return None
        following = tokens[last + 1]
        leads = following.tag == "w" and last + 2 < len(tokens) and tokens[last + 2].tag in _LEADS  # 八家企业违规被罚
        leads = leads or (low < index and following.tag == FIGURE)  # 中部6省份296万人
        acts = leads or following.tag in _ACTS or following.text in self._behind or pointed
        if not acts and not self._owns(tokens, last + 1):
            return None
        described = any(token.text == "的" for token in tokens[index:last])
        body = acts and last > index and not described and self._kind_of(tokens[last]) in _BODIES
        start, end = tokens[low].start, tokens[last].end
        return Body(start, end, text[start:end], CLASS if body else COUNTED)

    def described(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """参加测评的24家产险机构有…, 教育部直属的75所高校…: counted bodies behind what they do or whose they are."""
        count = next((at for at in range(index + 1, len(tokens)) if tokens[at].tag == FIGURE), 0)
        if not count or tokens[count - 1].text != "的":
            return None
        belongs = count == index + 3 and tokens[index].tag == BODY and tokens[index + 1].text in self._belonging
        if not belongs and tokens[index].tag not in _DOES:
            return None
        if any(token.tag == "p" for token in tokens[index:count]):  # 对其监管的22家企业进行检查
            return None
        body = self.opening(tokens, count, count, text)
        return None if body is None else Lead(index, index, body, member)

    def coming(self, tokens: Sequence[Token], index: int, text: str, *, member: bool) -> Lead | None:
        """来自上海等五省市的200名社区工作者，: those who come from somewhere, where they act or end the clause."""
        if tokens[index].text not in self._origins:
            return None
        behind = range(index + 1, len(tokens))
        count = next((at for at in behind if tokens[at].tag == FIGURE and tokens[at - 1].text == "的"), 0)
        stop = next((at for at in range(count + 1, len(tokens)) if tokens[at].tag not in _PEOPLE), len(tokens))
        who = tokens[count].text.endswith(self._persons) or tokens[count].text.endswith("家")
        if not who or stop == count + 1 or (stop < len(tokens) and tokens[stop].tag not in _DOING):
            return None
        start, end = tokens[index].start, tokens[stop - 1].end
        return Lead(index, index, Body(start, end, text[start:end], COUNTED), member)

    def scope(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """国内70个大中城市中，有68个…: those counted are what the figures behind are about."""
        if self._among_ends.isdisjoint([token.text for token in tokens]):
            return None
        index += tokens[index].text == "在"
        reach = range(index + 2, min(len(tokens), index + LONGEST))
        last = next((place for place in reach if tokens[place].text in self._among_ends), -1)
        if last < 0 or (last + 1 < len(tokens) and tokens[last + 1].text != "有"):
            return None
        counted = [place for place in range(index, last) if tokens[place].tag == FIGURE]
        noun = tokens[last - 1]
        named = last > index + 1 and (self._kind_of(noun) is not None or noun.text.endswith(self._nouns))
        if not named or len(counted) != 1 or self._names.end(tokens, counted[0] + 1) < last:
            return None
        told = any(token.tag in _TOLD for token in tokens[index : counted[0]])
        if told and tokens[counted[0] - 1].text != "的":  # 全国重点监控的70个大中城市中，
            return None
        start = tokens[counted[0] if told else index].start
        return Body(start, noun.end, text[start : noun.end], COUNTED if told else CLASS)

    def parted(self, tokens: Sequence[Token], index: int, text: str) -> Body | None:
        """参加测评的24家机构有17家得分…, 37家重点监测的企业已经复工36家: a count of which a part is counted behind."""
        figures = [place for place in range(index, len(tokens)) if tokens[place].tag == FIGURE]
        if len(figures) < 2 or tokens[figures[0]].text[-1] != tokens[figures[1]].text[-1]:
            return None
        first, second = figures[:2]
        described = first > index and tokens[first - 1].text == "的" and self._kind_of(tokens[index]) is None
        if not (first == index or described) or not tokens[first].text.endswith(self._counters):
            return None
        last = next((place for place in range(first + 1, second) if self._ends(tokens, place)), -1)
        while 0 < last < second - 1 and self._ends(tokens, last + 1):
            last += 1
        name, between = tokens[first + 1 : last + 1], tokens[last + 1 : second]
        if last < 0 or any(token.tag not in _WITHIN and token.text != "的" for token in name):
            return None
        if not between or any(token.tag not in _LEADS for token in between):
            return None
        return Body(tokens[first].start, tokens[last].end, text[tokens[first].start : tokens[last].end], COUNTED)

    def closing(self, tokens: Sequence[Token], index: int, stop: int) -> int | None:
        """天津、重庆等5个试点地区: where the description ends whose names are `tokens[index:stop]`."""
        count = self._count(tokens, index, stop)
        if count is None or self._names.opens_deed(tokens, index, stop):
            return None
        last = self._last(tokens, count)
        return None if last is None else tokens[last].end

    def joined(self, tokens: Sequence[Token], after: int) -> int | None:
        """西安至成都: where the name ends of what joins the place before `after` to another: about neither."""
        reach = tokens[after : after + _ROUTE]
        if len(reach) > 1 and reach[0].tag == "n" and reach[1].text in _REACHING:  # 河北燕郊至北京
            reach = tokens[after + 1 : after + 1 + _ROUTE]
        if len(reach) < _NARROWING or reach[0].text not in _REACHING or self._kind_of(tokens[after - 1]) != PLACE:
            return None
        if self._kind_of(reach[1]) == PLACE or reach[2].text in "、等":
            return reach[1].end
        return next(
            (token.end for token in reach[1:] if token.text.endswith(self._routes)), None
        )  # 包头至树林召高速公路

    def _count(self, tokens: Sequence[Token], index: int, stop: int) -> int | None:
        """The figure that closes the list `tokens[index:stop]`: 等5个, 移动、联通、电信三大."""
        if stop < len(tokens) and tokens[stop].tag == FIGURE:
            return stop if "、" in [token.text for token in tokens[index:stop]] else None
        if stop + 1 < len(tokens) and tokens[stop].tag == "v":  # 农副食品加工业、汽车制造等29个行业
            stop += 1
        if stop >= len(tokens) or tokens[stop].text != _ETC:
            return None
        count = stop + 1
        while count < len(tokens) and count < stop + _NARROWING and tokens[count].tag in _MODIFIERS:
            count += 1
        return count if count < len(tokens) and tokens[count].tag == FIGURE else None

    def _last(self, tokens: Sequence[Token], index: int) -> int | None:
        """The last token of the bodies that the figure at `index` counts; its own where it holds the noun: 五部门."""
        figure = tokens[index].text
        if not figure.endswith(self._counters):
            return None
        if figure.endswith(self._nouns) and not _is_noun(tokens, index + 1):
            return index
        return self._named(tokens, index, index) or self._named(tokens, index, self._behind_attribute(tokens, index))

    def _named(self, tokens: Sequence[Token], index: int, low: int) -> int | None:
        """The last token of the name behind `low` of what the figure at `index` counts."""
        stop = self._names.end(tokens, low + 1)
        stop = next((at for at in range(low + 1, stop) if tokens[at].text in "（("), stop)
        found = [last for last in range(stop - 1, low, -1) if self._ends(tokens, last)]
        if tokens[index].text.endswith(self._persons):  # 180名社区工作者 is no 社区
            found = [last for last in found if tokens[last].tag == GROUP and not _is_noun(tokens, last + 1)]
        if len(found) > 1 and self._kind_of(tokens[found[0]]) == CLASS and tokens[found[1]].tag == "n":
            return found[1]  # 5个服务业扩大开放试点地区服务业吸收外资…: a sector behind them is theirs
        return found[0] if found else None

    @staticmethod
    def _behind_attribute(tokens: Sequence[Token], index: int) -> int:
        """37家重点监测的粮油加工企业: the index of the 的 that ends a short description; `index` where none stands."""
        for place in range(index + 2, min(len(tokens) - 1, index + _ATTRIBUTE)):
            if tokens[place].text == "的":
                return place if tokens[place - 1].tag in ("v", "V", "w") else index
            if tokens[place].tag not in _WITHIN | {"d"}:
                break
        return index

    def _ends(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a word ends the name of what is counted; 省 and 国家 do only where no noun goes on from them."""
        token = tokens[index]
        kind = self._kind_of(token)
        if kind is not None:
            return kind in _BODIES and (kind != PLACE or self._names.joins(tokens[index - 1]) or not self._own(token))
        if token.tag != "n" or not token.text.endswith(self._nouns):
            return False
        return not _goes_on(tokens, index) or (len(token.text) > 1 and token.text not in self._wide)

    def _owns(self, tokens: Sequence[Token], index: int) -> bool:
        """4个一线城市新建住宅价格环比上涨0.3%: what stands behind them is a measure of theirs, and told with a verb."""
        if tokens[index].tag != "n":
            return False
        told = False
        for token in tokens[index:]:
            if token.tag == FIGURE:
                return told
            told = told or token.tag in ("v", "V", "p", BASE) or (token.tag == "u" and len(token.text) > 1)  # 达到了
        return tokens[-1].text in self._moves  # 54个大中城市新房价格环比上涨

    def _own(self, token: Token) -> bool:
        """Whether it is one place's own name, or 我国: no count makes several of it."""
        mention = named_body(token)
        return token.text in self._places or (mention is not None and mention.kind == "region")


def _is_noun(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].tag in _NOUNS


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether the name that ends at `index` goes on as another's: 244个省定经济薄弱村, 三大国家战略."""
    return index + 1 < len(tokens) and tokens[index + 1].tag in _WITHIN
