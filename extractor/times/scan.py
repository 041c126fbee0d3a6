"""Find every period mention: one scan for atoms, then neighbours joined to ranges and short lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from extractor.times.grammar import ATOM
from extractor.times.mention import Moment, PeriodMention
from extractor.times.read import read_moments

if TYPE_CHECKING:
    from extractor.times.mention import Bound

_SINCE_TAILS = ("以来", "起", "开始", "至今", "后")
_RANGE_GAP = re.compile(r" ?(?:[-—–~]{1,2}|至|到) ?")
_BETWEEN_GAP = re.compile(r" ?[与和] ?")
_LIST_GAP = re.compile(r"[、和与及]")
_LEVEL = re.compile(r" ?的?[^，。；！？0-9\n]{0,6}[0-9]")  # 从2009年的2.8%降到…: the verb's own 从
_SINCE_FAR = re.compile(r"[^，。；：！？\n,;]{0,20}?(?:以来|[时日]起|至今)")
_WIDEST_GAP = 4


class _Atom(msgspec.Struct, frozen=True, gc=False):
    """One match of the grammar, before neighbours are joined."""

    start: int
    end: int
    core: int  # where the expression begins behind its lead
    lead: str
    tail: str
    first: Moment
    last: Moment | None


def find_periods(text: str) -> list[PeriodMention]:
    """All dates and periods in normalised `text`, in reading order, none overlapping; linear in the text."""
    mentions: list[PeriodMention] = []
    held: _Atom | None = None
    for match in ATOM.finditer(text):
        atom = _atom(match)
        if held is not None:
            joined = _join(text, held, atom)
            if joined is not None:
                held = joined
                continue
            mentions.append(_mention(text, held))
        held = atom
    if held is not None:
        mentions.append(_mention(text, held))
    return mentions


def _atom(match: re.Match[str]) -> _Atom:
    lead, tail = match.group("lead", "tail")
    start, end = match.span()
    core = match.end("lead") if lead else start
    first, last = read_moments(match)
    return _Atom(start, end, core, lead.replace(" ", "") if lead else "", tail.strip() if tail else "", first, last)


def _join(text: str, held: _Atom, atom: _Atom) -> _Atom | None:
    """The two as one range or short list, or None where they are two mentions."""
    if held.tail not in ("", "间", "期间", "起") or held.last is not None or atom.core - held.end > _WIDEST_GAP:
        return None
    gap = text[held.end : atom.core]
    if _is_range(held, atom, gap):
        last = atom.last or atom.first
        lead = held.lead or (atom.lead if atom.lead.startswith("截") else "")
        bound_lead = "" if lead != held.lead else lead
        return _Atom(held.start, atom.end, held.core, bound_lead, atom.tail, held.first, last)
    if (
        not held.tail
        and _LIST_GAP.fullmatch(gap)
        and (first := _hull(held.first, atom.first)) is not None
        and atom.last is None
    ):
        return _Atom(held.start, atom.end, held.core, held.lead, atom.tail, first, None)
    return None


def _is_range(held: _Atom, atom: _Atom, gap: str) -> bool:
    first, second = held.first, atom.first
    if atom.lead.startswith(("截", "迄")):  # 今年截至11月
        return gap == atom.lead and first.granularity == "year" and not held.lead
    if first.granularity == "time" and second.granularity != "time":
        return False
    if _BETWEEN_GAP.fullmatch(gap):
        return atom.tail in ("间", "之间") and first.granularity == second.granularity
    return _RANGE_GAP.fullmatch(gap) is not None and not held.lead.startswith("截")


def _hull(first: Moment, second: Moment) -> Moment | None:
    """`5月、6月` and `20日、21日` as one stretch: neighbours only, and the second bare."""
    bare = (
        second.year is None and second.anchor == "running" and second.shift == 0 and second.edge is first.edge is None
    )
    if not bare or first.granularity != second.granularity:
        return None
    if first.granularity == "day" and second.month is None and second.day == (first.last_day or first.day or 0) + 1:
        return msgspec.structs.replace(first, last_day=second.day)
    if first.granularity == "month" and second.day is None and second.last_month is None and first.month:
        end = first.last_month or first.month
        return msgspec.structs.replace(first, last_month=second.month) if second.month == end + 1 else None
    return None


def _mention(text: str, atom: _Atom) -> PeriodMention:
    bound = _bound(text, atom)
    level = atom.lead == "从" and bound is None and atom.last is None and _LEVEL.match(text, atom.end)
    start = atom.start + (len("从") if level else 0)
    return PeriodMention(
        start=start, end=atom.end, quote=text[start : atom.end], first=atom.first, last=atom.last, bound=bound
    )


def _bound(text: str, atom: _Atom) -> Bound | None:
    if atom.tail.endswith(_SINCE_TAILS):
        return "since"
    if atom.tail.endswith("前"):
        return "before"
    if atom.last is not None:
        return None
    if atom.tail in ("止", "为止") or (atom.lead and (atom.lead[0] in "截迄" or atom.first.granularity == "now")):
        return "until"
    if atom.lead in ("到", "至"):
        return "to"
    since = atom.lead == "自从" or (atom.lead in ("自", "从", "") and _SINCE_FAR.match(text, atom.end))
    return "since" if since else None
