"""Items as text for the terminal: what must be looked at first comes first, each with its evidence."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from extractor.checks.outcome import as_printed
from extractor.cli.messages import Lang, say
from extractor.reconciliation.rows import evidence, in_order
from extractor.store.records import plain
from extractor.store.verdicts import look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.model import Fact
    from extractor.reconcile.item import Item

SHORT = ("equal", "within_rounding", "within_wording")
MOST = 15  # claims that no table holds: a bulletin says much that no table asks
REACH = 24


def as_text(
    items: Sequence[Item], facts: Mapping[str, Fact], texts: Mapping[str, str], lang: Lang, *, every: bool
) -> str:
    """The items by verdict; `every` lists also the many claims that were not submitted."""
    parts: list[str] = []
    for verdict, found in groupby(in_order(items), key=lambda item: item.verdict):
        group = list(found)
        parts.append(f"── {look(verdict).word(lang)} {len(group)} ──")
        shown = group if every or verdict != "claimed_not_submitted" else group[:MOST]
        parts += [_block(item, facts, texts, lang) for item in shown]
        if len(shown) < len(group):
            rest = len(group) - len(shown)
            parts.append(say(lang, f"  … 另有 {rest} 项，见 --format csv", f"  … {rest} more: --format csv"))
        parts.append("")
    return "\n".join(parts) or say(lang, "没有可核对的数字。\n", "Nothing to reconcile.\n")


def _block(item: Item, facts: Mapping[str, Fact], texts: Mapping[str, str], lang: Lang) -> str:
    fact = facts.get(item.fact_id or "")
    mark = look(item.verdict).mark
    about = " · ".join(part for part in (item.subject, item.indicator) if part)
    if item.verdict == "claimed_not_submitted":
        return f"{mark} {about} {fact.quote if fact else ''}\n{_quoted(fact, texts)}".rstrip()
    lines = [f"{mark} {_place(item)}  {about}  {_figures(item, fact, lang)}"]
    if item.verdict == "differs":
        lines.append(f"  {_difference(item, fact, lang)}")
    if item.explanation:
        lines.append(f"  {item.explanation}")
    if item.verdict not in SHORT:
        named = [facts[found] for found in item.candidates if found in facts]
        lines += [_quoted(one, texts) for one in ([fact] if fact else named)]
    return "\n".join(lines)


def _place(item: Item) -> str:
    sheet = f"[{item.sheet}] " if item.sheet else ""
    return f"{PurePath(item.source).name} {sheet}{item.cell}"


def _figures(item: Item, fact: Fact | None, lang: Lang) -> str:
    submitted = say(lang, f"报送 {item.submitted}", f"submitted {item.submitted}")
    return (
        submitted
        if fact is None
        else say(lang, f"{submitted}，原文 {fact.quote}", f"{submitted}, claimed {fact.quote}")
    )


def _difference(item: Item, fact: Fact | None, lang: Lang) -> str:
    if item.difference is None:
        return say(lang, "两个区间不相交", "the two ranges do not meet")
    sign = "+" if item.difference > 0 else ""
    line = say(lang, "相差 ", "off by ") + sign + as_printed(item.difference, fact)
    share = round(item.difference / abs(fact.value) * 100, 2) if fact is not None and fact.value else Decimal(0)
    if share:
        line += say(lang, f"（{sign}{plain(share)}%）", f" ({sign}{plain(share)}%)")
    if item.tolerance is None:
        return line
    explained = say(lang, "；舍入和措辞最多可解释 ", "; rounding and wording explain at most ")
    return line + explained + as_printed(item.tolerance, fact)


def _quoted(fact: Fact | None, texts: Mapping[str, str]) -> str:
    return "" if fact is None else f"    {fact.source}:{fact.start}–{fact.end} {evidence(fact, texts).marked(REACH)}"
