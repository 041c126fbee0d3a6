"""The words behind a figure: what is counted, and what was done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.binding.tokens import ACTION, BODY, FIGURE, GROUP, INDICATOR, PERIOD, CueBook, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Direction

_LONGEST = 18  # characters of a noun phrase
_QUOTES = "“”《》‘’「」"
_NOUNS = frozenset({"n", "w", INDICATOR, GROUP, BODY})
_VERBS = frozenset({"v", ACTION})


class Behind(msgspec.Struct, frozen=True, gc=False):
    """The words behind a figure: its noun phrase, the predicate after that, and the index where they end."""

    noun: str = ""
    predicate: str = ""
    index: int = 0
    group: bool = False


class BehindReader:
    """Reads what stands behind a figure from a clause's tokens; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._light = cues["light-verb"]
        self._join = cues["join"]
        self._endings = cues["noun-ending"]
        self._locative = cues["locative"]
        self._stops = cues["marker"] - self._join - {"的", "等"}
        self._rate_up = cues["rate-up"]
        self._rate_down = cues["rate-down"]

    def rate(self, tokens: Sequence[Token], place: int) -> Direction | None:
        """The direction of a rate that the figure modifies: 以198.22%的增幅."""
        after = [token.text for token in tokens[place + 1 : place + 3]]
        if len(after) < 2 or after[0] != "的":
            return None
        return "up" if after[1] in self._rate_up else "down" if after[1] in self._rate_down else None

    def read(self, tokens: Sequence[Token], low: int, high: int, *, chained: bool = False) -> Behind:
        """The noun phrase that `tokens[low:high]` opens with and, up to the next figure or mark, its predicate.

        `chained`: figures may stand before the noun (17批次2018名医务人员); the index is then that of the first of them.
        """
        index = low
        while index < high and tokens[index].text in ("的", "了"):
            index += 1
        while chained and index < high and tokens[index].tag == FIGURE:
            index += 1
        start = index
        index = self._noun_end(tokens, index, high)
        if index > start > low and tokens[start - 1].text == "的" and index == high - 1 and tokens[index].tag in _VERBS:
            index = high  # 1011亩的土地供应
        noun = "".join(token.text for token in tokens[start:index])
        predicate_end = index
        while predicate_end < high and tokens[predicate_end].tag not in (FIGURE, PERIOD, "x"):
            predicate_end += 1
        if index > start and index + 1 < high and tokens[index].text in self._join and tokens[index + 1].tag == FIGURE:
            parallel = self.read(tokens, index + 2, high)  # 7条县道、45条乡道一度中断: both were
            return Behind(noun[-_LONGEST:].strip("、和与及"), parallel.predicate, index, tokens[index - 1].tag == GROUP)
        followed = predicate_end < high and tokens[predicate_end].tag == FIGURE
        predicate = "" if followed else self._predicate(tokens, index, predicate_end)
        group = start < index and tokens[index - 1].tag == GROUP
        return Behind(
            noun[-_LONGEST:].strip("、和与及"),
            predicate,
            low if chained and tokens[low : low + 1] and tokens[low].tag == FIGURE else index,
            group,
        )

    def _noun_end(self, tokens: Sequence[Token], index: int, high: int) -> int:
        """Where the noun phrase that begins at `index` ends; a verb or adjective may open it (受伤妇女)."""
        end, position, seen = index, index, False
        while position < high:
            token = tokens[position]
            if not seen and token.text in self._locative:
                break
            following = tokens[position + 1].tag if position + 1 < high else ""
            if seen and (token.text in self._stops or (token.tag == INDICATOR and tokens[position - 1].tag == GROUP)):
                break
            if token.tag in _NOUNS or token.text in _QUOTES or (token.tag == "f" and seen):
                seen = seen or token.tag in _NOUNS
                end = position + 1
            elif seen and len(token.text) == 1 and token.tag in ("m", "v", "f") and token.text in self._endings:
                end = position + 1
            elif token.tag in ("v", "a", "m", "d") and not seen and following in (*_NOUNS, "v", "a", "x"):
                if following == "x" and tokens[position + 1].text not in _QUOTES:
                    break
            elif (token.text in (*self._join, "/", "（", "）") and seen and following in (*_NOUNS, "x", "a")) or (
                token.text == "的" and not seen and following in _NOUNS
            ):
                pass
            else:
                break
            position += 1
        return end if seen else index

    def _predicate(self, tokens: Sequence[Token], low: int, high: int) -> str:
        """The verb behind the noun phrase (进行提速, 中断), without the light verb."""
        if low < high and tokens[low].text == "的":  # 189个基站的紧急扩容
            return "".join(token.text for token in tokens[low + 1 : high] if token.tag != "x")[-12:]
        words: list[str] = []
        for token in tokens[low:high]:
            if token.tag in _VERBS or (words and token.tag in _NOUNS):
                if token.text not in self._light:
                    words.append(token.text)
            elif words or token.tag not in ("d", "a", "c", "p", "m", "u", "n"):
                break
        return "".join(words)[:12]
