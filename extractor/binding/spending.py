"""What money is given for, where the words before it only say that it is given: 拨1.1亿元援助灾区."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.draft import RATIO_KINDS
from extractor.binding.edges import whole_words
from extractor.binding.phrase import acts
from extractor.binding.tokens import ACTION, FIGURE, GROUP, INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.draft import Draft
    from extractor.binding.phrase import Phrase
    from extractor.binding.place import Place
    from extractor.binding.reading import View
    from extractor.binding.tokens import CueBook, Token

_PARTICLES = frozenset("了")
_ENDS = frozenset({"x", FIGURE})
_NAMES = frozenset({"n", "w", GROUP})
_CHAIN = 24  # tokens of the rates that one 按 leads
_LONGEST = 20  # characters of a purpose
_DOES = frozenset({"v", "p", ACTION})
_OPENS = frozenset({"v", "p", "d", ACTION})


class SpendingReader:
    """Reads the purpose behind an amount of money; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._giving = tuple(sorted(cues["suffix-giving"]))
        self._spent = cues["spent-on"]
        self._up, self._down = cues["up"], cues["down"]
        self._no_purpose = (
            cues["up"] | cues["down"] | cues["more"] | cues["less"] | cues["level"] | cues["relation"] | cues["flat"]
        ) - {"为"}
        self._adverbs = cues["adverb"]
        self._by, self._join = cues["by-word"], cues["join"]
        self._between = (
            cues["average"] | cues["per-unit"] | cues["limit"] | cues["about"] | cues["join"] | cues["superlative"]
        )

    def by(self, draft: Draft, place: Place) -> bool:
        """按每亩80元给予赔偿, 以5亿元的价格获得品牌: whether something is done at that rate, which is the action."""
        tokens, at = place.tokens, place.index - 1
        first, last = max(0, at - _CHAIN), min(len(tokens) - 1, at + _CHAIN)
        while at > first and (tokens[at].text in self._between or tokens[at].tag == FIGURE):
            at -= 1
        if at > first + 1 and tokens[at].text == "的":  # 按交易金额的0.25%收取
            at -= 1
            while at > first and tokens[at].tag in _NAMES | {INDICATOR}:
                at -= 1
        if at < 0 or tokens[at].text not in self._by:
            return False
        low = place.index + 1
        while low < last and (tokens[low].text in self._join or tokens[low].tag == FIGURE):
            low += 1
        if tokens[low : low + 1] and tokens[low].text == "的":
            low += 2  # 的价格
        behind = tokens[low : low + _LONGEST]
        end = next((index for index, token in enumerate(behind) if token.tag in _ENDS), len(behind))
        if end > 1 and behind[0].text in self._adverbs:
            self._move(draft, behind[1].text)  # 按5%和8%的比例分别提高低保标准
        elif end:
            self._move(draft, behind[0].text)
        if end and behind[0].tag in _DOES:
            draft.action = whole_words([token for token in behind[:end] if token.text not in _PARTICLES], _LONGEST)
            draft.object = "" if draft.object in draft.action else draft.object
            return True
        return False

    def _move(self, draft: Draft, word: str) -> None:
        """A rate at which something is raised or lowered is its change."""
        if draft.quantity.kind in RATIO_KINDS and draft.direction is None and word in self._up | self._down:
            draft.direction = "up" if word in self._up else "down"

    def fill(self, draft: Draft, place: Place, phrase: Phrase, view: View) -> None:
        """Take the purpose for the object, where nothing else says what the money is."""
        if draft.quantity.kind in ("money", "percent") and not draft.object and self._is_spent(draft, place):
            return
        gives = phrase.indicator.endswith(self._giving) and phrase.indicator == phrase.action
        if draft.quantity.kind != "money" or draft.object or not (gives or acts(phrase) or not phrase.words):
            return
        behind = place.tokens[place.index + 1 :]
        if behind:
            draft.object = self._purpose(behind) if behind[0].tag in _DOES else ""
        elif gives:
            following = view.behind(place.tokens)
            first = following.tokens[0] if following is not None else None
            if (
                following is not None and first is not None and (first.tag in _OPENS or first.text in self._adverbs)
            ):  # 着力办好民生十件实事: up to the figure
                low = following.places[0] if following.places else len(following.tokens)
                while low > 0 and following.tokens[low - 1].tag == "x":
                    low -= 1
                named = low > 0 and following.tokens[low - 1].tag in _NAMES
                draft.object = self._purpose(following.tokens[:low]) if named or not following.places else ""

    def _is_spent(self, draft: Draft, place: Place) -> bool:
        """财政支出近八成投向民生领域, 的73.8%用于民生保障: what the words say that it is spent on is the object."""
        behind = place.tokens[place.index + 1 :]
        first = next((at for at, token in enumerate(behind) if token.text not in self._adverbs), len(behind))
        if 0 < first < len(behind) and draft.quantity.kind == "percent" and _closes(behind[first:]):
            draft.action = behind[first].text  # 在建重大水利工程超50%已复工
            return True
        if first == len(behind) or behind[first].text not in self._spent:
            return False
        draft.object = self._purpose(behind[first:])
        return bool(draft.object)

    def _purpose(self, tokens: Sequence[Token]) -> str:
        """The words up to the next figure or mark; none where a figure is what they lead up to."""
        if tokens[0].text in self._no_purpose or any(token.tag == FIGURE for token in tokens):
            return ""
        end = next((at for at, token in enumerate(tokens) if token.tag == "x"), len(tokens))
        kept = [token for token in tokens[:end] if token.text not in self._adverbs]
        return whole_words(kept, _LONGEST) if len(kept) > 1 else ""


def _closes(tokens: Sequence[Token]) -> bool:
    """Whether a verb is all that still stands in the clause."""
    return tokens[0].tag in ("v", ACTION) and (len(tokens) == 1 or tokens[1].tag == "x")
