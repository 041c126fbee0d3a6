"""What a figure is of that names nothing itself: the clause before it, and all of what only the new were counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.phrase import Phrase
from extractor.binding.tokens import ACTION, BODY, GROUP, INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.context import Context
    from extractor.binding.draft import Draft
    from extractor.binding.judge import PhraseJudge
    from extractor.binding.place import Place
    from extractor.binding.tokens import CueBook, Token

_NAMING = frozenset({"n", "w", ACTION, BODY, GROUP, INDICATOR})


class CarriedReader:
    """Looks again at the head that a figure has inherited; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, judge: PhraseJudge) -> None:
        self._completing = cues["completing-verb"]
        self._in_total = tuple(sorted(cues["cumulative"] | cues["word-total"]))
        self._judge = judge

    def take(self, draft: Draft, place: Place, context: Context) -> None:
        """What a clause that names nothing is of: 开工5万个，年内完成2万个; 涉及的省管干部，有400多名.

        One that is a count and no more counts what the clause before it ends in.
        """
        other = not draft.indicator or context.last_unit != draft.quantity.unit
        bare = draft.quantity.kind == "count" and context.previous is None and _is_bare(place)
        if bare and other and context.clause_object:
            draft.indicator, draft.registered, draft.action = context.clause_object, None, ""
            context.head = Phrase(indicator=draft.indicator)
            draft.flags += [] if "indicator_inherited" in draft.flags else ["indicator_inherited"]
        done = place.tokens[place.since : place.index]
        if not draft.action:
            draft.action = next((token.text for token in done if token.text in self._completing), "")
        if draft.quantity.kind == "count":
            self._in_all(draft, done, context)

    def _in_all(self, draft: Draft, words: Sequence[Token], context: Context) -> None:
        """新建基站1.2万个，累计达到9.8万个; 新增企业11家，总数达74家: all there are are not the new ones alone."""
        whole = self._judge.all_of(draft.indicator)
        says = any(token.text.startswith(self._in_total) for token in words)
        done = any(token.text in self._completing for token in words) or draft.action not in ("", draft.indicator)
        if not says or whole in ("", draft.indicator) or done:
            return
        draft.indicator, draft.registered, draft.action = whole, None, ""
        context.head = Phrase(indicator=whole)


def _is_bare(place: Place) -> bool:
    """有400多名, 从原来的153个: whether no noun stands before the figure in its clause, nor any word behind it."""
    before = place.tokens[: place.index]
    behind = place.tokens[place.index + 1 : place.index + 2]
    return all(token.tag not in _NAMING for token in before) and not (behind and behind[0].tag in _NAMING)
