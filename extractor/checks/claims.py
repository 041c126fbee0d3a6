"""One claim against another: the same indicator of the same body and period, stated in two places."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from extractor.checks.intervals import Comparison, against, interval
from extractor.checks.outcome import fair_reason, finding, named
from extractor.checks.view import is_level, measure, place
from extractor.same_claim import TAIL, ClaimWords, bare, claim_words, is_slip, one_wording, significant, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.checks.view import View
    from extractor.model import Fact, Finding
    from extractor.rulebook.book import CheckRule, ReasonRule
    from extractor.same_claim import Worded

REVISED = "revised"
_TELLING = 3  # digits that two places do not share by chance
UNDATED = "undated"
BOUND = "bound"
SLIP = "unit-slip"
BASIS = "basis"
REPEATABLE = "event"
_NOT_KINDS = ("rank", "multiple", "point")


def claims(check: CheckRule, view: View) -> Iterator[Finding]:
    """What two places say of one thing, each distinct figure once, against the first stated.

    The same thing is meant where body, indicator, population, period, statistic, status and unit are the same, and the
    words of the clause before the figure are too.  Reprints and sentences that occur twice are one place.  Two figures
    that cannot both be true contradict each other (`differs`) in one document, in documents of one day, and where one
    is the other times 10, 100 …; published on different days the later may revise the earlier: nothing is decided.
    Nor is it of what can happen more than once in its period (下达资金, 举办培训: the check's list `events`).
    """
    for group in _groups(view).values():
        statements = _distinct(group, view)
        if len(statements) < 2:
            continue
        first, *others = statements
        for other in others:
            found = _compared(check, first, other, view)
            if found is not None:
                yield found
    yield from _repeated(check, view)


def _repeated(check: CheckRule, view: View) -> Iterator[Finding]:
    """The same telling figure of the same measure in two sentences of one document: the lead and the body agree.

    Equal figures accuse nobody, so that bodies and periods that are carried over will do here.
    """
    for facts in view.documents.values():
        seen: dict[tuple[object, ...], Fact] = {}
        for fact in facts:
            if fact.role != "claim" or len(significant(fact)) < _TELLING or not fact.indicator:
                continue
            key = (
                fact.value,
                fact.unit,
                fact.kind,
                fact.modifier,
                fact.change_direction,
                fact.status,
                fact.indicator[-2:],
            )
            first = seen.setdefault(key, fact)
            other_words = view.sentence(first) != view.sentence(fact)
            carried = not (says_who_and_when(fact) and names_itself(fact, view))
            elsewhere = first is not fact and first.sentence_start != fact.sentence_start
            if elsewhere and other_words and carried and _one_measure(first, fact):
                compared = Comparison("holds", Decimal(0), interval(fact).half_width)
                yield finding(check, fact, [first], compared, named(first))


def _one_measure(first: Fact, second: Fact) -> bool:
    """Whether equal digits are no chance: no register tells the measures or the bodies apart.

    Percentages are short, and changes lie near each other: one name must be the end of the other.
    """
    known = [(fact.indicator_id, fact.subject_id) for fact in (first, second)]
    if any(None not in ids and len(set(ids)) > 1 for ids in zip(*known, strict=True)):
        return False
    one, other = first.indicator or "", second.indicator or ""
    level = first.kind != "percent" and first.change_direction is None
    return level or one.endswith(other) or other.endswith(one)


def _groups(view: View) -> dict[tuple[object, ...], list[Fact]]:
    """Facts that state the same measure of the same time: in one document, and of registered bodies in all."""
    found: dict[tuple[object, ...], list[Fact]] = {}
    for fact in view.facts:
        if fact.role != "claim" or fact.value is None or fact.kind in _NOT_KINDS or not fact.indicator:
            continue
        if fact.period_end is None or (fact.change_direction is not None and fact.change_base is None):
            continue
        if not says_who_and_when(fact) or not names_itself(fact, view):
            continue
        where = None if place(fact) is not None and not fact.borrows_subject else fact.doc_id
        period = (fact.period_start, fact.period_end, fact.change_direction, fact.change_base)
        found.setdefault((where, *measure(fact), *period), []).append(fact)
    return found


def says_who_and_when(fact: Fact) -> bool:
    """Whether body and time stand in the fact's own sentence; what is carried over says too little to accuse.

    The body of a registered indicator may be carried over: within a document, bulletins leave out 全市.
    """
    if fact.subject is None or "period_inherited" in fact.flags:
        return False
    return not fact.borrows_subject or fact.indicator_id is not None


def names_itself(fact: Fact, view: View) -> bool:
    """Whether the clause, or the sentence before it but for times and empty words, says what is measured and of whom.

    In 新建住宅价格下降的城市有50个，…；上涨的有12个 the second clause leaves out what its cities are counted by.
    """
    if "indicator_inherited" in fact.flags:
        return False
    before = view.before(fact).removesuffix(view.clause(fact))
    return (fact.subject or "") in view.clause(fact) or not bare(before, fact)


def _distinct(group: Sequence[Fact], view: View) -> list[Fact]:
    """One fact a sentence as worded and a figure as quoted, in order of publication, then of reading."""
    seen: dict[tuple[str, str], Fact] = {}
    for fact in group:
        seen.setdefault((view.sentence(fact), fact.quote), fact)
    return sorted(
        seen.values(), key=lambda fact: (view.published(fact) is None, view.published(fact) or 0, fact.fact_id)
    )


def _compared(check: CheckRule, first: Fact, second: Fact, view: View) -> Finding | None:
    if first.doc_id == second.doc_id and first.sentence_start == second.sentence_start:
        return None
    words = claim_words(check)
    one, two = (_worded(fact, view, words) for fact in (first, second))
    if not one_wording(one, two, words):
        return None
    modified = first.modifier is not None or second.modifier is not None
    compared = against(second, first.value, interval(first), worded=modified) if first.value is not None else None
    if compared is None:
        return None
    if compared.verdict == "holds" and compared.difference:
        compared = compared._replace(verdict="within_rounding")
    differs = compared.verdict == "differs"
    reason = _reason(check, first, second, view) if differs else None
    slip, event = first.value != second.value and is_slip(one, two), differs and (one.event or two.event)
    if event and not slip:
        reason = check.reason(REPEATABLE) or reason
    found = finding(check, second, [first], compared, named(first), reason=reason if event or not slip else None)
    found = replace(found, verdict="undecided") if event else found
    return _with_slip(found, check) if differs and slip else found


def _with_slip(found: Finding, check: CheckRule) -> Finding:
    given = check.reason(SLIP)
    return found if given is None else replace(found, explanation=given.text, reason=given.id)


def _worded(fact: Fact, view: View, words: ClaimWords) -> Worded:
    return worded(fact, view.clause(fact), view.behind(fact, TAIL), words)


def _reason(check: CheckRule, first: Fact, second: Fact, view: View) -> ReasonRule | None:
    given = fair_reason(check, [first, second], view)
    if given is None and any(None in interval(fact) for fact in (first, second)):
        return check.reason(BOUND)
    if given is None and view.aside(first) != view.aside(second):
        return check.reason(BASIS)
    if given is not None or first.doc_id == second.doc_id:
        return given
    days = {view.published(first), view.published(second)}
    if None in days:
        return check.reason(UNDATED)
    return check.reason(REVISED) if len(days) > 1 else None


def same_words(facts: Iterable[Fact], view: View, purposes: Sequence[str] = ()) -> bool:
    """Whether facts say the same about their figures, each as the first."""
    words = ClaimWords(purposes=tuple(purposes))
    first, *others = (_worded(fact, view, words) for fact in facts)
    return all(one_wording(first, other, words) for other in others)


def measured(fact: Fact) -> bool:
    """Whether the fact is a level that a series can be made of."""
    return is_level(fact) and fact.kind in ("count", "money", "measure") and bool(fact.indicator)
