"""Where a noun phrase behind a figure ends: 3个|国家乡村振兴示范县, 12家|产值超亿元的企业."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.limits import LimitReader
from extractor.binding.tokens import ACTION, BODY, FIGURE, GROUP, INDICATOR, PERIOD, CueBook, Token, named_body

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_RELATIVE = 12  # tokens
_DESCRIBED = 10  # tokens from a count to the case that it counts
_INNER = 3  # verbs inside one name
_VERBS = frozenset({"v", "w", ACTION})
_OPENS_RELATIVE = frozenset({"v", "p", "d", ACTION})
_QUOTES = frozenset("“”《》‘’「」")
_QUALIFIES, _MOST = frozenset({"a", "m"}), "最"
_FIRMS, _LEVEL = "企业", ("两级", "三级", "四级", "五级")
_ASPECTS = frozenset("了着过")
_NOUNS = frozenset({"n", "w", INDICATOR, GROUP, BODY})
_INSIDE = frozenset({"n", "w", "v", ACTION})
_MAY_OPEN = frozenset({"v", "a", "m", "d", "f", ACTION})
_MAY_FOLLOW = _NOUNS | {"v", "a", "m", "x"}
_MAY_BE_JOINED = _NOUNS | {"x", "a"}


class NounReader:
    """Reads the noun phrases behind figures; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._join = cues["join"]
        self._inside = cues["join"] | {"/", "（", "）", "(", ")"}
        self._final = cues["noun-final"]
        self._within = cues["noun-within"]
        self._endings = cues["noun-ending"]
        self._locative, self._is = cues["locative"], cues["copula"]
        self._adverbs = cues["adverb"]
        self._no_opening = cues["locative"] | cues["adverb"]
        self._stops = (cues["marker"] | cues["among-end"]) - self._join - {"的", "等"}  # 107个县|中有35个
        self._measures = tuple(sorted(cues["suffix-measure"]))
        self._averages = cues["average"]
        self._leading = cues["level"] | cues["up"] | cues["down"] | cues["adverb"] | frozenset("了过")
        self._agents = tuple(sorted(cues["suffix-agent"]))
        self._areas = cues["area"]
        self._no_inner = cues["light-verb"] | cues["finite-verb"] | cues["adverb"]
        self._relating = cues["relative-verb"]
        self._counters = tuple(sorted(cues["suffix-thing-counter"]))
        self._scopes = cues["grade"] | cues["counted-scope"]
        self._over = cues["over"] | cues["about"] | {"过", "逾"}
        self._limits = LimitReader(cues)
        self._cases, self._case_units = tuple(sorted(cues["suffix-case"])), tuple(sorted(cues["case-counter"]))
        self._no_cases = cues["no-case"]

    def whole(self, tokens: Sequence[Token], index: int, high: int) -> int:
        """Where the noun phrase ends that begins at `index`, with the verbs inside its name: 国家乡村振兴示范县.

        Behind a noun that can act (城市取消试点), or before a verb that only a clause has (项目完成投资), it ends.
        """
        end = self._behind_scope(tokens, index, self.end(tokens, index, high), high)
        if (case := self._case(tokens, index, end, high)) > end:
            return case
        if end == index or self._may_act(tokens[end - 1]) or tokens[end - 1].text in self._adverbs:
            return end
        verbs = end
        while verbs < min(high, end + _INNER) and tokens[verbs].tag in _VERBS and self.is_inner(tokens, verbs):
            verbs += 1
        last = verbs
        while last < high and tokens[last].tag in _INSIDE and self.is_inner(tokens, last):
            last += 1
        while last > verbs and tokens[last - 1].tag != "n":
            last -= 1
        return end if verbs in (end, last) or self._measured(tokens, last, high) else last

    def _case(self, tokens: Sequence[Token], index: int, end: int, high: int) -> int:
        """147件违反中央八项规定精神|案件: where the noun ends that such a counter counts, however it is described."""
        counted = index > 0 and tokens[index - 1].tag == FIGURE and tokens[index - 1].text.endswith(self._case_units)
        if not counted or (end > index and tokens[end - 1].text.endswith(self._cases)):
            return end
        for at in range(max(index, end), min(high, index + _DESCRIBED)):
            if tokens[at].tag in (FIGURE, "x", "c", PERIOD):
                return end
            if tokens[at].text.endswith(self._cases) and tokens[at].text not in self._no_cases:
                return at + 1
        return end

    def _behind_scope(self, tokens: Sequence[Token], index: int, end: int, high: int) -> int:
        """省|重大实施项目, 国家级|5G工厂, 我国|最主要的经济圈: a word for whose they are is not what is counted."""
        last = tokens[end - 1] if end > index else None
        if last is None or end + 1 >= high or not (_is_region(last) or last.text in self._scopes):
            return end
        start, most = end, False
        while start < high and (tokens[start].tag in _QUALIFIES or tokens[start].text == _MOST or most):
            most = (most or tokens[start].text == _MOST) and tokens[start].text != "的"
            start += 1
        opens = start == end and tokens[start].tag in _VERBS
        found = self.end(tokens, start, high) if start < high and not opens else end
        return found if found > start > end else end

    def is_inner(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a word may be inside a name; a verb of clauses is where it ends in a place of work: 转型促进中心."""
        text = tokens[index].text
        if text in self._no_inner:
            return index + 1 < len(tokens) and tokens[index + 1].text in self._final
        return not text.endswith(("了", "着", "过"))

    def _measured(self, tokens: Sequence[Token], index: int, high: int) -> bool:
        """Whether a figure follows, of which the words before are the measure: 项目带动就业8万人."""
        while index < high and tokens[index].text in self._leading:
            index += 1
        return index < high and tokens[index].tag == FIGURE

    def _may_act(self, token: Token) -> bool:
        acts = token.tag in (GROUP, BODY) or token.text.endswith(self._agents)
        return acts and token.text not in self._areas

    def relative(self, tokens: Sequence[Token], low: int, high: int) -> tuple[int, int] | None:
        """The noun phrase behind the 的 of what only describes what is counted at `low`, as its first and last index.

        10万名有需求的残疾人 · 7款专门针对游客的产品 · 37家重点监测的企业 · 12个产值超亿元的园区
        """
        if low == 0 or low >= high or not tokens[low - 1].text.endswith(self._counters):
            return None
        if tokens[low].text in self._over and low + 1 < high and tokens[low + 1].tag == FIGURE:  # 418个超亿元项目
            first = self._limits.behind(tokens, low + 2)
            last = self.whole(tokens, first, high)
            return (first, last) if last > first else None
        end = self.end(tokens, low, high)
        found = self._bounded(tokens, end, high) if end > low else None
        if found is None and not self._describes(tokens, low, end):
            return None
        if found is None:
            found = next((at for at in range(low, min(high, low + _LONGEST_RELATIVE)) if _ends(tokens[at])), high)
        if found >= high or tokens[found].text != "的":
            return None
        last = self.whole(tokens, found + 1, high)
        return (found + 1, last) if last > found + 1 and tokens[last - 1].end - tokens[found].end > 1 else None

    def _bounded(self, tokens: Sequence[Token], end: int, high: int) -> int | None:
        """Where the 的 stands behind a measure and its bound: 产值超亿元的, 产值5亿元以上的."""
        if not tokens[end - 1].text.endswith(self._measures):
            return None
        while end < high and tokens[end].text in self._leading:
            end += 1
        if end + 1 >= high or tokens[end].tag != FIGURE:
            return None
        end = self._limits.behind(tokens, end + 1)
        return end if end < high and tokens[end].text == "的" else None

    def _describes(self, tokens: Sequence[Token], low: int, end: int) -> bool:
        """Whether what opens there is no noun that is counted itself."""
        if end == low:
            plain = tokens[low].tag == "a" and tokens[low + 1 : low + 2] and tokens[low + 1].text == "的"  # 新的举措
            return bool(plain) or tokens[low].tag in _OPENS_RELATIVE or tokens[low].text in self._adverbs
        if tokens[low].text in self._relating:
            return True
        verbal = tokens[end - 1].tag in _VERBS and end - low > 1 and not self._may_act(tokens[end - 2])
        return verbal and end < len(tokens) and tokens[end].text == "的"

    def end(self, tokens: Sequence[Token], index: int, high: int) -> int:
        """Where the noun phrase that begins at `index` ends; a verb or adjective may open it (受伤妇女)."""
        end, seen = index, False
        for position in range(index, high):
            token = tokens[position]
            if seen and (token.text in self._stops or self._is_measure(tokens, position)):
                break
            if token.tag == "w" and position + 1 < high and tokens[position + 1].text in _ASPECTS:
                break  # 8个地区调整了最低工资标准
            if self._is_noun(token, seen=seen):
                seen = seen or token.tag in _NOUNS
                end = position + 1
            elif not self._goes_on(tokens, position, high, seen=seen):
                break
        return end if seen else index

    @staticmethod
    def _is_measure(tokens: Sequence[Token], position: int) -> bool:
        """2万户居民收入增长: the measure of a group that is told of; 2万户困难家庭危房改造， is one name."""
        told = position + 1 < len(tokens) and tokens[position + 1].tag != "x"
        return tokens[position].tag == INDICATOR and tokens[position - 1].tag == GROUP and told

    def before_measure(self, tokens: Sequence[Token], start: int, end: int) -> int:
        """Where the noun ends before the measure of the next figure: 362家种子企业复工率达92%."""
        last = tokens[end - 1]
        if end - start < 2 or not (last.tag == INDICATOR or last.text.endswith(self._measures)):
            return end
        following = end
        while following < len(tokens) and tokens[following].text in self._leading:
            following += 1
        if following == len(tokens) or tokens[following].tag != FIGURE:
            return end
        end -= 1
        while end - start > 1 and (tokens[end - 1].tag in ("a", "v", "w") or tokens[end - 1].text in self._averages):
            end -= 1
        return end

    def _is_noun(self, token: Token, *, seen: bool) -> bool:
        """Whether a noun phrase may end in the token; a place (市内) or an ending (会, 员) only behind a noun."""
        tag, text = token.tag, token.text
        if not seen:
            return text not in self._no_opening and (tag in _NOUNS or text in _QUOTES)
        return (
            tag in _NOUNS
            or text in _QUOTES
            or tag == "f"
            or (len(text) == 1 and tag in ("m", "v") and text in self._endings)
        )

    def _is_within(self, tokens: Sequence[Token], position: int) -> bool:
        """文化产业示范基地, 重点帮扶县: whether a word that is no noun stands within the name of one."""
        token, following = tokens[position], tokens[position + 1]
        if following.text in self._averages:  # 四个万亿元台阶、年均增长5.5%
            return False
        if token.tag == "a":  # 国内外优秀剧目, 创新发展优秀案例
            behind = tokens[position - 1].tag
            group = behind == GROUP and not tokens[position - 1].text.endswith(_FIRMS)  # not 946户企业稳健发展
            named = behind == "n" or (group and following.tag == "n")  # 40所儿童友好家园
            return (named and following.tag in _NOUNS) or (behind == "w" and following.tag == "n")
        if token.tag == FIGURE:  # 2.5万名区、镇、村三级干部
            return token.text.endswith(_LEVEL) and following.tag in _NOUNS
        inside = following.tag in _NOUNS and (token.text in self._within or following.text in self._final)
        listed = token.text == "等" and following.tag in _NOUNS  # 装载机、自卸车等机械设备
        return inside or listed or (token.text in self._inside and following.tag in _MAY_BE_JOINED)

    def _goes_on(self, tokens: Sequence[Token], position: int, high: int, *, seen: bool) -> bool:
        """Whether the noun phrase goes on behind a token that is no noun, given what follows it."""
        if position + 1 >= high:
            return False
        token, following = tokens[position], tokens[position + 1]
        if seen:
            return self._is_within(tokens, position)
        if token.text in self._locative or token.text in self._is:  # 三分之一|是贫困人口
            return False
        if token.tag == "n":  # 专门委员会: an adverb but for what follows it
            return token.text in self._adverbs and following.tag == "n"
        if token.tag in _MAY_OPEN and following.tag in _MAY_FOLLOW:
            return following.tag != "x" or following.text in _QUOTES
        return token.text == "的" and following.tag in _NOUNS


def _is_region(token: Token) -> bool:
    mention = named_body(token)
    return mention is not None and mention.kind == "region"


def _ends(token: Token) -> bool:
    """Whether a description ends there, at its 的 or at what none goes beyond."""
    return token.text == "的" or token.tag in ("x", FIGURE)
