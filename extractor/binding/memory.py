"""What patterns put over what was read, and what later figures may need of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.members import Member
from extractor.binding.patterns import SAME
from extractor.binding.phrase import Phrase

if TYPE_CHECKING:
    from extractor.binding.context import Context
    from extractor.binding.draft import Draft
    from extractor.binding.patterns import Bound


def apply_bound(draft: Draft, bound: Bound, context: Context) -> None:
    """What a pattern binds goes over what was read from the clause."""
    draft.rule_id = bound.rule_id
    for slot, value in bound.slots.items():
        if value == SAME:
            context.head = context.previous or context.head
        draft.take(slot, context.head.inherited(slot) if value == SAME else value)


def remember(draft: Draft, context: Context) -> None:
    """What the figures behind this one may need of it."""
    if draft.is_nth_largest:
        return  # 东盟为我国第一大贸易伙伴，占我国外贸总值的14.8%: of what stands before it
    announced = draft.quantity.kind == "rank" and draft.rule_id == "count-noun"  # 排在第二位的是公车案件，共查处31起
    context.clause_head, context.clause_named = (draft.indicator if announced else ""), False
    context.clause_object = ""
    context.last = (draft.quantity.kind, draft.indicator)
    context.last_unit = draft.quantity.unit
    if draft.direction is None and draft.quantity.kind != "rank" and draft.role == "claim":
        context.recent.append(Member("", draft.indicator, None, False, draft.subject))
        if draft.quantity.unit is not None and draft.indicator and draft.status == "actual":
            context.by_unit[draft.quantity.unit] = Phrase(draft.indicator, draft.action, draft.registered)
    elif draft.rule_id == "head-change" and draft.quantity.unit in context.by_unit:  # 贷款增加74亿元，同比少增28亿元
        context.by_unit[draft.quantity.unit] = Phrase(draft.indicator, draft.action, draft.registered)
    context.last_change = (draft.quantity.kind, draft.direction)
    context.previous = Phrase(draft.indicator, draft.action, draft.registered).uncompared()
