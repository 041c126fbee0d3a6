"""Parts against the total they belong to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.among import AMONG
from extractor.brackets import BRACKETS
from extractor.checks.disjoint import bodies_apart, places_apart
from extractor.checks.intervals import Comparison, compare, interval
from extractor.checks.outcome import finding, named
from extractor.completeness import of_its_time
from extractor.divided import DIVIDED
from extractor.measures import same_measure
from extractor.relations import SIBLINGS
from extractor.rulebook.book import CheckRule, ReasonRule
from extractor.tables.words import RULE as TABLE_CELLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from extractor.checks.view import View
    from extractor.model import Fact, Finding, Relation

_MOST = 20  # parts of one list behind 其中 that are looked through
_TELLING = 3  # characters of a name that can be taken for the same in another sentence
IDENTITY = "identity"
OVERLAP = "may-overlap"
OVERLAPPING = ReasonRule(
    id=OVERLAP,
    text="各项之和超过总数，但各项可能互相重叠（如一人兼有两种身份），不能判断",
    english="the parts exceed their total together, but may overlap",
)
_AGREE = ("holds", "within_rounding")


def related_sums(
    facts: Mapping[str, Fact], relations: Sequence[Relation], checks: Sequence[CheckRule]
) -> Iterator[Finding]:
    """One finding for each total that relations give two parts or more, in reading order.

    Parts behind 其中 need not exhaust their total and may overlap: they are a finding only when they add up to it, or
    exceed it.  They differ when one of them alone exceeds it, or when those of separate places or bodies do together;
    where others do together, they may overlap, and nothing is decided.  Those in a bracket, or of a list that says by
    what it divides, are so too, until cases counted by place (病例), or another column that adds up, show that none is
    left out.
    """
    rules = {check.id: check for check in checks}
    added = [*_added(facts, relations, rules)]
    proven = {_list_of(check, parts) for check, _, parts, compared in added if compared.verdict in _AGREE}
    for check, whole, parts, compared in added:
        if _closed(check, whole, parts, proven) or _decides(check, whole, parts, compared):
            yield sum_finding(check, whole, parts, compared)
        elif _exceed_together(whole, parts):
            yield from _too_much(check, whole, parts)


def _too_much(check: CheckRule, whole: Fact, parts: Sequence[Fact]) -> Iterator[Finding]:
    """What more parts than fit say: the first of them make up the total, or they may overlap.

    Parts that make up the one before them are a list of their own (医院3.2万个，公立1.2万个，民营2.0万个), which is
    then a finding too; what stands behind parts that add up to the total is no part of it.
    """
    outer: list[Fact] = []
    lists: list[Finding] = []
    rest = [*parts]
    while rest:
        head, *rest = rest
        inner = _making_up(head, rest)
        outer.append(head)
        if inner:
            lists.append(sum_finding(check, head, inner, compare(head, inner)))
            rest = rest[len(inner) :]
    all_of_it = _making_up(whole, outer)
    if len(outer) == 1:  # 工业60亿元、农业32亿元、服务业28亿元 of 100: that two make up the first is chance
        yield sum_finding(check, whole, parts, compare(whole, [*parts]), reason=check.reason(OVERLAP) or OVERLAPPING)
        return
    yield from lists
    if all_of_it:
        yield sum_finding(check, whole, all_of_it, compare(whole, all_of_it))
    elif len(outer) > 1 and _exceeds(outer, whole):
        yield sum_finding(check, whole, outer, compare(whole, outer), reason=check.reason(OVERLAP) or OVERLAPPING)


def _making_up(whole: Fact, parts: list[Fact]) -> list[Fact]:
    """The first two parts or more that add up to the total; none where they do not."""
    counts = range(2, min(len(parts), _MOST) + 1)
    return next((parts[:n] for n in counts if compare(whole, parts[:n]).verdict in _AGREE), [])


def _added(
    facts: Mapping[str, Fact], relations: Sequence[Relation], rules: Mapping[str, CheckRule]
) -> Iterator[tuple[CheckRule, Fact, list[Fact], Comparison]]:
    """Each total with its parts, the open lists last."""
    parts_of: dict[tuple[str, str, int], list[Fact]] = {}
    for relation in relations:
        if relation.relation == "part_of" and {relation.fact_id, relation.target_id} <= facts.keys():
            part, rule = facts[relation.fact_id], rules.get(relation.rule_id)
            listed = part.sentence_start if rule is not None and rule.type == DIVIDED else 0  # each list for itself
            parts_of.setdefault((relation.target_id, relation.rule_id, listed), []).append(part)
    open_last = sorted(parts_of.items(), key=lambda item: item[0][1] in rules and rules[item[0][1]].type == AMONG)
    for (target, check_id, _), parts in open_last:
        if len(parts) < 2:
            continue
        if check_id == TABLE_CELLS:  # the check of tables holds them, which knows when rows need not add up
            continue
        check = rules.get(check_id) or CheckRule(id=check_id, type=SIBLINGS, total=None, parts=())
        yield check, facts[target], parts, compare(facts[target], parts)


def _closed(check: CheckRule, whole: Fact, parts: Sequence[Fact], proven: AbstractSet[tuple[str, str, int]]) -> bool:
    """Whether the parts are all there are."""
    if check.type == BRACKETS:
        return _are_cases(check, whole) and places_apart([whole, *parts])
    if check.type == DIVIDED:
        return _list_of(check, parts) in proven and all(same_measure(whole, part) for part in parts)
    return check.type != AMONG and "open" not in check.words


def _are_cases(check: CheckRule, whole: Fact) -> bool:
    """Whether the total counts cases or casualties: their bulletins name every place, others the foremost."""
    said = f"{whole.indicator or ''} {whole.action or ''}"
    return whole.unit in check.words.get("counted", ()) and any(word in said for word in check.words.get("cases", ()))


def _list_of(check: CheckRule, parts: Sequence[Fact]) -> tuple[str, str, int]:
    """The list that a column stands in."""
    return check.id, parts[0].doc_id, parts[0].sentence_start


def _decides(check: CheckRule, whole: Fact, parts: Sequence[Fact], compared: Comparison) -> bool:
    """Whether parts that need not exhaust their total still say something about it."""
    if compared.verdict in _AGREE:
        return True
    if not all(_same_measure(whole, part) for part in parts):
        return False
    if any(_exceeds([part], whole) for part in parts):
        return True
    return _exceeds(parts, whole) and (places_apart([whole, *parts]) or bodies_apart(check, [whole, *parts]))


def _exceed_together(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether parts, none of which alone does, are more than their total of that time; one that does is no part."""
    alone = any(_exceeds([part], whole) for part in parts)
    like = all(part.statistic == whole.statistic and of_its_time(part, whole) for part in parts)
    return like and not alone and _exceeds(parts, whole)


def _same_measure(whole: Fact, part: Fact) -> bool:
    """Stricter than for a relation: here a wrong word would accuse."""
    if whole.statistic != part.statistic or whole.indicator is None or part.indicator is None:
        return False
    if whole.indicator_id is not None and part.indicator_id is not None:
        return whole.indicator_id == part.indicator_id
    if len(whole.indicator) < _TELLING and whole.sentence_start != part.sentence_start:
        return False  # 余额 of an earlier sentence may be that of anything
    return part.indicator.endswith(whole.indicator)  # 高山茶农 are 茶农


def _exceeds(parts: Sequence[Fact], whole: Fact) -> bool:
    lows, high = [interval(part).low for part in parts], interval(whole).high
    return high is not None and sum((low for low in lows if low is not None), Decimal(0)) > high


def identities(view: View, checks: Sequence[CheckRule]) -> Iterator[Finding]:
    """Indicators that make up another by definition (三次产业 the GDP), of one document, subject, period and status.

    Trade with one partner (对美国出口) is apart from all trade.
    """
    groups: dict[tuple[object, ...], dict[str, Fact]] = {}
    for fact in view.facts:
        if (
            fact.indicator_id is not None
            and fact.change_direction is None
            and fact.kind in ("count", "money", "measure")
        ):
            key = (
                fact.doc_id,
                fact.subject_id or fact.subject,
                fact.period_start,
                fact.period_end,
                fact.period_text if fact.period_end is None else None,
                fact.status,
                fact.unit,
                view.partner(fact),
            )
            groups.setdefault(key, {}).setdefault(fact.indicator_id, fact)
    for check in checks:
        if check.type != IDENTITY or check.total is None:
            continue
        for group in groups.values():
            if check.total in group and all(part in group for part in check.parts):
                parts = [group[part] for part in check.parts]
                yield sum_finding(check, group[check.total], parts, compare(group[check.total], parts))


def sum_finding(
    check: CheckRule,
    whole: Fact,
    parts: Sequence[Fact],
    compared: Comparison,
    *,
    reason: ReasonRule | None = None,
) -> Finding:
    """The outcome, every part named."""
    return finding(check, whole, parts, compared, " + ".join(named(part) for part in parts), reason=reason)
