"""Whose the figures of a headline are that names no one: the item below it tells, where it gives the same figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.draft import Draft

_NEAR = 40  # figures of an item
INHERITED, ASSUMED = "subject_inherited", "subject_assumed"


def echo_headlines(drafts: Sequence[Draft]) -> None:
    """Give each figure of a headline that has only the document's own subject that of the same figure below it.

    24项措施培育新消费⏎…青禾县出台24项措施…: the measures are 青禾县's.
    """
    for index, draft in enumerate(drafts):
        if not draft.sentence.heading or not _is_unsaid(draft):
            continue
        for other in drafts[index + 1 : index + _NEAR]:
            if other.sentence.heading and other.sentence.start != draft.sentence.start:
                break
            if _same(draft, other) and other.subject is not None and not _is_unsaid(other):
                draft.subject = other.subject
                draft.flags = [flag for flag in draft.flags if flag not in (INHERITED, ASSUMED)] + [INHERITED]
                break


def _is_unsaid(draft: Draft) -> bool:
    return INHERITED in draft.flags or ASSUMED in draft.flags


def _same(draft: Draft, other: Draft) -> bool:
    own, its = draft.quantity, other.quantity
    return own.value is not None and (own.kind, own.value, own.unit) == (its.kind, its.value, its.unit)
